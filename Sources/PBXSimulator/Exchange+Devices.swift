/// Phones: their state follows their channels and their registration, and every change reaches hints and queues.
extension Exchange {
    /// Tells a phone's state when it changed: to device watchers, hints, and each queue of its memberships.
    mutating func refresh(_ phone: Int) {
        let state = phones[phone].computedState
        guard state != phones[phone].state else { return }
        phones[phone].state = state
        tellDevice(phones[phone].device, state)
        if phones[phone].isTrunk { return }
        if begin(.call, "Event: ExtensionStatus\r\nPrivilege: call,all\r\n") {
            writeExtension(phone)
            end(.call)
        }
        for member in phones[phone].members where members[member].present {
            setStatus(of: member, to: state)
        }
    }

    /// Writes an extension's state, as ExtensionStatus has it.
    mutating func writeExtension(_ phone: Int) {
        let state = phones[phone].state.extensionState
        line.header("Exten: ", phones[phone].exten)
        line.put("Context: from-internal\r\n")
        line.header("Hint: ", phones[phone].device)
        line.header("Status: ", state.number)
        line.header("StatusText: ", state.text)
    }

    /// A member's device changed: app_queue tells it, and gives the member its next caller.
    private mutating func setStatus(of member: Int, to state: DeviceState) {
        let queue = members[member].queue
        let was = isAvailable(member)
        members[member].status = state
        tellMember("Event: QueueMemberStatus\r\nPrivilege: agent,all\r\n", member)
        availabilityChanged(member, from: was)
        if isAvailable(member), !queues[queue].waiting.isEmpty { turnSoon(queue, after: random.between(0.1, 0.9)) }
    }

    /// One of the events that show a whole member.
    mutating func tellMember(_ head: StaticString, _ member: Int) {
        guard begin(.agent, head) else { return }
        members[member].write(queueName: queues[members[member].queue].name, to: &line)
        end(.agent)
    }

    /// Whether a member could be rung: present, not paused, its device free. Wrap-up does not count (`is_member_available`
    /// of the lists ignores it too).
    func isAvailable(_ member: Int) -> Bool {
        // Read field by field: this runs for every member at every choice, and a whole record is costly to copy.
        guard members[member].present, !members[member].paused else { return false }
        let status = members[member].status
        return status == .notInUse || status == .unknown
    }

    /// Keeps a queue's count of free members, and tells the lamp that shows whether there is one.
    mutating func availabilityChanged(_ member: Int, from was: Bool) {
        let isNow = isAvailable(member)
        let queue = members[member].queue
        if was != isNow { queues[queue].available += isNow ? 1 : -1 }
        let any = queues[queue].available > 0
        guard queues[queue].toldAvailable != any else { return }
        queues[queue].toldAvailable = any
        var device = Octets("Queue:")
        device.append(contentsOf: queues[queue].name)
        device.put("_avail")
        tellDevice(device, any ? .notInUse : .inUse)
    }

    /// A member pauses or comes back, as `set_queue_member_pause` does it.
    mutating func setPaused(_ member: Int, _ paused: Bool, reason: Octets) {
        let was = isAvailable(member)
        members[member].paused = paused
        if paused { members[member].lastPause = seconds }
        members[member].pausedReason = paused ? reason : []
        var device = Octets("Queue:")
        device.append(contentsOf: queues[members[member].queue].name)
        device.put("_pause_")
        device.append(contentsOf: members[member].interface)
        tellDevice(device, paused ? .inUse : .notInUse)
        availabilityChanged(member, from: was)
        // An unpause that came with a reason shows it in its event, and only there.
        if !paused { members[member].pausedReason = reason }
        tellMember("Event: QueueMemberPause\r\nPrivilege: agent,all\r\n", member)
        if !paused {
            members[member].pausedReason = []
            turnSoon(members[member].queue, after: random.between(0.1, 0.9))
        }
    }

    /// A dynamic member joins its queue.
    mutating func addMember(_ member: Int) {
        guard !members[member].present else { return }
        let paused = members[member].paused
        members[member].present = true
        members[member].isDynamic = true
        members[member].callsTaken = 0
        members[member].lastCall = 0
        members[member].callStart = 0
        members[member].loginTime = seconds
        members[member].lastPause = paused ? seconds : 0
        members[member].status = phones[members[member].phone].state
        tellMember("Event: QueueMemberAdded\r\nPrivilege: agent,all\r\n", member)
        if isAvailable(member) { queues[members[member].queue].available += 1 }
        availabilityChanged(member, from: isAvailable(member))
        turnSoon(members[member].queue, after: 0.5)
    }

    /// A dynamic member leaves its queue.
    mutating func removeMember(_ member: Int) {
        guard members[member].present else { return }
        tellMember("Event: QueueMemberRemoved\r\nPrivilege: agent,all\r\n", member)
        let was = isAvailable(member)
        members[member].present = false
        members[member].paused = false
        members[member].pausedReason = []
        availabilityChanged(member, from: was)
    }

    // MARK: Habits

    /// A phone loses its registration, if nothing runs on it.
    mutating func phoneLeaves(_ phone: Int) {
        if phones[phone].channels > 0 || !phones[phone].registered {
            later(.phoneLeaves, after: random.between(30, 300), subject: phone)
            return
        }
        phones[phone].registered = false
        tellPeer(phone, "PeerStatus: Unreachable\r\n")
        refresh(phone)
        let away = random.happens(0.5) ? random.between(20, 120) : random.between(900, 5400)
        later(.phoneReturns, after: away, subject: phone)
    }

    /// A phone registers again.
    mutating func phoneReturns(_ phone: Int) {
        guard !phones[phone].registered else { return }
        phones[phone].registered = true
        tellPeer(phone, "PeerStatus: Reachable\r\n")
        refresh(phone)
        if options.deviceFailures { later(.phoneLeaves, after: random.exponential(9000) + 600, subject: phone) }
    }

    private mutating func tellPeer(_ phone: Int, _ status: StaticString) {
        guard begin(.system, "Event: PeerStatus\r\nPrivilege: system,all\r\nChannelType: PJSIP\r\n") else { return }
        line.header("Peer: ", phones[phone].device)
        line.put(status)
        end(.system)
    }

    private static let pauseReasons: [(reason: StaticString, seconds: Double)] = [
        ("Lunch", 1800), ("Break", 600), ("Training", 2700), ("Coaching", 1200), ("Meeting", 1500),
        ("Back office", 900),
        ("Toilet", 240), ("", 180),
    ]

    /// An agent pauses in all its queues, or now and then in one.
    mutating func pauseBegins(_ phone: Int) {
        let isPaused = phones[phone].members.contains { members[$0].present && members[$0].paused }
        if phones[phone].inUse + phones[phone].onHold > 0 || !phones[phone].registered || isPaused {
            later(.pauseBegins, after: random.between(20, 200), subject: phone)
            return
        }
        let choice = Self.pauseReasons[random.below(Self.pauseReasons.count)]
        let reason = Octets(choice.reason)
        let one = phones[phone].members.count > 1 && random.happens(0.1) ? phones[phone].members.first : nil
        for member in phones[phone].members where members[member].present && one.map({ $0 == member }) ?? true {
            setPaused(member, true, reason: reason)
        }
        later(.pauseEnds, after: choice.seconds * random.between(0.5, 1.3), subject: phone)
    }

    /// An agent comes back from a pause. `again` when the pause was its own: then the next one is planned.
    mutating func pauseEnds(_ phone: Int, again: Bool) {
        for member in phones[phone].members where members[member].present && members[member].paused {
            setPaused(member, false, reason: [])
        }
        if again { later(.pauseBegins, after: 240 + random.exponential(5200), subject: phone) }
    }

    /// A dynamic agent leaves its queues for a while, or comes back.
    mutating func shiftChanges(_ phone: Int) {
        let away = !phones[phone].members.contains { members[$0].present }
        if !away, phones[phone].channels > 0 {
            later(.shiftChanges, after: random.between(20, 120), subject: phone)
            return
        }
        for member in phones[phone].members {
            if away { addMember(member) } else { removeMember(member) }
        }
        later(
            .shiftChanges, after: away ? random.between(3600, 10_800) : random.between(300, 2400), subject: phone)
    }
}
