/// When the writer thread writes, when it makes durable what is written, and how long it sleeps.
struct WriteSchedule: Sendable {
    /// Milliseconds that a record waits at most before the kernel has it.
    static let writeInterval: Int64 = 250
    /// Bytes at which the kernel gets them at once.
    static let writeSize = 256 << 10
    /// Milliseconds between two waits for the disk, and between two attempts on a disk that refuses.
    static let syncInterval: Int64 = 1_000

    /// Milliseconds between two looks at what is too old, while anything is written.
    static let sweepInterval: Int64 = 3_600_000

    /// What is due now.
    struct Decision: Equatable {
        var writes = false
        var syncs = false
        var sweeps = false
        /// Milliseconds to sleep unless woken; nil is for ever.
        var sleep: Int64?
        /// The thread looks again in time by itself: in a steady stream nobody needs to wake it for the next record.
        var comesBack = false
    }

    private var pendingSince: Int64?
    private var wroteAt: Int64?
    private var unsyncedSince: Int64?
    private var failedAt: Int64?
    private var sweptAt: Int64?

    /// Decides from what the log looks like at `now`, in milliseconds of a clock that never falls.
    mutating func observed(pendingBytes: Int, isUnsynced: Bool, isFailing: Bool, now: Int64) -> Decision {
        // What waits after a write may wait since then.
        let isFresh = wroteAt.map { now - $0 <= 2 * Self.writeInterval } ?? false
        pendingSince = pendingBytes == 0 ? nil : pendingSince ?? (isFresh ? wroteAt : nil) ?? now
        unsyncedSince = isUnsynced ? unsyncedSince ?? now : nil
        failedAt = isFailing ? failedAt ?? now : nil

        var decision = Decision()
        if let failedAt {
            decision.writes = now >= failedAt + Self.syncInterval
            decision.sleep = decision.writes ? 0 : failedAt + Self.syncInterval - now
            // The next attempt is counted from this one.
            if decision.writes { self.failedAt = now }
            return decision
        }
        if let pendingSince {
            decision.writes = pendingBytes >= Self.writeSize || now >= pendingSince + Self.writeInterval
            decision.sleep = decision.writes ? 0 : pendingSince + Self.writeInterval - now
            if decision.writes { wroteAt = now }
        } else if let wroteAt, now < wroteAt + Self.writeInterval {
            decision.sleep = wroteAt + Self.writeInterval - now
            decision.comesBack = true
        }
        if decision.writes {
            let last = sweptAt ?? now
            decision.sweeps = now >= last + Self.sweepInterval
            sweptAt = decision.sweeps ? now : last
        }
        if let unsyncedSince {
            decision.syncs = now >= unsyncedSince + Self.syncInterval
            let wait = decision.syncs ? 0 : unsyncedSince + Self.syncInterval - now
            decision.sleep = min(decision.sleep ?? wait, wait)
        }
        return decision
    }
}
