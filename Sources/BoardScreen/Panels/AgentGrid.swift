import CallCenter
import Cells

/// Agents in cells, many to a line: sign of the state, name, time in it. For centres of a hundred and more.
struct AgentGrid: Equatable {
    /// Cells on a line.
    var across: Int
    /// Columns of a cell, the gap behind it included.
    var width: Int

    /// Wide cells first: the widest with which everybody is seen, else the narrowest.
    private static let widths = [28, 24, 20, 17]

    init(columns: Int, rows: Int, agents: Int) {
        let columns = max(1, columns)
        let fitting = Self.widths.first { max(1, columns / $0) * rows >= agents } ?? 17
        across = max(1, columns / fitting)
        width = columns / across
    }

    /// Columns behind a cell: a time must not seem to belong to the next sign.
    var gap: Int { width >= 24 ? 3 : width >= 20 ? 2 : 1 }

    func lines(_ agents: Int) -> Int { (agents + across - 1) / across }
}

extension Painter {
    /// The agents' panel as a grid. Only cells that are seen are formatted.
    mutating func grid(
        _ state: inout ScreenState, board: Board, now: Int64, in list: Rect, isFocused: Bool
    ) {
        let panel = Panel.agents
        let order = state.rows.orders[panel.rawValue]
        let room = Rect(x: list.x + 1, y: list.y, width: max(0, list.width - 2), height: list.height)
        let grid = AgentGrid(columns: room.width, rows: room.height, agents: order.count)
        state.scroll(panel, rows: room.height, across: grid.across)
        state.places.grid = GridPlaces(x: room.x, across: grid.across, width: grid.width)
        state.places.shown[panel] = room.height * grid.across
        let top = state[panel].top
        let isOld = state.looksOld(board)
        let rows = RowPainter(state: state, board: board, now: now, list: nil, columns: [], placed: [])
        for place in 0..<max(0, min(room.height * grid.across, order.count - top)) {
            let entity = order[top + place]
            let x = room.x + place % grid.across * grid.width
            let y = room.y + place / grid.across
            let cell = Rect(x: x, y: y, width: grid.width - grid.gap, height: 1)
            rows.paintCell(entity, on: &self, in: cell)
            if !isOld, board.servers.indices.contains(entity.server), board.servers[entity.server].isOld { age(cell) }
            if state[panel].marked.contains(entity) { put(glyph(.marked), x: x - 1, y: y, .mark) }
            if state[panel].selection == entity {
                if isFocused { put(glyph(.selected), x: x - 1, y: y, .borderFocused) }
                bar(cell, isFocused ? .selection : .selectionUnfocused)
            }
            if state.isPending(entity) { put(glyph(.ellipsis), x: x - 1, y: y, .messageInfo) }
        }
        if top > 0 { put(glyph(.scrollUp), x: list.endX - 1, y: list.y, .title) }
        if top + room.height * grid.across < order.count {
            put(glyph(.scrollDown), x: list.endX - 1, y: list.endY - 1, .title)
        }
    }
}

extension RowPainter {
    /// `● Ana Lima       3:12`
    func paintCell(_ entity: Entity, on painter: inout Painter, in cell: Rect) {
        guard case .agent(let server, let id) = entity, board.servers.indices.contains(server) else { return }
        let found: (agent: Agent, now: Int64)?
        if let (person, leader) = joined(entity) {
            found = (person, moments[leader.server])
        } else {
            found = board.servers[server].agent(id, at: moments[server]).map { ($0, moments[server]) }
        }
        guard let (agent, now) = found, cell.width > 2 else { return }
        let style = agent.state.style
        let time = agent.since > 0 ? Durations.text(from: agent.since, to: now) : ""
        let timeWidth = cell.width >= 12 ? TextWidth.of(time) : 0
        painter.put(painter.glyph(agent.state.glyph), x: cell.x, y: cell.y, style)
        painter.put(
            agent.name.isEmpty ? agent.id : agent.name, x: cell.x + 2, y: cell.y,
            agent.state == .unavailable ? .faint : .text, width: cell.width - 3 - timeWidth)
        if timeWidth > 0 { painter.put(time, x: cell.endX - timeWidth, y: cell.y, style, width: timeWidth) }
    }
}

/// Where the cells of the agents' grid stood on the last frame.
struct GridPlaces: Sendable, Equatable {
    var x: Int
    var across: Int
    var width: Int

    /// The cell of a place on the screen, counted from the first that is seen.
    func cell(x: Int, line: Int) -> Int? {
        let column = (x - self.x) / max(1, width)
        return x >= self.x && column < across ? line * across + column : nil
    }
}
