import CallCenter
import Cells

/// What a tile says.
struct WallTile: Sendable, Equatable {
    var title: String
    /// The large figure.
    var figure: String
    /// What it counts, and the other figures.
    var lines: [String]
    var style: StyleName
}

extension ScreenState {
    /// A tile for each queue in the order of the queues' panel, after one for all of them.
    func wallTiles(_ board: Board, now: Int64) -> [WallTile] {
        var tiles: [WallTile] = []
        for entity in rows.orders[Panel.queues.rawValue] {
            guard case .queue(let index, let name) = entity, board.servers.indices.contains(index),
                let queue = board.servers[index].queue(name)
            else { continue }
            let server = board.servers[index]
            let moment = server.shownMoment(now)
            let wait = queue.waiting > 0 ? server.longestWait(of: name, at: moment).map { $0 / 1_000_000 } : nil
            let look = options.look(name, of: server.name)
            let sums = rows.figures.sums(queue, entity)
            let level = QueueAlarms.shownLevel(queue, sums, look)
            let free = (rows.queueCounts[entity] ?? AgentCounts()).free
            var style = QueueAlarms.waiting(queue, look.thresholds)
            if let wait { style = style.worse(QueueAlarms.wait(seconds: wait, look.thresholds)) }
            if wall?.figure == .level, let level { style = style.worse(QueueAlarms.level(level, look.thresholds)) }
            if server.isOld { style = .queueIdle }
            tiles.append(
                WallTile(
                    title: look.display ?? name,
                    figure: figure(waiting: queue.waiting, wait: wait, level: level, free: free),
                    lines: lines(waiting: queue.waiting, wait: wait, level: level, free: free), style: style))
        }
        if tiles.count > 1 {
            let wait = rows.longestWait(board, now: now)
            let thresholds = options.thresholds
            tiles.insert(
                WallTile(
                    title: "all \(tiles.count) queues",
                    figure: figure(waiting: rows.waiting, wait: wait, level: nil, free: rows.counts.free),
                    lines: lines(waiting: rows.waiting, wait: wait, level: nil, free: rows.counts.free),
                    style: looksOld(board)
                        ? .queueIdle
                        : wait.map { QueueAlarms.wait(seconds: $0, thresholds) } ?? .queueIdle),
                at: 0)
        }
        return tiles
    }

    private func figure(waiting: Int, wait: Int64?, level: Double?, free: Int) -> String {
        switch wall?.figure ?? .waiting {
        case .waiting: "\(waiting)"
        case .longest: wait.map { Durations.text(seconds: $0) } ?? "-"
        case .level: level.map { "\(Int(min(max($0, 0), 100).rounded(.down)))%" } ?? "-"
        case .free: "\(free)"
        }
    }

    /// The other figures, in words.
    private func lines(waiting: Int, wait: Int64?, level: Double?, free: Int) -> [String] {
        let shown = wall?.figure ?? .waiting
        var lines: [String] = []
        if shown != .waiting { lines.append("\(waiting) waiting") }
        if shown != .longest, let wait { lines.append("longest \(Durations.text(seconds: wait))") }
        if shown != .level, let level { lines.append("SL \(Figures.percent(level))") }
        if shown != .free { lines.append("\(free) free") }
        return lines
    }
}

extension StyleName {
    /// The one of two states of a queue that asks for more attention.
    fileprivate func worse(_ other: StyleName) -> StyleName {
        let order: [StyleName] = [.queueIdle, .text, .faint, .queueWaiting, .queueWarning, .queueBreach]
        return (order.firstIndex(of: other) ?? 0) > (order.firstIndex(of: self) ?? 0) ? other : self
    }
}

extension Painter {
    /// The whole screen as a wall. Nothing of a caller is on it, and nothing can be chosen.
    mutating func wall(_ wall: WallState, _ state: ScreenState, board: Board, now: Int64, size: Size) {
        let shift = WallState.shift(at: now)
        let area = Rect(x: shift.x, y: shift.y, width: size.columns - 1, height: size.rows - 1)
        let (top, rest) = area.splitTop(2)
        let (body, foot) = rest.splitBottom(1)
        let tiles = state.wallTiles(board, now: now)
        let grid = WallGrid(tiles: tiles.count, in: Size(columns: body.width, rows: body.height))
        let page = wall.page(of: grid.pages, at: now)
        header(
            state, board: board, now: now,
            troubles: troubles(state, board: board, now: now, width: top.width - 2).prefix(1).map { $0 }, in: top)
        for place in 0..<grid.perPage where page * grid.perPage + place < tiles.count {
            tile(tiles[page * grid.perPage + place], in: grid.rect(place, in: body))
        }
        if tiles.isEmpty { put(state.emptyText(.queues, board: board), x: body.x + 2, y: body.y + 1, .wallLabel) }
        if let message = state.message {
            put(
                message.text, x: foot.x + 1, y: foot.y, message.kind == .bad ? .messageBad : .messageInfo,
                width: foot.width - 2)
        } else {
            let key = state.keymap.label(.wall).map { "\($0) leaves" } ?? "Esc leaves"
            let pages = grid.pages > 1 ? "page \(page + 1) of \(grid.pages)   " : ""
            put(
                "\(pages)\(wall.figure.title)   Space other figure   \(key)", x: foot.x + 1, y: foot.y, .faint,
                width: foot.width - 2)
        }
    }

    private mutating func tile(_ tile: WallTile, in rect: Rect) {
        let isBreach = tile.style == .queueBreach
        let figure: StyleName =
            switch tile.style {
            case .queueBreach: .wallBreach
            case .queueWarning: .wallWarning
            case .queueIdle: .wallIdle
            default: .wallFigure
            }
        if isBreach { fill(rect.inset(), .wallBreach) }
        box(rect, isBreach ? .alarmBreach : .border)
        // Colour is never alone: a sign and a word say it too.
        let sign =
            switch tile.style {
            case .queueBreach: glyph(.breach) + " alarm "
            case .queueWarning: glyph(.warning) + " warning "
            default: ""
            }
        put(" \(tile.title) ", x: rect.x + 2, y: rect.y, isBreach ? .alarmBreach : .title, width: rect.width - 4)
        let signWidth = TextWidth.of(sign)
        if !sign.isEmpty, rect.width > signWidth + TextWidth.of(tile.title) + 8 {
            put(" \(sign)", x: rect.endX - signWidth - 3, y: rect.y, isBreach ? .alarmBreach : .alarmWarning)
        }
        let inside = rect.inset(dx: 2, dy: 1)
        let label: StyleName = isBreach ? .wallBreach : .wallLabel
        var words = tile.lines
        // A figure that does not fit is left out whole.
        while words.count > 1, TextWidth.of(words.joined(separator: "   ")) > inside.width { words.removeLast() }
        let text = words.joined(separator: "   ")
        put(
            text, x: inside.x + max(0, (inside.width - TextWidth.of(text)) / 2), y: inside.endY - 1, label,
            width: inside.width)
        let room = Rect(x: inside.x, y: inside.y, width: inside.width, height: max(0, inside.height - 1))
        let scale = BlockDigits.scale(tile.figure, width: room.width, height: room.height)
        guard scale > 0 else {
            put(
                tile.figure, x: room.x + max(0, (room.width - TextWidth.of(tile.figure)) / 2),
                y: room.y + room.height / 2, figure, width: room.width)
            return
        }
        let left = room.x + (room.width - BlockDigits.width(tile.figure, scale: scale)) / 2
        let above = room.y + (room.height - BlockDigits.rows * scale) / 2
        for dot in BlockDigits.dots(tile.figure, scale: scale) {
            block(Rect(x: left + dot.x, y: above + dot.y, width: dot.width, height: dot.height), figure)
        }
    }

    private mutating func block(_ rect: Rect, _ style: StyleName) {
        // Bold blocks are no heavier, and some terminals draw them with gaps.
        var look = theme[style]
        look.attributes.remove([.bold, .underline])
        buffer.fill(rect, look, with: isASCII ? "#" : "\u{2588}")
    }
}
