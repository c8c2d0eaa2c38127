/// The PBX behind `Simulator`: its state and its clockwork. What happens to calls, queues, phones and sessions is in
/// the extensions, a file for each concern.
struct Exchange: Sendable {
    let options: SimulatorOptions
    var now: Int64
    let bootTime: Int64
    var random: SplitMix64
    var schedule = Schedule()

    var queues: [QueueRecord] = []
    var members: [MemberRecord] = []
    var phones: [PhoneRecord] = []
    var trunk = 0
    var channels: [ChannelRecord] = []
    var freeChannels: [Int] = []
    var calls: [CallRecord] = []
    var freeCalls: [Int] = []
    var bridges: [BridgeRecord] = []
    var freeBridges: [Int] = []
    var phoneByExten: [Octets: Int] = [:]
    var queueByExten: [Octets: Int] = [:]
    var parkingBridge = -1
    /// Conference rooms that are held.
    var rooms: [RoomRecord] = []
    /// Who listens to whom: the slots of the two channels.
    var spies: [(spyer: Int, spyee: Int)] = []
    /// The greatest weight of any queue.
    var heaviest = 0

    var sessions: [SessionRecord] = []
    var closed: [Int] = []
    /// Every class that some session gets; an event outside it is not even written.
    var wanted = EventClass()
    /// The packet being written.
    var line = Octets()

    var lastStamp: UInt32 = 0
    var uniqueCounter = 0
    var sipCounter: UInt64 = 0
    var localCounter: UInt64 = 0
    var processedCalls = 0
    /// Packets written as events, whoever got them.
    var eventCount = 0

    /// Mean seconds of a conversation, and of the time between the calls that agents make themselves.
    var meanTalk = 60.0
    var meanOwnCallGap = 60.0

    init(_ options: SimulatorOptions) {
        self.options = options
        now = options.startTime
        bootTime = options.startTime
        random = SplitMix64(seed: options.seed)
        line.reserveCapacity(4096)
        furnish()
    }

    /// Seconds of the epoch, as Asterisk's `time(NULL)` has them.
    var seconds: Int { Int(now / 1_000_000) }

    /// A number that no earlier generation of anything had.
    mutating func freshStamp() -> UInt32 {
        lastStamp &+= 1
        return lastStamp
    }

    /// Adds to the schedule, `after` seconds from now.
    mutating func later(_ occurrence: Occurrence, after seconds: Double, subject: Int, stamp: UInt32 = 0) {
        let delay = Int64(min(max(seconds, 0.001), 1e9) * 1_000_000)
        schedule.add(occurrence, at: now &+ delay, subject: subject, stamp: stamp)
    }

    /// Adds to the schedule what a stage of a call waits for.
    mutating func later(_ occurrence: Occurrence, after seconds: Double, call: Int) {
        later(occurrence, after: seconds, subject: call, stamp: calls[call].stamp)
    }

    /// Runs the time before anyone can connect.
    mutating func warmUp() {
        advance(to: now &+ Int64(max(0, min(options.warmUpSeconds, 1_000_000))) * 1_000_000)
    }

    /// Lets everything happen that is due until `time`.
    mutating func advance(to time: Int64) {
        while let due = schedule.next(until: time) {
            now = max(now, due.time)
            happen(due)
        }
        now = max(now, time)
    }

    private mutating func happen(_ due: Due) {
        let subject = Int(due.subject)
        switch due.occurrence {
        case .queueCallArrives: queueCallArrives()
        case .ownCallArrives: ownCallArrives()
        case .callAnswered, .greetingOver, .patienceEnds, .exitKeyPressed, .queueTimesOut, .talkEnds, .holdBegins,
            .holdEnds, .transferHappens, .dialplanEnds, .parkingEnds:
            guard subject < calls.count, calls[subject].alive, calls[subject].stamp == due.stamp else { return }
            continueCall(subject, due.occurrence)
        case .ringTimeOver:
            guard subject < calls.count, calls[subject].alive, calls[subject].attempt == due.stamp else { return }
            ringTimeOver(subject)
        case .legRings, .legAnswered, .legBusy:
            guard subject < channels.count, channels[subject].alive, channels[subject].stamp == due.stamp else {
                return
            }
            continueLeg(subject, due.occurrence)
        case .queueTurns: queueTurns(subject)
        case .pauseBegins: pauseBegins(subject)
        case .pauseEnds: pauseEnds(subject, again: due.stamp == 0)
        case .phoneLeaves: phoneLeaves(subject)
        case .phoneReturns: phoneReturns(subject)
        case .shiftChanges: shiftChanges(subject)
        case .loginOverdue, .loginRefused: sessionIsDue(due)
        }
    }

    private mutating func continueCall(_ call: Int, _ occurrence: Occurrence) {
        switch occurrence {
        case .callAnswered: callIsAnsweredByDialplan(call)
        case .greetingOver: greetingIsOver(call)
        case .patienceEnds: callerHangsUp(call)
        case .exitKeyPressed: callerLeavesByKey(call)
        case .queueTimesOut: queueGivesUp(call)
        case .talkEnds: conversationEnds(call)
        case .holdBegins: holdBegins(call)
        case .holdEnds: holdEnds(call)
        case .transferHappens: transferHappens(call)
        case .parkingEnds: parkingEnds(call)
        default: callerHangsUp(call)
        }
    }

    private mutating func continueLeg(_ channel: Int, _ occurrence: Occurrence) {
        switch occurrence {
        case .legRings: legRings(channel)
        case .legAnswered: legIsAnswered(channel)
        default: legIsBusy(channel)
        }
    }
}
