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
    /// Abandoned within the queue's service level; short ones are not among them.
    package var abandonedInLevel = 0
    /// Of the abandoned, those after less than the cut: nobody could have answered them. The fold knows of no cut.
    package var abandonedShort = 0

    package init() {}

    /// Sums over two sets of calls that have none in common.
    package static func + (a: CallSums, b: CallSums) -> CallSums {
        var sum = a
        sum.offered += b.offered
        sum.answered += b.answered
        sum.abandoned += b.abandoned
        sum.timedOut += b.timedOut
        sum.leftByKey += b.leftByKey
        sum.turnedAway += b.turnedAway
        sum.transferred += b.transferred
        sum.handled += b.handled
        sum.answeredWait += b.answeredWait
        sum.abandonedWait += b.abandonedWait
        sum.longestWait = max(a.longestWait, b.longestWait)
        sum.talk += b.talk
        sum.answeredInLevel += b.answeredInLevel
        sum.abandonedInLevel += b.abandonedInLevel
        sum.abandonedShort += b.abandonedShort
        return sum
    }

    /// These counts, with calls in time and short ones as they are there: how many there were the day knows best, how they
    /// are judged is in the calls.
    package func judged(as calls: CallSums) -> CallSums {
        var sums = self
        sums.answeredInLevel = calls.answeredInLevel
        sums.abandonedInLevel = calls.abandonedInLevel
        sums.abandonedShort = calls.abandonedShort
        return sums
    }

    /// Abandoned, without the short ones.
    package var abandonedCounted: Int { abandoned - abandonedShort }
    /// Average speed of answer in seconds, the queue's wait alone: waits of answered / answered. Nil when nothing was
    /// answered.
    package var averageSpeedOfAnswer: Double? { ratio(answeredWait, answered) }
    /// Average wait of those who gave up in seconds: waits of abandoned / abandoned.
    package var averageAbandonTime: Double? { ratio(abandonedWait, abandoned) }
    /// Average handle time in seconds: talk / handled. Hold is part of talk, wrap-up is not. Nil when nothing was handled.
    package var averageHandleTime: Double? { ratio(talk, handled) }
    /// Abandoned / offered in percent, short ones in neither. Time-outs are not in it.
    package var abandonRate: Double? { percent(abandonedCounted, offered - abandonedShort) }
    /// Callers who left unserved / offered in percent: abandoned and timed out, short ones in neither.
    package var lostRate: Double? { percent(abandonedCounted + timedOut, offered - abandonedShort) }
    /// A / (A + B): handled only, in percent.
    package var levelHandled: Double? { percent(answeredInLevel, answered) }
    /// A / (A + B + Y): abandons in time ignored, in percent.
    package var levelIgnored: Double? { percent(answeredInLevel, answered + abandonedCounted - abandonedInLevel) }
    /// A / (A + B + X + Y): abandons against us, in percent.
    package var levelNegative: Double? { percent(answeredInLevel, answered + abandonedCounted) }
    /// (A + X) / (A + B + X + Y): abandons in time for us, in percent.
    package var levelPositive: Double? {
        percent(answeredInLevel + abandonedInLevel, answered + abandonedCounted)
    }

    private func ratio(_ sum: Int, _ count: Int) -> Double? { count <= 0 ? nil : Double(sum) / Double(count) }
    private func percent(_ part: Int, _ whole: Int) -> Double? { ratio(100 * part, whole) }
}
