/// What is over: visits of callers, ends of conversations, intervals of agents; each bounded, the oldest making room.
///
/// The fold writes it, constant work an event. Sums of a day are kept apart (`CallSums`) and do not depend on how far
/// back the ledger reaches; whatever lists calls or looks at part of a day reads it.
struct Ledger {
    /// A day of a centre of 5,000 agents: about 60,000 visits. 150 bytes each.
    static let visitCapacity = 65_536
    /// About 40 bytes each.
    static let intervalCapacity = 131_072
    /// About 60 bytes each.
    static let missedCapacity = 16_384

    var visits = LedgerTable<VisitEntry>(capacity: Ledger.visitCapacity)
    var completions = LedgerTable<CompletionEntry>(capacity: Ledger.visitCapacity)
    var intervals = LedgerTable<IntervalEntry>(capacity: Ledger.intervalCapacity)

    /// Answered calls to somebody, by which lost callers are called back.
    var outgoing = LedgerTable<OutgoingEntry>(capacity: Ledger.visitCapacity)

    /// Calls that rang out at an agent.
    var missed = LedgerTable<MissedEntry>(capacity: Ledger.missedCapacity)

    var byteCount: Int {
        outgoing.byteCount + visits.byteCount + completions.byteCount + intervals.byteCount + missed.byteCount
    }

    /// Bytes of it that a later copy no longer shares.
    func bytesNotShared(with later: Ledger) -> Int {
        outgoing.bytesNotShared(with: later.outgoing) + visits.bytesNotShared(with: later.visits)
            + completions.bytesNotShared(with: later.completions) + intervals.bytesNotShared(with: later.intervals)
            + missed.bytesNotShared(with: later.missed)
    }

    /// Moves what is still being written out of this copy.
    mutating func cutTails(into packed: inout PackedWriter) {
        visits.cutTail(into: &packed)
        completions.cutTail(into: &packed)
        intervals.cutTail(into: &packed)
        outgoing.cutTail(into: &packed)
        missed.cutTail(into: &packed)
    }

    mutating func putTails(from packed: inout PackedReader) {
        visits.putTail(from: &packed)
        completions.putTail(from: &packed)
        intervals.putTail(from: &packed)
        outgoing.putTail(from: &packed)
        missed.putTail(from: &packed)
    }
}
