/// A finished visit as the ledger keeps it: numbers and places of texts, no references.
struct VisitEntry: BitwiseCopyable {
    /// A text of kind `queue`; outlives the queue.
    var queue: TextID = 0
    /// A text of kind `device`, the agent's id; 0 when nobody answered.
    var agent: TextID = 0
    var agentName: TextID = 0
    /// Where the caller's texts begin in the chunk, in the order unique id, linked id, number, name.
    var textStart: UInt32 = 0
    var uniqueIDLength: UInt8 = 0
    /// 0 when it is the unique id itself.
    var linkedIDLength: UInt8 = 0
    var numberLength: UInt8 = 0
    var nameLength: UInt8 = 0
    var outcome = VisitOutcome.lost.rawValue
    var ending = CallEnding.unknown.rawValue
    var inLevel = false
    /// Something of it is known from Asterisk's queue_log alone.
    var isFilled = false
    /// Our clock, µs since 1970.
    var joinedAt: Int64 = 0
    var leftAt: Int64 = 0
    /// 0 while the conversation goes on, or when there was none.
    var endedAt: Int64 = 0
    /// Whole seconds, as Asterisk counts them.
    var wait: Int32 = 0
    /// Whole seconds; -1 is not known.
    var talk: Int32 = -1
}

/// The moment a conversation ended, in the order in which they do.
struct CompletionEntry: BitwiseCopyable {
    /// The visit's number.
    var visit: Int = 0
    /// Our clock, µs since 1970.
    var endedAt: Int64 = 0
}
