import CallCenter

/// What the alarms see of the lines to the outside. Their state changes rarely and their load slowly, so they are looked
/// at every few seconds only.
struct TrunkWatch: Sendable {
    private var seen: [AlarmObservation] = []
    private var at: Int64?

    private static let pace: Int64 = 5_000_000

    mutating func observations(_ board: Board, _ options: ScreenOptions, now: Int64) -> [AlarmObservation] {
        if let at, now >= at, now - at < Self.pace { return seen }
        at = now
        seen = []
        for (index, server) in board.servers.enumerated() where server.hasSnapshot && !server.isOld {
            let lines = options.trunkLines.filter { $0.server == nil || $0.server == server.name }
            var trunks = server.trunks
            for line in lines where !trunks.contains(where: { $0.id == line.endpoint }) {
                trunks.append(server.trunk(line.endpoint))
            }
            for trunk in trunks {
                let line = lines.first { $0.endpoint == trunk.id }
                let place = line?.display ?? trunk.id
                if trunk.isDown {
                    // A registration that is tried again is back within seconds.
                    seen.append(
                        AlarmObservation(
                            key: AlarmKey(kind: .trunkDown, server: index, id: trunk.id), place: place,
                            measure: .value(1), limits: AlarmLimits(breach: 1, rise: 15_000_000)))
                }
                if let limit = line?.limit, limit > 0 {
                    seen.append(
                        AlarmObservation(
                            key: AlarmKey(kind: .trunkFull, server: index, id: trunk.id), place: place,
                            measure: .value(100 * Double(trunk.channels) / Double(limit)),
                            limits: AlarmLimits(warning: 80, breach: 100, band: 0.05)))
                }
            }
        }
        return seen
    }
}
