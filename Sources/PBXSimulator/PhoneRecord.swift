/// A device: an agent's phone, the supervisor's, or the trunk. Counts of its channels give its state.
struct PhoneRecord: Sendable {
    /// `PJSIP/1001`.
    var device: Octets
    /// `1001`; empty for the trunk.
    var exten: Octets
    var party: Party
    var isTrunk = false
    var registered = true
    /// The state last told.
    var state = DeviceState.notInUse
    /// Channels in states that count as in use, as ringing, and on hold; and all of them.
    var inUse = 0
    var ringing = 0
    var onHold = 0
    var channels = 0
    /// Membership indices, in the order of the queues.
    var members: [Int] = []
    /// Dialled by queues through `Local/1003@from-queue/n`, its state read from a hint.
    var isFreePBX = false
    /// Joins and leaves its queues with its shift.
    var isDynamic = false
    /// Mean seconds until a ringing phone is answered, and the probability that it is not.
    var answerMean = 4.0
    var ignoresRing = 0.05
    /// How long this agent talks, as a multiple of the usual.
    var talkFactor = 1.0

    /// The state that its channels give it.
    var computedState: DeviceState {
        if !registered { return .unavailable }
        if ringing > 0 { return inUse + onHold > 0 ? .ringInUse : .ringing }
        if inUse > 0 { return .inUse }
        return onHold > 0 ? .onHold : .notInUse
    }
}
