import AMI
import CallCenter
import Reports
import TestSupport
import Testing

@Suite("Changes as sentences")
struct PlainChangesTests {
    private static let start: Int64 = 1_795_413_321_000_000

    private static let lists = """
        Response: Success
        ActionID: q
        EventList: start

        Event: QueueParams
        Queue: sales
        Max: 0
        Strategy: rrmemory
        Calls: 0
        Holdtime: 0
        TalkTime: 0
        Completed: 0
        Abandoned: 0
        ServiceLevel: 20
        ServicelevelPerf: 0.0
        ServicelevelPerf2: 0.0
        Weight: 0
        ActionID: q

        Event: QueueMember
        Queue: sales
        Name: Ana\u{1B}[2J
        Location: PJSIP/1001
        StateInterface: PJSIP/1001
        Membership: static
        Penalty: 0
        CallsTaken: 0
        LastCall: 0
        LastPause: 0
        LoginTime: 0
        InCall: 0
        Status: 1
        Paused: 0
        PausedReason:
        Wrapuptime: 0
        ActionID: q

        Event: QueueStatusComplete
        ActionID: q
        EventList: Complete
        ListItems: 2

        Response: Success
        ActionID: c
        EventList: start

        Event: CoreShowChannelsComplete
        ActionID: c
        EventList: Complete
        ListItems: 0


        """

    private static let paused = """
        Event: QueueMemberPause
        Queue: sales
        MemberName: Ana
        Interface: PJSIP/1001
        StateInterface: PJSIP/1001
        Membership: static
        Penalty: 0
        CallsTaken: 0
        LastCall: 0
        LastPause: 1795413321
        LoginTime: 0
        InCall: 0
        Status: 1
        Paused: 1
        PausedReason: lunch
        Ringinuse: 0
        Wrapuptime: 0


        """

    @Test("each change is one sentence, said once, and nothing of the outside is a control code")
    func changes() {
        var server = ServerBoard(name: "hq")
        var changes = PlainChanges()
        func lines(_ second: Int64) -> [String] {
            server.advance(to: Self.start + second * 1_000_000)
            return changes.lines(Board(servers: [server]), at: Self.start + second * 1_000_000)
        }
        func apply(_ packets: String, _ second: Int64) {
            amiBytes(packets).withUnsafeBytes {
                server.apply(packets: $0, at: RecordStamp(time: Self.start + second * 1_000_000, epoch: 1))
            }
        }
        let stamp = RecordStamp(time: Self.start, epoch: 1)
        server.apply(.connecting, at: stamp)
        #expect(lines(0) == ["hq: connecting."])
        server.apply(.connected(banner: "Asterisk Call Manager/11.0.0"), at: stamp)
        server.apply(.loggedIn(commands: ["QueueStatus", "CoreShowChannels"]), at: stamp)
        server.apply(.actionSent(id: "q", name: "QueueStatus", scope: ""), at: stamp)
        server.apply(.actionSent(id: "c", name: "CoreShowChannels", scope: ""), at: stamp)
        apply(Self.lists, 0)
        let first = lines(1)
        #expect(first.first == "hq: live.")
        #expect(first.count == 2 && first[1].hasPrefix("Ana\u{FFFD}[2J: "))
        #expect(lines(2) == [])
        apply(Self.paused, 3)
        #expect(lines(3) == ["Ana: paused for lunch."])
        #expect(lines(4) == [])
        server.apply(
            .disconnected(reason: "The PBX closed the connection", retryIn: 2),
            at: RecordStamp(time: Self.start + 5_000_000, epoch: 1))
        let last = lines(5)
        #expect(last.count == 1 && last[0].hasPrefix("hq: "), "\(last)")
    }
}
