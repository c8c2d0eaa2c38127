/// One queue's own day: sums from which every figure of guides and wallboards is computed. Seconds are whole.
package struct QueueDay: Sendable, Equatable, BitwiseCopyable {
    /// Callers who joined.
    package var offered = 0
    /// Callers who were connected to a member.
    package var answered = 0
    /// Callers who hung up while they waited.
    package var abandoned = 0
    /// Callers whom the queue gave up on (time-out or left when empty) while their channel lived on.
    package var timedOut = 0
    /// Conversations that ended.
    package var handled = 0
    /// Sum of the waits of answered callers, in seconds.
    package var answeredWait = 0
    /// Sum of the waits of abandoned callers, in seconds.
    package var abandonedWait = 0
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
