import CallCenter
import Cells

extension Painter {
    /// One panel: frame, headings and the rows that are visible. Nothing else is formatted.
    mutating func panel(
        _ panel: Panel, _ state: inout ScreenState, board: Board, now: Int64, in rect: Rect, layout: ScreenLayout
    ) {
        let isFocused = panel == state.focus
        let order = state.rows.orders[panel.rawValue]
        let isGrid = panel == .agents && state.isGrid && !order.isEmpty
        let columns = isGrid ? [] : state.panelColumns(panel, servers: board.servers.count)
        var list = layout.isBoxed ? rect.inset().splitTop(isGrid ? 0 : 1).rest : rect.splitTop(1).rest
        var totals: Rect?
        if panel == .queues, state.hasTotalsRow, list.height >= 3 { (list, totals) = list.splitBottom(1) }
        // The cursor's cell, and one for marks while there are any.
        let margin = state[panel].marked.isEmpty ? 1 : 2
        let placed = Column.placed(
            columns, width: max(0, list.width - 1 - margin), layout: state[panel].columns)
        state.scroll(panel, rows: list.height)
        if panel == .queues, placed.contains(where: { $0.index == QueueColumn.trend.rawValue }) {
            state.trends.refresh(board, now: now)
        }
        state.places.panels[panel] = rect
        state.places.listStart[panel] = list.y
        state.places.shown[panel] = list.height
        let left = rect.x + (layout.isBoxed ? 1 : 0) + margin
        state.places.headings[panel] = HeadingPlaces(
            y: list.y - 1,
            columns: Dictionary(
                placed.map { ($0.index, (left + $0.x)..<(left + $0.x + max(1, $0.width))) },
                uniquingKeysWith: { a, _ in a }))
        frame(
            panel, state, isOld: state.looksOld(board), margin: margin, in: rect, columns: columns, placed: placed,
            layout: layout)
        if order.isEmpty {
            put(state.emptyText(panel, board: board), x: list.x + 1, y: list.y, .faint, width: list.width - 2)
            return
        }
        if isGrid {
            grid(&state, board: board, now: now, in: list, isFocused: isFocused)
            return
        }
        if let totals {
            state.totals.refresh(state, board, now: now)
            self.totals(
                state, board: board, now: now, columns: columns, placed: placed, x: list.x + margin, in: totals)
        }
        let top = state[panel].top
        let isOld = state.looksOld(board)
        let rows = RowPainter(
            state: state, board: board, now: now, list: panel.list, columns: columns, placed: placed)
        for line in 0..<min(list.height, order.count - top) {
            let entity = order[top + line]
            let y = list.y + line
            rows.paint(entity, on: &self, x: list.x + margin, y: y)
            if !isOld, board.servers.indices.contains(entity.server), board.servers[entity.server].isOld {
                age(list.row(line))
            }
            let isSelected = state[panel].selection == entity
            if state[panel].marked.contains(entity) { put(glyph(.marked), x: list.x + 1, y: y, .mark) }
            if isSelected {
                if isFocused {
                    put(glyph(.selected), x: list.x, y: y, .borderFocused)
                }
                bar(list.row(line), isFocused ? .selection : .selectionUnfocused)
            }
            // Asked, and not answered yet.
            if state.isPending(entity) { put(glyph(.ellipsis), x: list.x, y: y, .messageInfo) }
        }
        let edge = layout.isBoxed ? rect.endX - 1 : list.endX - 1
        if top > 0 { put(glyph(.scrollUp), x: edge, y: list.y, .title) }
        if top + list.height < order.count { put(glyph(.scrollDown), x: edge, y: list.endY - 1, .title) }
    }

    private mutating func frame(
        _ panel: Panel, _ state: ScreenState, isOld: Bool, margin: Int, in rect: Rect, columns: [Column],
        placed: [PlacedColumn],
        layout: ScreenLayout
    ) {
        let isFocused = panel == state.focus
        let border: StyleName = isFocused ? .borderFocused : .border
        if layout.isBoxed {
            box(rect, border)
            _ = title(panel, state, isOld: isOld, x: rect.x + 2, y: rect.y, end: rect.endX - 2)
            headings(state[panel].sort, x: rect.x + 1 + margin, y: rect.y + 1, from: rect.x, columns, placed)
        } else {
            line(x: rect.x, y: rect.y, width: rect.width, border)
            let end = title(panel, state, isOld: isOld, x: rect.x + 1, y: rect.y, end: rect.endX)
            headings(state[panel].sort, x: rect.x + margin, y: rect.y, from: end, columns, placed)
        }
    }

    /// `¹Queues 6`, the tabs of hidden panels, and the filter as a chip.
    private mutating func title(_ panel: Panel, _ state: ScreenState, isOld: Bool, x: Int, y: Int, end: Int) -> Int {
        let style: StyleName = panel == state.focus ? .titleFocused : .title
        let shown = state.rows.orders[panel.rawValue].count
        let total = state.rows.totals[panel.rawValue]
        var count = shown == total ? "\(total)" : "\(shown) of \(total)"
        // Of which period the figures are; the day goes without saying where room is short.
        let saysWindow = panel == .queues || panel == .totals
        if saysWindow, state.scope.window != .today || end - x > 60 { count += " " + state.scope.window.words }
        let key = put(jumpKey(panel, state), x: x, y: y, .footerKey, width: min(1, end - x))
        var next = put("\(panel.title) \(count)", x: key, y: y, style, width: end - key)
        // A word: where there is neither colour nor dim, old rows look like new ones.
        if isOld { next = put(" old", x: next, y: y, .linkStale, width: end - next) }
        if panel == .agents, state.scope.hidesLoggedOut {
            next = put(" without out", x: next, y: y, .chip, width: end - next)
        }
        let marked = state[panel].marked.count
        if marked > 0 { next = put(" \(glyph(.marked)) \(marked) marked", x: next, y: y, .mark, width: end - next) }
        if !state[panel].filter.isEmpty {
            next = put(" /\(state[panel].filter) ", x: next + 1, y: y, .chip, width: end - next - 1)
        }
        return put(" ", x: next, y: y, .text, width: max(0, end - next))
    }

    /// The digit that leads to a panel, raised and in the place of the gap before its title; else that gap.
    private func jumpKey(_ panel: Panel, _ state: ScreenState) -> String {
        let raised = Array("\u{2070}\u{B9}\u{B2}\u{B3}\u{2074}\u{2075}\u{2076}\u{2077}\u{2078}\u{2079}")
        guard !isASCII, let label = state.keymap.label(panel.command), let digit = Int(label), label.utf8.count == 1,
            raised.indices.contains(digit)
        else { return " " }
        return String(raised[digit])
    }

    /// Headings over their columns; one that the title covers is left out.
    private mutating func headings(
        _ sort: SortOrder, x: Int, y: Int, from end: Int, _ columns: [Column], _ placed: [PlacedColumn]
    ) {
        for column in placed {
            let spec = columns[column.index]
            let isSorted = sort.column == column.index
            var text = spec.title
            if isSorted {
                text =
                    clipped(text, to: column.width - 1, ellipsis: "")
                    + glyph(sort.isDescending ? .sortedDown : .sortedUp)
            }
            let width = min(TextWidth.of(text), column.width)
            var start = x + column.x
            if case .right = spec.alignment { start += column.width - width }
            if start < end { continue }
            put(text, x: start, y: y, isSorted ? .headingSorted : .heading, width: width)
        }
    }
}

extension ScreenState {
    /// Keeps the selected row inside the rows that are seen, and the list filled.
    ///
    /// - Parameter across: rows that stand beside each other on a line.
    mutating func scroll(_ panel: Panel, rows: Int, across: Int = 1) {
        let lines = (self.rows.orders[panel.rawValue].count + across - 1) / across
        var top = self[panel].top / across
        let line = self[panel].selectedRow / across
        if line < top { top = line }
        if rows > 0, line >= top + rows { top = line - rows + 1 }
        self[panel].top = max(0, min(top, lines - rows)) * across
    }

    /// Why a list is empty, and what would fill it.
    func emptyText(_ panel: Panel, board: Board) -> String {
        if !self[panel].filter.isEmpty { return "Nothing matches the filter; Esc clears it." }
        if let list = panel.list { return list.emptyText(PanelScene(state: self, board: board)) }
        if board.servers.isEmpty { return "No server is configured." }
        if !board.servers.contains(where: \.hasSnapshot) {
            return board.servers.contains(where: \.isTold)
                ? "Not known: queue_log alone tells of this time." : "Waiting for the PBX."
        }
        switch panel {
        case .queues: return "The PBX has no queues."
        case .agents:
            return self.rows.totals[panel.rawValue] > 0
                ? "Every agent is out, and they are hidden." : "No queue has a member."
        default: return "No call now."
        }
    }
}
