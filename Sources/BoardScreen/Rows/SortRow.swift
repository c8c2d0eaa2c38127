import CallCenter

/// What a row is sorted by: a number, then a text; equal rows stay in the order of the board.
struct SortRow {
    let number: Int64
    let text: String
    let entity: Entity
    /// The text's first sixteen bytes as two numbers, which are the smaller the earlier they come: most texts differ there.
    private let head: (UInt64, UInt64)
    /// When a channel was made; 0 of anything else.
    private var createdAt: Int64 = 0

    static func sorted(_ rows: [SortRow], descending: Bool) -> [Entity] {
        // Numbers of rows are sorted, not rows: those hold texts, whose owners would be counted at every move.
        rows.withUnsafeBufferPointer { rows in
            var order = Array(0..<rows.count)
            order.sort { first, second in
                let (left, right) = (rows[first].number, rows[second].number)
                if left != right { return (left < right) != descending }
                if let isFirst = rows[first].reads(before: rows[second]) { return isFirst != descending }
                // The board's order breaks every tie the same way in both directions, so equal rows never jump.
                return rows[first].stands(before: rows[second]) ?? (first < second)
            }
            return order.map { rows[$0].entity }
        }
    }

    /// Whether the text comes before another's, in byte order; nil when they are the same.
    private func reads(before other: SortRow) -> Bool? {
        if head.0 != other.head.0 { return head.0 < other.head.0 }
        if head.1 != other.head.1 { return head.1 < other.head.1 }
        if text.utf8.lexicographicallyPrecedes(other.text.utf8) { return true }
        return other.text.utf8.lexicographicallyPrecedes(text.utf8) ? false : nil
    }

    /// The board's order of agents and of channels, which are given in none: servers as they are configured, the oldest
    /// channel first, then by id in byte order. Nil where the given order is the board's.
    private func stands(before other: SortRow) -> Bool? {
        switch (entity, other.entity) {
        case (.agent(let server, let id), .agent(let otherServer, let otherID)),
            (.channel(let server, let id), .channel(let otherServer, let otherID)):
            if server != otherServer { return server < otherServer }
            if createdAt != other.createdAt { return createdAt < other.createdAt }
            return id == otherID ? nil : id.utf8.lexicographicallyPrecedes(otherID.utf8)
        default: return nil
        }
    }

    init(_ entity: Entity, number: Int64 = 0, text: String = "") {
        self.number = number
        self.text = text
        self.entity = entity
        head = (Self.number(text.utf8.prefix(8)), Self.number(text.utf8.dropFirst(8).prefix(8)))
    }

    /// Up to eight bytes as a number, the first counting most.
    private static func number(_ bytes: Substring.UTF8View) -> UInt64 {
        var number: UInt64 = 0
        var room: UInt64 = 64
        for byte in bytes {
            room -= 8
            number |= UInt64(byte) << room
        }
        return number
    }

    init(
        _ queue: Queue, _ column: QueueColumn, _ entity: Entity, server: ServerBoard, counts: AgentCounts, now: Int64,
        sums: CallSums, look: QueueLook
    ) {
        switch column {
        case .name: self.init(entity, text: look.display ?? queue.name)
        case .group: self.init(entity, text: look.group ?? "")
        case .server: self.init(entity, text: server.name)
        case .strategy: self.init(entity, text: queue.strategy)
        case .waiting, .trend: self.init(entity, number: Int64(queue.waiting))
        case .agents: self.init(entity, number: Int64(counts.total - counts.out))
        case .longest: self.init(entity, number: server.longestWait(of: queue.name, at: now) ?? -1)
        case .level: self.init(entity, number: Self.scaled(sums.level(look.variant)))
        case .answered: self.init(entity, number: Int64(sums.answered))
        case .abandoned: self.init(entity, number: Int64(sums.abandoned))
        case .timedOut: self.init(entity, number: Int64(sums.timedOut))
        case .speed: self.init(entity, number: Self.scaled(sums.averageSpeedOfAnswer))
        case .hold: self.init(entity, number: Int64(queue.holdTime))
        case .handle: self.init(entity, number: Self.scaled(sums.averageHandleTime))
        case .free: self.init(entity, number: Int64(counts.free))
        case .onCall: self.init(entity, number: Int64(counts.onCall))
        case .busy: self.init(entity, number: Int64(counts.busy))
        case .ringing: self.init(entity, number: Int64(counts.ringing))
        case .wrapUp: self.init(entity, number: Int64(counts.wrapUp))
        case .paused: self.init(entity, number: Int64(counts.paused))
        case .out: self.init(entity, number: Int64(counts.out))
        case .weight: self.init(entity, number: Int64(queue.weight))
        case .offered: self.init(entity, number: Int64(sums.offered))
        case .longestPast: self.init(entity, number: Int64(sums.longestWait))
        case .rate: self.init(entity, number: Self.scaled(sums.abandonRate))
        case .byKey: self.init(entity, number: Int64(sums.leftByKey))
        case .turnedAway: self.init(entity, number: Int64(sums.turnedAway))
        case .transferred: self.init(entity, number: Int64(sums.transferred))
        }
    }

    /// - Parameter sums: of the period that is shown.
    init(
        _ agent: AgentSketch, _ column: AgentColumn, _ entity: Entity, _ server: String,
        sums: @autoclosure () -> AgentSums
    ) {
        switch column {
        case .name:
            let name = agent.name
            self.init(entity, text: name.isEmpty ? agent.id : name)
        case .server: self.init(entity, text: server)
        case .state: self.init(entity, number: agent.state.rank, text: agent.name)
        case .time: self.init(entity, number: 0 &- agent.since)
        case .with: self.init(entity, text: agent.call?.otherParty ?? agent.pausedReason)
        case .call: self.init(entity, number: agent.call.map { 0 &- $0.since } ?? Int64.min)
        case .taken: self.init(entity, number: Int64(agent.callsTaken))
        case .missed: self.init(entity, number: Int64(agent.missed))
        case .last: self.init(entity, number: Int64(agent.lastCall))
        case .queues: self.init(entity, text: agent.firstQueue)
        case .penalty: self.init(entity, number: Int64(agent.penalty))
        case .occupancy: self.init(entity, number: Self.scaled(sums().occupancy))
        case .handle: self.init(entity, number: Self.scaled(sums().averageHandleTime))
        case .device: self.init(entity, text: agent.id)
        }
    }

    /// A person who is several agents, as what they are together.
    init(
        _ person: Agent, _ column: AgentColumn, _ entity: Entity, _ server: String, sums: @autoclosure () -> AgentSums
    ) {
        switch column {
        case .name: self.init(entity, text: person.name.isEmpty ? person.id : person.name)
        case .server: self.init(entity, text: server)
        case .state: self.init(entity, number: person.state.rank, text: person.name)
        case .time: self.init(entity, number: 0 &- person.since)
        case .with: self.init(entity, text: person.call?.otherParty ?? person.pausedReason)
        case .call: self.init(entity, number: person.call.map { 0 &- $0.since } ?? Int64.min)
        case .taken: self.init(entity, number: Int64(person.callsTaken))
        case .missed: self.init(entity, number: Int64(person.missed))
        case .last: self.init(entity, number: Int64(person.lastCall))
        case .queues: self.init(entity, text: person.queues.first ?? "")
        case .penalty: self.init(entity, number: Int64(person.penalty))
        case .occupancy: self.init(entity, number: Self.scaled(sums().occupancy))
        case .handle: self.init(entity, number: Self.scaled(sums().averageHandleTime))
        case .device: self.init(entity, text: person.id)
        }
    }

    /// - Parameter lateness: how long before now the server was heard last, in µs; its timers stand still since.
    init(
        _ channel: ChannelSketch, _ caller: Caller?, _ column: ChannelColumn, _ entity: Entity, _ server: String,
        lateness: Int64
    ) {
        switch column {
        case .state:
            // Among those who wait, the longest wait first; the others in the board's order.
            let wait = caller.map { min(max($0.joinedAt &+ lateness, 0), 1 << 55) } ?? 0
            self.init(entity, number: channel.rank(isWaiting: caller != nil) << 56 | wait)
        case .caller: self.init(entity, text: channel.callerNumber)
        case .connected: self.init(entity, text: channel.connectedNumber)
        case .place: self.init(entity, number: caller == nil ? 1 : 0, text: caller?.queue ?? channel.application)
        case .priority: self.init(entity, number: Int64(caller?.priority ?? 0))
        case .duration: self.init(entity, number: 0 &- channel.shownSince(waiting: caller) &- lateness)
        case .age: self.init(entity, number: 0 &- channel.createdAt)
        case .exten: self.init(entity, text: channel.exten)
        case .partner: self.init(entity, text: channel.bridgeID)
        case .channel: self.init(entity, text: channel.name)
        case .server: self.init(entity, text: server)
        }
        createdAt = channel.createdAt
    }

    /// A figure as a whole number to sort by; none comes before every other.
    private static func scaled(_ value: Double?) -> Int64 {
        guard let value, value.isFinite else { return -1 }
        return Int64(min(max(value, -1e12), 1e12) * 1000)
    }
}

extension CallSums {
    /// The service level in percent by a variant; nil when there was no call to count.
    func level(_ variant: ServiceLevelVariant) -> Double? {
        switch variant {
        case .handled: levelHandled
        case .ignored: levelIgnored
        case .negative: levelNegative
        case .positive: levelPositive
        }
    }
}
