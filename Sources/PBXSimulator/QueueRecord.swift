/// How a queue chooses whom to ring.
enum RingStrategy: UInt8, Sendable, CaseIterable {
    case rrmemory, leastrecent, ringall, fewestcalls, random, linear

    var word: StaticString {
        switch self {
        case .rrmemory: "rrmemory"
        case .leastrecent: "leastrecent"
        case .ringall: "ringall"
        case .fewestcalls: "fewestcalls"
        case .random: "random"
        case .linear: "linear"
        }
    }
}

/// A caller in a queue.
struct WaitingCaller: Sendable {
    var call: Int
    var priority: Int
    /// Epoch seconds at which it joined.
    var start: Int
}

/// One queue, with the counters of `struct call_queue` and its arithmetic.
struct QueueRecord: Sendable {
    var name: Octets
    var title: Octets
    var exten: Octets
    var strategy: RingStrategy
    var weight = 0
    var maximum = 0
    var serviceLevel = 60
    /// Seconds a member rings, seconds between tries, seconds of rest after a call, seconds a caller waits at most.
    var ringTime = 15
    var retry = 5
    var wrapUp = 0
    var timeOut = 300
    /// Where callers go whom this queue gave up on; -1 is nowhere.
    var overflow = -1
    var pausesAfterNoAnswer = false
    /// Membership indices, in order.
    var members: [Int] = []
    var waiting: [WaitingCaller] = []
    /// How many members could be rung now.
    var available = 0
    var toldAvailable: Bool?
    var roundRobin = 0
    var turnAt: Int64?

    var completed = 0
    var completedInLevel = 0
    var abandoned = 0
    var abandonedInLevel = 0
    var holdTime = 0
    var talkTime = 0

    /// A caller was answered after `wait` seconds: the moving average of the wait moves, as `recalc_holdtime` does.
    mutating func answered(wait: Int) {
        holdTime = completed + abandoned == 0 ? wait : (3 * holdTime + wait) >> 2
    }

    /// A conversation ended, as `update_queue` counts it.
    mutating func completed(talk: Int, inLevel: Bool) {
        completed += 1
        if inLevel { completedInLevel += 1 }
        talkTime = completed == 1 ? talk : (3 * talkTime + talk) >> 2
    }

    /// A caller gave up, or was given up, after `wait` seconds, as `record_abandoned` counts it.
    mutating func abandoned(wait: Int) {
        if wait <= serviceLevel { abandonedInLevel += 1 }
        abandoned += 1
    }

    /// `ServicelevelPerf`.
    var levelOfCompleted: Float {
        completed > 0 ? 100 * (Float(completedInLevel) / Float(completed)) : 0
    }

    /// `ServicelevelPerf2`.
    var levelOfAll: Float {
        completed + abandoned > 0
            ? 100 * ((Float(abandonedInLevel) + Float(completedInLevel)) / (Float(abandoned) + Float(completed))) : 0
    }
}
