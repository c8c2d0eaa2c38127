import AMI
import CallCenter
import Foundation
import Reports
import TestSupport
import Testing

@Suite("The board as JSON and as text")
struct BoardDocumentTests {
    /// 2026-11-23T05:55:21.353Z.
    private static let now: Int64 = 1_795_413_321_353_000

    private static func board(_ packets: String...) -> Board {
        var server = ServerBoard(name: "hq")
        let start = RecordStamp(time: now - 10_000_000, epoch: 1)
        server.apply(.connected(banner: "Asterisk Call Manager/11.0.0"), at: start)
        server.apply(.loggedIn(commands: ["QueueStatus", "CoreShowChannels"]), at: start)
        server.apply(.actionSent(id: "q", name: "QueueStatus", scope: ""), at: start)
        server.apply(.actionSent(id: "c", name: "CoreShowChannels", scope: ""), at: start)
        for packet in packets {
            amiBytes(packet).withUnsafeBytes { server.apply(packets: $0, at: start) }
        }
        server.advance(to: now)
        return Board(servers: [server])
    }

    private static let lists = """
        Response: Success
        ActionID: q
        EventList: start

        Event: QueueParams
        Queue: support
        Max: 0
        Strategy: rrmemory
        Calls: 1
        Holdtime: 9
        TalkTime: 31
        Completed: 3
        Abandoned: 1
        ServiceLevel: 20
        ServicelevelPerf: 66.7
        ServicelevelPerf2: 75.0
        Weight: 2
        ActionID: q

        Event: QueueMember
        Queue: support
        Name: Ana "A" Lima
        Location: PJSIP/1001
        StateInterface: PJSIP/1001
        Membership: static
        Penalty: 1
        CallsTaken: 3
        LastCall: 1795413000
        LastPause: 0
        LoginTime: 1795400000
        InCall: 0
        Status: 1
        Paused: 1
        PausedReason: Lunch
        Wrapuptime: 0
        ActionID: q

        Event: QueueEntry
        Queue: support
        Position: 1
        Channel: PJSIP/carrier-00000001
        Uniqueid: 1795413300.1
        CallerIDNum: +34600000000
        CallerIDName: <unknown>
        Wait: 5
        Priority: 4
        ActionID: q

        Event: QueueStatusComplete
        ActionID: q
        EventList: Complete
        ListItems: 3

        Response: Success
        ActionID: c
        EventList: start

        Event: CoreShowChannel
        ActionID: c
        Channel: PJSIP/carrier-00000001
        ChannelState: 6
        ChannelStateDesc: Up
        CallerIDNum: +34600000000
        CallerIDName: <unknown>
        ConnectedLineNum: <unknown>
        ConnectedLineName: <unknown>
        Context: from-trunk
        Exten: 6500
        Priority: 3
        Uniqueid: 1795413300.1
        Linkedid: 1795413300.1
        Application: Queue
        Duration: 00:00:11
        BridgeId: 

        Event: CoreShowChannelsComplete
        ActionID: c
        EventList: Complete
        ListItems: 1
        """

    private func document(_ board: Board) throws -> [String: Any] {
        let bytes = BoardDocument(board, at: Self.now).encoded()
        return try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    }

    @Test("Asterisk's counters are its own numbers, and what nobody told is null")
    func contract() throws {
        let json = try document(Self.board(Self.lists))
        #expect(json["schema"] as? String == "callboard.board/1")
        #expect(json["asOf"] as? String == "2026-11-23T05:55:21.353Z")
        let queue = try #require((json["queues"] as? [[String: Any]])?.first)
        #expect(queue["name"] as? String == "support")
        #expect(queue["completed"] as? Int == 3)
        #expect(queue["serviceLevelPerf"] as? Double == 66.7)
        #expect(queue["serviceLevelPerf2"] as? Double == 75)
        #expect(queue["waiting"] as? Int == 1)
        let today = try #require(queue["today"] as? [String: Any])
        #expect(today["asa"] is NSNull)
        let member = try #require((json["members"] as? [[String: Any]])?.first)
        #expect(member["name"] as? String == "Ana \"A\" Lima")
        #expect(member["pausedReason"] as? String == "Lunch")
        #expect(member["lastPause"] as? Int == 0)
        let agent = try #require((json["agents"] as? [[String: Any]])?.first)
        #expect(agent["id"] as? String == "PJSIP/1001")
        #expect(agent["state"] as? String == "paused")
        #expect(agent["talkingTo"] is NSNull)
        let caller = try #require((json["callers"] as? [[String: Any]])?.first)
        #expect(caller["callerNumber"] as? String == "+34600000000")
        #expect(caller["callerName"] is NSNull)
        #expect(caller["priority"] as? Int == 4)
        #expect(caller["wait"] as? Double == 15)
        let channel = try #require((json["channels"] as? [[String: Any]])?.first)
        #expect(channel["state"] as? String == "Up")
        #expect(channel["bridgeID"] as? String == "")
        #expect(channel["duration"] as? Double == 21)
    }

    @Test("The same board is the same bytes")
    func deterministic() {
        let one = BoardDocument(Self.board(Self.lists), at: Self.now).encoded()
        let other = BoardDocument(Self.board(Self.lists), at: Self.now).encoded()
        #expect(one == other)
    }

    @Test("The keys of the contract stand in their fixed order")
    func golden() throws {
        try Golden.check(
            String(decoding: BoardDocument(Self.board(Self.lists), at: Self.now).encoded(), as: UTF8.self),
            named: "board")
    }

    @Test("Nothing that a terminal acts on leaves in text or JSON")
    func hostile() throws {
        let hostile = Self.lists.replacingOccurrences(of: "Ana \"A\" Lima", with: "A\u{1B}[2J\u{202E}x\u{9B}31m")
        let board = Self.board(hostile)
        let text = StatusText(board, at: Self.now).text
        let json = String(decoding: BoardDocument(board, at: Self.now).encoded(), as: UTF8.self)
        for output in [text, json] {
            #expect(!output.unicodeScalars.contains { [0x1B, 0x9B, 0x202E].contains($0.value) })
        }
        #expect(json.contains("\\u001b[2J\\u202ex\\u009b31m"))
    }

    @Test("An empty board is a whole document")
    func empty() throws {
        let json = try document(Board(servers: [ServerBoard(name: "hq")]))
        let server = try #require((json["servers"] as? [[String: Any]])?.first)
        #expect(server["state"] as? String == "connecting")
        #expect(server["lastEventAge"] is NSNull)
        #expect((json["queues"] as? [Any])?.isEmpty == true)
    }
}
