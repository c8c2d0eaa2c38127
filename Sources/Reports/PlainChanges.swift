import CallCenter

/// What has changed on a board since it was looked at last, one sentence a line: for screen readers and braille lines,
/// where a screen that repaints itself cannot be followed.
package struct PlainChanges: Sendable {
    private struct Server: Sendable, Equatable {
        var link = ""
        /// Callers waiting, by queue.
        var queues: [String: Int] = [:]
        /// Callers who gave up, by queue.
        var lost: [String: Int] = [:]
        /// What is said of an agent, by its id.
        var agents: [String: String] = [:]
    }

    private var servers: [String: Server] = [:]

    package init() {}

    /// The sentences, in a fixed order: links, queues, agents. The first time they tell how things stand.
    ///
    /// - Parameter now: our clock, µs since 1970.
    package mutating func lines(_ board: Board, at now: Int64) -> [String] {
        var lines: [String] = []
        for server in board.servers {
            let before = servers[server.name]
            var next = before ?? Server()
            let prefix = board.servers.count > 1 ? clean(server.name) + ", " : ""
            next.link = link(server)
            if next.link != before?.link { lines.append("\(clean(server.name)): \(next.link).") }
            // What an old board says is no news.
            if server.hasSnapshot, server.link == .live {
                next.queues = [:]
                for queue in server.queues {
                    next.queues[queue.name] = queue.waiting
                    guard before?.queues[queue.name] != queue.waiting else { continue }
                    if before?.queues[queue.name] == nil, queue.waiting == 0, before != nil { continue }
                    lines.append(prefix + "\(clean(queue.name)): \(waiting(queue, server, now: now)).")
                }
                for queue in server.queues {
                    next.lost[queue.name] = queue.today.abandoned
                    guard let lost = before?.lost[queue.name], queue.today.abandoned > lost else { continue }
                    let count = SpokenTime.count(queue.today.abandoned - lost, "caller")
                    lines.append(prefix + "\(clean(queue.name)): \(count) gave up, \(queue.today.abandoned) today.")
                }
                next.agents = [:]
                for agent in server.agents(at: now) {
                    let words = said(of: agent)
                    next.agents[agent.id] = words
                    if before?.agents[agent.id] == words { continue }
                    lines.append(prefix + "\(clean(agent.name.isEmpty ? agent.id : agent.name)): \(words).")
                }
                for (id, _) in (before?.agents ?? [:]).sorted(by: { $0.key < $1.key }) where next.agents[id] == nil {
                    lines.append(prefix + "\(clean(id)): in no queue any more.")
                }
            }
            servers[server.name] = next
        }
        return lines
    }

    private func waiting(_ queue: Queue, _ server: ServerBoard, now: Int64) -> String {
        switch queue.waiting {
        case 0: return "nobody waits"
        case 1: return "1 caller waits"
        default:
            let seconds = (server.longestWait(of: queue.name, at: now) ?? 0) / 1_000_000
            return "\(queue.waiting) callers wait, the first for \(SpokenTime.text(seconds: seconds))"
        }
    }

    private func said(of agent: Agent) -> String {
        var words = agent.state.words
        if agent.paused, agent.state != .paused { words += ", paused" }
        if agent.paused, !agent.pausedReason.isEmpty { words += " for \(clean(agent.pausedReason))" }
        if let queue = agent.call?.queue, !queue.isEmpty { words += ", \(clean(queue))" }
        return words
    }

    private func link(_ server: ServerBoard) -> String {
        switch server.link {
        case .stale(let reason), .offline(let reason):
            server.link.word + (reason.isEmpty ? "" : ", " + clean(reason))
        default: server.link.word
        }
    }

    /// Text from outside without anything that a terminal would act on.
    private func clean(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    switch scalar.value {
                    case 0..<0x20, 0x7F..<0xA0, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F: "\u{FFFD}"
                    default: scalar
                    }
                }))
    }
}
