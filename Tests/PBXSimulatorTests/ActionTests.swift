import AMI
import PBXSimulator
import TestSupport
import Testing

/// What actions answer and do.
@Suite struct ActionTests {
    private func office(events: String = "off", change: (inout SimulatorOptions) -> Void = { _ in }) -> Office {
        var office = Office(change: change)
        office.enter(events: events)
        _ = office.takePackets()
        return office
    }

    @Test("Ping tells the PBX's clock with microseconds")
    func ping() {
        var office = office()
        let answer = office.send("Action: Ping\nActionID: p").first
        #expect(answer?["Ping"] == "Pong")
        #expect(answer?["Timestamp"]?.split(separator: ".").last?.count == 6)
        #expect(answer?["Timestamp"]?.hasPrefix("\(office.simulator.now / 1_000_000).") == true)
    }

    @Test("Lists begin and end as Asterisk's do, and count their items")
    func lists() {
        var office = office()
        for (action, message, complete) in [
            ("QueueStatus", "Queue status will follow", "QueueStatusComplete"),
            ("QueueSummary", "Queue summary will follow", "QueueSummaryComplete"),
            ("CoreShowChannels", "Channels will follow", "CoreShowChannelsComplete"),
            ("Status", "Channel status will follow", "StatusComplete"),
            ("DeviceStateList", "Device State Changes will follow", "DeviceStateListComplete"),
            ("ExtensionStateList", "Extension Statuses will follow", "ExtensionStateListComplete"),
            (
                "PJSIPShowEndpoints", "A listing of Endpoints follows, presented as EndpointList events",
                "EndpointListComplete"
            ),
            ("ParkedCalls", "Parked calls will follow", "ParkedCallsComplete"),
            ("Parkinglots", "Parking lots will follow", "ParkinglotsComplete"),
        ] {
            let answer = office.send("Action: \(action)\nActionID: l-1")
            #expect(answer.first?["EventList"] == "start")
            #expect(answer.first?["Message"] == message)
            #expect(answer.last?["Event"] == complete)
            #expect(answer.last?["EventList"] == "Complete")
            #expect(answer.last?["ListItems"] == "\(answer.count - 2)")
            #expect(answer.allSatisfy { $0["ActionID"] == "l-1" }, "\(action)")
        }
    }

    @Test("An unknown queue is an empty list; filters choose queue and member")
    func filters() {
        var office = office()
        #expect(office.send("Action: QueueStatus\nQueue: nowhere").count == 2)
        let sales = office.send("Action: QueueStatus\nQueue: SALES")
        #expect(sales.dropFirst().dropLast().allSatisfy { $0["Queue"] == "sales" })
        let one = office.send("Action: QueueStatus\nMember: PJSIP/1001").filter { $0["Event"] == "QueueMember" }
        #expect(!one.isEmpty && one.allSatisfy { $0["Location"] == "PJSIP/1001" })
    }

    @Test("QueuePause answers first, then tells each queue of the member")
    func pause() {
        var office = office(events: "agent,call")
        let answer = office.send("Action: QueuePause\nInterface: PJSIP/1001\nPaused: true\nReason: Lunch")
        #expect(answer.first?["Message"] == "Interface paused successfully")
        let events = answer.filter { $0["Event"] == "QueueMemberPause" }
        #expect(!events.isEmpty)
        for event in events {
            #expect(event["Paused"] == "1")
            #expect(event["PausedReason"] == "Lunch")
            #expect(event["LastPause"] == "\(office.simulator.now / 1_000_000)")
        }
        let back = office.send("Action: QueuePause\nInterface: PJSIP/1001\nPaused: false\nReason: over")
        #expect(back.first?["Message"] == "Interface unpaused successfully")
        #expect(back.filter { $0["Event"] == "QueueMemberPause" }.allSatisfy { $0["PausedReason"] == "over" })
        // A reason for coming back shows in the event only.
        let listed = office.send("Action: QueueStatus\nMember: PJSIP/1001").filter { $0["Event"] == "QueueMember" }
        #expect(listed.allSatisfy { $0["PausedReason"] == "" && $0["Paused"] == "0" })
    }

    @Test(
        "Refusals are Asterisk's words",
        arguments: [
            ("QueuePause\nInterface: PJSIP/9\nPaused: true", "Interface not found"),
            ("QueuePause\nInterface: PJSIP/9", "Need 'Interface' and 'Paused' parameters."),
            ("QueueAdd\nInterface: PJSIP/9", "'Queue' not specified."),
            ("QueueAdd\nQueue: sales", "'Interface' not specified."),
            ("QueueAdd\nQueue: x\nInterface: PJSIP/9", "Unable to add interface to queue: No such queue"),
            ("QueueAdd\nQueue: sales\nInterface: PJSIP/1001", "Unable to add interface: Already there"),
            ("QueueRemove\nQueue: sales", "Need 'Queue' and 'Interface' parameters."),
            ("QueueRemove\nQueue: sales\nInterface: PJSIP/1001", "Member not dynamic"),
            ("QueueRemove\nQueue: sales\nInterface: PJSIP/9", "Unable to remove interface: Not there"),
            ("QueueRemove\nQueue: x\nInterface: PJSIP/9", "Unable to remove interface from queue: No such queue"),
            ("QueuePenalty\nInterface: PJSIP/9\nPenalty: 1", "Invalid interface, queuename or penalty"),
            ("QueuePenalty\nInterface: PJSIP/1001\nPenalty: -1", "Invalid interface, queuename or penalty"),
            (
                "QueueMemberRingInUse\nInterface: PJSIP/1001\nRingInUse: maybe",
                "'RingInUse' parameter must be a truth value (yes/no, on/off, 0/1, etc)"
            ),
            ("Hangup", "No channel specified"), ("Hangup\nChannel: PJSIP/9-1", "No such channel"),
            ("Redirect\nChannel: PJSIP/9-1\nContext: a\nExten: b\nPriority: 1", "Channel does not exist: PJSIP/9-1"),
            ("Redirect\nChannel: PJSIP/9-1\nExten: b", "Context not specified"),
            ("Originate", "Channel not specified"), ("Originate\nChannel: nobody", "Invalid channel"),
            ("Park\nChannel: PJSIP/9-1", "Channel does not exist: PJSIP/9-1"),
            ("QueueChangePriorityCaller\nQueue: sales\nCaller: x\nPriority: high", "'Priority' need integer."),
            ("Events", "Invalid event mask"), ("Command", "No command provided"),
        ])
    func refusals(action: String, message: String) {
        var office = office()
        let answer = office.send("Action: \(action)\nActionID: r").first
        #expect(answer?["Response"] == "Error")
        #expect(answer?["Message"] == message)
        #expect(answer?["ActionID"] == "r")
    }

    @Test("A dynamic member comes and goes, known phone or not")
    func addAndRemove() {
        for interface in ["PJSIP/1000", "PJSIP/nobody"] {
            var office = office(events: "agent")
            let added = office.send(
                "Action: QueueAdd\nQueue: sales\nInterface: \(interface)\nMemberName: Zed\nPenalty: 3")
            #expect(added.first?["Message"] == "Added interface to queue")
            #expect(added.last?["Event"] == "QueueMemberAdded")
            #expect(added.last?["MemberName"] == "Zed")
            #expect(added.last?["Membership"] == "dynamic")
            #expect(added.last?["Status"] == (interface == "PJSIP/1000" ? "1" : "4"))
            office.pass(60)
            _ = office.takePackets()
            let removed = office.send("Action: QueueRemove\nQueue: sales\nInterface: \(interface)")
            #expect(removed.first?["Message"] == "Removed interface from queue")
            #expect(removed.last?["Event"] == "QueueMemberRemoved")
        }
    }

    @Test("Originate rings the phone, then leads it on, and says how it went")
    func originate() {
        var outcomes: [String: Int] = [:]
        for seed in 1...12 {
            var office = Office(seed: UInt64(seed), callsPerMinute: 0) { $0.agentHabits = false }
            office.enter(events: "call,agent")
            _ = office.takePackets()
            let answer = office.send(
                "Action: Originate\nActionID: o\nChannel: PJSIP/1000\nContext: from-internal\nExten: 400\nPriority: 1\n"
                    + "CallerID: \"Click\" <9001>\nTimeout: 9000\nAsync: true")
            #expect(answer.first?["Message"] == "Originate successfully queued")
            office.pass(10)
            let events = office.takePackets()
            let response = events.first { $0["Event"] == "OriginateResponse" }
            #expect(response?["ActionID"] == "o")
            #expect(response?["CallerIDNum"] == "9001")
            outcomes[response?["Response"] ?? "none", default: 0] += 1
            if response?["Response"] == "Success" {
                #expect(response?["Reason"] == "4")
                #expect(events.contains { $0["Event"] == "QueueCallerJoin" && $0["Queue"] == "sales" })
            } else {
                #expect(response?["Reason"] == "3")
                #expect(response?["Uniqueid"] == "<unknown>")
            }
        }
        #expect(outcomes["Success", default: 0] > 0)
        #expect(outcomes["none"] == nil)
    }

    @Test("An Originate to nobody fails with reason 0")
    func originateToNobody() {
        var office = office(events: "call")
        let events = office.send(
            "Action: Originate\nChannel: PJSIP/nobody\nContext: from-internal\nExten: 8000\nPriority: 1\nAsync: true")
        let response = events.first { $0["Event"] == "OriginateResponse" }
        #expect(response?["Response"] == "Failure")
        #expect(response?["Reason"] == "0")
        #expect(response?["Channel"] == "PJSIP/nobody")
    }

    @Test("Hangup ends a call wherever it stands, and every channel of it goes")
    func hangup() {
        for seed in 1...4 {
            var office = Office(seed: UInt64(seed), callsPerMinute: 30)
            office.enter(events: "call,agent")
            office.pass(Double(seed))
            var channels = office.send("Action: CoreShowChannels").filter { $0["Event"] == "CoreShowChannel" }
            for _ in 0..<60 {
                guard let channel = channels.last?["Channel"] else { break }
                let answer = office.send("Action: Hangup\nChannel: \(channel)")
                #expect(answer.first?["Message"] == "Channel Hungup")
                #expect(answer.contains { $0["Event"] == "Hangup" && $0["Channel"] == channel }, "\(channel)")
                channels = office.send("Action: CoreShowChannels").filter { $0["Event"] == "CoreShowChannel" }
            }
            #expect(channels.isEmpty)
        }
    }

    @Test("A caller redirected out of a conversation leaves its agent counted and without AgentComplete")
    func redirectIsSilent() throws {
        var office = Office(seed: 3, callsPerMinute: 30) { $0.agentHabits = false }
        office.enter(events: "call,agent")
        office.pass(5)
        _ = office.takePackets()
        let channels = office.send("Action: CoreShowChannels")
        let talking = try #require(
            channels.first { $0["Application"] == "Queue" && !($0["BridgeId"] ?? "").isEmpty })
        let before = completed(&office)
        let events = office.send(
            "Action: Redirect\nChannel: \(talking["Channel"] ?? "")\nContext: from-internal\nExten: 7000\nPriority: 1")
        #expect(events.first?["Message"] == "Redirect successful")
        #expect(!events.contains { $0["Event"] == "AgentComplete" })
        #expect(events.contains { $0["Event"] == "QueueMemberStatus" && $0["InCall"] == "0" })
        #expect(completed(&office) == before + 1)
    }

    private func completed(_ office: inout Office) -> Int {
        office.send("Action: QueueStatus").reduce(0) { $0 + (Int($1["Completed"] ?? "") ?? 0) }
    }

    @Test("Park puts an up channel on a space, and the lot lists it")
    func park() throws {
        var office = Office(seed: 3, callsPerMinute: 30)
        office.enter(events: "call,agent")
        office.pass(5)
        let talking = try #require(
            office.send("Action: CoreShowChannels").first { $0["Application"] == "Queue" && $0["ChannelState"] == "6" })
        let events = office.send("Action: Park\nChannel: \(talking["Channel"] ?? "")\nTimeout: 20000")
        #expect(events.contains { $0["Message"] == "Park successful" })
        let parked = events.first { $0["Event"] == "ParkedCall" }
        #expect(parked?["ParkingSpace"] == "701")
        #expect(parked?["ParkingTimeout"] == "20")
        #expect(events.contains { $0["Event"] == "BridgeEnter" && $0["BridgeTechnology"] == "holding_bridge" })
        #expect(office.send("Action: ParkedCalls").contains { $0["ParkingSpace"] == "701" })
        office.pass(60)
        let later = office.takePackets()
        #expect(later.contains { ["ParkedCallTimeOut", "ParkedCallGiveUp"].contains($0["Event"] ?? "") })
    }

    @Test("UserEvent reaches everyone with its headers in order")
    func userEvent() {
        var office = office(events: "user")
        let answer = office.send("Action: UserEvent\nActionID: u\nUserEvent: Shift\nAgent: PJSIP/1001\nNote: x: y: z")
        #expect(answer.first?["Message"] == "Event Sent")
        #expect(
            answer.last?.headers.map(\.name) == ["Event", "Privilege", "UserEvent", "ActionID", "Agent", "Note"])
        #expect(answer.last?["Note"] == "x: y: z")
    }

    @Test("A header's value cannot add lines of its own")
    func injection() {
        var office = office(events: "user")
        let packet = Packet([
            HeaderField("Action", "UserEvent"), HeaderField("UserEvent", "a\r\nEvent: Hangup"),
            HeaderField("ActionID", "1\n2"),
        ])
        for case .send(let bytes, _) in office.simulator.received(packet, from: 1) {
            #expect(!String(decoding: bytes, as: UTF8.self).contains("\nEvent: Hangup"))
        }
    }

    @Test("The version is told in CoreSettings, CoreStatus and on the command line")
    func version() {
        var office = office()
        #expect(office.send("Action: CoreSettings").first?["AsteriskVersion"] == "22.10.1")
        let status = office.send("Action: CoreStatus").first
        #expect(status?["CoreStartupDate"] == "2026-11-23")
        #expect(status?["CoreStartupTime"] == "06:52:22")
        #expect(
            office.send("Action: Command\nCommand: core show version").first?["Output"]?.hasPrefix("Asterisk 22.10.1")
                == true)
    }
}
