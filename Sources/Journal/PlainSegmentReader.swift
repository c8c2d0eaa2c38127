import Glibc

/// Reads a plain segment through a window that moves over it, so that memory stays small.
///
/// The file may be growing: what is not whole yet is left for the next call.
final class PlainSegmentReader: SegmentReader {
    private(set) var header: SegmentHeader?
    private(set) var position: SegmentPosition

    private let path: String
    private let descriptor: Int32
    private var window: [UInt8] = []
    /// Where the window begins in the file.
    private var windowStart = 0

    private static let step = 256 << 10
    /// No damaged place can hide more records than this: they would not fit in a segment.
    private static let plausibleLoss: UInt64 = 1 << 32
    /// The most that is looked through behind a damaged place: more than a segment has, however long its file is.
    private static let farthest = RollPolicy().maximumSize + RecordLayout.maximumPayload

    /// Opens a segment and checks its header.
    ///
    /// - Parameter position: where to go on, as an earlier reader of the same segment left off; nil is its first record.
    init(path: String, at position: SegmentPosition? = nil) throws(JournalError) {
        self.path = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        // Before the first throw, so that the descriptor is closed with the object.
        header = nil
        self.position = SegmentPosition(offset: 0, expected: 0)
        guard descriptor >= 0 else { throw .system(operation: "read", path: path, code: errno) }
        let beginning = try Self.read(descriptor, path: path, at: 0, count: 64 + SegmentHeader.maximumName)
        switch beginning.withUnsafeBytes({ SegmentHeader.read($0) }) {
        case .header(let header, let end):
            self.header = header
            self.position = position ?? SegmentPosition(offset: end, expected: header.firstSequence)
        case .incomplete: break
        case .newer(let version):
            throw .newerFormat(path: path, found: version, known: SegmentHeader.version)
        case .damaged: throw .damaged(path)
        case .foreign: throw .foreign(path)
        }
        windowStart = self.position.offset
    }

    deinit {
        if descriptor >= 0 { _ = close(descriptor) }
    }

    func next(atLeast minimum: UInt64) throws(JournalError) -> LogRecord? {
        guard header != nil else { return nil }
        while true {
            let offset = position.offset - windowStart
            if position.expected < minimum,
                let end = window.withUnsafeBytes({ RecordLayout.end(of: position.expected, in: $0, at: offset) })
            {
                position = SegmentPosition(offset: windowStart + end, expected: position.expected &+ 1)
                continue
            }
            switch window.withUnsafeBytes({ RecordLayout.read($0, at: offset) }) {
            case .record(let record, let end) where record.sequence >= position.expected:
                passed(record, end: end)
                if record.sequence >= minimum { return record }
            case .record, .damaged:
                guard let record = try resumed() else { return nil }
                if record.sequence >= minimum { return record }
            case .incomplete:
                if try extended() { continue }
                // A damaged length looks like a record that goes on beyond the end; what follows it shows the truth.
                guard let record = try resumed() else { return nil }
                if record.sequence >= minimum { return record }
            }
        }
    }

    private func passed(_ record: LogRecord, end: Int) {
        position = SegmentPosition(offset: windowStart + end, expected: record.sequence &+ 1)
    }

    /// Looks for the next whole record behind a damaged place; without one, this is the end.
    private func resumed() throws(JournalError) -> LogRecord? {
        while window.count < Self.farthest, try extended() {}
        let (sum, isTooGreat) = position.expected.addingReportingOverflow(Self.plausibleLoss)
        let sequences = position.expected...(isTooGreat ? .max : sum)
        let found = window.withUnsafeBytes {
            RecordLayout.nextRecord(in: $0, from: position.offset - windowStart + 1, sequences: sequences)
        }
        guard let found else { return nil }
        passed(found.record, end: found.end)
        return found.record
    }

    /// Drops what has been read and adds what follows the window; false at the end of the file.
    private func extended() throws(JournalError) -> Bool {
        window.removeFirst(position.offset - windowStart)
        windowStart = position.offset
        let more = try Self.read(
            descriptor, path: path, at: windowStart + window.count, count: max(Self.step, window.count))
        window.append(contentsOf: more)
        return !more.isEmpty
    }

    static func read(
        _ descriptor: Int32, path: String, at offset: Int, count: Int
    ) throws(JournalError) -> [UInt8] {
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            while true {
                let got = pread(descriptor, buffer.baseAddress, count, offset)
                if got < 0, errno == EINTR { continue }
                if got < 0 { failure = errno }
                initialized = max(0, got)
                return
            }
        }
        if failure != 0 { throw .system(operation: "read", path: path, code: failure) }
        return bytes
    }
}
