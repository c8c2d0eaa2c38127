/// The boards of the day a week before, as they were at its end: their ledgers tell of it.
package struct PastWeek: Sendable {
    /// When that day began: our clock, µs since 1970.
    package let day: Int64
    /// How long before today's moments those of that day are, in µs: a week, or an hour more or less where clocks changed.
    package let shift: Int64
    /// By server, as the board that is shown has them; without anything where no journal reaches back so far.
    package let boards: [ServerBoard]

    package init(day: Int64, shift: Int64, boards: [ServerBoard]) {
        self.day = day
        self.shift = shift
        self.boards = boards
    }

    /// Some of a span's time a week before lies in that day, of 23 to 25 hours.
    package func covers(_ span: HistorySpan) -> Bool {
        span.end - shift > day && span.start - shift < day + 90_000_000_000
    }
}
