/// One membership of a phone in a queue, as `struct member` of app_queue holds it.
struct MemberRecord: Sendable {
    var queue: Int
    var phone: Int
    var interface: Octets
    var stateInterface: Octets
    var name: Octets
    var isDynamic = false
    /// Whether the member is in the queue now.
    var present = true
    var penalty = 0
    var callsTaken = 0
    /// Epoch seconds, 0 is never.
    var lastCall = 0
    var lastPause = 0
    var loginTime = 0
    /// Epoch seconds at which the open call began; 0 when there is none.
    var callStart = 0
    var status = DeviceState.notInUse
    var paused = false
    var pausedReason: Octets = []
    var ringInUse = false
    var wrapupTime = 0

    /// Writes the headers that QueueMemberStatus, QueueMemberPause and their kin share.
    func write(queueName: Octets, to line: inout Octets) {
        line.header("Queue: ", queueName)
        line.header("MemberName: ", name)
        line.header("Interface: ", interface)
        line.header("StateInterface: ", stateInterface)
        line.put(isDynamic ? "Membership: dynamic\r\n" : "Membership: static\r\n")
        line.header("Penalty: ", penalty)
        line.header("CallsTaken: ", callsTaken)
        line.header("LastCall: ", lastCall)
        line.header("LastPause: ", lastPause)
        line.header("LoginTime: ", loginTime)
        line.header("InCall: ", callStart == 0 ? 0 : 1)
        line.header("Status: ", Int(status.rawValue))
        line.header("Paused: ", paused ? 1 : 0)
        line.header("PausedReason: ", pausedReason)
        line.header("Ringinuse: ", ringInUse ? 1 : 0)
        line.header("Wrapuptime: ", wrapupTime)
    }
}
