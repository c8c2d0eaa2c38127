/// The kinds of segment files, by the suffix of their names.
enum SegmentFormat: String, CaseIterable {
    /// Records as they are written, one behind the other.
    case plain = "segment"
    /// Full segments, compressed and indexed.
    case sealed

    func reader(path: String, at position: SegmentPosition?) throws(JournalError) -> any SegmentReader {
        switch self {
        case .plain: try PlainSegmentReader(path: path, at: position)
        case .sealed: try SealedSegmentReader(path: path, at: position)
        }
    }
}
