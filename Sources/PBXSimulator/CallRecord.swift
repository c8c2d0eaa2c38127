/// Where a call stands.
enum CallStage: UInt8, Sendable {
    /// The dialplan has it, before any queue.
    case arriving
    /// It waits in a queue.
    case waiting
    /// It dials a phone or the trunk, outside the queues.
    case dialling
    /// Two parties talk.
    case talking
    /// It waits in a parking lot.
    case parked
    /// The dialplan plays something to it.
    case playing
    /// It waits while its agent talks to somebody else before handing it over.
    case consulting
}

/// One phone that a call rings or talks to.
struct Leg: Sendable {
    /// Membership index; -1 outside the queues.
    var member: Int
    /// Phone index.
    var phone: Int
    /// Slot of the channel that the queue or the dialplan dialled: the phone's own, or a Local channel's first half.
    var facing: Int
    /// Slot of the Local channel's second half; -1 without one.
    var inner = -1
    /// Slot of the phone's own channel.
    var device: Int
    var startedAt: Int64
    var isRinging = false
}

/// An Originate over AMI whose phone has not answered yet.
struct PendingOriginate: Sendable {
    /// The session's number and the `ActionID` line, to answer what did not ask for `Async`.
    var session: Int
    var idLine: Octets
    var isAsync: Bool
    var channel: Octets
    var context: Octets
    var exten: Octets
    var application: Octets
    var data: Octets
    var caller: Party
}

/// One call. Its slot is reused; `stamp` changes with every stage, so that entries of the schedule for an earlier one
/// are ignored.
struct CallRecord: Sendable {
    var alive = false
    var stamp: UInt32 = 0
    var stage = CallStage.arriving
    /// Slot of the channel that called.
    var caller = -1
    /// Phones that ring.
    var legs: [Leg] = []
    /// The phone it talks to.
    var connected: Leg?
    /// The queue it waits in or came through; -1 for none.
    var queue = -1
    var priority = 0
    /// Epoch seconds at which it joined the queue, and at which an agent answered.
    var start = 0
    var callStart = 0
    var answeredInLevel = false
    var originalPosition = 0
    /// The round of ringing that runs; 0 when none does.
    var attempt: UInt32 = 0
    /// How the conversation goes: set at the answer.
    var endsBy: Int64 = 0
    var callerHangsUp = true
    var transfersLeft = 1
    /// The call was parked from a conversation or a queue: where to.
    var parkingSpace = 0
    var parkedAt: Int64 = 0
    var parkingTimeout = 45
    /// The call that its agent makes meanwhile; and of such a call, the one it was made for. -1 for none.
    var consultation = -1
    var consultedFor = -1
    /// The Originate that began it, until its phone answers.
    var originate: PendingOriginate?
}
