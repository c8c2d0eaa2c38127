import AMI
import CallCenter
import Cells
import Testing

@testable import BoardScreen

/// Every command for calls, agents and rooms, driven by keys against a simulated UCM; what came of it is read back from the
/// UCM's own lists, variables and events by a second client.
@Suite struct UCMKeysTests {
    private func isAgent(_ device: String) -> (Entity) -> Bool { { $0 == .agent(server: 0, id: device) } }
    private func isQueue(_ name: String) -> (Entity) -> Bool { { $0 == .queue(server: 0, name: name) } }

    @Test func `an agent is logged off a queue and in again, and the queue's seats are cleaned`() throws {
        var desk = try UCMDesk()
        let queue = try #require(desk.session.board.servers[0].agent("PJSIP/1001", at: desk.session.now)?.queues.first)
        func isIn(_ desk: inout UCMDesk) -> Bool { desk.members(of: queue).contains { $0["Location"] == "PJSIP/1001" } }
        #expect(isIn(&desk))
        desk.select(.agents, isAgent("PJSIP/1001"))
        try desk.press(.character("Q"), .enter)
        #expect(!isIn(&desk))
        #expect(desk.text().contains("Logged"))
        desk.select(.queues, isQueue(queue))
        try desk.press(.character("J"))
        try desk.type("PJSIP/1001")
        try desk.press(.enter)
        #expect(isIn(&desk))
        desk.select(.queues, isQueue(queue))
        try desk.run("agent.clean-seats")
        #expect(desk.text().contains("Clean the seats of \(queue)?"))
        try desk.press(.character("y"))
        #expect(desk.sent == ["QueueLogoff", "QueueLogin", "QueueClean"])
        #expect(desk.members(of: queue).allSatisfy { $0["CallsTaken"] == "0" })
        #expect(desk.refusals.isEmpty)
    }

    @Test func `an agent is paused, added, given a penalty, rung in use, and removed`() throws {
        var desk = try UCMDesk()
        let all = ["6500", "6501", "6502"]
        let agent = try #require(desk.session.board.servers[0].agent("PJSIP/1002", at: desk.session.now))
        let absent = try #require(all.first { !agent.queues.contains($0) })
        func member(_ queue: String, _ desk: inout UCMDesk) -> Packet? {
            desk.members(of: queue).first { $0["Location"] == "PJSIP/1002" }
        }
        desk.select(.agents, isAgent("PJSIP/1002"))
        try desk.press(.character("p"), .character("2"), .enter)
        for queue in agent.queues { #expect(member(queue, &desk)?["PausedReason"] == "lunch") }
        try desk.press(.character("U"))
        for queue in agent.queues { #expect(member(queue, &desk)?["Paused"] == "0") }
        try desk.press(.character("a"), .tab, .backspace, .character("4"), .enter)
        #expect(member(absent, &desk)?["Penalty"] == "4")
        try desk.run("agent.penalty")
        try desk.press(.backspace, .backspace, .character("7"), .enter)
        #expect(member(absent, &desk)?["Penalty"] == "7")
        try desk.run("agent.ring-in-use")
        try desk.press(.right, .enter)
        #expect(
            desk.events("QueueMemberRinginuse").contains { $0["Interface"] == "PJSIP/1002" && $0["Ringinuse"] == "1" })
        desk.select(.agents, isAgent("PJSIP/1002"))
        try desk.run("agent.remove")
        for _ in 0..<3 where !desk.text().contains("< \(absent) >") { try desk.press(.right) }
        try desk.press(.character("y"))
        #expect(member(absent, &desk) == nil)
        #expect(desk.refusals.isEmpty, "\(desk.refusals)")
    }

    @Test func `a call is held and taken back, recorded, told digits and a text, and hung up`() throws {
        var desk = try UCMDesk()
        let (_, agent) = try desk.conversation()
        desk.select(channel: agent)
        try desk.press(.character("f"), .enter)
        #expect(desk.events("Hold").last?["Channel"] == agent)
        #expect(desk.ask("ExtensionState\nExten: 1001\nContext: from-internal").first?["StatusText"] == "Hold")
        try desk.press(.character("f"), .enter)
        #expect(desk.events("Unhold").last?["Channel"] == agent)
        // A UCM has no MixMonitor: Monitor records.
        try desk.run("call.record")
        try desk.press(.enter)
        #expect(desk.variable("MONITORED", of: agent) == "true")
        #expect(desk.variable("MONITOR_FILENAME", of: agent).hasPrefix("callboard-"))
        try desk.run("call.record-pause")
        #expect(desk.variable("MONITORED", of: agent) == "paused")
        try desk.run("call.record-stop")
        #expect(desk.sent.last == "StopMonitor")
        #expect(desk.variable("MONITORED", of: agent).isEmpty)
        try desk.run("call.dtmf")
        try desk.type("12#")
        try desk.press(.enter)
        #expect(desk.events("DTMFEnd").compactMap { $0["Digit"] } == ["1", "2", "#"])
        try desk.run("call.text")
        try desk.type("call \"Pat\"; it's urgent")
        try desk.press(.enter)
        #expect(desk.variable("MESSAGE(body)", of: agent) == "call \"Pat\"; it's urgent")
        try desk.press(.character("x"), .character("y"))
        #expect(desk.channels()[agent] == nil)
        #expect(desk.refusals.isEmpty, "\(desk.refusals)")
    }

    @Test func `both sides of a call are redirected, sent on together, and one is transferred`() throws {
        var desk = try UCMDesk()
        var (caller, agent) = try desk.conversation()
        desk.select(channel: agent)
        try desk.run("call.redirect")
        try desk.press(.backTab, .left, .tab)
        try desk.type("7000")
        try desk.press(.enter)
        for name in [caller, agent] { #expect(desk.channels()[name]?["Exten"] == "7000") }
        for name in desk.channels().keys { _ = desk.ask("Hangup\nChannel: \(name)") }

        (caller, agent) = try desk.conversation()
        desk.select(channel: agent)
        try desk.press(.character("N"))
        try desk.type("6300")
        try desk.press(.enter)
        #expect(desk.sent.last == "NWayRedirect")
        for name in [caller, agent] { #expect(desk.channels()[name]?["Application"] == "ConfBridge") }
        for name in desk.channels().keys { _ = desk.ask("Hangup\nChannel: \(name)") }

        (caller, agent) = try desk.conversation()
        desk.select(channel: agent)
        try desk.press(.character("r"))
        try desk.type("7001")
        try desk.press(.enter)
        #expect(desk.channels()[caller]?["Exten"] == "7001")
        #expect(desk.channels()[agent] == nil)
        #expect(desk.refusals.isEmpty, "\(desk.refusals)")
    }

    @Test func `an agent talks to somebody before a transfer, and is taken back to the caller`() throws {
        var desk = try UCMDesk()
        let (caller, agent) = try desk.conversation()
        let bridge = desk.channels()[caller]?["BridgeId"]
        desk.select(channel: agent)
        try desk.run("call.attended")
        try desk.type("7000")
        try desk.press(.enter)
        #expect(desk.channels()[agent]?["Exten"] == "7000")
        #expect(desk.events("MusicOnHoldStart").last?["Channel"] == caller)
        try desk.run("call.cancel-attended")
        #expect(desk.channels()[agent]?["BridgeId"] == bridge)
        #expect(desk.events("MusicOnHoldStop").last?["Channel"] == caller)
        #expect(desk.refusals.isEmpty, "\(desk.refusals)")
    }

    @Test func `the agent who hangs up while talking to the target hands the caller over`() throws {
        var desk = try UCMDesk()
        let (caller, agent) = try desk.conversation()
        desk.select(channel: agent)
        try desk.run("call.attended")
        try desk.type("1003")
        try desk.press(.enter)
        var target: String?
        for _ in 0..<40 where target == nil {
            desk.pass(1)
            target = desk.channels().first { $0.key.hasPrefix("PJSIP/1003-") && $0.value["BridgeId"] != "" }?.key
        }
        let to = try #require(target)
        desk.select(channel: agent)
        try desk.press(.character("x"), .character("y"))
        #expect(desk.channels()[agent] == nil)
        #expect(desk.channels()[caller]?["BridgeId"] == desk.channels()[to]?["BridgeId"])
        #expect(desk.events("AttendedTransfer").last?["TransferTargetChannel"] == to)
    }

    @Test func `a call is parked, listed, and fetched to a phone`() throws {
        var desk = try UCMDesk()
        let (caller, agent) = try desk.conversation("1004", "1001")
        desk.select(channel: agent)
        try desk.press(.character("H"), .enter)
        #expect(desk.ask("ParkedCalls").contains { $0["ParkeeChannel"] == caller })
        try desk.press(.character("F"))
        #expect(desk.text().contains("701"))
        try desk.press(.enter, .enter)
        for _ in 0..<20
        where desk.channels()[caller]?["BridgeId"] != ""
            || !desk.ask("ParkedCalls").allSatisfy({ $0["Event"] != "ParkedCall" })
        {
            desk.pass(1)
            if desk.channels().keys.contains(where: { $0.hasPrefix("PJSIP/1000-") }),
                desk.events("UnParkedCall").isEmpty == false
            {
                break
            }
        }
        let channels = desk.channels()
        let phone = try #require(channels.keys.first { $0.hasPrefix("PJSIP/1000-") })
        #expect(channels[phone]?["BridgeId"] == channels[caller]?["BridgeId"])
        #expect(!desk.ask("ParkedCalls").contains { $0["Event"] == "ParkedCall" })
    }

    @Test func `a phone spies on a call until it is kicked out of its bridge`() throws {
        var desk = try UCMDesk(device: "PJSIP/1005")
        let (_, agent) = try desk.conversation()
        desk.select(channel: agent)
        try desk.press(.character("s"), .enter)
        for _ in 0..<20 where desk.events("ChanSpyStart").isEmpty { desk.pass(1) }
        #expect(desk.events("ChanSpyStart").last?["SpyeeChannel"] == agent)
        let spy = desk.channels().values.first { $0["Application"] == "ChanSpy" }
        #expect(spy?["ApplicationData"] == "\(agent),qE")
        desk.select(channel: agent)
        #expect(desk.text().contains("heard by "))
        try desk.press(.enter)
        let spyer = spy?["Channel"] ?? "nobody"
        #expect(desk.text().contains("Listened to by    \(spyer)"))
        try desk.press(.escape)
        desk.select(channel: spyer)
        #expect(desk.text().contains("hears "))
        desk.select(channel: agent)
        try desk.run("call.kick")
        try desk.press(.character("y"))
        desk.pass(2)
        #expect(desk.channels()[agent] == nil)
        #expect(!desk.channels().values.contains { $0["Application"] == "ChanSpy" })
    }

    @Test func `a call that rings is accepted, and what is played stops`() throws {
        var desk = try UCMDesk()
        _ = desk.ask("Originate\nChannel: PJSIP/1000\nContext: from-internal\nExten: 1001\nPriority: 1\nAsync: true")
        var ringing: String?
        for _ in 0..<60 where ringing == nil {
            desk.pass(1)
            ringing = desk.channels().first { $0.key.hasPrefix("PJSIP/1001-") && $0.value["ChannelState"] == "5" }?.key
        }
        let name = try #require(ringing)
        desk.select(channel: name)
        try desk.press(.character("d"))
        #expect(desk.channels()[name]?["ChannelState"] == "6")
        desk.select(channel: name)
        try desk.run("call.redirect")
        try desk.type("7000")
        try desk.press(.enter)
        #expect(desk.channels()[name]?["Application"] == "Playback")
        try desk.run("call.playback")
        try desk.press(.enter)
        #expect(desk.sent.last == "ControlPlayback")
        #expect(desk.channels()[name] == nil)
        #expect(desk.refusals.isEmpty, "\(desk.refusals)")
    }

    @Test func `a room is locked, its people renamed, muted, raised, seen and kicked, and its PIN changed`() throws {
        var desk = try UCMDesk()
        let (caller, agent) = try desk.conversation()
        desk.select(channel: agent)
        try desk.press(.character("N"))
        try desk.type("6300")
        try desk.press(.enter)
        func party(_ channel: String, _ desk: inout UCMDesk) -> Packet? {
            desk.ask("ConfbridgeList\nConference: 6300").first { $0["Channel"] == channel }
        }
        try desk.press(.character("C"))
        #expect(desk.text().contains("6300"))
        try desk.press(.character("l"))
        #expect(desk.ask("ConfbridgeListRooms").contains { $0["Locked"] == "Yes" })
        try desk.press(.character("o"))
        #expect(desk.ask("ConfbridgeListRooms").contains { $0["Locked"] == "No" })
        try desk.press(.character("p"))
        try desk.type("4711")
        #expect(!desk.text().contains("4711"))
        try desk.press(.enter)
        #expect(desk.sent.last == "ConfbridgeUpdateAdminPin")
        try desk.press(.character("C"), .enter)
        // The first one in the list is the caller, who came first.
        try desk.press(.character("m"))
        #expect(party(caller, &desk)?["Muted"] == "Yes")
        try desk.press(.character("u"))
        #expect(party(caller, &desk)?["Muted"] == "No")
        try desk.press(.down, .character("M"))
        #expect(party(agent, &desk)?["Admin"] == "Yes" && party(caller, &desk)?["Admin"] == "No")
        try desk.press(.down, .character("v"))
        #expect(party(agent, &desk)?["SingleVideoSrc"] == "Yes")
        try desk.press(.down, .character("n"))
        try desk.type("Pat O'Brien")
        try desk.press(.enter)
        #expect(party(agent, &desk)?["CallerIDName"] == "Pat O\\'Brien")
        try desk.press(.character("C"), .enter, .character("x"), .character("y"))
        #expect(party(caller, &desk) == nil)
        #expect(desk.refusals.isEmpty, "\(desk.refusals)")
    }

    @Test func `voicemail boxes are listed with their counts`() throws {
        var desk = try UCMDesk()
        try desk.press(.character("E"))
        let count = desk.ask("MailboxCount\nMailbox: 1003@default").first
        let counts = "\(count?["NewMessages"] ?? "?") new, \(count?["OldMessages"] ?? "?") old"
        let row = desk.text().split(separator: "\n").first { $0.contains("1003@default") }
        #expect(row?.contains(counts) == true && counts == "3 new, 3 old")
    }

    @Test func `a waiting caller is given a priority, picked up and withdrawn where the UCM has it`() throws {
        var desk = try UCMDesk()
        for member in desk.members(of: "6500") {
            _ = desk.ask("QueuePause\nInterface: \(member["Location"] ?? "")\nPaused: true")
        }
        _ = desk.ask("Originate\nChannel: PJSIP/1000\nContext: from-internal\nExten: 6500\nPriority: 1\nAsync: true")
        func waiting(_ desk: inout UCMDesk) -> [Packet] {
            desk.ask("QueueStatus\nQueue: 6500").filter { $0["Event"] == "QueueEntry" }
        }
        for _ in 0..<30 where waiting(&desk).isEmpty { desk.pass(1) }
        let channel = try #require(waiting(&desk).first?["Channel"])
        desk.select(channel: channel)
        try desk.run("call.priority")
        try desk.press(.backspace, .backspace, .character("9"), .enter)
        #expect(waiting(&desk).first?["Priority"] == "9")
        // A UCM has no QueueWithdrawCaller, and the key says so.
        try desk.run("call.withdraw")
        #expect(desk.text().contains("this PBX has no QueueWithdrawCaller"))
        desk.select(channel: channel)
        try desk.press(.character("c"))
        try desk.type("7002")
        try desk.press(.enter)
        #expect(desk.channels()[channel]?["Exten"] == "7002" && waiting(&desk).isEmpty)
    }

    @Test func `a plain Asterisk says of a UCM's keys that only a UCM has them`() throws {
        var pbx = SimulatedPBX()
        pbx.run(seconds: 60)
        var session = try Session(pbx.board, now: pbx.now, size: Size(columns: 150, rows: 40))
        session.select(.agents)
        session.press(.character("Q"))
        #expect(session.text().contains("only a Grandstream UCM has this"))
    }
}
