/// What a person asks a PBX to do. The screen confirms it before it becomes one of these.
package enum CallCommand: Sendable, Equatable {
    /// Pauses or unpauses memberships. A nil queue is every queue of the interfaces; the reason may be empty.
    case pause(server: String, interfaces: [String], queue: String?, paused: Bool, reason: String)
    /// Hangs up one channel. The unique id is what was confirmed; the channel's name is what AMI acts on.
    case hangUp(server: String, uniqueID: String, channel: String, cause: Int)
    /// Rings `Origination.channel` and connects it with `Origination.extension`.
    case originate(server: String, Origination)

    /// The server that is asked.
    package var server: String {
        switch self {
        case .pause(let server, _, _, _, _): server
        case .hangUp(let server, _, _, _): server
        case .originate(let server, _): server
        }
    }

    /// What cannot be undone.
    package var isDestructive: Bool {
        switch self {
        case .hangUp: true
        case .pause, .originate: false
        }
    }

    /// The command in one phrase, for messages and the audit: `pause PJSIP/1001 in support (lunch)`.
    package var summary: String {
        switch self {
        case .pause(_, let interfaces, let queue, let paused, let reason):
            (paused ? "pause " : "unpause ") + interfaces.joined(separator: ", ")
                + " in " + (queue ?? "every queue") + (paused && !reason.isEmpty ? " (\(reason))" : "")
        case .hangUp(_, _, let channel, let cause):
            "hang up \(channel), cause \(cause)"
        case .originate(_, let call):
            "call \(call.channel), then \(call.extension)@\(call.context)"
        }
    }
}
