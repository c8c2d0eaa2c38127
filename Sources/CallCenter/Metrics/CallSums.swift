/// Sums over a queue's calls in some period, from which every figure of guides and wallboards is computed. The fold keeps
/// one for each queue's day; windows are summed up from the ledger. Seconds are whole.
///
/// What happens at the start of a wait counts in the period in which it happened, and so does its end, and the end of the
/// conversation: in a short period `offered` need not equal the sum of the outcomes.
package struct CallSums: Sendable, Equatable, BitwiseCopyable {
    /// Callers who joined.
    package var offered = 0
    /// Callers who were connected to a member.
    package var answered = 0
    /// Callers who hung up while they waited.
    package var abandoned = 0
    /// Callers whom the queue gave up on (time-out or left when empty), or who were taken out of it, while their channel
    /// lived on.
    package var timedOut = 0
    /// Callers who left with the exit key.
    package var leftByKey = 0
    /// Callers who were never let in: full, or nobody to serve them. Only the dialplan class tells of them.
    package var turnedAway = 0
    /// Conversations that ended with the agent passing the caller on.
    package var transferred = 0
    /// Conversations that ended.
    package var handled = 0
    /// Sum of the waits of answered callers, in seconds.
    package var answeredWait = 0
    /// Sum of the waits of abandoned callers, in seconds.
    package var abandonedWait = 0
    /// The longest wait that ended, however it did, in seconds.
    package var longestWait = 0
    /// Sum of talk of handled calls, in seconds.
    package var talk = 0
    /// Answered within the queue's service level.
    package var answeredInLevel = 0
    /// Abandoned within the queue's service level.
    package var abandonedInLevel = 0

    package init() {}

    /// Average speed of answer in seconds; nil when nothing was answered.
    package var averageSpeedOfAnswer: Double? { ratio(answeredWait, answered) }
    /// Average handle time (talk) in seconds; nil when nothing was handled.
    package var averageHandleTime: Double? { ratio(talk, handled) }
    /// A / (A + B): handled only, in percent.
    package var levelHandled: Double? { percent(answeredInLevel, answered) }
    /// A / (A + B + Y): short abandons ignored, in percent.
    package var levelIgnored: Double? { percent(answeredInLevel, answered + abandoned - abandonedInLevel) }
    /// A / (A + B + X + Y): abandons against us, in percent.
    package var levelNegative: Double? { percent(answeredInLevel, answered + abandoned) }
    /// (A + X) / (A + B + X + Y): short abandons for us, in percent.
    package var levelPositive: Double? { percent(answeredInLevel + abandonedInLevel, answered + abandoned) }

    private func ratio(_ sum: Int, _ count: Int) -> Double? { count == 0 ? nil : Double(sum) / Double(count) }
    private func percent(_ part: Int, _ whole: Int) -> Double? { ratio(100 * part, whole) }
}
