import AMI
import PBXSimulator
import TestSupport
import Testing

/// What must hold in every life of the call centre, whatever chance does.
@Suite struct LifeTests {
    @Test("The same seed gives the same bytes, however time is sliced")
    func deterministic() {
        var texts: [[UInt8]] = []
        for step in [0.05, 1, 13] {
            var office = Office(seed: 5)
            office.enter(events: "on")
            office.pass(240, step: step)
            texts.append(office.bytes)
        }
        #expect(texts[0].count > 100_000)
        #expect(texts[0] == texts[1])
        #expect(texts[1] == texts[2])
        var other = Office(seed: 6)
        other.enter(events: "on")
        other.pass(240)
        #expect(other.bytes != texts[0])
    }

    @Test(
        "Every channel that comes goes, bridges count right, positions and counts agree",
        arguments: [(1, 1, 4.0), (6, 24, 12.0), (6, 24, 60.0), (3, 40, 40.0), (30, 12, 10.0)])
    func invariants(queues: Int, agents: Int, callsPerMinute: Double) {
        var office = Office(
            seed: UInt64(queues + agents), queues: queues, agents: agents, callsPerMinute: callsPerMinute
        ) { $0.warmUpSeconds = 0 }
        office.enter(events: "on")
        var referee = Referee()
        for _ in 0..<5 {
            office.pass(100, step: 50)
            for packet in office.takePackets() { referee.judge(packet) }
            let listed = office.send("Action: CoreShowChannels").filter { $0["Event"] == "CoreShowChannel" }
            #expect(Set(listed.compactMap { $0["Uniqueid"] }) == Set(referee.channels.keys))
        }
        #expect(referee.faults.isEmpty, "\(referee.faults.prefix(5))")
        #expect(referee.hangups > 0)
    }

    @Test("Sizes from one agent to thousands work, and a quiet PBX is quiet")
    func sizes() {
        for (queues, agents, rate) in [(1, 1, 1.0), (200, 1500, 100.0), (1, 300, 100.0), (10, 1, 10.0)] {
            var office = Office(queues: queues, agents: agents, callsPerMinute: rate) { $0.warmUpSeconds = 5 }
            office.enter()
            office.pass(agents == 1 ? 300 : 15)
            #expect(!office.bytes.isEmpty)
            _ = office.takePackets()
            let status = office.send("Action: QueueStatus")
            #expect(status.filter { $0["Event"] == "QueueParams" }.count == queues)
            #expect(
                Set(status.filter { $0["Event"] == "QueueMember" }.compactMap { $0["Location"] }).count >= agents * 9
                    / 10)
        }
        var quiet = Office(callsPerMinute: 0) {
            $0.agentHabits = false
            $0.deviceFailures = false
            $0.loggedOffShare = 0
        }
        quiet.enter()
        _ = quiet.takePackets()
        quiet.pass(3600, step: 60)
        #expect(quiet.bytes.isEmpty)
        #expect(quiet.simulator.nextEventTime == nil)
    }

    @Test("A lively centre: within the hour everything that the board shows has happened")
    func liveliness() {
        var office = Office(seed: 21, callsPerMinute: 20)
        office.enter(events: "agent")
        office.pass(3600, step: 30)
        var counts: [String: Int] = [:]
        var reasons = Set<String>()
        var endedBy = Set<String>()
        for packet in office.takePackets() {
            counts[packet["Event"] ?? "", default: 0] += 1
            if packet["Event"] == "QueueMemberPause" { reasons.insert(packet["PausedReason"] ?? "") }
            if packet["Event"] == "AgentComplete" { endedBy.insert(packet["Reason"] ?? "") }
        }
        for event in [
            "QueueCallerJoin", "QueueCallerAbandon", "AgentConnect", "AgentComplete", "AgentRingNoAnswer",
            "QueueMemberAdded", "QueueMemberRemoved",
        ] { #expect(counts[event, default: 0] > 0, "\(event)") }
        #expect(reasons.count > 3)
        #expect(endedBy == ["caller", "agent", "transfer"])
        let answered = counts["AgentConnect", default: 0]
        #expect(answered > counts["QueueCallerAbandon", default: 0])
    }

    @Test("The life of one call, from the trunk to the hang-up")
    func oneCall() throws {
        var office = Office(seed: 4, queues: 1, agents: 1, callsPerMinute: 1) {
            $0.warmUpSeconds = 0
            $0.agentHabits = false
            $0.deviceFailures = false
            $0.loggedOffShare = 0
            $0.meanTalkSeconds = 20
        }
        office.enter(events: "call,agent")
        _ = office.takePackets()
        var text = ""
        for _ in 0..<600 {
            office.pass(1)
            for packet in office.takePackets() {
                text += packet.headers.map { "\($0.name): \($0.value)\n" }.joined() + "\n"
            }
            if text.contains("Device: PJSIP/carrier\nState: NOT_INUSE") { break }
        }
        #expect(text.contains("Event: AgentComplete"))
        try Golden.check(text, named: "OneCall")
    }
}

/// Watches a stream of events and notes what cannot be.
struct Referee {
    var channels: [String: String] = [:]
    var bridges: [String: Set<String>] = [:]
    var waiting: [String: [String]] = [:]
    var hangups = 0
    var faults: [String] = []
    private var began = false

    mutating func judge(_ packet: Packet) {
        let id = packet["Uniqueid"] ?? ""
        let queue = packet["Queue"] ?? ""
        for header in ["HoldTime", "TalkTime", "RingTime", "CallsTaken", "Position", "Count"] {
            if let value = packet[header].flatMap(Int.init), value < 0 { fault("\(header) is \(value)") }
        }
        switch packet["Event"] ?? "" {
        case "Newchannel":
            if channels[id] != nil { fault("\(id) came twice") }
            channels[id] = packet["Channel"]
        case "Hangup":
            hangups += 1
            if channels.removeValue(forKey: id) == nil { fault("\(id) went without coming") }
            if bridges.values.contains(where: { $0.contains(id) }) { fault("\(id) went from inside a bridge") }
            if waiting.values.contains(where: { $0.contains(id) }) { fault("\(id) went from inside a queue") }
        case "BridgeCreate": bridges[packet["BridgeUniqueid"] ?? ""] = []
        case "BridgeEnter", "BridgeLeave": judgeBridge(packet, id)
        case "BridgeDestroy":
            if bridges.removeValue(forKey: packet["BridgeUniqueid"] ?? "") != [] { fault("a bridge went with people") }
        case "QueueCallerJoin":
            let position = Int(packet["Position"] ?? "") ?? 0
            let list = waiting[queue, default: []]
            if position < 1 || position > list.count + 1 {
                fault("\(queue) position \(position) of \(list.count)")
            } else {
                waiting[queue, default: []].insert(id, at: position - 1)
            }
            if packet["Count"] != "\(list.count + 1)" { fault("\(queue) count after join") }
        case "QueueCallerLeave":
            if waiting[queue]?.firstIndex(of: id).map({ $0 + 1 }) != Int(packet["Position"] ?? "") {
                fault("\(queue) left from another position")
            }
            waiting[queue]?.removeAll { $0 == id }
            if packet["Count"] != "\(waiting[queue]?.count ?? 0)" { fault("\(queue) count after leave") }
        case "QueueCallerAbandon":
            if waiting[queue]?.contains(id) != true { fault("\(id) abandoned \(queue) without waiting") }
        case "AgentConnect", "AgentComplete", "AgentCalled", "DialBegin":
            if channels[packet["DestUniqueid"] ?? ""] == nil { fault("\(packet["Event"] ?? "") of an unknown leg") }
            if packet["DestLinkedid"] != packet["Linkedid"], packet["Linkedid"] != nil { fault("linked ids differ") }
        case let event:
            // Everything else that names a channel names one that lives.
            if packet["Channel"] != nil, !id.isEmpty, id != "<unknown>", channels[id] == nil {
                fault("\(event) about \(id), which does not live")
            }
        }
    }

    private mutating func judgeBridge(_ packet: Packet, _ id: String) {
        let bridge = packet["BridgeUniqueid"] ?? ""
        if packet["Event"] == "BridgeEnter" {
            if bridges[bridge] == nil { fault("entered a bridge that is not") }
            bridges[bridge]?.insert(id)
        } else if bridges[bridge]?.remove(id) == nil {
            fault("\(id) left a bridge it was not in")
        }
        if packet["BridgeNumChannels"] != "\(bridges[bridge]?.count ?? -1)" { fault("a bridge counts wrong") }
    }

    private mutating func fault(_ text: String) {
        if faults.count < 20 { faults.append(text) }
    }
}
