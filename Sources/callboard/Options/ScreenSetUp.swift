import BoardScreen
import CTerminalGuard
import Curses
import FoundationEssentials
import LiveBoard
import Reports
import Settings
import TerminalApp

/// Everything a screen needs besides its board, read and checked before the terminal is touched.
struct ScreenSetUp {
    var options = ScreenOptions()
    private let themes: ThemeShelf
    private let theme: String
    private let keymap: Keymap
    private let control: ControlChoice
    private let hook: AlarmHook?
    private var views = ViewSession(shelf: ViewChoice.shelf())

    /// - Throws: `ProgramError` with status 2 and every fault of the keymap. A theme with faults stops nothing: the board
    ///   starts with the default and says so.
    init(_ arguments: ScreenArguments, _ configuration: Configuration) throws {
        themes = ThemeChoice.shelf(keepsBackground: configuration.board.keepsBackground)
        theme = arguments.theme ?? configuration.board.theme ?? "default"
        keymap = try KeymapChoice.keymap(configuration)
        control = try ControlChoice(configuration, into: &options)
        options.readOnly = arguments.readOnly || configuration.board.isReadOnly
        options.ascii = arguments.ascii || configuration.board.isASCII
        options.mask = arguments.mask || configuration.board.isMasked
        options.mouse = !arguments.noMouse
        options.slowLink = arguments.slowLink || configuration.board.isSlowLink
        options.person = Person.name
        options.utcOffset = Moment.localOffset(at: BoardClock.wallTime())
        if !configuration.board.pauseReasons.isEmpty { options.reasons = configuration.board.pauseReasons }
        if let context = configuration.originate.context { options.originateContext = context }
        if let callerID = configuration.originate.callerID { options.originateCallerID = callerID }
        options.originateTimeout = configuration.originate.timeout
        options.trunkLines = configuration.trunks.map {
            TrunkLine(endpoint: $0.endpoint, display: $0.display, limit: $0.limit, server: $0.server)
        }
        options.apply(configuration)
        let alarm = configuration.alarm
        hook =
            alarm.command.isEmpty
            ? nil
            : AlarmHook(
                arguments: alarm.command, environment: ProcessInfo.processInfo.environment,
                limit: Double(alarm.commandTimeout), wake: { cb_wake() })
    }

    /// Chooses the view to begin with.
    ///
    /// - Parameter keepsLast: the screen is kept as it is left, and taken up again.
    /// - Throws: `ProgramError` with status 2 when there is no view of the name.
    mutating func take(_ view: String?, keepsLast: Bool) throws {
        views = try ViewChoice.session(view, keepsLast: keepsLast, into: &options)
    }

    /// Runs the screen until it is left.
    ///
    /// - Throws: `ProgramError`: status 2 when there is no terminal to draw on, 130 or 143 after a signal.
    ///
    /// - Parameter recording: journals to show in place of a live board.
    func run(
        _ live: LiveBoard, recording: (sources: [TravelSource], options: TravelSession.Options)? = nil
    ) throws {
        var terminal = TerminalOptions.fromEnvironment()
        terminal.usesMouse = options.mouse
        if options.ascii { terminal.isASCII = true }
        var app = TerminalApp(
            live: live, options: options, keymap: keymap, themes: themes, theme: theme, views: views, hook: hook,
            recording: recording,
            offset: Moment.localOffset, checkPIN: control.checkPIN)
        let ending: TerminalApp.Ending
        do throws(TerminalError) {
            ending = try app.run(terminal)
        } catch {
            throw ProgramError(.wrongUsage, error.description)
        }
        switch ending {
        case .quit: return
        case .interrupted: throw ProgramError(.interrupted)
        case .terminated, .hungUp: throw ProgramError(.terminated)
        }
    }
}
