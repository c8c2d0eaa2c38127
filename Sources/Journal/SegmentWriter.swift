import Glibc

/// The writing side: takes what waits in the hand-off, encodes it and hands it to the disk, segment by segment.
///
/// `SegmentLog` guards it with a lock that `append` never takes. Bytes that the disk refused stay here and are tried
/// again from exactly where it stopped, so that a full disk leaves a torn record only if the process ends too.
struct SegmentWriter: Sendable {
    /// What one attempt came to.
    struct Outcome: Sendable {
        /// What happened to the last call, or nil when there was nothing to do.
        var state: JournalState?
        /// Bytes on disk, or given up, that no longer wait.
        var releasedBytes = 0
        /// Counts of the gaps that were written.
        var gaps: [UInt64] = []
    }

    /// Whether bytes were handed to the kernel that may not be on the disk yet.
    var isUnsynced: Bool { isSegmentUnsynced || !sealedDescriptors.isEmpty }

    private let directory: SegmentDirectory
    private let server: String
    private let storage: any JournalStorage
    private let policy: RollPolicy
    private var segment: OpenSegment?
    private var isSegmentUnsynced = false
    /// Full segments that are not known to be on the disk yet.
    private var sealedDescriptors: [Int32] = []
    /// Encoded records; those before `writtenCount` are written.
    private var buffer: [UInt8] = []
    private var writtenCount = 0
    private var firstOfBuffer: UInt64 = 0
    private var releasedWithBuffer = 0
    private var gapsInBuffer: [UInt64] = []
    /// A segment has become full since somebody asked.
    private var isOneFull = false

    private struct OpenSegment: Sendable {
        var descriptor: Int32
        var size: Int
        var isEmpty: Bool
    }

    init(
        directory: SegmentDirectory, server: String, storage: any JournalStorage, policy: RollPolicy,
        continuing segment: (descriptor: Int32, size: Int, isEmpty: Bool)?
    ) {
        self.directory = directory
        self.server = server
        self.storage = storage
        self.policy = policy
        self.segment = segment.map {
            OpenSegment(descriptor: $0.descriptor, size: $0.size, isEmpty: $0.isEmpty)
        }
    }

    /// Whether encoded records still wait for a disk that refused them.
    var hasUnwrittenBytes: Bool { writtenCount < buffer.count }

    /// Encodes records and writes them; call only when `hasUnwrittenBytes` is false.
    mutating func written(_ batch: HandOff.Batch) -> Outcome {
        guard let first = batch.entries.first else { return Outcome() }
        let size = batch.entries.reduce(0) { $0 + RecordLayout.overhead + $1.payload.count }
        if let segment, policy.rolls(size: segment.size, adding: size, isEmpty: segment.isEmpty) { sealed() }
        buffer.removeAll(keepingCapacity: true)
        writtenCount = 0
        if segment == nil {
            buffer += SegmentHeader(firstSequence: batch.firstSequence, created: first.time, server: server).encoded()
        }
        buffer.reserveCapacity(buffer.count + size)
        for (number, entry) in batch.entries.enumerated() {
            RecordLayout.append(entry, sequence: batch.firstSequence &+ UInt64(number), to: &buffer)
            if let count = entry.gapCount { gapsInBuffer.append(count) }
        }
        firstOfBuffer = batch.firstSequence
        releasedWithBuffer = size
        return retried()
    }

    /// Writes what the disk refused before.
    mutating func retried() -> Outcome {
        guard hasUnwrittenBytes else { return Outcome() }
        var open: OpenSegment
        if let segment {
            open = segment
        } else {
            let path = directory.path + "/" + SegmentDirectory.name(firstSequence: firstOfBuffer)
            switch storage.create(path) {
            case .failure(let error): return refused(error, doing: "create")
            case .success(let descriptor): open = OpenSegment(descriptor: descriptor, size: 0, isEmpty: true)
            }
            segment = open
            directory.synchronise()
        }
        while hasUnwrittenBytes {
            let result = buffer.withUnsafeBytes {
                storage.write(UnsafeRawBufferPointer(rebasing: $0[writtenCount...]), to: open.descriptor, at: open.size)
            }
            switch result {
            case .failure(let error): return refused(error, doing: "write")
            case .success(0): return refused(SystemError(code: ENOSPC), doing: "write")
            case .success(let count):
                writtenCount += min(count, buffer.count - writtenCount)
                open.size += count
                open.isEmpty = false
                segment = open
                isSegmentUnsynced = true
            }
        }
        let outcome = Outcome(state: .writing, releasedBytes: releasedWithBuffer, gaps: gapsInBuffer)
        releasedWithBuffer = 0
        gapsInBuffer = []
        // An unusual burst is not kept in memory for ever.
        if buffer.capacity > 1 << 20 {
            buffer = []
            writtenCount = 0
        }
        return outcome
    }

    /// The files to be made durable, as descriptors of the caller's own: waiting for a disk takes long, and must not
    /// keep those waiting who only want to write.
    mutating func takeUnsynced() -> [Int32] {
        var descriptors = sealedDescriptors
        sealedDescriptors = []
        if isSegmentUnsynced, let segment {
            let copy = fcntl(segment.descriptor, F_DUPFD_CLOEXEC, 0)
            // Without a descriptor to spare it is tried again in a second.
            if copy >= 0 {
                descriptors.append(copy)
                isSegmentUnsynced = false
            }
        }
        return descriptors
    }

    /// A file could not be made durable. The kernel has given its pages up and will not say so twice: what follows
    /// goes to a new file.
    mutating func synchronisationFailed(_ error: SystemError) -> Outcome {
        if !hasUnwrittenBytes { closed() }
        return refused(error, doing: "synchronise")
    }

    /// Whether a segment has become full since the last call.
    mutating func takeFull() -> Bool {
        defer { isOneFull = false }
        return isOneFull && !hasUnwrittenBytes
    }

    /// Ends the present segment; the next record opens another.
    private mutating func sealed() {
        guard let segment else { return }
        isOneFull = true
        if isSegmentUnsynced { sealedDescriptors.append(segment.descriptor) } else { _ = close(segment.descriptor) }
        isSegmentUnsynced = false
        self.segment = nil
    }

    /// Closes every file.
    mutating func closed() {
        if let segment { _ = close(segment.descriptor) }
        sealedDescriptors.forEach { _ = close($0) }
        sealedDescriptors = []
        isSegmentUnsynced = false
        segment = nil
    }

    private func refused(_ error: SystemError, doing operation: String) -> Outcome {
        if error.code == ENOSPC || error.code == EDQUOT {
            return Outcome(
                state: .full(
                    "the disk that holds \(directory.path) is full; free some space, nothing is kept meanwhile"))
        }
        return Outcome(
            state: .failed("\(JournalError.system(operation: operation, path: directory.path, code: error.code))"))
    }
}
