/// The lists that tell the board a whole.
enum ListKind: UInt8, Equatable, Sendable {
    /// `QueueStatus`.
    case queues
    /// `CoreShowChannels`.
    case channels
    /// The UCM's `Queues` and `GSAgents`, whose items carry other names and not everything.
    case ucmQueues, ucmAgents

    /// The list that an action asks for; nil when it asks for none that the board reads.
    init?(action: String) {
        switch action.lowercased() {
        case "queuestatus": self = .queues
        case "coreshowchannels": self = .channels
        case "queues": self = .ucmQueues
        case "gsagents": self = .ucmAgents
        default: return nil
        }
    }
}
