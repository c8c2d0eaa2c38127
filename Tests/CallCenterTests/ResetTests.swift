import CallCenter
import Testing

/// `QueueReset` and `queue reset stats` raise no event.
@Suite("Statistics that were reset")
struct ResetTests {
    private let ana = "PJSIP/1001"
    private let ben = "PJSIP/1002"

    /// Ana has taken two calls of `support`, Ben one; one caller gave up.
    private func worked() -> Scene {
        var scene = Scene(members: [ana, ben])
        for (index, member) in [ana, ana, ben].enumerated() {
            scene.tell(scene.connect("1.\(index)", to: member, dest: "2.\(index)", hold: 4))
            scene.pass(10)
            scene.tell(scene.complete("1.\(index)", by: member, dest: "2.\(index)", hold: 4, talk: 10))
            scene.tell(scene.memberStatus(member, taken: index == 1 ? 2 : 1, lastCall: scene.seconds))
        }
        scene.tell(scene.join("1.9", position: 1, count: 1))
        scene.tell(scene.abandon("1.9", hold: 0) + scene.leave("1.9", count: 0))
        return scene
    }

    @Test func `A member's calls that fell tell of it: the queue and its members begin anew, our day goes on`() {
        var scene = worked()
        #expect(scene.queue.completed == 3)
        scene.tell(scene.memberStatus(ana, taken: 0, lastCall: 0, status: 6))
        #expect(scene.queue.completed == 0)
        #expect(scene.queue.abandoned == 0)
        #expect(scene.queue.holdTime == 0)
        #expect(scene.queue.talkTime == 0)
        #expect(scene.queue.serviceLevelPerf2 == 0)
        #expect(scene.member(ben).callsTaken == 0)
        #expect(scene.member(ben).lastCall == 0)
        #expect(scene.queue.today.handled == 3)
        #expect(scene.board.audit.corrected == 0)
        // The next call is the first.
        scene.tell(scene.connect("1.5", to: ana, dest: "2.5", hold: 6))
        scene.pass(7)
        scene.tell(scene.complete("1.5", by: ana, dest: "2.5", hold: 6, talk: 7))
        #expect(scene.queue.completed == 1)
        #expect(scene.queue.holdTime == 6)
        #expect(scene.queue.talkTime == 7)
        #expect(scene.member(ana).callsTaken == 1)
    }

    @Test func `A member's status made before a completion and told after it is no reset`() {
        var scene = worked()
        scene.tell(scene.connect("1.5", to: ana, dest: "2.5", hold: 6))
        scene.pass(7)
        scene.tell(scene.complete("1.5", by: ana, dest: "2.5", hold: 6, talk: 7))
        scene.tell(scene.memberStatus(ana, taken: 2, lastCall: scene.seconds - 20))
        #expect(scene.queue.completed == 4)
        #expect(scene.queue.abandoned == 1)
    }

    @Test func `A conversation that lasts over a reset is counted no more by Asterisk, but by our day`() {
        var scene = worked()
        scene.tell(scene.connect("1.5", to: ana, dest: "2.5", hold: 6))
        scene.pass(3)
        scene.tell(scene.memberStatus(ben, taken: 0, lastCall: 0, status: 6))
        #expect(!scene.member(ana).inCall)
        scene.pass(4)
        scene.tell(scene.complete("1.5", by: ana, dest: "2.5", hold: 6, talk: 7))
        #expect(scene.queue.completed == 0)
        #expect(scene.member(ana).callsTaken == 0)
        #expect(scene.queue.today.handled == 4)
        #expect(scene.queue.today.talk == 37)
    }

    @Test func `A list that shows it is one correction, whatever figures fell`() {
        var scene = worked()
        scene.tell(.actionSent(id: "a1", name: "QueueStatus", scope: "support"))
        scene.pass(0.1)
        let figures =
            "Holdtime: 9\nTalkTime: 5\nCompleted: 1\nAbandoned: 0\nServicelevelPerf: 100.0\nServicelevelPerf2: 100.0\n"
        scene.tell(scene.queueStatus(id: "a1", figures: figures, members: [ana, ben]))
        scene.pass(1)
        #expect(scene.board.audit.kinds == ["reset": 1])
        #expect(scene.queue.completed == 1)
        #expect(scene.queue.completedInLevel == 1)
        #expect(scene.queue.abandoned == 0)
        #expect(scene.queue.holdTime == 9)
        #expect(scene.queue.talkTime == 5)
        #expect(scene.member(ana).callsTaken == 0)
        #expect(scene.queue.today.handled == 3)
    }

    @Test func `What is counted while the list that shows it is on its way is kept`() {
        var scene = worked()
        scene.tell(scene.connect("1.5", to: ben, dest: "2.5", hold: 6))
        scene.tell(.actionSent(id: "a1", name: "QueueStatus", scope: "support"))
        scene.pass(0.1)
        scene.tell(scene.queueStatus(id: "a1", members: [ana, ben]))
        scene.pass(0.5)
        scene.tell(scene.join("1.8", position: 1, count: 1))
        scene.tell(scene.abandon("1.8", hold: 0) + scene.leave("1.8", count: 0))
        scene.pass(0.5)
        #expect(scene.queue.completed == 0)
        #expect(scene.queue.abandoned == 1)
        #expect(scene.board.audit.kinds == ["reset": 1])
    }
}
