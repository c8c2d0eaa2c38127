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

        [board]
        read_only = false                     # true: no key sends an action
        theme = "default"                     # see: callboard themes list
        ascii = false                         # only characters that every terminal has
        mask = false                          # hide callers' numbers and names
        pause_reasons = ["Break", "Lunch", "Training", "Back office"]

        [originate]
        context = "from-internal"             # where dialled numbers are looked up
        from = "PJSIP/1000"                   # your own phone
        caller_id = "Service desk <1000>"
        timeout = 30                          # seconds that your phone rings

        [journal]
        enabled = true
        directory = "~/.local/state/callboard/journal"
        max_days = 30
        max_bytes = 10_737_418_240            # per server

        [queue."support"]
        display = "Support"
        group = "Service"
        service_level = 20                    # seconds to answer in time; left out: what the PBX says
        target = 80                           # percent of the calls
        wrapup = 15                           # seconds; the manager interface does not publish it
        waiting_warning = 3                   # callers
        waiting_alarm = 6
        wait_warning = 60                     # seconds of the longest wait
        wait_alarm = 120

        """#
}
