/// How far a board has folded one server's stream, and from where: the mailbox while it keeps up, the journal while it
/// does not. Pure: past-tense inputs, no reading.
struct JournalProgress: Sendable, Equatable {
    /// The board's own link writes this journal: what the mailbox lacks is in it.
    let writes: Bool
    /// The journal's sequence number behind what is folded; 0 before anything is.
    private(set) var next: UInt64 = 0
    /// Behind the newest item that was left to the journal.
    private var wanted: UInt64 = 0
    private var phase = Phase.following

    private enum Phase: Equatable { case following, loading, reading }

    init(writes: Bool) {
        self.writes = writes
    }

    /// Items are left to the journal for now.
    var isBehind: Bool { phase != .following }
    /// The journal is to be read from `next` on.
    var isReading: Bool { phase == .reading }

    /// Whatever comes now stands behind this sequence number.
    mutating func began(at sequence: UInt64) { next = sequence }

    /// Today's records are being folded elsewhere.
    mutating func historyAsked() { phase = .loading }

    /// They are folded, up to a sequence number.
    mutating func historyCame(next: UInt64) {
        self.next = next
        phase = writes && wanted > next ? .reading : .following
    }

    /// An item came; whether it is to be folded now.
    mutating func itemCame(end: UInt64) -> Bool {
        switch phase {
        case .following:
            guard writes, end > 0 else { return true }
            if end <= next { return false }
            next = end
            return true
        case .loading, .reading:
            wanted = max(wanted, end)
            return false
        }
    }

    /// The mailbox had no room for items. False when no journal has them.
    ///
    /// - Parameter end: the sequence number behind everything that the journal has by now.
    mutating func itemsDropped(end: UInt64) -> Bool {
        guard writes else { return false }
        if phase == .following { phase = .reading }
        wanted = max(wanted, end)
        return true
    }

    /// The journal was read to a sequence number.
    mutating func read(upTo sequence: UInt64) {
        next = max(next, sequence)
        if next >= wanted { phase = .following }
    }

    /// The journal cannot be read: the stream goes on where it stands.
    mutating func gaveUp() {
        next = max(next, wanted)
        phase = .following
    }
}
