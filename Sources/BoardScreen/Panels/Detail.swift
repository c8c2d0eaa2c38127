import CallCenter
import Cells

/// One line of a detail view.
struct DetailLine {
    var label = ""
    var text = ""
    var style = StyleName.text
    var isHeading = false

    static func heading(_ text: String) -> DetailLine { DetailLine(text: text, style: .titleFocused, isHeading: true) }
    static func pair(_ label: String, _ text: String, _ style: StyleName = .text) -> DetailLine {
        DetailLine(label: label, text: text, style: style)
    }
    static func row(_ text: String, _ style: StyleName = .text) -> DetailLine { DetailLine(text: text, style: style) }
    static let blank = DetailLine()
}

extension Painter {
    /// Everything about one entity, in place of the panels.
    mutating func detail(
        _ detail: DetailState, _ state: inout ScreenState, board: Board, now: Int64, in rect: Rect
    ) {
        let top = self.detail(
            detail.entity, scroll: detail.scroll, isFocused: true, state, board: board, now: now, in: rect)
        state.detail?.scroll = top
    }

    /// Everything about one entity.
    ///
    /// - Returns: the line at the top: no further than is needed to see the last.
    mutating func detail(
        _ entity: Entity, scroll: Int, isFocused: Bool, _ state: ScreenState, board: Board, now: Int64, in rect: Rect
    ) -> Int {
        let moment =
            board.servers.indices.contains(entity.server) ? board.servers[entity.server].shownMoment(now) : now
        let writer = DetailWriter(state: state, board: board, now: moment, painter: self, width: rect.width - 4)
        let (title, lines) = writer.lines(of: entity)
        box(rect, isFocused ? .borderFocused : .border)
        put(" \(title) ", x: rect.x + 2, y: rect.y, isFocused ? .titleFocused : .title, width: rect.width - 4)
        let inside = rect.inset(dx: 2, dy: 1)
        let top = max(0, min(scroll, lines.count - inside.height))
        for row in 0..<min(inside.height, lines.count - top) {
            let line = lines[top + row]
            let y = inside.y + row
            if line.isHeading || line.label.isEmpty {
                put(line.text, x: inside.x, y: y, line.style, width: inside.width)
            } else {
                put(line.label, x: inside.x, y: y, .faint, width: 17)
                put(line.text, x: inside.x + 18, y: y, line.style, width: inside.width - 18)
            }
        }
        if top > 0 { put(glyph(.scrollUp), x: rect.endX - 1, y: inside.y, .title) }
        if top + inside.height < lines.count { put(glyph(.scrollDown), x: rect.endX - 1, y: inside.endY - 1, .title) }
        return top
    }
}

/// Writes detail views: what is known, and for figures how they come about.
struct DetailWriter {
    let state: ScreenState
    let board: Board
    let now: Int64
    let painter: Painter
    /// Columns of a line.
    let width: Int

    private var privacy: Privacy { Privacy(isMasked: state.isMasked) }

    func lines(of entity: Entity) -> (title: String, lines: [DetailLine]) {
        guard board.servers.indices.contains(entity.server) else { return ("Gone", [.row("It is no longer there.")]) }
        let server = board.servers[entity.server]
        let place = board.servers.count > 1 ? " on \(server.name)" : ""
        switch entity {
        case .queue(_, let name):
            guard let queue = server.queue(name) else { return ("Queue \(name)", [.row("The PBX no longer has it.")]) }
            let shown = state.options.name(name, of: server.name)
            let own = shown == name ? "" : " (\(name))"
            return ("Queue \(shown)\(own)\(place)", lines(queue, entity, server))
        case .agent(_, let id):
            guard let agent = server.agent(id, at: now) else {
                return ("Agent \(id)", [.row("No queue has this member any more.")])
            }
            if state.rows.people.isJoined(entity), let person = state.rows.people.person(entity, board, now: now) {
                return (
                    "\(person.agent.name), \(state.rows.people.agents(of: entity).count) agents",
                    lines(of: entity, person.agent)
                )
            }
            return ("Agent \(agent.name.isEmpty ? id : agent.name)\(place)", lines(agent, server))
        case .channel(_, let uniqueID):
            guard let channel = server.channel(uniqueID: uniqueID) else {
                return ("Channel \(uniqueID)", [.row("This call has ended.")])
            }
            return ("Channel \(privacy.text(channel.name))\(place)", lines(channel, entity, server))
        case .row(let panel, _, _):
            return panel.list?.detail(entity, PanelScene(state: state, board: board, now: now))
                ?? ("Gone", [.row("It is no longer there.")])
        }
    }

    private func table(_ cells: [(String, Int)]) -> String {
        var line = ""
        var used = 0
        for (text, columns) in cells {
            // A cell that does not fit is left out whole, and what follows it too.
            if used > 0, used + 1 + columns > width { break }
            if used > 0 { line += " " }
            line += padded(text, to: columns, ellipsis: painter.glyph(.ellipsis))
            used += columns + (used > 0 ? 1 : 0)
        }
        return line
    }

    private func since(_ moment: Int64) -> String {
        moment <= 0 ? painter.glyph(.dash) : Durations.text(from: moment, to: now)
    }

    private func ago(_ moment: Int64) -> String {
        moment <= 0 ? "never" : Durations.age(seconds: Durations.seconds(from: moment, to: now)) + " ago"
    }

    // MARK: Queue

    private func lines(_ queue: Queue, _ entity: Entity, _ server: ServerBoard) -> [DetailLine] {
        let counts = state.rows.queueCounts[entity] ?? AgentCounts()
        let limit = queue.max > 0 ? " of at most \(queue.max)" : ""
        let wait = server.longestWait(of: queue.name, at: now).map { Durations.text(seconds: $0 / 1_000_000) }
        var lines: [DetailLine] = [
            .heading("Now"),
            .pair("Waiting", "\(queue.waiting)\(limit)" + (wait.map { ", longest \($0)" } ?? "")),
            .pair(
                "Agents",
                "\(counts.free) free, \(counts.onCall) on call, \(counts.busy) busy, \(counts.ringing) ringing, \(counts.wrapUp) wrap-up, "
                    + "\(counts.paused) paused, \(counts.out) out"),
            .pair("Strategy", queue.strategy + (queue.weight > 0 ? ", weight \(queue.weight)" : "")),
            .blank,
        ]
        let callers = server.callers(of: queue.name)
        lines.append(.heading("Callers \(callers.count)"))
        for caller in callers {
            lines.append(
                .row(
                    table([
                        ("#\(caller.position)", 4), (Durations.text(from: caller.joinedAt, to: now), 7),
                        (privacy.caller(name: caller.name, number: caller.number), 28),
                        (caller.priority.map { "priority \($0)" } ?? "", 12), (caller.channel, 30),
                    ]), .channelWaiting))
        }
        let members = server.members(of: queue.name)
        lines += [.blank, .heading("Members \(members.count)")]
        for member in members { lines.append(row(member, server, label: member.name)) }
        lines.append(.blank)
        if let subject = FigureSubject(entity, PanelScene(state: state, board: board, now: now)) {
            lines += serviceLevel(subject)
            lines += counters(subject, server)
        }
        return lines
    }

    private func serviceLevel(_ subject: FigureSubject) -> [DetailLine] {
        let sums = subject.sums
        let threshold = subject.only.map { $0.look.rule.level ?? $0.queue.serviceLevel } ?? 0
        guard threshold > 0 else {
            return [
                .heading("Service level"),
                .row("The queue has no threshold: set servicelevel= in queues.conf.", .faint), .blank,
            ]
        }
        let late = sums.answered - sums.answeredInLevel
        let lateAbandoned = sums.abandonedCounted - sums.abandonedInLevel
        var lines: [DetailLine] = [.heading("Service level within \(threshold) s, \(state.scope.window.words)")]
        for variant in ServiceLevelVariant.allCases {
            let value = sums.level(variant).map(Figures.exactPercent) ?? painter.glyph(.dash)
            let isShown = variant == subject.variant
            lines.append(
                .pair(
                    variant.rawValue,
                    table([(value, 9), (variant.formula, 18)]) + (isShown ? " SL% on the board" : ""),
                    isShown ? .strong : .text))
        }
        let of =
            "A \(sums.answeredInLevel) answered in time, B \(late) later, X \(sums.abandonedInLevel) abandoned in time, "
            + "Y \(lateAbandoned) later"
            + (sums.abandonedShort > 0 ? ", \(sums.abandonedShort) short ones left out" : "")
        for (row, text) in Painter.lines(of, width: max(20, width - 18)).enumerated() {
            lines.append(.pair(row == 0 ? "of" : " ", text, .faint))
        }
        lines.append(.blank)
        return lines
    }

    private func counters(_ subject: FigureSubject, _ server: ServerBoard) -> [DetailLine] {
        guard let queue = subject.only?.queue else { return [] }
        let today = subject.sums
        func mean(_ value: Double?, _ sum: Int, _ count: Int) -> String {
            guard let text = Durations.mean(value) else { return painter.glyph(.dash) }
            return "\(text)  (\(sum) s / \(count))"
        }
        let period = FigureText(PanelScene(state: state, board: board, now: now)).period
        let lost = today.lostRate.map { ", lost \(Figures.exactPercent($0)) of the offered" } ?? ""
        let key = state.keymap.label(.explain).map { "  (\($0) explains each)" } ?? ""
        return [
            .heading("Counted by callboard \(period)\(key)"),
            .pair("Offered", "\(today.offered)"),
            .pair("Answered", "\(today.answered), handled \(today.handled)"),
            .pair("Abandoned", "\(today.abandoned), timed out \(today.timedOut)" + lost),
            .pair("Speed of answer", mean(today.averageSpeedOfAnswer, today.answeredWait, today.answered)),
            .pair("Talk", mean(today.averageHandleTime, today.talk, today.handled)),
            .pair(
                "Otherwise",
                "\(today.leftByKey) left by key, \(today.transferred) passed on, longest wait "
                    + Durations.text(seconds: Int64(today.longestWait))),
            .blank,
            .heading("Asterisk's own, since its last reset"),
            .pair("Completed", "\(queue.completed), abandoned \(queue.abandoned) (time-outs included)"),
            .pair(
                "Holdtime",
                Durations.text(seconds: Int64(queue.holdTime)) + ", TalkTime "
                    + Durations.text(seconds: Int64(queue.talkTime)) + " (moving averages)"),
            .pair(
                "ServicelevelPerf",
                Figures.exactPercent(queue.serviceLevelPerf) + ", Perf2 "
                    + Figures.exactPercent(queue.serviceLevelPerf2)),
        ]
    }

    /// - Parameter saysHow: whether it became a member by a file or at run time; else the line after tells.
    private func row(_ member: Member, _ server: ServerBoard, label: String, saysHow: Bool = true) -> DetailLine {
        let agent = server.agent(member.agentID, at: now)
        let state = agent?.state ?? .unavailable
        let pause = member.paused ? painter.glyph(.paused) + " " + member.pausedReason : ""
        return .row(
            table([
                (label.isEmpty ? member.interface : label, 20),
                (painter.glyph(state.glyph) + " " + state.word, 11), (agent.map { since($0.since) } ?? "", 7),
                (pause, 16), ("taken \(member.callsTaken)", 10), ("missed \(member.missed)", 10),
                ("last \(ago(member.lastCallAt))", 14), ("penalty \(member.penalty)", 11),
                (member.interface, 24), (saysHow ? member.membership : "", 8),
            ]), state.style)
    }

    // MARK: Agent

    /// A person who is several agents: what they are together, and each of them.
    private func lines(of entity: Entity, _ person: Agent) -> [DetailLine] {
        var lines: [DetailLine] = [
            .heading("Together"),
            .pair(
                "State", painter.glyph(person.state.glyph) + " \(person.state.word) for \(since(person.since))",
                person.state.style),
            .pair("Calls", "\(person.callsTaken) taken, \(person.missed) missed"),
        ]
        lines += figures(of: entity)
        for place in state.rows.people.agents(of: entity) {
            guard case .agent(let index, let id) = place, board.servers.indices.contains(index),
                let agent = board.servers[index].agent(id, at: now)
            else { continue }
            lines += [.blank, .heading("\(id) on \(board.servers[index].name)")]
            lines += self.lines(agent, board.servers[index], hasFigures: false).dropFirst()
        }
        return lines
    }

    /// What they did in the period that is shown.
    private func figures(of entity: Entity) -> [DetailLine] {
        let sums = state.rows.sums(of: entity)
        func time(_ value: Int64) -> String { Durations.text(seconds: value / 1_000_000) }
        let period = FigureText(PanelScene(state: state, board: board, now: now)).period
        let key = state.keymap.label(.explain).map { "  (\($0) explains each)" } ?? ""
        return [
            .blank, .heading("Counted by callboard \(period)\(key)"),
            .pair(
                "Occupancy",
                (sums.occupancy.map(Figures.exactPercent) ?? painter.glyph(.dash)) + ", utilisation "
                    + (sums.utilisation.map(Figures.exactPercent) ?? painter.glyph(.dash))),
            .pair(
                "Handled",
                "\(sums.handled), AHT \(Durations.mean(sums.averageHandleTime) ?? painter.glyph(.dash)), talk "
                    + (Durations.mean(sums.averageTalk) ?? painter.glyph(.dash)) + ", passed on \(sums.transferred)"),
            .pair(
                "Time",
                "calls \(time(sums.onCall + sums.ownCall + sums.onHold)), wrap-up \(time(sums.wrapUp)), idle "
                    + "\(time(sums.idle)), paused \(time(sums.paused))"),
        ]
    }

    private func lines(_ agent: Agent, _ server: ServerBoard, hasFigures: Bool = true) -> [DetailLine] {
        var lines: [DetailLine] = [
            .heading("Now"),
            .pair(
                "State", painter.glyph(agent.state.glyph) + " \(agent.state.word) for \(since(agent.since))",
                agent.state.style),
        ]
        if agent.paused {
            let names = agent.pausedQueues.map { state.options.name($0, of: server.name) }
            let place = names.isEmpty ? "in every queue" : "in \(names.joined(separator: ", "))"
            let after = agent.pausesAfterCall ? "once this call is over, " : ""
            let reason = agent.pausedReason.isEmpty ? "" : ": \(agent.pausedReason)"
            let release = state.keymap.label(.release).map { " (\($0) releases)" } ?? ""
            let text = agent.isPausedByPBX ? " by the PBX, after missed calls\(release)" : reason
            lines.append(.pair("Paused", after + place + text, .agentPaused))
        }
        if let call = agent.call {
            let known = call.otherParty.isEmpty ? "unknown" : privacy.party(call.otherParty)
            let party = call.isWithheld ? "number withheld" : known
            let duration = (agent.state == .ringing ? "ringing " : "for ") + since(call.since)
            let source =
                call.queue.map { "from \(state.options.name($0, of: server.name))" }
                ?? "\(call.direction.rawValue), outside the queues"
            lines.append(.pair("Call", "\(party), \(source), \(duration)"))
            lines.append(.pair("Channel", call.channel))
            if let own = server.channel(uniqueID: call.channelUniqueID) { lines += spying(own, server) }
        }
        lines += [
            .pair(
                "Calls", "\(agent.callsTaken) taken, \(agent.missed) missed, last ended \(ago(agent.lastCallAt))"),
            .pair("Device", "\(agent.id), \(agent.status.words)"),
            .pair("Interfaces", agent.interfaces.joined(separator: ", ")),
        ]
        if hasFigures, let index = board.servers.firstIndex(where: { $0.name == server.name }) {
            lines += figures(of: .agent(server: index, id: agent.id))
        }
        lines += [.blank, .heading("Queues \(agent.queues.count)")]
        for queue in agent.queues {
            for member in server.members(of: queue) where member.agentID == agent.id {
                lines.append(
                    row(member, server, label: state.options.name(queue, of: server.name), saysHow: false))
                let joined = member.loginTime > 0 ? "since \(ago(member.loginAt)), " : ""
                lines.append(.row("  \(joined)\(member.membership)", .faint))
            }
        }
        return lines
    }

    // MARK: Channel

    private func lines(_ channel: Channel, _ entity: Entity, _ server: ServerBoard) -> [DetailLine] {
        let caller = state.rows.callers[entity]
        let look = channel.look(isWaiting: caller != nil)
        var lines: [DetailLine] = [
            .heading("Now"),
            .pair("State", painter.glyph(look.glyph) + " \(look.word) (\(channel.state.word))", look.style),
            .pair(
                "Time",
                "\(since(channel.shownSince(waiting: caller))) in this state, made \(since(channel.createdAt)) ago"),
            .pair("Caller", privacy.caller(name: channel.callerName, number: channel.callerNumber)),
            .pair("Connected", privacy.caller(name: channel.connectedName, number: channel.connectedNumber)),
            .pair("Extension", "\(privacy.text(channel.exten))@\(channel.context), step \(channel.priority)"),
            .pair("Application", channel.application),
            .pair("Unique id", "\(channel.uniqueID), linked \(channel.linkedID)"),
        ]
        if let caller {
            let priority = caller.priority.map { ", priority \($0)" } ?? ""
            lines.append(
                .pair(
                    "Waits in",
                    "\(caller.queue), position \(caller.position)\(priority), for \(since(caller.joinedAt))",
                    .channelWaiting))
        }
        switch channel.recording {
        case .running: lines.append(.pair("Recording", "runs", .channelHold))
        case .silent: lines.append(.pair("Recording", "runs, and is silent", .channelHold))
        case .ended: lines.append(.pair("Recording", "has ended"))
        case nil: break
        }
        lines += spying(channel, server)
        if !channel.dialPeer.isEmpty, let peer = server.channel(uniqueID: channel.dialPeer) {
            lines.append(.pair("Dial leg with", peer.name))
        }
        let partners =
            channel.bridgeID.isEmpty
            ? [] : server.channels(inBridge: channel.bridgeID).filter { $0.uniqueID != channel.uniqueID }
        lines += [.blank, .heading("Bridged with \(partners.count)")]
        lines += partners.map { row($0) }
        let siblings = server.channels.filter {
            $0.linkedID == channel.linkedID && $0.uniqueID != channel.uniqueID
        }
        lines += [.blank, .heading("Same call (Linkedid) \(siblings.count)")]
        lines += siblings.map { row($0) }
        return lines
    }

    /// Who listens to a channel, and whom it listens to.
    private func spying(_ channel: Channel, _ server: ServerBoard) -> [DetailLine] {
        var lines = server.listeners(to: channel.uniqueID).map { spy in
            let who = privacy.caller(name: spy.callerName, number: spy.callerNumber)
            return DetailLine.pair("Listened to by", "\(spy.name)\(who.isEmpty ? "" : ", \(who)")", .channelHold)
        }
        if !channel.spiesOn.isEmpty {
            let spied = server.channel(uniqueID: channel.spiesOn)
            let who = spied.map { privacy.caller(name: $0.callerName, number: $0.callerNumber) } ?? ""
            lines.append(
                .pair("Listens to", "\(spied?.name ?? channel.spiesOn)\(who.isEmpty ? "" : ", \(who)")", .channelHold))
        }
        return lines
    }

    private func row(_ channel: Channel) -> DetailLine {
        let look = channel.look(isWaiting: false)
        return .row(
            table([
                (painter.glyph(look.glyph) + " " + look.word, 11), (since(channel.shownSince(waiting: nil)), 7),
                (channel.name, 28),
                (privacy.caller(name: channel.callerName, number: channel.callerNumber), 28),
                ("\(privacy.text(channel.exten))@\(channel.context)", 24),
            ]), look.style)
    }
}

extension DeviceStatus {
    /// Asterisk's words (`devstatestring` of main/devicestate.c).
    fileprivate var words: String {
        switch self {
        case .unknown: "state unknown"
        case .notInUse: "not in use"
        case .inUse: "in use"
        case .busy: "busy"
        case .invalid: "invalid"
        case .unavailable: "unavailable"
        case .ringing: "ringing"
        case .ringInUse: "ringing, in use"
        case .onHold: "on hold"
        }
    }
}
