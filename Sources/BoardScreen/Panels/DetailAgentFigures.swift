import CallCenter

// Figures of an agent, or of a person who is several.
extension FigureText {
    func title(_ figure: AgentFigure, of entity: Entity) -> String {
        let person = scene.state.rows.people.person(entity, scene.board, now: scene.now)?.agent
        let name = person.map { $0.name.isEmpty ? $0.id : $0.name } ?? "an agent who has left"
        return "\(figure.title) of \(name)"
    }

    func lines(_ figure: AgentFigure, of entity: Entity) -> [DetailLine] {
        let people = scene.state.rows.people
        guard let (agent, leader) = people.person(entity, scene.board, now: scene.now) else {
            return [.row("No queue has this member any more.")]
        }
        let places = people.agents(of: entity)
        let sums = scene.state.rows.sums(of: entity)
        let now = scene.moment(leader.server)
        var lines: [DetailLine] = [.pair("Value", value(figure, agent, sums, now: now), .strong)]
        lines += wrapped("Formula", figure.formula)
        if let worked = worked(figure, sums) { lines += wrapped("Here", worked) }
        if ![.taken, .missed, .time].contains(figure) { lines.append(.pair("Period", period)) }
        switch figure {
        case .answered, .taken, .handle, .talk:
            let other =
                figure == .taken
                ? "callboard itself counted \(sums.answered) answered, \(sums.handled) ended, \(scene.state.scope.window.words)"
                : "CallsTaken \(agent.callsTaken), counted when a call ends, since the PBX's last reset"
            lines += [.blank, .heading(figure == .taken ? "callboard's own" : "Asterisk's own")]
            lines += wrapped("Beside it", other)
        default: break
        }
        lines += figure.isOfTime ? times(sums, places) : calls(figure, places)
        return lines
    }

    private func value(_ figure: AgentFigure, _ agent: Agent, _ sums: AgentSums, now: Int64) -> String {
        let dash = scene.glyph(.dash)
        func time(_ value: Int64) -> String { Durations.text(seconds: value / 1_000_000) }
        switch figure {
        case .occupancy: return sums.occupancy.map(Figures.exactPercent) ?? dash
        case .utilisation: return sums.utilisation.map(Figures.exactPercent) ?? dash
        case .handle: return Durations.mean(sums.averageHandleTime) ?? dash
        case .talk: return Durations.mean(sums.averageTalk) ?? dash
        case .answered: return "\(sums.answered)"
        case .transferred: return "\(sums.transferred)"
        case .taken: return "\(agent.callsTaken)"
        case .missed: return "\(agent.missed)"
        case .time: return agent.since > 0 ? Durations.text(from: agent.since, to: now) + " " + agent.state.word : dash
        case .onCall: return time(sums.onCall + sums.ownCall + sums.onHold)
        case .wrapUp: return time(sums.wrapUp)
        case .available: return time(sums.idle)
        case .paused: return time(sums.paused)
        case .loggedIn: return time(sums.loggedIn)
        }
    }

    private func worked(_ figure: AgentFigure, _ sums: AgentSums) -> String? {
        func time(_ value: Int64) -> String { Durations.text(seconds: value / 1_000_000) }
        switch figure {
        case .occupancy: return "\(time(sums.handling)) / (\(time(sums.handling)) + \(time(sums.idle)))"
        case .utilisation: return "\(time(sums.handling)) / \(time(sums.loggedIn))"
        case .handle: return "(\(sums.talk) s + \(sums.wrapUp / 1_000_000) s) / \(sums.handled)"
        case .talk: return "\(sums.talk) s / \(sums.handled)"
        default: return nil
        }
    }

    private func wrapped(_ label: String, _ text: String) -> [DetailLine] {
        Painter.lines(text, width: max(20, width - 18)).enumerated().map {
            .pair($0.offset == 0 ? label : " ", $0.element)
        }
    }

    /// The period by activity, and its intervals, newest first.
    private func times(_ sums: AgentSums, _ places: [Entity]) -> [DetailLine] {
        var lines: [DetailLine] = [.blank, .heading("The period by activity")]
        let rows: [(String, Int64)] = [
            ("calls of queues", sums.onCall), ("own calls", sums.ownCall), ("on hold", sums.onHold),
            ("wrap-up", sums.wrapUp), ("available", sums.available), ("ringing", sums.ringing), ("paused", sums.paused),
            ("busy", sums.busy), ("out", sums.unavailable),
        ]
        for (name, time) in rows where time > 0 {
            lines.append(.pair(name, Durations.text(seconds: time / 1_000_000)))
        }
        for place in places {
            guard case .agent(let index, let id) = place, scene.board.servers.indices.contains(index) else { continue }
            let server = scene.board.servers[index]
            let now = scene.moment(index)
            guard
                let start = server.start(
                    of: scene.state.scope.window, at: now, shifts: scene.state.options.shifts)
            else { continue }
            let intervals = server.intervals(from: start, until: now, agent: id)
            let name = places.count > 1 ? " as \(id) on \(server.name)" : ""
            lines += [.blank, .heading("Intervals \(intervals.count)\(name)")]
            for interval in intervals.reversed().prefix(Self.longest) {
                lines.append(
                    .row(
                        row([
                            (clock(interval.from, index), 8), (Durations.text(from: interval.from, to: interval.to), 7),
                            (interval.words, 12),
                            (
                                interval.queue.isEmpty
                                    ? interval.reason : scene.state.options.name(interval.queue, of: server.name), 20
                            ),
                        ])))
            }
        }
        return lines
    }

    private func calls(_ figure: AgentFigure, _ places: [Entity]) -> [DetailLine] {
        if figure == .missed { return missed(places) }
        var lines: [DetailLine] = []
        for place in places {
            guard case .agent(let index, let id) = place, scene.board.servers.indices.contains(index) else { continue }
            let server = scene.board.servers[index]
            guard
                let start = server.start(
                    of: scene.state.scope.window, at: scene.moment(index), shifts: scene.state.options.shifts)
            else { continue }
            for visit in server.finishedVisits(from: start, agent: id, limit: Self.longest) {
                if figure == .transferred, visit.ending != .transfer { continue }
                let talk = visit.talk.map { "talk " + Durations.text(seconds: Int64($0)) } ?? "goes on"
                lines.append(
                    .row(
                        row([
                            (clock(visit.leftAt, index), 8), ("wait " + Durations.text(seconds: Int64(visit.wait)), 10),
                            (scene.state.options.name(visit.queue, of: server.name), 14),
                            (scene.privacy.caller(name: visit.callerName, number: visit.callerNumber), 22),
                            (talk + (visit.ending == .unknown ? "" : ", " + visit.ending.words), 26),
                        ])))
            }
        }
        return [.blank, .heading("Calls behind it \(lines.count)")] + lines
    }

    /// The calls that rang out today, newest first.
    private func missed(_ places: [Entity]) -> [DetailLine] {
        var lines: [DetailLine] = []
        for place in places {
            guard case .agent(let index, let id) = place, scene.board.servers.indices.contains(index) else { continue }
            let server = scene.board.servers[index]
            let shifts = scene.state.options.shifts
            let start = server.start(of: .today, at: scene.moment(index), shifts: shifts) ?? 0
            for call in server.missedCalls(from: start, agent: id, limit: Self.longest) {
                let rang = call.rang.map { "rang " + Durations.text(seconds: Int64($0)) } ?? ""
                lines.append(
                    .row(
                        row([
                            (clock(call.at, index), 8), (rang, 10),
                            (scene.state.options.name(call.queue, of: server.name), 14),
                            (scene.privacy.caller(name: call.callerName, number: call.callerNumber), 28),
                        ])))
            }
        }
        return [.blank, .heading("Calls behind it \(lines.count)")] + lines
    }
}

extension AgentInterval {
    /// As lists name it.
    fileprivate var words: String {
        switch activity {
        case .available: "available"
        case .ringing: "ringing"
        case .onCall: queue.isEmpty ? "own call" : "on call"
        case .onHold: "on hold"
        case .wrapUp: "wrap-up"
        case .paused: "paused"
        case .unavailable: "out"
        case .busy: "busy"
        }
    }
}
