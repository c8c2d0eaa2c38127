// TerminalApp: the loop that joins a board, a screen and a terminal. It decides nothing: state changes are the
// screen's, the board's are the fold's.

import BoardScreen
import CTerminalGuard
import CallCenter
import Cells
import Crossing
import Curses
import LiveBoard
import Settings

#if canImport(Glibc)
    import Glibc
#endif

/// One screen on one terminal: keys, signals, the board's news and a frame clock in one `poll`, on the main thread.
///
/// Nothing here waits for the PBX, the disk or the terminal.
package struct TerminalApp {
    /// How the program ended.
    package enum Ending: Sendable, Equatable {
        case quit
        case interrupted
        case terminated
        /// The terminal went away.
        case hungUp
    }

    private let live: LiveBoard
    private let checkPIN: (String) -> Bool
    private let themes: ThemeShelf
    private let views: ViewSession
    private let hook: AlarmHook?
    /// The theme in force, by name or file, and what its file was when it was read.
    private var themeName: String
    private var themeStamp: Int64 = 0
    private var state: ScreenState
    private var pacer = FramePacer()
    private var nextTick: Int64 = 0
    /// On the board's clock: when a frame is due although nothing happened.
    private var nextLook: Int64?
    private var bytesAccounted: UInt64 = 0
    private var clicks = ClickCounter()
    private var meter = ByteMeter()
    /// On a slow link: the moment that the last frame showed.
    private var coarseMoment: Int64 = 0
    /// News came the last time: more is likely, and is looked for instead of waited for.
    private var isStreaming = false
    private static let lookInterval: Int64 = 50_000
    /// When the last frame was drawn: µs of the monotonic clock.
    private var drawnBefore: Int64 = 0
    /// Servers whose whole board is there: one more is worth a frame at once.
    private var liveServers = 0
    private var ending: Ending?
    /// Reads last week for the graphs; nil until they are opened.
    private var weeks: WeekReader?
    /// The journey in time; nil while the screen shows now.
    private var travel: TravelSession?
    private let recording: (sources: [TravelSource], options: TravelSession.Options)?
    private let offset: (Int64) -> Int

    /// - Parameters:
    ///   - theme: name or file of the theme to begin with; with faults in it the default is shown, and said so.
    ///   - views: where a person's views are, and which to begin with.
    ///   - hook: what runs the person's own program for alarms.
    ///   - recording: journals to show in place of a live board; `live` is then of no server.
    ///   - offset: seconds that local time is ahead of UTC at a moment.
    ///   - checkPIN: whether a typed PIN is the configured one.
    package init(
        live: LiveBoard, options: ScreenOptions, keymap: Keymap, themes: ThemeShelf, theme: String,
        views: ViewSession = ViewSession(shelf: ViewShelf(folder: nil)), hook: AlarmHook? = nil,
        recording: (sources: [TravelSource], options: TravelSession.Options)? = nil,
        offset: @escaping (Int64) -> Int,
        checkPIN: @escaping (String) -> Bool = { _ in false }
    ) {
        self.live = live
        self.checkPIN = checkPIN
        self.themes = themes
        self.views = views
        self.hook = hook
        themeName = theme
        state = ScreenState(options: options, theme: .plain, keymap: keymap)
        self.recording = recording
        self.offset = offset
    }

    /// Runs until the person quits or a signal ends the program. The terminal is left as it was found.
    ///
    /// - Throws: `TerminalError` when there is no screen to be had.
    package mutating func run(_ options: TerminalOptions) throws(TerminalError) -> Ending {
        _ = cb_watch_signals(
            UInt32(
                CB_RESIZED | CB_SUSPEND | CB_CONTINUED | CB_TERMINATE
                    | CB_INTERRUPT | CB_HANGUP))
        var terminal = try Terminal(options)
        takeTheme(&terminal)
        if terminal.isASCII { state.options.ascii = true }
        if let recording { begin(recording.sources, recording.options, &terminal) }
        handle(.resized(terminal.size), &terminal)
        if let view = views.start { handle(.viewed(view, name: ""), &terminal) }
        if !views.problem.isEmpty { handle(.warning(views.problem), &terminal) }
        draw(&terminal)
        live.start()
        while ending == nil {
            wait(terminal)
            obeySignals(&terminal)
            var keys: [Key] = []
            terminal.readKeys { keys.append($0) }
            if terminal.hasHungUp { ending = ending ?? .hungUp }
            for key in keys where ending == nil {
                let moment = BoardClock.monotonicTime()
                handle(.key(clicks.seen(key, at: moment), at: moment), &terminal)
                pacer.acted()
            }
            pacer.setSlow(state.isSlowLink)
            absorb(&terminal)
            draw(&terminal)
        }
        live.stop()
        travel?.stop()
        weeks?.stop()
        terminal.close()
        if views.keepsLast { _ = views.shelf.keepLast(viewText(state, board: live.board)) }
        return ending ?? .quit
    }

    /// Takes in what the links delivered and lets time pass.
    private mutating func absorb(_ terminal: inout Terminal) {
        let changed = live.absorb(comingBack: true)
        isStreaming = changed
        let serversNow = live.board.servers.count { $0.link == .live }
        if serversNow != liveServers {
            liveServers = serversNow
            pacer.acted()
        }
        let now = BoardClock.monotonicTime()
        let ticked = now >= nextTick
        if ticked {
            // On the second, as clocks tick; a stop of the whole process is not made up for.
            nextTick = now + 1_000_000 - now % 1_000_000
            handle(.ticked, &terminal)
            if state.showsBytes, let rate = meter.rate(terminal.bytesWritten, at: now) {
                handle(.wrote(bytesPerSecond: rate), &terminal)
            }
            if travel != nil, recording == nil {
                obey(BoardScreen.lookForAlarms(&state, live: live.board, now: live.clock.now), &terminal)
            }
            if themes.stamp(of: themeName) != themeStamp {
                takeTheme(&terminal, isNews: true)
                pacer.acted()
            }
        }
        if changed || ticked { live.advance() }
        if let seconds = live.takeClockStep() { handle(.clockStepped(seconds), &terminal) }
        for failure in hook?.takeFailures() ?? [] {
            live.note(failure)
            handle(.notice(failure), &terminal)
            pacer.acted()
        }
        let notes = live.takeNotes()
        if !notes.isEmpty { handle(.audited(notes), &terminal) }
        for list in live.takeLists() {
            handle(.listed(ticket: list.ticket, list.items, problem: list.problem), &terminal)
            pacer.acted()
        }
        for outcome in live.takeOutcomes() {
            handle(.outcome(ticket: outcome.ticket, outcome.outcome), &terminal)
            pacer.acted()
        }
        if let week = weeks?.take() {
            handle(.recalled(week), &terminal)
            pacer.acted()
        }
        lookAtThePast(&terminal)
        if let wake = nextWake(state, now: shownMoment) {
            // A dialog waits to become readable: the board's clock may run faster than ours, never slower.
            nextLook = wake
        } else if nextLook != nil {
            nextLook = nil
            pacer.acted()
        }
        let isNews: Bool
        if travel != nil {
            isNews = ticked
        } else if state.isSlowLink, ticked, !changed {
            isNews = BoardScreen.shownMoment(state, now: shownMoment) != coarseMoment
        } else {
            isNews = changed || (ticked && needsTick(state, board: board))
        }
        if isNews { pacer.changed() }
    }

    private mutating func draw(_ terminal: inout Terminal) {
        let now = BoardClock.monotonicTime()
        guard pacer.isDue(at: now) else { return }
        guard terminal.isIdle else { return terminal.wakeWhenIdle() }
        coarseMoment = BoardScreen.shownMoment(state, now: shownMoment)
        // Time on a core, not time that passed: on a busy machine others' work would be taken for the frame's.
        let begun = BoardClock.threadTime()
        let buffer = BoardScreen.draw(&state, board: board, now: coarseMoment, size: terminal.size)
        guard terminal.draw(buffer) else { return }
        // The frame before has reached the terminal, or this one would not have been drawn.
        let written = terminal.bytesWritten
        pacer.drew(
            at: now, bytes: Int64(clamping: written &- bytesAccounted), cost: BoardClock.threadTime() - begun)
        bytesAccounted = written
        tellNextLook(drawnAt: now)
    }

    /// Lets the sockets be read just before this loop looks again, which it does by itself in a stream.
    private mutating func tellNextLook(drawnAt now: Int64) {
        let rest = restInStream(at: BoardClock.monotonicTime())
        live.willLook(in: rest, every: max(Self.lookInterval, now - drawnBefore))
        drawnBefore = now
    }

    /// µs until this loop looks again by itself while the links deliver: no need to before anything could be drawn, what
    /// comes meanwhile is folded in one go.
    private func restInStream(at now: Int64) -> Int64 {
        let isComplete = liveServers == live.board.servers.count
        return max(Self.lookInterval, isComplete ? min(pacer.rest(at: now), 200_000) : 0)
    }

    private mutating func handle(_ input: ScreenInput, _ terminal: inout Terminal) {
        obey(update(&state, input, board: board, now: shownMoment), &terminal)
    }

    private mutating func obey(_ effects: [ScreenEffect], _ terminal: inout Terminal) {
        for effect in effects {
            switch effect {
            case .quit: ending = .quit
            case .suspend: suspend(&terminal)
            case .repaint: terminal.redraw()
            case .bell: terminal.bell()
            case .flash: terminal.flashScreen()
            case .alarm(let news): hook?.told(news)
            case .notify(let text): terminal.notify(text)
            case .retry(let server): live.retry(server: server)
            case .perform(let command, let ticket): live.perform(command, ticket: ticket)
            case .ask(let list, let server, let ticket): live.ask(list, of: server, ticket: ticket)
            case .checkPIN(let pin): handle(.pinChecked(checkPIN(pin)), &terminal)
            case .toggleMouse(let on): terminal.setMouse(on)
            case .nextTheme:
                let names = themes.names
                let place = names.firstIndex(of: themeName) ?? -1
                themeName = names[(place + 1) % names.count]
                takeTheme(&terminal, isNews: true)
            case .travel(let wish): go(wish, &terminal)
            case .recall(let moment):
                let reader = weeks ?? WeekReader(recording?.sources ?? live.past) { cb_wake() }
                weeks = reader
                reader.read(weekBefore: moment)
            case .views(let wish): obey(wish, &terminal)
            case .keepDevices(let text):
                if views.keepsDevices, let problem = views.shelf.keep(devices: text) {
                    handle(.warning(problem), &terminal)
                }
            }
        }
    }

    private mutating func obey(_ wish: ViewWish, _ terminal: inout Terminal) {
        switch wish {
        case .list: handle(.viewsListed(views.shelf.names), &terminal)
        case .load(let name):
            do throws(SettingsError) {
                handle(.viewed(try views.shelf.view(name), name: name), &terminal)
            } catch {
                let more = error.faults.count > 1 ? " (and \(error.faults.count - 1) more: callboard views check)" : ""
                handle(.warning("View: \(error.faults.first?.description ?? "")\(more)"), &terminal)
            }
        case .save(let name, let text):
            if let problem = views.shelf.keep(text, as: name) {
                handle(.warning(problem), &terminal)
            } else {
                handle(.notice("View \(name) is kept; callboard --view \(name) begins with it"), &terminal)
            }
        case .delete(let name):
            if let problem = views.shelf.delete(name) { handle(.warning(problem), &terminal) }
        }
    }

    /// Reads the theme in force. One with faults leaves what is there, at the start the default.
    private mutating func takeTheme(_ terminal: inout Terminal, isNews: Bool = false) {
        themeStamp = themes.stamp(of: themeName)
        let colours = terminal.colours.count
        do {
            handle(.themed(try themes.theme(themeName, colours: colours), isNews: isNews), &terminal)
        } catch {
            if !isNews, let standard = try? ThemeLibrary.theme("default", colours: colours) {
                handle(.themed(standard, isNews: false), &terminal)
            }
            let more = error.faults.count > 1 ? " (and \(error.faults.count - 1) more: callboard themes check)" : ""
            handle(.warning("Theme: \(error.faults.first?.description ?? "")\(more)"), &terminal)
        }
    }

    // MARK: The past

    /// What the screen shows: the live board, or what it was.
    private var board: Board {
        guard let travel else { return live.board }
        return travel.frame?.board ?? Board(servers: [])
    }

    /// The moment shown: our clock, µs since 1970.
    private var shownMoment: Int64 { travel?.moment ?? live.clock.now }

    private mutating func go(_ wish: TimeTravel, _ terminal: inout Terminal) {
        if travel == nil {
            let now = live.clock.now
            let first = live.past.compactMap { $0.index.withLock { $0.first } }.min() ?? now
            let start = TravelSession.Options(start: now, first: first, last: nil, speed: nil, offset: offset)
            begin(live.past, start, &terminal)
            // To hold is to stay at the moment at which the key came.
            if wish == .hold { return }
        }
        guard let outcome = travel?.asked(wish, now: live.clock.now) else { return }
        obey(outcome, &terminal)
        pacer.acted()
    }

    private mutating func begin(
        _ sources: [TravelSource], _ options: TravelSession.Options, _ terminal: inout Terminal
    ) {
        let session = TravelSession(sources, options) { cb_wake() }
        travel = session
        tellScreen(&terminal)
    }

    private mutating func lookAtThePast(_ terminal: inout Terminal) {
        guard let (changed, outcome) = travel?.advanced(now: live.clock.now) else { return }
        if changed {
            tellScreen(&terminal)
            pacer.changed()
        }
        obey(outcome, &terminal)
    }

    private mutating func obey(_ outcome: TravelSession.Outcome, _ terminal: inout Terminal) {
        for sentence in outcome.sentences {
            handle(.notice(sentence), &terminal)
            pacer.acted()
        }
        if outcome.isOver {
            travel?.stop()
            travel = nil
            pacer.acted()
        }
        tellScreen(&terminal)
    }

    private mutating func tellScreen(_ terminal: inout Terminal) {
        handle(.travelled(travel?.view(now: live.clock.now)), &terminal)
    }

    private mutating func suspend(_ terminal: inout Terminal) {
        terminal.suspend()
        handle(.resized(terminal.size), &terminal)
        pacer.acted()
    }

    private mutating func obeySignals(_ terminal: inout Terminal) {
        let pending = cb_take_signals()
        guard pending != 0 else { return }
        func came(_ signals: UInt32...) -> Bool { signals.contains { pending & $0 != 0 } }
        if came(UInt32(CB_INTERRUPT)) { ending = .interrupted }
        if came(UInt32(CB_TERMINATE)) { ending = .terminated }
        if came(UInt32(CB_HANGUP)) { ending = .hungUp }
        if came(UInt32(CB_SUSPEND)) { suspend(&terminal) }
        if came(UInt32(CB_RESIZED), UInt32(CB_CONTINUED)) {
            if came(UInt32(CB_CONTINUED)) { terminal.continued() } else { terminal.resized() }
            handle(.resized(terminal.size), &terminal)
            pacer.acted()
        }
    }

    /// Sleeps until a key, a signal, news, a frame or the next second.
    private func wait(_ terminal: borrowing Terminal) {
        let now = BoardClock.monotonicTime()
        var patience = max(0, nextTick - now)
        if let frame = pacer.wait(at: now) {
            // While the terminal takes nothing, its pump wakes this loop when it goes on.
            patience = terminal.isIdle ? min(patience, frame) : min(patience, 250_000)
        }
        if isStreaming { patience = min(patience, restInStream(at: now)) }
        // A recording that runs is looked at as often as a frame may be drawn.
        if travel?.isPlaying == true { patience = min(patience, Self.lookInterval) }
        if let nextLook { patience = min(patience, max(1_000, nextLook - live.clock.now)) }
        var descriptors = [
            pollfd(fd: terminal.inputDescriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: cb_wake_descriptor(), events: Int16(POLLIN), revents: 0),
        ]
        if poll(&descriptors, 2, Int32((patience + 999) / 1_000)) > 0, descriptors[1].revents != 0 { cb_drain_wakes() }
    }
}
