import CallCenter
import Cells

extension ScreenState {
    /// Keys while something lies over the panels. Text fields take their keys first, so letters are letters there.
    mutating func receivedInOverlay(_ key: Key, board: Board, now: Int64) -> [ScreenEffect] {
        switch overlay {
        case .help(var help):
            receivedInHelp(key, &help)
            return []
        case .filter(var entry): return receivedInFilter(key, &entry)
        case .palette(var palette): return receivedInPalette(key, &palette, board: board, now: now)
        case .jump(var field): return receivedInJump(key, &field)
        case .explain(var explain):
            receivedInExplain(key, &explain)
            return []
        case .form(var form): return received(key, &form, board: board, now: now)
        case .menu(var menu): return receivedInMenu(key, &menu, board: board, now: now)
        case .picker(var picker): return receivedInPicker(key, &picker, board: board, now: now)
        case .pin(var field): return receivedInPIN(key, &field)
        case .views(var views): return receivedInViews(key, &views, board: board, now: now)
        case .columns(var chooser): return receivedInColumns(key, &chooser, servers: board.servers.count)
        case nil: return []
        }
    }

    private mutating func receivedInHelp(_ key: Key, _ help: inout HelpState) {
        switch key {
        case .escape where help.isTyping || !help.search.isEmpty: help = HelpState()
        case .enter where help.isTyping: help.isTyping = false
        case .up, .down, .pageUp, .pageDown: scroll(keymap[key], &help)
        case .home where help.search.isEmpty, .end where help.search.isEmpty: scroll(keymap[key], &help)
        default:
            if help.isTyping {
                if help.search.received(key) { help.scroll = 0 }
                break
            }
            switch keymap[key] {
            case .filter?: help.isTyping = true
            case .quit?, .back?, .help?, .open?:
                overlay = nil
                return
            case let command:
                guard key != .escape, key != .enter else {
                    overlay = nil
                    return
                }
                scroll(command, &help)
            }
        }
        overlay = .help(help)
    }

    private func scroll(_ command: ScreenCommand?, _ help: inout HelpState) {
        switch command {
        case .up?: help.scroll = max(0, help.scroll - 1)
        case .down?: help.scroll += 1
        case .pageUp?: help.scroll = max(0, help.scroll - 10)
        case .pageDown?: help.scroll += 10
        case .top?: help.scroll = 0
        case .bottom?: help.scroll = 1_000
        default: break
        }
    }

    private mutating func receivedInFilter(_ key: Key, _ entry: inout FilterEntry) -> [ScreenEffect] {
        switch key {
        case .enter:
            overlay = nil
            return []
        case .escape:
            self[focus].filter = entry.before
            overlay = nil
            return []
        case .up, .down:
            select(focus, row: self[focus].selectedRow + (key == .up ? -1 : 1))
            return []
        case .pageUp, .pageDown:
            select(focus, row: self[focus].selectedRow + (key == .pageUp ? -pageLength : pageLength))
            return []
        default:
            _ = entry.field.received(key)
            self[focus].filter = entry.field.text
            overlay = .filter(entry)
            return []
        }
    }

    private mutating func receivedInPalette(
        _ key: Key, _ palette: inout PaletteState, board: Board, now: Int64
    ) -> [ScreenEffect] {
        let matches = palette.matches
        switch key {
        case .escape:
            overlay = nil
            return []
        case .enter:
            overlay = nil
            guard matches.indices.contains(palette.choice) else {
                refuse(sentences.noCommand(palette.field.text), now: now)
                return []
            }
            let command = matches[palette.choice]
            paletteHistory = [command] + paletteHistory.filter { $0 != command }.prefix(19)
            return run(command, board: board, now: now)
        case .up, .backTab: palette.moveChoice(-1)
        case .down: palette.moveChoice(1)
        case .pageUp, .pageDown: palette.choice = ListKeys.place(key, from: palette.choice, of: matches.count) ?? 0
        case .home where palette.field.isEmpty, .end where palette.field.isEmpty:
            palette.choice = ListKeys.place(key, from: palette.choice, of: matches.count) ?? 0
        case .tab:
            if matches.indices.contains(palette.choice) {
                palette.field.replace(matches[palette.choice].rawValue)
                palette.choice = 0
            }
        case .backspace where palette.field.isEmpty:
            overlay = nil
            return []
        default:
            if palette.field.received(key) { palette.choice = 0 }
        }
        overlay = .palette(palette)
        return []
    }

    private mutating func receivedInJump(_ key: Key, _ field: inout TextField) -> [ScreenEffect] {
        switch key {
        case .escape:
            overlay = nil
            return []
        case .enter:
            overlay = nil
            return field.isEmpty ? [] : [.travel(.jump(field.text))]
        default:
            _ = field.received(key)
            overlay = .jump(field)
            return []
        }
    }

    // MARK: Mouse

    mutating func receivedMouse(_ event: MouseEvent, board: Board, now: Int64) -> [ScreenEffect] {
        guard isMouseOn else { return [] }
        let step = event.action == .wheelUp ? -3 : 3
        switch event.action {
        case .release:
            released(event)
            return []
        case .drag:
            dragged(event)
            return []
        case .wheelUp, .wheelDown:
            if case .help(var help) = overlay {
                help.scroll = max(0, help.scroll + step)
                overlay = .help(help)
            } else if overlay == nil, detail != nil {
                let scroll = detail?.scroll ?? 0
                detail?.scroll = max(0, scroll + step)
            } else if overlay == nil, let panel = panel(at: event) {
                let across = panel == .agents ? places.grid?.across ?? 1 : 1
                select(panel, row: self[panel].selectedRow + step * across)
            }
            return []
        case .press:
            guard overlay == nil, detail == nil, event.button == .left, let panel = panel(at: event),
                let start = places.listStart[panel]
            else { return [] }
            focus = panel
            drag = nil
            if let headings = places.headings[panel],
                pressedHeading(panel, headings, event, servers: board.servers.count)
            {
                return []
            }
            guard event.y >= start else { return [] }
            var row = self[panel].top + event.y - start
            if panel == .agents, let grid = places.grid {
                guard let cell = grid.cell(x: event.x, line: event.y - start) else { return [] }
                row = self[panel].top + cell
            }
            guard row < rows.orders[panel.rawValue].count else { return [] }
            select(panel, row: row)
            if event.isDouble { return run(.open, board: board, now: now) }
            return []
        }
    }

    private func panel(at event: MouseEvent) -> Panel? {
        Panel.allCases.first { places.panels[$0]?.contains(x: event.x, y: event.y) ?? false }
    }
}
