import CallCenter

/// Everything a key can do, by the name that a keymap and the palette use. The table below it is the only one: footer,
/// help, palette, `callboard keys` and the manual are renderings of it.
package enum ScreenCommand: String, Sendable, CaseIterable {
    case up = "move.up"
    case down = "move.down"
    case pageUp = "move.page-up"
    case pageDown = "move.page-down"
    case top = "move.top"
    case bottom = "move.bottom"
    case left = "panel.left"
    case right = "panel.right"
    case nextPanel = "panel.next"
    case previousPanel = "panel.previous"
    case queues = "panel.queues"
    case agents = "panel.agents"
    case channels = "panel.channels"
    case trunks = "panel.trunks"
    case totals = "panel.totals"
    case alarms = "panel.alarms"
    case acknowledge = "alarm.acknowledge"
    case snooze = "alarm.snooze"
    case alarmsFirst = "alarm.first"
    case lost = "panel.lost"
    case graphs = "panel.graphs"
    case grid = "agents.grid"
    case loggedOut = "agents.logged-out"
    case totalsRow = "queues.totals"
    case columns = "list.columns"
    case views = "view.list"
    case keepView = "view.keep"
    case standardView = "view.standard"
    case audit = "panel.audit"
    case zoom = "panel.zoom"
    case open = "row.open"
    case back = "back"
    case mark = "row.mark"
    case filter = "list.filter"
    case sortLeft = "list.sort-left"
    case sortRight = "list.sort-right"
    case invert = "list.invert"
    case explain = "figure.explain"
    case window = "figure.window"
    case servers = "server.next"
    case menu = "row.actions"
    case pause = "agent.pause"
    case unpause = "agent.unpause"
    case undoPause = "agent.undo-pause"
    case release = "agent.release"
    case addToQueue = "agent.add"
    case removeFromQueue = "agent.remove"
    case penalty = "agent.penalty"
    case ringInUse = "agent.ring-in-use"
    case logIn = "agent.log-in"
    case logOff = "agent.log-off"
    case cleanSeats = "agent.clean-seats"
    case hangUp = "call.hang-up"
    case transfer = "call.transfer"
    case attended = "call.attended"
    case cancelAttended = "call.cancel-attended"
    case redirect = "call.redirect"
    case park = "call.park"
    case fetchParked = "call.fetch"
    case pickUp = "call.pick-up"
    case priority = "call.priority"
    case withdraw = "call.withdraw"
    case spy = "call.spy"
    case record = "call.record"
    case recordPause = "call.record-pause"
    case recordResume = "call.record-resume"
    case recordStop = "call.record-stop"
    case muteCall = "call.mute"
    case dtmf = "call.dtmf"
    case text = "call.text"
    case kick = "call.kick"
    case playback = "call.playback"
    case nWay = "call.n-way"
    case hold = "call.hold"
    case accept = "call.accept"
    case voicemail = "call.voicemail"
    case originate = "call.originate"
    case redial = "call.redial"
    case rooms = "room.list"
    case roomKick = "room.kick"
    case roomMute = "room.mute"
    case roomUnmute = "room.unmute"
    case roomLock = "room.lock"
    case roomUnlock = "room.unlock"
    case roomName = "room.name"
    case roomModerator = "room.moderator"
    case roomPIN = "room.pin"
    case roomVideo = "room.video"
    case retry = "server.retry"
    case timeForward = "time.forward"
    case timeBack = "time.back"
    case timeJump = "time.jump"
    case timeHold = "time.hold"
    case timeEnd = "time.end"
    case timeStart = "time.start"
    case timeStep = "time.step"
    case timeShorter = "time.step-shorter"
    case timeFaster = "time.faster"
    case timeSlower = "time.slower"
    case nextAlarm = "time.next-alarm"
    case previousAlarm = "time.previous-alarm"
    case nextCommand = "time.next-command"
    case previousCommand = "time.previous-command"
    case callStart = "time.call-start"
    case help = "help"
    case palette = "palette"
    case mouse = "screen.mouse"
    case mask = "screen.mask"
    case lock = "screen.lock"
    case theme = "screen.theme"
    case wall = "screen.wall"
    case bytes = "screen.bytes"
    case slowLink = "screen.slow-link"
    case redraw = "screen.redraw"
    case suspend = "screen.suspend"
    case quit = "quit"

    /// Under which heading the help shows a command.
    package enum Group: String, Sendable, CaseIterable {
        case move = "Move"
        case lists = "Lists"
        case agents = "Agents"
        case calls = "Calls"
        case rooms = "Conference rooms"
        case time = "Time travel"
        case screen = "Screen"
    }

    /// What the table holds about a command.
    package struct Entry: Sendable {
        /// One or two words, for the footer and the palette.
        package let title: String
        /// One line.
        package let summary: String
        package let group: Group
        /// It cannot be undone, or it disturbs somebody's call.
        package let isDangerous: Bool
        /// It asks the PBX to do something: gone in read-only mode.
        package let changesPBX: Bool
    }

    package var entry: Entry { control.map(Entry.init) ?? ownEntry }

    /// Of the commands that only move the screen; those for the PBX describe themselves.
    private var ownEntry: Entry {
        switch self {
        case .up: Self.move("up", "the row above")
        case .down: Self.move("down", "the row below")
        case .pageUp: Self.move("page up", "a page up")
        case .pageDown: Self.move("page down", "a page down")
        case .top: Self.move("first row", "the first row; the list then stays at its top")
        case .bottom: Self.move("last row", "the last row")
        case .left: Self.move("left", "the panel before; in a dialog, the choice before")
        case .right: Self.move("right", "the panel after; in a dialog, the choice after")
        case .nextPanel: Self.move("next panel", "the next panel, or the next field")
        case .previousPanel: Self.move("previous panel", "the panel before, or the field before")
        case .queues: Self.move("queues", "to the queues")
        case .agents: Self.move("agents", "to the agents")
        case .channels: Self.move("channels", "to the channels")
        case .audit: Self.move("audit", "to who did what: commands with their outcome, and what others did")
        case .trunks: Self.move("trunks", "to the trunks: lines in use, registration, reachability")
        case .totals: Self.move("totals", "to the totals: of all queues, of groups, of servers")
        case .alarms: Self.move("alarms", "to the alarm log")
        case .lost: Self.move("lost calls", "to the callers whom nobody served, for calling them back")
        case .graphs: Self.move("graphs", "to the graphs of the selected queue or of all: last hour, day")
        case .grid: Self.list("grid", "agents in cells, many to a line, and back to rows")
        case .loggedOut: Self.list("logged out", "hide agents who are out, or show them")
        case .totalsRow: Self.list("totals row", "the sum of the queues that are shown below them, or no sum")
        case .columns: Self.list("columns", "choose the panel's columns, their order and widths")
        case .views: Self.list("views", "show, keep or delete a view: panels, columns, order, filters")
        case .keepView: Self.list("keep view", "keep what is on the screen as a view")
        case .standardView: Self.list("own view", "the screen as callboard has it")
        case .zoom: Self.list("zoom", "one panel alone, and back to all")
        case .open: Self.list("open", "everything about the selected row")
        case .back: Self.list("back", "close, clear the filter and the marks, leave the past; never quits")
        case .mark: Self.list("mark", "mark the row; a pause then takes every marked agent")
        case .filter: Self.list("filter", "show only rows with a text (! in front: without it)")
        case .sortLeft: Self.list("sort left", "sort by the column before")
        case .sortRight: Self.list("sort right", "sort by the column after")
        case .invert: Self.list("invert", "turn the order round")
        case .explain: Self.list("explain", "how the figure comes about: formula, inputs, the calls behind it")
        case .window: Self.list("window", "the period of the figures: today, shift, 1 h, 30 min, 15 min")
        case .servers: Self.list("servers", "one server alone, the next one, and back to all")
        case .menu: Self.list("menu", "everything that can be done with the row now, and why not")
        case .rooms:
            Entry(
                title: "rooms", summary: "conference rooms: who is in, kick, mute, lock", group: .rooms,
                isDangerous: false, changesPBX: false)
        case .voicemail:
            Entry(
                title: "voicemail", summary: "voicemail boxes with their new and old messages", group: .calls,
                isDangerous: false, changesPBX: false)
        case .retry:
            Entry(
                title: "retry", summary: "connect again now", group: .screen, isDangerous: false, changesPBX: false)
        case .timeForward: Self.time("forward", "a step later")
        case .timeBack: Self.time("back", "a step earlier; from the live board, into its past")
        case .timeJump: Self.time("go to", "to a time such as 14:05, -10m or yesterday 09:00")
        case .timeHold: Self.time("hold", "stop the clock, or let it run")
        case .timeEnd: Self.time("now", "back to the live board; in a recording, to its end")
        case .timeStart: Self.time("start", "to the journal's beginning")
        case .timeStep: Self.time("step", "a longer step: an event, a call, 10 s, 1 min, 10 min, 1 h")
        case .timeShorter: Self.time("shorter step", "a shorter step: 1 h, 10 min, 1 min, 10 s, a call, an event")
        case .timeFaster: Self.time("faster", "let the past run faster, up to 1000 times")
        case .timeSlower: Self.time("slower", "let the past run slower")
        case .nextAlarm: Self.time("next alarm", "to where a queue's figures became a breach next")
        case .previousAlarm: Self.time("alarm before", "to where they did before")
        case .nextCommand: Self.time("next command", "to the next command that this board sent")
        case .previousCommand: Self.time("command before", "to the command before")
        case .callStart: Self.time("call's start", "to where the selected call began")
        case .help: Self.screen("help", "every key, and why one does nothing now")
        case .palette: Self.screen("command", "type a command's name")
        case .mouse: Self.screen("mouse", "leave the mouse to the terminal, or take it back")
        case .mask: Self.screen("mask", "hide callers' numbers and names, or show them")
        case .lock: Self.screen("unlock", "leave read-only for some minutes with the PIN, or go back to it")
        case .acknowledge: Self.list("seen", "say that the alarm has been seen; outside the log, all of them")
        case .snooze: Self.list("snooze", "hear no more of the alarm for 15 minutes")
        case .alarmsFirst: Self.list("alarms first", "rows in alarm at the top, or back to the order")
        case .theme: Self.screen("theme", "the next theme")
        case .wall: Self.screen("wall", "large figures for the whole room, and back")
        case .bytes: Self.screen("bytes", "show how many bytes a second reach the terminal, or not")
        case .slowLink: Self.screen("slow link", "fewer frames and coarser times for a slow line, or as they come")
        case .redraw: Self.screen("redraw", "paint the screen anew")
        case .suspend: Self.screen("suspend", "to the shell; fg comes back")
        case .quit: Self.screen("quit", "leave callboard")
        default: Self.screen(rawValue, "")
        }
    }

    private static func move(_ title: String, _ summary: String) -> Entry {
        Entry(title: title, summary: summary, group: .move, isDangerous: false, changesPBX: false)
    }
    private static func list(_ title: String, _ summary: String) -> Entry {
        Entry(title: title, summary: summary, group: .lists, isDangerous: false, changesPBX: false)
    }
    private static func time(_ title: String, _ summary: String) -> Entry {
        Entry(title: title, summary: summary, group: .time, isDangerous: false, changesPBX: false)
    }
    private static func screen(_ title: String, _ summary: String) -> Entry {
        Entry(title: title, summary: summary, group: .screen, isDangerous: false, changesPBX: false)
    }
}

extension ScreenCommand.Entry {
    /// A command for the PBX.
    fileprivate init(_ control: any Control) {
        title = control.title
        summary = control.summary
        group = control.kind.group
        isDangerous = control.isDangerous
        changesPBX = true
    }
}

extension CommandKind {
    /// Under which heading it stands: names begin with it.
    fileprivate var group: ScreenCommand.Group {
        if rawValue.hasPrefix("agent.") { return .agents }
        return rawValue.hasPrefix("room.") ? .rooms : .calls
    }
}
