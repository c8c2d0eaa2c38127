import CallCenter

/// Callers whom nobody served since the day began, for calling them back.
struct LostCallPanel: ListPanel {
    /// Of each server, newest first; empty until the panel is prepared.
    private var calls: [[LostCall]] = []

    init() {}

    func prepared(_ scene: PanelScene) -> any ListPanel {
        var panel = self
        panel.calls = scene.board.servers.map { $0.lostCalls(from: $0.countedSince ?? .min) }
        return panel
    }

    func columns(servers: Int) -> [Column] {
        [
            .text("Gave up", 8, 8, 8, 0),
            .text("Number", 12, 16, 24, 0),
            .text("Name", 8, 14, 24, 2),
            .text("Queue", 8, 12, 20, 0),
            .text("Server", 8, 10, 14, servers > 1 ? 1 : Column.never),
            .number("Wait", 6, 0),
            .number("Times", 5, 3),
            .text("Since then", 12, 22, 30, 1),
        ]
    }

    var initialSort: SortOrder { SortOrder(column: 0, isDescending: true) }
    var commands: [ScreenCommand] { [.originate] }

    func rows(_ scene: PanelScene) -> [Entity] {
        // Those that are settled stay in the list: what was done is worth seeing too.
        calls.enumerated().flatMap { index, calls in calls.map { .row(.lost, server: index, id: "\($0.number)") } }
    }

    func cells(_ entity: Entity, _ scene: PanelScene) -> [PanelCell]? {
        guard let (call, visit, server) = call(entity, scene) else { return nil }
        let style: StyleName = call.isOpen ? .text : .faint
        let number = visit.callerNumber.isEmpty ? "withheld" : scene.privacy.number(visit.callerNumber)
        let name = scene.privacy.name(visit.callerName)
        return [
            PanelCell(clock(visit.leftAt, scene), style, by: visit.leftAt),
            PanelCell(number, style),
            PanelCell(name, style),
            PanelCell(visit.queue, style),
            PanelCell(server.name, .faint),
            PanelCell(Durations.text(seconds: Int64(visit.wait)), style, by: Int64(visit.wait)),
            .figure(call.attempts, call.attempts > 1 && call.isOpen ? .queueWarning : style),
            PanelCell(sequel(call, scene), call.isOpen ? .strong : .faint, by: call.isOpen ? 0 : 1),
        ]
    }

    func detail(_ entity: Entity, _ scene: PanelScene) -> (title: String, lines: [DetailLine]) {
        guard let panel = prepared(scene) as? LostCallPanel, let (call, visit, _) = panel.call(entity, scene) else {
            return ("Lost call", [.row("It is not kept any more.")])
        }
        let number = visit.callerNumber.isEmpty ? "withheld" : scene.privacy.number(visit.callerNumber)
        let name = scene.privacy.name(visit.callerName)
        return (
            "Lost call \(number)",
            [
                .heading("The call"),
                .pair("Caller", "\(number) \(name)"),
                .pair("Queue", visit.queue),
                .pair("Rang at", clock(visit.joinedAt, scene)),
                .pair(visit.outcome == .abandoned ? "Gave up at" : "Turned out at", clock(visit.leftAt, scene)),
                .pair("Waited", Durations.text(seconds: Int64(visit.wait))),
                .pair("Times today", "\(call.attempts)"),
                .heading("Since then"),
                .row(sequel(call, scene)),
            ]
        )
    }

    func number(_ entity: Entity, _ scene: PanelScene) -> String? {
        guard let panel = prepared(scene) as? LostCallPanel, let (_, visit, _) = panel.call(entity, scene) else {
            return nil
        }
        return visit.callerNumber.isEmpty ? nil : visit.callerNumber
    }

    func emptyText(_ scene: PanelScene) -> String {
        let since = scene.board.servers.compactMap(\.countedSince).min()
        return since.map { "Nobody has been lost since \(clock($0, scene).prefix(5))." } ?? "Nobody has been lost yet."
    }

    private func sequel(_ call: LostCall, _ scene: PanelScene) -> String {
        switch call.sequel {
        case .open: "nobody spoke with them"
        case .answered(let moment): "rang again \(clock(moment, scene).prefix(5)), answered"
        case .calledBack(let moment): "called back \(clock(moment, scene).prefix(5))"
        }
    }

    private func clock(_ moment: Int64, _ scene: PanelScene) -> String {
        WallClock.time(moment, offset: scene.state.options.utcOffset)
    }

    private func call(_ entity: Entity, _ scene: PanelScene) -> (LostCall, FinishedVisit, ServerBoard)? {
        guard case .row(.lost, let index, let id) = entity, scene.board.servers.indices.contains(index),
            calls.indices.contains(index), let number = Int(id)
        else { return nil }
        let place = TravelIndex.count(calls[index]) { $0.number > number }
        guard place < calls[index].count, calls[index][place].number == number else { return nil }
        let server = scene.board.servers[index]
        return server.finishedVisit(number).map { (calls[index][place], $0, server) }
    }
}
