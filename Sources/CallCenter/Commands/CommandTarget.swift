/// What a command is about, by what stays the same while rows, names and positions change.
package enum CommandTarget: Sendable, Hashable {
    /// By `Agent.id`.
    case agent(String)
    /// By unique id.
    case channel(String)
    case queue(String)
}

extension ServerBoard {
    /// A target as it is at `time` (our clock, µs since 1970) in one phrase, for the audit trail.
    package func phrase(_ target: CommandTarget, at time: Int64) -> String {
        switch target {
        case .agent(let id):
            guard let agent = agent(id, at: time) else { return "\(id): in no queue" }
            let paused = agent.paused ? ", paused" + (agent.pausedReason.isEmpty ? "" : " (\(agent.pausedReason))") : ""
            let queues = agent.queues.isEmpty ? "" : " in \(agent.queues.joined(separator: ","))"
            let name = agent.name.isEmpty || agent.name == id ? "" : " (\(agent.name))"
            return "\(id)\(name): \(agent.state.rawValue)\(paused)\(queues)"
        case .channel(let uniqueID):
            guard let channel = channel(uniqueID: uniqueID) else { return "\(uniqueID): gone" }
            let application = channel.application.isEmpty ? "" : ", \(channel.application)"
            let people = people(of: channel, at: time)
            let name = channel.name + (people.isEmpty ? "" : " (\(people))")
            return "\(name): \(channel.state.word)\(channel.bridgeID.isEmpty ? application : ", in a bridge")"
        case .queue(let name):
            guard let queue = queue(name) else { return "queue \(name): gone" }
            let members = members(of: name)
            return
                "queue \(name): \(queue.waiting) waiting, \(members.count(where: \.paused)) of \(members.count) paused"
        }
    }

    /// Who a channel's name stands for: `5551234 with Ana Lima`, or the other way round for the agent's own channel. A
    /// caller's name is not written: where callers are hidden, that is done by their numbers.
    private func people(of channel: Channel, at time: Int64) -> String {
        let bridge = channel.bridgeID.isEmpty ? [] : channels(inBridge: channel.bridgeID).map(\.uniqueID)
        var other = ""
        for agent in agents(at: time) {
            guard let call = agent.call, !call.channelUniqueID.isEmpty else { continue }
            let name = agent.name.isEmpty ? agent.id : agent.name
            if call.channelUniqueID == channel.uniqueID {
                let isNumber = call.otherParty.allSatisfy { $0.isASCII && ($0.isNumber || $0 == "+") }
                return call.otherParty.isEmpty || !isNumber ? name : "\(name) with \(call.otherParty)"
            }
            if bridge.contains(call.channelUniqueID) { other = name }
        }
        let number = channel.callerNumber
        return other.isEmpty ? number : number.isEmpty ? "with \(other)" : "\(number) with \(other)"
    }
}
