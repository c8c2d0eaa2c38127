import CallCenter
import Cells

/// The screen as cells. `state` takes what drawing finds out: scroll positions, places for the mouse, cached orders.
///
/// - Parameter now: our clock, µs since 1970; in a replay the moment shown.
package func draw(_ state: inout ScreenState, board: Board, now: Int64, size: Size) -> CellBuffer {
    let now = WallClock.sane(now)
    state.size = size
    state.frames &+= 1
    var painter = Painter(size: size, theme: state.theme, isASCII: state.options.ascii)
    guard size.columns >= ScreenLayout.smallest.columns, size.rows >= ScreenLayout.smallest.rows else {
        painter.tooSmall(size)
        return painter.buffer
    }
    state.lookAgain(board, now: now)
    if let wall = state.wall, board.servers.contains(where: \.isTold) {
        state.places = ScreenPlaces()
        painter.wall(wall, &state, board: board, now: now, size: size)
        return painter.buffer
    }
    let troubles = painter.troubles(state, board: board, now: now, width: size.columns - 2)
    // By who is on the board, as with the agents: a filter moves nothing.
    state.callRoom.refresh(state.rows.totals[2], now: now)
    var layout = ScreenLayout(
        size, troubles: troubles.count, hasTimeline: state.travel != nil, focus: state.focus, isZoomed: state.isZoomed,
        opened: state.opened, queues: state.rows.totals[0],
        agents: state.agentLines(size), calls: state.callRoom.rows,
        others: state.rows.orders[state.focus.rawValue].count)
    let message = painter.messageLines(state, width: size.columns - 2)
    layout.giveMessage(lines: message.count)
    state.places = ScreenPlaces()
    if let detail = state.detail, state.graphs == nil {
        // A queue's lines leave half of a wide screen to its last hour.
        var room = layout.content
        if let graphs = ScreenLayout.graphs(beside: detail.entity, in: room) {
            painter.graphsBeneath(&state, of: detail.entity, board: board, now: now, in: graphs)
            room = Rect(x: room.x, y: room.y, width: graphs.x - room.x, height: room.height)
        }
        painter.detail(detail, &state, board: board, now: now, in: room)
    } else if !board.servers.contains(where: \.isTold) {
        painter.waiting(state, board: board, now: now, in: layout.content)
    } else if state.graphs != nil {
        painter.graphs(&state, board: board, now: now, in: layout.content)
    } else {
        for panel in Panel.allCases {
            guard let rect = layout.panels[panel] else { continue }
            painter.panel(panel, &state, board: board, now: now, in: rect, layout: layout)
        }
        if let rect = layout.graphs {
            let queue = state.focus == .queues ? state[.queues].selection : nil
            painter.graphsBeneath(&state, of: queue, board: board, now: now, in: rect)
        }
        if let rect = layout.beneath { painter.beneath(state, board: board, now: now, in: rect, layout: layout) }
    }
    if state.looksOld(board) { painter.age(layout.content) }
    painter.message(message, state, in: layout.message)
    painter.header(state, board: board, now: now, troubles: troubles, in: layout.header)
    if let travel = state.travel { painter.timeline(travel, state, now: now, in: layout.timeline) }
    painter.footer(state, board: board, now: now, in: layout.footer)
    painter.overlay(&state, board: board, now: now, layout: layout)
    return painter.buffer
}

extension ScreenState {
    /// Lines that the agents' panel would like.
    fileprivate func agentLines(_ size: Size) -> Int {
        guard isGrid else { return rows.totals[1] }
        let columns = size.columns >= 160 ? size.columns / 2 : size.columns
        return AgentGrid(columns: columns - 4, rows: size.rows, agents: rows.orders[1].count).lines(
            rows.orders[1].count)
    }

    /// Whether no server's data is of this moment.
    func looksOld(_ board: Board) -> Bool {
        board.servers.contains(where: \.isOld)
            && board.servers.allSatisfy { !$0.link.isConnected && $0.link != .replay }
    }
}

extension Painter {
    /// Rows below the alarms that still tell something of a queue: how many wait, and how its agents are.
    private static let leastBesideAlarms = 7

    /// Everything about the selected row; beside other panels, while nobody has chosen one, what asks for attention and
    /// everything about the queue that does so most: whoever is the first row changes from moment to moment.
    fileprivate mutating func beneath(
        _ state: ScreenState, board: Board, now: Int64, in rect: Rect, layout: ScreenLayout
    ) {
        var room = rect
        var entity = state[state.focus].selection ?? state.rows.orders[state.focus.rawValue].first
        if layout.panels.count > 1, !state[state.focus].isChosen {
            entity = state.rows.orders[Panel.queues.rawValue].first
            let entries = state.isPast ? 0 : state.alarms.entries.count
            if entries > 0 {
                let isShared = rect.height >= entries + 3 + Self.leastBesideAlarms
                let (alarms, rest) = rect.splitTop(isShared ? entries + 3 : rect.height)
                alarmsBeneath(state, board: board, now: now, in: alarms)
                room = rest
                let worst = state.alarms.active.lazy.map { Entity.queue(server: $0.key.server, name: $0.key.id) }
                entity = worst.first { state.rows.orders[Panel.queues.rawValue].contains($0) } ?? entity
            }
        }
        guard let entity, room.height > 2 else { return }
        _ = detail(entity, scroll: 0, isFocused: false, state, board: board, now: now, in: room)
    }

    /// Before the first board: who is being waited for, and what a person can do meanwhile.
    fileprivate mutating func waiting(_ state: ScreenState, board: Board, now: Int64, in rect: Rect) {
        var lines: [(String, StyleName)] = []
        for server in board.servers {
            let (text, style) = trouble(server, state, now: now) ?? ("logged in, taking the board", .linkConnecting)
            lines.append((server.name, .strong))
            lines.append((text.prefix(1).uppercased() + text.dropFirst(), style))
            lines.append(("", .text))
        }
        if state.isPast {
            let isRead = state.travel?.progress == nil && !board.servers.isEmpty
            lines = [(isRead ? state.sentences.nothingKnownYet : "Reading the journal", .strong)]
        }
        if board.servers.isEmpty, !state.isPast {
            lines.append(("No server is configured: callboard config example", .linkOffline))
        }
        var y = rect.y + max(0, (rect.height - lines.count) / 2)
        for (text, style) in lines where y < rect.endY {
            let columns = min(TextWidth.of(text), rect.width)
            put(text, x: rect.x + (rect.width - columns) / 2, y: y, style, width: columns)
            y += 1
        }
    }

    fileprivate mutating func tooSmall(_ size: Size) {
        var words = Sentences.tooSmall(size.columns, size.rows).split(separator: " ").map(String.init)
        var y = max(0, size.rows / 2 - 2)
        while !words.isEmpty, y < size.rows {
            var line = words.removeFirst()
            while let next = words.first, line.utf8.count + 1 + next.utf8.count <= size.columns {
                line += " " + next
                words.removeFirst()
            }
            put(line, x: max(0, (size.columns - line.utf8.count) / 2), y: y, .messageInfo)
            y += 1
        }
    }
}
