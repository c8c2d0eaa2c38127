import CallCenter
import Cells
import Foundation
import Settings
import TestSupport
import Testing

@testable import BoardScreen

@Suite struct GraphTests {
    /// A call centre after fifty minutes, busier towards the end.
    static let centre: SimulatedPBX = {
        var pbx = SimulatedPBX(callsPerMinute: 16)
        pbx.run(seconds: 3_000)
        return pbx
    }()

    private func session(
        _ columns: Int, _ rows: Int, theme: String = "default", _ change: (inout ScreenOptions) -> Void = { _ in }
    ) throws -> Session {
        try Session(
            Self.centre.board, now: Self.centre.now, size: Size(columns: columns, rows: rows), theme: theme, change)
    }

    @Test(arguments: [(40, 12), (80, 24), (120, 40), (200, 60)])
    func `the last hour at every size`(columns: Int, rows: Int) throws {
        var session = try session(columns, rows)
        session.press(.character("7"))
        try Golden.check(session.text(), named: "graphs-\(columns)x\(rows)")
    }

    @Test func `the day of one queue, in ASCII`() throws {
        var session = try session(120, 40, theme: "mono") { $0.ascii = true }
        session.select(.queues) { $0 == .queue(server: 0, name: "support") }
        session.press(.character("7"), .character("w"))
        let text = session.text()
        #expect(text.utf8.allSatisfy { $0 < 0x80 })
        #expect(text.contains("support: the day") && text.contains("Answered^ lostv by 30 min"))
        try Golden.check(text, named: "graphs-day-ascii")
    }

    @Test func `last week is a line behind, dotted alone and cut out of what stands before it`() throws {
        var session = try session(120, 40) { $0.canTravel = true }
        #expect(session.press(.character("7")) == [.recall(weekBefore: session.now)])
        #expect(session.press(.character("w")) == [])
        session.press(.character("w"))
        let without = session.text()
        // Last week was the same, half an hour later.
        let shift: Int64 = 7 * 86_400_000_000 - 1_800_000_000
        let week = PastWeek(
            day: session.now - shift - 43_200_000_000, shift: -1_800_000_000, boards: session.board.servers)
        _ = update(&session.state, .recalled(week), board: session.board, now: session.now)
        let early = PastWeek(day: week.day + shift, shift: 1_200_000_000, boards: session.board.servers)
        _ = update(&session.state, .recalled(early), board: session.board, now: session.now)
        let with = session.text()
        #expect(with != without && with.contains("last week"))
        try Golden.check(with, named: "graphs-week-120x40")
        session.state.theme = try ThemeLibrary.theme("default", colours: 1 << 24)
        let picture = SVGPicture.of(
            session.frame(), title: "callboard's graphs of a simulated hour, and of last week's")
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        try Golden.check(picture, file: folder.appending(path: "Pictures/graphs.svg"))
    }

    @Test func `keys go through the queues and lead back, and no key acts on a row that is not seen`() throws {
        var session = try session(100, 30)
        session.press(.character("7"))
        #expect(session.text().contains("all 4 queues"))
        session.press(.right)
        let first = try #require(session.state.rows.orders[0].first)
        #expect(session.state.graphs?.queue == first)
        session.press(.left, .left)
        #expect(session.state.graphs?.queue == session.state.rows.orders[0].last)
        for command in ScreenCommand.allCases where command.entry.changesPBX {
            for key in session.state.keymap.keys(for: command) {
                #expect(session.press(key) == [])
                #expect(session.state.overlay == nil && session.state.graphs != nil)
            }
        }
        session.press(.escape)
        #expect(session.state.graphs == nil && session.text().contains("Agents 14"))
        session.press(.character("7"), .character("1"))
        #expect(session.state.graphs == nil && session.state.focus == .queues)
    }

    @Test func `the figures beside the graphs are the board's own`() throws {
        var session = try session(200, 60)
        session.press(.character("7"))
        let text = session.text()
        let history = try #require(session.state.graphs?.history)
        #expect(history.waiting.last ?? 0 >= session.state.rows.waiting)
        let sums = history.calls.reduce(CallSums(), +)
        let day = session.board.servers[0].queues.map(\.today).reduce(CallSums(), +)
        #expect(sums.answered == day.answered && sums.abandoned == day.abandoned && sums.timedOut == day.timedOut)
        #expect(text.contains("\(day.answered) and \(day.abandoned + day.timedOut)"))
    }

    @Test func `a row's line is as high as a breach at least`() throws {
        let thresholds = Thresholds()
        var painter = Painter(
            size: Size(columns: 12, rows: 1), theme: try ThemeLibrary.theme("default", colours: 256), isASCII: false)
        painter.trend([0, 1, 2, 4, 5], thresholds: thresholds, x: 0, y: 0, width: 5)
        #expect(painter.buffer.text == "·▁▂▅▇")
        painter.trend([0, 10, 20, 5], thresholds: thresholds, x: 0, y: 0, width: 5)
        #expect(painter.buffer.text == "··▃▇▂")
    }

    @Test(arguments: 1..<30) func `a bar of agents shows everybody's state, in proportion`(width: Int) {
        var counts = AgentCounts()
        (counts.free, counts.onCall, counts.paused, counts.ringing) = (40, 50, 9, 1)
        let cells = counts.cells(width: width)
        #expect(cells.reduce(0) { $0 + $1.cells } == width)
        if width >= 4 { #expect(cells.map(\.state) == [.onCall, .ringing, .available, .paused]) }
        #expect(counts.cells(width: 100).map(\.cells) == [50, 1, 40, 9])
    }

    @Test func `a graph of what was lost and answered names its zero, and the level has its target`() throws {
        var session = try session(120, 40)
        session.press(.character("7"))
        let lines = session.text().split(separator: "\n").map(String.init)
        let target = try #require(lines.first { $0.contains("80│") })
        #expect(target.contains("─⣿─⣿─") && !lines.contains { $0.contains("100│─") })
        let zero = lines.firstIndex { $0.hasPrefix("│    0│") && !$0.contains("·") }
        let (top, bottom) = (lines.firstIndex { $0.hasPrefix("│   40│") }, lines.firstIndex { $0.hasPrefix("│    8│") })
        #expect(try #require(zero) > #require(top) && #require(zero) < #require(bottom))
    }

    @Test func `agents have the signs in the graph that they have on the board, and each key is told once`() throws {
        var session = try session(120, 40)
        session.press(.character("7"))
        let text = session.text()
        let counts = session.state.rows.counts
        #expect(text.contains("Agents  ▶\(counts.onCall) ◎\(counts.ringing) ●\(counts.free) ‖\(counts.paused)"))
        #expect(!text.contains("█4") && text.contains("▶▶▶▶"))
        #expect(text.ranges(of: "Esc back").count == 1 && text.contains("w the day") && !text.contains("w window"))
    }

    @Test func `a phone that queues know under two devices is one agent in the graph as in the header`() throws {
        var pbx = SimulatedPBX()
        for (queue, state) in [("sales", "PJSIP/2000"), ("billing", "hint:2000@in")] {
            pbx.apply(
                "Event: QueueMemberAdded\r\nQueue: \(queue)\r\nMemberName: Dora\r\n"
                    + "Interface: Local/2000@q/n\r\nStateInterface: \(state)\r\nMembership: dynamic\r\nPenalty: 0\r\n"
                    + "CallsTaken: 3\r\nLastCall: 0\r\nLastPause: 0\r\nLoginTime: 0\r\nInCall: 0\r\nStatus: 1\r\n"
                    + "Paused: 0\r\nPausedReason: \r\nRinginuse: 0\r\nWrapuptime: 0\r\n\r\n")
        }
        pbx.run(seconds: 90)
        var session = try Session(pbx.board, now: pbx.now, size: Size(columns: 120, rows: 40))
        session.press(.character("7"))
        session.frame()
        let history = try #require(session.state.graphs?.history)
        let piece = try #require(history.span.piece(at: pbx.now)) - 1
        let sum = AgentActivity.allCases.reduce(0) { $0 + history.agents($1, in: piece) }
        let total = session.state.rows.counts.total
        #expect(abs(sum - Double(total)) < 0.000_001 && pbx.board.servers[0].agents(at: pbx.now).count == total + 1)
        // A week ago too.
        let week = PastWeek(day: pbx.now - 43_200_000_000, shift: 0, boards: pbx.board.servers)
        _ = update(&session.state, .recalled(week), board: session.board, now: session.now)
        session.press(.character("w"), .character("w"))
        session.frame()
        let ghost = try #require(session.state.graphs?.ghost)
        #expect(
            AgentActivity.allCases.map { ghost.agents($0, in: piece) }
                == AgentActivity.allCases.map {
                    history.agents($0, in: piece)
                })
    }

    @Test func `scales end at round numbers`() {
        #expect(
            [0, 1, 3, 7, 9, 11, 13, 21, 61, 99, 101, 145].map { GraphScale.top($0) } == [
                1, 1, 3, 8, 10, 12, 15, 30, 80, 100, 120, 150,
            ])
        for most in stride(from: 0.0, to: 5_000, by: 7) {
            #expect(Double(GraphScale.top(most)) >= most && Double(GraphScale.top(most)) <= max(2, most * 1.6))
        }
    }
}
