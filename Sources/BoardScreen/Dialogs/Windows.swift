import CallCenter
import Cells

extension Painter {
    /// What lies over the panels.
    mutating func overlay(_ state: inout ScreenState, board: Board, now: Int64, layout: ScreenLayout) {
        let area = layout.body
        switch state.overlay {
        case .help(var help):
            help.scroll = self.help(help, state, board: board, in: area)
            state.overlay = .help(help)
        case .palette(let palette): self.palette(palette, state, board: board, in: area)
        case .explain(let explain):
            let top = self.explain(explain, state, board: board, now: now, in: area)
            if case .explain(var shown) = state.overlay {
                shown.scroll = top
                state.overlay = .explain(shown)
            }
        case .form(let form): self.form(form, state, board: board, now: now, in: area)
        case .menu(var menu):
            state.arrange(&menu, board: board)
            state.overlay = .menu(menu)
            self.menu(menu, state, board: board, in: area)
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
        for (row, line) in Self.lines(text, width: width).prefix(max(0, lines)).enumerated() {
            put(line, x: x, y: y + row, style, width: width)
        }
    }

    /// A text broken between words.
    static func lines(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, TextWidth.of(last) + 1 + TextWidth.of(String(word)) <= width {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }

    // MARK: Palette

    private mutating func palette(_ palette: PaletteState, _ state: ScreenState, board: Board, in area: Rect) {
        let matches = palette.matches
        let rows = min(max(1, matches.count), max(1, area.height - 4), 12)
        let width = min(area.width, 116)
        let height = min(rows + 2, area.height)
        let rect = Rect(x: area.x, y: area.endY - height, width: width, height: height)
        sheet(rect)
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
}
