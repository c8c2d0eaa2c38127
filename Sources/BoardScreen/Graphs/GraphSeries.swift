import CallCenter

/// A history as columns of a graph: each shows the pieces that lie in it.
struct GraphSeries {
    let history: History
    /// Pieces that have begun.
    private let begun: Int

    /// - Parameter now: what lies behind it has not happened yet.
    init(_ history: History, now: Int64) {
        self.history = history
        let span = history.span
        begun = now >= span.end ? span.count : span.piece(at: now).map { $0 + 1 } ?? 0
    }

    /// A figure of every known piece that has begun, without those that have none.
    func values(_ figure: (History, Int) -> Double?) -> [Double] {
        (0..<begun).filter { history.isKnown[$0] }.compactMap { figure(history, $0) }
    }

    /// The largest of them, 0 at least.
    func most(_ figure: (History, Int) -> Double) -> Double { values { figure($0, $1) }.max() ?? 0 }

    /// A figure for each of so many columns, of the known pieces in it; nil where there are none.
    func columns<Value>(_ count: Int, _ figure: (History, [Int]) -> Value?) -> [Value?] {
        (0..<count).map { column in
            let pieces = pieces(column, of: count).filter { history.isKnown[$0] }
            return pieces.isEmpty ? nil : figure(history, pieces)
        }
    }

    /// Whether anything is known in each of so many columns; nil for those to come.
    func known(_ count: Int) -> [Bool?] {
        (0..<count).map { column in
            let pieces = pieces(column, of: count)
            return pieces.isEmpty ? nil : pieces.contains { history.isKnown[$0] }
        }
    }

    private func pieces(_ column: Int, of count: Int) -> [Int] {
        let all = history.span.count
        let first = column * all / count
        let last = max(first, ((column + 1) * all + count - 1) / count - 1)
        return Array(first..<max(first, min(begun, last + 1)))
    }
}

/// Rounded ends of scales, and ticks of time.
enum GraphScale {
    /// The smallest round number that is not below a figure: 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20 and so on.
    static func top(_ most: Double) -> Int {
        if let small = [1, 2, 3, 4, 5, 6, 8].first(where: { Double($0) >= most }) { return small }
        var power = 1
        while power < 100_000_000 {
            let round = [10, 12, 15, 20, 30, 40, 50, 60, 80]
            if let factor = round.first(where: { Double($0 * power) >= most }) { return factor * power }
            power *= 10
        }
        return power * 10
    }

    /// The row of a share of the scale, from above.
    static func row(_ share: Double, rows: Int) -> Int {
        min(rows - 1, max(0, Int(((1 - share) * Double(rows - 1)).rounded())))
    }

    /// The label of the middle; none where it is no whole number.
    static func half(_ top: Int) -> String { top % 2 == 0 ? "\(top / 2)" : "" }

    /// Moments to label, at whole quarters or hours of local time, as many as there is room for.
    static func ticks(_ span: HistorySpan, period: GraphState.Period, width: Int, offset: Int) -> [Int64] {
        let minutes = period == .hour ? [5, 10, 15, 20, 30] : [60, 120, 180, 240, 360, 720]
        let most = max(1, width / 10)
        let length = (span.end - span.start) / 60_000_000
        let step = Int64(minutes.first { length / Int64($0) <= Int64(most) } ?? minutes[minutes.count - 1]) * 60_000_000
        let shift = Int64(offset) * 1_000_000
        var moment = (span.start + shift + step - 1) / step * step - shift
        var ticks: [Int64] = []
        while moment < span.end {
            ticks.append(moment)
            moment += step
        }
        return ticks
    }
}

extension AgentActivity {
    /// In the order of the graph from below, as bars have them.
    static let stacked: [[AgentActivity]] = [
        [.onCall, .onHold], [.busy], [.ringing], [.wrapUp], [.available], [.paused], [.unavailable],
    ]

    /// The state whose sign and colour fill each of them, as everywhere else on the board.
    static let states: [AgentState] = [.onCall, .busy, .ringing, .wrapUp, .available, .paused, .unavailable]
}

extension PastWeek {
    /// `Friday`, of a moment.
    static func weekday(_ moment: Int64, offset: Int) -> String {
        let seconds = moment / 1_000_000 + Int64(offset)
        let day = (seconds - (seconds % 86_400 + 86_400) % 86_400) / 86_400
        // 1970 began on a Thursday.
        let names = ["Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday"]
        return names[Int((day % 7 + 7) % 7)]
    }
}

extension PanelScene {
    /// How the graph's queue is judged; the board's own rules for all together.
    func look(_ queue: Entity?) -> QueueLook {
        if case .queue(let index, let name) = queue, board.servers.indices.contains(index) {
            return state.options.look(name, of: board.servers[index].name)
        }
        let options = state.options
        return QueueLook(
            display: nil, group: nil, variant: options.serviceLevel,
            rule: ServiceRule(shortAbandon: options.shortAbandon), thresholds: options.thresholds)
    }

    /// Callers who wait now, as the rows have them.
    func waiting(_ queue: Entity?) -> Int {
        guard case .queue(let index, let name) = queue else { return state.rows.waiting }
        return board.servers.indices.contains(index) ? board.servers[index].queue(name)?.waiting ?? 0 : 0
    }

    /// From how many waiting callers a graph shows a breach; of all queues together none is known.
    func breach(_ queue: Entity?) -> Double {
        queue == nil ? .infinity : Double(look(queue).thresholds.waitingBreach)
    }
}

extension ScreenState {
    /// `support`, or `all 6 queues`.
    func title(of graphs: GraphState, _ board: Board) -> String {
        guard case .queue(let index, let name)? = graphs.queue else {
            let place = scope.server.flatMap {
                board.servers.indices.contains($0) ? " of \(board.servers[$0].name)" : nil
            }
            return "all \(rows.totals[0]) queues\(place ?? "")"
        }
        guard board.servers.indices.contains(index) else { return name }
        let server = board.servers[index].name
        return options.name(name, of: server) + (board.servers.count > 1 ? " on \(server)" : "")
    }

    /// Opens the graphs: of the selected queue while the queues have the focus, else of all.
    mutating func openGraphs() {
        graphs = GraphState(queue: focus == .queues ? detail?.entity ?? self[.queues].selection : detail?.entity)
        if case .queue? = graphs?.queue {} else { graphs?.queue = nil }
    }

    /// Asks for the day a week before the one that is shown, once for each day, while graphs are shown.
    mutating func recallWeek(now: Int64) -> [ScreenEffect] {
        guard graphs != nil, options.canTravel || isPast else { return [] }
        let day = (now / 1_000_000 + Int64(options.utcOffset)) / 86_400
        guard day != recalledFor else { return [] }
        recalledFor = day
        pastWeek = nil
        return [.recall(weekBefore: now)]
    }

    /// A key while the graphs are shown; nil when it means what it means elsewhere.
    mutating func receivedInGraphs(_ command: ScreenCommand) -> [ScreenEffect]? {
        switch command {
        case .left, .up, .previousPanel, .sortLeft: turnGraphs(-1)
        case .right, .down, .nextPanel, .sortRight: turnGraphs(1)
        case .window:
            let isHour = graphs?.period == .hour
            graphs?.period = isHour ? .day : .hour
        case .back, .graphs: graphs = nil
        case .top: graphs?.queue = nil
        case .zoom, .open, .mark, .filter, .invert, .pageUp, .pageDown, .bottom, .alarmsFirst: break
        default: return nil
        }
        return []
    }

    /// The next queue in the order of the queues' panel, with all of them before the first.
    private mutating func turnGraphs(_ step: Int) {
        let ring: [Entity?] = [nil] + rows.orders[Panel.queues.rawValue]
        let place = ring.firstIndex(of: graphs?.queue) ?? 0
        graphs?.queue = ring[(place + step + ring.count) % ring.count]
    }
}
