/// The actions of a session that have no complete answer yet: which response and which list belongs to which.
struct OutstandingActions: Sendable {
    /// An action that was written.
    struct Entry: Sendable {
        let id: String
        let list: ListGrouping?
        var deadline: Int64
        /// The response is in; the list goes on.
        var isListing = false
    }

    /// In the order in which they were written, which is the order in which a PBX answers.
    private(set) var entries: [Entry] = []
    /// How many have their response and wait for the rest of their list: none means that events need not be looked at.
    private(set) var listingCount = 0

    var isEmpty: Bool { entries.isEmpty }
    /// Whether a response is owed.
    var awaitsResponse: Bool { listingCount < entries.count }
    /// When the next one times out.
    var nextDeadline: Int64? { entries.lazy.map(\.deadline).min() }
    /// Whether a list is under way whose packets are told by name and order alone.
    var hasSolitaryList: Bool { entries.contains { $0.list?.echoesActionID == false } }

    mutating func written(id: String, list: ListGrouping?, deadline: Int64) {
        entries.append(Entry(id: id, list: list, deadline: deadline))
    }

    /// A response came. Without an ActionID it belongs to the oldest action that has none: a PBX answers in order.
    ///
    /// - Returns: the action's ID, nil when it is nobody's.
    mutating func responded(id: Bytes?, begins: Bool, deadline: Int64) -> String? {
        let found = entries.firstIndex { entry in
            guard !entry.isListing else { return false }
            guard let id, !id.isEmpty else { return true }
            return id.equals(entry.id)
        }
        guard let found else { return nil }
        let answered = entries[found].id
        if begins && entries[found].list != nil {
            entries[found].isListing = true
            entries[found].deadline = deadline
            listingCount += 1
        } else {
            entries.remove(at: found)
        }
        return answered
    }

    /// An event came while a list is under way.
    ///
    /// - Returns: whether a list is complete.
    mutating func eventPassed(name: Bytes, id: Bytes?, deadline: Int64) -> Bool {
        let found = entries.firstIndex { entry in
            guard entry.isListing, let list = entry.list else { return false }
            if let id, !id.isEmpty { return id.equals(entry.id) }
            guard !list.echoesActionID else { return false }
            return name.equals(list.complete) || list.items.contains { name.equals($0) }
        }
        guard let found, let list = entries[found].list else { return false }
        if name.equals(list.complete) {
            entries.remove(at: found)
            listingCount -= 1
            return true
        }
        entries[found].deadline = deadline
        return false
    }

    /// Takes out what is overdue, and returns its IDs in order.
    mutating func takeOverdue(at now: Int64) -> [String] {
        guard let next = nextDeadline, next <= now else { return [] }
        let overdue = entries.filter { $0.deadline <= now }
        entries.removeAll { $0.deadline <= now }
        listingCount = entries.lazy.filter(\.isListing).count
        return overdue.map(\.id)
    }

    /// Takes out everything, and returns the IDs in order.
    mutating func takeAll() -> [String] {
        defer {
            entries = []
            listingCount = 0
        }
        return entries.map(\.id)
    }
}
