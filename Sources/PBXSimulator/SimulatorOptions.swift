/// Which PBX the simulator speaks as.
package enum SimulatorDialect: String, Sendable, Equatable, CaseIterable {
    /// Asterisk 22, byte for byte.
    case asterisk
    /// A Grandstream UCM of the 6000 series: restricted classes, `Queues` and `GSAgents`, no `FullyBooted`.
    case ucm
}

/// A manager user of the simulated PBX and what it may do.
package struct SimulatorUser: Sendable, Equatable {
    /// The name that `Login` gives.
    package var name: String
    /// The secret that `Login` gives, or whose digest with the challenge it gives.
    package var secret: String
    /// Event classes this user may read, as in manager.conf: `all`, or class names with commas.
    package var read: String
    /// Action classes this user may write, likewise.
    package var write: String

    /// Whether this client's address is one of the user's permitted ones. A UCM's user without any has none.
    package var isPermitted = true

    package init(name: String, secret: String, read: String = "all", write: String = "all") {
        self.name = name
        self.secret = secret
        self.read = read
        self.write = write
    }
}

/// The size, the pace and the habits of a simulated call centre. The same options give the same bytes.
package struct SimulatorOptions: Sendable {
    /// Queues, 1 or more.
    package var queues = 6
    /// Agents, 1 or more. Every fourth is written as FreePBX writes members (`Local/1003@from-queue/n`).
    package var agents = 24
    /// Callers that reach the queues from outside per minute, on average. 0 is a quiet PBX.
    package var callsPerMinute = 12.0
    /// Where the random numbers begin.
    package var seed: UInt64 = 1
    /// The PBX's clock when it starts, in µs since 1970 (warm-up included: the first client connects later).
    package var startTime: Int64 = 1_795_416_742_000_000
    /// Which PBX it is.
    package var dialect = SimulatorDialect.asterisk
    /// Whether the items of a UCM's own lists carry the request's ActionID. The guide does not show it.
    package var ownListsEchoActionID = false
    /// Whether every event has a `Timestamp` (a UCM's *Timestamp Events*, Asterisk's `timestampevents`).
    package var timestampEvents = false
    /// Whether events have the names that they had before Asterisk 12, as old UCM firmware sends them: `Join`, `Leave`,
    /// `QueueMemberPaused`, `Dial`, `Bridge`, `Unlink`.
    package var oldEventNames = false
    /// The name of the user who may do everything.
    package var user = "demo"
    /// That user's secret.
    package var secret = "demo"
    /// Further users, with classes of their own.
    package var otherUsers: [SimulatorUser] = []
    /// Virtual seconds that pass before anyone can connect, so that the board is lively at once.
    package var warmUpSeconds = 1800
    /// Share of the agents whose phone is away when the PBX starts, 0 to 1.
    package var loggedOffShare = 0.1
    /// Whether phones lose their registration now and then.
    package var deviceFailures = true
    /// Whether the carrier answers, and the PBX is registered with it.
    package var carrierAnswers = true
    /// Whether agents pause, log off and on, hold, transfer and call each other. Without it only queue calls happen.
    package var agentHabits = true
    /// Whether the same call raises the count of taken calls of the member in all its queues (`shared_lastcall`).
    package var sharedLastCall = false
    /// Mean conversation in seconds; nil lets the simulator choose one that keeps about two agents of three busy.
    package var meanTalkSeconds: Double?
    /// The MD5 digest of bytes as lower-case hexadecimal. Without it `Challenge` answers an error.
    package var digest: (@Sendable ([UInt8]) -> String)?

    package init() {}
}
