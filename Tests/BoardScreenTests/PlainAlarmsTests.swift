import CallCenter
import Testing

@testable import BoardScreen

@Suite struct PlainAlarmsTests {
    @Test func `each alarm is told once when it begins and once when it is over, in words`() {
        var pbx = SimulatedPBX(queues: 2, agents: 1, callsPerMinute: 40)
        var alarms = PlainAlarms(ScreenOptions())
        var lines: [String] = []
        for _ in 0..<260 {
            pbx.run(seconds: 1)
            lines += alarms.lines(pbx.board, at: pbx.now)
        }
        #expect(lines.contains { $0.hasPrefix("Alarm: ") && $0.contains("callers waiting") }, "\(lines)")
        #expect(lines.contains { $0.hasPrefix("Alarm: ") && $0.contains("longest wait") }, "\(lines)")
        #expect(Set(lines).count == lines.count, "\(lines)")
        #expect(lines.allSatisfy { $0.hasSuffix(".") && !$0.contains("\u{203C}") && !$0.contains(":0") })
        pbx.fact(.disconnected(reason: "gone", retryIn: 2))
        lines = []
        for _ in 0..<40 {
            pbx.fallSilent(seconds: 1)
            lines += alarms.lines(pbx.board, at: pbx.now)
        }
        #expect(lines == ["Alarm: hq, link down."])
    }

    @Test func `what a colour says of a queue is said in words`() throws {
        var pbx = SimulatedPBX(queues: 2, agents: 1, callsPerMinute: 40)
        pbx.run(seconds: 200)
        let remarks = QueueRemarks(ScreenOptions(), pbx.board, at: pbx.now)
        let server = pbx.board.servers[0]
        let all = server.queues.flatMap { remarks.remarks($0, server, index: 0, at: pbx.now) }
        #expect(all.contains("callers waiting above the alarm limit"), "\(all)")
        #expect(all.contains("longest wait above the alarm limit"), "\(all)")
    }

    @Test func `times are words`() {
        let cases: [(Int64, String)] = [
            (-5, "0 seconds"), (0, "0 seconds"), (1, "1 second"), (60, "1 minute"), (125, "2 minutes 5 seconds"),
            (3_600, "1 hour"), (3_725, "1 hour 2 minutes"), (90_061, "1 day 1 hour"), (172_800, "2 days"),
        ]
        for (seconds, words) in cases { #expect(SpokenTime.text(seconds: seconds) == words) }
    }
}
