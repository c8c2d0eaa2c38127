import CallCenter

/// Totals: of all queues, of each server where there are several, and of each group of the configuration.
struct TotalPanel: ListPanel {
    func columns(servers: Int) -> [Column] {
        [
            .text("Total", 14, 18, 30, 0), .number("Queues", 6, 9), .number("Wait", 5, 0), .number("Longest", 8, 1),
            .number("SL%", 7, 2), .number("Offer", 5, 3), .number("Answ", 5, 3), .number("Aban", 5, 4),
            .number("Aban%", 5, 10), .number("T-out", 5, 5), .number("ASA", 5, 6), .number("Talk", 5, 8),
            .number("Max wait", 8, 11), .number("Free", 4, 7), .number("Call", 4, 7),
        ]
    }

    /// Which column shows a figure.
    static let figures: [QueueFigure?] = [
        nil, nil, .waiting, .longestNow, .level, .offered, .answered, .abandoned, .abandonRate, .timedOut, .speed,
        .talk,
        .longestPast, .free, .onCall,
    ]

    static func title(_ id: String) -> String {
        if let place = id.firstIndex(of: ":") { return String(id[id.index(after: place)...]) }
        return "All queues"
    }

    func rows(_ scene: PanelScene) -> [Entity] {
        let shown = scene.board.servers.indices.filter { scene.state.scope.includes($0) }
        guard let first = shown.first else { return [] }
        func row(_ id: String) -> Entity { .row(.totals, server: first, id: id) }
        var rows = [row("all")]
        if shown.count > 1 { rows += shown.map { row("server:" + scene.board.servers[$0].name) } }
        var groups: Set<String> = []
        for index in shown {
            let server = scene.board.servers[index]
            for queue in server.queues {
                if let group = scene.state.options.look(queue.name, of: server.name).group { groups.insert(group) }
            }
        }
        return rows + groups.sorted().map { row("group:" + $0) }
    }

    func cells(_ entity: Entity, _ scene: PanelScene) -> [PanelCell]? {
        guard let subject = FigureSubject(entity, scene) else { return nil }
        let sums = subject.sums
        let thresholds = scene.state.options.thresholds
        func mean(_ seconds: Double?) -> PanelCell {
            guard let seconds, let text = Durations.mean(seconds) else {
                return PanelCell(scene.glyph(.dash), .faint, by: -1)
            }
            return PanelCell(text, by: Int64(min(max(seconds, 0), 1e9) * 1_000))
        }
        func percent(_ value: Double?, _ style: (Double) -> StyleName = { _ in .text }) -> PanelCell {
            guard let value else { return PanelCell(scene.glyph(.dash), .faint, by: -1) }
            let style = style(value)
            return PanelCell(sign(style, scene) + Figures.percent(value), style, by: Int64(value * 1_000))
        }
        var longest = PanelCell(scene.glyph(.dash), .faint, by: -1)
        if let wait = subject.longest {
            let style = QueueAlarms.wait(seconds: wait, thresholds)
            longest = PanelCell(sign(style, scene) + Durations.text(seconds: wait), style, by: wait)
        }
        let lost = QueueAlarms.lost(sums, thresholds)
        return [
            PanelCell(subject.title), .figure(subject.parts.count),
            .figure(subject.waiting, .queueWaiting), longest,
            percent(subject.level) { QueueAlarms.level($0, thresholds) }, .figure(sums.offered), .figure(sums.answered),
            PanelCell(sign(lost, scene) + "\(sums.abandoned)", lost, by: Int64(sums.abandoned)),
            percent(sums.abandonRate), .figure(sums.timedOut), mean(sums.averageSpeedOfAnswer),
            mean(sums.averageHandleTime), mean(sums.longestWait > 0 ? Double(sums.longestWait) : nil),
            .figure(subject.counts.free, .agentAvailable), .figure(subject.counts.onCall, .agentOnCall),
        ]
    }

    func detail(_ entity: Entity, _ scene: PanelScene) -> (title: String, lines: [DetailLine]) {
        guard let subject = FigureSubject(entity, scene) else { return ("Totals", [.row("There is no such total.")]) }
        let period = FigureText(scene).period
        var lines: [DetailLine] = [.heading("Queues \(subject.parts.count), \(period)")]
        let sums = subject.parts.map(\.sums)
        let widths = [
            subject.parts.map(\.queue.waiting), sums.map(\.offered), sums.map(\.answered), sums.map(\.abandoned),
            sums.map(\.timedOut),
        ]
        .map { $0.map { "\($0)".utf8.count }.max() ?? 0 }
        func figure(_ place: Int, _ number: Int) -> String {
            let text = "\(number)"
            return String(repeating: " ", count: max(0, widths[place] - text.utf8.count)) + text
        }
        for part in subject.parts {
            let level = QueueAlarms.shownLevel(part.queue, part.sums, part.look)
            lines.append(
                .pair(
                    part.look.display ?? part.queue.name,
                    "waiting \(figure(0, part.queue.waiting)), offered \(figure(1, part.sums.offered)), "
                        + "answered \(figure(2, part.sums.answered)), abandoned \(figure(3, part.sums.abandoned)), "
                        + "timed out \(figure(4, part.sums.timedOut))"
                        + (level.map { ", SL% \(Figures.exactPercent($0))" } ?? "")))
        }
        return ("Total of \(subject.title)", lines)
    }

    func emptyText(_ scene: PanelScene) -> String { "No server is configured." }

    private func sign(_ style: StyleName, _ scene: PanelScene) -> String {
        switch style {
        case .queueBreach: scene.glyph(.breach)
        case .queueWarning: scene.glyph(.warning)
        default: ""
        }
    }
}
