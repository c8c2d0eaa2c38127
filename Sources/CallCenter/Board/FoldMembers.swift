import AMI

// Memberships: what lists and events say of a member of a queue.
extension BoardState {
    @inline(__always)
    func member(queue: UInt32, interface: Bytes) -> UInt32 {
        let device = texts.owner(find(.device, interface))
        return device == 0 ? 0 : member(queue: queue, device: device)
    }

    /// The membership of a device in a queue; a device is in few queues, so its own list is searched.
    @inline(__always)
    func member(queue: UInt32, device: UInt32) -> UInt32 {
        var slot = devices[device].firstDialled
        while slot != 0, members[slot].queue != queue { slot = members[slot].nextDialled }
        return slot
    }

    /// The membership that an event speaks of, made when it is new; 0 when the event does not name it.
    mutating func memberToldOf(_ facts: MemberFacts, at time: Int64) -> UInt32 {
        let queue = queueToldOf(facts.queue)
        guard queue != 0, let interface = facts.interface, !interface.isEmpty else { return 0 }
        let known = member(queue: queue, interface: interface)
        return known != 0 ? known : addMember(queue: queue, interface, at: time)
    }

    /// The membership that an event about a call speaks of. A call outlives a membership: one that was removed is not
    /// made again; 0 then.
    mutating func memberCalled(_ facts: MemberFacts, at time: Int64) -> UInt32 {
        if let name = facts.queue, let interface = facts.interface,
            member(queue: queue(name), interface: interface) == 0,
            wasRemoved(queue: name, interface: interface, since: 0)
        {
            return 0
        }
        return memberToldOf(facts, at: time)
    }

    mutating func addMember(queue: UInt32, _ interface: Bytes, at time: Int64) -> UInt32 {
        let device = deviceSlot(interface)
        var record = MemberRecord()
        record.queue = queue
        record.interface = device
        record.statusSince = time
        record.pausedSince = time
        record.touched = sequence
        record.nextInQueue = queues[queue].firstMember
        record.nextDialled = devices[device].firstDialled
        let slot = members.insert(record)
        if record.nextInQueue != 0 { members[record.nextInQueue].previousInQueue = slot }
        if record.nextDialled != 0 { members[record.nextDialled].previousDialled = slot }
        queues[queue].firstMember = slot
        queues[queue].members &+= 1
        devices[device].firstDialled = slot
        joinAgent(member: slot, device)
        return slot
    }

    mutating func removeMember(_ slot: UInt32) {
        let record = members[slot]
        leaveAgent(member: slot)
        if record.previousInQueue == 0 {
            queues[record.queue].firstMember = record.nextInQueue
        } else {
            members[record.previousInQueue].nextInQueue = record.nextInQueue
        }
        if record.nextInQueue != 0 { members[record.nextInQueue].previousInQueue = record.previousInQueue }
        queues[record.queue].members &-= 1
        if record.previousDialled == 0 {
            devices[record.interface].firstDialled = record.nextDialled
        } else {
            members[record.previousDialled].nextDialled = record.nextDialled
        }
        if record.nextDialled != 0 { members[record.nextDialled].previousDialled = record.previousDialled }
        texts.drop(record.name)
        texts.drop(record.stateInterface)
        texts.drop(record.membership)
        texts.drop(record.pausedReason)
        texts.drop(record.call.caller)
        texts.drop(record.call.agent)
        members.remove(slot)
        dropDeviceIfUnused(record.interface)
        if record.agent != record.interface { dropDeviceIfUnused(record.agent) }
    }

    // MARK: Agents

    private mutating func joinAgent(member slot: UInt32, _ device: UInt32) {
        let first = devices[device].firstMember
        members[slot].agent = device
        members[slot].nextOfAgent = first
        members[slot].previousOfAgent = 0
        if first != 0 { members[first].previousOfAgent = slot }
        devices[device].firstMember = slot
    }

    private mutating func leaveAgent(member slot: UInt32) {
        let (next, previous, agent) = (
            members[slot].nextOfAgent, members[slot].previousOfAgent, members[slot].agent
        )
        if previous == 0 { devices[agent].firstMember = next } else { members[previous].nextOfAgent = next }
        if next != 0 { members[next].previousOfAgent = previous }
        // The last membership takes its name along: written down while it is there.
        noteAgent(agent, name: members[slot].name, at: moment)
    }

    private mutating func setStateInterface(member slot: UInt32, _ bytes: Bytes) {
        guard texts.replace(&members[slot].stateInterface, .plain, bytes.start, bytes.count) else { return }
        let agent = bytes.isEmpty ? members[slot].interface : deviceSlot(bytes)
        let old = members[slot].agent
        if agent == old { return }
        leaveAgent(member: slot)
        joinAgent(member: slot, agent)
        dropDeviceIfUnused(old)
    }

    // MARK: Figures

    /// Takes over what a member event says of the member itself: all but its calls.
    @inline(__always)
    mutating func update(member slot: UInt32, _ facts: MemberFacts, at time: Int64) {
        if let text = facts.stateInterface, !texts.equal(members[slot].stateInterface, text.start, text.count) {
            setStateInterface(member: slot, text)
        }
        // Out and back in one piece: a dozen checked accesses to the table would cost more.
        var record = members[slot]
        record.touched = sequence
        if let text = facts.name { _ = texts.replace(&record.name, .plain, text.start, text.count) }
        if let text = facts.membership { _ = texts.replace(&record.membership, .plain, text.start, text.count) }
        if let text = facts.penalty { record.penalty = Int32(clamping: text.intOr(0)) }
        if let text = facts.lastPause { record.lastPause = Int64(max(0, text.intOr(0))) }
        if let text = facts.loginTime { record.loginTime = Int64(max(0, text.intOr(0))) }
        if let text = facts.wrapupTime { record.wrapupTime = Int32(clamping: max(0, text.intOr(0))) }
        if let text = facts.ringInUse { record.ringInUse = text.intOr(0) != 0 ? 1 : 0 }
        if let text = facts.status {
            let status = UInt8(clamping: text.intOr(0))
            if status != record.status, DeviceStatus(rawValue: status) != nil {
                record.status = status
                record.statusSince = time
            }
        }
        if let text = facts.paused {
            let paused = text.intOr(0) != 0
            if paused != record.paused {
                record.paused = paused
                record.pausedSince = time
                // Before Asterisk 13 the event of a pause did not say since when: since now.
                if paused, facts.lastPause == nil, facts.view[.privilege] != nil {
                    record.lastPause = pbxSeconds(time)
                }
            }
            // The event of an unpause names the reason it was asked with; the member keeps none.
            if !paused {
                texts.drop(record.pausedReason)
                record.pausedReason = 0
            } else if let reason = facts.pausedReason {
                _ = texts.replace(&record.pausedReason, .plain, reason.start, reason.count)
            }
        }
        members[slot] = record
    }

    mutating func memberRemoved(_ facts: MemberFacts, at time: Int64) {
        guard let name = facts.queue, let interface = facts.interface else { return }
        let queue = queue(name)
        if queue == 0 { return }
        let slot = member(queue: queue, interface: interface)
        if slot != 0 { removeMember(slot) }
        _ = removedMembers.push(
            RemovedMember(key: name.hashValue64 &* 31 ^ interface.hashValue64, removed: sequence))
    }

    /// A member that was removed by an event since a packet.
    func wasRemoved(queue: Bytes, interface: Bytes, since packet: Int64) -> Bool {
        let key = queue.hashValue64 &* 31 ^ interface.hashValue64
        return removedMembers.values.contains { $0.key == key && $0.removed > packet }
    }
}
