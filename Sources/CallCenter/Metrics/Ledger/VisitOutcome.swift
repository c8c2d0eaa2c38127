/// How a caller's wait in a queue ended. Raw values are stored, so they never change.
package enum VisitOutcome: UInt8, Sendable, Equatable, CaseIterable {
    /// A member was connected (`AgentConnect`).
    case answered = 1
    /// The caller hung up while waiting.
    case abandoned = 2
    /// The queue gave up on the caller, who lived on: time-out, left when empty, withdrawn. Asterisk counts it as abandoned.
    case timedOut = 3
    /// Taken out of the queue by a park or a redirect, which Asterisk counts as abandoned without saying so.
    case pulledOut = 4
    /// Left with the exit key (`QueueCallerLeave` with neither connection nor abandonment). In none of Asterisk's counters.
    case leftByKey = 5
    /// Never let in: the queue was full or had nobody to serve it. Told by the dialplan class only.
    case turnedAway = 6
    /// The member hung up during the announcement (`AgentDump`). In none of Asterisk's counters.
    case dumped = 7
    /// Gone when a list came, or seen in another queue: the end was never told.
    case lost = 8
    /// A conversation that had begun before the board listened: only its end is known.
    case answeredBefore = 9
}

/// Who or what ended an answered call.
package enum CallEnding: UInt8, Sendable, Equatable, CaseIterable {
    /// The call goes on, or nobody told how it ended.
    case unknown = 0
    case caller = 1
    case agent = 2
    /// The agent passed the caller on (`Reason: transfer` of `AgentComplete`).
    case transfer = 3
}
