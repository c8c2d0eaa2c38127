/// A channel as the board keeps it: numbers of texts and slots, no references.
struct ChannelRecord: SlotRecord {
    var uniqueID: TextID = 0
    var linkedID: TextID = 0
    var name: TextID = 0
    var callerNumber: TextID = 0
    var callerName: TextID = 0
    var connectedNumber: TextID = 0
    var connectedName: TextID = 0
    var context: TextID = 0
    var exten: TextID = 0
    var application: TextID = 0
    var bridge: TextID = 0
    /// The unique id of the other end of the dial leg.
    var dialPeer: TextID = 0
    /// The queue that the dialplan last sent it to, a text of kind `queue`; known with the dialplan class only.
    var queueAsked: TextID = 0
    /// The next and the previous channel in the same bridge.
    var nextInBridge: UInt32 = 0
    var previousInBridge: UInt32 = 0
    /// The device that the channel's name begins with, and its neighbours there.
    var device: UInt32 = 0
    var nextOfDevice: UInt32 = 0
    var previousOfDevice: UInt32 = 0
    var priority: Int32 = 1
    var state: UInt8 = 0
    var onHold = false
    /// Somebody hung up, or asked for it: what follows is no time-out.
    var hangupAsked = false
    /// Met while a list is compared.
    var listed = false
    var createdAt: Int64 = 0
    var stateSince: Int64 = 0
    /// The bridge that was merged into the one it is in, as a hash: a leave of that one is a leave of this. 0 is none.
    var mergedFrom: UInt64 = 0
    /// 0 when in no bridge, or met there in a list.
    var bridgedAt: Int64 = 0
    /// The packet that last told something of it, by its number.
    var touched: Int64 = 0

    static let vacant = ChannelRecord()
    var isVacant: Bool { uniqueID == 0 }
}

/// A bridge: whose channels are in it. Named by its text, gone with its last channel.
struct BridgeRecord: SlotRecord {
    var id: TextID = 0
    var first: UInt32 = 0
    var count: Int32 = 0

    static let vacant = BridgeRecord()
    var isVacant: Bool { id == 0 }
}

/// A device or interface: its memberships by what is dialled and by whose state counts, and its live channels.
struct DeviceRecord: SlotRecord {
    var name: TextID = 0
    /// First membership whose interface it is.
    var firstDialled: UInt32 = 0
    /// First membership whose agent it is.
    var firstMember: UInt32 = 0
    var firstChannel: UInt32 = 0
    /// The device that really rings for this `Local` interface, learned from dial legs; a text of kind `device`.
    var real: TextID = 0
    /// What the agent has been doing, for the ledger.
    var doing = OpenInterval()

    static let vacant = DeviceRecord()
    var isVacant: Bool { name == 0 }
}

/// A queue: Asterisk's counters, our own, and its lists.
struct QueueRecord: SlotRecord {
    var name: TextID = 0
    /// What a UCM calls it besides its number.
    var title: TextID = 0
    var strategy: TextID = 0
    var max: Int32 = 0
    var weight: Int32 = 0
    var waiting: Int32 = 0
    var completed: Int32 = 0
    var abandoned: Int32 = 0
    var holdTime: Int32 = 0
    var talkTime: Int32 = 0
    var serviceLevel: Int32 = 0
    var completedInLevel: Int32 = 0
    var abandonedInLevel: Int32 = 0
    var firstVisit: UInt32 = 0
    var lastVisit: UInt32 = 0
    var visits: Int32 = 0
    var firstMember: UInt32 = 0
    var members: Int32 = 0
    /// Met while a list is compared.
    var listed = false
    /// The list at hand shows that its statistics were reset.
    var isReset = false
    /// Something was seen that a list should confirm soon.
    var suspect = false
    /// Its counters are a guess since a reset: a list should tell them at once.
    var guessed = false
    /// The list at hand could not judge the averages.
    var doubted = false
    /// The last audit of it found nothing to heal.
    var settled = false
    /// The packet by which a conversation began or ended or a caller gave up (the averages moved), by its number.
    var averagesMoved: Int64 = 0
    /// The packet that first named it, by its number.
    var created: Int64 = 0
    /// When it was last compared with a list of its own or of all.
    var auditedAt: Int64 = 0
    var today = CallSums()

    static let vacant = QueueRecord()
    var isVacant: Bool { name == 0 }
}

/// The call a member was connected to last, until it is counted.
struct OpenCall: BitwiseCopyable {
    /// Unique ids of the caller's and the member's channel.
    var caller: TextID = 0
    var agent: TextID = 0
    /// Epoch seconds of the PBX; 0 when the call began before the board knew the member.
    var start: Int64 = 0
    /// Our clock, µs since 1970.
    var since: Int64 = 0
    var wait: Int32 = 0
    var isOpen = false
    var inLevel = false
    /// A reset of the statistics closed it: Asterisk counts it no more, the day does.
    var wasReset = false
    /// The packet in which the member's status told its end, before the event of its end did, which follows at once; 0 when
    /// it did not.
    var toldByStatus: Int64 = 0
    /// The visit's number in the ledger; 0 when the board did not see it answered.
    var visit = 0
}

/// A membership.
struct MemberRecord: SlotRecord {
    var queue: UInt32 = 0
    /// Devices of the interface and of the agent (state interface, else interface).
    var interface: UInt32 = 0
    var agent: UInt32 = 0
    var name: TextID = 0
    var stateInterface: TextID = 0
    var membership: TextID = 0
    var pausedReason: TextID = 0
    var penalty: Int32 = 0
    var callsTaken: Int32 = 0
    /// `CallsTaken` as a list or an event last told it: it falls by a reset of the queue's statistics only.
    var toldTaken: Int32 = 0
    var wrapupTime: Int32 = 0
    var missed: Int32 = 0
    var lastCall: Int64 = 0 { didSet { if lastCall != oldValue { lastCallShift = 0 } } }
    /// By how far the PBX's clock was set since it told `lastCall`, in µs.
    var lastCallShift: Int64 = 0
    /// `lastCall` as a call of this very membership set it, one that was seen to begin; 0 is none.
    var completedAt: Int64 = 0
    var lastPause: Int64 = 0 { didSet { if lastPause != oldValue { lastPauseShift = 0 } } }
    var lastPauseShift: Int64 = 0
    var loginTime: Int64 = 0 { didSet { if loginTime != oldValue { loginTimeShift = 0 } } }
    var loginTimeShift: Int64 = 0
    var status: UInt8 = 0
    /// 0 no, 1 yes, 2 never told.
    var ringInUse: UInt8 = 2
    var paused = false
    var inCall = false
    var listed = false
    /// The counters were told by a list or an event, or began with the member: an end of a call can be judged by them.
    var known = false
    var call = OpenCall()
    /// Our clock, µs since 1970.
    var statusSince: Int64 = 0
    var pausedSince: Int64 = 0
    /// The packet that last told something of it, by its number.
    var touched: Int64 = 0
    var nextInQueue: UInt32 = 0
    var previousInQueue: UInt32 = 0
    var nextDialled: UInt32 = 0
    var previousDialled: UInt32 = 0
    var nextOfAgent: UInt32 = 0
    var previousOfAgent: UInt32 = 0

    static let vacant = MemberRecord()
    var isVacant: Bool { queue == 0 }
}

/// What a member's answer did to the queue's average wait, before it was told who is connected.
struct AnsweredWait: BitwiseCopyable {
    /// When it was answered: our clock, µs since 1970; 0 is not yet.
    var at: Int64 = 0
    /// Whole seconds.
    var wait: Int32 = 0
    /// The queue's average before and after it.
    var before: Int32 = 0
    var after: Int32 = 0
}

/// A visit that ended, remembered for a while: what is told late is known, and counted once.
struct LeftVisit: BitwiseCopyable {
    var uniqueID: TextID = 0
    var queue: UInt32 = 0
    var joinedAt: Int64 = 0
    var leftAt: Int64 = 0
    /// The packet that told of the end, by its number.
    var left: Int64 = 0
    /// Counted as abandoned.
    var counted = false
    /// Counted as timed out until a hang-up shows that the caller gave up.
    var undecided = false
    /// The visit's number in the ledger.
    var entry = 0
    var answer = AnsweredWait()
}

/// A caller's wait in a queue. Visits of a queue are linked in the order of their positions.
struct VisitRecord: SlotRecord {
    var queue: UInt32 = 0
    /// A text of kind `visit`: a visit may be known when its channel is not.
    var uniqueID: TextID = 0
    var channelName: TextID = 0
    var number: TextID = 0
    var name: TextID = 0
    /// `Int32.min` is not told.
    var priority: Int32 = .min
    var listed = false
    /// Counted as abandoned; the leave is still to come.
    var counted = false
    /// A `VisitOutcome` that was told before the leave; 0 is none. And its wait, in whole seconds.
    var outcome: UInt8 = 0
    var wait: Int32 = 0
    var answer = AnsweredWait()
    var joinedAt: Int64 = 0
    /// The packet that told of the join, by its number.
    var joined: Int64 = 0
    var next: UInt32 = 0
    var previous: UInt32 = 0

    static let vacant = VisitRecord()
    var isVacant: Bool { queue == 0 }
}
