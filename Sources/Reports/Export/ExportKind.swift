/// What can be taken out of a journal as a table.
package enum ExportKind: String, Sendable, CaseIterable {
    /// A row for each caller's wait in a queue, with the conversation that followed.
    case calls
    /// A row for each span of time in which an agent did one thing.
    case agents
    /// A row for each queue and each quarter, half or whole hour.
    case intervals
    /// A row for each caller whom nobody served, with what became of them.
    case abandoned
    /// A row for each command that a board sent to the PBX.
    case audit

    /// The names of a row's values, in order. They may grow at the end and never change.
    package var columns: [String] {
        switch self {
        case .calls:
            [
                "server", "queue", "call", "number", "name", "joined", "left", "wait", "outcome", "in_level", "agent",
                "agent_name", "talk", "ended", "ended_by", "from_queue_log",
            ]
        case .agents: ["server", "agent", "name", "activity", "reason", "queue", "from", "to", "seconds"]
        case .intervals:
            [
                "server", "queue", "from", "to", "offered", "answered", "abandoned", "timed_out", "left_by_key",
                "handled",
                "transferred", "asa", "aht", "longest_wait", "service_level_handled", "service_level_negative",
            ]
        case .abandoned:
            [
                "server", "queue", "number", "name", "joined", "left", "wait", "outcome", "times", "state", "settled",
                "from_queue_log",
            ]
        case .audit: ["server", "time", "action", "id", "about", "outcome", "answer"]
        }
    }
}

/// One value of an exported row.
package enum ExportValue: Sendable, Equatable {
    case text(String)
    case integer(Int)
    /// With one decimal.
    case number(Double)
    /// µs since 1970; written as UTC.
    case moment(Int64)
    case boolean(Bool)
    case null
}
