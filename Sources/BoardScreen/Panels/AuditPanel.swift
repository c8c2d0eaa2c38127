import CallCenter

/// What was done and by whom: this board's commands with their outcome, and what others did.
struct AuditPanel: ListPanel {
    /// The newest lines that are kept; `callboard audit` has all.
    static let limit = 500

    func columns(servers: Int) -> [Column] {
        [
            .text("At", 8, 8, 8, 0),
            .text("Server", 8, 10, 14, servers > 1 ? 1 : Column.never),
            .text("Who", 8, 14, 24, 0),
            .text("Outcome", 7, 7, 8, 0),
            .text("What", 24, 50, 120, 0),
            .text("Answer", 10, 30, 80, 2),
        ]
    }

    var initialSort: SortOrder { SortOrder(column: 0, isDescending: true) }

    func rows(_ scene: PanelScene) -> [Entity] {
        // In the past nobody knows what comes.
        scene.state.auditNotes.filter { !scene.state.isPast || $0.note.at <= scene.now }.map { note in
            let index = scene.board.servers.firstIndex { $0.name == note.note.server } ?? 0
            return .row(.audit, server: index, id: "\(note.number)")
        }
    }

    func cells(_ entity: Entity, _ scene: PanelScene) -> [PanelCell]? {
        guard let (note, number) = note(entity, scene) else { return nil }
        let at = PanelCell(WallClock.time(note.at, offset: scene.state.options.utcOffset), .text, by: number)
        let server = PanelCell(note.server, .faint)
        switch note.content {
        case .own(let entry):
            let style: StyleName = entry.phase == .failed ? .messageBad : entry.phase == .done ? .messageGood : .text
            return [
                at, server, PanelCell(entry.who + (entry.origin.isEmpty ? "" : "@" + entry.origin)),
                PanelCell(entry.phase.rawValue, style), PanelCell(summary(entry, scene)),
                PanelCell(entry.phase == .failed ? shown(entry.answer, scene) : "", style),
            ]
        case .other(let action):
            let reason = action.reason.isEmpty ? "" : " (\(action.reason))"
            return [
                at, server, PanelCell(action.source, .faint), PanelCell("seen", .faint),
                PanelCell("\(action.what) \(target(action, note, scene))\(reason)"), .empty,
            ]
        }
    }

    func detail(_ entity: Entity, _ scene: PanelScene) -> (title: String, lines: [DetailLine]) {
        guard let (note, _) = note(entity, scene) else { return ("Audit", [.row("The line is no longer kept here.")]) }
        switch note.content {
        case .own(let entry):
            var lines: [DetailLine] = [
                .heading(entry.command), .pair("What", summary(entry, scene)),
                .pair("In full", shown(entry.summary, scene)),
                .pair("Outcome", entry.phase.rawValue),
                .pair("Who", entry.who), .pair("From", entry.origin.isEmpty ? "this machine" : entry.origin),
                .pair(entry.phase == .asked ? "Before" : "After", shown(entry.target, scene)),
            ]
            if !entry.reason.isEmpty { lines.append(.pair("Reason", entry.reason)) }
            if !entry.answer.isEmpty { lines.append(.pair("Answer", shown(entry.answer, scene))) }
            lines.append(.pair("Line", "\(entry.number), about \(entry.about)"))
            lines.append(.pair("Digest", entry.digest))
            return ("Audit", lines)
        case .other(let action):
            return (
                "Audit",
                [
                    .heading(action.what), .pair("Whom", target(action, note, scene)), .pair("Target", action.target),
                    .pair("Reason", action.reason),
                    .pair("Source", action.source),
                ]
            )
        }
    }

    func emptyText(_ scene: PanelScene) -> String { "Nobody has done anything since this board was started." }

    /// A command of this board's with the people it was about, as the line that asked has them.
    private func summary(_ entry: AuditEntry, _ scene: PanelScene) -> String {
        var asked = entry.target
        if entry.about != entry.number {
            for note in scene.state.auditNotes.reversed() {
                guard case .own(let line) = note.note.content, line.number == entry.about else { continue }
                asked = line.target
                break
            }
        }
        return shown(entry.summary(naming: asked), scene)
    }

    /// `Ana Lima in vip`: whose phone it is that others did something to, as far as queues know.
    private func target(_ action: ForeignAction, _ note: AuditNote, _ scene: PanelScene) -> String {
        let interface = action.target.prefix { $0 != " " }
        guard let server = scene.board.servers.first(where: { $0.name == note.server }),
            let member = server.members.first(where: { $0.interface == interface }), !member.name.isEmpty,
            member.name != interface
        else { return action.target }
        return member.name + action.target.dropFirst(interface.count)
    }

    /// Numbers that a person dialled are hidden with the callers'.
    private func shown(_ text: String, _ scene: PanelScene) -> String { scene.privacy.text(text) }

    private func note(_ entity: Entity, _ scene: PanelScene) -> (AuditNote, Int64)? {
        guard case .row(.audit, _, let id) = entity, let number = Int(id), let first = scene.state.auditNotes.first,
            scene.state.auditNotes.indices.contains(number - first.number)
        else { return nil }
        return (scene.state.auditNotes[number - first.number].note, Int64(number))
    }
}

/// A line with its place in what this screen was told.
struct NumberedNote: Sendable {
    var number: Int
    var note: AuditNote
}

extension ScreenState {
    /// The audit trail gained lines.
    mutating func audited(_ notes: [AuditNote]) {
        for note in notes { auditNotes.append(NumberedNote(number: (auditNotes.last?.number ?? 0) + 1, note: note)) }
        if auditNotes.count > AuditPanel.limit { auditNotes.removeFirst(auditNotes.count - AuditPanel.limit) }
    }
}
