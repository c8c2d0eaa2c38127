import CallCenter

/// Every figure of a queue that can be explained, in the order of the arrows.
enum QueueFigure: Int, CaseIterable, Sendable {
    case waiting, longestNow, level, offered, answered, abandoned, timedOut, abandonRate, lostRate, leftByKey,
        turnedAway
    case transferred, speed, abandonTime, talk, hold, longestPast
    case free, onCall, busy, ringing, wrapUp, paused, out

    /// As headings name it.
    var title: String {
        switch self {
        case .waiting: "Waiting now"
        case .longestNow: "Longest wait now"
        case .level: "Service level"
        case .offered: "Offered"
        case .answered: "Answered"
        case .abandoned: "Abandoned"
        case .timedOut: "Timed out"
        case .abandonRate: "Abandon rate"
        case .lostRate: "Lost callers"
        case .leftByKey: "Left by key"
        case .turnedAway: "Turned away"
        case .transferred: "Transferred"
        case .speed: "Average speed of answer (ASA)"
        case .abandonTime: "Average time to abandon"
        case .talk: "Average talk (AHT without wrap-up)"
        case .hold: "Hold avg, Asterisk's Holdtime"
        case .longestPast: "Longest wait in the period"
        case .free: "Agents free"
        case .onCall: "Agents on call"
        case .busy: "Agents busy"
        case .ringing: "Agents ringing"
        case .wrapUp: "Agents in wrap-up"
        case .paused: "Agents paused"
        case .out: "Agents out"
        }
    }

    /// What it counts or divides.
    var formula: String {
        switch self {
        case .waiting: "callers in the queue now, by the PBX's own count"
        case .longestNow: "now - join, of the caller who waits longest"
        case .level: ""
        case .offered: "callers who joined in the period"
        case .answered: "callers who were connected to an agent in the period"
        case .abandoned: "callers who hung up while they waited"
        case .timedOut: "callers whom the queue gave up on, or who were taken out of it, and who lived on"
        case .abandonRate: "abandoned / offered"
        case .lostRate: "(abandoned + timed out) / offered"
        case .leftByKey: "callers who left with the exit key"
        case .turnedAway: "callers never let in: full, or nobody to serve them"
        case .transferred: "conversations that ended with the caller passed on"
        case .speed: "sum of waits of the answered / answered"
        case .abandonTime: "sum of waits of the abandoned / abandoned"
        case .talk: "sum of talk / conversations that ended; hold is part of talk"
        case .hold: "moving average: (3 x old + new wait) / 4, in whole seconds"
        case .longestPast: "the largest wait that ended in the period, however it did"
        case .free: "agents of the queue who could take a call now"
        case .onCall: "agents of the queue on a call or with one on hold"
        case .busy: "agents whose device is busy without a call that the board knows"
        case .ringing: "agents whose device rings"
        case .wrapUp: "agents whose last call ended less than the wrap-up time ago"
        case .paused: "agents who are paused in every queue of theirs"
        case .out: "agents whose device cannot be reached"
        }
    }

    /// The figure of a column of the queues' panel.
    init?(_ column: QueueColumn) {
        switch column {
        case .waiting, .trend: self = .waiting
        case .longest: self = .longestNow
        case .level: self = .level
        case .answered: self = .answered
        case .abandoned: self = .abandoned
        case .timedOut: self = .timedOut
        case .speed: self = .speed
        case .hold: self = .hold
        case .handle: self = .talk
        case .free: self = .free
        case .onCall: self = .onCall
        case .busy: self = .busy
        case .ringing: self = .ringing
        case .wrapUp: self = .wrapUp
        case .paused: self = .paused
        case .out: self = .out
        case .offered: self = .offered
        case .longestPast: self = .longestPast
        case .rate: self = .abandonRate
        case .byKey: self = .leftByKey
        case .turnedAway: self = .turnedAway
        case .transferred: self = .transferred
        case .name, .server, .agents, .group, .strategy, .weight: return nil
        }
    }

    /// Which visits are behind it; nil when it is not of visits that ended.
    var outcomes: Set<VisitOutcome>? {
        switch self {
        case .level: [.answered, .abandoned]
        case .offered: [.answered, .abandoned, .timedOut, .pulledOut, .leftByKey, .dumped, .lost]
        case .answered, .speed, .hold: [.answered]
        case .talk, .transferred: [.answered, .answeredBefore]
        case .abandoned, .abandonTime: [.abandoned]
        case .abandonRate: [.abandoned]
        case .timedOut: [.timedOut, .pulledOut]
        case .lostRate: [.abandoned, .timedOut, .pulledOut]
        case .leftByKey: [.leftByKey]
        case .turnedAway: [.turnedAway]
        case .longestPast: [.answered, .abandoned, .timedOut, .pulledOut, .leftByKey, .turnedAway, .dumped]
        case .waiting, .longestNow, .free, .onCall, .busy, .ringing, .wrapUp, .paused, .out: nil
        }
    }

    /// The state of the agents that it counts.
    var agentState: AgentState? {
        switch self {
        case .free: .available
        case .onCall: .onCall
        case .busy: .busy
        case .ringing: .ringing
        case .wrapUp: .wrapUp
        case .paused: .paused
        case .out: .unavailable
        default: nil
        }
    }
}

/// Every figure of an agent that can be explained, in the order of the arrows.
enum AgentFigure: Int, CaseIterable, Sendable {
    case occupancy, utilisation, handle, talk, answered, transferred, taken, missed, time
    case onCall, wrapUp, available, paused, loggedIn

    var title: String {
        switch self {
        case .occupancy: "Occupancy"
        case .utilisation: "Utilisation"
        case .handle: "Average handle time (AHT)"
        case .talk: "Average talk"
        case .answered: "Answered"
        case .transferred: "Transferred"
        case .taken: "Taken, Asterisk's CallsTaken"
        case .missed: "Missed"
        case .time: "Time in state"
        case .onCall: "Time on calls"
        case .wrapUp: "Time in wrap-up"
        case .available: "Time available"
        case .paused: "Time paused"
        case .loggedIn: "Time logged in"
        }
    }

    var formula: String {
        switch self {
        case .occupancy: "(calls + wrap-up) / (calls + wrap-up + idle); pauses are in neither"
        case .utilisation: "(calls + wrap-up) / logged in"
        case .handle: "(talk + wrap-up) / conversations that ended; hold is part of talk"
        case .talk: "talk / conversations that ended"
        case .answered: "callers of queues connected to the agent in the period"
        case .transferred: "conversations that ended with the caller passed on"
        case .taken: "sum of CallsTaken over the queues, since the PBX's last reset"
        case .missed: "calls offered today that rang out, since callboard first saw the agent"
        case .time: "now - the moment at which the state began"
        case .onCall: "time on calls of queues and of their own, hold included"
        case .wrapUp: "time after calls, as long as the wrap-up time lasts"
        case .available: "time ready for a call, ringing included"
        case .paused: "time paused in every queue"
        case .loggedIn: "calls + wrap-up + idle + paused + busy, with a device that can be reached"
        }
    }

    /// The figure of a column of the agents' panel.
    init?(_ column: AgentColumn) {
        switch column {
        case .occupancy: self = .occupancy
        case .handle: self = .handle
        case .taken: self = .taken
        case .missed: self = .missed
        case .time, .state: self = .time
        case .name, .server, .with, .call, .last, .queues, .penalty, .device: return nil
        }
    }

    /// What is listed is time, not calls.
    var isOfTime: Bool {
        switch self {
        case .occupancy, .utilisation, .time, .onCall, .wrapUp, .available, .paused, .loggedIn: true
        case .handle, .talk, .answered, .transferred, .taken, .missed: false
        }
    }
}
