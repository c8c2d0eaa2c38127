import CallCenter

/// The board as plain text, one fact a line in a fixed order: for `callboard status`, for pipes and screen readers.
package struct StatusText {
    private let board: Board
    private let now: Int64
    private let remarks: (Queue, Int) -> [String]

    /// - Parameters:
    ///   - now: the moment that the text shows, our clock, µs since 1970.
    ///   - remarks: what a screen would mark in a queue of the server with a number, in words.
    package init(_ board: Board, at now: Int64, remarks: @escaping (Queue, Int) -> [String] = { _, _ in [] }) {
        self.board = board
        self.now = now
        self.remarks = remarks
    }

    package var text: String {
        board.servers.indices.flatMap(lines(of:)).joined(separator: "\n") + "\n"
    }

    private func lines(of index: Int) -> [String] {
        let server = board.servers[index]
        let corrected = server.audit.corrected
        var lines = [
            "\(clean(server.name)): \(server.link.word)"
                + (server.version.isEmpty ? "" : ", Asterisk \(clean(server.version))")
                + ", \(server.queues.count) queues, \(server.channelCount) channels, \(corrected) corrected"
        ]
        let agents = server.agents(at: now)
        for queue in server.queues {
            let own = agents.filter { $0.queues.contains(queue.name) }
            let longest = server.longestWait(of: queue.name, at: now) ?? 0
            let marks = remarks(queue, index)
            let wait = queue.waiting > 0 ? ", longest \(spoken(longest))" : ""
            lines.append(
                "queue \(clean(queue.name)): \(queue.waiting) waiting\(wait), "
                    + "\(queue.completed) completed, \(queue.abandoned) abandoned, "
                    + "service level \(percent(queue.serviceLevelPerf)) within \(queue.serviceLevel) seconds, "
                    + "\(own.count { $0.state == .available }) of \(own.count) agents free"
                    + (marks.isEmpty ? "" : ". Attention: " + marks.joined(separator: ", ")))
        }
        for agent in agents {
            var line = "agent \(clean(agent.name.isEmpty ? agent.id : agent.name)): \(agent.state.words)"
            if agent.paused, !agent.pausedReason.isEmpty { line += " (\(clean(agent.pausedReason)))" }
            if let call = agent.call, !call.otherParty.isEmpty { line += " with \(clean(call.otherParty))" }
            lines.append(line + (agent.since > 0 ? " for \(spoken(now - agent.since))" : ""))
        }
        for caller in server.callers {
            let who = [caller.name, caller.number].filter { !$0.isEmpty }.map(clean).joined(separator: " ")
            lines.append(
                "waiting in \(clean(caller.queue)): \(caller.position). \(who.isEmpty ? "unknown caller" : who) "
                    + "for \(spoken(now - caller.joinedAt))")
        }
        return lines
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

    private func percent(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10)\(tenths % 10 == 0 ? "" : ".\(tenths % 10)") percent"
    }

    /// A time in µs as it is said.
    private func spoken(_ microseconds: Int64) -> String { SpokenTime.text(seconds: microseconds / 1_000_000) }
}

extension AgentState {
    /// The state in the words that a person reads.
    package var words: String {
        switch self {
        case .onHold: "holding a call"
        case .onCall: "on a call"
        case .ringing: "ringing"
        case .unavailable: "unavailable"
        case .paused: "paused"
        case .wrapUp: "in wrap-up"
        case .busy: "busy"
        case .available: "free"
        }
    }
}
