/// What a person is doing, the first that applies in the order of the cases.
package enum AgentState: String, Sendable, Equatable, CaseIterable {
    case onHold, onCall, ringing, unavailable, paused, wrapUp, busy, available
}

extension AgentState {
    /// What is told of an agent even when all queues have them on pause.
    package var outlastsPause: Bool { self == .onCall || self == .onHold || self == .ringing }
}

/// Which way a call outside the queues goes, seen from the agent.
package enum CallDirection: String, Sendable, Equatable {
    case inbound, outbound
}

/// The call an agent is on.
package struct AgentCall: Sendable, Equatable {
    /// The queue that gave the call, or rings the agent for one; nil for a call of the agent's own.
    package var queue: String?
    package var direction: CallDirection
    /// Number or name of the other side; empty when it is not known.
    package var otherParty: String
    /// The caller is known and shows neither number nor name.
    package var isWithheld = false
    /// The agent's own channel, for hang-up and spy; empty when it is not known.
    package var channel: String
    package var channelUniqueID: String
    /// Our clock, µs since 1970.
    package var since: Int64

    package init(
        queue: String?, direction: CallDirection, otherParty: String, channel: String, channelUniqueID: String,
        since: Int64
    ) {
        self.queue = queue
        self.direction = direction
        self.otherParty = otherParty
        self.channel = channel
        self.channelUniqueID = channelUniqueID
        self.since = since
    }
}

/// One person across queues: the memberships that share a device (a projection of the members).
package struct Agent: Sendable, Equatable {
    /// State interface, else interface; unique within a server. Never the display name.
    package let id: String
    package var name: String
    package var interfaces: [String]
    package var queues: [String]
    package var state: AgentState
    /// Paused in at least one queue.
    package var paused: Bool
    /// Paused in every queue.
    package var pausedEverywhere: Bool
    package var pausedReason: String
    /// The queues of a pause that does not hold in every one, by name; else empty.
    package var pausedQueues: [String] = []
    /// When the state began: our clock, µs since 1970.
    package var since: Int64
    package var callsTaken: Int
    package var missed: Int
    /// End of the last call, epoch seconds of the PBX; 0 is never.
    package var lastCall: Int
    /// The same on our clock, µs since 1970, also when the PBX's was set since; 0 is never.
    package var lastCallAt: Int64 = 0
    package var penalty: Int
    package var status: DeviceStatus
    package var call: AgentCall?

    /// app_queue paused it after a missed call (`autopause`), by the reason that it gives itself (`rna` of apps/app_queue.c).
    package var isPausedByPBX: Bool { paused && pausedReason == "Auto-Pause" }

    /// A pause waits for the end of what the agent is doing: queues offer nothing more, and nothing shows it yet.
    package var pausesAfterCall: Bool { pausedEverywhere && paused && state.outlastsPause }

    package init(id: String) {
        self.id = id
        name = ""
        interfaces = []
        queues = []
        state = .unavailable
        paused = false
        pausedEverywhere = false
        pausedReason = ""
        since = 0
        callsTaken = 0
        missed = 0
        lastCall = 0
        penalty = 0
        status = .unknown
        call = nil
    }
}
