import CallCenter

/// Trunks: whether they are up, how many channels each carries and how many it could.
struct TrunkPanel: ListPanel {
    func columns(servers: Int) -> [Column] {
        [
            .text("Trunk", 16, 24, 40, 0),
            .text("Server", 8, 10, 14, servers > 1 ? 1 : Column.never),
            .text("State", 14, 16, 18, 0),
            .number("Since", 6, 3),
            .number("In use", 7, 0),
            .number("Limit", 5, 1),
            .number("In", 4, 2),
            .number("Out", 4, 2),
            .number("Answered", 8, 4),
        ]
    }

    func rows(_ scene: PanelScene) -> [Entity] {
        scene.board.servers.enumerated().flatMap { index, server -> [Entity] in
            var ids = server.trunks.map(\.id)
            for line in scene.state.options.trunkLines where Self.belongs(line, server) && !ids.contains(line.endpoint)
            {
                ids.append(line.endpoint)
            }
            return ids.map { Entity.row(.trunks, server: index, id: $0) }
        }
    }

    func cells(_ entity: Entity, _ scene: PanelScene) -> [PanelCell]? {
        guard let (trunk, line, server) = trunk(entity, scene) else { return nil }
        let (text, style, since) = Self.look(trunk, scene)
        let use = Self.use(trunk, line, scene)
        return [
            PanelCell(line?.display ?? trunk.id), PanelCell(server.name, .faint), PanelCell(text, style),
            .duration(since: since, now: scene.moment(entity.server), .faint), use,
            line?.limit.map { .figure($0, .faint) } ?? PanelCell("", by: -1), .figure(trunk.inbound),
            .figure(trunk.channels - trunk.inbound), .figure(trunk.answered),
        ]
    }

    func detail(_ entity: Entity, _ scene: PanelScene) -> (title: String, lines: [DetailLine]) {
        guard let (trunk, line, server) = trunk(entity, scene) else {
            return ("Trunk", [.row("It is no longer there.")])
        }
        let now = scene.moment(entity.server)
        func since(_ moment: Int64) -> String { moment > 0 ? " for " + Durations.text(from: moment, to: now) : "" }
        let registration: (String, StyleName) =
            switch trunk.registration {
            case .none: ("none known", .faint)
            case .registered: ("registered" + since(trunk.registrationSince), .agentAvailable)
            case .trying: ("not registered" + since(trunk.registrationSince), .queueBreach)
            case .rejected: ("rejected: user or secret is wrong" + since(trunk.registrationSince), .queueBreach)
            }
        let reach: (String, StyleName) =
            switch trunk.reach {
            case .unknown: ("not told (qualify_frequency, and class system)", .faint)
            case .available: ("the PBX sends calls to it; whether it is asked (qualify_frequency) is not told", .faint)
            case .unavailable:
                (
                    "no call can be sent to it" + since(trunk.reachSince) + "; why is not told",
                    trunk.isDoubtful ? .queueWarning : .faint
                )
            case .incomingOnly: ("it has no address: it only takes calls", trunk.isDoubtful ? .queueWarning : .faint)
            case .noContact:
                (
                    "nobody is registered as it" + since(trunk.reachSince),
                    trunk.isDown ? .queueBreach : trunk.isDoubtful ? .queueWarning : .faint
                )
            case .reachable: ("it answers" + since(trunk.reachSince), .agentAvailable)
            case .unreachable: ("it does not answer" + since(trunk.reachSince), .queueBreach)
            }
        var lines: [DetailLine] = [
            .heading("Now"),
            .pair(
                "In use", "\(trunk.channels)" + (line?.limit.map { " of \($0)" } ?? "") + ", \(trunk.answered) answered"
            ),
            .pair("In and out", "\(trunk.inbound) from outside, \(trunk.channels - trunk.inbound) to the outside"),
            .pair("Registration", registration.0, registration.1),
            .pair("Reachability", reach.0, reach.1),
            .pair("Endpoint", trunk.id),
            .blank,
        ]
        if line?.limit == nil {
            lines.append(.row("A [[trunk]] with a limit in the configuration shows how full it is.", .faint))
            lines.append(.blank)
        }
        let channels = server.channels.filter { $0.name.hasPrefix(trunk.id + "-") }
        lines.append(.heading("Channels \(channels.count)"))
        for channel in channels {
            let party = scene.privacy.caller(name: channel.callerName, number: channel.callerNumber)
            let age = Durations.text(from: channel.createdAt, to: now)
            lines.append(.row("\(channel.state.word)  \(age)  \(channel.name)  \(party)"))
        }
        return ("Trunk \(line?.display ?? trunk.id)", lines)
    }

    func emptyText(_ scene: PanelScene) -> String {
        "No trunk is known yet: it shows with its first call, or by a [[trunk]] in the configuration."
    }

    /// What matters most of a trunk: word, style, and since when.
    private static func look(_ trunk: Trunk, _ scene: PanelScene) -> (String, StyleName, Int64) {
        let breach = scene.glyph(.breach)
        if trunk.reach == .unreachable { return (breach + "unreachable", .queueBreach, trunk.reachSince) }
        if trunk.reach == .noContact, trunk.isDown { return (breach + "no contact", .queueBreach, trunk.reachSince) }
        switch trunk.registration {
        case .rejected: return (breach + "rejected", .queueBreach, trunk.registrationSince)
        case .trying: return (breach + "unregistered", .queueBreach, trunk.registrationSince)
        case .registered where trunk.isDoubtful:
            return (scene.glyph(.warning) + (trunk.silence ?? ""), .queueWarning, trunk.reachSince)
        case .registered: return ("registered", .agentAvailable, trunk.registrationSince)
        case .none: break
        }
        if trunk.reach == .reachable { return ("reachable", .agentAvailable, trunk.reachSince) }
        if trunk.answered > 0 { return ("carries calls", .agentAvailable, 0) }
        return switch trunk.reach {
        case .available: ("available", .agentAvailable, trunk.reachSince)
        case .unavailable where trunk.isDoubtful:
            (scene.glyph(.warning) + (trunk.silence ?? ""), .queueWarning, trunk.reachSince)
        default: (trunk.silence ?? "not told", .faint, trunk.reachSince)
        }
    }

    private static func use(_ trunk: Trunk, _ line: TrunkLine?, _ scene: PanelScene) -> PanelCell {
        guard let limit = line?.limit else { return .figure(trunk.channels, .strong) }
        if trunk.channels >= limit {
            return PanelCell(scene.glyph(.breach) + "\(trunk.channels)", .queueBreach, by: Int64(trunk.channels))
        }
        // Four of five taken: the next busy minute fills it.
        if trunk.channels * 5 >= limit * 4 {
            return PanelCell(scene.glyph(.warning) + "\(trunk.channels)", .queueWarning, by: Int64(trunk.channels))
        }
        return .figure(trunk.channels, .strong)
    }

    private static func belongs(_ line: TrunkLine, _ server: ServerBoard) -> Bool {
        line.server == nil || line.server == server.name
    }

    private func trunk(_ entity: Entity, _ scene: PanelScene) -> (Trunk, TrunkLine?, ServerBoard)? {
        guard case .row(.trunks, let index, let id) = entity, scene.board.servers.indices.contains(index) else {
            return nil
        }
        let server = scene.board.servers[index]
        let line = scene.state.options.trunkLines.first { $0.endpoint == id && Self.belongs($0, server) }
        return (server.trunk(id), line, server)
    }
}

extension Trunk {
    /// Why no call can be sent to it, in a word or two; nil when one can be, or nothing is known.
    fileprivate var silence: String? {
        switch reach {
        case .unavailable: "unavailable"
        case .incomingOnly: "takes calls"
        case .noContact: "no contact"
        case .unreachable: "unreachable"
        case .unknown, .reachable, .available: nil
        }
    }

    /// Calls were to be sent to it, as whoever registers with a carrier wants, and none can be.
    fileprivate var isDoubtful: Bool {
        switch reach {
        case .unavailable: registration == .registered || isConfigured
        case .incomingOnly, .noContact: registration == .registered
        default: false
        }
    }
}
