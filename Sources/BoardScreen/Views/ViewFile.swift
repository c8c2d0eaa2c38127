import CallCenter
import Settings

/// A view as a file that people can read, write and send each other: TOML, columns by the words of their headings.
package enum ViewFile {
    // MARK: - Reading

    /// Reads a view.
    ///
    /// - Throws: every fault with its line.
    package static func view(text: String, file: String) throws(SettingsError) -> SavedView {
        let document = TOMLDocument(text: text, file: file)
        let view = view(document.root)
        try document.finish()
        return view
    }

    private static func view(_ root: SettingsTable) -> SavedView {
        var view = SavedView()
        let table = root.table("view")
        let panel = table.choice("panel", of: Panel.allCases.map(\.key), default: view.panel.key)
        view.panel = Panel(key: panel) ?? view.panel
        view.isAlone = table.boolean("alone", default: view.isAlone)
        let window = table.choice("window", of: BoardSettings.windows, default: view.window.rawValue)
        view.window = MetricWindow(rawValue: window) ?? view.window
        view.server = table.string("server")
        if let server = view.server, !isLine(server, most: 200) {
            table.fault("server", "expected the name of a server on one line; leave the key out for all")
        }
        view.hasAlarmsFirst = table.boolean("alarms_first", default: false)
        view.hidesLoggedOut = table.boolean("hide_logged_out", default: false)
        view.isGrid = table.boolean("grid", default: false)
        view.hasTotalsRow = table.boolean("totals", default: false)
        if table.contains("wall") {
            let layouts = WallState.Layout.allCases.map(\.rawValue)
            let layout = table.choice("wall", of: layouts, default: layouts[0])
            view.wall = wall(table, WallState.Layout(rawValue: layout) ?? .tiles)
        }
        view.hasGraphs = table.boolean("graphs", default: false)
        for panel in Panel.allCases {
            let table = root.table(panel.key)
            guard table.isWritten else { continue }
            view.lists[panel] = list(table, panel)
        }
        return view
    }

    private static func wall(_ table: SettingsTable, _ layout: WallState.Layout) -> WallState {
        var wall = WallState()
        wall.layout = layout
        let words = WallState.Figure.allCases.map(\.rawValue)
        var figures: [WallState.Figure] = []
        for word in table.strings("wall_figures", default: []) {
            guard let figure = WallState.Figure(rawValue: word) else {
                table.fault(
                    "wall_figures", "expected figures of \(words.joined(separator: ", ")), got \"\(shown(word))\"")
                continue
            }
            if figures.contains(figure) {
                table.fault("wall_figures", "\"\(word)\" is there twice; keep one")
            } else {
                figures.append(figure)
            }
        }
        if !figures.isEmpty { wall.figures = figures }
        if let seconds = table.integer("wall_page", in: 1...86_400) { wall.pageTime = Int64(seconds) * 1_000_000 }
        return wall
    }

    private static func list(_ table: SettingsTable, _ panel: Panel) -> SavedView.ListView {
        let titles = panel.allColumns.map(\.title)
        func index(_ title: String, _ table: SettingsTable, _ key: String) -> Int? {
            if let index = titles.firstIndex(where: { $0.lowercased() == title.lowercased() }) { return index }
            let near = Spelling.nearest(to: title, in: titles).map { "did you mean \"\($0)\"?" }
            table.fault(
                key,
                "\(panel.title) has no column \"\(shown(title))\"; "
                    + (near ?? "columns are \(titles.joined(separator: ", "))"))
            return nil
        }
        var list = SavedView.ListView(sort: SortOrder.initial(panel))
        if let title = table.string("sort"), let column = index(title, table, "sort") {
            list.sort = SortOrder(column: column, isDescending: panel.allColumns[column].startsDescending)
        }
        list.sort.isDescending = table.boolean("descending", default: list.sort.isDescending)
        list.filter = table.string("filter", default: "")
        if !list.filter.isEmpty, !isLine(list.filter, most: 60) {
            table.fault("filter", "expected at most 60 characters on one line")
            list.filter = ""
        }
        if let names = table.strings("columns") {
            var order: [Int] = []
            for name in names {
                guard let column = index(name, table, "columns") else { continue }
                if order.contains(column) {
                    table.fault("columns", "\"\(shown(name))\" is there twice; keep one")
                } else {
                    order.append(column)
                }
            }
            if names.isEmpty {
                table.fault("columns", "expected at least one column; leave the key out for the usual ones")
            }
            list.columns.order = order.isEmpty ? nil : order
        }
        let widths = table.table("widths")
        for name in widths.keys {
            guard let cells = widths.integer(name, in: ColumnLayout.width) else { continue }
            if let column = index(name, widths, name) { list.columns.widths[column] = cells }
        }
        return list
    }

    private static func isLine(_ text: String, most: Int) -> Bool {
        text.count <= most && !text.unicodeScalars.contains(where: TypedInput.isControl)
    }

    /// A name from a file in a sentence for a terminal.
    private static func shown(_ text: String) -> String {
        String(text.prefix(40).map { $0.unicodeScalars.contains(where: TypedInput.isControl) ? "?" : $0 })
    }

    // MARK: - Writing

    /// The file of a view; reading it gives the same view.
    package static func text(_ view: SavedView) -> String {
        var lines = ["# A view of callboard, as the screen wrote it. callboard views check reads it.", "", "[view]"]
        lines.append("panel = \(quoted(view.panel.key))")
        lines.append("alone = \(view.isAlone)")
        lines.append("window = \(quoted(view.window.rawValue))")
        if let server = view.server { lines.append("server = \(quoted(server))") }
        lines.append("alarms_first = \(view.hasAlarmsFirst)")
        lines.append("hide_logged_out = \(view.hidesLoggedOut)")
        lines.append("grid = \(view.isGrid)")
        lines.append("totals = \(view.hasTotalsRow)")
        lines.append("graphs = \(view.hasGraphs)")
        if let wall = view.wall {
            lines.append("wall = \(quoted(wall.layout.rawValue))")
            lines.append("wall_figures = [\(wall.figures.map { quoted($0.rawValue) }.joined(separator: ", "))]")
            lines.append("wall_page = \(wall.pageTime / 1_000_000)")
        }
        for panel in Panel.allCases {
            guard let list = view.lists[panel] else { continue }
            let titles = panel.allColumns.map(\.title)
            lines += ["", "[\(panel.key)]"]
            if titles.indices.contains(list.sort.column) { lines.append("sort = \(quoted(titles[list.sort.column]))") }
            lines.append("descending = \(list.sort.isDescending)")
            if !list.filter.isEmpty { lines.append("filter = \(quoted(list.filter))") }
            if let order = list.columns.order {
                let names = order.filter(titles.indices.contains).map { quoted(titles[$0]) }
                lines.append("columns = [\(names.joined(separator: ", "))]")
            }
            let widths = list.columns.widths.sorted { $0.key < $1.key }.filter { titles.indices.contains($0.key) }
            guard !widths.isEmpty else { continue }
            lines += ["", "[\(panel.key).widths]"] + widths.map { "\(quoted(titles[$0.key])) = \($0.value)" }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// A TOML string on one line.
    static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\" + String(scalar)
            default:
                if TypedInput.isControl(scalar) {
                    let digits = String(scalar.value, radix: 16)
                    quoted += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
                } else {
                    quoted.unicodeScalars.append(scalar)
                }
            }
        }
        return quoted + "\""
    }
}

/// The names of views.
package enum ViewName {
    /// Names that are not a person's to give: `--view` takes them as they are.
    package static let builtIn = Panel.allCases.map { $0.title.lowercased() } + ["wall", "graphs"]

    /// Why a view cannot have a name; nil when it can.
    package static func problem(_ name: String) -> String? {
        if name.isEmpty { return "a view needs a name" }
        if name.utf8.count > 40 { return "a view's name has at most 40 characters" }
        if builtIn.contains(name.lowercased()) { return "\(name) is a view of callboard's own; take another name" }
        let isPlain = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"): true
            default: false
            }
        }
        return isPlain ? nil : "a view's name has letters, digits, - and _ only"
    }
}
