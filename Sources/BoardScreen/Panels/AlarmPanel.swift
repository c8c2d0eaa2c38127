import CallCenter
import Cells

/// The alarm log: what asks for attention now, and what did.
struct AlarmPanel: ListPanel {
    func columns(servers: Int) -> [Column] {
        [
            .text("Alarm", 10, 12, 14, 0),
            .text("Since", 8, 8, 8, 1),
            .number("Lasted", 7, 2),
            .text("Where", 14, 22, 34, 0),
            .text("What", 16, 26, 32, 0),
            .number("Worst", 7, 3),
            .text("Seen by", 8, 14, 24, 4),
            .text("Server", 8, 10, 14, servers > 1 ? 5 : Column.never),
        ]
    }

    var initialSort: SortOrder { SortOrder(column: 0, isDescending: false) }
    var commands: [ScreenCommand] { [.acknowledge, .snooze] }

    func rows(_ scene: PanelScene) -> [Entity] {
        // In the past nobody knows what comes.
        scene.state.alarms.entries.reversed().filter { !scene.state.isPast || $0.began <= scene.now }.map {
            .row(.alarms, server: $0.key.server, id: "\($0.number)")
        }
    }

    func cells(_ entity: Entity, _ scene: PanelScene) -> [PanelCell]? {
        guard let entry = entry(entity, scene) else { return nil }
        let isBreach = entry.level == .breach
        let style: StyleName = !entry.isActive ? .alarmOver : isBreach ? .alarmBreach : .alarmWarning
        let word =
            !entry.isActive
            ? scene.glyph(.dot) + " over"
            : isBreach ? scene.glyph(.breach) + " alarm" : scene.glyph(.warning) + " warning"
        // What lasts first, the worst of it before the rest; what is over by time alone.
        let rank = !entry.isActive ? 2 : isBreach ? 0 : 1
        let offset = scene.state.options.utcOffset
        let end = entry.ended ?? scene.now
        let seen =
            ([entry.acknowledgedBy]
            + [entry.snoozedUntil.map { "quiet to " + WallClock.time($0, offset: offset).prefix(5) } ?? ""])
            .filter { !$0.isEmpty }.joined(separator: ", ")
        let server =
            scene.board.servers.indices.contains(entry.key.server)
            ? scene.board.servers[entry.key.server].name : ""
        return [
            PanelCell(word, style, by: Int64(rank) << 40 - Int64(entry.number)),
            PanelCell(WallClock.time(entry.began, offset: offset), .text, by: entry.began),
            PanelCell(Durations.text(from: entry.began, to: end), .text, by: end - entry.began),
            PanelCell(entry.place, entry.isActive ? .text : .faint),
            PanelCell(entry.key.kind.words, style), PanelCell(entry.worstText, style),
            PanelCell(seen, .faint), PanelCell(server, .faint),
        ]
    }

    func detail(_ entity: Entity, _ scene: PanelScene) -> (title: String, lines: [DetailLine]) {
        guard let entry = entry(entity, scene) else { return ("Alarm", [.row("It is no longer in the log.")]) }
        let offset = scene.state.options.utcOffset
        var lines: [DetailLine] = [
            .heading(entry.isActive ? "Now" : "Over"), .pair("What", entry.sentence),
            .pair("Since", WallClock.time(entry.began, offset: offset)),
        ]
        if let ended = entry.ended { lines.append(.pair("Until", WallClock.time(ended, offset: offset))) }
        lines.append(
            .pair(
                "Limits",
                "warning " + limit(entry.limits.warning, entry) + ", alarm " + limit(entry.limits.breach, entry)))
        if !entry.acknowledgedBy.isEmpty { lines.append(.pair("Seen by", entry.acknowledgedBy)) }
        if let until = entry.snoozedUntil {
            let who = entry.snoozedBy.isEmpty ? "" : ", by \(entry.snoozedBy)"
            lines.append(.pair("Quiet until", WallClock.time(until, offset: offset) + who))
        }
        return ("Alarm at \(entry.place)", lines)
    }

    private func limit(_ value: Double?, _ entry: AlarmEntry) -> String {
        // A limit that nothing reaches is none.
        guard let value, abs(value) < 1e15 else { return "none" }
        let text = entry.text(value)
        return text.isEmpty ? "none" : text
    }

    func emptyText(_ scene: PanelScene) -> String {
        scene.state.isPast ? "No alarm had been seen by then." : "No alarm since this board was started."
    }

    private func entry(_ entity: Entity, _ scene: PanelScene) -> AlarmEntry? {
        guard case .row(.alarms, _, let id) = entity, let number = Int(id) else { return nil }
        guard var entry = scene.state.alarms.entry(number) else { return nil }
        // What ended after the moment shown lasts, and nobody has seen to it yet as far as is known.
        if scene.state.isPast, let ended = entry.ended, ended > scene.now { entry.ended = nil }
        return entry
    }
}

extension Painter {
    /// What asks for attention, the worst and newest first, in a box that has no cursor.
    mutating func alarmsBeneath(_ state: ScreenState, board: Board, now: Int64, in rect: Rect) {
        let panel = AlarmPanel()
        let scene = PanelScene(state: state, board: board, now: now)
        let columns = panel.columns(servers: board.servers.count)
        let inside = rect.inset(dx: 2, dy: 1)
        let placed = Column.placed(columns, width: inside.width)
        let entries = state.alarms.entries
        let active = entries.count(where: \.isActive)
        box(rect, .border)
        put(
            " Alarms \(active)" + (active < entries.count ? ", \(entries.count - active) over " : " "),
            x: rect.x + 2, y: rect.y, .title, width: rect.width - 4)
        for column in placed {
            put(
                columns[column.index].title, in: column, at: inside.x, y: inside.y, .heading,
                columns[column.index].alignment)
        }
        let order = state.alarms.active + entries.filter { !$0.isActive }.reversed()
        for (row, entry) in order.prefix(max(0, inside.height - 1)).enumerated() {
            let entity = Entity.row(.alarms, server: entry.key.server, id: "\(entry.number)")
            guard let cells = panel.cells(entity, scene) else { continue }
            for column in placed where cells.indices.contains(column.index) {
                let cell = cells[column.index]
                put(
                    cell.text, in: column, at: inside.x, y: inside.y + 1 + row, cell.style,
                    columns[column.index].alignment)
            }
        }
    }
}
