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

    init() {}

    var byteCount: Int {
        outgoing.byteCount + visits.byteCount + completions.byteCount + intervals.byteCount + missed.byteCount
    }

    // MARK: While nobody looks

    /// The ledger in little room.
    ///
    /// - Parameter known: chunks that were packed already, by table and place.
    func packed(_ known: [[PackedBytes?]], _ pack: ([UInt8]) -> PackedBytes) -> PackedLedger {
        func chunks(_ table: Int) -> [PackedBytes?] { table < known.count ? known[table] : [] }
        return PackedLedger(tables: [
            visits.packed(chunks(0), pack), completions.packed(chunks(1), pack), intervals.packed(chunks(2), pack),
            outgoing.packed(chunks(3), pack), missed.packed(chunks(4), pack),
        ])
    }

    /// Which chunks a later copy still shares, by table and place.
    func isShared(with later: Ledger) -> [[Bool]] {
        [
            visits.isShared(with: later.visits), completions.isShared(with: later.completions),
            intervals.isShared(with: later.intervals), outgoing.isShared(with: later.outgoing),
            missed.isShared(with: later.missed),
        ]
    }

    /// A ledger that was packed; nil when a chunk of it cannot be read.
    init?(_ packed: PackedLedger, _ unpack: (PackedBytes) -> [UInt8]?) {
        guard packed.tables.count == 5, visits.unpack(packed.tables[0], unpack),
            completions.unpack(packed.tables[1], unpack), intervals.unpack(packed.tables[2], unpack),
            outgoing.unpack(packed.tables[3], unpack), missed.unpack(packed.tables[4], unpack)
        else { return nil }
    }
}
