extension Configuration {
    /// A configuration that shows every key, for `callboard config example`. A test reads it.
    package static let example = #"""
        # callboard: save as ~/.config/callboard/config.toml and check with: callboard config check
        # Relative paths start beside this file; ~/ is your home directory.

        [[server]]
        name = "hq"                           # the name on the board
        host = "pbx.example.com"
        user = "callboard"                    # a user of manager.conf
        secret_file = "hq.secret"             # one line, mode 0600
        # port = 5038                         # 5039 with tls, 7777 with dialect = "ucm"

        [[server]]
        name = "branch"
        host = "192.0.2.10"
        user = "callboard"
        secret_command = ["pass", "show", "pbx/branch"]   # a program and its arguments; never a shell
        tls = true                            # certificate checked against the system's authorities, or against
        ca = "branch-ca.pem"                  # this authority, or
        # fingerprint = "AB:CD:..."           # exactly this certificate (SHA-256), or
        # insecure_no_verify = true           # nothing at all
        dialect = "auto"                      # auto, asterisk, ucm
        events = ["system", "call", "agent", "user"]
        audit_interval = 60                   # seconds between two looks at one queue's own list; 0: never look
        # shared_lastcall = true              # as in queues.conf; left out: learned from what the PBX tells

        [board]
        read_only = false                     # true: no key sends an action
        theme = "default"                     # see: callboard themes list
        ascii = false                         # only characters that every terminal has
        mask = false                          # hide callers' numbers and names
        slow_link = false                     # a frame a second, times in steps of 5 s (~ on the screen)
        pause_reasons = ["Break", "Lunch", "Training", "Back office"]
        service_level = "negative"            # what SL% means: handled, ignored, negative, positive (? explains)
        short_abandon = 5                     # seconds: who gives up sooner is left out of levels and rates; 0: nobody
        window = "today"                      # what figures begin with: today, shift, 1h, 30m, 15m (w changes it)
        shifts = ["06:00", "14:00", "22:00"]  # when shifts begin
        day_begins = "00:00"                  # when callboard's own day begins

        [originate]
        context = "from-internal"             # where dialled numbers are looked up
        from = "PJSIP/1000"                   # your own phone
        caller_id = "Service desk <1000>"
        timeout = 30                          # seconds that your phone rings
        trunks = ["from-internal-carrier"]    # contexts that lead outside, to choose from when you call

        [me]
        device = "1000"                       # your own phone, or PJSIP/1000: it rings when you call, listen or fetch
        extension = "1000"                    # the number that reaches it, for picking callers up

        [phone_book]
        # file = "phone-book.csv"             # name,number on each line

        [phone_book.numbers]
        "Night desk" = "1900"

        [permissions]
        role = "supervisor"                   # viewer, agent or supervisor
        allow = []                            # commands beyond the role, by the names of: callboard keys
        deny = ["call.withdraw"]              # commands that nobody has
        # pin_hash = "$y$j9T$..."             # leaves read_only for some minutes; made by: callboard config pin
        pin_minutes = 10

        [permissions.servers.branch]
        role = "agent"

        [journal]
        enabled = true
        directory = "~/.local/state/callboard/journal"
        mask = false                          # hide callers' numbers and names before anything is written
        max_days = 30
        max_bytes = 10_737_418_240            # per server

        [alarm]
        bell = true                           # ring the terminal's bell for a new alarm
        notify = false                        # and tell the desktop (OSC 9 and 777)
        flash = false                         # let the whole screen flash once
        # command = ["notify-desk", "--board"] # a program and its arguments, never a shell: CALLBOARD_ALARM_EVENT
                                              # (begins, lasts, over), _KIND, _SERVER, _PLACE, _VALUE, _TEXT, _SINCE
        command_timeout = 10                  # seconds after which it is ended
        quiet = ["22:00-07:00"]               # no sound and no command then
        emergency_numbers = ["112", "911"]    # dialling one is an alarm
        call_warning = 1800                   # seconds of a call
        call_alarm = 3600                     # left out: twice as long

        [alarm.pauses]                        # pauses of a reason; others are as pause_warning says
        "Break" = 900                         # alarm at twice as long

        [alarm.pauses."Lunch"]
        warning = 3600
        alarm = 4500

        [wall]                                # distance mode: W, or --view wall
        layout = "tiles"                      # tiles, list, single
        figures = ["waiting", "longest", "level", "free"]   # the large one first; on-call, paused, answered, lost
        page = 12                             # seconds that a page stands

        [thresholds]                          # of every queue that does not say otherwise
        waiting_warning = 2                   # callers
        waiting_alarm = 5
        wait_warning = 60                     # seconds of the longest wait now
        wait_alarm = 120
        target = 80                           # percent answered in time, below which SL% is marked
        level_alarm = 60                      # and below which it is an alarm
        lost_warning = 5                      # percent of callers who left unserved
        lost_alarm = 10
        pause_warning = 900                   # seconds of a pause
        pause_alarm = 1800                    # left out: twice as long
        free_warning = 1                      # agents free, fewer than which; left out: no matter
        paused_warning = 40                   # percent of those who are there on pause at once
        paused_alarm = 60

        [queue."support"]                     # the queue's name on the PBX; "branch/support" for one server's only
        display = "Support"                   # its name on the board
        group = "Service"                     # W sums up groups
        service_level = 20                    # seconds to answer in time; left out: what the PBX says
        variant = "handled"                   # its own meaning of SL%
        short_abandon = 3                     # its own cut
        wrapup = 15                           # seconds; the manager interface does not publish it
        target = 90                           # any key of [thresholds] but pause_warning and pause_alarm
        waiting_alarm = 8

        [people]
        join = "never"                        # one row for the same extension or name on several servers:
                                              # never, extension, name
        [[person]]                            # or said person by person
        name = "Ana Lima"
        agents = ["hq:PJSIP/1001", "branch:PJSIP/2001"]

        [keys]                                # over the usual keys, as in keymap.toml beside this file
        "F5" = "screen.redraw"                # see: callboard keys

        [[trunk]]                             # a line to the outside; those that are not named are inferred
        endpoint = "PJSIP/carrier"            # what its channels' names begin with
        display = "Carrier"
        limit = 30                            # calls at once
        # server = "hq"                       # of this server only

        """#
}
