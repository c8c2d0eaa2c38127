import CTerminalGuard
import CallCenter
import LiveBoard

#if canImport(Glibc)
    import Glibc
#endif

/// Runs a live board without a terminal: absorbs what the links deliver, lets time pass, and ends on a signal.
struct HeadlessLoop {
    private let live: LiveBoard

    /// The board's `wake` must call `cb_wake`.
    init(_ live: LiveBoard) {
        self.live = live
        _ = cb_watch_signals(UInt32(CB_INTERRUPT | CB_TERMINATE | CB_HANGUP))
    }

    /// Goes on until `step` answers a result, and asks it whenever something was absorbed or `interval` µs have passed.
    ///
    /// - Throws: `ProgramError` with status 130 or 143 when a signal ends the program.
    func run<Result>(every interval: Int64, _ step: (Bool) throws -> Result?) throws -> Result {
        var next = BoardClock.monotonicTime()
        while true {
            let changed = live.absorb()
            live.advance()
            let now = BoardClock.monotonicTime()
            let due = now >= next
            if due {
                // After a long stop (a laptop's lid) the missed steps are not made up for.
                next = next + interval > now ? next + interval : now + interval
            }
            if let result = try step(due) { return result }
            let wait = changed ? 0 : max(0, min(next - now, 250_000))
            var descriptor = pollfd(fd: cb_wake_descriptor(), events: Int16(POLLIN), revents: 0)
            if poll(&descriptor, 1, Int32((wait + 999) / 1_000)) > 0 { cb_drain_wakes() }
            try Self.obeySignals()
        }
    }

    private static func obeySignals() throws {
        let pending = cb_take_signals()
        if pending & UInt32(CB_INTERRUPT) != 0 { throw ProgramError(.interrupted) }
        if pending & UInt32(CB_TERMINATE | CB_HANGUP) != 0 { throw ProgramError(.terminated) }
    }

    /// The refused login that no new try will mend; nil while there is hope.
    static func finalRefusal(in board: Board) -> String? {
        for server in board.servers {
            if case .offline(let reason) = server.link { return "\(server.name): \(reason)" }
        }
        return nil
    }
}
