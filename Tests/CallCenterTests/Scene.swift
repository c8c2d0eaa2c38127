import AMI
import CallCenter
import TestSupport

/// A board and a clock: what the tests tell a story with. Time is seconds since the scene began.
struct Scene {
    /// 2026-01-01, in µs since 1970.
    static let start: Int64 = 1_767_225_600_000_000

    var board = ServerBoard(name: "pbx")
    private(set) var time = Scene.start

    init() {}

    /// A scene whose first lists have come: one queue `support` (service level 20 s) and its members.
    init(members: [String], waiting: [String] = []) {
        tell(Scene.connected)
        tell(queueStatus(members: members, waiting: waiting) + Scene.channelsDone)
    }

    private static let connected = "Response: Success\nMessage: Authentication accepted\n\n"
    static let channelsDone = "Event: CoreShowChannelsComplete\nEventList: Complete\nListItems: 0\n\n"

    mutating func pass(_ seconds: Double) {
        time += Int64(seconds * 1_000_000)
        board.advance(to: time)
    }

    mutating func tell(_ text: String) {
        board.apply(amiBytes(text), at: time)
    }

    mutating func tell(_ fact: OwnFact) {
        board.apply(fact, at: RecordStamp(time: time, epoch: 1))
    }

    /// The whole seconds of the PBX's clock, which is ours.
    var seconds: Int64 { time / 1_000_000 }

    // MARK: Packets

    func queueStatus(
        _ queue: String = "support", id: String = "", figures: String = "", members: [String], waiting: [String] = []
    ) -> String {
        let tail = id.isEmpty ? "" : "ActionID: \(id)\n"
        let defaults = """
            Max: 0
            Strategy: ringall
            Calls: \(waiting.count)
            ServiceLevel: 20
            Weight: 0

            """
        let counters =
            figures.isEmpty
            ? "Holdtime: 0\nTalkTime: 0\nCompleted: 0\nAbandoned: 0\nServicelevelPerf: 0.0\nServicelevelPerf2: 0.0\n"
            : figures
        var text = "Event: QueueParams\nQueue: \(queue)\n" + defaults + counters + tail + "\n"
        for member in members {
            text +=
                "Event: QueueMember\nQueue: \(queue)\nName: \(member)\nLocation: \(member)\nStateInterface: \(member)\n"
                + "Membership: static\nPenalty: 0\nCallsTaken: 0\nLastCall: 0\nLastPause: 0\nLoginTime: 0\nInCall: 0\n"
                + "Status: 1\nPaused: 0\nPausedReason: \nWrapuptime: 0\n\(tail)\n"
        }
        for (index, caller) in waiting.enumerated() {
            text +=
                "Event: QueueEntry\nQueue: \(queue)\nPosition: \(index + 1)\nChannel: PJSIP/trunk-\(caller)\n"
                + "Uniqueid: \(caller)\nCallerIDNum: 555\nCallerIDName: O'Brien\nWait: 10\nPriority: 3\n\(tail)\n"
        }
        return text + "Event: QueueStatusComplete\nEventList: Complete\nListItems: 1\n\(tail)\n"
    }

    func channel(_ event: String, _ id: String, name: String? = nil, state: Int = 6, more: String = "") -> String {
        let linked = more.contains("Linkedid:") ? "" : "Linkedid: \(id)\n"
        return "Event: \(event)\nPrivilege: call,all\nChannel: \(name ?? "PJSIP/trunk-\(id)")\nChannelState: \(state)\n"
            + "CallerIDNum: 555\nCallerIDName: O\\'Brien\nConnectedLineNum: <unknown>\nConnectedLineName: <unknown>\n"
            + "Context: from-trunk\nExten: 600\nPriority: 1\nUniqueid: \(id)\n\(linked)\(more)\n"
    }

    func join(_ id: String, queue: String = "support", position: Int, count: Int) -> String {
        channel("QueueCallerJoin", id, more: "Queue: \(queue)\nPosition: \(position)\nCount: \(count)\n")
    }

    func leave(_ id: String, queue: String = "support", position: Int = 1, count: Int) -> String {
        channel("QueueCallerLeave", id, more: "Queue: \(queue)\nPosition: \(position)\nCount: \(count)\n")
    }

    func abandon(_ id: String, queue: String = "support", hold: Int) -> String {
        channel(
            "QueueCallerAbandon", id, more: "Queue: \(queue)\nPosition: 1\nOriginalPosition: 1\nHoldTime: \(hold)\n")
    }

    func connect(_ id: String, to member: String, dest: String, queue: String = "support", hold: Int) -> String {
        channel(
            "AgentConnect", id,
            more: "DestUniqueid: \(dest)\nQueue: \(queue)\nInterface: \(member)\nMemberName: \(member)\n"
                + "HoldTime: \(hold)\nRingTime: 1\n")
    }

    func complete(
        _ id: String, by member: String, dest: String, queue: String = "support", hold: Int, talk: Int,
        reason: String = "caller"
    ) -> String {
        channel(
            "AgentComplete", id,
            more: "DestUniqueid: \(dest)\nQueue: \(queue)\nInterface: \(member)\nMemberName: \(member)\n"
                + "HoldTime: \(hold)\nTalkTime: \(talk)\nReason: \(reason)\n")
    }

    func memberStatus(
        _ member: String, queue: String = "support", event: String = "QueueMemberStatus", taken: Int = 0,
        lastCall: Int64 = 0, inCall: Int = 0, status: Int = 1, paused: Int = 0, reason: String = "", more: String = ""
    ) -> String {
        "Event: \(event)\nPrivilege: agent,all\nQueue: \(queue)\nMemberName: \(member)\nInterface: \(member)\n"
            + "StateInterface: \(member)\nMembership: static\nPenalty: 0\nCallsTaken: \(taken)\nLastCall: \(lastCall)\n"
            + "LastPause: 0\nLoginTime: 0\nInCall: \(inCall)\nStatus: \(status)\nPaused: \(paused)\n"
            + "PausedReason: \(reason)\nRinginuse: 0\nWrapuptime: 0\n\(more)\n"
    }

    var queue: Queue { board.queue("support") ?? Queue(name: "none") }

    func member(_ name: String, of queue: String = "support") -> Member {
        board.members(of: queue).first { $0.interface == name } ?? Member(queue: "none", interface: "none")
    }
}
