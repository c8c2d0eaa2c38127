/// A caller's wait in a queue that is over, and the conversation that followed it. From the ledger.
package struct FinishedVisit: Sendable, Equatable {
    /// Counts up within a server, in the order in which waits ended.
    package var number: Int
    package var queue: String
    package var uniqueID: String
    /// Names the whole call across channels; the unique id when nothing else was told.
    package var linkedID: String
    /// Empty when the PBX does not know it.
    package var callerNumber: String
    package var callerName: String
    package var outcome: VisitOutcome
    /// Our clock, µs since 1970; for a caller met in a list, as its wait told.
    package var joinedAt: Int64
    /// When the wait ended: our clock, µs since 1970.
    package var leftAt: Int64
    /// The wait in whole seconds, as Asterisk counts it.
    package var wait: Int
    /// The wait was at most the queue's `servicelevel` at that moment.
    package var inLevel: Bool
    /// The agent's id and name; empty when nobody answered.
    package var agent: String
    package var agentName: String
    /// When the conversation ended: our clock, µs since 1970; nil while it lasts, or when its end was never told.
    package var endedAt: Int64?
    /// Seconds; nil while it lasts, or when it was not told.
    package var talk: Int?
    package var ending: CallEnding
    /// Something of it is known from Asterisk's queue_log alone: nobody followed the PBX then.
    package var isFilled = false
}
