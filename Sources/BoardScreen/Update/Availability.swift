import CallCenter

extension ScreenState {
    /// Why a command does nothing now, in a few words that say what would help; nil when it would do something.
    func reasonUnavailable(_ command: ScreenCommand, board: Board) -> String? {
        if command.entry.changesPBX, let reason = reasonCommandsAreOff { return reason }
        switch command {
        case .pause, .unpause: return pauseReason(isPausing: command == .pause, board: board)
        case .hangUp:
            guard let target = hangUpTarget(board) else { return hangUpReason }
            return serverReason(target.server, .hangUp, board)
        case .originate:
            guard !board.servers.isEmpty else { return Sentences.noServer }
            let server = currentEntity?.server ?? board.servers.firstIndex { $0.link.isConnected } ?? 0
            return serverReason(server, .originate, board)
        case .retry:
            return board.servers.contains { !$0.link.isConnected } ? nil : Sentences.everyServerConnected
        case .timeForward, .timeBack, .timeJump, .timeHold, .timeEnd:
            return options.mode == .replay ? nil : Sentences.onlyInReplay
        case .mask: return options.mask ? Sentences.maskFixed : nil
        case .trunks: return reasonUnavailable(.trunks, board)
        case .open, .mark: return currentEntity == nil ? Sentences.nothingSelected : nil
        default: return nil
        }
    }

    /// Read-only and the past: no command for the PBX at all. The one place that decides it; `emit` asks it again.
    var reasonCommandsAreOff: String? {
        if options.readOnly { return Sentences.readOnly }
        if options.mode == .replay { return Sentences.past }
        return nil
    }

    /// What the keys act on: what the detail shows, else the selected row.
    var currentEntity: Entity? { detail?.entity ?? self[focus].selection }

    /// Why a panel beyond the main three cannot be opened; nil when it can.
    func reasonUnavailable(_ panel: Panel, _ board: Board) -> String? {
        panel.list?.reasonUnavailable(PanelScene(state: self, board: board))
    }

    private func serverReason(_ server: Int, _ privilege: CommandPrivilege, _ board: Board) -> String? {
        guard board.servers.indices.contains(server) else { return Sentences.noServer }
        let server = board.servers[server]
        guard server.link.isConnected else { return Sentences.notConnected(server.name) }
        return privilege.reasonWhenMissing(offered: server.commands, dialect: server.dialect)
    }

    // MARK: Agents

    /// The agents that a pause would take: the marked ones, else the selected one.
    func pauseTargets(_ board: Board) -> [PauseTarget] {
        let marked = self[.agents].marked
        let entities: [Entity]
        if detail == nil, !marked.isEmpty, focus == .agents {
            entities = rows.orders[Panel.agents.rawValue].filter(marked.contains)
        } else {
            entities = currentEntity.map { [$0] } ?? []
        }
        return entities.compactMap { entity in
            guard case .agent(let index, let id) = entity, board.servers.indices.contains(index),
                let agent = board.servers[index].agent(id, at: board.servers[index].now)
            else { return nil }
            return PauseTarget(
                entity: entity, server: board.servers[index].name, name: agent.name.isEmpty ? id : agent.name,
                interfaces: agent.interfaces, queues: agent.queues)
        }
    }

    private func pauseReason(isPausing: Bool, board: Board) -> String? {
        let targets = pauseTargets(board)
        guard !targets.isEmpty else { return Sentences.selectAgent }
        for target in targets {
            if let reason = serverReason(target.entity.server, .pause, board) { return reason }
            guard !target.queues.isEmpty, !target.interfaces.isEmpty else { return Sentences.noQueue(target.name) }
            guard targets.count == 1, case .agent(let index, let id) = target.entity,
                let agent = board.servers[index].agent(id, at: board.servers[index].now)
            else { continue }
            if isPausing, agent.pausedEverywhere { return Sentences.alreadyPaused(target.name) }
            if !isPausing, !agent.paused { return Sentences.notPaused(target.name) }
        }
        return nil
    }

    // MARK: Calls

    /// The channel that a hang-up would end: the selected one, or the selected agent's.
    func hangUpTarget(_ board: Board) -> (server: Int, channel: Channel, who: String)? {
        guard let entity = currentEntity, board.servers.indices.contains(entity.server) else { return nil }
        let server = board.servers[entity.server]
        switch entity {
        case .queue, .row: return nil
        case .channel(let index, let uniqueID):
            return server.channel(uniqueID: uniqueID).map { (index, $0, "") }
        case .agent(let index, let id):
            guard let agent = server.agent(id, at: server.now), let call = agent.call else { return nil }
            let channel = server.channel(uniqueID: call.channelUniqueID) ?? server.channel(named: call.channel)
            return channel.map { (index, $0, agent.name.isEmpty ? id : agent.name) }
        }
    }

    private var hangUpReason: String {
        switch currentEntity {
        case .agent: Sentences.agentHasNoCall
        case .channel: Sentences.channelGone
        case .queue, .row, nil: Sentences.selectCall
        }
    }
}

extension LinkState {
    /// Whether a command sent now would reach the PBX.
    var isConnected: Bool { if case .live = self { true } else { false } }
}
