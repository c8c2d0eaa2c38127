import BoardScreen
import LiveBoard
import Reports

/// The board as sentences, one a line for each change, without any movement of a cursor: for screen readers and braille
/// lines. It goes on until it is stopped or nobody reads it any more.
struct PlainRun {
    let session: HeadlessSession
    /// µs between two looks at the board.
    let interval: Int64

    func run() throws {
        var changes = PlainChanges()
        var alarms = PlainAlarms(session.options)
        try session.loop.run(every: interval) { due -> Void? in
            let board = session.live.board
            if let seconds = session.live.takeClockStep() { alarms.clockStepped(seconds) }
            if due {
                let now = session.live.clock.now
                for line in changes.lines(board, at: now) + alarms.lines(board, at: now) {
                    guard Output.write(Array((line + "\n").utf8), to: 1) else { return () }
                }
            }
            if let refusal = HeadlessLoop.finalRefusal(in: board) { throw ProgramError(.refused, refusal) }
            return nil
        }
    }
}
