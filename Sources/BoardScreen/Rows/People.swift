import CallCenter
import Settings

/// Who is one person although they are several agents: one row for each, by the rule of the configuration, or because one
/// phone rings for them.
struct People: Sendable {
    /// The agents of a person by the first of them, in the order of the servers; only people who are more than one.
    private(set) var agents: [Entity: [Entity]] = [:]
    /// The name of a person who was named one by one.
    private var names: [Entity: String] = [:]

    /// What a person's agents are together, and on which servers.
    struct Row: Sendable {
        var agent: Agent
        var servers: String
    }

    private var rows: [Entity: Row] = [:]
    /// The first agent of a person by any of the others.
    private var firsts: [Entity: Entity] = [:]
    /// Which phone an agent shares with another.
    private var phones: [Entity: String] = [:]
    /// There is a rule, or a shared phone.
    private(set) var isAnything = false

    /// Every agent that a row stands for.
    func agents(of entity: Entity) -> [Entity] { agents[entity] ?? [entity] }

    /// The agent whose row an agent's person has.
    func first(of entity: Entity) -> Entity { firsts[entity] ?? entity }

    /// What the agents of a person did together.
    func sums(of entity: Entity, _ figures: [Entity: AgentSums]) -> AgentSums {
        // Mostly everybody is one agent.
        if agents[entity] == nil { return figures[entity] ?? AgentSums() }
        var byPhone: [String: AgentSums] = [:]
        var sums = AgentSums()
        for agent in agents(of: entity) {
            let own = figures[agent] ?? AgentSums()
            guard let phone = phones[agent] else {
                sums = sums + own
                continue
            }
            byPhone[phone] = byPhone[phone].map { $0.sharingPhone(own) } ?? own
        }
        return byPhone.values.reduce(sums, +)
    }

    /// The row is not simply the agent: several are one, or the configuration names the person.
    func isJoined(_ entity: Entity) -> Bool { agents[entity] != nil || names[entity] != nil }

    /// Numbers of people who are more than one agent, by agent, for each of so many servers: whom a graph counts once.
    func numbers(servers: Int) -> [[String: Int]] {
        var numbers = [[String: Int]](repeating: [:], count: servers)
        for (number, group) in agents.values.enumerated() {
            for case .agent(let server, let id) in group where numbers.indices.contains(server) {
                numbers[server][id] = number
            }
        }
        return numbers
    }

    /// Reads who is who. Without a rule and a shared phone no agent is read.
    mutating func join(_ board: Board, _ settings: PeopleSettings, scope: BoardScope, now: Int64) {
        agents.removeAll(keepingCapacity: true)
        names.removeAll(keepingCapacity: true)
        rows.removeAll(keepingCapacity: true)
        firsts.removeAll(keepingCapacity: true)
        phones.removeAll(keepingCapacity: true)
        for (index, server) in board.servers.enumerated() {
            for group in server.agentsOfOneInterface {
                for id in group { phones[.agent(server: index, id: id)] = "phone \(server.name) \(group[0])" }
            }
        }
        isAnything = settings.join != .never || !settings.persons.isEmpty || !phones.isEmpty
        guard isAnything else { return }
        var keys: [String: String] = [:]
        var persons: [String: Int] = [:]
        for (number, person) in settings.persons.enumerated() {
            for agent in person.agents { persons[agent] = number }
        }
        var places: [String: Int] = [:]
        var members: [[(entity: Entity, agent: Agent, server: String)]] = []
        for (index, server) in board.servers.enumerated() where scope.includes(index) {
            for agent in server.agents(at: server.shownMoment(now)) {
                let member = (entity: Entity.agent(server: index, id: agent.id), agent: agent, server: server.name)
                let person = persons["\(server.name):\(agent.id)"]
                var rule = Self.key(agent, settings.join)
                if person == nil, let phone = phones[member.entity] {
                    // All of a phone are who the first of them is by the rule.
                    rule = keys[phone] ?? rule ?? phone
                    keys[phone] = rule
                }
                guard let key = person.map({ "person \($0)" }) ?? rule else {
                    members.append([member])
                    continue
                }
                if let place = places[key] {
                    members[place].append(member)
                } else {
                    places[key] = members.count
                    members.append([member])
                    if let person { names[member.entity] = settings.persons[person].name }
                }
            }
        }
        for group in members {
            let first = group[0]
            if group.count > 1 { agents[first.entity] = group.map(\.entity) }
            for member in group.dropFirst() { firsts[member.entity] = first.entity }
            var servers: [String] = []
            for member in group where !servers.contains(member.server) { servers.append(member.server) }
            rows[first.entity] = Row(
                agent: together(first.entity, group.map(\.agent)).agent, servers: servers.joined(separator: "+"))
        }
    }

    /// The row of a person by the first of their agents; nil for any other agent.
    func row(_ entity: Entity) -> Row? { rows[entity] }

    /// What several agents are as one person, and which of them leads: whose state says most.
    func together(_ entity: Entity, _ agents: [Agent]) -> (agent: Agent, leader: Int) {
        guard var leader = agents.indices.first else { return (Agent(id: ""), 0) }
        for index in agents.indices where Self.rank(agents[index]) > Self.rank(agents[leader]) { leader = index }
        var person = agents[leader]
        // What the person is called where they are most.
        let most = agents.map(\.queues.count).max() ?? 0
        person.name = names[entity] ?? agents.filter { $0.queues.count == most }.map(\.name).min() ?? ""
        if agents.count == 1 { return (person, leader) }
        person.interfaces = agents.flatMap(\.interfaces).distinct
        person.queues = []
        for queue in agents.flatMap(\.queues) where !person.queues.contains(queue) { person.queues.append(queue) }
        person.callsTaken = agents.reduce(0) { $0 + $1.callsTaken }
        person.missed = agents.reduce(0) { $0 + $1.missed }
        person.lastCall = agents.map(\.lastCall).max() ?? 0
        person.lastCallAt = agents.map(\.lastCallAt).max() ?? 0
        person.paused = agents.contains(where: \.paused)
        person.pausedEverywhere = agents.allSatisfy(\.pausedEverywhere)
        let pausedQueues = agents.flatMap { $0.pausedEverywhere && $0.paused ? $0.queues : $0.pausedQueues }
        person.pausedQueues = person.pausedEverywhere ? [] : pausedQueues.distinct
        if person.pausedReason.isEmpty {
            person.pausedReason = agents.first { !$0.pausedReason.isEmpty }?.pausedReason ?? ""
        }
        return (person, leader)
    }

    /// The row of a person as they are at a moment, and the agent among theirs that leads.
    func person(_ entity: Entity, _ board: Board, now: Int64) -> (agent: Agent, leader: Entity)? {
        let found: [(Entity, Agent)] = agents(of: entity).compactMap { entity in
            guard case .agent(let index, let id) = entity, board.servers.indices.contains(index),
                let agent = board.servers[index].agent(id, at: board.servers[index].shownMoment(now))
            else { return nil }
            return (entity, agent)
        }
        guard !found.isEmpty else { return nil }
        let (agent, leader) = together(entity, found.map(\.1))
        return (agent, found[leader].0)
    }

    /// What makes agents the same person by a rule; nil when this one is nobody else.
    private static func key(_ agent: Agent, _ join: PeopleSettings.Join) -> String? {
        switch join {
        case .never: nil
        case .name: agent.name.isEmpty ? nil : agent.name
        case .extension: extensionNumber(agent.id)
        }
    }

    /// `1001` of `PJSIP/1001`, `Local/1001@from-queue/n` and `hint:1001@ext-local`; nil when there is none.
    static func extensionNumber(_ id: String) -> String? {
        guard let start = id.firstIndex(where: { $0 == "/" || $0 == ":" }) else { return nil }
        let number = id[id.index(after: start)...].prefix { $0 != "@" && $0 != "/" && $0 != ";" }
        return number.isEmpty ? nil : String(number)
    }

    /// How much an agent's state says, and of two on one call how much its queue does.
    private static func rank(_ agent: Agent) -> Int { 2 * rank(agent.state) + (agent.call?.queue == nil ? 0 : 1) }

    /// How much a state says of somebody who is in two places.
    private static func rank(_ state: AgentState) -> Int {
        switch state {
        case .onHold: 7
        case .onCall: 6
        case .ringing: 5
        case .wrapUp: 4
        case .busy: 3
        case .available: 2
        case .paused: 1
        case .unavailable: 0
        }
    }
}
