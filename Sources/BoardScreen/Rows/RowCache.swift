import CallCenter

/// The rows of each panel in their order, and what only a look at every agent, caller and channel can tell.
///
/// On a small board it is made anew whenever the board changed, on larger ones a few times a second or less, so that it
/// never takes more than a hundredth of a core: rows that change places twenty times a second cannot be read anyway.
/// What stands in the rows is always the board's newest, and a person's wish is obeyed at once.
struct RowCache: Sendable {
    /// Entities of each panel, filtered and sorted. Of panels beyond the main three only those that are shown.
    private(set) var orders = [[Entity]](repeating: [], count: Panel.allCases.count)
    /// Rows of each panel before the filter.
    private(set) var totals = [Int](repeating: 0, count: Panel.allCases.count)
    private(set) var counts = AgentCounts()
    private(set) var queueCounts: [Entity: AgentCounts] = [:]
    private(set) var waiting = 0
    /// When the longest wait of each server began; nil when nobody waits there.
    private(set) var oldestJoins: [Int64?] = []
    /// Queues with a breach, in the board's order.
    private(set) var alarms: [String] = []
    /// Callers by channel.
    private(set) var callers: [Entity: Caller] = [:]
    /// The figures of the period that is shown.
    private(set) var figures = WindowFigures()
    /// Who is one person.
    private(set) var people = People()

    private var version: [Int] = []
    private var settings: [Setting] = []
    private var scope = BoardScope()
    private(set) var refreshedAt = Int64.min
    private var hasRefreshed = false

    private struct Setting: Sendable, Equatable {
        var sort: SortOrder
        var filter: String
        var isMasked: Bool
    }

    /// Rows beyond which an order stands for a while.
    static let smallBoard = 300
    /// Rows beyond which reading all of them is felt.
    static let largeBoard = 5_000
    /// How long it stands, in µs: reading fifteen thousand rows takes some ten milliseconds.
    static func pace(rows: Int) -> Int64 { rows > largeBoard ? 3_000_000 : 1_000_000 }

    /// Makes the orders anew if the board or the wishes changed.
    mutating func refresh(
        _ board: Board, now: Int64, lists: [ListState], options: ScreenOptions, isMasked: Bool,
        scope: BoardScope = BoardScope()
    ) {
        let settings = lists.prefix(Panel.main.count).map {
            Setting(sort: $0.sort, filter: $0.filter, isMasked: isMasked)
        }
        let version = Self.version(of: board)
        let age = now >= refreshedAt ? now &- refreshedAt : Int64.max
        if settings == self.settings, scope == self.scope, hasRefreshed {
            let rows = totals[0] + totals[1] + totals[2]
            let isLarge = rows > Self.smallBoard
            // Time alone ends a wrap-up, so an unchanged board is looked at again once a second.
            let pace = isLarge ? Self.pace(rows: rows) : 0
            if age < (version == self.version ? max(1_000_000, pace) : pace) { return }
        }
        self.settings = settings
        self.scope = scope
        self.version = version
        refreshedAt = now
        hasRefreshed = true
        figures.refresh(board, window: scope.window, options: options, now: now)
        read(board, now: now, lists: lists, options: options, privacy: Privacy(isMasked: isMasked))
    }

    /// Takes the rows of a panel beyond the main three, which reads them itself.
    mutating func take(_ rows: ListRows, of panel: Panel) {
        guard !panel.isMain else { return }
        orders[panel.rawValue] = rows.order
        totals[panel.rawValue] = rows.total
    }

    /// Puts some rows of a panel before the others; both keep their order.
    mutating func raise(_ panel: Panel, where isFirst: (Entity) -> Bool) {
        let order = orders[panel.rawValue]
        orders[panel.rawValue] = order.filter(isFirst) + order.filter { !isFirst($0) }
    }

    /// Lets the rows of a panel stand where they stood.
    mutating func keep(_ panel: Panel, as order: [Entity]) {
        orders[panel.rawValue] = Stillness.order(orders[panel.rawValue], as: order)
    }

    private static func version(of board: Board) -> [Int] {
        var version: [Int] = []
        for server in board.servers {
            version += [server.events, server.audit.checked, server.audit.corrected, server.hasSnapshot ? 1 : 0]
        }
        return version
    }

    private mutating func read(
        _ board: Board, now: Int64, lists: [ListState], options: ScreenOptions, privacy: Privacy
    ) {
        counts = AgentCounts()
        queueCounts.removeAll(keepingCapacity: true)
        callers.removeAll(keepingCapacity: true)
        waiting = 0
        alarms.removeAll(keepingCapacity: true)
        oldestJoins = [Int64?](repeating: nil, count: board.servers.count)
        for panel in Panel.main { totals[panel.rawValue] = 0 }
        let filters = lists.map { RowFilter($0.filter) }
        var queueRows: [SortRow] = []
        var agentRows: [SortRow] = []
        var channelRows: [SortRow] = []
        let agentColumn = AgentColumn(rawValue: lists[1].sort.column) ?? .state
        let channelColumn = ChannelColumn(rawValue: lists[2].sort.column) ?? .state
        people.join(board, options.people, scope: scope, now: now)
        for (index, server) in board.servers.enumerated() where scope.includes(index) {
            // By the queue's number: nothing to hash, five thousand times.
            var perQueue = [AgentCounts](repeating: AgentCounts(), count: server.queueNumberLimit)
            let moment = server.shownMoment(now)
            // In no order: they are about to be put into one.
            for agent in server.agentSketches(at: moment) {
                let id = agent.id
                agent.forEachQueue { perQueue[$0.number].add($1) }
                let entity = Entity.agent(server: index, id: id)
                if people.isAnything {
                    // Somebody who is several agents is counted once, and is as the one that says most.
                    guard let person = people.row(entity) else { continue }
                    counts.add(person.agent.state, isPausing: person.agent.pausesAfterCall)
                    totals[1] += 1
                    if scope.hidesLoggedOut, person.agent.state == .unavailable { continue }
                    if filters[1].isEmpty || filters[1].accepts(person.agent, person.servers, privacy) {
                        agentRows.append(
                            SortRow(person.agent, agentColumn, entity, person.servers, sums: sums(of: entity)))
                    }
                    continue
                }
                counts.add(agent.state, isPausing: agent.pausesAfterCall)
                totals[1] += 1
                if scope.hidesLoggedOut, agent.state == .unavailable { continue }
                if filters[1].isEmpty
                    || server.agent(id, at: moment).map({ filters[1].accepts($0, server.name, privacy) }) ?? false
                {
                    agentRows.append(SortRow(agent, agentColumn, entity, server.name, sums: sums(of: entity)))
                }
            }
            for queue in server.queueSketches where perQueue[queue.number] != AgentCounts() {
                queueCounts[.queue(server: index, name: queue.name)] = perQueue[queue.number]
            }
            for caller in server.callers {
                let entity = Entity.channel(server: index, uniqueID: caller.uniqueID)
                callers[entity] = caller
                oldestJoins[index] = min(oldestJoins[index] ?? caller.joinedAt, caller.joinedAt)
            }
            let lateness = now &- moment
            for channel in server.channelSketches {
                let entity = Entity.channel(server: index, uniqueID: channel.uniqueID)
                totals[2] += 1
                let caller = callers.isEmpty ? nil : callers[entity]
                if filters[2].isEmpty || filters[2].accepts(channel.value, caller, server.name, privacy) {
                    channelRows.append(
                        SortRow(channel, caller, channelColumn, entity, server.name, lateness: lateness))
                }
            }
        }
        let queueColumn = QueueColumn(rawValue: lists[0].sort.column) ?? .name
        for (index, server) in board.servers.enumerated() where scope.includes(index) {
            let now = server.shownMoment(now)
            for queue in server.queues {
                let entity = Entity.queue(server: index, name: queue.name)
                waiting += queue.waiting
                totals[0] += 1
                let wait = queue.waiting > 0 ? server.longestWait(of: queue.name, at: now).map { $0 / 1_000_000 } : nil
                let look = options.look(queue.name, of: server.name)
                let sums = figures.sums(queue, entity)
                if QueueAlarms.isBreached(queue, sums, wait: wait, look) { alarms.append(look.display ?? queue.name) }
                let texts = [look.display ?? queue.name, queue.name, server.name, queue.strategy, look.group ?? ""]
                guard filters[0].isEmpty || filters[0].accepts(texts) else { continue }
                queueRows.append(
                    SortRow(
                        queue, queueColumn, entity, server: server, counts: queueCounts[entity] ?? AgentCounts(),
                        now: now, sums: sums, look: look))
            }
        }
        orders[0] = SortRow.sorted(queueRows, descending: lists[0].sort.isDescending)
        orders[1] = SortRow.sorted(agentRows, descending: lists[1].sort.isDescending)
        orders[2] = SortRow.sorted(channelRows, descending: lists[2].sort.isDescending)
    }
}

/// Of what the board is shown: a period, and one server or all.
struct BoardScope: Sendable, Equatable {
    var window = MetricWindow.today
    /// Index of the only server that is shown; nil is all.
    var server: Int?
    /// Agents whose device cannot be reached are counted, and not shown.
    var hidesLoggedOut = false

    func includes(_ index: Int) -> Bool { server == nil || server == index }
}

extension RowCache {
    /// What a person did in the period, in all their places.
    func sums(of entity: Entity) -> AgentSums { people.sums(of: entity, figures.agents) }

    /// The longest wait of all in seconds, of each server as of the moment that is shown of it; nil when nobody waits.
    func longestWait(_ board: Board, now: Int64) -> Int64? {
        zip(board.servers, oldestJoins).compactMap { server, join in
            join.map { Durations.seconds(from: $0, to: server.shownMoment(now)) }
        }.max()
    }
}

extension RowFilter {
    func accepts(_ agent: Agent, _ server: String, _ privacy: Privacy) -> Bool {
        accepts(
            agent.name, agent.id, agent.state.word, agent.pausedReason, agent.queues.joined(separator: " "), server,
            privacy.party(agent.call?.otherParty ?? ""))
    }

    /// Looks at what is shown: a filter must not find out what the mask hides.
    func accepts(_ channel: Channel, _ caller: Caller?, _ server: String, _ privacy: Privacy) -> Bool {
        accepts(
            channel.name, channel.state.word, caller.map { "waiting " + $0.queue } ?? "",
            privacy.number(channel.callerNumber), privacy.name(channel.callerName),
            privacy.number(channel.connectedNumber), privacy.name(channel.connectedName), channel.application,
            channel.context, channel.exten, server)
    }
}
