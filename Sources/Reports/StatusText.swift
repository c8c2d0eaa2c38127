import CallCenter

/// The board as plain text, one fact a line in a fixed order: for `callboard status`, for pipes and screen readers.
package struct StatusText {
    private let board: Board
    private let now: Int64

    /// - Parameter now: the moment that the text shows, our clock, µs since 1970.
    package init(_ board: Board, at now: Int64) {
        self.board = board
        self.now = now
    }

    package var text: String {
        board.servers.flatMap(lines(of:)).joined(separator: "\n") + "\n"
    }

    private func lines(of server: ServerBoard) -> [String] {
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
            lines.append(
                "queue \(clean(queue.name)): \(queue.waiting) waiting, longest \(clock(longest)), "
                    + "\(queue.completed) completed, \(queue.abandoned) abandoned, "
                    + "service level \(percent(queue.serviceLevelPerf)) within \(queue.serviceLevel) s, "
                    + "\(own.count { $0.state == .available }) of \(own.count) agents free")
        }
        for agent in agents {
            var line = "agent \(clean(agent.name.isEmpty ? agent.id : agent.name)): \(agent.state.words)"
            if agent.paused, !agent.pausedReason.isEmpty { line += " (\(clean(agent.pausedReason)))" }
            if let call = agent.call, !call.otherParty.isEmpty { line += " with \(clean(call.otherParty))" }
            lines.append(line + " for \(clock(now - agent.since))")
        }
        for caller in server.callers {
            let who = [caller.name, caller.number].filter { !$0.isEmpty }.map(clean).joined(separator: " ")
            lines.append(
                "waiting in \(clean(caller.queue)): \(caller.position). \(who.isEmpty ? "unknown caller" : who) "
                    + "for \(clock(now - caller.joinedAt))")
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
        return "\(tenths / 10).\(tenths % 10) %"
    }

    /// `m:ss` or `h:mm:ss` of µs.
    private func clock(_ microseconds: Int64) -> String {
        let seconds = Int(max(0, microseconds) / 1_000_000)
        let rest = seconds % 60 < 10 ? "0\(seconds % 60)" : "\(seconds % 60)"
        let minutes = seconds / 60 % 60
        if seconds < 3_600 { return "\(minutes):\(rest)" }
        return "\(seconds / 3_600):\(minutes < 10 ? "0" : "")\(minutes):\(rest)"
    }
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
