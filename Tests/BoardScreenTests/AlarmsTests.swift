import CallCenter
import Cells
import Testing

@testable import BoardScreen

@Suite struct AlarmsTests {
    private func queue(offered: Int, abandoned: Int, timedOut: Int = 0) -> Queue {
        var queue = Queue(name: "support")
        queue.serviceLevel = 20
        queue.today.offered = offered
        queue.today.abandoned = abandoned
        queue.today.timedOut = timedOut
        queue.today.answered = offered - abandoned - timedOut
        queue.today.answeredInLevel = queue.today.answered
        return queue
    }

    @Test func `lost callers are judged by their share of the offered, from five on`() {
        let thresholds = Thresholds()
        #expect(QueueAlarms.lost(queue(offered: 4, abandoned: 4).today, thresholds) == .text)
        #expect(QueueAlarms.lost(queue(offered: 100, abandoned: 0).today, thresholds) == .faint)
        #expect(QueueAlarms.lost(queue(offered: 100, abandoned: 4).today, thresholds) == .text)
        #expect(QueueAlarms.lost(queue(offered: 100, abandoned: 5).today, thresholds) == .queueWarning)
        #expect(QueueAlarms.lost(queue(offered: 100, abandoned: 4, timedOut: 6).today, thresholds) == .queueBreach)
    }

    @Test func `a queue that loses two thirds of its callers is a breach by the default service level`() {
        let losing = queue(offered: 30, abandoned: 20)
        let look = ScreenOptions().look("support", of: "hq")
        #expect(losing.today.level(.handled) == 100)
        #expect(losing.today.level(look.variant).map { $0 < 60 } == true)
        #expect(QueueAlarms.isBreached(losing, losing.today, wait: nil, look))
        let serving = queue(offered: 30, abandoned: 0)
        #expect(!QueueAlarms.isBreached(serving, serving.today, wait: 5, look))
        #expect(QueueAlarms.isBreached(serving, serving.today, wait: 120, look))
    }

    @Test func `of two servers only the one that is not heard stands still and looks old`() throws {
        var heard = SimulatedPBX(queues: 1, agents: 3, callsPerMinute: 6)
        var lost = SimulatedPBX(queues: 1, agents: 3, callsPerMinute: 6, seed: 8)
        lost.fact(.disconnected(reason: "gone", retryIn: 2))
        lost.fallSilent(seconds: 60)
        heard.run(seconds: 60)
        let board = Board(servers: [heard.board.servers[0], lost.board.servers[0]])
        let now = heard.now
        #expect(board.servers[0].shownMoment(now) == now)
        #expect(board.servers[1].shownMoment(now) == board.servers[1].liveAt)
        var session = try Session(board, now: now, size: Size(columns: 120, rows: 40)) { $0.mode = .live }
        let frame = session.frame()
        #expect(!session.state.looksOld(board))
        #expect(frame.text.contains("old data as of"))
        let first = try #require(session.state.places.listStart[.agents])
        let order = session.state.rows.orders[Panel.agents.rawValue]
        #expect(Set(order.map(\.server)) == [0, 1])
        for (row, entity) in order.enumerated() {
            #expect(frame.style(x: 4, y: first + row).attributes.contains(.dim) == (entity.server == 1))
        }
    }

    @Test func `the agents in the header add up to all agents at every width`() throws {
        var pbx = SimulatedPBX()
        pbx.run(seconds: 120)
        for columns in [80, 100, 120, 160, 200] {
            var session = try Session(pbx.board, now: pbx.now, size: Size(columns: columns, rows: 40))
            let header = session.text().split(separator: "\n").prefix(2).joined(separator: "  ")
            let words = header.split(separator: " ")
            var sum = 0
            for (place, word) in words.enumerated().dropFirst()
            where ["on", "busy", "free", "paused", "ringing", "wrap-up", "out"].contains(word) {
                sum += Int(words[place - 1]) ?? 0
            }
            #expect(sum == session.state.rows.totals[Panel.agents.rawValue], "at \(columns) columns: \(header)")
        }
    }
}
