import TestSupport
import Testing

@testable import CallCenter

@Suite("The ledger along time")
struct HistoryTests {
    /// A caller who waits 40 s and is answered, one who gives up after 100 s, and one who still waits.
    private func afternoon() -> Scene {
        var scene = Scene(members: ["PJSIP/1001", "PJSIP/1002"])
        scene.pass(60)
        scene.tell(scene.join("1.1", position: 1, count: 1))
        scene.pass(20)
        scene.tell(scene.join("1.2", position: 2, count: 2))
        scene.pass(20)
        scene.tell(scene.leave("1.1", count: 1) + scene.connect("1.1", to: "PJSIP/1001", dest: "2.1", hold: 40))
        scene.pass(80)
        scene.tell(scene.channel("Hangup", "1.2", more: "Cause: 16\nCause-txt: Normal Clearing\n"))
        scene.tell(scene.abandon("1.2", hold: 100) + scene.leave("1.2", count: 0))
        scene.pass(60)
        scene.tell(scene.join("1.3", position: 1, count: 1))
        scene.pass(45)
        return scene
    }

    private var span: HistorySpan { HistorySpan(start: Scene.start, step: 60_000_000, count: 6) }

    @Test func `How many waited at once, minute by minute, is what every event says`() {
        let scene = afternoon()
        let history = History(of: [History.Part(board: scene.board, queue: "support")], span: span, now: scene.time)
        #expect(history.waiting == [0, 2, 1, 0, 1, 1])
        #expect(scene.board.waitingHistory(span) == ["support": [0, 2, 1, 0, 1, 1]])
        #expect(history.isKnown == [true, true, true, true, true, false])
    }

    @Test func `Calls count where they begin and where they end, and add up to the day's`() {
        let scene = afternoon()
        let history = History(of: [History.Part(board: scene.board)], span: span, now: scene.time)
        #expect(history.calls.map(\.offered) == [0, 2, 0, 0, 1, 0])
        #expect(history.calls.map(\.answered) == [0, 1, 0, 0, 0, 0])
        #expect(history.calls.map { $0.abandoned + $0.timedOut } == [0, 0, 0, 1, 0, 0])
        let sums = history.calls.reduce(CallSums(), +)
        let today = scene.queue.today
        #expect(sums.offered == today.offered && sums.answered == today.answered)
        #expect(sums.abandoned == today.abandoned && sums.levelNegative == today.levelNegative)
        #expect(
            history.calls(endingWith: 3, pieces: 3).abandoned + history.calls(endingWith: 3, pieces: 3).timedOut == 1)
    }

    @Test func `Agents' time is split over the pieces, and theirs alone who are in the queue`() {
        var scene = Scene(members: ["PJSIP/1001", "PJSIP/1002"])
        scene.tell(scene.memberStatus("PJSIP/1003", queue: "sales", event: "QueueMemberAdded"))
        scene.pass(90)
        scene.tell(scene.memberStatus("PJSIP/1001", event: "QueueMemberPause", paused: 1, reason: "lunch"))
        scene.pass(60)
        let of = { (queue: String?) in
            History(of: [History.Part(board: scene.board, queue: queue)], span: self.span, now: scene.time)
        }
        let support = of("support")
        #expect((0..<3).map { support.agents(.available, in: $0) } == [2, 1.5, 1])
        #expect((0..<4).map { support.agents(.paused, in: $0) } == [0, 0.5, 1, 0])
        #expect(of("sales").agents(.available, in: 2) == 1)
        #expect(of(nil).agents(.available, in: 0) == 3)
        #expect(of("nowhere").agents(.available, in: 0) == 0)
    }

    @Test func `Two agents by one phone are one person in a graph, who does what says most`() {
        var scene = Scene(members: ["PJSIP/1001", "PJSIP/1002"])
        let hint = { (text: String) in
            text.replacing("StateInterface: PJSIP/1001", with: "StateInterface: hint:1001@internal")
        }
        scene.tell(hint(scene.memberStatus("PJSIP/1001", queue: "sales", event: "QueueMemberAdded")))
        scene.pass(30)
        // The phone is called for one of them, and the other is paused meanwhile.
        scene.tell(scene.memberStatus("PJSIP/1001", status: 6))
        scene.tell(hint(scene.memberStatus("PJSIP/1001", queue: "sales", event: "QueueMemberPause", paused: 1)))
        scene.pass(60)
        let group = scene.board.agentsOfOneInterface[0]
        #expect(group == ["PJSIP/1001", "hint:1001@internal"])
        let of = { (queue: String?, persons: [String: Int]) in
            let part = History.Part(board: scene.board, queue: queue, persons: persons)
            return History(of: [part], span: self.span, now: scene.time)
        }
        let persons = [group[0]: 7, group[1]: 7, "PJSIP/9": 8]
        for queue in [nil, "support"] {
            let history = of(queue, persons)
            #expect((0..<2).map { history.agents(.available, in: $0) } == [1.5, 1])
            #expect((0..<2).map { history.agents(.ringing, in: $0) } == [0.5, 1])
            #expect((0..<2).map { history.agents(.paused, in: $0) } == [0, 0])
        }
        // Whoever is in the queue with one of their agents is there as the board has them.
        #expect((0..<2).map { of("sales", persons).agents(.ringing, in: $0) } == [0.5, 1])
        #expect(of("sales", persons).agents(.paused, in: 1) == 0)
        let apart = of(nil, [:])
        #expect(apart.agents(.paused, in: 1) == 1 && apart.agents(.available, in: 0) == 2)
    }

    @Test(arguments: 0..<20) func `People's time agrees with asking at every moment`(seed: Int) {
        var random = SplitMix64(seed: UInt64(seed))
        let order: [AgentActivity] = [
            .onHold, .onCall, .ringing, .wrapUp, .busy, .available, .paused, .unavailable,
        ]
        var sweep = PersonSweep()
        var pieces: [(person: Int, from: Int64, to: Int64, activity: AgentActivity)] = []
        for _ in 0..<40 {
            let from = Int64(random.next() % 100)
            let piece = (
                Int(random.next() % 3), from, from + 1 + Int64(random.next() % 20), order[Int(random.next() % 8)]
            )
            pieces.append(piece)
            sweep.add(piece.3, from: piece.1, to: piece.2, person: piece.0)
        }
        var times = [AgentActivity: Int64]()
        sweep.forEach { times[$0, default: 0] += $2 - $1 }
        var asked = [AgentActivity: Int64]()
        for person in 0..<3 {
            for moment in Int64(0)..<130 {
                let now = pieces.filter { $0.person == person && $0.from <= moment && moment < $0.to }.map(\.activity)
                if let most = order.first(where: now.contains) { asked[most, default: 0] += 1 }
            }
        }
        #expect(times == asked)
    }

    @Test func `A device that one call makes busy rings, talks and dials in history as on the board`() {
        var scene = Scene(members: ["PJSIP/1001"])
        let tell = { (scene: inout Scene, state: Int, status: Int?) in
            let event = status == nil ? "Newstate" : "Newchannel"
            scene.tell(scene.channel(event, "2.1", name: "PJSIP/1001-0000002a", state: state))
            if let status { scene.tell(scene.memberStatus("PJSIP/1001", status: status)) }
        }
        tell(&scene, 5, 3)
        scene.pass(30)
        // Answered: a busy device is busy as before, and no event of a member comes.
        tell(&scene, 6, nil)
        scene.pass(90)
        let history = History(of: [History.Part(board: scene.board)], span: span, now: scene.time)
        #expect((0..<2).map { history.agents(.ringing, in: $0) } == [0.5, 0])
        #expect((0..<2).map { history.agents(.onCall, in: $0) } == [0.5, 1])
        #expect((0..<2).map { history.agents(.busy, in: $0) } == [0, 0])

        var dialling = Scene(members: ["PJSIP/1001"])
        tell(&dialling, 4, 3)
        dialling.pass(60)
        let dialled = History(of: [History.Part(board: dialling.board)], span: span, now: dialling.time)
        #expect(dialled.agents(.onCall, in: 0) == 1)
    }

    @Test func `What nobody listened to is not known`() {
        var scene = Scene(members: ["PJSIP/1001"])
        scene.pass(60)
        scene.tell(scene.memberStatus("PJSIP/1001"))
        scene.tell(.disconnected(reason: "gone", retryIn: 2))
        scene.pass(180)
        scene.tell(.connecting)
        scene.tell(.connected(banner: "Asterisk Call Manager/9.0.0"))
        scene.tell(.loggedIn(commands: []))
        scene.tell(scene.queueStatus(members: ["PJSIP/1001"]) + Scene.channelsDone)
        scene.pass(30)
        let history = History(of: [History.Part(board: scene.board)], span: span, now: scene.time)
        #expect(history.isKnown == [true, false, false, false, true, false])
        let before = HistorySpan(start: Scene.start - 120_000_000, step: 60_000_000, count: 3)
        #expect(
            History(of: [History.Part(board: scene.board)], span: before, now: scene.time).isKnown == [
                false, false, true,
            ])
    }

    @Test func `Pieces begin at multiples of their length, and the last holds the moment`() {
        let span = HistorySpan(endingAt: 1_000_000_007, step: 30, count: 4)
        #expect(span.start % 30 == 0)
        #expect(
            span.piece(at: 1_000_000_007) == 3 && span.piece(at: span.end) == nil
                && span.piece(at: span.start - 1) == nil)
    }

    @Test(arguments: 0..<20) func `The sweep agrees with counting at every moment`(seed: Int) {
        var random = SplitMix64(seed: UInt64(seed))
        let span = HistorySpan(start: 100, step: 10, count: 8)
        var sweep = WaitingSweep()
        var visits: [(Int64, Int64)] = []
        for _ in 0..<30 {
            let joined = Int64(random.next() % 200)
            let left = random.next() % 5 == 0 ? Int64.max : joined + 1 + Int64(random.next() % 60)
            visits.append((joined, left))
            sweep.add(joined: joined, left: left)
        }
        let counted = (0..<span.count).map { piece in
            (span.start(of: piece)..<span.start(of: piece + 1)).map { moment in
                visits.count { $0.0 <= moment && moment < $0.1 }
            }.max() ?? 0
        }
        #expect(sweep.most(in: span) == counted)
    }
}
