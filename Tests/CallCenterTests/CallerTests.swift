import CallCenter
import Testing

@Suite("Callers in queues")
struct CallerTests {
    @Test func `What is left in a queue of a caller who was pulled out of it is no caller`() {
        var scene = Scene(members: [])
        scene.tell(.actionSent(id: "a1", name: "QueueStatus", scope: "support"))
        scene.tell(
            scene.queueStatus(id: "a1", members: [], waiting: ["1.1"])
                .replacing("PJSIP/trunk-1.1", with: "Surrogate/PJSIP/trunk-1.1"))
        scene.pass(1)
        #expect(scene.board.callers.isEmpty)
        #expect(scene.queue.waiting == 0)
    }

    @Test func `A caller joins at the told position and leaves with the told count`() {
        var scene = Scene(members: [])
        scene.tell(scene.join("1.1", position: 1, count: 1))
        scene.tell(scene.join("1.2", position: 2, count: 2))
        scene.tell(scene.join("1.3", position: 1, count: 3))
        #expect(scene.board.callers.map(\.uniqueID) == ["1.3", "1.1", "1.2"])
        #expect(scene.board.callers.map(\.position) == [1, 2, 3])
        scene.tell(scene.leave("1.1", position: 2, count: 2))
        #expect(scene.board.callers.map(\.uniqueID) == ["1.3", "1.2"])
        #expect(scene.queue.waiting == 2)
        #expect(scene.queue.today.offered == 3)
        #expect(scene.board.callers.first?.name == "O'Brien")
        #expect(scene.board.callers.first?.priority == nil)
    }

    @Test func `A caller who gives up is abandoned once, and its wait is counted`() {
        var scene = Scene(members: [])
        scene.tell(scene.channel("Newchannel", "1.1") + scene.join("1.1", position: 1, count: 1))
        scene.pass(7)
        scene.tell(scene.channel("HangupRequest", "1.1"))
        scene.tell(scene.abandon("1.1", hold: 7) + scene.leave("1.1", count: 0))
        scene.tell(scene.abandon("1.1", hold: 7) + scene.channel("Hangup", "1.1"))
        #expect(scene.queue.abandoned == 1)
        #expect(scene.queue.abandonedInLevel == 1)
        #expect(scene.queue.waiting == 0)
        #expect(scene.queue.today.abandoned == 1)
        #expect(scene.queue.today.abandonedWait == 7)
        #expect(scene.queue.today.timedOut == 0)
        #expect(scene.board.channelCount == 0)
    }

    @Test func `A caller whom the queue gave up on is timed out, not abandoned, in our day`() {
        var scene = Scene(members: [])
        scene.tell(scene.channel("Newchannel", "1.1") + scene.join("1.1", position: 1, count: 1))
        scene.pass(30)
        scene.tell(scene.abandon("1.1", hold: 30) + scene.leave("1.1", count: 0))
        #expect(scene.queue.abandoned == 1)
        #expect(scene.queue.abandonedInLevel == 0)
        #expect(scene.queue.today.timedOut == 1)
        #expect(scene.queue.today.abandoned == 0)
    }

    @Test func `A hang-up right after the queue let go shows that the caller gave up`() {
        var scene = Scene(members: [])
        scene.tell(scene.channel("Newchannel", "1.1") + scene.join("1.1", position: 1, count: 1))
        scene.pass(30)
        scene.tell(scene.abandon("1.1", hold: 30) + scene.leave("1.1", count: 0))
        scene.pass(0.1)
        scene.tell(scene.channel("HangupRequest", "1.1") + scene.channel("Hangup", "1.1"))
        #expect(scene.queue.today.timedOut == 0)
        #expect(scene.queue.today.abandoned == 1)
        #expect(scene.queue.today.abandonedWait == 30)
    }

    @Test func `A waiting caller who enters a bridge has left without a word, counted as abandoned once`() {
        var scene = Scene(members: [])
        scene.tell(scene.channel("Newchannel", "1.1") + scene.join("1.1", position: 1, count: 1))
        scene.pass(5)
        scene.tell(scene.channel("BridgeEnter", "1.1", more: "BridgeUniqueid: b\n"))
        #expect(scene.board.callers.isEmpty)
        #expect(scene.queue.waiting == 0)
        #expect(scene.queue.abandoned == 1)
        scene.tell(scene.abandon("1.1", hold: 5))
        #expect(scene.queue.abandoned == 1)
    }

    @Test func `A waiting caller whose channel hung up is no ghost`() {
        var scene = Scene(members: [])
        scene.tell(scene.channel("Newchannel", "1.1") + scene.join("1.1", position: 1, count: 1))
        scene.tell(scene.channel("Hangup", "1.1"))
        #expect(scene.board.callers.isEmpty)
        #expect(scene.queue.abandoned == 1)
    }

    @Test func `Whatever comes late for a channel that hung up brings nothing back`() {
        var scene = Scene(members: [])
        scene.tell(scene.channel("Newchannel", "1.1") + scene.channel("Hangup", "1.1"))
        scene.tell(scene.channel("NewConnectedLine", "1.1") + scene.channel("Newchannel", "1.1"))
        scene.tell(scene.channel("BridgeEnter", "1.1", more: "BridgeUniqueid: b\n"))
        scene.tell(scene.join("1.1", position: 1, count: 1))
        #expect(scene.board.channelCount == 0)
        #expect(scene.board.callers.isEmpty)
    }

    @Test func `The same channel may wait again, in the same queue or another`() {
        var scene = Scene(members: [])
        scene.tell(scene.join("1.1", position: 1, count: 1) + scene.leave("1.1", count: 0))
        scene.pass(3)
        scene.tell(scene.join("1.1", position: 1, count: 1))
        #expect(scene.board.callers.first?.joinedAt == scene.time)
        scene.tell(scene.join("1.1", queue: "sales", position: 1, count: 1))
        #expect(scene.board.callers.map(\.queue) == ["sales"])
        #expect(scene.queue.today.offered == 2)
        #expect(scene.queue.abandoned == 0)
    }

    @Test func `A join that the snapshot held already changes nothing`() {
        var scene = Scene(members: [], waiting: ["1.1"])
        let joined = scene.board.callers.first?.joinedAt
        scene.tell(scene.join("1.1", position: 1, count: 1))
        #expect(scene.board.callers.count == 1)
        #expect(scene.board.callers.first?.joinedAt == joined)
        #expect(scene.board.callers.first?.priority == 3)
        #expect(scene.queue.today.offered == 1)
        #expect(scene.board.longestWait(of: "support", at: scene.time) == 10_000_000)
    }
}
