import CallCenter
import Cells

/// The queues that are shown, summed up for the last line of their panel. Read when the rows were, not for each frame.
struct QueueTotals: Sendable, Equatable {
    var queues = 0
    var waiting = 0
    var sums = CallSums()
    /// Agents in these queues, each once.
    var counts = AgentCounts()
    /// A queue of them has a service level to judge by.
    var hasLevel = false
    /// When the longest wait began, by server.
    private var oldest: [Int: Int64] = [:]
    /// What it was read for.
    private var stamp = Int64.min
    private var scope = BoardScope()
    private var filter = ""

    mutating func refresh(_ state: ScreenState, _ board: Board, now: Int64) {
        let filter = state[.queues].filter
        if stamp == state.rows.refreshedAt, scope == state.scope, filter == self.filter { return }
        self = QueueTotals()
        (stamp, scope, self.filter) = (state.rows.refreshedAt, state.scope, filter)
        var names: [Int: Set<String>] = [:]
        for entity in state.rows.orders[Panel.queues.rawValue] {
            guard case .queue(let index, let name) = entity, board.servers.indices.contains(index),
                let queue = board.servers[index].queue(name)
            else { continue }
            let server = board.servers[index]
            queues += 1
            waiting += queue.waiting
            sums = sums + state.rows.figures.sums(queue, entity)
            hasLevel = hasLevel || queue.serviceLevel > 0 || state.options.look(name, of: server.name).rule.level != nil
            names[index, default: []].insert(name)
            if queue.waiting > 0, let wait = server.longestWait(of: name, at: server.shownMoment(now)) {
                let join = server.shownMoment(now) - wait
                oldest[index] = min(oldest[index] ?? join, join)
            }
        }
        guard !filter.isEmpty else {
            counts = state.rows.counts
            return
        }
        var people = PeopleCount(state.rows.people)
        for (index, names) in names {
            let server = board.servers[index]
            for agent in server.agentSketches(at: server.shownMoment(now)) {
                var isIn = false
                agent.forEachQueue { queue, _ in isIn = isIn || names.contains(queue.name) }
                if isIn { people.add(.agent(server: index, id: agent.id), agent.state, to: &counts) }
            }
        }
    }

    /// Seconds of the longest wait; nil when nobody waits.
    func longest(_ board: Board, now: Int64) -> Int64? {
        oldest.compactMap { index, join in
            board.servers.indices.contains(index)
                ? Durations.seconds(from: join, to: board.servers[index].shownMoment(now)) : nil
        }.max()
    }

    /// The text of a column; nil where a sum says nothing.
    func text(_ column: QueueColumn, variant: ServiceLevelVariant, _ board: Board, now: Int64) -> String? {
        switch column {
        case .name: "Total of \(queues)"
        case .waiting: "\(waiting)"
        case .longest: longest(board, now: now).map { Durations.text(seconds: $0) }
        case .level: hasLevel ? sums.level(variant).map { Figures.percent($0) } : nil
        case .answered: "\(sums.answered)"
        case .abandoned: "\(sums.abandoned)"
        case .timedOut: "\(sums.timedOut)"
        case .speed: Durations.mean(sums.averageSpeedOfAnswer)
        case .handle: Durations.mean(sums.averageHandleTime)
        case .free: "\(counts.free)"
        case .onCall: "\(counts.onCall)"
        case .busy: "\(counts.busy)"
        case .ringing: "\(counts.ringing)"
        case .wrapUp: "\(counts.wrapUp)"
        case .paused: "\(counts.paused)"
        case .out: "\(counts.out)"
        case .offered: "\(sums.offered)"
        case .longestPast: sums.longestWait > 0 ? Durations.mean(Double(sums.longestWait)) : nil
        case .rate: sums.abandonRate.map { Figures.percent($0) }
        case .byKey: "\(sums.leftByKey)"
        case .transferred: "\(sums.transferred)"
        default: nil
        }
    }
}

extension Painter {
    /// The last line of the queues' panel: all that are shown, summed up.
    mutating func totals(
        _ state: ScreenState, board: Board, now: Int64, columns: [Column], placed: [PlacedColumn], x: Int, in row: Rect
    ) {
        fill(row, .heading)
        for column in placed {
            guard let kind = QueueColumn(rawValue: column.index),
                let text = state.totals.text(kind, variant: state.options.serviceLevel, board, now: now)
            else { continue }
            put(text, in: column, at: x, y: row.y, .strong, columns[column.index].alignment)
        }
    }
}
