import AMI

/// A list action that went out and is not answered yet.
struct SentAction: Equatable {
    var id: String
    /// Nil when only the response was seen: the items tell.
    var kind: ListKind?
    /// The queue that the list covers; empty is all.
    var scope: String
    /// Our clock, µs since 1970.
    var sentAt: Int64
    /// The last packet before it, by its number.
    var packet: Int64
}

/// Where an item stood in the stream, and what the board said at that moment.
struct ItemMark: Equatable {
    /// The item's packet, by its number.
    var packet: Int64
    /// Our clock, µs since 1970.
    var time: Int64
    var event: EventName
    /// Where the item ends in the list's bytes.
    var end: Int
    /// A queue's counters when its item came, and when its list was whole.
    var arrival = QueueCounters()
    var counters = QueueCounters()
}

/// The counters of a queue that only grow, until Asterisk restarts.
struct QueueCounters: Equatable {
    var completed: Int32 = 0
    var abandoned: Int32 = 0
    var completedInLevel: Int32 = 0
    var abandonedInLevel: Int32 = 0
}

/// A list as it came: its items' packets, until it is whole and for the second in which it heals.
struct CollectedList: Equatable {
    /// Larger lists are not kept: a PBX with a hundred thousand channels sends 60 MB.
    static let longest = 128 << 20

    var action: SentAction
    var kind: ListKind
    /// The ActionID of its items.
    var id: [UInt8]
    var bytes: [UInt8] = []
    var marks: [ItemMark] = []
    /// When what it found is settled: our clock, µs since 1970.
    var deadline: Int64 = 0
}

/// The lists under way: asked for, coming in, waiting to heal; and when which was last compared.
struct ListBook: Equatable {
    /// How long an unanswered list keeps the next from being asked for, in µs.
    static let lostAfter: Int64 = 10_000_000
    private static let mostAtOnce = 16

    var sent: [SentAction] = []
    var collecting: [CollectedList] = []
    var healing: [CollectedList] = []
    /// When a list was last asked for, and when the first ones were whole: our clock, µs since 1970.
    var lastSentAt: Int64 = 0
    var snapshotAt: Int64 = 0
    var channelsAuditedAt: Int64 = 0

    /// Forgets what the connection that ended still owed.
    mutating func connectionEnded() {
        sent.removeAll()
        collecting.removeAll()
        healing.removeAll()
        channelsAuditedAt = 0
    }

    mutating func noteSent(_ action: SentAction) {
        sent.removeAll { $0.id == action.id }
        if sent.count >= Self.mostAtOnce { sent.removeFirst() }
        sent.append(action)
        lastSentAt = max(lastSentAt, action.sentAt)
    }

    mutating func forget(_ id: String) {
        sent.removeAll { $0.id == id }
        collecting.removeAll { $0.action.id == id }
    }

    /// The collecting list that an item belongs to, begun when it is the first.
    mutating func index(of id: Bytes?, kind: ListKind, packet: Int64, time: Int64) -> Int {
        for (index, list) in collecting.enumerated() {
            guard list.kind == kind else { continue }
            // Whether a UCM's own lists echo the ActionID is unproven: without one the order groups.
            guard let id else { return index }
            if id.buffer.elementsEqual(list.id) { return index }
        }
        let name = id?.string ?? ""
        let action: SentAction
        if let place = sent.firstIndex(where: { id == nil ? $0.kind == kind : $0.id == name }) {
            action = sent[place]
        } else {
            action = SentAction(id: name, kind: kind, scope: "", sentAt: time, packet: packet - 1)
        }
        if collecting.count >= Self.mostAtOnce { collecting.removeFirst() }
        var list = CollectedList(action: action, kind: kind, id: Array(name.utf8))
        list.bytes.reserveCapacity(16_384)
        list.marks.reserveCapacity(64)
        collecting.append(list)
        return collecting.count - 1
    }

    /// A list that was asked for and may still come.
    func isWaiting(at time: Int64) -> Bool {
        sent.contains { $0.kind != nil && time - $0.sentAt < Self.lostAfter }
    }
}
