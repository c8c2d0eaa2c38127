import AMI
import CallCenter
import PBXSimulator
import TestSupport
import Testing

/// The simulated UCM against the packets that the vendor's guide shows.
@Suite("A simulated UCM speaks as the guide shows")
struct UCMTests {
    /// Two headers' values stand for all that the state of the call centre decides.
    private func shape(_ bytes: [UInt8], keeping exact: Set<String>) -> String {
        var text = ""
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\r\n", omittingEmptySubsequences: false) {
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else {
                text += line + "\n"
                continue
            }
            let value = parts[1].drop { $0 == " " }
            text +=
                parts[0] + ":" + (value.isEmpty ? "" : exact.contains(String(parts[0])) ? " \(value)" : " ...") + "\n"
        }
        return text
    }

    private func quiet(_ change: (inout SimulatorOptions) -> Void = { _ in }) -> Office {
        var office = Office(queues: 1, agents: 1, callsPerMinute: 0) {
            $0.dialect = .ucm
            $0.warmUpSeconds = 0
            $0.agentHabits = false
            $0.deviceFailures = false
            $0.loggedOffShare = 0
            change(&$0)
        }
        office.enter(events: "off")
        return office
    }

    private func answer(_ office: inout Office, _ action: String) -> [UInt8] {
        var bytes: [UInt8] = []
        for packet in packets(action) {
            for case .send(let sent, _) in office.simulator.received(packet, from: 1) { bytes += sent }
        }
        return bytes
    }

    private let figures: Set<String> = [
        "Response", "Event", "EventList", "Message", "CallsTotal", "CallCount", "CallsComplete", "CallsAbandoned",
        "EnableAgentLogin", "AbandonedRate", "AvgWaitTime", "AvgTalkTime", "AgentCount", "Queue", "Penalty",
        "CallsTaken", "LastCall", "CallsAbandon", "TalkTime", "PausedTime", "Paused", "ListItems",
    ]

    @Test func `Queues answers byte for byte but for names and times, announces one item and sends two`() {
        var office = quiet()
        let expected = """
            Response: Success
            EventList: start
            Message: Queues list will follow

            Event: QueueStatus
            Queue: 6500
            CallsTotal: 0
            CallCount: 0
            CallsComplete: 0
            CallsAbandoned: 0
            Strategy: ...
            Chairman:
            EnableAgentLogin: no
            QueueName: ...
            SeviceLevel: ...
            AbandonedRate: 0.00%
            AvgWaitTime: 0
            AvgTalkTime: 0
            AvailableCount: ...
            AgentCount: 1

            Event: QueueMemberStatus
            Queue: 6500
            Location: ...
            MemberName: ...
            Membership: ...
            Penalty: 0
            CallsTaken: 0
            LastCall: 0
            Status: ...
            EnableAgentLogin: no
            LoginTime: ...
            CallsAbandon: 0
            TalkTime: 0
            CallerChannel:
            PausedTime: 0
            Paused: 0

            Event: QueuesComplete
            EventList: Complete
            ListItems: 1



            """
        let answer = answer(&office, "Action: queues")
        #expect(shape(answer, keeping: figures) == expected)
        #expect(String(decoding: answer, as: UTF8.self).contains("SeviceLevel: SL:0.0% within 60s\r\n"))
    }

    @Test func `GSAgents answers as the guide shows, its empty packet included`() {
        var office = quiet()
        let expected = """
            Response: Success
            EventList: start
            Message: Agents status will follow

            Event: GsAgent
            Agent: ...
            QueueName: ...
            Queue: 6500
            Location: ...
            Membership: ...
            Penalty: 0
            CallsTaken: 0
            LastCall: 0
            Status: ...
            LoginTime: ...
            CallsAbandon: 0
            TalkTime: 0
            CallerChannel:
            Paused: 0


            Event: GsAgentComplete
            EventList: Complete
            ListItems: 1



            """
        #expect(shape(answer(&office, "Action: GSAgents"), keeping: figures) == expected)
    }

    @Test func `ListCommands of a user with every privilege is the guide's list, line for line`() throws {
        var office = quiet()
        let text = String(decoding: answer(&office, "action: listcommands"), as: UTF8.self)
        try Golden.check(text.replacing("\r\n", with: "\n").dropLast(1).description, named: "ucm-listcommands")
        #expect(text.contains("GSAgents: (Priv: agent,all)\r\n"))
    }

    @Test func `a login is told as the guide shows`() {
        var office = Office { $0.dialect = .ucm }
        let packets = office.enter(events: "security")
        let told = packets.first { $0["Event"] == "SuccessfulAuth" }
        #expect(
            told?.headers.map(\.name) == [
                "Event", "Privilege", "EventTV", "Severity", "Service", "EventVersion", "AccountID", "SessionID",
                "LocalAddress", "RemoteAddress", "UsingPassword", "SessionTV",
            ])
        #expect(told?["LocalAddress"] == "IPV4/TCP/0.0.0.0/7777")
        #expect(told?["UsingPassword"] == "0")
        #expect(told?["SessionID"]?.count == 12)
        #expect(packets.contains { $0["Message"] == "Authentication accepted" })
        #expect(!packets.contains { $0["Event"] == "FullyBooted" })
    }

    @Test func `a user without the client's address is refused like one with a wrong secret`() {
        func message(_ change: (inout SimulatorUser) -> Void) -> String? {
            var user = SimulatorUser(name: "ucmamiuser1", secret: "demo")
            change(&user)
            var office = Office {
                $0.dialect = .ucm
                $0.otherUsers = [user]
            }
            office.enter(user: "ucmamiuser1")
            office.pass(2)
            return office.takePackets().first { $0["Response"] != nil }?["Message"]
        }
        #expect(message { _ in } == nil)
        #expect(message { $0.isPermitted = false } == "Authentication failed")
        #expect(message { $0.secret = "other" } == "Authentication failed")
    }

    @Test func `a user sees only what its privileges allow`() {
        var office = Office {
            $0.dialect = .ucm
            $0.otherUsers = [SimulatorUser(name: "viewer01", secret: "demo", read: "agent", write: "reporting")]
        }
        office.enter(user: "viewer01")
        let commands = office.send("Action: ListCommands").last
        #expect(commands?["CoreShowChannels"] != nil && commands?["QueueStatus"] != nil)
        #expect(commands?["GSAgents"] == nil && commands?["QueuePause"] == nil && commands?["Hangup"] == nil)
        #expect(office.send("Action: GSAgents").last?["Message"] == "Permission denied")
    }

    @Test func `an agent takes a seat and leaves it, and a seat's counts begin anew`() {
        var office = Office { $0.dialect = .ucm }
        office.enter()
        let seat = "Queue: 6500\nInterface: PJSIP/9001"
        func events(_ text: String) -> [String] { office.send(text).compactMap { $0["Event"] } }
        #expect(events("Action: QueueLogin\n\(seat)").contains("QueueMemberAdded"))
        #expect(events("Action: QueueLogoff\n\(seat)").contains("QueueMemberRemoved"))
        #expect(office.send("Action: QueueLogoff\n\(seat)").last?["Response"] == "Error")
        #expect(office.send("Action: QueueClean\nQueue: 6500").last?["Response"] == "Success")
        let taken = office.send("Action: QueueStatus\nQueue: 6500").compactMap { $0["CallsTaken"] }
        #expect(!taken.isEmpty && taken.allSatisfy { $0 == "0" })
        #expect(office.send("Action: PRIShowSpans").last?["Message"] == "Not supported")
    }

    @Test func `every event has a Timestamp after its class when that is asked for`() {
        var office = Office(callsPerMinute: 30) {
            $0.dialect = .ucm
            $0.timestampEvents = true
        }
        office.enter()
        office.pass(20)
        let events = office.takePackets().filter { $0["Privilege"] != nil }
        #expect(events.count > 50)
        #expect(events.allSatisfy { $0.headers[2].name == "Timestamp" && $0.headers[2].value.contains(".") })
    }

    @Test func `old firmware says Join, Leave, QueueMemberPaused, Dial, Bridge and Unlink`() {
        var office = Office(callsPerMinute: 60) {
            $0.dialect = .ucm
            $0.oldEventNames = true
        }
        office.enter()
        office.pass(120)
        let packets = office.send("Action: QueuePause\nInterface: PJSIP/1001\nPaused: true\nReason: Tea")
        let names = Set(packets.compactMap { $0["Event"] })
        #expect(
            names.isSuperset(of: ["Join", "Leave", "Dial", "Bridge", "Unlink", "QueueMemberPaused", "AgentConnect"]))
        for new in ["QueueCallerJoin", "QueueCallerLeave", "DialBegin", "DialEnd", "BridgeEnter", "BridgeLeave"] {
            #expect(!names.contains(new))
        }
        let begins = packets.first { $0["Event"] == "Dial" && $0["SubEvent"] == "Begin" && $0["UniqueID"] != nil }
        #expect(begins?["DestUniqueID"] != nil && begins?["Destination"] != nil && begins?["Dialstring"] != nil)
    }
}
