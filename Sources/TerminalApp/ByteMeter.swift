/// Bytes a second over the last few seconds, from a count that only grows.
struct ByteMeter {
    private var counts: [(bytes: UInt64, at: Int64)] = []

    private static let span: Int64 = 5_000_000

    /// Nil while only one moment is known.
    ///
    /// - Parameters:
    ///   - bytes: written since the start.
    ///   - now: µs of a monotonic clock.
    mutating func rate(_ bytes: UInt64, at now: Int64) -> Int? {
        // After a pause the figure is of now, not of the time that nobody looked at it.
        if let last = counts.last, now - last.at > 2 * Self.span { counts = [] }
        counts.append((bytes, now))
        while counts.count > 2, let first = counts.first, now - first.at > Self.span { counts.removeFirst() }
        guard let first = counts.first, now > first.at else { return nil }
        return Int(clamping: (bytes &- first.bytes) * 1_000_000 / UInt64(now - first.at))
    }
}
