import CallCenter
import Testing

@Suite("When the PBX was not followed")
struct GapTests {
    private let ana = "PJSIP/1001"

    private func lists(_ scene: inout Scene, figures: String = "", waiting: [String] = [], wait: Int = 10) {
        scene.tell(.actionSent(id: "q", name: "QueueStatus", scope: ""))
        scene.tell(.actionSent(id: "c", name: "CoreShowChannels", scope: ""))
        scene.tell(
            scene.queueStatus(id: "q", figures: figures, members: [ana], waiting: waiting)
                .replacing("Wait: 10", with: "Wait: \(wait)"))
        let items = waiting.map {
            scene.channel("CoreShowChannel", $0, more: "Duration: 00:01:00\nBridgeId: \nActionID: c\n")
        }
        scene.tell(items.joined() + "Event: CoreShowChannelsComplete\nActionID: c\n\n")
    }

    @Test func `Before the first snapshot nothing is missed`() {
        var scene = Scene()
        scene.tell(.disconnected(reason: "Connection refused.", retryIn: 1))
        scene.pass(5)
        scene.tell(.connected(banner: ""))
        lists(&scene)
        #expect(scene.board.link == .live)
        #expect(scene.board.gaps.isEmpty)
    }

    @Test func `A lost link is a gap from the last word heard until everything is known again`() {
        var scene = Scene(members: [ana])
        scene.pass(7)
        scene.tell(scene.memberStatus(ana, status: 2))
        let heard = scene.time
        scene.pass(20)
        scene.tell(.disconnected(reason: "No answer for 10 s.", retryIn: 1))
        #expect(scene.board.gaps == [Gap(cause: .link, began: heard)])
        scene.tell(.connecting)
        scene.tell(.disconnected(reason: "Connection refused.", retryIn: 1))
        scene.pass(3)
        scene.tell(.connected(banner: ""))
        #expect(scene.board.gaps.count == 1)
        lists(&scene)
        #expect(scene.board.gaps == [Gap(cause: .link, began: heard, ended: scene.time)])
        #expect(scene.board.gaps.first?.length(at: scene.time) == 23_000_000)
    }

    @Test func `A journal that another run goes on with has a gap where nobody wrote`() {
        var scene = Scene(members: [ana])
        let heard = scene.time
        scene.pass(100)
        scene.tell(.connecting)
        scene.tell(.connected(banner: ""))
        lists(&scene)
        #expect(scene.board.gaps == [Gap(cause: .stopped, began: heard, ended: scene.time)])
    }

    @Test func `After Asterisk started again its counters fall and our day's stay, with a gap and no correction`() {
        var scene = Scene(members: [ana])
        scene.tell(scene.connect("1.1", to: ana, dest: "2.1", hold: 5))
        scene.pass(10)
        scene.tell(scene.complete("1.1", by: ana, dest: "2.1", hold: 5, talk: 10))
        scene.tell(scene.channel("Newchannel", "1.2") + scene.join("1.2", position: 1, count: 1))
        scene.tell(.disconnected(reason: "Closed.", retryIn: 1))
        scene.pass(4)
        scene.tell(.connected(banner: ""))
        lists(&scene)
        #expect(scene.board.link == .live)
        #expect(scene.queue.completed == 0)
        #expect(scene.queue.today.handled == 1)
        #expect(scene.queue.today.offered == 1)
        #expect(scene.board.callers.isEmpty)
        #expect(scene.board.channels.isEmpty)
        #expect(scene.board.gaps.count == 1)
        #expect(scene.board.audit.corrected == 0)
    }

    @Test func `A call that began while nobody listened is not taken for the one before`() {
        var scene = Scene(members: [ana])
        scene.tell(scene.connect("1.1", to: ana, dest: "2.1", hold: 5))
        scene.tell(.disconnected(reason: "Lost.", retryIn: 1))
        scene.pass(60)
        scene.tell(.connected(banner: ""))
        scene.tell(.actionSent(id: "q", name: "QueueStatus", scope: ""))
        let figures =
            "Holdtime: 5\nTalkTime: 9\nCompleted: 1\nAbandoned: 0\nServicelevelPerf: 100.0\nServicelevelPerf2: 100.0\n"
        scene.tell(
            scene.queueStatus(id: "q", figures: figures, members: [ana])
                .replacing("CallsTaken: 0", with: "CallsTaken: 1").replacing("InCall: 0", with: "InCall: 1")
                + Scene.channelsDone)
        scene.pass(20)
        scene.tell(scene.complete("1.7", by: ana, dest: "2.7", hold: 3, talk: 50))
        #expect(scene.queue.completed == 2)
        #expect(scene.member(ana).callsTaken == 2)
        #expect(scene.queue.talkTime == (3 * 9 + 50) >> 2)
    }

    @Test func `After a standstill the lists are taken as they are, and waits are as the PBX tells them`() {
        var scene = Scene(members: [ana])
        scene.pass(60)
        // Read after the standstill, told long before it ended.
        scene.tell(scene.channel("Newchannel", "1.1") + scene.join("1.1", position: 1, count: 1))
        scene.tell(scene.channel("Newchannel", "1.2"))
        scene.tell(.torn(.stopped, seconds: 50))
        #expect(scene.board.link == .stale(reason: "Catching up"))
        let began = scene.time - 50_000_000
        #expect(scene.board.gaps == [Gap(cause: .stopped, began: began)])
        #expect(scene.board.nextAudit(at: scene.time) == nil)
        let figures =
            "Holdtime: 5\nTalkTime: 9\nCompleted: 3\nAbandoned: 0\nServicelevelPerf: 0.0\nServicelevelPerf2: 0.0\n"
        lists(&scene, figures: figures, waiting: ["1.1"], wait: 40)
        #expect(scene.board.link == .live)
        #expect(scene.board.gaps == [Gap(cause: .stopped, began: began, ended: scene.time)])
        #expect(scene.queue.completed == 3)
        #expect(scene.board.callers.map(\.joinedAt) == [scene.time - 40_000_000])
        #expect(scene.board.channels.map(\.uniqueID) == ["1.1"])
        #expect(scene.board.channels.map(\.createdAt) == [scene.time - 60_000_000])
        #expect(scene.board.audit.corrected == 0)
    }

    @Test func `Records that a journal could not keep are a gap of their moment`() {
        var scene = Scene(members: [ana])
        scene.pass(2)
        scene.tell(.gap(lost: 12))
        #expect(scene.board.gaps == [Gap(cause: .records, began: Scene.start, ended: scene.time)])
        #expect(scene.board.link == .live)
    }

    @Test func `A new day begins with the gap that lasts, and with none that is over`() {
        var scene = Scene(members: [ana])
        scene.tell(.gap(lost: 1))
        scene.tell(.disconnected(reason: "Lost.", retryIn: 1))
        scene.pass(60)
        scene.tell(.dayBegan)
        #expect(scene.board.gaps == [Gap(cause: .link, began: scene.time)])
    }

    @Test func `However often a link is lost, the gaps stay few and in order`() {
        var scene = Scene(members: [ana])
        for _ in 0..<200 {
            scene.pass(1)
            scene.tell(.disconnected(reason: "Lost.", retryIn: 1))
            scene.pass(1)
            scene.tell(.connected(banner: ""))
            lists(&scene)
        }
        let gaps = scene.board.gaps
        #expect(gaps.count == 64)
        #expect(gaps.first?.began == Scene.start)
        #expect(zip(gaps, gaps.dropFirst()).allSatisfy { ($0.ended ?? .max) <= $1.began })
    }
}
