// Agents who are one person by their phone.
extension BoardState {
    /// Groups of agents that are called by the same interface although queues name different devices for its state: slots
    /// of devices. Mostly there are none.
    func agentsOfOneInterface() -> [[UInt32]] {
        // The first agent that an interface was seen with; nothing is hashed while each has one.
        var agents = [UInt32](repeating: 0, count: devices.end)
        var lead: [UInt32: UInt32] = [:]
        func root(_ agent: UInt32) -> UInt32 {
            var agent = agent
            while let next = lead[agent] { agent = next }
            return agent
        }
        var slot = members.live(from: 1)
        while slot != 0 {
            let interface = Int(members[slot].interface)
            let agent = members[slot].agent
            slot = members.live(from: slot + 1)
            if agents[interface] == 0 { agents[interface] = agent }
            if agents[interface] == agent { continue }
            let (one, other) = (root(agents[interface]), root(agent))
            if one != other { lead[other] = one }
        }
        var groups: [UInt32: Set<UInt32>] = [:]
        for agent in lead.keys { groups[root(agent), default: [root(agent)]].insert(agent) }
        return groups.values.map(Array.init)
    }
}

extension ServerBoard {
    /// Ids of agents who share a phone: an interface that queues have with different state interfaces. Each group, and the
    /// groups, in byte order.
    package var agentsOfOneInterface: [[String]] {
        box.state.agentsOfOneInterface().map { group in
            group.map { box.state.texts.string(box.state.devices[$0].name) }
                .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        }.sorted { $0[0].utf8.lexicographicallyPrecedes($1[0].utf8) }
    }
}
