import CallCenter
import Testing

@Suite("Callers whom nobody served") struct LostCallTests {
    private func hangup(_ scene: Scene, _ id: String, linked: String) -> String {
        scene.channel("Hangup", id, more: "Linkedid: \(linked)\nCause: 16\n")
    }

    @Test func `who came through a Local channel and gave up is not taken for called back by that channel's end`()
        throws
    {
        var scene = Scene(members: ["PJSIP/1001"])
        let linked = "Linkedid: 1.1\n"
        scene.tell(scene.channel("Newchannel", "1.2", more: linked))
        scene.tell(scene.channel("QueueCallerJoin", "1.2", more: linked + "Queue: support\nPosition: 1\nCount: 1\n"))
        scene.pass(4)
        scene.tell(
            scene.channel(
                "QueueCallerAbandon", "1.2",
                more: linked + "Queue: support\nPosition: 1\nOriginalPosition: 1\nHoldTime: 4\n"))
        scene.tell(scene.channel("QueueCallerLeave", "1.2", more: linked + "Queue: support\nPosition: 1\nCount: 0\n"))
        scene.pass(1)
        scene.tell(hangup(scene, "1.2", linked: "1.1"))
        #expect(scene.board.lostCalls().map(\.sequel) == [.open])
        // The number is called: a leg of somebody else's call, answered and over.
        scene.pass(60)
        scene.tell(scene.channel("Newchannel", "2.2", more: "Linkedid: 2.1\n"))
        scene.pass(5)
        scene.tell(hangup(scene, "2.2", linked: "2.1"))
        #expect(scene.board.lostCalls().map(\.sequel) == [.calledBack(scene.time)])
    }
}
