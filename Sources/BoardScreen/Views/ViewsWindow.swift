import Cells

extension Painter {
    /// The views that there are, or a name for a new one.
    mutating func views(_ views: ViewsState, _ state: ScreenState, in area: Rect) {
        let names = views.names ?? []
        let inside = window("Views", width: 70, height: max(3, names.count) + 2, in: area)
        if case .naming(let field) = views.step {
            put("Keep this view as:", x: inside.x, y: inside.y, .window, width: inside.width)
            self.field(field, x: inside.x, y: inside.y + 1, width: inside.width, isFocused: true)
            let isTaken = names.contains(field.text)
            let note =
                views.problem.isEmpty ? (isTaken ? "There is one of this name: Enter replaces it." : "") : views.problem
            put(note, x: inside.x, y: inside.y + 2, .windowTitle, width: inside.width)
            hint("Enter keeps   Esc gives it up", under: inside)
            return
        }
        if names.isEmpty {
            let text = views.names == nil ? "Looking..." : "No view is kept yet; s keeps what is on the screen."
            put(text, x: inside.x, y: inside.y, .window, width: inside.width)
        }
        let top = max(0, min(views.choice - inside.height + 1, names.count - inside.height))
        for line in 0..<inside.height where top + line < names.count {
            choice(
                names[top + line], isChosen: top + line == views.choice, x: inside.x, y: inside.y + line,
                width: inside.width)
        }
        if views.step == .deleting, let name = views.chosen {
            hint("Delete \(name)? y deletes it, any other key does not", under: inside)
        } else {
            hint("Enter shows   s keep as   w write over   d delete   Esc close", under: inside)
        }
    }

    /// The columns of a panel, to be chosen.
    mutating func columns(_ chooser: ColumnsState, _ state: ScreenState, servers: Int, in area: Rect) {
        let columns = state.panelColumns(chooser.panel, servers: servers)
        let inside = window(
            "Columns of \(chooser.panel.title)", width: 46, height: chooser.items.count + 2, in: area)
        let seen = state.places.headings[chooser.panel]?.columns ?? [:]
        let top = max(0, min(chooser.choice - inside.height + 1, chooser.items.count - inside.height))
        for line in 0..<inside.height where top + line < chooser.items.count {
            let item = chooser.items[top + line]
            guard columns.indices.contains(item.index) else { continue }
            let width = state[chooser.panel].columns.widths[item.index]
            // What is wished for and has no room says so.
            let note =
                !item.isShown ? "" : width.map { "width \($0)" } ?? (seen[item.index] == nil ? "no room" : "")
            choice(
                padded((item.isShown ? "[x] " : "[ ] ") + columns[item.index].title, to: 26) + note,
                isChosen: top + line == chooser.choice, x: inside.x, y: inside.y + line, width: inside.width)
        }
        hint("Space < > + - a r  Enter keep  Esc undo", under: inside)
    }
}
