import CallCenter

/// The sums of every queue and agent in every window, looked up once for a document.
struct WindowSums {
    /// The windows besides the day, in the document's order.
    let kinds: [MetricWindow]
    private var queues: [String: [MetricWindow: [String: CallSums]]] = [:]
    private var days: [String: [String: CallSums]] = [:]
    private var agents: [String: [String: AgentSums]] = [:]
    private let rule: (_ queue: String, _ server: String) -> ServiceRule

    init(
        _ board: Board, at now: Int64, shifts: ShiftTimes,
        rule: @escaping (_ queue: String, _ server: String) -> ServiceRule
    ) {
        self.rule = rule
        kinds = [.quarter, .halfHour, .hour] + (shifts.starts.isEmpty ? [] : [.shift])
        for server in board.servers {
            let ofServer = { (queue: String) in rule(queue, server.name) }
            for window in kinds {
                guard let start = server.start(of: window, at: now, shifts: shifts) else { continue }
                queues[server.name, default: [:]][window] = server.sums(from: start, rule: ofServer)
            }
            guard let start = server.start(of: .today, at: now, shifts: shifts) else { continue }
            agents[server.name] = server.agentSums(from: start, until: now)
            if server.ledgerBegins == nil, server.queues.contains(where: { !ofServer($0.name).isPlain }) {
                days[server.name] = server.sums(from: start, rule: ofServer)
            }
        }
    }

    func sums(_ window: MetricWindow, _ queue: Queue, of server: ServerBoard) -> CallSums {
        queues[server.name]?[window]?[queue.name] ?? CallSums()
    }

    func agent(_ id: String, of server: ServerBoard) -> AgentSums { agents[server.name]?[id] ?? AgentSums() }

    /// The day's sums; where the configuration judges in the PBX's place, judged by it.
    func today(_ queue: Queue, of server: ServerBoard) -> CallSums {
        guard !rule(queue.name, server.name).isPlain, let day = days[server.name] else { return queue.today }
        return queue.today.judged(as: day[queue.name] ?? CallSums())
    }
}
