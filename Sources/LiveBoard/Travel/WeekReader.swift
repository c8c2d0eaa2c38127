import CallCenter
import Crossing
import Dispatch
import Journal

/// Reads the same weekday of last week from journals, for graphs to compare with. Works on a thread of its own; a newer
/// wish takes the place of an older one.
package final class WeekReader: Sendable {
    private struct Shared: Sendable {
        /// Counts wishes: whoever reads for an older one stops.
        var wish = 0
        var isStopped = false
        var week: PastWeek?
    }

    private let sources: [TravelSource]
    private let day: LocalDay
    private let wake: @Sendable () -> Void
    private let queue = DispatchQueue(label: "callboard.last-week", qos: .utility)
    private let shared = Guarded(Shared())

    /// Records between two looks at newer wishes.
    private static let batch = 20_000

    /// - Parameter wake: called on the reader's thread when a day can be taken.
    package init(_ sources: [TravelSource], day: LocalDay = LocalDay(), wake: @escaping @Sendable () -> Void) {
        self.sources = sources
        self.day = day
        self.wake = wake
    }

    /// Wants the day a week before a moment: our clock, µs since 1970.
    package func read(weekBefore moment: Int64) {
        let wish = shared.withLock { shared in
            shared.wish += 1
            return shared.wish
        }
        let today = day.start(of: moment)
        // From the middle of that day: a change of the clocks moves its beginning.
        let then = day.start(of: today - 7 * 86_400_000_000 + 43_200_000_000)
        queue.async { [self] in
            var boards: [ServerBoard] = []
            for source in sources {
                guard let board = board(of: source, from: then, to: day.end(of: then), wish) else { return }
                boards.append(board)
            }
            let week = PastWeek(day: then, shift: today - then, boards: boards)
            shared.withLock { if $0.wish == wish { $0.week = week } }
            wake()
        }
    }

    /// The newest day that nobody took yet.
    package func take() -> PastWeek? {
        shared.withLock { shared in
            defer { shared.week = nil }
            return shared.week
        }
    }

    package func stop() { shared.withLock { $0.isStopped = true } }

    /// Where to begin so that a day is known from its first moment: at midnight, where its mark and the lists follow, else
    /// at a mark before it.
    private func beginning(in log: any EventLog, _ marks: DayMarks, from start: Int64, to end: Int64) throws -> UInt64 {
        try marks.dayBeginning(of: log, at: end - 1) > 0
            ? log.firstSequence(atOrAfter: start) : marks.beginning(of: log, forBoardAt: start)
    }

    /// What a journal tells of a day; nil when somebody wishes for another meanwhile. A journal that cannot be read tells
    /// what it told until then.
    private func board(of source: TravelSource, from start: Int64, to end: Int64, _ wish: Int) -> ServerBoard? {
        var board = ServerBoard(name: source.name)
        guard let log = source.log, let span = try? log.span(), span.first < end,
            var next = try? beginning(in: log, source.marks, from: start, to: end)
        else { return board }
        var folder = RecordFolder()
        var isOver = false
        while !isOver {
            if shared.withLock({ $0.wish != wish || $0.isStopped }) { return nil }
            var count = 0
            let after = try? log.read(from: next) { record in
                if record.time >= end {
                    isOver = true
                    return false
                }
                folder.apply(record, to: &board)
                count += 1
                return count < Self.batch
            }
            guard let after, count == Self.batch else { break }
            next = after
        }
        if board.now > 0 { board.advance(to: end) }
        return board
    }
}
