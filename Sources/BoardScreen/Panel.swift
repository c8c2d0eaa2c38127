/// The three lists of the screen, in the order of Tab.
package enum Panel: Int, Sendable, CaseIterable {
    case queues, agents, channels

    var title: String {
        switch self {
        case .queues: "Queues"
        case .agents: "Agents"
        case .channels: "Channels"
        }
    }

    var next: Panel { Panel(rawValue: (rawValue + 1) % 3) ?? .queues }
    var previous: Panel { Panel(rawValue: (rawValue + 2) % 3) ?? .queues }
}

/// What a row stands for. A selection holds this and never a row's number, so it stays when rows change places.
package enum Entity: Hashable, Sendable {
    case queue(server: Int, name: String)
    case agent(server: Int, id: String)
    case channel(server: Int, uniqueID: String)

    /// Index of the server in the board.
    var server: Int {
        switch self {
        case .queue(let server, _), .agent(let server, _), .channel(let server, _): server
        }
    }

    var panel: Panel {
        switch self {
        case .queue: .queues
        case .agent: .agents
        case .channel: .channels
        }
    }
}
