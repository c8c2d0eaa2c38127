/// What makes one server's past quick to reach: the board at moments along the way, and where something happened.
///
/// It grows record by record in the order of the journal. A board in it is packed, and shares what did not change with the
/// next one. Pure: the same records give the same index.
package struct TravelIndex: Sendable {
    /// The board after every record before `next`.
    package struct Checkpoint: Sendable {
        /// No record before `next` is later: our clock, µs since 1970.
        package let time: Int64
        /// The journal's sequence number to go on from.
        package let next: UInt64
        fileprivate var form: Form
        /// What it holds on to and the next one does not.
        package fileprivate(set) var bytes: Int

        fileprivate enum Form: Sendable {
            /// The newest one, which the board that goes on shares tables with.
            case whole(ServerBoard)
            case packed(PackedBoard)
        }

        /// The board, unpacked: up to some 15 MB of a long day are. Nil when there is no memory for it.
        package func board() -> ServerBoard? {
            switch form {
            case .whole(let board): board
            case .packed(let board): board.board()
            }
        }
    }

    /// A minute of the timeline.
    package struct Minute: Sendable, Equatable {
        /// Minutes since 1970.
        package var number: Int64
        /// Most callers that waited at once.
        package var waiting: Int
        /// Some queue was in breach.
        package var isAlarming: Bool

        package init(number: Int64, waiting: Int, isAlarming: Bool) {
            self.number = number
            self.waiting = waiting
            self.isAlarming = isAlarming
        }
    }

    /// What a record was, as far as somebody might look for it.
    package enum Content: Sendable, Equatable {
        case other
        /// A caller joined a queue.
        case call
        /// The board's own side asked the PBX to change something.
        case command
    }

    /// Records between two checkpoints: what a seek folds at most while they have room, in less than a tenth of a second.
    package static let records = 25_000

    private let limits: Crowd.Limits
    private let interval: Int64
    private let memory: Int
    private let largest: Int
    private let packing: Packing
    private let moments: Int

    package private(set) var checkpoints: [Checkpoint] = []
    package private(set) var minutes: [Minute] = []
    /// Moments at which a queue's figures became a breach; likewise commands, and callers who joined.
    package private(set) var alarms: [Int64] = []
    package private(set) var commands: [Int64] = []
    package private(set) var calls: [Int64] = []
    /// The moment of the first record; nil before it.
    package private(set) var first: Int64?
    /// The moment that the index has reached.
    package private(set) var last: Int64 = 0
    /// The journal's sequence number behind the last record.
    package private(set) var next: UInt64 = 0

    private var pending = 0
    /// Chunks of the newest checkpoint's ledger that the one before it has packed.
    private var known: [[PackedBytes?]] = []
    private var lastSecond: Int64 = 0
    private var breached: Set<UInt32> = []

    /// - Parameters:
    ///   - limits: what counts as a breach.
    ///   - interval: µs between two checkpoints where fewer records come.
    ///   - memory: bytes that checkpoints may hold on to, beyond the ledger of the newest, which the board goes on with;
    ///     beyond it they stand further apart.
    ///   - largest: bytes of a board's tables beyond which no checkpoint is kept, and a seek folds further instead; nil is
    ///     an eighth of `memory`.
    ///   - packing: how checkpoints are kept while nobody looks.
    ///   - moments: how many minutes, and how many moments of each kind, are known at most: of more, the older half goes.
    package init(
        limits: Crowd.Limits = Crowd.Limits(), interval: Int64 = 300_000_000, memory: Int = 192 << 20,
        largest: Int? = nil, packing: Packing = .none, moments: Int = .max
    ) {
        self.limits = limits
        self.interval = interval
        self.memory = memory
        self.largest = largest ?? memory / 8
        self.packing = packing
        self.moments = moments
    }

    /// A record was folded into `board`.
    ///
    /// - Parameters:
    ///   - count: how many records at once.
    ///   - next: the sequence number behind them.
    package mutating func folded(_ content: Content, at time: Int64, count: Int = 1, next: UInt64, board: ServerBoard) {
        if first == nil { first = time }
        last = max(last, time)
        self.next = next
        pending += count
        switch content {
        case .other: break
        case .call: note(last, in: &calls)
        case .command: note(last, in: &commands)
        }
        let second = last / 1_000_000
        if second != lastSecond {
            lastSecond = second
            look(at: board)
        }
        let age = last - (checkpoints.last?.time ?? first ?? 0)
        // A list under way is as long as all else together, and over in a moment.
        let delay: Int64 = board.isTakingLists ? 2 : 1
        if pending >= Self.records * Int(delay) || age >= interval * delay { keep(board) }
    }

    private func note<Moment>(_ moment: Moment, in moments: inout [Moment]) {
        if moments.count >= self.moments { moments.removeFirst(moments.count / 2) }
        moments.append(moment)
    }

    private mutating func look(at board: ServerBoard) {
        let crowd = board.crowd(at: last, limits: limits)
        if !crowd.breached.isSubset(of: breached) { note(last, in: &alarms) }
        breached = crowd.breached
        let number = last / 60_000_000
        if minutes.last?.number != number {
            note(Minute(number: number, waiting: 0, isAlarming: false), in: &minutes)
        }
        let end = minutes.count - 1
        minutes[end].waiting = max(minutes[end].waiting, crowd.waiting)
        if !crowd.breached.isEmpty { minutes[end].isAlarming = true }
    }

    private mutating func keep(_ board: ServerBoard) {
        pending = 0
        guard board.livingBytes <= largest else { return }
        packNewest(before: board)
        checkpoints.append(
            Checkpoint(time: max(last, board.now), next: next, form: .whole(board), bytes: board.livingBytes))
        if heldBytes > memory { thin() }
    }

    /// The newest checkpoint stays whole until another one is newer: only next to it is seen what both share.
    private mutating func packNewest(before board: ServerBoard) {
        guard let newest = checkpoints.last, case .whole(let whole) = newest.form else { return }
        let packed = PackedBoard(whole, known: known, packing: packing)
        known = packed.chunks(of: whole, sharedWith: board)
        checkpoints[checkpoints.count - 1].form = .packed(packed)
        measure(checkpoints.count - 1)
    }

    /// Counts what a packed checkpoint has for itself.
    private mutating func measure(_ place: Int) {
        guard case .packed(let board) = checkpoints[place].form else { return }
        var later = known
        if place + 1 < checkpoints.count, case .packed(let next) = checkpoints[place + 1].form {
            later = next.ledger.chunks
        }
        checkpoints[place].bytes = board.livingBytes + board.ledger.bytesNotShared(with: later)
    }

    /// Bytes that the checkpoints hold on to, beyond the ledger of the newest: the tables of each, and what of the ledger of
    /// each the next one no longer shares. A chunk that two neighbours do not share is shared with nobody later.
    package var heldBytes: Int { checkpoints.reduce(0) { $0 + $1.bytes } }

    /// Those go whose neighbours are nearest to each other, until an eighth of the room is free: what is left stands about
    /// evenly along the journal, so that no moment is much further away than another.
    private mutating func thin() {
        var held = heldBytes
        while held > memory / 8 * 7, checkpoints.count > 2 {
            let place = (1..<checkpoints.count - 1).min { distance(around: $0) < distance(around: $1) } ?? 1
            held -= checkpoints[place].bytes + checkpoints[place - 1].bytes
            checkpoints.remove(at: place)
            measure(place - 1)
            held += checkpoints[place - 1].bytes
        }
    }

    /// Records from the checkpoint before one to the one behind it.
    private func distance(around place: Int) -> UInt64 { checkpoints[place + 1].next - checkpoints[place - 1].next }

    // MARK: Finding

    /// The last checkpoint whose records all lie at or before a moment; nil to begin with the journal.
    package func checkpoint(atOrBefore time: Int64) -> Checkpoint? {
        let end = Self.count(checkpoints) { $0.time <= time }
        return end == 0 ? nil : checkpoints[end - 1]
    }

    /// The last checkpoint from which this record is still to come.
    package func checkpoint(before sequence: UInt64) -> Checkpoint? {
        let end = Self.count(checkpoints) { $0.next <= sequence }
        return end == 0 ? nil : checkpoints[end - 1]
    }

    /// The first of some moments after `time`, or the last before it.
    package static func moment(_ moments: [Int64], after time: Int64) -> Int64? {
        let place = count(moments) { $0 <= time }
        return place < moments.count ? moments[place] : nil
    }

    package static func moment(_ moments: [Int64], before time: Int64) -> Int64? {
        let place = count(moments) { $0 < time }
        return place == 0 ? nil : moments[place - 1]
    }

    /// How many elements at the beginning satisfy a condition that all behind them do not.
    package static func count<Element>(_ elements: [Element], _ holds: (Element) -> Bool) -> Int {
        var low = 0
        var high = elements.count
        while low < high {
            let middle = (low + high) / 2
            if holds(elements[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension TravelIndex.Content {
    /// What AMI packets are: one, or several back to back. The event's name is nearly always the first line.
    ///
    /// - Parameter ends: where each ends, as far as that is known; else they are looked for.
    package init(packets: UnsafeRawBufferPointer, ends: [Int]? = nil) {
        var start = 0
        var number = 0
        while start < packets.count {
            let rest = UnsafeRawBufferPointer(rebasing: packets[start...])
            if Self.joins.contains(where: { rest.starts(with: $0) }) {
                self = .call
                return
            }
            let end = ends.map { number < $0.count ? $0[number] : packets.count }
            start = end ?? Self.endOfPacket(packets, from: start) ?? packets.count
            number += 1
        }
        self = .other
    }

    /// What a fact of our own is. Asking for lists and keeping the link up is no command.
    package init(fact: OwnFact) {
        if case .actionSent(_, let name, _) = fact, !Self.questions.contains(name.lowercased()) {
            self = .command
        } else {
            self = .other
        }
    }

    private static let joins = ["Event: QueueCallerJoin\r\n", "Event: Join\r\n"].map { Array($0.utf8) }
    private static let questions: Set<String> = [
        "login", "logoff", "challenge", "ping", "listcommands", "coresettings", "corestatus", "coreshowchannels",
        "queuestatus", "queuesummary", "queuerule", "devicestatelist", "extensionstatelist", "presencestatelist",
        "status", "events", "agents", "gsagents", "queues", "pjsipshowregistrationsoutbound",
        "pjsipshowendpoints", "parkedcalls", "parkinglots", "bridgelist", "confbridgelistrooms", "confbridgelist",
        "voicemailuserslist", "getvar",
    ]

    /// Behind the empty line that ends the packet; nil when there is none.
    private static func endOfPacket(_ packets: UnsafeRawBufferPointer, from start: Int) -> Int? {
        var index = start
        while index + 4 <= packets.count {
            // From the last byte: most four-byte windows are skipped by one comparison.
            let last = packets[index + 3]
            if last != 10 {
                index += last == 13 ? 1 : 4
            } else if packets[index + 2] == 13, packets[index + 1] == 10, packets[index] == 13 {
                return index + 4
            } else {
                index += 2
            }
        }
        return nil
    }
}
