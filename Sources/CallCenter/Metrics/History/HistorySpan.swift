/// Time cut into pieces of equal length, for a graph. Moments are our clock, µs since 1970.
package struct HistorySpan: Sendable, Equatable {
    package let start: Int64
    /// Length of a piece in µs, 1 or more.
    package let step: Int64
    /// Pieces, 1 or more.
    package let count: Int

    package init(start: Int64, step: Int64, count: Int) {
        self.start = start
        self.step = max(1, step)
        self.count = max(1, count)
    }

    /// So many pieces, the last of which a moment lies in. Pieces begin at multiples of their length, so that a graph
    /// moves by whole pieces.
    package init(endingAt moment: Int64, step: Int64, count: Int) {
        let step = max(1, step)
        self.init(start: (moment / step + 1) * step - step * Int64(count), step: step, count: count)
    }

    package var end: Int64 { start + step * Int64(count) }

    /// Where a piece begins.
    package func start(of piece: Int) -> Int64 { start + step * Int64(piece) }

    /// The piece that a moment lies in; nil outside.
    package func piece(at moment: Int64) -> Int? {
        moment >= start && moment < end ? Int((moment - start) / step) : nil
    }

    /// The same time earlier.
    package func earlier(by time: Int64) -> HistorySpan { HistorySpan(start: start - time, step: step, count: count) }
}
