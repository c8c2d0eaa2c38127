import Crossing
import Glibc

/// What a writing log and its thread share. It is apart from `SegmentLog` so that letting go of the log ends the thread.
final class SegmentLogCore: Sendable {
    private struct Front: Sendable {
        var handOff: HandOff
        var state = JournalState.writing
        var isStopping = false
        /// The writer looks again in time by itself.
        var writerComesBack = false
    }

    private struct Back: Sendable {
        var writer: SegmentWriter
        /// The lock's descriptor; nil once the journal has been given up.
        var lock: Int32?
    }

    /// Taken by hot threads; never held across a system call.
    private let front: Guarded<Front>
    /// Held while bytes are handed to the kernel. Whoever needs both takes this one first.
    private let back: Guarded<Back>
    private let thread = Guarded<pthread_t?>(nil)
    private let wakePipe: WakePipe
    private let storage: any JournalStorage
    private let sealer: Sealer
    private let sweep: RetentionSweep
    private let limits: RetentionLimits
    private let onGap: (@Sendable (UInt64) -> Void)?

    /// Bytes that are encoded and written at once.
    private static let batchSize = 256 << 10

    init(
        handOff: HandOff, writer: SegmentWriter, storage: any JournalStorage, lock: Int32, wakePipe: WakePipe,
        sealer: Sealer, sweep: RetentionSweep, limits: RetentionLimits, onGap: (@Sendable (UInt64) -> Void)?
    ) {
        front = Guarded(Front(handOff: handOff))
        back = Guarded(Back(writer: writer, lock: lock))
        self.wakePipe = wakePipe
        self.storage = storage
        self.sealer = sealer
        self.sweep = sweep
        self.limits = limits
        self.onGap = onGap
    }

    // MARK: - Hot threads

    func append(_ entries: [LogEntry]) -> UInt64 {
        let (wakes, end) = front.withLock { front in
            if front.isStopping { return (false, front.handOff.endSequence) }
            let before = front.handOff.pendingBytes
            let mustWake = front.handOff.isEmpty && !front.writerComesBack
            front.handOff.offered(entries)
            let isFull = before < WriteSchedule.writeSize && front.handOff.pendingBytes >= WriteSchedule.writeSize
            return (isFull || (mustWake && !front.handOff.isEmpty), front.handOff.endSequence)
        }
        if wakes { wakePipe.wake() }
        return end
    }

    var state: JournalState { front.withLock { $0.state } }
    var lostRecords: UInt64 { front.withLock { $0.handOff.lostRecords } }
    var pendingBytes: Int { front.withLock { $0.handOff.pendingBytes } }
    var endSequence: UInt64 { front.withLock { $0.handOff.endSequence } }

    // MARK: - Threads that may wait

    /// Writes everything that waits, as far as the disk takes it.
    func flush() {
        let (gaps, isOneFull) = back.withLock { back in
            (back.lock == nil ? [] : drained(&back.writer), back.writer.takeFull())
        }
        if isOneFull {
            sealer.sealAll()
            sweepLater()
        }
        if let onGap { gaps.forEach(onGap) }
    }

    func finishSealing() { sealer.wait() }

    /// Removes the oldest segments between two that are sealed: one that is being sealed would come back.
    func removeOldest(olderThan time: Int64?, maxBytes: Int?) throws -> Int {
        try sealer.between { try sweep.removeOldest(olderThan: time, maxBytes: maxBytes) }
    }

    /// Removes what is beyond the limits, once what is full is sealed.
    private func sweepLater() {
        guard limits != RetentionLimits() else { return }
        let newest = front.withLock { $0.handOff.lastTime }
        let oldest = limits.age.flatMap { age in newest > age ? newest - age : nil }
        // A disk that does not let go of a file now does so an hour later.
        sealer.later { [sweep, limits] in _ = try? sweep.removeOldest(olderThan: oldest, maxBytes: limits.bytes) }
    }

    func close() {
        front.withLock { $0.isStopping = true }
        guard
            let running = thread.withLock({ thread in
                defer { thread = nil }
                return thread
            })
        else { return }
        wakePipe.wake()
        pthread_join(running, nil)
        giveUp()
    }

    private func giveUp() {
        sealer.stop()
        back.withLock { back in
            back.writer.closed()
            if let lock = back.lock {
                // A child process that is just being made holds a copy of the descriptor until it runs its program.
                _ = flock(lock, LOCK_UN)
                _ = Glibc.close(lock)
            }
            back.lock = nil
        }
        front.withLock { front in
            front.isStopping = true
            front.state = .closed
        }
    }

    /// Starts the writer thread. It takes no signals: those belong to the program's main thread.
    func start() throws(JournalError) {
        var running = pthread_t()
        var all = sigset_t()
        var before = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_BLOCK, &all, &before)
        // The thread owns one reference to the core until it ends.
        let context = Unmanaged.passRetained(self)
        let code = pthread_create(
            &running, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<SegmentLogCore>.fromOpaque(context).takeRetainedValue().run()
                return nil
            }, context.toOpaque())
        pthread_sigmask(SIG_SETMASK, &before, nil)
        guard code == 0 else {
            context.release()
            giveUp()
            throw .system(operation: "start a thread for", path: "the journal", code: code)
        }
        thread.withLock { $0 = running }
    }

    // MARK: - The writer thread

    private func run() {
        var schedule = WriteSchedule()
        while true {
            let (pendingBytes, isFailing, isStopping) = front.withLock { front in
                front.writerComesBack = false
                return (
                    front.handOff.isEmpty ? front.handOff.pendingBytes : max(1, front.handOff.pendingBytes),
                    front.state.sentence != nil, front.isStopping
                )
            }
            if isStopping { break }
            let isUnsynced = back.withLock { $0.writer.isUnsynced }
            let decision = schedule.observed(
                pendingBytes: pendingBytes, isUnsynced: isUnsynced, isFailing: isFailing, now: Self.now())
            if decision.writes { flush() }
            if decision.syncs { synchronise() }
            if decision.sweeps { sweepLater() }
            if decision.writes || decision.syncs { continue }
            if decision.comesBack { front.withLock { $0.writerComesBack = true } }
            wakePipe.sleep(milliseconds: decision.sleep)
        }
        flush()
        synchronise()
    }

    private func synchronise() {
        for descriptor in back.withLock({ $0.writer.takeUnsynced() }) {
            let result = storage.synchronise(descriptor)
            _ = Glibc.close(descriptor)
            guard case .failure(let error) = result else { continue }
            back.withLock { back in
                let outcome = back.writer.synchronisationFailed(error)
                front.withLock { $0.state = outcome.state ?? $0.state }
            }
        }
    }

    /// Moves everything from the hand-off to the disk; the counts of the gaps that were written.
    private func drained(_ writer: inout SegmentWriter) -> [UInt64] {
        var gaps: [UInt64] = []
        while true {
            let outcome: SegmentWriter.Outcome
            if writer.hasUnwrittenBytes {
                outcome = writer.retried()
            } else {
                let batch = front.withLock { $0.handOff.taken(upTo: Self.batchSize) }
                if batch.isEmpty { return gaps }
                outcome = writer.written(batch)
            }
            gaps += outcome.gaps
            front.withLock { front in
                front.handOff.released(bytes: outcome.releasedBytes)
                if let state = outcome.state { front.state = state }
            }
            if writer.hasUnwrittenBytes { return gaps }
        }
    }

    /// Milliseconds of a clock that never falls.
    private static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
    }
}
