/// Reads the records of one segment in order. Plain segments have one; a compressed format brings another, and
/// `SegmentFormat` finds it by the file's suffix.
protocol SegmentReader: AnyObject {
    /// What the segment says of itself; nil when its header was never written to its end, and it has no records.
    var header: SegmentHeader? { get }
    /// Where the next record begins, for `init(path:at:)` of the same kind of reader.
    var position: SegmentPosition { get }
    /// The next record with a sequence of at least `minimum`, or nil at the segment's present end. Damaged places are
    /// passed over: the sequence then rises by more than one.
    func next(atLeast minimum: UInt64) throws(JournalError) -> LogRecord?
    /// The time of the last whole record; nil when there is none. Reading goes on behind it.
    func lastTime() throws(JournalError) -> Int64?
    /// Passes over records that are known to be older than a time; some of those may still come.
    func skip(toBefore time: Int64)
}

extension SegmentReader {
    func skip(toBefore time: Int64) {}

    func lastTime() throws(JournalError) -> Int64? {
        var last: Int64?
        while let record = try next(atLeast: 0) { last = record.time }
        return last
    }
}

/// A place between two records of a segment.
struct SegmentPosition: Equatable, Sendable {
    /// Bytes from the segment's beginning.
    var offset: Int
    /// The sequence that the next record has when nothing is damaged.
    var expected: UInt64
}
