import CNcurses
import CTerminalGuard
import Glibc

/// A terminal that curses has been started on, with everything undone where that failed.
struct OpenedTerminal {
    let pump: OpaquePointer
    let streams: TerminalStreams
    let screen: OpaquePointer
    let window: UnsafeMutablePointer<WINDOW>
    let keyWindow: UnsafeMutablePointer<WINDOW>
    let isDirect: Bool

    init(_ options: TerminalOptions) throws(TerminalError) {
        guard isatty(options.input) == 1 else { throw .notATerminal(stream: "Standard input") }
        guard isatty(options.output) == 1 else { throw .notATerminal(stream: "Standard output") }
        guard !options.type.isEmpty else { throw .typeMissing }
        TerminalSetUp.prepareLocale()
        if options.guardsProcess {
            // Before curses, which takes every signal that nobody has.
            let all = CB_RESIZED | CB_SUSPEND | CB_CONTINUED | CB_TERMINATE | CB_INTERRUPT | CB_HANGUP
            guard cb_watch_signals(all) >= 0 else { throw .system(action: "watching signals", code: errno) }
        }
        guard cb_save_modes(options.input) == 0 else { throw .system(action: "reading its modes", code: errno) }
        guard let pump = cb_pump_start(options.output) else {
            throw .system(action: "starting its writer", code: errno)
        }
        guard let streams = TerminalStreams(output: cb_pump_input(pump), input: options.input) else {
            let code = errno
            cb_pump_stop(pump)
            throw .system(action: "opening its streams", code: code)
        }
        guard let opened = TerminalSetUp.open(options, streams), let window = nc_stdscr(), let keys = newpad(1, 1)
        else {
            streams.close()
            cb_pump_stop(pump)
            throw .typeUnknown(options.type)
        }
        guard nc_capability("cup") != nil else {
            // Not `endwin`, which would write to a terminal that was never taken over.
            delscreen(opened.screen)
            streams.close()
            cb_pump_stop(pump)
            throw .typeTooSimple(options.type)
        }
        self.pump = pump
        self.streams = streams
        screen = opened.screen
        self.window = window
        keyWindow = keys
        isDirect = opened.isDirect
    }
}
