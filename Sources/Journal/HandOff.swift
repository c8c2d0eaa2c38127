/// What has been accepted and not yet written: a bounded queue that counts what it has to turn away.
///
/// It decides and does nothing else; `SegmentLog` guards it with a lock that is never held across a system call.
struct HandOff: Sendable {
    /// The most that may wait, in bytes on disk.
    let limit: Int
    /// Bytes that wait, those that the writer took and has not written yet included.
    private(set) var pendingBytes = 0
    /// Records turned away since the log was opened.
    private(set) var lostRecords: UInt64 = 0
    /// The sequence number of the next record.
    private(set) var endSequence: UInt64
    private(set) var lastTime: Int64

    /// Some of what waits, whose sequence numbers follow each other.
    struct Batch: Sendable, Equatable {
        var firstSequence: UInt64
        var entries: [LogEntry]

        var isEmpty: Bool { entries.isEmpty }
    }

    private var queue: [LogEntry] = []
    private var head = 0
    private var gap: (count: UInt64, time: Int64, epoch: UInt32)?

    init(limit: Int, endSequence: UInt64, lastTime: Int64) {
        self.limit = limit
        self.endSequence = endSequence
        self.lastTime = lastTime
    }

    /// Whether the writer has nothing to take.
    var isEmpty: Bool { head == queue.count && gap == nil }

    /// Takes entries in. From the first one that does not fit, all are turned away until half of the room is free
    /// again, so that a slow disk makes few long gaps and not many short ones.
    mutating func offered(_ entries: [LogEntry]) {
        for entry in entries {
            let size = RecordLayout.overhead + entry.payload.count
            let isGapOver = gap == nil || pendingBytes + size <= limit / 2
            let fits = pendingBytes + size <= limit && entry.payload.count <= RecordLayout.maximumPayload
            guard fits, isGapOver else {
                lostRecords &+= 1
                gap = ((gap?.count ?? 0) + 1, entry.time, entry.epoch)
                continue
            }
            closeGap()
            accept(entry)
        }
    }

    /// Up to `bytes` of what waits, at least one record if there is any. A gap at the end is handed out as a record
    /// once nothing waits before it.
    mutating func taken(upTo bytes: Int) -> Batch {
        if head == queue.count { closeGap() }
        let first = endSequence &- UInt64(queue.count - head)
        return Batch(firstSequence: first, entries: takenEntries(upTo: bytes))
    }

    private mutating func takenEntries(upTo bytes: Int) -> [LogEntry] {
        let start = head
        var size = 0
        while head < queue.count {
            let next = RecordLayout.overhead + queue[head].payload.count
            if head > start, size + next > bytes { break }
            size += next
            head += 1
        }
        // The batch never shares its storage with the queue: the next entry would copy all of it, on a hot thread.
        if head == queue.count {
            let batch = start == 0 ? queue : Array(queue[start...])
            queue = []
            head = 0
            return batch
        }
        let batch = Array(queue[start..<head])
        if head > queue.count / 2 {
            queue.removeFirst(head)
            head = 0
        }
        return batch
    }

    /// What was taken is on its way to the disk, or given up.
    mutating func released(bytes: Int) {
        pendingBytes -= bytes
    }

    private mutating func closeGap() {
        guard let (count, time, epoch) = gap else { return }
        gap = nil
        accept(.gap(count: count, time: time, epoch: epoch))
    }

    private mutating func accept(_ entry: LogEntry) {
        var entry = entry
        entry.time = max(LogRecord.held(entry.time), lastTime)
        lastTime = entry.time
        endSequence &+= 1
        pendingBytes += RecordLayout.overhead + entry.payload.count
        queue.append(entry)
    }
}
