import Glibc

/// What a writer finds when it opens a directory: where to go on.
struct Recovery: Sendable {
    /// The last segment, opened for writing, cut behind its last whole record; nil when a new one begins.
    var segment: (descriptor: Int32, size: Int, isEmpty: Bool)?
    var endSequence: UInt64 = 1
    /// The last record's time, or the least there is.
    var lastTime = Int64.min
    /// Bytes of a torn record that were cut off.
    var cutBytes = 0

    /// Checks every segment's header and cuts the torn tail of the last one.
    ///
    /// A torn tail is what a killed process or a power failure leaves and is never a reason to refuse; a foreign file,
    /// a newer format or another server's journal is.
    init(of directory: SegmentDirectory, server: String) throws(JournalError) {
        var files = try directory.segments()
        while let last = files.last {
            let reader = try last.reader()
            guard let header = reader.header else {
                // Its header was never written, so neither was any record.
                guard unlink(last.path) == 0 else {
                    throw .system(operation: "remove the unfinished", path: last.path, code: errno)
                }
                files.removeLast()
                continue
            }
            if header.server != server {
                throw .otherServer(path: directory.path, found: header.server, expected: server)
            }
            try recover(last, reader)
            break
        }
        for file in files.dropLast() {
            guard let header = try file.reader().header else { continue }
            if header.server != server {
                throw .otherServer(path: directory.path, found: header.server, expected: server)
            }
        }
        try findLastTime(in: files)
    }

    private mutating func recover(_ file: SegmentFile, _ reader: any SegmentReader) throws(JournalError) {
        var isEmpty = true
        while let record = try reader.next(atLeast: 0) {
            lastTime = max(lastTime, record.time)
            isEmpty = false
        }
        endSequence = max(1, reader.position.expected)
        // A sealed segment is not written to; the next record begins another.
        if file.format == .sealed { return }
        let size = reader.position.offset
        let descriptor = open(file.path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { throw .system(operation: "write", path: file.path, code: errno) }
        let length = Int(lseek(descriptor, 0, SEEK_END))
        if length > size {
            guard ftruncate(descriptor, size) == 0 else {
                let code = errno
                _ = close(descriptor)
                throw .system(operation: "cut the torn end of", path: file.path, code: code)
            }
            cutBytes = length - size
        }
        segment = (descriptor, size, isEmpty)
    }

    /// A last segment without records leaves the last time to the one before it.
    private mutating func findLastTime(in files: [SegmentFile]) throws(JournalError) {
        for file in files.dropLast().reversed() where lastTime == .min {
            let reader = try file.reader()
            while let record = try reader.next(atLeast: 0) { lastTime = max(lastTime, record.time) }
        }
    }
}
