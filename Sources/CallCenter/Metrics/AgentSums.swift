/// What an agent did in some period. Times are in µs, waits and talk in whole seconds.
package struct AgentSums: Sendable, Equatable {
    package var available: Int64 = 0
    package var ringing: Int64 = 0
    /// On calls of queues.
    package var onCall: Int64 = 0
    /// On calls of their own.
    package var ownCall: Int64 = 0
    package var onHold: Int64 = 0
    package var wrapUp: Int64 = 0
    package var paused: Int64 = 0
    package var unavailable: Int64 = 0
    package var busy: Int64 = 0
    /// Callers of queues who were connected to the agent.
    package var answered = 0
    package var answeredWait = 0
    /// Conversations that ended.
    package var handled = 0
    package var talk = 0
    /// Of these, with the caller passed on.
    package var transferred = 0

    package init() {}

    /// Calls and what they leave to do, own calls included.
    package var handling: Int64 { onCall + ownCall + onHold + wrapUp }
    /// Ready for a call of a queue.
    package var idle: Int64 { available + ringing }
    /// In some queue with a phone that can be reached.
    package var loggedIn: Int64 { handling + idle + paused + busy }
    /// Handling / (handling + idle) in percent; pauses are in neither. Nil when there was neither.
    package var occupancy: Double? { percent(handling, handling + idle) }
    /// Handling / logged in, in percent.
    package var utilisation: Double? { percent(handling, loggedIn) }
    /// (Talk + wrap-up) / handled in seconds; hold is part of talk.
    package var averageHandleTime: Double? {
        handled == 0 ? nil : (Double(talk) + Double(wrapUp) / 1_000_000) / Double(handled)
    }
    /// Talk / handled in seconds.
    package var averageTalk: Double? { handled == 0 ? nil : Double(talk) / Double(handled) }

    /// The sums of a person who is an agent in two places.
    package static func + (a: AgentSums, b: AgentSums) -> AgentSums {
        var sum = a
        sum.available += b.available
        sum.ringing += b.ringing
        sum.onCall += b.onCall
        sum.ownCall += b.ownCall
        sum.onHold += b.onHold
        sum.wrapUp += b.wrapUp
        sum.paused += b.paused
        sum.unavailable += b.unavailable
        sum.busy += b.busy
        sum.answered += b.answered
        sum.answeredWait += b.answeredWait
        sum.handled += b.handled
        sum.talk += b.talk
        sum.transferred += b.transferred
        return sum
    }

    /// Of two agents who share a phone: their calls together, and the time of the one who had more calls of queues, as the
    /// phone's time is both's.
    package func sharingPhone(_ other: AgentSums) -> AgentSums {
        var sum = other.onCall > onCall ? other : self
        sum.answered = answered + other.answered
        sum.answeredWait = answeredWait + other.answeredWait
        sum.handled = handled + other.handled
        sum.talk = talk + other.talk
        sum.transferred = transferred + other.transferred
        return sum
    }

    mutating func add(_ piece: IntervalEntry) {
        let time = piece.to - piece.from
        switch AgentActivity(rawValue: piece.activity) {
        case .available: available += time
        case .ringing: ringing += time
        case .onCall: if piece.queue == 0 { ownCall += time } else { onCall += time }
        case .onHold: onHold += time
        case .wrapUp: wrapUp += time
        case .paused: paused += time
        case .unavailable: unavailable += time
        case .busy: busy += time
        case nil: break
        }
    }

    mutating func add(completion entry: VisitEntry) {
        handled += 1
        talk += Int(max(0, entry.talk))
        if entry.ending == CallEnding.transfer.rawValue { transferred += 1 }
    }

    private func percent(_ part: Int64, _ whole: Int64) -> Double? {
        whole <= 0 ? nil : 100 * Double(part) / Double(whole)
    }
}
