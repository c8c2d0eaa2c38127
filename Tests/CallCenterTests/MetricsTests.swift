import TestSupport
import Testing

@testable import CallCenter

@Suite("Metrics")
struct MetricsTests {
    /// The worked example of the vendors' manuals: 70 answered in time, 10 abandoned in time, 20 after the threshold.
    private func example(late: Int, abandonedLate: Int) -> CallSums {
        var sums = CallSums()
        sums.offered = 100
        sums.answered = 70 + late
        sums.answeredInLevel = 70
        sums.abandoned = 10 + abandonedLate
        sums.abandonedInLevel = 10
        return sums
    }

    private func tenths(_ value: Double?) -> Double? { value.map { ($0 * 10).rounded() / 10 } }

    @Test func `The service level's variants are those of the worked example`() {
        for (late, abandonedLate) in [(20, 0), (0, 20), (13, 7)] {
            let sums = example(late: late, abandonedLate: abandonedLate)
            #expect(tenths(sums.levelIgnored) == 77.8)
            #expect(sums.levelNegative == 70)
            #expect(sums.levelPositive == 80)
        }
        #expect(tenths(example(late: 20, abandonedLate: 0).levelHandled) == 77.8)
        #expect(example(late: 0, abandonedLate: 20).levelHandled == 100)
        #expect(CallSums().levelNegative == nil)
    }

    @Test func `A cut leaves short abandons out of levels and rates alone`() {
        var sums = example(late: 10, abandonedLate: 10)
        // Six of the ten early ones gave up before anybody could have answered.
        sums.abandonedShort = 6
        sums.abandonedInLevel = 4
        #expect(tenths(sums.levelNegative) == tenths(100 * 70.0 / 94))
        #expect(tenths(sums.levelPositive) == tenths(100 * 74.0 / 94))
        #expect(tenths(sums.levelIgnored) == tenths(100 * 70.0 / 90))
        #expect(tenths(sums.abandonRate) == tenths(100 * 14.0 / 94))
        #expect(sums.abandoned == 20)
    }

    @Test func `Means, rates and sums over queues follow their formulas`() {
        var one = CallSums()
        one.offered = 4
        one.answered = 2
        one.answeredWait = 30
        one.abandoned = 1
        one.abandonedWait = 9
        one.timedOut = 1
        one.handled = 2
        one.talk = 250
        one.longestWait = 20
        #expect(one.averageSpeedOfAnswer == 15)
        #expect(one.averageAbandonTime == 9)
        #expect(one.averageHandleTime == 125)
        #expect(one.abandonRate == 25)
        #expect(one.lostRate == 50)
        var other = CallSums()
        other.offered = 6
        other.answered = 6
        other.answeredWait = 10
        other.longestWait = 5
        let both = one + other
        #expect(both.averageSpeedOfAnswer == 5)
        #expect(both.offered == 10 && both.longestWait == 20 && both.lostRate == 20)
    }

    @Test func `Occupancy leaves pauses out, utilisation does not`() {
        var sums = AgentSums()
        sums.onCall = 1_200_000_000
        sums.wrapUp = 300_000_000
        sums.ownCall = 300_000_000
        sums.available = 600_000_000
        sums.paused = 1_200_000_000
        sums.unavailable = 5_000_000_000
        sums.handled = 10
        sums.talk = 1_200
        #expect(sums.occupancy == 75)
        #expect(sums.utilisation == 50)
        #expect(sums.averageHandleTime == 150)
        #expect(sums.averageTalk == 120)
        #expect(AgentSums().occupancy == nil)
    }

    @Test func `A shift goes on over midnight until the next begins`() {
        let shifts = ShiftTimes(starts: [14 * 3600, 6 * 3600, 22 * 3600], utcOffset: 3600)
        /// Hours after 2026-01-01 00:00 in the shifts' own time.
        func at(_ hours: Double) -> Int64 { Scene.start - 3_600_000_000 + Int64(hours * 3_600_000_000) }
        #expect(shifts.start(of: at(5.9)) == at(-2))
        #expect(shifts.start(of: at(6)) == at(6))
        #expect(shifts.start(of: at(13.99)) == at(6))
        #expect(shifts.start(of: at(23)) == at(22))
        #expect(ShiftTimes().start(of: at(1)) == nil)
    }

    @Test func `A window counts what happened in it, however long ago it began`() {
        var scene = Scene(members: ["PJSIP/1"])
        scene.tell(scene.channel("Newchannel", "1.1") + scene.join("1.1", position: 1, count: 1))
        scene.pass(30)
        scene.tell(scene.leave("1.1", count: 0) + scene.connect("1.1", to: "PJSIP/1", dest: "1.2", hold: 30))
        scene.pass(1_000)
        scene.tell(scene.complete("1.1", by: "PJSIP/1", dest: "1.2", hold: 30, talk: 1_000))
        scene.tell(scene.channel("Newchannel", "1.3") + scene.join("1.3", position: 1, count: 1))
        scene.pass(4)
        scene.tell(scene.channel("HangupRequest", "1.3") + scene.abandon("1.3", hold: 4) + scene.leave("1.3", count: 0))
        scene.tell(scene.join("1.4", position: 1, count: 1))
        scene.pass(10)
        let now = scene.time
        let shifts = ShiftTimes()
        let quarter = scene.board.start(of: .quarter, at: now, shifts: shifts) ?? 0
        #expect(quarter == now - 900_000_000)
        #expect(scene.board.start(of: .hour, at: now, shifts: shifts) == Scene.start)
        let sums = scene.board.sums(from: quarter)["support"] ?? CallSums()
        #expect(sums.offered == 2 && sums.answered == 0 && sums.abandoned == 1 && sums.handled == 1)
        #expect(sums.talk == 1_000 && sums.longestWait == 4)
        let judged = scene.board.sums(from: Scene.start) { _ in ServiceRule(level: 30, shortAbandon: 5) }["support"]
        #expect(judged?.answeredInLevel == 1 && judged?.abandonedShort == 1 && judged?.levelNegative == 100)
        #expect(scene.queue.today.answeredInLevel == 0)
        let agent = scene.board.agentSums(from: quarter, until: now, agent: "PJSIP/1")
        #expect(agent.answered == 0 && agent.handled == 1)
        #expect(scene.board.agentSums(from: quarter, until: now)["PJSIP/1"] == agent)
        #expect(scene.board.agentSums(from: Scene.start, until: now, agent: "PJSIP/1").answered == 1)
    }

    @Test("Over the whole day the ledger's sums are the day's own", arguments: Capture.names)
    func wholeDay(_ name: String) throws {
        let board = try Capture(name).board()
        let sums = board.sums(from: .min)
        for queue in board.queues { #expect((sums[queue.name] ?? CallSums()) == queue.today) }
        let agents = board.agentSums(from: .min, until: board.now)
        #expect(agents.values.reduce(0) { $0 + $1.answered } == board.queues.reduce(0) { $0 + $1.today.answered })
        #expect(agents.values.reduce(0) { $0 + $1.handled } == board.queues.reduce(0) { $0 + $1.today.handled })
    }
}
