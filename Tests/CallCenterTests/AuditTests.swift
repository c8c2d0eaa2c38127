import CallCenter
import Testing

@Suite("Audits")
struct AuditTests {
    private let ana = "PJSIP/1001"

    /// Asks for the queue's list; what `answer` adds to it comes 0.1 s later.
    private func audit(
        _ scene: inout Scene, figures: String = "", members: [String], waiting: [String] = []
    ) {
        scene.tell(.actionSent(id: "a1", name: "QueueStatus", scope: "support"))
        scene.pass(0.1)
        scene.tell(scene.queueStatus(id: "a1", figures: figures, members: members, waiting: waiting))
    }

    private func figures(completed: Int, abandoned: Int = 0, hold: Int = 0, talk: Int = 0) -> String {
        "Holdtime: \(hold)\nTalkTime: \(talk)\nCompleted: \(completed)\nAbandoned: \(abandoned)\n"
            + "ServicelevelPerf: 0.0\nServicelevelPerf2: 0.0\n"
    }

    @Test func `A completion that no event told is healed a second after the list, and counted`() {
        var scene = Scene(members: [ana])
        audit(&scene, figures: figures(completed: 2, hold: 7, talk: 9), members: [ana])
        #expect(scene.queue.completed == 0)
        #expect(scene.board.audit.checked == 1)
        scene.pass(0.9)
        #expect(scene.queue.completed == 0)
        scene.pass(0.1)
        #expect(scene.queue.completed == 2)
        #expect(scene.queue.holdTime == 7)
        #expect(scene.queue.talkTime == 9)
        #expect(scene.board.audit.kinds == ["completed": 1, "holdTime": 1, "talkTime": 1])
        #expect(scene.board.audit.corrected == 3)
    }

    @Test func `An event that the list held already and that comes after it is no difference`() {
        var scene = Scene(members: [ana])
        scene.tell(scene.connect("1.1", to: ana, dest: "2.1", hold: 30))
        scene.pass(8)
        let list = figures(completed: 1, hold: 30, talk: 8)
        audit(&scene, figures: list, members: [ana])
        scene.tell(scene.complete("1.1", by: ana, dest: "2.1", hold: 30, talk: 8))
        scene.pass(1)
        #expect(scene.queue.completed == 1)
        #expect(scene.queue.talkTime == 8)
        #expect(scene.board.audit.corrected == 0)
    }

    @Test func `A counter that was reset is taken back, and what was folded since comes on top`() {
        var scene = Scene()
        scene.tell(scene.queueStatus(figures: figures(completed: 9, abandoned: 4), members: [ana]) + Scene.channelsDone)
        scene.tell(scene.connect("1.1", to: ana, dest: "2.1", hold: 30))
        scene.pass(5)
        audit(&scene, figures: figures(completed: 0), members: [ana])
        scene.pass(0.5)
        scene.tell(scene.complete("1.1", by: ana, dest: "2.1", hold: 30, talk: 5))
        scene.pass(0.5)
        #expect(scene.queue.completed == 1)
        #expect(scene.queue.abandoned == 0)
        #expect(scene.queue.today.handled == 1)
    }

    @Test func `A ghost is removed, a caller who joined since stays, one who left since does not come back`() {
        var scene = Scene(members: [])
        scene.tell(scene.join("1.1", position: 1, count: 1) + scene.join("1.2", position: 2, count: 2))
        scene.tell(.actionSent(id: "a1", name: "QueueStatus", scope: "support"))
        scene.tell(scene.join("1.3", position: 3, count: 3))
        scene.tell(scene.leave("1.2", position: 2, count: 2))
        scene.tell(scene.queueStatus(id: "a1", members: [], waiting: ["1.2", "1.9"]))
        scene.pass(1)
        #expect(scene.board.callers.map(\.uniqueID) == ["1.3", "1.9"])
        #expect(scene.queue.waiting == 2)
        #expect(scene.board.audit.kinds["caller"] == 2)
    }

    @Test func `Callers stand in the list's order`() {
        var scene = Scene(members: [])
        scene.tell(scene.join("1.1", position: 1, count: 1) + scene.join("1.2", position: 2, count: 2))
        audit(&scene, members: [], waiting: ["1.2", "1.1"])
        scene.pass(1)
        #expect(scene.board.callers.map(\.uniqueID) == ["1.2", "1.1"])
        #expect(scene.board.audit.kinds == ["position": 2])
    }

    @Test func `A member is healed unless an event told of it since`() {
        var scene = Scene(members: [ana, "PJSIP/1002"])
        scene.tell(.actionSent(id: "a1", name: "QueueStatus", scope: "support"))
        scene.tell(scene.memberStatus(ana, status: 2))
        let list = scene.queueStatus(id: "a1", members: [ana, "PJSIP/1002", "PJSIP/1003"])
        scene.tell(list.replacing("Status: 1\n", with: "Status: 5\n"))
        scene.pass(1)
        #expect(scene.member(ana).status == .inUse)
        #expect(scene.member("PJSIP/1002").status == .unavailable)
        #expect(scene.member("PJSIP/1003").status == .unavailable)
        #expect(scene.board.audit.kinds == ["memberStatus": 1, "member": 1])
    }

    @Test func `A member that left without an event is gone after the audit`() {
        var scene = Scene(members: [ana, "PJSIP/1002"])
        scene.pass(1)
        audit(&scene, members: [ana])
        scene.pass(1)
        #expect(scene.board.members.map(\.interface) == [ana])
        #expect(scene.board.agents(at: scene.time).map(\.id) == [ana])
    }

    @Test func `An empty answer means that the queue has vanished`() {
        var scene = Scene(members: [ana], waiting: ["1.1"])
        scene.tell(.actionSent(id: "a1", name: "QueueStatus", scope: "support"))
        scene.tell("Event: QueueStatusComplete\nEventList: Complete\nListItems: 0\nActionID: a1\n\n")
        scene.pass(1)
        #expect(scene.board.queues.isEmpty)
        #expect(scene.board.members.isEmpty)
        #expect(scene.board.callers.isEmpty)
    }

    @Test func `Settings of a queue are set as soon as they are listed`() {
        var scene = Scene(members: [])
        scene.tell(.actionSent(id: "a1", name: "QueueStatus", scope: "support"))
        scene.tell(scene.queueStatus(id: "a1", members: []).replacing("Max: 0", with: "Max: 7"))
        #expect(scene.queue.max == 7)
        #expect(scene.board.audit.kinds == ["max": 1])
    }

    @Test func `Channels are healed by their list`() {
        var scene = Scene(members: [])
        scene.tell(scene.channel("Newchannel", "1.1") + scene.channel("Newchannel", "1.2"))
        scene.tell(.actionSent(id: "c1", name: "CoreShowChannels", scope: ""))
        scene.tell(scene.channel("Newchannel", "1.4"))
        let item = scene.channel(
            "CoreShowChannel", "1.1", more: "Duration: 00:01:30\nBridgeId: b\nApplication: Queue\nActionID: c1\n")
        let other = scene.channel("CoreShowChannel", "1.3", more: "Duration: 01:00:00\nBridgeId: \nActionID: c1\n")
        scene.tell(item + other + "Event: CoreShowChannelsComplete\nActionID: c1\n\n")
        scene.pass(1)
        #expect(Set(scene.board.channels.map(\.uniqueID)) == ["1.1", "1.3", "1.4"])
        #expect(scene.board.channel(uniqueID: "1.1")?.bridgeID == "b")
        #expect(scene.board.channel(uniqueID: "1.1")?.application == "Queue")
        #expect(scene.board.channel(uniqueID: "1.3")?.createdAt == scene.time - 3_601_000_000)
        #expect(scene.board.audit.kinds == ["channel": 2, "channelBridge": 1])
    }

    @Test func `A caller whom the journal hid is told by the list, which is no correction`() {
        var scene = Scene(members: [])
        scene.tell(
            scene.channel("Newchannel", "1.1").replacing("555", with: "~8f3a").replacing("O\\'Brien", with: "~8f3a")
                + scene.channel("Newchannel", "1.2").replacing("555", with: "556"))
        scene.tell(.actionSent(id: "c1", name: "CoreShowChannels", scope: ""))
        let items = ["1.1", "1.2"].map { scene.channel("CoreShowChannel", $0, more: "ActionID: c1\n") }
        scene.tell(items.joined() + "Event: CoreShowChannelsComplete\nActionID: c1\n\n")
        scene.pass(1)
        #expect(scene.board.channels.map(\.callerNumber) == ["555", "555"])
        #expect(scene.board.channel(uniqueID: "1.1")?.callerName == "O'Brien")
        #expect(scene.board.audit.kinds == ["channelCaller": 1])
    }

    @Test func `Hidden counts are recovered from the two percentages`() {
        var scene = Scene()
        let figures =
            "Holdtime: 5\nTalkTime: 60\nCompleted: 37\nAbandoned: 11\nServicelevelPerf: 83.8\nServicelevelPerf2: 79.2\n"
        scene.tell(scene.queueStatus(figures: figures, members: []) + Scene.channelsDone)
        #expect(scene.queue.completedInLevel == 31)
        #expect(scene.queue.abandonedInLevel == 7)
    }

    @Test func `Of more calls than a percentage tells exactly, a tenth is followed and is no correction`() {
        // Of 5,000 calls 4,002 were in the level, which the first list tells as 80.0 %: 4,000.
        func figures(_ completed: Int, _ inLevel: Int) -> String {
            let perf = Double(Int(Double(inLevel) / Double(completed) * 1_000 + 0.5)) / 10
            return "Holdtime: 0\nTalkTime: 0\nCompleted: \(completed)\nAbandoned: 0\n"
                + "ServicelevelPerf: \(perf)\nServicelevelPerf2: \(perf)\n"
        }
        var scene = Scene()
        scene.tell(scene.queueStatus(figures: figures(5_000, 4_002), members: [ana]) + Scene.channelsDone)
        #expect(scene.queue.completedInLevel == 4_000)
        func answerOne(_ number: Int) {
            scene.tell(scene.connect("1.\(number)", to: ana, dest: "2.\(number)", hold: 0))
            scene.pass(8)
            scene.tell(scene.complete("1.\(number)", by: ana, dest: "2.\(number)", hold: 0, talk: 0))
        }
        for number in 1...11 { answerOne(number) }
        #expect((scene.queue.serviceLevelPerf * 10).rounded() == 800)
        audit(&scene, figures: figures(5_011, 4_013), members: [ana])
        scene.pass(1)
        #expect(
            scene.board.audit.kinds["completedInLevel"] == nil && scene.board.audit.kinds["abandonedInLevel"] == nil)
        #expect((scene.queue.serviceLevelPerf * 10).rounded() == 801, "as Asterisk says it")
        // Another list, and a call that ends while it is on its way.
        scene.tell(scene.connect("1.50", to: ana, dest: "2.50", hold: 0))
        scene.pass(8)
        audit(&scene, figures: figures(5_012, 4_014), members: [ana])
        scene.tell(scene.complete("1.50", by: ana, dest: "2.50", hold: 0, talk: 0))
        scene.pass(1)
        #expect(
            scene.board.audit.kinds["completedInLevel"] == nil && scene.board.audit.kinds["abandonedInLevel"] == nil)
        // More than that is a difference as ever.
        audit(&scene, figures: figures(5_012, 3_900), members: [ana])
        scene.pass(1)
        #expect(scene.board.audit.kinds["completedInLevel"] == 1)
    }
}
