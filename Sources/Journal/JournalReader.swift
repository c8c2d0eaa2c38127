import Crossing

/// Reads a directory of segments, whoever writes it.
final class JournalReader: Sendable {
    private let directory: SegmentDirectory
    /// Where recent reads ended, so that a consumer that comes back does not search its place in a segment again.
    private let bookmarks = Guarded<[Bookmark]>([])

    private struct Bookmark: Sendable {
        var path: String
        var position: SegmentPosition
    }

    private static let maximumBookmarks = 8

    init(directory: SegmentDirectory) {
        self.directory = directory
    }

    /// Hands records on from `sequence`. A hole, where a segment was damaged, is handed on as a gap with the count of
    /// what is missing, its first missing sequence, and the time and epoch of the record behind it.
    func read(from sequence: UInt64, _ body: (LogRecord) throws -> Bool) throws -> UInt64 {
        var next = max(sequence, 1)
        let segments = try directory.segments()
        guard let oldest = segments.first else { return next }
        if next < oldest.firstSequence { next = oldest.firstSequence }
        let start = segments.lastIndex { $0.firstSequence <= next } ?? 0
        for file in segments[start...] {
            guard let reader = try opened(file, at: bookmark(file.path, expecting: next)) else { continue }
            while let record = try reader.next(atLeast: next) {
                if record.sequence > next {
                    let gap = LogEntry.gap(count: record.sequence - next, time: record.time, epoch: record.epoch)
                    let missing = LogRecord(sequence: next, gap)
                    next = record.sequence
                    if try !body(missing) { return next }
                }
                next = record.sequence &+ 1
                if try !body(record) {
                    keep(Bookmark(path: file.path, position: reader.position))
                    return next
                }
            }
            keep(Bookmark(path: file.path, position: reader.position))
        }
        return next
    }

    /// The sequence behind the last whole record, searched from `known` on.
    func endSequence(from known: UInt64) throws -> UInt64 {
        guard let newest = try directory.segments().last else { return max(known, 1) }
        let start = max(known, newest.firstSequence)
        guard let reader = try opened(newest, at: bookmark(newest.path, expecting: start)) else { return start }
        while try reader.next(atLeast: .max) != nil {}
        keep(Bookmark(path: newest.path, position: reader.position))
        return max(start, reader.position.expected)
    }

    /// The first record at or after a time, or nil when all are older.
    func firstSequence(atOrAfter time: Int64) throws -> UInt64? {
        let segments = try directory.segments()
        // The first segment that begins at the time or later; the record may still stand in the one before it.
        var low = 0
        var high = segments.count
        while low < high {
            let middle = (low + high) / 2
            if let first = try firstRecord(of: segments[middle]), first.time < time {
                low = middle + 1
            } else {
                high = middle
            }
        }
        for file in segments[max(0, low - 1)...] {
            guard let reader = try opened(file, at: nil) else { continue }
            reader.skip(toBefore: time)
            while let record = try reader.next(atLeast: 0) {
                if record.time >= time { return record.sequence }
            }
        }
        return nil
    }

    /// The times of the first and the last whole record.
    func span() throws -> (first: Int64, last: Int64)? {
        let segments = try directory.segments()
        var first: Int64?
        for file in segments where first == nil { first = try firstRecord(of: file)?.time }
        guard let first else { return nil }
        for file in segments.reversed() {
            guard let reader = try opened(file, at: nil), let last = try reader.lastTime() else { continue }
            return (first, last)
        }
        return nil
    }

    /// The first whole record of a segment.
    func firstRecord(of file: SegmentFile) throws(JournalError) -> LogRecord? {
        try opened(file, at: nil)?.next(atLeast: 0)
    }

    /// A reader of a segment, or nil when retention has removed it meanwhile.
    private func opened(_ file: SegmentFile, at position: SegmentPosition?) throws(JournalError) -> (any SegmentReader)?
    {
        do {
            return try file.reader(at: position)
        } catch .system(_, let path, let code) where JournalError.isMissingFile(code) {
            // Sealed meanwhile, more likely than removed.
            let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
            let sealed = SegmentDirectory.name(firstSequence: file.firstSequence, format: .sealed)
            guard file.format == .plain else { return nil }
            return try opened(
                SegmentFile(path: folder + "/" + sealed, firstSequence: file.firstSequence, format: .sealed),
                at: nil)
        } catch {
            throw error
        }
    }

    private func bookmark(_ path: String, expecting sequence: UInt64) -> SegmentPosition? {
        bookmarks.withLock { bookmarks in
            bookmarks.last { $0.path == path && $0.position.expected == sequence }?.position
        }
    }

    private func keep(_ bookmark: Bookmark) {
        bookmarks.withLock { bookmarks in
            bookmarks.removeAll { $0.path == bookmark.path && $0.position.expected == bookmark.position.expected }
            bookmarks.append(bookmark)
            if bookmarks.count > Self.maximumBookmarks { bookmarks.removeFirst() }
        }
    }
}
