import CallCenter

/// What the wall says of a queue, or of all of them.
struct WallTile: Sendable, Equatable {
    struct Value: Sendable, Equatable {
        var figure: WallState.Figure
        var text: String
        /// Of a queue: idle, waiting, warning or breach.
        var style: StyleName
        /// Nobody has chosen it: it is there because some queue is in alarm by it.
        var isAdded = false

        /// It asks for attention.
        var alarms: Bool { style == .queueBreach || style == .queueWarning }
    }

    var title: String
    /// The queue; nil is all of them.
    var queue: Entity?
    /// In the wall's order: the first is the large one.
    var values: [Value]
    /// How the callers of this moment and the large figure stand: what colours the whole tile.
    var style: StyleName
    /// How the worst of its figures stands.
    var worst: StyleName
    /// Of all queues together: whose figures those are.
    var worstPlaces: [String] = []

    /// What asks for attention, beside its sign: a queue's own figures say why, those of all together say where.
    var worstWord: String {
        switch worstPlaces.count {
        case 0: worst == .queueBreach ? "alarm" : "warning"
        case 1: worstPlaces[0]
        default: "\(worstPlaces.count) queues"
        }
    }
}

extension ScreenState {
    /// A tile for each queue in the order of the queues' panel, after one for all of them.
    func wallTiles(_ board: Board, now: Int64) -> [WallTile] {
        guard let wall else { return [] }
        var found: [(figures: WallFigures, title: String, queue: Entity, isOld: Bool)] = []
        var all = CallSums()
        var hasLevel = false
        for entity in rows.orders[Panel.queues.rawValue] {
            guard case .queue(let index, let name) = entity, board.servers.indices.contains(index),
                let queue = board.servers[index].queue(name)
            else { continue }
            let server = board.servers[index]
            let look = options.look(name, of: server.name)
            let sums = rows.figures.sums(queue, entity)
            let level = QueueAlarms.shownLevel(queue, sums, look)
            hasLevel = hasLevel || level != nil
            all = all + sums
            let wait =
                queue.waiting > 0
                ? server.longestWait(of: name, at: server.shownMoment(now)).map { $0 / 1_000_000 } : nil
            let figures = WallFigures(
                waiting: queue.waiting, wait: wait, level: level, sums: sums,
                counts: rows.queueCounts[entity] ?? AgentCounts(), thresholds: look.thresholds)
            found.append((figures, look.display ?? name, entity, server.isOld))
        }
        // The figure that is in alarm is among those that are shown, whichever were chosen.
        let added = WallFigures.judged.filter { figure in
            !wall.figures.contains(figure)
                && found.contains { !$0.isOld && $0.figures.value(figure, isOld: false).alarms }
        }
        var tiles = found.map {
            $0.figures.tile(title: $0.title, queue: $0.queue, wall.figures, added, isOld: $0.isOld)
        }
        if tiles.count > 1 {
            var thresholds = options.thresholds
            // How many may wait in all queues together nobody has said.
            (thresholds.waitingWarning, thresholds.waitingBreach) = (.max, .max)
            let figures = WallFigures(
                waiting: rows.waiting, wait: rows.longestWait(board, now: now),
                level: hasLevel ? all.level(options.serviceLevel) : nil, sums: all, counts: rows.counts,
                thresholds: thresholds)
            var tile = figures.tile(
                title: "all \(tiles.count) queues", queue: nil, wall.figures, added, isOld: looksOld(board))
            // All queues are as well as the worst of them, whatever their sums say.
            tile.worst = tiles.reduce(tile.worst) { $0.worse($1.worst) }
            if tile.worst == .queueBreach || tile.worst == .queueWarning {
                tile.worstPlaces = tiles.filter { $0.worst == tile.worst }.map(\.title)
            }
            tiles.insert(tile, at: 0)
        }
        return tiles
    }
}

/// A queue's figures, and how they stand.
private struct WallFigures {
    var waiting: Int
    /// Of the caller who waits longest, in seconds.
    var wait: Int64?
    /// In percent.
    var level: Double?
    var sums: CallSums
    var counts: AgentCounts
    var thresholds: Thresholds

    /// Those with thresholds.
    static let judged: [WallState.Figure] = [.waiting, .longest, .level, .lost]

    func value(_ figure: WallState.Figure, isOld: Bool) -> WallTile.Value {
        WallTile.Value(figure: figure, text: text(figure), style: isOld ? .queueIdle : style(figure))
    }

    /// - Parameter added: figures beyond the chosen ones by which some queue is in alarm.
    func tile(
        title: String, queue: Entity?, _ figures: [WallState.Figure], _ added: [WallState.Figure], isOld: Bool
    ) -> WallTile {
        var values = figures.map { value($0, isOld: isOld) }
        for figure in added {
            values.append(value(figure, isOld: isOld))
            values[values.count - 1].isAdded = true
        }
        let now: [StyleName] = [style(.waiting), style(.longest)] + (figures.first.map { [style($0)] } ?? [])
        let worst = Self.judged.map(style)
        return WallTile(
            title: title, queue: queue, values: values,
            style: isOld ? .queueIdle : now.reduce(.queueIdle) { $0.worse($1) },
            worst: isOld ? .queueIdle : worst.reduce(.queueIdle) { $0.worse($1) })
    }

    private func text(_ figure: WallState.Figure) -> String {
        switch figure {
        case .waiting: "\(waiting)"
        case .longest: wait.map { Durations.text(seconds: $0) } ?? "-"
        case .level: level.flatMap(Percent.whole).map { "\($0)%" } ?? "-"
        case .free: "\(counts.free)"
        case .onCall: "\(counts.onCall)"
        case .paused: "\(counts.paused)"
        case .answered: "\(sums.answered)"
        case .lost: "\(sums.abandoned + sums.timedOut)"
        }
    }

    private func style(_ figure: WallState.Figure) -> StyleName {
        switch figure {
        case .waiting:
            waiting >= thresholds.waitingBreach
                ? .queueBreach
                : waiting >= thresholds.waitingWarning ? .queueWarning : waiting > 0 ? .queueWaiting : .queueIdle
        case .longest: wait.map { QueueAlarms.wait(seconds: $0, thresholds) } ?? .queueIdle
        case .level: level.map { QueueAlarms.level($0, thresholds) } ?? .queueIdle
        case .lost: QueueAlarms.lost(sums, thresholds)
        case .free, .onCall, .paused, .answered: .text
        }
    }
}

extension StyleName {
    /// The one of two states of a queue that asks for more attention.
    fileprivate func worse(_ other: StyleName) -> StyleName {
        let order: [StyleName] = [.queueIdle, .faint, .text, .queueWaiting, .queueWarning, .queueBreach]
        return (order.firstIndex(of: other) ?? 0) > (order.firstIndex(of: self) ?? 0) ? other : self
    }
}
