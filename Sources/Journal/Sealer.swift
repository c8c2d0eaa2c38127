import Crossing
import Dispatch
import Glibc

/// Rewrites full segments as compressed ones, on a thread of its own and one after the other.
///
/// The new file takes its name when it is whole and on the disk; only then does the plain one go. A crash leaves at worst
/// a file that nobody reads, which the next writer removes.
final class Sealer: Sendable {
    static let unfinished = ".unfinished"

    private let directory: SegmentDirectory
    private let queue = DispatchQueue(label: "callboard.sealer", qos: .utility)
    private let isStopped = Guarded(false)

    init(_ directory: SegmentDirectory) {
        self.directory = directory
    }

    /// Seals every full segment that is plain, and removes what a crash left.
    func sealAll() {
        queue.async { [self] in
            for name in (try? directory.names()) ?? [] where name.hasSuffix(Self.unfinished) {
                _ = unlink(directory.path + "/" + name)
            }
            guard let files = try? directory.segments() else { return }
            for file in files.dropLast() where file.format == .plain { seal(file) }
            removeDoubles()
        }
    }

    /// Runs something after what was asked for, unless it is stopped until then.
    func later(_ body: @escaping @Sendable () -> Void) {
        queue.async { [self] in if !isStopped.withLock({ $0 }) { body() } }
    }

    /// Runs something while no segment is being sealed.
    func between<Result>(_ body: () throws -> Result) rethrows -> Result { try queue.sync(execute: body) }

    /// Ends as soon as the block at hand is done; nothing is sealed afterwards.
    func stop() {
        isStopped.withLock { $0 = true }
        queue.sync {}
    }

    /// Waits until what was asked for is done: for tests.
    func wait() { queue.sync {} }

    /// A plain segment whose sealed form is complete was left by a crash between the two last steps.
    private func removeDoubles() {
        for name in (try? directory.names()) ?? [] where name.hasSuffix("." + SegmentFormat.sealed.rawValue) {
            let plain = name.dropLast(SegmentFormat.sealed.rawValue.count) + SegmentFormat.plain.rawValue
            _ = unlink(directory.path + "/" + plain)
        }
    }

    private func seal(_ file: SegmentFile) {
        if isStopped.withLock({ $0 }) { return }
        let sealed = directory.path + "/" + SegmentDirectory.name(firstSequence: file.firstSequence, format: .sealed)
        let unfinished = sealed + Self.unfinished
        _ = unlink(unfinished)
        let descriptor = open(unfinished, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode_t(0o600))
        // A disk that is full or read-only keeps the plain segment; it is tried again with the next full one.
        guard descriptor >= 0 else { return }
        let isWhole = (try? write(file, to: descriptor)) ?? false
        let isSafe = isWhole && fdatasync(descriptor) == 0
        _ = close(descriptor)
        guard isSafe, rename(unfinished, sealed) == 0 else {
            _ = unlink(unfinished)
            return
        }
        directory.synchronise()
        _ = unlink(file.path)
    }

    /// Writes all of it; false when it was stopped or the disk took no more.
    private func write(_ file: SegmentFile, to descriptor: Int32) throws(JournalError) -> Bool {
        let reader = try file.reader()
        guard let header = reader.header else { return false }
        var offset = 0
        func put(_ bytes: [UInt8]) -> Bool {
            var written = 0
            while written < bytes.count {
                let count = bytes.withUnsafeBytes {
                    pwrite(descriptor, $0.baseAddress?.advanced(by: written), bytes.count - written, offset)
                }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return false }
                written += count
                offset += count
            }
            return true
        }
        guard put(header.encoded()) else { return false }
        let zstd = Zstd()
        var index = SealedIndex()
        var records: [LogRecord] = []
        var size = 0
        func putBlock() -> Bool {
            guard let first = records.first, let last = records.last else { return true }
            let entry = SealedIndex.Entry(offset: offset, firstSequence: first.sequence, firstTime: first.time)
            guard let block = SealedBlock.encoded(records, zstd), put(block) else { return false }
            index.blocks.append(entry)
            index.lastTime = last.time
            index.endSequence = last.sequence &+ 1
            records.removeAll(keepingCapacity: true)
            size = 0
            return true
        }
        while let record = try reader.next(atLeast: 0) {
            size += record.payload.count + 8
            records.append(record)
            guard size >= SealedBlock.size else { continue }
            guard !isStopped.withLock({ $0 }), putBlock() else { return false }
        }
        guard putBlock(), !index.blocks.isEmpty else { return false }
        return put(index.encoded())
    }
}
