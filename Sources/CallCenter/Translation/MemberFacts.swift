import AMI

/// What an event or a list's item tells of one membership, under whichever names it does: lists say `Name` and
/// `Location` where events say `MemberName` and `Interface`. Valid only while its packet is folded.
struct MemberFacts {
    let view: MessageView

    @inline(__always) init(_ view: MessageView) { self.view = view }

    @inline(__always) var queue: Bytes? { view[.queue] }
    @inline(__always) var interface: Bytes? { view[.interface] ?? view[.location] ?? view[.agent] }
    @inline(__always) var name: Bytes? { view[.memberName] ?? view[.name] }
    @inline(__always) var stateInterface: Bytes? { view[.stateInterface] }
    @inline(__always) var membership: Bytes? { view[.membership] }
    @inline(__always) var penalty: Bytes? { view[.penalty] }
    @inline(__always) var callsTaken: Bytes? { view[.callsTaken] }
    @inline(__always) var lastCall: Bytes? { view[.lastCall] }
    @inline(__always) var lastPause: Bytes? { view[.lastPause] }
    @inline(__always) var loginTime: Bytes? { view[.loginTime] }
    @inline(__always) var inCall: Bytes? { view[.inCall] }
    @inline(__always) var status: Bytes? { view[.status] }
    @inline(__always) var paused: Bytes? { view[.paused] }
    /// `Reason` before Asterisk 13.
    @inline(__always) var pausedReason: Bytes? { view[.pausedReason] ?? view[.reason] }
    @inline(__always) var ringInUse: Bytes? { view[.ringinuse] }
    @inline(__always) var wrapupTime: Bytes? { view[.wrapuptime] }
    @inline(__always) var callerUniqueID: Bytes? { view[.uniqueid] }
    @inline(__always) var agentUniqueID: Bytes? { view[.destUniqueid] }
    @inline(__always) var holdTime: Bytes? { view[.holdtime] }
    /// Of an `AgentRingNoAnswer`, in milliseconds; an `AgentConnect` has seconds.
    @inline(__always) var ringTime: Bytes? { view[.ringTime] }
    @inline(__always) var talkTime: Bytes? { view[.talkTime] }
}
