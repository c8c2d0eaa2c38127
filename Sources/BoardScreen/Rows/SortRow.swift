import CallCenter

/// What a row is sorted by: a number, then a text, then the place that the board gave it.
struct SortRow {
    var number: Int64
    var text: String
    var place: Int
    var entity: Entity

    static func sorted(_ rows: [SortRow], descending: Bool) -> [Entity] {
        // The place breaks every tie the same way in both directions, so equal rows never jump.
        let ordered = rows.sorted { left, right in
            if left.number != right.number { return (left.number < right.number) != descending }
            if left.text != right.text { return (left.text < right.text) != descending }
            return left.place < right.place
        }
        return ordered.map(\.entity)
    }

    private init(_ entity: Entity, _ place: Int, number: Int64 = 0, text: String = "") {
        self.number = number
        self.text = text
        self.place = place
        self.entity = entity
    }

    init(
        _ queue: Queue, _ column: QueueColumn, _ entity: Entity, server: ServerBoard, counts: AgentCounts, now: Int64,
        level: ServiceLevelVariant, place: Int
    ) {
        switch column {
        case .name: self.init(entity, place, text: queue.name)
        case .server: self.init(entity, place, text: server.name)
        case .strategy: self.init(entity, place, text: queue.strategy)
        case .waiting: self.init(entity, place, number: Int64(queue.waiting))
        case .longest: self.init(entity, place, number: server.longestWait(of: queue.name, at: now) ?? -1)
        case .level: self.init(entity, place, number: Self.scaled(queue.today.level(level)))
        case .answered: self.init(entity, place, number: Int64(queue.today.answered))
        case .abandoned: self.init(entity, place, number: Int64(queue.today.abandoned))
        case .timedOut: self.init(entity, place, number: Int64(queue.today.timedOut))
        case .speed: self.init(entity, place, number: Self.scaled(queue.today.averageSpeedOfAnswer))
        case .hold: self.init(entity, place, number: Int64(queue.holdTime))
        case .handle: self.init(entity, place, number: Self.scaled(queue.today.averageHandleTime))
        case .free: self.init(entity, place, number: Int64(counts.free))
        case .onCall: self.init(entity, place, number: Int64(counts.onCall))
        case .ringing: self.init(entity, place, number: Int64(counts.ringing))
        case .wrapUp: self.init(entity, place, number: Int64(counts.wrapUp))
        case .paused: self.init(entity, place, number: Int64(counts.paused))
        case .out: self.init(entity, place, number: Int64(counts.out))
        case .weight: self.init(entity, place, number: Int64(queue.weight))
        }
    }

    init(_ agent: Agent, _ column: AgentColumn, _ entity: Entity, _ server: String, place: Int) {
        switch column {
        case .name: self.init(entity, place, text: agent.name.isEmpty ? agent.id : agent.name)
        case .server: self.init(entity, place, text: server)
        case .state: self.init(entity, place, number: agent.state.rank, text: agent.name)
        case .time: self.init(entity, place, number: 0 &- agent.since)
        case .with: self.init(entity, place, text: agent.call?.otherParty ?? agent.pausedReason)
        case .call: self.init(entity, place, number: agent.call.map { 0 &- $0.since } ?? Int64.min)
        case .taken: self.init(entity, place, number: Int64(agent.callsTaken))
        case .missed: self.init(entity, place, number: Int64(agent.missed))
        case .last: self.init(entity, place, number: Int64(agent.lastCall))
        case .queues: self.init(entity, place, text: agent.queues.first ?? "")
        case .penalty: self.init(entity, place, number: Int64(agent.penalty))
        case .device: self.init(entity, place, text: agent.id)
        }
    }

    init(
        _ channel: Channel, _ caller: Caller?, _ column: ChannelColumn, _ entity: Entity, _ server: String, place: Int
    ) {
        switch column {
        case .state: self.init(entity, place, number: channel.rank(isWaiting: caller != nil))
        case .caller: self.init(entity, place, text: channel.callerNumber)
        case .connected: self.init(entity, place, text: channel.connectedNumber)
        case .place: self.init(entity, place, number: caller == nil ? 1 : 0, text: caller?.queue ?? channel.application)
        case .wait: self.init(entity, place, number: caller.map { 0 &- $0.joinedAt } ?? Int64.min)
        case .priority: self.init(entity, place, number: Int64(caller?.priority ?? 0))
        case .duration: self.init(entity, place, number: 0 &- channel.createdAt)
        case .exten: self.init(entity, place, text: channel.exten)
        case .partner: self.init(entity, place, text: channel.bridgeID)
        case .channel: self.init(entity, place, text: channel.name)
        case .server: self.init(entity, place, text: server)
        }
    }

    /// A figure as a whole number to sort by; none comes before every other.
    private static func scaled(_ value: Double?) -> Int64 {
        guard let value, value.isFinite else { return -1 }
        return Int64(min(max(value, -1e12), 1e12) * 1000)
    }
}

extension QueueDay {
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
