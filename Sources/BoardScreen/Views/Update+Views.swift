import CallCenter
import Cells

extension ScreenState {
    // MARK: Views

    mutating func openViews(naming: Bool) -> [ScreenEffect] {
        overlay = .views(ViewsState(step: naming ? .naming(TextField("", limit: 40)) : .choosing))
        return [.views(.list)]
    }

    /// The names of the views came.
    mutating func viewsListed(_ names: [String]) {
        guard case .views(var views)? = overlay else { return }
        views.names = names
        views.choice = min(views.choice, max(0, names.count - 1))
        overlay = .views(views)
    }

    /// A view was read.
    mutating func viewed(_ view: SavedView, name: String, board: Board, now: Int64) {
        arrange(view, board: board, now: now)
        if !name.isEmpty { say("View \(name)", now: now) }
    }

    mutating func receivedInViews(
        _ key: Key, _ views: inout ViewsState, board: Board, now: Int64
    ) -> [ScreenEffect] {
        switch views.step {
        case .choosing: return receivedInViewList(key, &views)
        case .deleting:
            if key == .character("y"), let name = views.chosen {
                views.step = .choosing
                overlay = .views(views)
                return [.views(.delete(name)), .views(.list)]
            }
            views.step = .choosing
        case .naming(var field):
            switch key {
            case .escape:
                overlay = nil
                return []
            case .enter:
                if let problem = ViewName.problem(field.text) {
                    views.problem = problem
                    break
                }
                overlay = nil
                let view = SavedView(self, servers: board.servers.map(\.name))
                return [.views(.save(field.text, text: ViewFile.text(view)))]
            default:
                views.problem = ""
                _ = field.received(key)
                views.step = .naming(field)
            }
        }
        overlay = .views(views)
        return []
    }

    private mutating func receivedInViewList(_ key: Key, _ views: inout ViewsState) -> [ScreenEffect] {
        switch key {
        case .escape, .character("q"):
            overlay = nil
            return []
        case .up, .backTab, .character("k"): views.moveChoice(-1)
        case .down, .tab, .character("j"): views.moveChoice(1)
        case .pageUp, .pageDown, .home, .end:
            views.choice = ListKeys.place(key, from: views.choice, of: views.names?.count ?? 0) ?? 0
        case .enter:
            guard let name = views.chosen else { break }
            overlay = nil
            return [.views(.load(name))]
        case .character("s"): views.step = .naming(TextField("", limit: 40))
        case .character("w"): views.step = .naming(TextField(views.chosen ?? "", limit: 40))
        case .delete, .character("d"): if views.chosen != nil { views.step = .deleting }
        default:
            if keymap[key] == .views {
                overlay = nil
                return []
            }
        }
        overlay = .views(views)
        return []
    }

    // MARK: Columns

    mutating func openColumns(servers: Int) {
        let columns = panelColumns(focus, servers: servers)
        let before = self[focus].columns
        let width = (places.panels[focus]?.width ?? size.columns) - 2
        let shown = before.order ?? Column.placed(columns, width: max(0, width), layout: before).map(\.index)
        let hidden = columns.indices.filter { !shown.contains($0) }
        overlay = .columns(
            ColumnsState(
                panel: focus,
                items: shown.map { ColumnsState.Item(index: $0, isShown: true) }
                    + hidden.map { ColumnsState.Item(index: $0, isShown: false) }, before: before))
    }

    mutating func receivedInColumns(_ key: Key, _ chooser: inout ColumnsState, servers: Int) -> [ScreenEffect] {
        let count = chooser.items.count
        let isValid = chooser.items.indices.contains(chooser.choice)
        func swap(_ step: Int) {
            let other = chooser.choice + step
            guard isValid, chooser.items.indices.contains(other) else { return }
            chooser.items.swapAt(chooser.choice, other)
            chooser.choice = other
        }
        switch key {
        case .escape:
            self[chooser.panel].columns = chooser.before
            overlay = nil
            return []
        case .enter, .character("q"):
            overlay = nil
            return []
        case .up, .backTab, .character("k"): chooser.choice = count == 0 ? 0 : (chooser.choice + count - 1) % count
        case .down, .tab, .character("j"): chooser.choice = count == 0 ? 0 : (chooser.choice + 1) % count
        case .pageUp, .pageDown, .home, .end:
            chooser.choice = ListKeys.place(key, from: chooser.choice, of: count) ?? 0
        case .character(" "):
            guard isValid else { break }
            // A panel without a column would say nothing.
            let isLast = chooser.items[chooser.choice].isShown && chooser.items.count(where: \.isShown) == 1
            if !isLast { chooser.items[chooser.choice].isShown.toggle() }
        case .character("<"), .character(","), .left: swap(-1)
        case .character(">"), .character("."), .right: swap(1)
        case .character("+"), .character("="), .character("-"), .character("a"):
            guard isValid else { break }
            let index = chooser.items[chooser.choice].index
            if key == .character("a") {
                self[chooser.panel].columns.widths[index] = nil
            } else {
                let columns = panelColumns(chooser.panel, servers: servers)
                let now =
                    self[chooser.panel].columns.widths[index]
                    ?? places.headings[chooser.panel]?.columns[index]?.count ?? columns[index].width
                resize(chooser.panel, column: index, to: now + (key == .character("-") ? -1 : 1))
            }
            overlay = .columns(chooser)
            return []
        case .character("r"):
            self[chooser.panel].columns = ColumnLayout()
            openColumns(servers: servers)
            if case .columns(var new)? = overlay {
                new.before = chooser.before
                overlay = .columns(new)
            }
            return []
        default: break
        }
        let order = chooser.items.filter(\.isShown).map(\.index)
        let opening = chooser.before.order ?? order
        // Moving the cursor alone decides nothing yet.
        if self[chooser.panel].columns.order != nil || order != opening || isChanging(key) {
            self[chooser.panel].columns.order = order
        }
        overlay = .columns(chooser)
        return []
    }

    private func isChanging(_ key: Key) -> Bool {
        switch key {
        case .character(" "), .character("<"), .character(","), .left, .character(">"), .character("."), .right: true
        default: false
        }
    }

    /// Gives a column a width of its own.
    mutating func resize(_ panel: Panel, column: Int, to cells: Int) {
        self[panel].columns.widths[column] = min(
            max(cells, ColumnLayout.width.lowerBound), ColumnLayout.width.upperBound)
    }

    /// Puts a column in another one's place; the order that is seen becomes the person's.
    mutating func moveColumn(_ panel: Panel, _ column: Int, to target: Int) {
        guard column != target, let shown = places.headings[panel]?.columns else { return }
        var order =
            self[panel].columns.order ?? shown.sorted { $0.value.lowerBound < $1.value.lowerBound }.map(\.key)
        guard let from = order.firstIndex(of: column), let place = order.firstIndex(of: target) else { return }
        order.remove(at: from)
        order.insert(column, at: place)
        self[panel].columns.order = order
    }
}
