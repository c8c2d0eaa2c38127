/// Which segments are too old or too many.
enum Retention {
    struct Segment: Equatable {
        /// Bytes on disk.
        var size: Int
        /// A time, microseconds since 1970, that none of its records is later than; nil when that is not known.
        var lastTime: Int64?
    }

    /// How many of the oldest segments go. The newest always stays: it is being written.
    static func removable(_ segments: [Segment], olderThan time: Int64?, maxBytes: Int?) -> Int {
        var total = segments.reduce(0) { $0 + $1.size }
        var count = 0
        for segment in segments.dropLast() {
            let isOld = time.map { limit in segment.lastTime.map { $0 < limit } ?? false } ?? false
            let isTooMuch = maxBytes.map { total > $0 } ?? false
            guard isOld || isTooMuch else { break }
            total -= segment.size
            count += 1
        }
        return count
    }
}
