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
        agent.pausedReason = self.texts.string(view.pausedReason)
        agent.callsTaken = view.callsTaken
        agent.missed = view.missed
        agent.lastCall = Int(view.lastCall)
        agent.penalty = Int(view.penalty)
        agent.status = DeviceStatus(rawValue: view.status) ?? .unknown
        agent.call = agentCall(device, view)
        return agent
    }

    // MARK: The call

    private func agentCall(_ device: UInt32, _ view: AgentView) -> AgentCall? {
        if view.openMember != 0 {
            let call = members[view.openMember].call
            let queue = texts.string(queues[members[view.openMember].queue].name)
            let own = ownChannel(of: device, call: call)
            let caller = channel(text: call.caller)
            var party =
                caller == 0 ? "" : self.party(number: channels[caller].callerNumber, channels[caller].callerName)
            if party.isEmpty, own != 0 { party = connected(own) }
            return AgentCall(
                queue: queue, direction: .inbound, otherParty: party,
                channel: own == 0 ? "" : texts.string(channels[own].name),
                channelUniqueID: own == 0 ? "" : texts.string(channels[own].uniqueID),
                since: min(call.since, answered(own)))
        }
        guard view.state == .onCall || view.state == .onHold || view.state == .ringing else { return nil }
        let own = liveChannel(of: device)
        if own == 0 { return nil }
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

    /// Who a channel is connected to: as its driver was told, else whoever shares its bridge.
    private func connected(_ slot: UInt32) -> String {
        let record = channels[slot]
        if record.connectedNumber != 0 || record.connectedName != 0 {
            return party(number: record.connectedNumber, record.connectedName)
        }
        let bridge = texts.owner(record.bridge)
        var other = bridge == 0 ? 0 : bridges[bridge].first
        while other != 0 {
            if other != slot { return party(number: channels[other].callerNumber, channels[other].callerName) }
            other = channels[other].nextInBridge
        }
        // Nobody yet: the number that is being dialled.
        return dials(slot) ? texts.string(record.exten) : ""
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

/// The texts of an agent's memberships.
private struct AgentTexts {
    var name = ""
    var interfaces: [String] = []
    var queues: [String] = []

    init(_ state: borrowing BoardState, _ device: UInt32) {
        var member = state.devices[device].firstMember
        while member != 0 {
            let record = state.members[member]
            let interface = state.texts.string(state.devices[record.interface].name)
            if !interfaces.contains(interface) { interfaces.append(interface) }
            queues.append(state.texts.string(state.queues[record.queue].name))
            let told = state.texts.string(record.name)
            if name.isEmpty || !told.isEmpty && told < name { name = told }
            member = record.nextOfAgent
        }
        if interfaces.count > 1 { interfaces.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
        if queues.count > 1 { queues.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
    }
}
