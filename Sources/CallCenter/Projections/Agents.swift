// Agents: the memberships that share a device, seen as one person.
extension BoardState {
    func agentValue(_ device: UInt32, at time: Int64) -> Agent {
        let texts = AgentTexts(self, device)
        var agent = Agent(id: self.texts.string(devices[device].name))
        agent.name = texts.name
        agent.interfaces = texts.interfaces
        agent.queues = texts.queues
        let view = AgentView(self, device, at: time)
        agent.state = view.state
        agent.since = view.since
        agent.paused = view.paused
        agent.pausedEverywhere = view.pausedEverywhere
        if view.paused, !view.pausedEverywhere { agent.pausedQueues = pausedQueues(device) }
        agent.pausedReason = self.texts.string(view.pausedReason)
        agent.callsTaken = view.callsTaken
        agent.missed = view.missed
        agent.lastCall = Int(view.lastCall)
        agent.lastCallAt = view.ended
        agent.penalty = Int(view.penalty)
        agent.status = DeviceStatus(rawValue: view.status) ?? .unknown
        agent.call = agentCall(device, view)
        return agent
    }

    private func pausedQueues(_ device: UInt32) -> [String] {
        var names: [String] = []
        var member = devices[device].firstMember
        while member != 0 {
            if members[member].paused { names.append(texts.string(queues[members[member].queue].name)) }
            member = members[member].nextOfAgent
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    // MARK: The call

    func agentCall(_ device: UInt32, _ view: AgentView) -> AgentCall? {
        if view.openMember != 0 {
            let call = members[view.openMember].call
            let queue = texts.string(queues[members[view.openMember].queue].name)
            let own = ownChannel(of: device, call: call)
            var caller = channel(text: call.caller)
            if caller == 0, own != 0 {
                // A call met in a list: nobody told who was connected, but the bridge shows it.
                let far = farEnd(of: own)
                let other = far != 0 ? far : neighbour(of: own)
                if other != 0, !isLocal(channels[other].name) { caller = other }
            }
            var party =
                caller == 0 ? "" : self.party(number: channels[caller].callerNumber, channels[caller].callerName)
            if party.isEmpty, own != 0 { party = connected(own) }
            var answer = AgentCall(
                queue: queue, direction: .inbound, otherParty: party,
                channel: own == 0 ? "" : texts.string(channels[own].name),
                channelUniqueID: own == 0 ? "" : texts.string(channels[own].uniqueID),
                since: min(call.since, answered(own)))
            answer.isWithheld = caller != 0 && party.isEmpty
            return answer
        }
        guard view.state == .onCall || view.state == .onHold || view.state == .ringing else { return nil }
        let own = liveChannel(of: device)
        if own == 0 { return nil }
        let visit = view.state == .ringing ? visit(ringing: own) : 0
        if visit != 0 {
            let caller = visits[visit]
            var call = AgentCall(
                queue: texts.string(queues[caller.queue].name), direction: .inbound,
                otherParty: party(number: caller.number, caller.name), channel: texts.string(channels[own].name),
                channelUniqueID: texts.string(channels[own].uniqueID), since: channels[own].stateSince)
            call.isWithheld = call.otherParty.isEmpty
            return call
        }
        let isOutbound = channels[own].linkedID == channels[own].uniqueID && channels[own].dialPeer == 0 || dials(own)
        return AgentCall(
            queue: nil, direction: isOutbound ? .outbound : .inbound, otherParty: connected(own),
            channel: texts.string(channels[own].name), channelUniqueID: texts.string(channels[own].uniqueID),
            since: channels[own].stateSince)
    }

    /// When a channel was answered, for a call that was met in a list; never, when it is not up.
    private func answered(_ slot: UInt32) -> Int64 {
        slot != 0 && channels[slot].state == ChannelState.up.rawValue ? channels[slot].stateSince : .max
    }

    /// The channel began the call: its own unique id names it.
    private func dials(_ slot: UInt32) -> Bool { channels[slot].linkedID == channels[slot].uniqueID }

    private func party(number: TextID, _ name: TextID) -> String {
        number != 0 ? texts.string(number) : texts.string(name)
    }

    /// The caller's wait that a channel rings for: the one that began the call, else the one it is dialled for; 0 when it
    /// rings for no queue.
    private func visit(ringing slot: UInt32) -> UInt32 {
        for text in [channels[slot].linkedID, channels[slot].dialPeer] where text != 0 {
            let id = texts.bytes(text)
            guard let start = id.baseAddress else { continue }
            let visit = visitSlot(texts.find(.visit, UnsafeRawPointer(start), id.count))
            if visit != 0 { return visit }
        }
        return 0
    }

    /// Whoever shares the channel's bridge, else the other end of its dial leg; 0 when there is nobody.
    private func neighbour(of slot: UInt32) -> UInt32 {
        let bridge = texts.owner(channels[slot].bridge)
        var other = bridge == 0 ? 0 : bridges[bridge].first
        while other != 0 {
            if other != slot { return other }
            other = channels[other].nextInBridge
        }
        return channel(text: channels[slot].dialPeer)
    }

    /// The other half of a `Local` channel, `...;1` of `...;2`; 0 when it is not there.
    private func otherHalf(of slot: UInt32) -> UInt32 {
        let name = texts.bytes(channels[slot].name)
        guard let start = name.baseAddress, name.count > 2, let last = name.last,
            name[name.count - 2] == UInt8(ascii: ";"),
            last == UInt8(ascii: "1") || last == UInt8(ascii: "2")
        else { return 0 }
        return withUnsafeTemporaryAllocation(byteCount: name.count, alignment: 1) { buffer in
            buffer.copyMemory(from: UnsafeRawBufferPointer(start: start, count: name.count))
            buffer[name.count - 1] = last == UInt8(ascii: "1") ? UInt8(ascii: "2") : UInt8(ascii: "1")
            guard let copy = buffer.baseAddress else { return 0 }
            return texts.owner(texts.find(.channelName, UnsafeRawPointer(copy), name.count))
        }
    }

    /// Who is at the far end when only `Local` channels lie between; 0 when that is nobody, or nothing lies between.
    private func farEnd(of slot: UInt32) -> UInt32 {
        var other = neighbour(of: slot)
        // A chain longer than this is a loop in somebody's dialplan.
        for _ in 0..<4 {
            if other == 0 || !isLocal(channels[other].name) { return 0 }
            let half = otherHalf(of: other)
            if half == 0 { return 0 }
            other = neighbour(of: half)
            if other == slot { return 0 }
            if other != 0, !isLocal(channels[other].name) { return other }
        }
        return 0
    }

    /// Who a channel is connected to: the far end of `Local` channels, as its driver was told, else whoever shares its
    /// bridge.
    private func connected(_ slot: UInt32) -> String {
        let record = channels[slot]
        // Its own number is nobody else's: originated with a caller ID, it has that as its connected line too (main/pbx.c).
        func isOwn(_ number: TextID) -> Bool { number != 0 && number == record.callerNumber }
        let far = farEnd(of: slot)
        if far != 0, !isOwn(channels[far].callerNumber) {
            let told = party(number: channels[far].callerNumber, channels[far].callerName)
            if !told.isEmpty { return told }
        }
        if record.connectedNumber != 0 || record.connectedName != 0, !isOwn(record.connectedNumber) {
            return party(number: record.connectedNumber, record.connectedName)
        }
        let bridge = texts.owner(record.bridge)
        var other = bridge == 0 ? 0 : bridges[bridge].first
        var isAlone = true
        while other != 0 {
            if other != slot {
                isAlone = false
                if !isOwn(channels[other].callerNumber) {
                    return party(number: channels[other].callerNumber, channels[other].callerName)
                }
            }
            other = channels[other].nextInBridge
        }
        // Nobody yet: the number that is being dialled.
        return dials(slot) && isAlone ? texts.string(record.exten) : ""
    }

    /// The member's own channel of a queue call: of a `Local` member the phone behind it.
    private func ownChannel(of device: UInt32, call: OpenCall) -> UInt32 {
        let told = channel(text: call.agent)
        if told != 0, !isLocal(channels[told].name) { return told }
        return liveChannel(of: device)
    }

    /// The agent's newest answered channel, else the newest; 0 when it has none.
    func liveChannel(of device: UInt32) -> UInt32 {
        var best = newestChannel(device, best: 0)
        var member = devices[device].firstMember
        while member != 0 {
            let interface = members[member].interface
            best = newestChannel(interface, best: best)
            let real = texts.owner(devices[interface].real)
            if real != 0 { best = newestChannel(real, best: best) }
            member = members[member].nextOfAgent
        }
        return best
    }

    private func newestChannel(_ device: UInt32, best: UInt32) -> UInt32 {
        var best = best
        var slot = devices[device].firstChannel
        while slot != 0 {
            if best == 0 || isBetter(slot, than: best) { best = slot }
            slot = channels[slot].nextOfDevice
        }
        return best
    }

    private func isBetter(_ a: UInt32, than b: UInt32) -> Bool {
        let (first, second) = (channels[a], channels[b])
        let (firstUp, secondUp) = (first.state == ChannelState.up.rawValue, second.state == ChannelState.up.rawValue)
        if firstUp != secondUp { return firstUp }
        if first.createdAt != second.createdAt { return first.createdAt > second.createdAt }
        return precedes(b, a)
    }
}

extension BoardState {
    /// An agent's name: what most of the memberships call the agent, of as many the first in order; empty when none tells
    /// one. A dialplan that adds members gives them other names than the lists of the PBX.
    borrowing func agentName(_ device: UInt32) -> String {
        let first = devices[device].firstMember == 0 ? 0 : members[devices[device].firstMember].name
        var member = devices[device].firstMember
        while member != 0, members[member].name == first { member = members[member].nextOfAgent }
        // All call the agent the same, mostly.
        if member == 0 { return first == 0 ? "" : texts.string(first) }
        var names: [(id: TextID, count: Int)] = []
        member = devices[device].firstMember
        while member != 0 {
            let name = members[member].name
            member = members[member].nextOfAgent
            if name == 0 { continue }
            if let place = names.firstIndex(where: { $0.id == name }) {
                names[place].count += 1
            } else {
                names.append((name, 1))
            }
        }
        let most = names.reduce(0) { max($0, $1.count) }
        return names.filter { $0.count == most }.map { texts.string($0.id) }.min() ?? ""
    }
}

/// The texts of an agent's memberships.
private struct AgentTexts {
    var name: String
    var interfaces: [String] = []
    var queues: [String] = []

    init(_ state: borrowing BoardState, _ device: UInt32) {
        name = state.agentName(device)
        var member = state.devices[device].firstMember
        while member != 0 {
            let record = state.members[member]
            let interface = state.texts.string(state.devices[record.interface].name)
            if !interfaces.contains(interface) { interfaces.append(interface) }
            queues.append(state.texts.string(state.queues[record.queue].name))
            member = record.nextOfAgent
        }
        if interfaces.count > 1 { interfaces.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
        if queues.count > 1 { queues.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
    }
}
