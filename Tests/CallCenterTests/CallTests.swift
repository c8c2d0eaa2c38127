import CallCenter
import Testing

@Suite("Calls that a queue gave to a member")
struct CallTests {
    private let ana = "PJSIP/1001"

    @Test func `The averages are Asterisk's own: the first value, then a quarter of the new one, rounded down`() {
        var scene = Scene(members: [ana])
        for (index, wait) in [10, 3, 8].enumerated() {
            let id = "1.\(index)"
            scene.tell(scene.connect(id, to: ana, dest: "2.\(index)", hold: wait))
            scene.pass(20)
            scene.tell(scene.complete(id, by: ana, dest: "2.\(index)", hold: wait, talk: 20))
        }
        // 10; (30 + 3) >> 2 = 8; (24 + 8) >> 2 = 8
        #expect(scene.queue.holdTime == 8)
        #expect(scene.queue.talkTime == 20)
        #expect(scene.queue.completed == 3)
        #expect(scene.queue.serviceLevelPerf == 100)
        #expect(scene.member(ana).callsTaken == 3)
        #expect(scene.queue.today.averageSpeedOfAnswer == 7)
        #expect(scene.queue.today.averageHandleTime == 20)
    }

    @Test func `A wait of exactly the service level is within it, answered or abandoned`() {
        var scene = Scene(members: [ana])
        let level = scene.queue.serviceLevel
        scene.tell(scene.connect("1.1", to: ana, dest: "2.1", hold: level))
        scene.pass(5)
        scene.tell(scene.complete("1.1", by: ana, dest: "2.1", hold: level, talk: 5))
        #expect(scene.queue.completedInLevel == 1)
        #expect(scene.queue.today.answeredInLevel == 1)
        scene.tell(scene.join("1.2", position: 1, count: 1))
        scene.pass(Double(level))
        scene.tell(scene.abandon("1.2", hold: level))
        scene.tell(scene.leave("1.2", count: 0))
        #expect(scene.queue.abandonedInLevel == 1)
        #expect(scene.queue.serviceLevelPerf2 == 100)
    }

    @Test func `A member event made before the connect and told after it does not end the call`() {
        var scene = Scene(members: [ana])
        scene.tell(scene.connect("1.1", to: ana, dest: "2.1", hold: 2))
        scene.tell(scene.memberStatus(ana, taken: 0, lastCall: 0, status: 2))
        #expect(scene.member(ana).inCall)
        scene.tell(scene.memberStatus(ana, taken: 0, lastCall: 0, status: 1))
        #expect(!scene.member(ana).inCall)
    }

    @Test func `A conversation that ends without AgentComplete is counted when the member's calls grew`() {
        var scene = Scene(members: [ana])
        scene.tell(scene.connect("1.1", to: ana, dest: "2.1", hold: 25))
        #expect(scene.member(ana).inCall)
        scene.pass(12)
        scene.tell(scene.memberStatus(ana, taken: 1, lastCall: scene.seconds))
        #expect(scene.queue.completed == 1)
        #expect(scene.queue.completedInLevel == 0)
        #expect(scene.queue.talkTime == 12)
        #expect(!scene.member(ana).inCall)
        // The AgentComplete of the same call comes after it.
        scene.tell(scene.complete("1.1", by: ana, dest: "2.1", hold: 25, talk: 12))
        #expect(scene.queue.completed == 1)
        #expect(scene.queue.today.handled == 1)
    }

    @Test func `The member's status after AgentComplete does not count the call again`() {
        var scene = Scene(members: [ana])
        scene.tell(scene.connect("1.1", to: ana, dest: "2.1", hold: 2))
        scene.pass(9)
        scene.tell(scene.complete("1.1", by: ana, dest: "2.1", hold: 2, talk: 9))
        scene.tell(scene.memberStatus(ana, taken: 1, lastCall: scene.seconds))
        #expect(scene.queue.completed == 1)
        #expect(scene.member(ana).callsTaken == 1)
    }

    @Test func `The older of two calls of a member is in no counter of Asterisk, but in our day`() {
        var scene = Scene(members: [ana])
        scene.tell(scene.connect("1.1", to: ana, dest: "2.1", hold: 2))
        scene.pass(3)
        scene.tell(scene.connect("1.2", to: ana, dest: "2.2", hold: 2))
        scene.pass(6)
        scene.tell(scene.complete("1.1", by: ana, dest: "2.1", hold: 2, talk: 9))
        #expect(scene.queue.completed == 0)
        #expect(scene.queue.today.handled == 1)
        scene.tell(scene.complete("1.2", by: ana, dest: "2.2", hold: 2, talk: 6))
        #expect(scene.queue.completed == 1)
        #expect(scene.queue.today.handled == 2)
    }

    @Test func `AgentComplete without the caller's headers is known by the member's channel`() {
        var scene = Scene(members: [ana])
        scene.tell(scene.connect("1.1", to: ana, dest: "2.1", hold: 2))
        scene.pass(90)
        let event = scene.complete("1.1", by: ana, dest: "2.1", hold: 2, talk: 30)
        scene.tell(event.replacing("Uniqueid: 1.1\n", with: ""))
        #expect(scene.queue.completed == 1)
        #expect(scene.queue.talkTime == 30)
    }

    @Test func `A call that began before the snapshot is counted at its end`() {
        var scene = Scene()
        let list = scene.queueStatus(members: [ana]).replacing("InCall: 0", with: "InCall: 1")
        scene.tell(list + Scene.channelsDone)
        scene.pass(5)
        scene.tell(scene.complete("1.1", by: ana, dest: "2.1", hold: 4, talk: 100))
        #expect(scene.queue.completed == 1)
        #expect(scene.queue.completedInLevel == 1)
        #expect(scene.queue.talkTime == 100)
    }

    @Test func `A call that began before the snapshot and whose end its member's status told first is counted once`() {
        var scene = Scene()
        let list = scene.queueStatus(members: [ana]).replacing("InCall: 0", with: "InCall: 1")
        scene.tell(list + Scene.channelsDone)
        scene.pass(5)
        scene.tell(scene.memberStatus(ana, taken: 1, lastCall: scene.seconds))
        #expect(scene.queue.completed == 1)
        scene.tell(scene.complete("1.1", by: ana, dest: "2.1", hold: 4, talk: 100))
        #expect(scene.queue.completed == 1)
        #expect(scene.queue.today.handled == 1)
        #expect(scene.queue.today.averageHandleTime == 100)
        #expect(scene.queue.talkTime == 100 && scene.queue.completedInLevel == 1)
        let visits = scene.board.finishedVisits(after: 0)
        #expect(visits.map(\.uniqueID) == ["1.1"])
        #expect(visits.map(\.talk) == [100])
        // A call of an hour later is another one.
        scene.pass(3_600)
        scene.tell(scene.complete("1.2", by: ana, dest: "2.2", hold: 4, talk: 50))
        #expect(scene.queue.today.handled == 2)
        #expect(scene.queue.today.averageHandleTime == 75)
    }

    @Test func `An AgentComplete whose channels are gone names nobody: it is of the member's last call`() {
        var scene = Scene(members: [ana])
        func nameless(_ talk: Int) -> String {
            "Event: AgentComplete\nPrivilege: agent,all\nQueue: support\nInterface: \(ana)\nMemberName: \(ana)\n"
                + "HoldTime: 2\nTalkTime: \(talk)\nReason: caller\n\n"
        }
        scene.tell(scene.connect("1.1", to: ana, dest: "2.1", hold: 2))
        scene.pass(9)
        scene.tell(scene.memberStatus(ana, taken: 1, lastCall: scene.seconds))
        scene.tell(nameless(9))
        #expect(scene.queue.today.handled == 1 && scene.queue.today.talk == 9)
        // The second in which it began is one off.
        scene.tell(scene.connect("1.2", to: ana, dest: "2.2", hold: 2))
        scene.pass(20)
        scene.tell(nameless(19))
        scene.tell(scene.memberStatus(ana, taken: 2, lastCall: scene.seconds))
        #expect(scene.queue.today.handled == 2 && scene.queue.today.talk == 28)
        #expect(scene.queue.completed == 2 && scene.member(ana).callsTaken == 2)
        #expect(scene.board.finishedVisits(after: 0).map(\.talk) == [9, 19])
        #expect(scene.board.finishedVisits(after: 0).map(\.ending) == [.caller, .caller])
    }

    @Test func `A completion that the snapshot held already is not counted again`() {
        var scene = Scene(members: [ana])
        scene.tell(scene.complete("1.1", by: ana, dest: "2.1", hold: 4, talk: 100))
        #expect(scene.queue.completed == 0)
    }

    @Test func `With a delay before the conversation the wait ends when the member's channel answered`() {
        var scene = Scene(members: [ana])
        scene.tell(scene.channel("Newchannel", "1.1") + scene.join("1.1", position: 1, count: 1))
        scene.pass(4)
        scene.tell(scene.channel("Newchannel", "2.1", name: "PJSIP/1001-1", state: 5))
        scene.pass(2)
        scene.tell(scene.channel("Newstate", "2.1", name: "PJSIP/1001-1", state: 6))
        scene.pass(3)
        scene.tell(scene.leave("1.1", count: 0) + scene.connect("1.1", to: ana, dest: "2.1", hold: 9))
        #expect(scene.queue.holdTime == 6)
    }

    @Test func `One call in all queues of a member is learned from the queue that said nothing`() {
        var scene = Scene(members: [ana])
        scene.tell(scene.memberStatus(ana, queue: "sales", event: "QueueMemberAdded"))
        scene.tell(scene.connect("1.1", to: ana, dest: "2.1", hold: 2))
        scene.pass(5)
        scene.tell(scene.complete("1.1", by: ana, dest: "2.1", hold: 2, talk: 5))
        #expect(scene.member(ana, of: "sales").callsTaken == 0)
        scene.tell(scene.memberStatus(ana, queue: "sales", taken: 1, lastCall: scene.seconds))
        scene.tell(scene.connect("1.2", to: ana, dest: "2.2", hold: 2))
        scene.pass(5)
        scene.tell(scene.complete("1.2", by: ana, dest: "2.2", hold: 2, talk: 5))
        #expect(scene.member(ana, of: "sales").callsTaken == 2)
        #expect(scene.member(ana, of: "sales").lastCall == Int(scene.seconds))
        #expect(scene.board.queue("sales")?.completed == 0)
    }

    @Test func `The wait is averaged in when the member answers, whatever becomes of the call`() {
        var scene = Scene(members: [ana])
        scene.tell(scene.channel("Newchannel", "1.1") + scene.join("1.1", position: 1, count: 1))
        scene.pass(8)
        scene.tell(
            scene.channel("DialEnd", "1.1", more: "DestUniqueid: 2.1\nDestChannel: PJSIP/1001-1\nDialStatus: ANSWER\n"))
        #expect(scene.queue.holdTime == 8)
        // The member hangs up during the announcement: there is no AgentConnect.
        scene.pass(1)
        scene.tell(scene.leave("1.1", count: 0))
        #expect(scene.queue.holdTime == 8)
        scene.tell(scene.channel("Newchannel", "1.2") + scene.join("1.2", position: 1, count: 1))
        scene.pass(3)
        scene.tell(
            scene.channel("DialEnd", "1.2", more: "DestUniqueid: 2.2\nDestChannel: PJSIP/1001-2\nDialStatus: ANSWER\n"))
        // The PBX's own second is the better one when nothing lay between.
        scene.tell(scene.leave("1.2", count: 0) + scene.connect("1.2", to: ana, dest: "2.2", hold: 4))
        #expect(scene.queue.holdTime == 4)
        scene.pass(2)
        scene.tell(scene.complete("1.2", by: ana, dest: "2.2", hold: 4, talk: 2))
        // With a delay its figure counts the delay in.
        scene.tell(scene.channel("Newchannel", "1.3") + scene.join("1.3", position: 1, count: 1))
        scene.pass(8)
        scene.tell(
            scene.channel("DialEnd", "1.3", more: "DestUniqueid: 2.3\nDestChannel: PJSIP/1001-3\nDialStatus: ANSWER\n"))
        #expect(scene.queue.holdTime == (3 * 4 + 8) >> 2)
        scene.pass(5)
        scene.tell(scene.leave("1.3", count: 0) + scene.connect("1.3", to: ana, dest: "2.3", hold: 13))
        #expect(scene.queue.holdTime == (3 * 4 + 8) >> 2)
    }

    @Test func `A call outlives a membership: the queue counts it, and no member comes back`() {
        var scene = Scene(members: [ana])
        scene.tell(scene.connect("1.1", to: ana, dest: "2.1", hold: 5))
        scene.pass(6)
        scene.tell(scene.memberStatus(ana, event: "QueueMemberRemoved"))
        scene.tell(scene.complete("1.1", by: ana, dest: "2.1", hold: 5, talk: 6))
        scene.tell(
            scene.channel("AgentRingNoAnswer", "1.9", more: "Queue: support\nInterface: \(ana)\nRingTime: 15000\n"))
        #expect(scene.board.members.isEmpty)
        #expect(scene.queue.completed == 1)
        #expect(scene.queue.talkTime == 6)
        #expect(scene.queue.serviceLevelPerf == 100)
    }

    @Test func `A conversation that Asterisk counts twice is counted twice`() {
        var scene = Scene(members: [ana])
        scene.tell(scene.connect("1.1", to: ana, dest: "2.1", hold: 5))
        scene.pass(10)
        scene.tell(scene.complete("1.1", by: ana, dest: "2.1", hold: 5, talk: 10))
        scene.tell(scene.memberStatus(ana, taken: 1, lastCall: scene.seconds))
        let ended = scene.seconds
        scene.pass(6)
        scene.tell(scene.memberStatus(ana, taken: 2, lastCall: ended, status: 6))
        #expect(scene.queue.completed == 2)
        #expect(scene.member(ana).callsTaken == 2)
        #expect(scene.queue.today.handled == 1)
    }

    @Test func `A call that rang out is a miss, and is kept`() {
        let ben = "PJSIP/1002"
        var scene = Scene(members: [ana, ben])
        let began = scene.time
        scene.tell(scene.channel("Newchannel", "1.1"))
        func miss(_ id: String, _ member: String, _ time: String) -> String {
            scene.channel("AgentRingNoAnswer", id, more: "Queue: support\nInterface: \(member)\n\(time)")
        }
        scene.tell(miss("1.1", ana, "RingTime: 15999\n"))
        scene.pass(10)
        scene.tell(miss("1.2", ana, "") + miss("1.1", ben, "RingTime: -5\n"))
        #expect(scene.member(ana).missed == 2)
        #expect(scene.member(ben).missed == 1)
        let calls = scene.board.missedCalls(from: 0, agent: ana)
        #expect(calls.map(\.at) == [scene.time, began])
        #expect(calls.map(\.rang) == [nil, 15])
        #expect(calls.map(\.callerNumber) == ["", "555"])
        #expect(calls.map(\.callerName) == ["", "O'Brien"])
        #expect(calls.map(\.queue) == ["support", "support"])
        #expect(scene.board.missedCalls(from: 0).map(\.agent) == [ben, ana, ana])
        #expect(scene.board.missedCalls(from: 0).first?.rang == nil)
        #expect(scene.board.missedCalls(from: scene.time, agent: ana).count == 1)
        #expect(scene.board.missedCalls(from: 0, agent: "PJSIP/nobody").isEmpty)
    }
}
