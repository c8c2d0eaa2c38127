import CallCenter

/// The figures of the period that is shown, of each queue and agent. Made anew once a second, when the ledger is looked
/// through; the day's own sums are always the newest.
struct WindowFigures: Sendable {
    /// Queues whose figures are not simply the day's sums.
    private var queues: [Entity: CallSums] = [:]
    private(set) var agents: [Entity: AgentSums] = [:]
    private var second = Int64.min
    private var window = MetricWindow.today

    /// A queue's figures in the period.
    func sums(_ queue: Queue, _ entity: Entity) -> CallSums {
        queues[entity] ?? (window == .today ? queue.today : CallSums())
    }

    mutating func refresh(_ board: Board, window: MetricWindow, options: ScreenOptions, now: Int64) {
        // A long day of many agents is looked through less often.
        let intervals = board.servers.reduce(0) { $0 + $1.intervalsRecorded }
        let second = now / (intervals > 20_000 ? 10_000_000 : intervals > 2_000 ? 5_000_000 : 1_000_000)
        guard second != self.second || window != self.window else { return }
        self.second = second
        self.window = window
        queues.removeAll(keepingCapacity: true)
        agents.removeAll(keepingCapacity: true)
        for (index, server) in board.servers.enumerated() {
            let moment = server.shownMoment(now)
            guard let start = server.start(of: window, at: moment, shifts: options.shifts) else { continue }
            for (agent, sums) in server.agentSums(from: start, until: moment) {
                agents[.agent(server: index, id: agent)] = sums
            }
            let isPlain = options.shortAbandon == 0 && options.queues.values.allSatisfy(\.rule.isPlain)
            if window == .today, isPlain { continue }
            let found = server.sums(from: start) { options.look($0, of: server.name).rule }
            for queue in server.queues {
                let entity = Entity.queue(server: index, name: queue.name)
                let sums = found[queue.name] ?? CallSums()
                guard window == .today else {
                    queues[entity] = sums
                    continue
                }
                // How calls are judged is in the calls, while all are kept.
                guard !options.look(queue.name, of: server.name).rule.isPlain, server.ledgerBegins == nil else {
                    continue
                }
                queues[entity] = queue.today.judged(as: sums)
            }
        }
    }
}
