import CallCenter

/// What the wall says of a queue, or of all of them.
struct WallTile: Sendable, Equatable {
    struct Value: Sendable, Equatable {
        var figure: WallState.Figure
        var text: String
        /// Of a queue: idle, waiting, warning or breach.
        var style: StyleName
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
}

extension ScreenState {
    /// A tile for each queue in the order of the queues' panel, after one for all of them.
    func wallTiles(_ board: Board, now: Int64) -> [WallTile] {
        guard let wall else { return [] }
        var tiles: [WallTile] = []
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
            tiles.append(
                figures.tile(title: look.display ?? name, queue: entity, wall.figures, isOld: server.isOld))
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
                title: "all \(tiles.count) queues", queue: nil, wall.figures, isOld: looksOld(board))
            // All queues are as well as the worst of them, whatever their sums say.
            tile.worst = tiles.reduce(tile.worst) { $0.worse($1.worst) }
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

    func tile(title: String, queue: Entity?, _ figures: [WallState.Figure], isOld: Bool) -> WallTile {
        let values = figures.map { WallTile.Value(figure: $0, text: text($0), style: isOld ? .queueIdle : style($0)) }
        let now: [StyleName] = [style(.waiting), style(.longest)] + (figures.first.map { [style($0)] } ?? [])
        let worst = [.waiting, .longest, .level, .lost].map(style)
        return WallTile(
            title: title, queue: queue, values: values,
            style: isOld ? .queueIdle : now.reduce(.queueIdle) { $0.worse($1) },
            worst: isOld ? .queueIdle : worst.reduce(.queueIdle) { $0.worse($1) })
    }

    private func text(_ figure: WallState.Figure) -> String {
        switch figure {
        case .waiting: "\(waiting)"
        case .longest: wait.map { Durations.text(seconds: $0) } ?? "-"
        case .level: level.map { "\(Int(min(max($0, 0), 100).rounded(.down)))%" } ?? "-"
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
