import AMI
import CallCenter
import TestSupport
import Testing

@Suite("The link and the snapshot")
struct LinkTests {
    private let ana = "PJSIP/1001"

    @Test func `The board is live when both first lists are whole, and stale when the connection ends`() {
        var scene = Scene()
        #expect(scene.board.link == .connecting(retryAt: nil, reason: ""))
        scene.tell(.disconnected(reason: "Connection refused.", retryIn: 2))
        #expect(scene.board.link == .connecting(retryAt: Scene.start + 2_000_000, reason: "Connection refused."))
        scene.tell(.connecting)
        scene.tell(.connected(banner: "Asterisk Call Manager/11.0.0"))
        scene.tell(.loggedIn(commands: ["QueueStatus", "CoreShowChannels"]))
        #expect(scene.board.link == .connecting(retryAt: nil, reason: ""))
        scene.tell(scene.queueStatus(members: [ana]))
        #expect(scene.board.link == .connecting(retryAt: nil, reason: ""))
        #expect(!scene.board.hasSnapshot)
        scene.tell(Scene.channelsDone)
        #expect(scene.board.link == .live)
        #expect(scene.board.hasSnapshot)
        scene.tell(.disconnected(reason: "The PBX shut down.", retryIn: 0.25))
        #expect(scene.board.link == .stale(reason: "The PBX shut down."))
        #expect(scene.board.members.count == 1)
        scene.tell(.connecting)
        #expect(scene.board.link == .stale(reason: "Reconnecting"))
        scene.tell(.disconnected(reason: "Authentication failed.", retryIn: nil))
        #expect(scene.board.link == .offline(reason: "Authentication failed."))
    }

    @Test func `Who may not list channels is live with the queues alone`() {
        var scene = Scene()
        scene.tell(.connected(banner: ""))
        scene.tell(.actionSent(id: "c", name: "CoreShowChannels", scope: ""))
        scene.tell(.actionSent(id: "q", name: "QueueStatus", scope: ""))
        scene.tell("Response: Error\nActionID: c\nMessage: Permission denied\n\n")
        scene.tell(scene.queueStatus(id: "q", members: [ana]))
        #expect(scene.board.link == .live)
        scene.tell(scene.channel("Newchannel", "1.1"))
        #expect(scene.board.channelCount == 1)
        scene.pass(70)
        #expect(scene.board.nextAudit(at: scene.time) != .channels)
    }

    @Test func `After a reconnect the lists replace what was known, waits go on and our day survives`() {
        var scene = Scene(members: [ana, "PJSIP/1002"])
        scene.tell(scene.channel("Newchannel", "1.1") + scene.channel("Newchannel", "1.2"))
        scene.tell(scene.join("1.1", position: 1, count: 1) + scene.join("1.2", position: 2, count: 2))
        let joined = scene.time
        scene.tell(scene.connect("1.9", to: ana, dest: "2.9", hold: 5))
        scene.pass(10)
        scene.tell(scene.complete("1.9", by: ana, dest: "2.9", hold: 5, talk: 10))
        scene.tell(.disconnected(reason: "Lost.", retryIn: 1))
        scene.pass(5)
        scene.tell(.connected(banner: ""))
        // Asterisk restarted its counters; 1.1 still waits.
        scene.tell(.actionSent(id: "q", name: "QueueStatus", scope: ""))
        scene.tell(.actionSent(id: "c", name: "CoreShowChannels", scope: ""))
        scene.tell(scene.queueStatus(id: "q", members: [ana], waiting: ["1.1"]).replacing("Wait: 10", with: "Wait: 15"))
        let item = scene.channel("CoreShowChannel", "1.1", more: "Duration: 00:00:15\nBridgeId: \nActionID: c\n")
        scene.tell(item + "Event: CoreShowChannelsComplete\nActionID: c\n\n")
        #expect(scene.board.link == .live)
        #expect(scene.board.callers.map(\.uniqueID) == ["1.1"])
        #expect(scene.board.callers.first?.joinedAt == joined)
        #expect(scene.board.channels.map(\.uniqueID) == ["1.1"])
        #expect(scene.board.members.map(\.interface) == [ana])
        #expect(scene.queue.completed == 0)
        #expect(scene.queue.today.handled == 1)
        #expect(scene.queue.today.offered == 2)
        #expect(scene.board.audit == AuditSummary())
    }

    @Test func `A new day begins our figures at nothing and leaves Asterisk's`() {
        var scene = Scene(members: [ana])
        scene.tell(scene.connect("1.9", to: ana, dest: "2.9", hold: 5))
        scene.tell(.dayBegan)
        #expect(scene.queue.today == CallSums())
        #expect(scene.queue.holdTime == 5)
    }

    @Test func `Version, dialect and clock are told, not guessed`() {
        var scene = Scene()
        scene.tell("Response: Success\nActionID: x\nAMIversion: 11.0.0\nAsteriskVersion: 22.10.1\n\n")
        #expect(scene.board.version == "22.10.1")
        scene.tell(.loggedIn(commands: ["QueueStatus", "GSAgents"]))
        #expect(scene.board.dialect == .ucm)
        scene.tell(.loggedIn(commands: ["QueueStatus"]))
        #expect(scene.board.dialect == .asterisk)
        let pbx = Double(scene.seconds) + 30.5
        scene.tell(.pong(roundTrip: 0.02, pbxTime: pbx))
        #expect(abs(scene.board.clockOffset - 30.51) < 0.001)
        #expect(scene.board.roundTrip == 0.02)
    }

    @Test(arguments: [7_200, -7_200, 260_000, -260_000, 60, -60])
    func `A PBX's clock that is set moves no time that has passed, and what it tells from then on is right`(step: Int)
        throws
    {
        let names = ["PJSIP/1001", "PJSIP/1002", "PJSIP/1003"]
        var scene = Scene(members: names)
        func pong(_ step: Int = 0) {
            scene.tell(.pong(roundTrip: 0.02, pbxTime: Double(scene.time) / 1e6 + Double(step)))
        }
        func agent(_ place: Int) throws -> Agent {
            try #require(scene.board.agents(at: scene.time).first { $0.id == names[place] })
        }
        func ago(_ moment: Int64) -> Double { Double(scene.time - moment) / 1e6 }
        func tell(_ place: Int, taken: Int = 0, lastCall: Int64 = 0, paused: Int64 = 0, loggedIn: Int64 = 0) {
            scene.tell(
                scene.memberStatus(names[place], taken: taken, lastCall: lastCall, paused: paused > 0 ? 1 : 0)
                    .replacing("LastPause: 0", with: "LastPause: \(paused)")
                    .replacing("LoginTime: 0", with: "LoginTime: \(loggedIn)"))
        }
        pong()
        let now = scene.seconds
        tell(0, taken: 1, lastCall: now - 40, loggedIn: now - 900)
        tell(1, paused: now - 300)
        scene.pass(60)
        // The clock is set, an agent is paused by it, and then it is asked for.
        tell(2, paused: scene.seconds + Int64(step))
        scene.pass(8)
        pong(step)
        #expect(abs(scene.board.clockOffset - Double(step)) < 0.1)
        for _ in 0..<2 {
            #expect(try abs(ago(agent(0).lastCallAt) - 108) < 1.1)
            #expect(try abs(ago(agent(1).since) - 368) < 1.1)
            #expect(try abs(ago(agent(2).since) - 8) < 1.1)
            #expect(abs(ago(scene.member(names[0]).loginAt) - 968) < 1.1)
            // Lists tell the same seconds again.
            tell(0, taken: 1, lastCall: now - 40, loggedIn: now - 900)
            tell(1, paused: now - 300)
        }
        #expect(scene.member(names[0]).lastCall == Int(now - 40), "what Asterisk says is told as it is")
        scene.pass(20)
        tell(0, taken: 2, lastCall: scene.seconds + Int64(step))
        #expect(try abs(ago(agent(0).lastCallAt)) < 1.1)
        // And back again.
        pong(step)
        scene.pass(10)
        pong()
        #expect(try abs(ago(agent(0).lastCallAt) - 10) < 1.1)
        #expect(try abs(ago(agent(1).since) - 398) < 1.1)
        #expect(try abs(ago(agent(2).since) - 38) < 1.1)
    }

    @Test func `Our clock set forward lengthens nothing, and back shortens nothing`() throws {
        let ana = "PJSIP/1001"
        var scene = Scene(members: [ana])
        scene.tell(.pong(roundTrip: 0.02, pbxTime: Double(scene.time) / 1_000_000 + 100))
        scene.tell(scene.channel("Newchannel", "1.0") + scene.join("1.0", position: 1, count: 1))
        scene.pass(5)
        scene.tell(scene.abandon("1.0", hold: 5) + scene.leave("1.0", count: 0) + scene.channel("Hangup", "1.0"))
        scene.tell(scene.channel("Newchannel", "1.1") + scene.join("1.1", position: 1, count: 1))
        scene.tell(scene.memberStatus(ana, status: 2))
        scene.pass(30)
        let calm = scene.board
        let (before, hour) = (scene.time, Int64(3_600_000_000))
        scene.pass(3_600)
        scene.tell(.clockStep(3_600))
        let board = scene.board
        func age(_ moment: Int64?, _ now: Int64) -> Int64? { moment.map { now - $0 } }
        #expect(age(board.callers.first?.joinedAt, scene.time) == 30_000_000)
        #expect(board.longestWait(of: "support", at: scene.time) == 30_000_000)
        #expect(abs(board.clockOffset - calm.clockOffset + 3_600) < 1e-6)
        #expect(age(board.countedSince, scene.time) == age(calm.countedSince, before))
        let agents = try [#require(calm.agents(at: before).first), #require(board.agents(at: scene.time).first)]
        #expect(scene.time - agents[1].since == before - agents[0].since)
        let visits = [calm, board].map { $0.finishedVisits().map { ($0.joinedAt, $0.leftAt) } }
        #expect(visits[0].count == 1)
        #expect(
            visits[1].map { $0.0 - hour } == visits[0].map(\.0) && visits[1].map { $0.1 - hour } == visits[0].map(\.1))
        let spans = [(calm, before), (board, scene.time)].map { board, now in
            board.intervals(until: now).map { now - $0.from }
        }
        #expect(spans[0] == spans[1] && !spans[0].isEmpty)
        // A record that carried the new clock already, and one whose moment is of the old.
        scene.tell(scene.channel("Newchannel", "1.2") + scene.join("1.2", position: 2, count: 2))
        scene.tell(.clockStep(2))
        #expect(scene.board.callers.map { scene.time - $0.joinedAt } == [28_000_000, 0])
        // Back: two seconds have passed, and the clock that waits showed one.
        let last = scene.board
        scene.pass(1)
        scene.tell(.clockStep(-1))
        #expect(scene.board.callers.map { scene.time - $0.joinedAt } == [30_000_000, 2_000_000])
        #expect(abs(scene.board.clockOffset - last.clockOffset - 1) < 1e-6)
        let moved = scene.board.callers
        for wrong in [Double.nan, .infinity, -1e12, 1e12] { scene.tell(.clockStep(wrong)) }
        #expect(scene.board.callers == moved)
    }

    @Test func `Every own fact survives its way through the journal`() {
        let facts: [OwnFact] = [
            .connecting, .connected(banner: "Asterisk Call Manager/11.0.0"), .loggedIn(commands: ["A", "B"]),
            .loggedIn(commands: []), .actionSent(id: "7", name: "QueueStatus", scope: "support: 2"),
            .actionTimedOut(id: "7"), .pong(roundTrip: 0.001, pbxTime: 1_767_225_600.25),
            .pong(roundTrip: 1, pbxTime: nil), .disconnected(reason: "Lost.", retryIn: 0.25),
            .disconnected(reason: "Refused.", retryIn: nil), .gap(lost: 12), .torn(.stopped, seconds: 61.5),
            .torn(.records, seconds: 0), .clockStep(-3.5), .dayBegan,
            .peer(banner: "Asterisk Call Manager/9.0.0", version: "22.5.1"),
            .settings(
                BoardSettings(wrapUp: ["a b": 10, "c": 0], sharedLastCall: false, dialplan: true, auditInterval: 300)),
            .settings(BoardSettings(auditInterval: 0)),
            .settings(BoardSettings(trunks: ["PJSIP/telco", "SIP/a b"])),
        ]
        for fact in facts {
            var read: [OwnFact?] = []
            forEachPacket(fact.encoded()) { read.append(OwnFact($0)) }
            #expect(read == [fact])
        }
    }

    @Test func `A fact of one packet stays one packet, whatever its texts hold`() {
        var count = 0
        forEachPacket(OwnFact.disconnected(reason: "a\r\n\r\nFact: dayBegan", retryIn: nil).encoded()) { _ in count += 1
        }
        #expect(count == 1)
    }
}
