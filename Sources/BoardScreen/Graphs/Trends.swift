import CallCenter
import Cells

/// The waiting callers of every queue over the last hour, for the line in its row. Read anew when ten seconds have
/// passed, and only where it is shown.
struct Trends: Sendable {
    /// Pieces of five minutes.
    static let pieces = 12
    static let step: Int64 = 300_000_000
    private static let pace: Int64 = 10_000_000

    private var trends: [Entity: [Int]] = [:]
    private var readFor = (time: Int64.min, servers: -1)

    /// The most that waited in each piece, the newest last; nil when nobody did.
    func trend(_ queue: Entity) -> [Int]? { trends[queue] }

    /// Of all queues together: the sum of what each had at most, which need not have been at once.
    var all: [Int] {
        trends.values.reduce([Int](repeating: 0, count: Self.pieces)) { sums, trend in zip(sums, trend).map { $0 + $1 }
        }
    }

    mutating func refresh(_ board: Board, now: Int64) {
        let key = (time: now / Self.pace, servers: board.servers.count)
        guard key != readFor else { return }
        readFor = key
        trends.removeAll(keepingCapacity: true)
        for (index, server) in board.servers.enumerated() where server.hasSnapshot {
            let span = HistorySpan(endingAt: server.shownMoment(now), step: Self.step, count: Self.pieces)
            for (name, most) in server.waitingHistory(span) { trends[.queue(server: index, name: name)] = most }
        }
    }
}

extension Painter {
    /// A line of bars, one a cell: as high as a breach at least, so that calm looks calm.
    mutating func trend(_ values: [Int], thresholds: Thresholds, x: Int, y: Int, width: Int) {
        let shown = values.suffix(width)
        let top = max(thresholds.waitingBreach, shown.max() ?? 0, 1)
        let signs = isASCII ? Self.asciiLevels : Self.levels
        for (place, value) in shown.enumerated() {
            let level = value <= 0 ? 0 : 1 + (min(value, top) - 1) * (signs.count - 2) / max(1, top - 1)
            let style: StyleName =
                value >= thresholds.waitingBreach
                ? .queueBreach
                : value >= thresholds.waitingWarning ? .queueWarning : value > 0 ? .graphLine : .graphAxis
            put(signs[level], x: x + width - shown.count + place, y: y, style)
        }
    }

    /// None fills its cell, or the bars of rows under each other would run together.
    static let levels = ["·", "▁", "▂", "▃", "▄", "▅", "▆", "▇"]
    static let asciiLevels = [".", "_", "-", "=", "+", "*", "#"]
}
