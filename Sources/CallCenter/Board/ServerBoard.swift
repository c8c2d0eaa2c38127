import AMI

/// One server's board: everything that callboard knows of a PBX, folded from its records alone.
///
/// The same records give the same board, however they are sliced and however often time is advanced between them.
/// A board is a value: a copy shares its tables with the original until one of the two is folded further.
package struct ServerBoard: Sendable {
    /// The server's name in the configuration.
    package let name: String
    /// A journal is being replayed: the link reads as such, whatever the records say of theirs.
    package var isReplay = false
    /// What callers are called in the journal: of one and the same, some calls are known by number and those that were read
    /// back by pseudonym. Nil when nobody is hidden there.
    package var pseudonyms: Pseudonyms?
    var box: BoardBox

    /// An empty board of a server that was not heard yet.
    package init(name: String) {
        self.name = name
        box = BoardBox(BoardState())
    }

    /// Folds whole AMI packets, any number, as they came in one record. Bytes after the last whole packet are ignored.
    package mutating func apply(packets: UnsafeRawBufferPointer, at stamp: RecordStamp) {
        makeUnique()
        box.fold(packets, at: stamp)
    }

    /// Folds a fact of our own side.
    package mutating func apply(_ fact: OwnFact, at stamp: RecordStamp) {
        makeUnique()
        if case .queueLog(let entry) = fact { return box.fold(entry, at: stamp) }
        box.state.passTime(to: stamp.time)
        box.state.fold(fact, at: box.state.begin(record: stamp.time))
    }

    /// Lets time pass: settles what was due until then. `time` is our clock, µs since 1970; earlier times change nothing.
    package mutating func advance(to time: Int64) {
        guard time > box.state.now else { return }
        makeUnique()
        box.state.passTime(to: time)
    }

    /// The list to ask for now, if any: at most one a second, each queue about once a minute.
    package func nextAudit(at time: Int64) -> AuditRequest? { box.state.nextAudit(at: time) }

    private mutating func makeUnique() {
        if !isKnownUniquelyReferenced(&box) { box = BoardBox(box.state.copy()) }
    }
}

/// Holds a board's tables so that copies of a board can share them.
///
/// Sendable although it is changed: `ServerBoard` is its only user and changes it only while it is the only reference,
/// so nobody else can look at it then.
final class BoardBox: @unchecked Sendable {
    var state: BoardState
    private var scanner = PacketScanner()
    var fillScanner = PacketScanner()

    init(_ state: consuming BoardState) {
        self.state = state
    }

    func fold(_ packets: UnsafeRawBufferPointer, at stamp: RecordStamp) {
        state.passTime(to: stamp.time)
        let time = state.begin(record: stamp.time)
        state.lastEventAt = time
        let skipped = scanner.skippedEvents
        let skippedUnknown = scanner.skippedUnknownEvents
        let wanted = state.settings.dialplan ? Translation.wantedWithDialplan : Translation.wanted
        // One access for the whole record: asking for it anew at each packet would be checked each time.
        withUnsafeMutablePointer(to: &state) { state in
            _ = scanner.scan(packets, wanted: wanted) { view in
                state.pointee.fold(view, at: time)
            }
        }
        if state.phase.isComplete { state.liveAt = time }
        state.skippedEvents &+= scanner.skippedEvents &- skipped
        state.unknownEvents &+= scanner.skippedUnknownEvents &- skippedUnknown
    }
}

extension BoardState {
    /// The moment that a record is folded at.
    mutating func begin(record time: Int64) -> Int64 {
        recordedAt = max(recordedAt, time)
        moment = recordedAt
        return recordedAt
    }

    /// Time never falls; what was due by then is settled first.
    mutating func passTime(to time: Int64) {
        if let first = lists.healing.first, first.deadline <= time { settleLists(until: time) }
        if time > now { now = time }
    }
}
