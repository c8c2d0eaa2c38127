import CallCenter

/// Trunks: how many channels each carries, and of what kind.
struct TrunkPanel: ListPanel {
    private enum Cell: Int { case name, server, channels, inbound, outbound, answered }

    func columns(servers: Int) -> [Column] {
        [
            .text("Trunk", 16, 24, 40, 0),
            .text("Server", 8, 10, 14, servers > 1 ? 1 : Column.never),
            .number("In use", 6, 0),
            .number("In", 4, 2),
            .number("Out", 4, 2),
            .number("Answered", 8, 3),
        ]
    }

    func rows(_ scene: PanelScene) -> [Entity] {
        scene.board.servers.enumerated().flatMap { index, server in
            server.trunks.map { .row(.trunks, server: index, id: $0.id) }
        }
    }

    func cells(_ entity: Entity, _ scene: PanelScene) -> [PanelCell]? {
        guard let (trunk, server) = trunk(entity, scene) else { return nil }
        return [
            PanelCell(trunk.id), PanelCell(server.name, .faint), .figure(trunk.channels), .figure(trunk.inbound),
            .figure(trunk.channels - trunk.inbound), .figure(trunk.answered),
        ]
    }

    func detail(_ entity: Entity, _ scene: PanelScene) -> (title: String, lines: [DetailLine]) {
        guard let (trunk, _) = trunk(entity, scene) else { return ("Trunk", [.row("It carries no call now.")]) }
        return (
            "Trunk \(trunk.id)",
            [
                .heading("Now"),
                .pair("In use", "\(trunk.channels), \(trunk.answered) answered"),
                .pair("In and out", "\(trunk.inbound) from outside, \(trunk.channels - trunk.inbound) to the outside"),
            ]
        )
    }

    func emptyText(_ scene: PanelScene) -> String { "No trunk carries a call now." }

    private func trunk(_ entity: Entity, _ scene: PanelScene) -> (Trunk, ServerBoard)? {
        guard case .row(.trunks, let index, let id) = entity, scene.board.servers.indices.contains(index) else {
            return nil
        }
        let server = scene.board.servers[index]
        return server.trunks.first { $0.id == id }.map { ($0, server) }
    }
}
