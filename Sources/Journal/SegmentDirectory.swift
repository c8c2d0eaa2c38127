import Glibc

/// A segment's file as its name tells it.
struct SegmentFile: Equatable, Sendable {
    var path: String
    var firstSequence: UInt64
    var format: SegmentFormat

    func reader(at position: SegmentPosition? = nil) throws(JournalError) -> any SegmentReader {
        try format.reader(path: path, at: position)
    }
}

/// The directory of one server's journal: names, permissions and the lock.
struct SegmentDirectory: Sendable {
    let path: String

    static let lockName = "lock"

    /// A segment's name: its first sequence in twenty digits, so that names sort as numbers do.
    static func name(firstSequence: UInt64, format: SegmentFormat = .plain) -> String {
        let digits = String(firstSequence)
        return String(repeating: "0", count: max(0, 20 - digits.count)) + digits + "." + format.rawValue
    }

    /// What a file's name says. A segment of a kind that is not known is an error: leaving it out would lose records.
    static func segment(named name: String, in directory: String) throws(JournalError) -> SegmentFile? {
        let parts = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        if name.hasSuffix(Sealer.unfinished) { return nil }
        guard parts.count == 2, parts[0].utf8.count == 20, let first = UInt64(parts[0]) else { return nil }
        let path = directory + "/" + name
        guard let format = SegmentFormat(rawValue: String(parts[1])) else { throw .foreign(path) }
        return SegmentFile(path: path, firstSequence: first, format: format)
    }

    /// The segments, oldest first.
    func segments() throws(JournalError) -> [SegmentFile] {
        var files: [SegmentFile] = []
        for name in try names() {
            if let file = try Self.segment(named: name, in: path) { files.append(file) }
        }
        files.sort { $0.firstSequence == $1.firstSequence ? $0.format == .sealed : $0.firstSequence < $1.firstSequence }
        // For a moment, or after a crash at that moment, a segment is there twice; the sealed one is whole.
        return files.enumerated().filter {
            $0.offset == 0 || files[$0.offset - 1].firstSequence != $0.element.firstSequence
        }
        .map(\.element)
    }

    /// The names in the directory, without `.` and `..`.
    func names() throws(JournalError) -> [String] {
        guard let stream = opendir(path) else {
            switch errno {
            case ENOENT: throw .missing(path)
            case ENOTDIR: throw .foreign(path)
            default: throw .system(operation: "read", path: path, code: errno)
            }
        }
        defer { _ = closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            // The name's field is a tuple of 256 characters; it ends with a zero within it.
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    /// A file's size in bytes; 0 when it is gone.
    static func size(of path: String) -> Int {
        var information = stat()
        return stat(path, &information) == 0 ? Int(information.st_size) : 0
    }

    /// Makes the directory, mode 0700, and those above it that are missing.
    func create() throws(JournalError) {
        var made = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            made += made.isEmpty || made.hasSuffix("/") ? part : "/" + part
            guard mkdir(made, mode_t(0o700)) != 0 else { continue }
            let code = errno
            var information = stat()
            // A directory that is there answers that it exists or, on a read-only disk, that nothing can be made.
            if stat(made, &information) == 0 {
                if information.st_mode & S_IFMT == S_IFDIR { continue }
                throw .foreign(made)
            }
            throw .system(operation: "create the directory", path: made, code: code)
        }
    }

    /// Makes new and removed names durable. A disk that cannot do this is none the worse for records.
    func synchronise() {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        _ = fsync(descriptor)
        _ = close(descriptor)
    }

    /// Takes the writer's lock; the descriptor holds it until it is closed, or until the process ends however it ends.
    func lock() throws(JournalError) -> Int32 {
        let file = path + "/" + Self.lockName
        let descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, mode_t(0o600))
        guard descriptor >= 0 else { throw .system(operation: "write", path: file, code: errno) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            defer { _ = close(descriptor) }
            guard code == EWOULDBLOCK else { throw .system(operation: "lock", path: file, code: code) }
            var text = [UInt8](repeating: 0, count: 16)
            let count = max(0, pread(descriptor, &text, text.count, 0))
            throw .alreadyWritten(directory: path, by: Int32(String(decoding: text[..<count], as: UTF8.self)))
        }
        let process = Array(String(getpid()).utf8)
        _ = ftruncate(descriptor, 0)
        _ = pwrite(descriptor, process, process.count, 0)
        return descriptor
    }
}
