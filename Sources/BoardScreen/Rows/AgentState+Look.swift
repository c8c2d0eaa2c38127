import CallCenter

extension AgentState {
    /// The word a person reads.
    var word: String {
        switch self {
        case .onHold: "on hold"
        case .onCall: "on call"
        case .ringing: "ringing"
        case .unavailable: "out"
        case .paused: "paused"
        case .wrapUp: "wrap-up"
        case .busy: "busy"
        case .available: "free"
        }
    }

    var glyph: Glyph {
        switch self {
        case .onHold: .onHold
        case .onCall: .onCall
        case .ringing: .ringing
        case .unavailable: .unavailable
        case .paused: .paused
        case .wrapUp: .wrapUp
        case .busy: .busy
        case .available: .available
        }
    }

    var style: StyleName {
        switch self {
        case .onHold: .agentOnHold
        case .onCall: .agentOnCall
        case .ringing: .agentRinging
        case .unavailable: .agentUnavailable
        case .paused: .agentPaused
        case .wrapUp: .agentWrapUp
        case .busy: .agentBusy
        case .available: .agentAvailable
        }
    }

    /// The order of the agents' list: who is with a caller first, who is away last.
    var rank: Int64 {
        switch self {
        case .ringing: 0
        case .onHold: 1
        case .onCall: 2
        case .busy: 3
        case .wrapUp: 4
        case .available: 5
        case .paused: 6
        case .unavailable: 7
        }
    }
}

/// How many agents are in each state.
struct AgentCounts: Sendable, Equatable {
    var free = 0
    /// Callers on hold included.
    var onCall = 0
    /// In use without a call that the board knows.
    var busy = 0
    var ringing = 0
    var paused = 0
    var wrapUp = 0
    var out = 0
    /// Of those who are on a call or ring: with whom a pause waits until that is over.
    var pausing = 0

    mutating func add(_ state: AgentState, isPausing: Bool) {
        add(state)
        if isPausing { pausing += 1 }
    }

    mutating func add(_ state: AgentState) {
        switch state {
        case .available: free += 1
        case .onCall, .onHold: onCall += 1
        case .busy: busy += 1
        case .ringing: ringing += 1
        case .paused: paused += 1
        case .wrapUp: wrapUp += 1
        case .unavailable: out += 1
        }
    }
}
