/// What panels, reports and alarms read. Every list has a fixed order, so the same board is the same text.
extension ServerBoard {
    /// How the data is to be read; live only while everything that can be listed has been.
    package var link: LinkState { isReplay ? .replay : box.state.phase.state }
    /// The PBX's first line; empty before it was heard.
    package var banner: String { box.state.banner }
    /// Asterisk's version as CoreSettings told it; empty when it did not.
    package var version: String { box.state.version }
    package var dialect: Dialect { box.state.dialect }
    /// When a packet was last received: our clock, µs since 1970.
    package var lastEventAt: Int64? { box.state.lastEventAt }
    /// Packets received, unread ones too.
    package var events: Int { Int(box.state.sequence) + box.state.skippedEvents }
    /// Of these, events whose name callboard does not know.
    package var unknownEvents: Int { box.state.unknownEvents }
    /// PBX clock minus ours, in seconds; 0 until the PBX told its clock.
    package var clockOffset: Double { Double(box.state.clockOffset) / 1_000_000 }
    /// Of the last Ping, in seconds.
    package var roundTrip: Double? { box.state.roundTrip }
    package var audit: AuditSummary { box.state.audit }
    /// Everything that can be listed was known once; it may be stale by now.
    package var hasSnapshot: Bool { box.state.phase.hadSnapshot }
    /// The moment that the board is of when its link is not live: a packet last came while everything was known. Our clock,
    /// µs since 1970; nil before the first snapshot.
    package var liveAt: Int64? { box.state.liveAt }
    /// Since when the figures of the day are counted: our clock, µs since 1970. When everything was known first, or when the
    /// day began after that; nil before.
    package var countedSince: Int64? { box.state.countedSince }
    /// The dialplan's class is asked for: then callers who were never let in are known.
    package var readsDialplan: Bool { box.state.settings.dialplan }
    /// When the PBX was not followed since `countedSince`, in order: what happened then is in no figure of the day.
    package var gaps: [Gap] { box.state.gaps }
    /// What ListCommands offered, lower-cased.
    package var commands: Set<String> { box.state.commands }
    /// The time that the board has reached: our clock, µs since 1970; 0 before the first record.
    package var now: Int64 { box.state.now }

    // MARK: Queues

    /// By name, in byte order.
    package var queues: [Queue] {
        var slots: [UInt32] = []
        var slot = box.state.queues.live(from: 1)
        while slot != 0 {
            slots.append(slot)
            slot = box.state.queues.live(from: slot + 1)
        }
        return slots.map { box.state.queueValue($0) }.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    package func queue(_ name: String) -> Queue? {
        let slot = box.state.slot(.queue, name)
        return slot == 0 ? nil : box.state.queueValue(slot)
    }

    // MARK: Members

    /// By queue, then by interface, in byte order.
    package var members: [Member] { box.state.memberSlots().map { box.state.memberValue($0) } }

    /// By name, then by interface, in byte order.
    package func members(of queue: String) -> [Member] {
        let queue = box.state.slot(.queue, queue)
        if queue == 0 { return [] }
        return members(from: box.state.queues[queue].firstMember, \.nextInQueue).sorted {
            $0.name == $1.name
                ? $0.interface.utf8.lexicographicallyPrecedes($1.interface.utf8)
                : $0.name.utf8.lexicographicallyPrecedes($1.name.utf8)
        }
    }

    /// The memberships of some interfaces, without a look at all others: by interface as they come, then by queue.
    package func members(dialling interfaces: [String]) -> [Member] {
        interfaces.flatMap { interface -> [Member] in
            let device = box.state.slot(.device, interface)
            if device == 0 { return [] }
            return members(from: box.state.devices[device].firstDialled, \.nextDialled)
                .sorted { $0.queue.utf8.lexicographicallyPrecedes($1.queue.utf8) }
        }
    }

    /// The memberships of a linked list.
    private func members(from first: UInt32, _ next: KeyPath<MemberRecord, UInt32>) -> [Member] {
        var values: [Member] = []
        var slot = first
        while slot != 0 {
            values.append(box.state.memberValue(slot))
            slot = box.state.members[slot][keyPath: next]
        }
        return values
    }

    // MARK: Callers

    /// By queue in byte order, then by position.
    package var callers: [Caller] { queues.flatMap { callers(of: $0.name) } }

    /// By position.
    package func callers(of queue: String) -> [Caller] {
        let queue = box.state.slot(.queue, queue)
        if queue == 0 { return [] }
        var values: [Caller] = []
        var slot = box.state.queues[queue].firstVisit
        while slot != 0 {
            values.append(box.state.callerValue(slot, position: values.count + 1))
            slot = box.state.visits[slot].next
        }
        return values
    }

    /// How long the caller who waits longest has waited at `time`, in µs; nil when nobody waits.
    package func longestWait(of queue: String, at time: Int64) -> Int64? {
        let queue = box.state.slot(.queue, queue)
        if queue == 0 { return nil }
        var longest: Int64?
        var slot = box.state.queues[queue].firstVisit
        while slot != 0 {
            longest = max(longest ?? 0, time.subtractingReportingOverflow(box.state.visits[slot].joinedAt).partialValue)
            slot = box.state.visits[slot].next
        }
        return longest
    }

    // MARK: Channels

    package var channelCount: Int { box.state.channels.count }

    /// By creation, then by unique id in byte order.
    package var channels: [Channel] {
        box.state.oldestChannelSlots(limit: .max).map { box.state.channelValue($0) }
    }

    /// The `count` channels that were made first, in the order of `channels`, without reading out the others.
    package func longestChannels(_ count: Int) -> [Channel] {
        box.state.oldestChannelSlots(limit: count).map { box.state.channelValue($0) }
    }

    package func channel(uniqueID: String) -> Channel? {
        let slot = box.state.slot(.uniqueID, uniqueID)
        return slot == 0 || slot == TextTable.departed ? nil : box.state.channelValue(slot)
    }

    package func channel(named name: String) -> Channel? {
        let slot = box.state.slot(.channelName, name)
        return slot == 0 ? nil : box.state.channelValue(slot)
    }

    /// The channels in a bridge, in the order of `channels`.
    package func channels(inBridge bridge: String) -> [Channel] {
        let bridge = box.state.slot(.bridge, bridge)
        if bridge == 0 { return [] }
        var values: [Channel] = []
        var slot = box.state.bridges[bridge].first
        while slot != 0 {
            values.append(box.state.channelValue(slot))
            slot = box.state.channels[slot].nextInBridge
        }
        return values.sorted { Self.isBefore($0, $1) }
    }

    private static func isBefore(_ a: Channel, _ b: Channel) -> Bool {
        a.createdAt == b.createdAt
            ? a.uniqueID.utf8.lexicographicallyPrecedes(b.uniqueID.utf8) : a.createdAt < b.createdAt
    }

    // MARK: Agents

    /// Everybody who is a member of some queue, by id in byte order, as they are at `time` (our clock, µs since 1970).
    package func agents(at time: Int64) -> [Agent] {
        box.state.agentSlots().map { box.state.agentValue($0, at: time) }
    }

    package func agent(_ id: String, at time: Int64) -> Agent? {
        let slot = box.state.slot(.device, id)
        if slot == 0 || box.state.devices[slot].firstMember == 0 { return nil }
        return box.state.agentValue(slot, at: time)
    }
}

// MARK: Size

extension ServerBoard {
    /// Bytes that the board's tables hold on to, spare room included; for limits and benchmarks.
    package var tableBytes: Int { livingBytes + ledgerBytes }

    /// Bytes of what is going on, which every copy of a board that goes on has for itself.
    package var livingBytes: Int {
        box.state.texts.byteCount + box.state.channels.byteCount + box.state.bridges.byteCount
            + box.state.devices.byteCount + box.state.queues.byteCount + box.state.members.byteCount
            + box.state.visits.byteCount + box.state.endpoints.byteCount + box.state.departed.byteCount
            + box.state.left.byteCount + box.state.removedMembers.byteCount
    }

    /// Bytes of what is over, which copies of a board share but for what is being written.
    package var ledgerBytes: Int { box.state.ledger.byteCount }

    /// Lists of the PBX are on their way, or whole and waiting to heal what they found.
    package var isTakingLists: Bool {
        !box.state.lists.collecting.isEmpty || !box.state.lists.healing.isEmpty
    }
}
