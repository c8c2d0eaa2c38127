/// The list that the board asks for next, to compare itself with the PBX.
package enum AuditRequest: Sendable, Equatable {
    /// `QueueStatus` of one queue.
    case queue(String)
    /// `CoreShowChannels`.
    case channels
}
