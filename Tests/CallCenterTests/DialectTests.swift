import CallCenter
import Testing

@Suite("Old names and the UCM's own lists")
struct DialectTests {
    @Test func `Join, Leave, QueueMemberPaused, Dial, Bridge and Unlink mean what their successors do`() {
        var scene = Scene()
        scene.tell(
            "Event: Newchannel\nChannel: SIP/a-1\nUniqueid: 1.1\n\nEvent: Newchannel\nChannel: SIP/b-2\nUniqueid: 1.2\n\n"
        )
        scene.tell("Event: Join\nChannel: SIP/a-1\nQueue: s\nPosition: 1\nCount: 1\nUniqueid: 1.1\nCallerIDNum: 5\n\n")
        #expect(scene.board.callers(of: "s").map(\.number) == ["5"])
        scene.tell("Event: Leave\nChannel: SIP/a-1\nQueue: s\nCount: 0\nPosition: 1\nUniqueid: 1.1\n\n")
        #expect(scene.board.queue("s")?.waiting == 0)
        scene.tell("Event: QueueMemberPaused\nQueue: s\nLocation: SIP/b\nMemberName: Bo\nPaused: 1\nReason: Tea\n\n")
        #expect(scene.board.members.map(\.pausedReason) == ["Tea"])
        #expect(scene.board.members.map(\.name) == ["Bo"])
        scene.tell("Event: Dial\nSubEvent: Begin\nChannel: SIP/a-1\nUniqueID: 1.1\nDestUniqueID: 1.2\n\n")
        #expect(scene.board.channel(uniqueID: "1.2")?.dialPeer == "1.1")
        scene.tell("Event: Bridge\nBridgestate: Link\nUniqueid1: 1.1\nUniqueid2: 1.2\n\n")
        let bridge = scene.board.channel(uniqueID: "1.1")?.bridgeID ?? ""
        #expect(scene.board.channels(inBridge: bridge).count == 2)
        scene.tell("Event: Unlink\nUniqueid1: 1.1\nUniqueid2: 1.2\n\n")
        #expect(scene.board.channels.allSatisfy { $0.bridgeID.isEmpty })
    }

    @Test func `The UCM's Queues and GSAgents are read under their own names`() {
        var scene = Scene()
        scene.tell(.loggedIn(commands: ["Queues", "GSAgents"]))
        scene.tell(.actionSent(id: "9", name: "Queues", scope: ""))
        scene.tell(
            """
            Response: Success
            EventList: start
            Message: Queues list will follow

            Event: QueueStatus
            Queue: 6500
            CallsTotal: 5
            CallCount: 1
            CallsComplete: 4
            CallsAbandoned: 1
            Strategy: ringall
            QueueName: tt
            SeviceLevel: SL:75.0% within 20s
            AvgWaitTime: 6
            AvgTalkTime: 60

            Event: QueueMemberStatus
            Queue: 6500
            Location: PJSIP/1000
            MemberName: PJSIP/1000
            Membership: dynamic
            Penalty: 0
            CallsTaken: 4
            LastCall: 0
            Status: 5
            LoginTime: 1633618142
            Paused: 0

            Event: QueuesComplete
            EventList: Complete
            ListItems: 1
            """)
        let queue = scene.board.queue("6500")
        #expect(queue?.completed == 4)
        #expect(queue?.abandoned == 1)
        #expect(queue?.waiting == 1)
        #expect(queue?.serviceLevel == 20)
        #expect(queue?.completedInLevel == 3)
        #expect(scene.board.members.map(\.callsTaken) == [4])
        #expect(scene.board.members.map(\.status) == [.unavailable])
        // The live event of the same name has a class.
        scene.tell("Event: QueueMemberStatus\nPrivilege: agent,all\nQueue: 6500\nInterface: PJSIP/1000\nStatus: 1\n\n")
        #expect(scene.board.members.map(\.status) == [.notInUse])
    }
}
