import CallCenter
import Cells

extension Painter {
    /// What lies over the panels.
    mutating func overlay(_ state: inout ScreenState, board: Board, now: Int64, layout: ScreenLayout) {
        let area = layout.body
        switch state.overlay {
        case .help(let scroll):
            state.overlay = .help(scroll: help(state, board: board, scroll: scroll, in: area))
        case .palette(let palette): self.palette(palette, state, board: board, in: area)
        case .explain(let explain):
            let top = self.explain(explain, state, board: board, now: now, in: area)
            if case .explain(var shown) = state.overlay {
                shown.scroll = top
                state.overlay = .explain(shown)
            }
        case .form(let form): self.form(form, state, board: board, now: now, in: area)
        case .menu(let menu): self.menu(menu, state, board: board, in: area)
        case .picker(let picker): self.picker(picker, state, in: area)
        case .views(let views): self.views(views, state, in: area)
        case .columns(let chooser): columns(chooser, state, servers: board.servers.count, in: area)
        case .filter, .jump, .pin, nil: break
        }
    }

    mutating func choice(_ text: String, isChosen: Bool, x: Int, y: Int, width: Int) {
        let style: StyleName = isChosen ? .choice : .window
        fill(Rect(x: x, y: y, width: width, height: 1), style)
        put((isChosen ? glyph(.selected) : " ") + text, x: x, y: y, style, width: width)
    }

    /// Words over as many lines as there are.
    mutating func wrapped(_ text: String, x: Int, y: Int, width: Int, lines: Int, _ style: StyleName) {
        var words = text.split(separator: " ").map(String.init)
        var row = 0
        while !words.isEmpty, row < lines {
            var line = words.removeFirst()
            while let next = words.first, TextWidth.of(line) + 1 + TextWidth.of(next) <= width {
                line += " " + next
                words.removeFirst()
            }
            put(line, x: x, y: y + row, style, width: width)
            row += 1
        }
    }

    // MARK: Palette and help

    private mutating func palette(_ palette: PaletteState, _ state: ScreenState, board: Board, in area: Rect) {
        let matches = palette.matches
        let rows = min(max(1, matches.count), max(1, area.height - 4), 12)
        let width = min(area.width, 116)
        let height = min(rows + 2, area.height)
        let rect = Rect(x: area.x, y: area.endY - height, width: width, height: height)
        fill(rect, .window)
        box(rect, .windowBorder)
        let inside = rect.inset()
        if matches.isEmpty {
            put(" No command has this in its name.", x: inside.x, y: inside.y, .window, width: inside.width)
            return
        }
        let top = max(0, min(palette.choice - rows + 1, matches.count - rows))
        for line in 0..<min(rows, inside.height) where top + line < matches.count {
            let command = matches[top + line]
            let y = inside.y + line
            let reason = state.reasonUnavailable(command, board: board)
            choice("", isChosen: top + line == palette.choice, x: inside.x, y: y, width: inside.width)
            let isChosen = top + line == palette.choice
            let style: StyleName = isChosen ? .choice : reason == nil ? .window : .unavailable
            put(command.rawValue, x: inside.x + 1, y: y, style, width: 20)
            put(state.keymap.label(command) ?? "", x: inside.x + 22, y: y, style, width: 6)
            let text = reason.map { "\(command.entry.title): \($0)" } ?? command.entry.summary
            put(text, x: inside.x + 29, y: y, style, width: inside.width - 30)
        }
    }

    /// Every command with its keys, and why it does nothing now. Answers how far it could be scrolled.
    private mutating func help(_ state: ScreenState, board: Board, scroll: Int, in area: Rect) -> Int {
        let inside = window("Keys", width: 92, height: area.height, in: area)
        var lines: [(keys: String, text: String, style: StyleName)] = []
        for group in ScreenCommand.Group.allCases {
            if !lines.isEmpty { lines.append(("", "", .window)) }
            lines.append(("", group.rawValue, .windowTitle))
            for command in ScreenCommand.allCases where command.entry.group == group {
                let keys = state.keymap.labels(command)
                if let reason = state.reasonUnavailable(command, board: board),
                    command.entry.changesPBX || command.entry.group == .time
                {
                    lines.append((keys, "\(command.entry.title): \(reason)", .unavailable))
                } else {
                    lines.append((keys, command.entry.summary, .window))
                }
            }
        }
        lines.append(("", "", .window))
        lines.append(("", "Signs and columns", .windowTitle))
        lines += signs(state).map { ($0, $1, .window) }
        let top = max(0, min(scroll, lines.count - inside.height))
        let keyWidth = 14
        for row in 0..<min(inside.height, lines.count - top) {
            let line = lines[top + row]
            let y = inside.y + row
            if line.style == .windowTitle {
                put(line.text, x: inside.x, y: y, .windowTitle, width: inside.width)
                continue
            }
            put(line.keys, x: inside.x, y: y, line.style == .window ? .windowTitle : line.style, width: keyWidth)
            put(line.text, x: inside.x + keyWidth + 1, y: y, line.style, width: inside.width - keyWidth - 1)
        }
        let more = top + inside.height < lines.count
        hint(more ? "arrows scroll   Esc close" : "Esc close", under: inside)
        return top
    }
}
