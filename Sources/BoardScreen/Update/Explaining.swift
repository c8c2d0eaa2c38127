import CallCenter
import Cells

/// How a figure comes about, over the panels.
struct ExplainState: Sendable, Equatable {
    /// A queue, a total, or an agent.
    var entity: Entity
    /// Raw value of `AgentFigure` for an agent, of `QueueFigure` otherwise.
    var figure: Int
    var scroll = 0

    var isOfAgent: Bool { if case .agent = entity { true } else { false } }
    var count: Int { isOfAgent ? AgentFigure.allCases.count : QueueFigure.allCases.count }
}

extension ScreenState {
    /// Why no figure can be explained; nil when one can.
    func explainReason(_ board: Board) -> String? {
        switch currentEntity {
        case .queue, .agent, .row(.totals, _, _): nil
        default: sentences.selectFigure
        }
    }

    /// Opens the figure of the sorted column, else the one that matters most.
    mutating func openExplain(_ board: Board) {
        guard let entity = currentEntity else { return }
        let column = self[entity.panel].sort.column
        let figure: Int
        switch entity {
        case .agent: figure = (AgentColumn(rawValue: column).flatMap(AgentFigure.init) ?? .occupancy).rawValue
        case .queue: figure = (QueueColumn(rawValue: column).flatMap(QueueFigure.init) ?? .level).rawValue
        default:
            let shown = TotalPanel.figures.indices.contains(column) ? TotalPanel.figures[column] : nil
            figure = (shown ?? .level).rawValue
        }
        overlay = .explain(ExplainState(entity: entity, figure: figure))
    }

    mutating func receivedInExplain(_ key: Key, _ explain: inout ExplainState) {
        func turn(_ step: Int) {
            explain.figure = (explain.figure + step + explain.count) % explain.count
            explain.scroll = 0
        }
        switch keymap[key] {
        case .left?, .previousPanel?, .sortLeft?: turn(-1)
        case .right?, .nextPanel?, .sortRight?: turn(1)
        case .up?: explain.scroll -= 1
        case .down?: explain.scroll += 1
        case .pageUp?: explain.scroll -= 10
        case .pageDown?: explain.scroll += 10
        case .top?: explain.scroll = 0
        case .bottom?: explain.scroll = 1_000_000
        case .window?: scope.window = windowAfter(scope.window)
        case .quit?, .back?, .explain?, .open?:
            overlay = nil
            return
        default:
            if key == .escape || key == .enter {
                overlay = nil
                return
            }
        }
        explain.scroll = max(0, explain.scroll)
        overlay = .explain(explain)
    }

    // MARK: Period and servers

    mutating func nextWindow(now: Int64) {
        scope.window = windowAfter(scope.window)
        say("Figures of: \(scope.window.words)", now: now)
    }

    /// The next period; the shift only where shifts are configured.
    private func windowAfter(_ window: MetricWindow) -> MetricWindow {
        let all = MetricWindow.allCases.filter { $0 != .shift || !options.shifts.starts.isEmpty }
        let place = all.firstIndex(of: window) ?? 0
        return all[(place + 1) % all.count]
    }

    mutating func nextServer(_ board: Board, now: Int64) {
        let next = (scope.server ?? -1) + 1
        scope.server = next < board.servers.count ? next : nil
        say(scope.server.map { "Only \(board.servers[$0].name)" } ?? "All servers", now: now)
    }
}

extension Painter {
    /// Answers how far it could be scrolled.
    mutating func explain(_ explain: ExplainState, _ state: ScreenState, board: Board, now: Int64, in area: Rect) -> Int
    {
        let scene = PanelScene(state: state, board: board, now: now)
        let text = FigureText(scene, width: min(112, area.width) - 4)
        let title: String
        let lines: [DetailLine]
        if explain.isOfAgent, let figure = AgentFigure(rawValue: explain.figure) {
            (title, lines) = (text.title(figure, of: explain.entity), text.lines(figure, of: explain.entity))
        } else if let figure = QueueFigure(rawValue: explain.figure), let subject = FigureSubject(explain.entity, scene)
        {
            (title, lines) = (text.title(figure, of: subject), text.lines(figure, of: subject))
        } else {
            (title, lines) = ("Gone", [.row("It is no longer there.")])
        }
        let inside = window(title, width: 112, height: area.height, in: area)
        let top = max(0, min(explain.scroll, lines.count - inside.height))
        for row in 0..<min(inside.height, lines.count - top) {
            let line = lines[top + row]
            let y = inside.y + row
            if line.isHeading || line.label.isEmpty {
                let style: StyleName = line.isHeading ? .windowTitle : line.style
                put(line.text, x: inside.x, y: y, style, width: inside.width)
            } else {
                put(line.label, x: inside.x, y: y, .faint, width: 17)
                put(line.text, x: inside.x + 18, y: y, line.style, width: inside.width - 18)
            }
        }
        if top > 0 { put(glyph(.scrollUp), x: inside.endX, y: inside.y, .title) }
        if top + inside.height < lines.count { put(glyph(.scrollDown), x: inside.endX, y: inside.endY - 1, .title) }
        hint("left right other figures   up down scroll   Esc close", under: inside)
        return top
    }
}
