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
            return "\(id): \(agent.state.rawValue)\(paused)\(queues)"
        case .channel(let uniqueID):
            guard let channel = channel(uniqueID: uniqueID) else { return "\(uniqueID): gone" }
            let application = channel.application.isEmpty ? "" : ", \(channel.application)"
            return "\(channel.name): \(channel.state.word)\(channel.bridgeID.isEmpty ? application : ", in a bridge")"
        case .queue(let name):
            guard let queue = queue(name) else { return "queue \(name): gone" }
            let members = members(of: name)
            return
                "queue \(name): \(queue.waiting) waiting, \(members.count(where: \.paused)) of \(members.count) paused"
        }
    }
}
