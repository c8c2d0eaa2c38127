/// The lists of the screen, in the order of Tab. The first three stand side by side on the main screen; the others are
/// opened by key or palette and are described by a `ListPanel` each.
package enum Panel: Int, Sendable, CaseIterable {
    case queues, agents, channels
    case trunks
    case totals
    case alarms
    case lost
    case audit

    /// The three that the main screen always has.
    static let main: [Panel] = [.queues, .agents, .channels]

    var isMain: Bool { rawValue < Self.main.count }

    /// What describes a panel beyond the main three: its columns, rows and words. Nil for those.
    var list: (any ListPanel)? {
        switch self {
        case .queues, .agents, .channels: nil
        case .trunks: TrunkPanel()
        case .totals: TotalPanel()
        case .alarms: AlarmPanel()
        case .lost: LostCallPanel()
        case .audit: AuditPanel()
        }
    }

    package var title: String {
        switch self {
        case .queues: "Queues"
        case .agents: "Agents"
        case .channels: "Channels"
        case .trunks: "Trunks"
        case .totals: "Totals"
        case .alarms: "Alarms"
        case .lost: "Lost calls"
        case .audit: "Audit"
        }
    }

    /// What opens it.
    var command: ScreenCommand {
        switch self {
        case .queues: .queues
        case .agents: .agents
        case .channels: .channels
        case .trunks: .trunks
        case .totals: .totals
        case .alarms: .alarms
        case .lost: .lost
        case .audit: .audit
        }
    }
}

/// What a row stands for. A selection holds this and never a row's number, so it stays when rows change places.
package enum Entity: Hashable, Sendable {
    case queue(server: Int, name: String)
    case agent(server: Int, id: String)
    case channel(server: Int, uniqueID: String)
    /// A row of a panel beyond the main three, by what names it there.
    case row(Panel, server: Int, id: String)

    /// Index of the server in the board.
    var server: Int {
        switch self {
        case .queue(let server, _), .agent(let server, _), .channel(let server, _), .row(_, let server, _): server
        }
    }

    var panel: Panel {
        switch self {
        case .queue: .queues
        case .agent: .agents
        case .channel: .channels
        case .row(let panel, _, _): panel
        }
    }
}
