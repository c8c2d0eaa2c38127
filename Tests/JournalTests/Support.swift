import Crossing
import Glibc

@testable import Journal

/// A directory that is removed with the value that holds it.
final class ScratchDirectory: Sendable {
    let path: String

    init() {
        var template = Array("/tmp/journal-tests-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { fatalError("no directory below /tmp") }
        path = String(cString: made)
    }

    deinit { Self.remove(path) }

    static func remove(_ path: String) {
        if unlink(path) == 0 { return }
        for name in (try? SegmentDirectory(path: path).names()) ?? [] { remove(path + "/" + name) }
        rmdir(path)
    }
}

func entry(_ text: String, time: Int64 = 1_000, epoch: UInt32 = 1, kind: UInt8 = LogEntry.packets) -> LogEntry {
    LogEntry(kind: kind, time: time, epoch: epoch, payload: Array(text.utf8))
}

extension LogRecord {
    var text: String { gapCount.map { "gap \($0)" } ?? String(decoding: payload, as: UTF8.self) }
}

extension EventLog {
    /// Everything from a sequence on.
    func records(from sequence: UInt64 = 0) throws -> [LogRecord] {
        var records: [LogRecord] = []
        _ = try read(from: sequence) { record in
            records.append(record)
            return true
        }
        return records
    }

    func texts(from sequence: UInt64 = 0) throws -> [String] { try records(from: sequence).map(\.text) }
}

func writeFile(_ bytes: [UInt8], to path: String) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, mode_t(0o600))
    _ = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    close(descriptor)
}

func readFile(_ path: String) -> [UInt8] {
    let descriptor = open(path, O_RDONLY)
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: SegmentDirectory.size(of: path))
    let count = bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
    return Array(bytes[..<max(0, count)])
}

func mode(of path: String) -> mode_t {
    var information = stat()
    return stat(path, &information) == 0 ? information.st_mode & 0o777 : 0
}

/// A disk with as much room as the test gives it.
final class ScriptedStorage: JournalStorage {
    private let room: Guarded<Int>
    private let syncError = Guarded<Int32?>(nil)
    private let error: Int32

    init(room: Int = .max, error: Int32 = ENOSPC) {
        self.room = Guarded(room)
        self.error = error
    }

    func setRoom(_ bytes: Int) { room.withLock { $0 = bytes } }
    func failNextSynchronise(with code: Int32) { syncError.withLock { $0 = code } }

    func create(_ path: String) -> Result<Int32, SystemError> {
        if room.withLock({ $0 == 0 }) { return .failure(SystemError(code: error)) }
        return KernelStorage().create(path)
    }

    func write(
        _ bytes: UnsafeRawBufferPointer, to descriptor: Int32, at offset: Int
    ) -> Result<Int, SystemError> {
        room.withLock { room in
            let count = min(room, bytes.count)
            if count == 0 { return .failure(SystemError(code: error)) }
            room -= count
            return KernelStorage().write(UnsafeRawBufferPointer(rebasing: bytes[..<count]), to: descriptor, at: offset)
        }
    }

    func synchronise(_ descriptor: Int32) -> Result<Void, SystemError> {
        if let code = syncError.withLock({ error in
            defer { error = nil }
            return error
        }) {
            return .failure(SystemError(code: code))
        }
        return KernelStorage().synchronise(descriptor)
    }
}

/// Opens a log with everything at its usual value but what a test is about.
func openLog(
    _ path: String, mode: SegmentLog.Mode = .write, server: String = "hq",
    storage: any JournalStorage = KernelStorage(), segmentSize: Int = 64 << 20, limit: Int = SegmentLog.handOffLimit,
    keeps limits: RetentionLimits = RetentionLimits(),
    onGap: (@Sendable (UInt64) -> Void)? = nil
) throws -> SegmentLog {
    try SegmentLog(
        directory: path, mode: mode, server: server, keeps: limits, onGap: onGap, storage: storage,
        policy: RollPolicy(maximumSize: segmentSize), limit: limit)
}
