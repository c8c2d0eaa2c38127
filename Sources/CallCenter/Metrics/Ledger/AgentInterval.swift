/// What an agent did for a while. Raw values are stored, so they never change.
package enum AgentActivity: UInt8, Sendable, Equatable, CaseIterable {
    case available = 1
    case ringing = 2
    /// On a call of a queue, or on one of their own (then the interval names no queue).
    case onCall = 3
    /// The device says on hold.
    case onHold = 4
    /// After a call of a queue, for as long as `wrapuptime` lasts. Split off `available` when it is read out.
    case wrapUp = 5
    /// Paused in every queue.
    case paused = 6
    /// Logged in, but the phone cannot be reached.
    case unavailable = 7
    /// The device says busy without a call that the board sees.
    case busy = 8
}

/// A span of time in which an agent did one thing: from the ledger, or the one that goes on.
package struct AgentInterval: Sendable, Equatable {
    /// Counts up within a server; 0 is the interval that goes on.
    package var number: Int
    /// State interface, else interface: the id of `Agent`.
    package var agent: String
    package var name: String
    package var activity: AgentActivity
    /// The reason of a pause; empty when there is none.
    package var reason: String
    /// The queue whose call it was; empty otherwise.
    package var queue: String
    /// Our clock, µs since 1970.
    package var from: Int64
    /// Equal to the moment that was asked for when it goes on.
    package var to: Int64

    /// Seconds.
    package var duration: Double { Double(to - from) / 1_000_000 }
}

/// An interval as the ledger keeps it.
struct IntervalEntry: BitwiseCopyable {
    /// Texts of kinds `device`, `plain`, `plain`, `queue`.
    var agent: TextID = 0
    var name: TextID = 0
    var reason: TextID = 0
    var queue: TextID = 0
    var from: Int64 = 0
    var to: Int64 = 0
    var activity: UInt8 = 0
    /// Seconds of wrap-up that an `available` interval begins with.
    var wrapUp: UInt16 = 0
}

/// The interval that goes on, kept with the agent's device.
struct OpenInterval: BitwiseCopyable {
    var reason: TextID = 0
    var queue: TextID = 0
    /// Our clock, µs since 1970.
    var since: Int64 = 0
    /// 0 when the agent is not logged in anywhere, or the board does not listen.
    var activity: UInt8 = 0
    var wrapUp: UInt16 = 0
    /// The number of the interval that ended when this one began; 0 is none.
    var before = 0

    func isSame(as other: OpenInterval) -> Bool {
        activity == other.activity && reason == other.reason && queue == other.queue
    }
}
