import Journal

/// Where days begin in a journal: at the mark that its writer left, which the PBX's lists follow.
///
/// A board that starts again, a replay and a journey into the past all begin where this says, so that they show the same.
package struct DayMarks: Sendable {
    /// When the day of a moment began, both µs since 1970; nil when days are not told apart.
    package typealias Start = @Sendable (_ moment: Int64) -> Int64?

    private let start: Start

    /// Records behind a day's beginning among which its mark is looked for: packets may have been on their way.
    private static let nearby = 20_000
    /// Days that are looked back for a mark.
    private static let mostDays = 32

    package init(_ start: @escaping Start = { LocalDay().start(of: $0) }) {
        self.start = start
    }

    /// Where to begin so that a board knows the moment's day and the day before: yesterday evening's lost callers are to be
    /// called back, and a shift may have begun then. 0 is the journal's beginning, where there is no mark.
    package func beginning(of log: any EventLog, forBoardAt moment: Int64) throws -> UInt64 {
        guard let first = try log.record(from: 0)?.time, var day = start(moment) else { return 0 }
        for _ in 0..<Self.mostDays {
            guard let before = start(day - 1), before < day, first < before else { return 0 }
            day = before
            if let mark = try mark(of: day, in: log), mark.time <= moment { return mark.sequence }
        }
        return 0
    }

    /// Where to begin so that the figures of a moment's own day are whole; 0 where there is no mark.
    package func dayBeginning(of log: any EventLog, at moment: Int64) throws -> UInt64 {
        guard let day = start(moment), let mark = try mark(of: day, in: log), mark.time <= moment else { return 0 }
        return mark.sequence
    }

    private func mark(of day: Int64, in log: any EventLog) throws -> LogRecord? {
        var found: LogRecord?
        var looked = 0
        _ = try log.read(from: log.firstSequence(atOrAfter: day)) { record in
            looked += 1
            if record.kind == LogEntry.fact, record.payload.starts(with: Self.dayBegan) { found = record }
            return found == nil && looked < Self.nearby
        }
        return found
    }

    private static let dayBegan = Array("Fact: dayBegan\r\n".utf8)
}
