import CTerminalGuard
import CallCenter
import Journal
import LiveBoard
import Reports

#if canImport(Glibc)
    import Glibc
#endif

/// Folds a journal from its beginning, or from the beginning of a day, and lets somebody look now and then.
///
/// Says on standard error how far it is when a person looks on and it takes long; an interrupt ends it between two looks.
struct JournalWalk {
    let source: TravelSource
    /// µs since 1970; the end is not in it.
    let from: Int64
    let to: Int64
    /// Moments at which somebody looks: multiples of this many µs; 0 for none. Days on which
    /// nobody was there are passed over.
    var slot: Int64 = 0

    /// Records between two looks that no moment asks for.
    private static let batch = 4_096
    /// µs without a record after which nobody was there: a board that listens writes every ten seconds.
    private static let absence: Int64 = 86_400_000_000

    /// - Parameters:
    ///   - seen: each fact of the board's own in the span.
    ///   - heard: each record of packets in the span.
    ///   - looked: the board now and then, and at each multiple of `slot` that has gone by since `from`.
    /// - Returns: the board of the end, and what is known of the way.
    func run(
        seen: (OwnFact, Int64) throws -> Void = { _, _ in }, heard: (LogRecord) throws -> Void = { _ in },
        looked: (_ board: ServerBoard, _ slotEnd: Int64?) throws -> Void
    ) throws -> (board: ServerBoard, index: TravelIndex) {
        guard let log = source.log else { return (ServerBoard(name: source.name), TravelIndex()) }
        _ = cb_watch_signals(UInt32(CB_INTERRUPT | CB_TERMINATE))
        var board = ServerBoard(name: source.name)
        var index = TravelIndex(memory: 0)
        var folder = RecordFolder()
        var next = try DayMarks().dayBeginning(of: log, at: from)
        let last = min(try log.span()?.last ?? to, to)
        var slotEnd: Int64 = slot > 0 ? (from / slot + 1) * slot : .max / 2
        var count = 0
        var progress = Progress()
        var isOver = false
        while !isOver {
            let before = next
            next = try log.read(from: next) { record in
                guard record.time < to else {
                    isOver = true
                    return false
                }
                if record.time - slotEnd > Self.absence {
                    try looked(board, slotEnd)
                    slotEnd = (record.time / slot + 1) * slot
                }
                // What is told a moment late still belongs to the slot.
                while record.time >= slotEnd + 2_000_000 {
                    try looked(board, slotEnd)
                    slotEnd += slot
                }
                folder.apply(record, to: &board, noting: &index)
                if record.time >= from, record.kind == LogEntry.fact, let fact = folder.lastFact {
                    try seen(fact, record.time)
                } else if record.time >= from, record.kind == LogEntry.packets {
                    try heard(record)
                }
                count += 1
                return count % Self.batch != 0
            }
            if next == before { isOver = true }
            try looked(board, nil)
            try Self.obeySignals()
            progress.reached(index.last, of: from, last)
        }
        progress.end()
        while slotEnd - slot < min(to, last + 1) {
            try looked(board, slotEnd)
            slotEnd += slot
        }
        board.advance(to: last)
        return (board, index)
    }

    private static func obeySignals() throws {
        let pending = cb_take_signals()
        if pending & UInt32(CB_INTERRUPT) != 0 { throw ProgramError(.interrupted) }
        if pending & UInt32(CB_TERMINATE) != 0 { throw ProgramError(.terminated) }
    }

    /// A line on standard error that is written over.
    private struct Progress {
        private let isWatched = isatty(STDERR_FILENO) == 1
        private let began = BoardClock.monotonicTime()
        private var shown: Int64 = 0

        mutating func reached(_ moment: Int64, of first: Int64, _ last: Int64) {
            let now = BoardClock.monotonicTime()
            guard isWatched, now - began > 1_000_000, now - shown > 250_000 else { return }
            shown = now
            let share = last > first ? max(0, min(100, 100 * (moment - first) / (last - first))) : 100
            Output.write(Array("\rReading the journal: \(share) %  ".utf8), to: STDERR_FILENO)
        }

        func end() {
            if shown != 0 { Output.write(Array("\r\u{1B}[K".utf8), to: STDERR_FILENO) }
        }
    }
}
