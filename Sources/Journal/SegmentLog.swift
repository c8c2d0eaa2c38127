import Crossing
import Glibc

/// A journal on disk: a directory of segments, one writer, any number of readers.
///
/// `append` takes a lock that is never held across a system call and hands over at most 8 MiB; a thread of the log's
/// own writes every 250 ms or 256 KiB and makes durable every second. When the disk is full or slower than that,
/// records are turned away, counted, and the count is written as a gap as soon as there is room.
package final class SegmentLog: EventLog {
    /// How a journal is opened.
    package enum Mode: Sendable {
        /// The one writer; creates what is missing.
        case write
        /// Reads along, whether or not a writer is at work.
        case read
    }

    /// The most that may wait for the disk: 8 MiB.
    package static let handOffLimit = 8 << 20

    /// The directory of this server's segments.
    package let directory: String
    /// Bytes of a torn record that were cut off when the journal was opened.
    package let cutBytes: Int

    private let core: SegmentLogCore?
    private let reader: JournalReader
    private let knownEnd: Guarded<UInt64>

    /// Opens the journal of one server.
    ///
    /// - Parameters:
    ///   - directory: this server's own directory; see `JournalFolder` for its name below a journal of several servers.
    ///   - server: the server's name. Writing into another server's journal is refused; reading does not look at it.
    ///   - keeps: how much of the past stays, looked at when a segment is full and once an hour.
    ///   - onGap: told how many records were lost once their gap is written, on a thread of the log's.
    package static func open(
        directory: String, mode: Mode, server: String, keeps limits: RetentionLimits = RetentionLimits(),
        onGap: (@Sendable (UInt64) -> Void)? = nil
    ) throws(JournalError) -> SegmentLog {
        try SegmentLog(
            directory: directory, mode: mode, server: server, keeps: limits, onGap: onGap, storage: KernelStorage(),
            policy: RollPolicy(), limit: handOffLimit)
    }

    /// As `open`, with the disk and the sizes in the caller's hands: for tests.
    package init(
        directory path: String, mode: Mode, server: String, keeps limits: RetentionLimits = RetentionLimits(),
        onGap: (@Sendable (UInt64) -> Void)?,
        storage: any JournalStorage, policy: RollPolicy, limit: Int
    ) throws(JournalError) {
        let directory = SegmentDirectory(path: path)
        reader = JournalReader(directory: directory)
        self.directory = path
        switch mode {
        case .read:
            // An empty directory is a journal only when a writer has taken it.
            if try directory.segments().isEmpty, try !directory.names().contains(SegmentDirectory.lockName) {
                throw .missing(path)
            }
            core = nil
            cutBytes = 0
            knownEnd = Guarded(1)
        case .write:
            try directory.create()
            let lock = try directory.lock()
            let recovery: Recovery
            let wakePipe: WakePipe
            do {
                wakePipe = try WakePipe()
                recovery = try Recovery(of: directory, server: server)
            } catch {
                _ = Glibc.close(lock)
                throw error
            }
            cutBytes = recovery.cutBytes
            knownEnd = Guarded(recovery.endSequence)
            let sealer = Sealer(directory)
            core = SegmentLogCore(
                handOff: HandOff(limit: limit, endSequence: recovery.endSequence, lastTime: recovery.lastTime),
                writer: SegmentWriter(
                    directory: directory, server: server, storage: storage, policy: policy,
                    continuing: recovery.segment),
                storage: storage, lock: lock, wakePipe: wakePipe, sealer: sealer,
                sweep: RetentionSweep(directory: directory, reader: reader), limits: limits, onGap: onGap)
            try core?.start()
            sealer.sealAll()
        }
    }

    deinit { close() }

    // MARK: - Writing

    @discardableResult
    package func append(_ entries: [LogEntry]) -> UInt64 { core?.append(entries) ?? 0 }

    /// Whether records are being kept.
    package var state: JournalState { core?.state ?? .reading }

    /// Records turned away since the log was opened.
    package var lostRecords: UInt64 { core?.lostRecords ?? 0 }

    /// Bytes accepted that the kernel does not have yet.
    package var pendingBytes: Int { core?.pendingBytes ?? 0 }

    /// Hands everything accepted so far to the kernel, on the caller's thread; waits for the disk, so not for hot
    /// threads. A disk that refuses is seen in `state`.
    package func flush() { core?.flush() }

    /// Writes what waits, makes it durable and gives the journal up. Nothing is accepted after that; reading goes on.
    package func close() { core?.close() }

    // MARK: - Reading

    /// In the writing process the sequence of the next record accepted; elsewhere that behind the last one found.
    package var endSequence: UInt64 {
        if let core { return core.endSequence }
        let known = knownEnd.withLock { $0 }
        // A directory that cannot be read now has not become shorter.
        let found = (try? reader.endSequence(from: known)) ?? known
        return knownEnd.withLock { end in
            end = max(end, found)
            return end
        }
    }

    package func read(from sequence: UInt64, _ body: (LogRecord) throws -> Bool) throws -> UInt64 {
        flush()
        return try reader.read(from: sequence, body)
    }

    package func firstSequence(atOrAfter time: Int64) throws -> UInt64 {
        flush()
        return try reader.firstSequence(atOrAfter: time) ?? endSequence
    }

    package func span() throws -> (first: Int64, last: Int64)? {
        flush()
        return try reader.span()
    }

    /// Waits until full segments are sealed: for tests and benchmarks.
    package func finishSealing() { core?.finishSealing() }

    /// The segments' file names and sizes in bytes, oldest first.
    package static func files(in directory: String) throws -> [(name: String, size: Int)] {
        try SegmentDirectory(path: directory).segments().map { file in
            (file.path.split(separator: "/").last.map(String.init) ?? "", SegmentDirectory.size(of: file.path))
        }
    }

    /// How large the journal is.
    package func statistics() throws -> JournalStatistics {
        flush()
        let files = try SegmentDirectory(path: directory).segments()
        let end = endSequence
        return JournalStatistics(
            segments: files.count, bytes: files.reduce(0) { $0 + SegmentDirectory.size(of: $1.path) },
            firstSequence: files.first?.firstSequence ?? end, endSequence: end,
            firstTime: try files.first.flatMap { try reader.firstRecord(of: $0)?.time })
    }

    // MARK: - Retention

    /// Removes the oldest segments: those whose last record is older than a time, in microseconds since 1970, then as
    /// many as it takes to stay within a size. The newest segment always stays, and only a writer removes.
    ///
    /// - Returns: how many segments were removed.
    @discardableResult
    package func prune(olderThan time: Int64? = nil, maxBytes: Int? = nil) throws -> Int {
        guard let core else { return 0 }
        return try core.removeOldest(olderThan: time, maxBytes: maxBytes)
    }
}
