/// One membership: an interface in a queue, as `QueueMember` and `QueueMemberStatus` tell it.
package struct Member: Sendable, Equatable {
    package let queue: String
    /// The interface that is dialled, for example `PJSIP/1001` or `Local/1001@from-queue/n`.
    package let interface: String
    package var name = ""
    /// The device whose state counts, for example `PJSIP/1001` or `hint:1001@ext-local`.
    package var stateInterface = ""
    /// Asterisk's word: `static`, `dynamic` or `realtime`.
    package var membership = ""
    package var penalty = 0
    package var callsTaken = 0
    /// End of the last call, epoch seconds of the PBX; 0 is never.
    package var lastCall = 0
    /// The same on our clock, µs since 1970, also when the PBX's was set since; 0 is never.
    package var lastCallAt: Int64 = 0
    /// Start of the last pause, epoch seconds of the PBX; 0 is never.
    package var lastPause = 0
    /// When the member joined the queue, epoch seconds of the PBX.
    package var loginTime = 0
    /// The same on our clock, as `lastCallAt`.
    package var loginAt: Int64 = 0
    package var inCall = false
    package var status = DeviceStatus.unknown
    package var paused = false
    package var pausedReason = ""
    /// The member's own wrap-up time in seconds; 0 is the queue's, which AMI does not publish.
    package var wrapupTime = 0
    /// Nil until an event told it (QueueStatus does not).
    package var ringInUse: Bool?
    /// Calls offered that rang out, of the day, since callboard first saw the member.
    package var missed = 0

    package init(queue: String, interface: String) {
        self.queue = queue
        self.interface = interface
    }

    /// The device that makes memberships of different queues one agent: the state interface, else the interface.
    package var agentID: String { stateInterface.isEmpty ? interface : stateInterface }
}
