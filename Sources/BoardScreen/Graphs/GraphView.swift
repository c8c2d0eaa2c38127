import CallCenter
import Cells

extension Painter {
    /// Four graphs in place of the panels: waiting, service level, answered and lost, agents by state; fewer where there
    /// is no room for all.
    mutating func graphs(_ state: inout ScreenState, board: Board, now: Int64, in rect: Rect) {
        guard var graphs = state.graphs else { return }
        graphs.refresh(
            board, state.rows.people, scope: state.scope, options: state.options, ghost: state.pastWeek, now: now)
        state.graphs = graphs
        box(rect, .borderFocused)
        graphsTitle(graphs, state, board, now: now, in: rect, .titleFocused)
        let other = graphs.period == .hour ? "the day" : "the last hour"
        let key = state.keymap.label(.window) ?? "w"
        hint("Esc back   \(key) \(other)   Left Right another queue", under: rect.inset(dx: 2, dy: 1), .borderFocused)
        figures(graphs, PanelScene(state: state, board: board, now: now), in: rect)
    }

    /// The last hour below or beside something else.
    ///
    /// - Parameter queue: the only queue that it is of; nil is all.
    mutating func graphsBeneath(
        _ state: inout ScreenState, of queue: Entity?, board: Board, now: Int64, in rect: Rect
    ) {
        var graphs = state.graphsBeneath
        graphs.queue = queue
        graphs.refresh(
            board, state.rows.people, scope: state.scope, options: state.options, ghost: state.pastWeek, now: now)
        state.graphsBeneath = graphs
        box(rect, .border)
        graphsTitle(graphs, state, board, now: now, in: rect, .title)
        figures(graphs, PanelScene(state: state, board: board, now: now), in: rect)
    }

    private mutating func graphsTitle(
        _ graphs: GraphState, _ state: ScreenState, _ board: Board, now: Int64, in rect: Rect, _ style: StyleName
    ) {
        let offset = state.options.utcOffset
        let span = graphs.history.span
        let when =
            graphs.period == .hour
            ? "\(WallClock.time(span.start, offset: offset).prefix(5)) to \(WallClock.time(now, offset: offset).prefix(5))"
            : WallClock.date(now, offset: offset)
        let title = " \(state.title(of: graphs, board)): \(graphs.period.words), \(when) "
        let x = put(title, x: rect.x + 2, y: rect.y, style, width: rect.width - 4)
        guard graphs.ghost != nil else { return }
        put(
            " dotted: \(PastWeek.weekday(span.start, offset: offset)) last week ", x: x + 1, y: rect.y, .title,
            width: max(0, rect.endX - 2 - x))
    }

    private mutating func figures(_ graphs: GraphState, _ scene: PanelScene, in rect: Rect) {
        let inside = rect.inset(dx: 2, dy: 1)
        let columns = inside.width >= 72 ? 2 : 1
        let rows = columns == 2 ? (inside.height >= 10 ? 2 : 1) : min(4, max(1, inside.height / 5))
        for place in 0..<min(4, columns * rows) {
            let (row, column) = (place / columns, place % columns)
            let left = inside.x + (inside.width + 2) * column / columns
            let right = inside.x + (inside.width + 2) * (column + 1) / columns - 2
            let top = inside.y + inside.height * row / rows
            let bottom = inside.y + inside.height * (row + 1) / rows
            let area = Rect(x: left, y: top, width: right - left, height: bottom - top)
            switch place {
            case 0: waitingGraph(graphs, scene, in: area)
            case 1: levelGraph(graphs, scene, in: area)
            case 2: callsGraph(graphs, scene, in: area)
            default: agentsGraph(graphs, scene, in: area)
            }
        }
    }

    // MARK: The four

    private mutating func waitingGraph(_ graphs: GraphState, _ scene: PanelScene, in rect: Rect) {
        let series = GraphSeries(graphs.history, now: scene.now)
        let ghost = graphs.ghost.map { GraphSeries($0, now: .max) }
        let most = series.most { Double($0.waiting[$1]) }
        let top = GraphScale.top(max(most, ghost?.most { Double($0.waiting[$1]) } ?? 0))
        let waiting = scene.waiting(graphs.queue)
        let breach = scene.breach(graphs.queue)
        guard
            let area = chart(
                "Waiting", "now \(waiting), most \(Int(most))",
                scale: [(1, "\(top)"), (0.5, GraphScale.half(top)), (0, "0")],
                graphs, scene, in: rect)
        else { return }
        var plot = DotPlot(size: Size(columns: area.width, rows: area.height), isASCII: isASCII)
        let values = series.columns(plot.columns) { history, pieces in
            Double(pieces.map { history.waiting[$0] }.max() ?? 0)
        }
        for (column, value) in values.enumerated() {
            if let value { plot.fill(column: column, height: plot.height(value / Double(top))) }
        }
        ghostLine(ghost, &plot) { history, pieces in Double(pieces.map { history.waiting[$0] }.max() ?? 0) / Double(top)
        }
        show(plot, values, in: area) { $0 >= breach ? .queueBreach : .graphLine }
    }

    private mutating func levelGraph(_ graphs: GraphState, _ scene: PanelScene, in rect: Rect) {
        // Of so many pieces before each moment: of one alone a single call would decide.
        let pieces = graphs.period == .hour ? 30 : 12
        let look = scene.look(graphs.queue)
        let level: (History, Int) -> Double? = { $0.calls(endingWith: $1, pieces: pieces).level(look.variant) }
        let series = GraphSeries(graphs.history, now: scene.now)
        let ghost = graphs.ghost.map { GraphSeries($0, now: .max) }
        let target = look.thresholds.levelWarning
        let known = series.values(level)
        let newest = known.last.map { "now \(Figures.percent($0)), " } ?? ""
        let lowest = known.min().map { "lowest \(Figures.percent($0))" } ?? "no call"
        let words = graphs.period == .hour ? "15 min" : "1 h"
        guard
            let area = chart(
                "SL% over \(words)", newest + lowest,
                short: newest.isEmpty ? lowest : String(newest.dropLast(2)),
                scale: [(1, "100"), (target / 100, "\(Int(target))"), (0, "0")], graphs, scene, in: rect)
        else { return }
        var plot = DotPlot(size: Size(columns: area.width, rows: area.height), isASCII: isASCII)
        let values = series.columns(plot.columns) { history, pieces in pieces.last.flatMap { level(history, $0) } }
        for (column, value) in values.enumerated() {
            if let value { plot.fill(column: column, height: plot.height(value / 100)) }
        }
        ghostLine(ghost, &plot) { history, pieces in pieces.last.flatMap { level(history, $0) }.map { $0 / 100 } }
        show(plot, values, in: area) { $0 < target ? .graphBad : .graphGood }
        // The target, over what is there: every other cell is left to the level.
        let row = GraphScale.row(target / 100, rows: area.height)
        for x in stride(from: 0, to: area.width, by: 2) {
            put(glyph(.horizontal), x: area.x + x, y: area.y + row, .graphAxis)
        }
    }

    private mutating func callsGraph(_ graphs: GraphState, _ scene: PanelScene, in rect: Rect) {
        let series = GraphSeries(graphs.history, now: scene.now)
        let ghost = graphs.ghost.map { GraphSeries($0, now: .max) }
        // Bars of a length that people count in, each of a cell at least.
        let choices =
            graphs.period == .hour
            ? [(2, "1 min"), (4, "2 min"), (10, "5 min")] : [(3, "15 min"), (6, "30 min"), (12, "1 h")]
        let bars = choices.first { graphs.history.span.count / $0.0 <= rect.width - 6 } ?? choices[2]
        func sums(_ history: History, _ pieces: [Int]) -> CallSums {
            let bar = (pieces.last ?? 0) / bars.0
            return history.calls(endingWith: min(bar * bars.0 + bars.0, history.span.count) - 1, pieces: bars.0)
        }
        func lost(_ sums: CallSums) -> Int { sums.abandonedCounted + sums.timedOut }
        let all = graphs.history.calls.reduce(CallSums(), +)
        var most = (answered: 0, lost: 0)
        for history in [graphs.history, graphs.ghost].compactMap(\.self) {
            for piece in stride(from: bars.0 - 1, to: history.span.count, by: bars.0) {
                let sums = sums(history, [piece])
                most = (max(most.answered, sums.answered), max(most.lost, lost(sums)))
            }
        }
        let (up, down) = (glyph(.sortedUp), glyph(.sortedDown))
        let tops = (GraphScale.top(Double(most.answered)), GraphScale.top(Double(most.lost)))
        // Both by one scale, each side as high as it needs.
        let share = Double(tops.0) / Double(tops.0 + tops.1)
        let height = Self.height(of: rect)
        let upper = min(height - 1, max(1, Int((Double(height) * share).rounded())))
        let zero = 1 - Double(upper - 1) / Double(max(1, height - 1))
        guard
            let area = chart(
                "Answered\(up) lost\(down) by \(bars.1)", "\(all.answered) and \(lost(all))",
                scale: [(1, "\(tops.0)"), (0, "\(tops.1)"), (zero, "0")], graphs, scene, in: rect), area.height >= 2
        else { return }
        let (over, under) = area.splitTop(upper)
        for (half, isLost, style) in [(over, false, StyleName.graphGood), (under, true, .graphBad)] {
            var plot = DotPlot(size: Size(columns: half.width, rows: half.height), isASCII: isASCII)
            let scale =
                max(Double(tops.0) / Double(upper), Double(tops.1) / Double(area.height - upper)) * Double(half.height)
            func figure(_ history: History, _ pieces: [Int]) -> Double {
                let sums = sums(history, pieces)
                return Double(isLost ? lost(sums) : sums.answered)
            }
            let values = series.columns(plot.columns) { figure($0, $1) }
            for (column, value) in values.enumerated() {
                if let value { plot.fill(column: column, height: plot.height(value / scale), fromTop: isLost) }
            }
            ghostLine(ghost, &plot, fromTop: isLost) { figure($0, $1) / scale }
            show(plot, values, in: half) { _ in style }
        }
    }

    private mutating func agentsGraph(_ graphs: GraphState, _ scene: PanelScene, in rect: Rect) {
        let series = GraphSeries(graphs.history, now: scene.now)
        let counts = graphs.queue.map { scene.state.rows.queueCounts[$0] ?? AgentCounts() } ?? scene.state.rows.counts
        func loggedIn(_ history: History, _ piece: Int) -> Double {
            AgentActivity.allCases.reduce(0) { $0 + history.agents($1, in: piece) }
        }
        let ghost = graphs.ghost.map { GraphSeries($0, now: .max) }
        let most = max(series.most(loggedIn), ghost?.most(loggedIn) ?? 0)
        let top = GraphScale.top(most.rounded(.up))
        guard
            let area = chart(
                "Agents", "\(counts.total) now", scale: [(1, "\(top)"), (0.5, GraphScale.half(top)), (0, "0")], graphs,
                scene, in: rect)
        else { return }
        let columns = series.columns(area.width) { history, pieces -> [Double]? in
            AgentActivity.stacked.map { activities in
                pieces.reduce(0) { sum, piece in sum + activities.reduce(0) { $0 + history.agents($1, in: piece) } }
                    / Double(max(1, pieces.count))
            }
        }
        for (x, column) in columns.enumerated() {
            guard let column else { continue }
            var (sum, row) = (0.0, 0)
            for (place, value) in column.enumerated() {
                sum += value
                let end = min(area.height, Int((sum / Double(top) * Double(area.height)).rounded()))
                while row < end {
                    let state = AgentActivity.states[place]
                    put(glyph(state.glyph), x: area.x + x, y: area.endY - 1 - row, state.style)
                    row += 1
                }
            }
        }
        for (x, value) in (ghost?.columns(area.width) { history, pieces in loggedIn(history, pieces.last ?? 0) } ?? [])
            .enumerated()
        where x % 2 == 0 {
            guard let value, value > 0 else { continue }
            let row = min(area.height, max(1, Int((value / Double(top) * Double(area.height)).rounded())))
            put(glyph(.horizontal), x: area.x + x, y: area.endY - row, .graphGhost)
        }
        // What the signs mean, and how many there are now, over the graph's own first row when that is free.
        var x = rect.x + 8
        let legend = counts.parts.filter { $0.count > 0 }.map { part in
            (sign: "\(glyph(part.state.glyph))\(part.count)", word: part.state.word, style: part.state.style)
        }
        let room = rect.endX - TextWidth.of("\(counts.total) now") - 1
        let isWordy = x + legend.reduce(0) { $0 + TextWidth.of($1.sign) + 2 + TextWidth.of($1.word) } <= room
        for entry in legend {
            let text = entry.sign + (isWordy ? " " + entry.word : "")
            guard x + TextWidth.of(text) < room else { break }
            x = put(text, x: x, y: rect.y, entry.style) + 1
        }
    }

    // MARK: Parts of a graph

    /// Rows of a graph's figure, without its title and its axis.
    private static func height(of rect: Rect) -> Int { rect.height - 2 }

    /// Title, axes and their labels; answers where the figure goes, nil when nothing can be drawn.
    private mutating func chart(
        _ title: String, _ figures: String, short: String = "", scale: [(share: Double, text: String)],
        _ graphs: GraphState,
        _ scene: PanelScene, in rect: Rect
    ) -> Rect? {
        put(title, x: rect.x, y: rect.y, .strong, width: rect.width)
        let room = rect.width - TextWidth.of(title) - 2
        let figures = TextWidth.of(figures) <= room ? figures : short
        let width = TextWidth.of(figures)
        if width <= room {
            put(figures, x: rect.endX - width, y: rect.y, .header)
        }
        let margin = 5
        let area = Rect(x: rect.x + margin, y: rect.y + 1, width: rect.width - margin, height: Self.height(of: rect))
        guard area.height >= 1, area.width >= 10 else { return nil }
        for row in 0..<area.height { put(glyph(.vertical), x: area.x - 1, y: area.y + row, .graphAxis) }
        var taken: Set<Int> = []
        for (share, text) in scale where !text.isEmpty {
            let row = GraphScale.row(share, rows: area.height)
            guard taken.insert(row).inserted else { continue }
            put(text, x: area.x - 1 - TextWidth.of(text), y: area.y + row, .graphAxis)
        }
        put(glyph(.bottomLeft), x: area.x - 1, y: area.endY, .graphAxis)
        line(x: area.x, y: area.endY, width: area.width, .graphAxis)
        // Where nobody listened nothing is known: that must not look like nothing.
        for (x, isKnown) in GraphSeries(graphs.history, now: scene.now).known(area.width).enumerated()
        where isKnown == false {
            put(glyph(.dot), x: area.x + x, y: area.endY - 1, .graphAxis)
        }
        let span = graphs.history.span
        let offset = scene.state.options.utcOffset
        for moment in GraphScale.ticks(span, period: graphs.period, width: area.width, offset: offset) {
            let x = area.x + Int((moment - span.start) * Int64(area.width) / (span.end - span.start))
            let text = String(WallClock.time(moment, offset: offset).prefix(5))
            if x + 5 <= area.endX { put(text, x: x, y: area.endY, .graphAxis) }
        }
        return area
    }

    private func ghostLine(
        _ ghost: GraphSeries?, _ plot: inout DotPlot, fromTop: Bool = false, _ share: (History, [Int]) -> Double?
    ) {
        guard let ghost else { return }
        for (column, value) in ghost.columns(plot.columns, share).enumerated() {
            if let value { plot.line(column: column, height: plot.height(value), fromTop: fromTop) }
        }
    }

    /// - Parameter style: of a value, by the worse of a cell's.
    private mutating func show(
        _ plot: DotPlot, _ values: [Double?], in area: Rect, _ style: (Double) -> StyleName
    ) {
        let across = max(1, plot.columns / max(1, area.width))
        for x in 0..<area.width {
            let own = (x * across..<(x + 1) * across).compactMap { values.indices.contains($0) ? values[$0] : nil }
            for y in 0..<area.height {
                guard let (text, isGhost) = plot.cell(x: x, y: y) else { continue }
                put(text, x: area.x + x, y: area.y + y, isGhost ? .graphGhost : own.last.map(style) ?? .graphLine)
            }
        }
    }
}
