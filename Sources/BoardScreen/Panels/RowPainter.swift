import CallCenter
import Cells
import Settings

/// Formats the rows that are seen. It holds what all rows of a frame share.
struct RowPainter {
    let state: ScreenState
    let board: Board
    let columns: [Column]
    let placed: [PlacedColumn]
    private let now: Int64
    /// What describes a panel beyond the main three.
    private let list: (any ListPanel)?
    private let privacy: Privacy
    private let thresholds: Thresholds
    /// By server: the moment that durations are taken at.
    let moments: [Int64]

    init(
        state: ScreenState, board: Board, now: Int64, list: (any ListPanel)?, columns: [Column], placed: [PlacedColumn]
    ) {
        self.state = state
        self.board = board
        self.columns = columns
        self.placed = placed
        self.now = now
        self.list = list?.prepared(PanelScene(state: state, board: board, now: now))
        privacy = Privacy(isMasked: state.isMasked)
        thresholds = state.options.thresholds
        moments = board.servers.map { $0.shownMoment(now) }
    }

    /// Writes one row from `x` to the right.
    func paint(_ entity: Entity, on painter: inout Painter, x: Int, y: Int) {
        guard board.servers.indices.contains(entity.server) else { return }
        let now = moments[entity.server]
        switch entity {
        case .queue(let server, let name):
            guard let queue = board.servers[server].queue(name) else { return }
            paint(queue, entity, board.servers[server], now: now, on: &painter, x: x, y: y)
        case .agent(let server, let id):
            if let (person, leader) = joined(entity) {
                paint(
                    person, entity, board.servers[leader.server], now: moments[leader.server], on: &painter, x: x, y: y)
            } else if let agent = board.servers[server].agent(id, at: now) {
                paint(agent, entity, board.servers[server], now: now, on: &painter, x: x, y: y)
            }
        case .channel(let server, let uniqueID):
            guard let channel = board.servers[server].channel(uniqueID: uniqueID) else { return }
            paint(channel, state.rows.callers[entity], board.servers[server], now: now, on: &painter, x: x, y: y)
        case .row:
            guard let cells = list?.cells(entity, PanelScene(state: state, board: board, now: self.now)) else {
                return
            }
            for column in placed where cells.indices.contains(column.index) {
                let cell = cells[column.index]
                put(cell.text, cell.style, column, on: &painter, x: x, y: y)
            }
        }
    }

    private func put(
        _ text: String, _ style: StyleName, _ column: PlacedColumn, on painter: inout Painter, x: Int, y: Int
    ) {
        if text.isEmpty { return }
        painter.put(text, in: column, at: x, y: y, style, columns[column.index].alignment)
    }

    // MARK: Queues

    private func paint(
        _ queue: Queue, _ entity: Entity, _ server: ServerBoard, now: Int64, on painter: inout Painter, x: Int, y: Int
    ) {
        let counts = state.rows.queueCounts[entity] ?? AgentCounts()
        let sums = state.rows.figures.sums(queue, entity)
        let look = state.options.look(queue.name, of: server.name)
        let thresholds = look.thresholds
        let wait = queue.waiting > 0 ? server.longestWait(of: queue.name, at: now).map { $0 / 1_000_000 } : nil
        // Where nobody gave up, the alarm about lost callers stands with those whose time ran out.
        let isLostByTime =
            sums.abandoned == 0 && sums.timedOut > 0 && placed.contains { $0.index == QueueColumn.timedOut.rawValue }
        for column in placed {
            guard let kind = QueueColumn(rawValue: column.index) else { continue }
            let text: String
            var style = StyleName.text
            switch kind {
            case .name:
                text = look.display ?? (queue.title.isEmpty ? queue.name : "\(queue.name) \(queue.title)")
            case .server: text = server.name
            case .waiting:
                style = QueueAlarms.waiting(queue, thresholds)
                text = sign(style, painter) + "\(queue.waiting)"
            case .trend:
                if let values = state.trends.trend(entity) {
                    painter.trend(
                        values, thresholds: thresholds, x: x + column.x, y: y, width: min(column.width, Trends.pieces))
                }
                continue
            case .agents:
                painter.agentBar(counts, x: x + column.x, y: y, width: column.width)
                continue
            case .longest:
                if let wait {
                    style = QueueAlarms.wait(seconds: wait, thresholds)
                    text = sign(style, painter) + Durations.text(seconds: wait)
                } else {
                    (text, style) = (painter.glyph(.dash), .faint)
                }
            case .level: (text, style) = level(queue, sums, look, painter)
            case .answered: (text, style) = figure(sums.answered)
            case .abandoned:
                style = isLostByTime ? .faint : QueueAlarms.lost(sums, thresholds)
                text = sign(style, painter) + "\(sums.abandoned)"
            case .timedOut:
                style = isLostByTime ? QueueAlarms.lost(sums, thresholds) : sums.timedOut > 0 ? .text : .faint
                text = sign(style, painter) + "\(sums.timedOut)"
            case .speed: (text, style) = mean(sums.averageSpeedOfAnswer, painter)
            case .hold: (text, style) = mean(queue.completed == 0 ? nil : Double(queue.holdTime), painter)
            case .handle: (text, style) = mean(sums.averageHandleTime, painter)
            case .free: (text, style) = figure(counts.free, counts.free > 0 ? .agentAvailable : .faint)
            case .onCall: (text, style) = figure(counts.onCall, .agentOnCall)
            case .busy: (text, style) = figure(counts.busy, .agentBusy)
            case .ringing: (text, style) = figure(counts.ringing, .agentRinging)
            case .wrapUp: (text, style) = figure(counts.wrapUp, .agentWrapUp)
            case .paused: (text, style) = figure(counts.paused, .agentPaused)
            case .out: (text, style) = figure(counts.out, .agentUnavailable)
            case .strategy: (text, style) = (queue.strategy, .faint)
            case .weight: (text, style) = figure(queue.weight)
            case .offered: (text, style) = figure(sums.offered)
            case .longestPast: (text, style) = mean(sums.longestWait > 0 ? Double(sums.longestWait) : nil, painter)
            case .rate: (text, style) = share(sums.abandonRate, painter)
            case .byKey: (text, style) = figure(sums.leftByKey)
            case .turnedAway:
                (text, style) = server.readsDialplan ? figure(sums.turnedAway) : (painter.glyph(.dash), .faint)
            case .transferred: (text, style) = figure(sums.transferred)
            case .group: (text, style) = (look.group ?? "", .faint)
            }
            put(text, style, column, on: &painter, x: x, y: y)
        }
    }

    private func figure(_ number: Int, _ style: StyleName = .text) -> (String, StyleName) {
        ("\(number)", number == 0 ? .faint : style)
    }

    private func mean(_ seconds: Double?, _ painter: Painter) -> (String, StyleName) {
        Durations.mean(seconds).map { ($0, .text) } ?? (painter.glyph(.dash), .faint)
    }

    private func sign(_ style: StyleName, _ painter: Painter) -> String {
        switch style {
        case .queueBreach: painter.glyph(.breach)
        case .queueWarning: painter.glyph(.warning)
        default: ""
        }
    }

    private func share(_ percent: Double?, _ painter: Painter) -> (String, StyleName) {
        percent.map { (Figures.percent($0), .text) } ?? (painter.glyph(.dash), .faint)
    }

    private func level(
        _ queue: Queue, _ sums: CallSums, _ look: QueueLook, _ painter: Painter
    ) -> (String, StyleName) {
        guard let level = QueueAlarms.shownLevel(queue, sums, look) else { return (painter.glyph(.dash), .faint) }
        let style = QueueAlarms.level(level, look.thresholds)
        return (sign(style, painter) + Figures.percent(level), style)
    }

    // MARK: Agents

    /// A person who is more than one agent, or is named by the configuration.
    func joined(_ entity: Entity) -> (agent: Agent, leader: Entity)? {
        state.rows.people.isJoined(entity) ? state.rows.people.person(entity, board, now: now) : nil
    }

    /// The servers that a row is of.
    private func servers(_ entity: Entity) -> String {
        var names: [String] = []
        for agent in state.rows.people.agents(of: entity) where board.servers.indices.contains(agent.server) {
            let name = board.servers[agent.server].name
            if !names.contains(name) { names.append(name) }
        }
        return names.joined(separator: "+")
    }

    private func paint(
        _ agent: Agent, _ entity: Entity, _ server: ServerBoard, now: Int64, on painter: inout Painter, x: Int, y: Int
    ) {
        let style = agent.state.style
        for column in placed {
            guard let kind = AgentColumn(rawValue: column.index) else { continue }
            switch kind {
            case .name:
                let name = agent.name.isEmpty ? agent.id : agent.name
                put(name, agent.state == .unavailable ? .faint : .text, column, on: &painter, x: x, y: y)
            case .server: put(servers(entity), .faint, column, on: &painter, x: x, y: y)
            case .state:
                let pause = agent.paused && agent.state != .paused ? " " + painter.glyph(.paused) : ""
                put(
                    painter.glyph(agent.state.glyph) + " " + agent.state.word + pause, style, column, on: &painter,
                    x: x, y: y)
            case .time:
                if agent.since <= 0 { continue }
                let seconds = Durations.seconds(from: agent.since, to: now)
                let pause = agent.state == .paused ? pauseStyle(agent, seconds) : nil
                // No colour alone says that a pause is long; past ten hours the sign takes the minutes' place.
                let text =
                    seconds < 36_000 || pause == nil
                    ? Durations.text(seconds: seconds) : Durations.age(seconds: seconds)
                put(
                    (pause.map { sign($0, painter) } ?? "") + text, pause ?? style, column, on: &painter, x: x, y: y)
            case .with:
                let (text, look) = with(agent, server, width: column.width)
                put(text, look, column, on: &painter, x: x, y: y)
            case .call:
                if let call = agent.call {
                    put(Durations.text(from: call.since, to: now), .text, column, on: &painter, x: x, y: y)
                }
            case .taken:
                let (text, look) = figure(agent.callsTaken)
                put(text, look, column, on: &painter, x: x, y: y)
            case .missed:
                let (text, look) = figure(agent.missed, .queueWarning)
                put(text, look, column, on: &painter, x: x, y: y)
            case .last: put(last(agent.lastCallAt, now: now), .faint, column, on: &painter, x: x, y: y)
            case .queues:
                let names = agent.queues.map { state.options.name($0, of: server.name) }
                put(names.joined(separator: ","), .faint, column, on: &painter, x: x, y: y)
            case .penalty:
                let (text, look) = figure(agent.penalty)
                put(text, look, column, on: &painter, x: x, y: y)
            case .device: put(agent.id, .faint, column, on: &painter, x: x, y: y)
            case .occupancy:
                let (text, look) = share(state.rows.sums(of: entity).occupancy, painter)
                put(text, look, column, on: &painter, x: x, y: y)
            case .handle:
                let (text, look) = mean(state.rows.sums(of: entity).averageHandleTime, painter)
                put(text, look, column, on: &painter, x: x, y: y)
            }
        }
    }

    /// How bad a pause is by the limit of its reason; nil when it is none.
    private func pauseStyle(_ agent: Agent, _ seconds: Int64) -> StyleName? {
        let limit = state.options.pauseLimit(agent.pausedReason)
        return seconds >= limit.alarm ? .queueBreach : seconds >= limit.warning ? .queueWarning : nil
    }

    private func with(_ agent: Agent, _ server: ServerBoard, width: Int) -> (String, StyleName) {
        if let call = agent.call {
            let party = call.isWithheld ? "withheld" : privacy.party(call.otherParty)
            let queue = call.queue.map { state.options.name($0, of: server.name) } ?? ""
            let pause = agent.paused ? state.glyph(.paused) + " " + waitingPause(agent, server) : ""
            if party.isEmpty, !queue.isEmpty {
                return (queue + rest("", pause, room: width - TextWidth.of(queue)), .text)
            }
            if party.isEmpty { return (pause, .text) }
            return (party + rest(queue, pause, room: width - TextWidth.of(party)), .text)
        }
        // The PBX paused it, not a person: nobody may know.
        if agent.isPausedByPBX, agent.pausedQueues.isEmpty {
            return (state.glyph(.warning) + "missed calls: " + agent.pausedReason, .queueWarning)
        }
        if agent.isPausedByPBX {
            return (state.glyph(.warning) + "paused in \(places(agent, server)): missed calls", .queueWarning)
        }
        if agent.paused, agent.pausedQueues.isEmpty { return (agent.pausedReason, .agentPaused) }
        if agent.paused {
            let reason = agent.pausedReason.isEmpty ? "" : ": \(agent.pausedReason)"
            return ("paused in \(places(agent, server))\(reason)", .agentPaused)
        }
        switch agent.status {
        case .unavailable: return ("phone unreachable", .queueWarning)
        case .invalid: return (state.glyph(.warning) + "no such device", .queueBreach)
        default: return ("", .text)
        }
    }

    /// What stands behind the number: the pause that waits, then the queue, each with what room is left.
    private func rest(_ queue: String, _ pause: String, room: Int) -> String {
        var (text, room) = ("", room)
        for piece in [pause, queue] where !piece.isEmpty && room > 3 {
            let shown = " " + clipped(piece, to: room - 1, ellipsis: state.glyph(.ellipsis))
            text += shown
            room -= TextWidth.of(shown)
        }
        return text
    }

    /// Why a pause waits, and where when that is not everywhere.
    private func waitingPause(_ agent: Agent, _ server: ServerBoard) -> String {
        let reason = agent.pausedReason.isEmpty ? "paused" : agent.pausedReason
        return agent.pausedQueues.isEmpty ? reason : "in \(places(agent, server)): \(reason)"
    }

    /// The queues of a pause that does not hold in all of them: the one, or how many.
    private func places(_ agent: Agent, _ server: ServerBoard) -> String {
        if agent.pausedQueues.count == 1 { return state.options.name(agent.pausedQueues[0], of: server.name) }
        return "\(agent.pausedQueues.count) of \(agent.queues.count)"
    }

    /// How long ago an epoch second of the PBX was; nothing for never.
    private func last(_ moment: Int64, now: Int64) -> String {
        moment > 0 ? Durations.age(seconds: Durations.seconds(from: moment, to: now)) : ""
    }

    // MARK: Channels

    private func paint(
        _ channel: Channel, _ caller: Caller?, _ server: ServerBoard, now: Int64, on painter: inout Painter, x: Int,
        y: Int
    ) {
        let look = channel.look(isWaiting: caller != nil)
        for column in placed {
            guard let kind = ChannelColumn(rawValue: column.index) else { continue }
            switch kind {
            case .state:
                put(
                    painter.glyph(look.glyph) + " " + look.word + channel.recordingMark, look.style, column,
                    on: &painter, x: x, y: y)
            case .caller:
                let text = privacy.caller(name: channel.callerName, number: channel.callerNumber)
                put(text, .text, wide(column, channel), on: &painter, x: x, y: y)
            case .connected: put(connected(channel), .text, column, on: &painter, x: x, y: y)
            case .place:
                if let caller {
                    let queue = state.options.name(caller.queue, of: server.name)
                    put("\(queue) #\(caller.position)", .channelWaiting, column, on: &painter, x: x, y: y)
                } else {
                    let spying = spying(channel, server)
                    put(
                        spying ?? channel.application, spying == nil ? .faint : .channelHold, column, on: &painter,
                        x: x,
                        y: y)
                }
            case .age: put(Durations.text(from: channel.createdAt, to: now), .faint, column, on: &painter, x: x, y: y)
            case .priority:
                if let priority = caller?.priority {
                    let (text, style) = figure(priority)
                    put(text, style, column, on: &painter, x: x, y: y)
                }
            case .duration:
                let since = channel.shownSince(waiting: caller)
                put(Durations.text(from: since, to: now), look.style, column, on: &painter, x: x, y: y)
            case .exten:
                let exten = privacy.text(channel.exten)
                let text = channel.context.isEmpty ? exten : "\(exten)@\(channel.context)"
                put(text, .faint, column, on: &painter, x: x, y: y)
            case .partner: put(partner(of: channel, server), .faint, column, on: &painter, x: x, y: y)
            case .channel: put(privacy.text(channel.name), .faint, column, on: &painter, x: x, y: y)
            case .server: put(server.name, .faint, column, on: &painter, x: x, y: y)
            }
        }
    }

    /// Who the channel is connected to. One that was originated with a caller ID has that as its connected line too
    /// (main/pbx.c), and so has one that came back from where it was parked: that is nobody else.
    private func connected(_ channel: Channel) -> String {
        if !channel.connectedNumber.isEmpty, channel.connectedNumber == channel.callerNumber { return "" }
        return privacy.caller(name: channel.connectedName, number: channel.connectedNumber)
    }

    /// The caller's place: that of whom they are connected to belongs to it while they are connected to nobody.
    private func wide(_ column: PlacedColumn, _ channel: Channel) -> PlacedColumn {
        guard let place = placed.firstIndex(of: column), placed.indices.contains(place + 1),
            placed[place + 1].index == ChannelColumn.connected.rawValue, connected(channel).isEmpty
        else { return column }
        let next = placed[place + 1]
        return PlacedColumn(index: column.index, x: column.x, width: next.x + next.width - column.x)
    }

    /// `heard by Kim Doe` or `hears Ana Lima`, of a channel that is listened to or listens (ChanSpy).
    private func spying(_ channel: Channel, _ server: ServerBoard) -> String? {
        func who(_ other: Channel) -> String {
            let party = privacy.caller(name: other.callerName, number: other.callerNumber)
            // Two channels of one number are told apart by their names.
            return party.isEmpty || other.callerNumber == channel.callerNumber ? privacy.text(other.name) : party
        }
        if let spied = channel.spiesOn.isEmpty ? nil : server.channel(uniqueID: channel.spiesOn) {
            return "hears \(who(spied))"
        }
        let spies = server.listeners(to: channel.uniqueID)
        guard let first = spies.first else { return nil }
        return "heard by \(who(first))\(spies.count > 1 ? " +\(spies.count - 1)" : "")"
    }

    /// Who else is in the bridge.
    private func partner(of channel: Channel, _ server: ServerBoard) -> String {
        guard !channel.bridgeID.isEmpty else { return "" }
        let others = server.channels(inBridge: channel.bridgeID).filter { $0.uniqueID != channel.uniqueID }
        guard let first = others.first else { return "" }
        return others.count == 1 ? first.name : "\(first.name) +\(others.count - 1)"
    }
}

/// Figures as text.
enum Figures {
    /// `77 %`, whole numbers: the detail view has the decimals.
    static func percent(_ value: Double) -> String { Percent.whole(value).map { "\($0) %" } ?? "" }

    /// `77.8 %`.
    static func exactPercent(_ value: Double) -> String {
        Percent.tenths(value).map { "\($0 / 10).\($0 % 10) %" } ?? ""
    }
}
