import CallCenter

/// What a control decides by: the screen as a person left it and the board as it is now.
struct Scene {
    let state: ScreenState
    let board: Board
    let now: Int64

    var options: ScreenOptions { state.options }
    var privacy: Privacy { Privacy(isMasked: state.isMasked) }
    /// What the keys act on.
    var entity: Entity? { state.currentEntity }
    /// The server of what is selected, else the first that is connected.
    var serverIndex: Int? {
        if let index = entity?.server, board.servers.indices.contains(index) { return index }
        return board.servers.firstIndex { $0.link.isConnected } ?? board.servers.indices.first
    }

    func server(_ index: Int) -> ServerBoard? { board.servers.indices.contains(index) ? board.servers[index] : nil }
    func server(named name: String) -> ServerBoard? { board.servers.first { $0.name == name } }

    /// A subject of the selected row's server and nothing else yet.
    func blank() -> Subject? {
        serverIndex.map { Subject(server: $0, serverName: board.servers[$0].name) }
    }

    // MARK: Agents

    /// The agents that a command would take: the marked ones, everybody of a selected queue, else the selected one.
    func agents() -> [PauseTarget] {
        let marked = state[.agents].marked
        if state.detail == nil, !marked.isEmpty, state.focus == .agents {
            return state.rows.orders[Panel.agents.rawValue].filter(marked.contains).flatMap(person)
        }
        guard let entity else { return [] }
        if case .queue(let index, let name) = entity, let server = server(index) {
            return server.agents(at: server.now).filter { $0.queues.contains(name) }.map {
                target(.agent(server: index, id: $0.id), $0, server)
            }
        }
        return person(entity)
    }

    /// Everybody that a row stands for: somebody who is an agent in several places is paused in all of them.
    private func person(_ entity: Entity) -> [PauseTarget] {
        var targets: [PauseTarget] = []
        for target in state.rows.people.agents(of: entity).compactMap(agent) {
            // A phone that queues know as two agents is asked once.
            let twin = targets.firstIndex { twin in
                twin.server == target.server && target.interfaces.contains(where: twin.interfaces.contains)
            }
            guard let twin else {
                targets.append(target)
                continue
            }
            targets[twin].interfaces = (targets[twin].interfaces + target.interfaces).distinct
            targets[twin].queues = (targets[twin].queues + target.queues).distinct
            targets[twin].name = state.rows.people.row(entity)?.agent.name ?? targets[twin].name
        }
        return targets
    }

    func agent(_ entity: Entity) -> PauseTarget? {
        guard case .agent(let index, let id) = entity, let server = server(index),
            let agent = server.agent(id, at: server.now)
        else { return nil }
        return target(entity, agent, server)
    }

    private func target(_ entity: Entity, _ agent: Agent, _ server: ServerBoard) -> PauseTarget {
        PauseTarget(
            entity: entity, server: server.name, name: agent.name.isEmpty ? agent.id : agent.name,
            interfaces: agent.interfaces, queues: agent.queues)
    }

    /// The selected queue, when a queue is selected.
    var queue: (server: Int, name: String)? {
        if case .queue(let server, let name)? = entity { return (server, name) }
        return nil
    }

    // MARK: Calls

    /// The calls that a command would take: the marked channels, else the selected one, or the selected agent's.
    func calls() -> [CallTarget] {
        let marked = state[.channels].marked
        if state.detail == nil, !marked.isEmpty, state.focus == .channels {
            return state.rows.orders[Panel.channels.rawValue].filter(marked.contains).compactMap(call)
        }
        return entity.map(leader).flatMap(call).map { [$0] } ?? []
    }

    /// Of a person who is several agents the one whose state the row shows.
    private func leader(_ entity: Entity) -> Entity {
        guard state.rows.people.isJoined(entity) else { return entity }
        return state.rows.people.person(entity, board, now: now)?.leader ?? entity
    }

    /// The call of a row: the channel itself, or the agent's own channel, whatever its queue calls the agent.
    func call(_ entity: Entity) -> CallTarget? {
        guard let server = server(entity.server) else { return nil }
        switch entity {
        case .queue, .row: return nil
        case .channel(let index, let uniqueID):
            return server.channel(uniqueID: uniqueID).map {
                CallTarget(
                    server: index, serverName: server.name, uniqueID: uniqueID, channel: $0.name, who: "")
            }
        case .agent(let index, let id):
            guard let agent = server.agent(id, at: server.now), let call = agent.call else { return nil }
            return (server.channel(uniqueID: call.channelUniqueID) ?? server.channel(named: call.channel)).map {
                CallTarget(
                    server: index, serverName: server.name, uniqueID: $0.uniqueID, channel: $0.name,
                    who: agent.name.isEmpty ? id : agent.name)
            }
        }
    }

    /// The channel of a call while it lives.
    func channel(_ call: CallTarget) -> Channel? { server(call.server)?.channel(uniqueID: call.uniqueID) }

    /// Whether every call that a form is about has ended while it was open.
    func hasGone(_ form: Form) -> Bool {
        if let by = form.subject.by, channel(by) == nil { return true }
        return !form.subject.calls.isEmpty && form.subject.calls.allSatisfy { channel($0) == nil }
    }

    /// The one that a channel talks to; nil while it talks to none or to several.
    func other(_ call: CallTarget) -> Channel? {
        guard let server = server(call.server), let channel = channel(call), !channel.bridgeID.isEmpty else {
            return nil
        }
        let others = server.channels(inBridge: channel.bridgeID).filter { $0.uniqueID != call.uniqueID }
        return others.count == 1 ? others[0] : nil
    }

    /// The wait of a channel that waits in a queue.
    func caller(_ call: CallTarget) -> Caller? {
        state.rows.callers[.channel(server: call.server, uniqueID: call.uniqueID)]
            ?? server(call.server)?.callers.first { $0.uniqueID == call.uniqueID }
    }

    /// Who waits: the selected channel when it waits, or who is next in the selected queue.
    func waiting() -> CallTarget? {
        if let queue, let server = server(queue.server), let first = server.callers(of: queue.name).first {
            return call(.channel(server: queue.server, uniqueID: first.uniqueID))
        }
        guard let call = calls().first, caller(call) != nil else { return nil }
        return call
    }

    /// Why there is no call to be about.
    var reasonNoCall: String {
        switch entity {
        case .agent(let index, let id):
            server(index)?.agent(id, at: now)?.state == .ringing ? Sentences.agentRings : Sentences.agentHasNoCall
        case .channel: Sentences.channelGone
        case .queue, .row, nil: sentences.selectCall
        }
    }

    /// `Hugo Schäfer with +8649…`: who is on a call.
    func parties(_ call: CallTarget) -> String {
        guard let channel = channel(call) else { return call.channel }
        let caller = privacy.caller(name: channel.callerName, number: channel.callerNumber)
        let other = privacy.caller(name: channel.connectedName, number: channel.connectedNumber)
        let who = call.who.isEmpty ? caller : call.who
        return who.isEmpty || other.isEmpty ? who + other : "\(who) with \(other)"
    }

    /// `Ana Lima with +49… (PJSIP/1001-1)`: people first, as what stands last is what a narrow screen cuts.
    func named(_ call: CallTarget) -> String {
        let name = channel(call)?.name ?? call.channel
        let parties = parties(call)
        return parties.isEmpty || parties == name ? name : "\(parties) (\(name))"
    }

    /// `8001`, and where it is looked up unless that is where the form would have looked.
    func words(_ place: CallCommand.Place) -> String {
        place.context == options.originateContext ? place.extension : place.text
    }

    /// One call or several, as a subject.
    func subject(of calls: [CallTarget]) -> Found {
        guard let first = calls.first else { return .nothing(reasonNoCall) }
        let name = calls.count == 1 ? (first.who.isEmpty ? first.channel : first.who) : "\(calls.count) calls"
        return .subject(Subject(server: first.server, serverName: first.serverName, name: name, calls: calls))
    }

    /// One call that is up.
    func conversation() -> Found {
        let calls = calls()
        guard let first = calls.first else { return .nothing(reasonNoCall) }
        guard calls.count == 1 else { return .nothing(sentences.severalMarked(calls.count)) }
        guard let channel = channel(first), channel.state == .up else {
            return .nothing("the call is not answered yet")
        }
        return subject(of: [first])
    }

    /// The phone book, and the agents whose number their interface tells.
    var phoneBook: PhoneBook { phoneBook(of: serverIndex) }

    func phoneBook(of index: Int?) -> PhoneBook {
        var book = options.phoneBook
        if let server = index.flatMap(server) {
            book.add(
                server.agents(at: server.now).compactMap { agent in
                    Self.number(of: agent).map {
                        PhoneBook.Entry(name: agent.name.isEmpty ? agent.id : agent.name, number: $0)
                    }
                })
        }
        return book
    }

    /// `1003` of `hint:1003@from-internal`, `Local/1003@from-queue/n` or `PJSIP/1003`; nil when the device is no number.
    static func number(of agent: Agent) -> String? {
        for name in [agent.id] + agent.interfaces {
            let start = name.firstIndex { $0 == ":" || $0 == "/" }.map(name.index(after:)) ?? name.startIndex
            let digits = name[start...].prefix { $0.isASCII && $0.isNumber }
            let rest = name[start...].dropFirst(digits.count)
            if !digits.isEmpty, rest.isEmpty || rest.first == "@" { return String(digits) }
        }
        return nil
    }
}
