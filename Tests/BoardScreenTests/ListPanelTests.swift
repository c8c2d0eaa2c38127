import CallCenter
import Cells
import TestSupport
import Testing

@testable import BoardScreen

@Suite struct ListPanelTests {
    private static let centre = SimulatedPBX.fourMinutes

    private func session(_ columns: Int = 80, _ rows: Int = 24) throws -> Session {
        try Session(Self.centre.board, now: Self.centre.now, size: Size(columns: columns, rows: rows))
    }

    @Test func `a panel beyond the main three is shown alone, and Esc leads back`() throws {
        var session = try session()
        let before = session.text()
        session.press(.character("4"))
        let text = session.text()
        #expect(text.contains("Trunks 1") && text.contains("PJSIP/carrier") && !text.contains("Agents 14"))
        #expect(session.state.focus == .trunks)
        session.press(.escape)
        #expect(session.state.focus == .agents)
        #expect(session.text() == before)
    }

    @Test func `Tab leads from it to the main panels, and on through those alone`() throws {
        var session = try session()
        session.press(.character("4"), .tab)
        #expect(session.state.focus == .queues)
        session.press(.tab, .tab, .tab)
        #expect(session.state.focus == .queues)
        session.press(.backTab)
        #expect(session.state.focus == .channels)
    }

    @Test func `on a very large terminal it stands below the others, and Tab goes through it`() throws {
        var session = try session(200, 60)
        session.press(.character("4"))
        let text = session.text()
        #expect(text.contains("Queues 4") && text.contains("Agents 14") && text.contains("Trunks 1"))
        session.press(.tab, .tab, .tab, .tab)
        #expect(session.state.focus == .trunks)
        session.press(.character("z"))
        #expect(!session.text().contains("Agents 14"))
    }

    @Test func `where its rows leave room, everything about the selected one stands below them`() throws {
        var session = try session(120, 40)
        session.press(.character("4"))
        let text = session.text()
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(text.contains("Trunks 1") && text.contains("─ Trunk PJSIP/carrier ─"))
        #expect(text.contains("Reachability") && lines.allSatisfy { TextWidth.of($0) <= 120 })
        // Enter gives it the whole screen, and the arrows stay with the list.
        session.press(.enter)
        #expect(!session.text().contains("Trunks 1") && session.text().contains("─ Trunk PJSIP/carrier ─"))
        session.press(.escape)
        #expect(session.text() == text)
        session.press(.character("/"))
        session.type("nowhere")
        session.press(.enter)
        #expect(!session.text().contains("Reachability"))
    }

    @Test func `its rows are filtered and sorted by what is shown`() throws {
        var session = try session()
        session.press(.character("4"), .character("/"))
        session.type("nowhere")
        session.press(.enter)
        #expect(session.text().contains("Nothing matches the filter"))
        #expect(session.text().contains("0 of 1"))
        session.press(.escape)
        session.frame()
        #expect(session.state.rows.orders[Panel.trunks.rawValue].count == 1)
        session.press(.character(">"))
        #expect(session.state[.trunks].sort.column == 2, "the server's column is of no use with one server")
        session.press(.character(">"))
        #expect(session.state[.trunks].sort.isDescending, "a time is sorted by the longest first")
    }

    @Test func `Enter opens its detail, and its rows are no target for a hang-up`() throws {
        var session = try session()
        session.press(.character("4"), .enter)
        #expect(session.text().contains("Trunk PJSIP/carrier"))
        #expect(session.press(.character("x")).isEmpty)
        #expect(session.state.overlay == nil)
        session.press(.escape)
        #expect(session.state.detail == nil)
    }

    @Test func `the view of the command line opens it`() throws {
        var session = try Session(Self.centre.board, now: Self.centre.now) { $0.view = "trunks" }
        #expect(session.text().contains("Trunks 1"))
    }

    @Test func `a long list stands for half a second, and a wish is obeyed at once`() {
        var pace = ListPace()
        var list = ListState()
        func isDue(_ pace: inout ListPace, rows: Int, _ list: ListState, isMasked: Bool = false, at now: Int64) -> Bool
        {
            pace.isDue(.trunks, rows: rows, list: list, isMasked: isMasked, now: now)
        }
        var answers = [isDue(&pace, rows: 5_000, list, at: 1_000_000)]
        answers.append(isDue(&pace, rows: 5_000, list, at: 1_400_000))
        answers.append(isDue(&pace, rows: 5_000, list, at: 1_500_000))
        list.filter = "a"
        answers.append(isDue(&pace, rows: 5_000, list, at: 1_500_001))
        answers.append(isDue(&pace, rows: 5_000, list, isMasked: true, at: 1_500_002))
        answers.append(isDue(&pace, rows: 10, list, isMasked: true, at: 1_500_003))
        #expect(answers == [true, false, true, true, true, true])
    }
}

extension ListPanelTests {
    @Test func `a trunk shows how full it is, and whether it is up`() throws {
        var pbx = SimulatedPBX()
        pbx.run(seconds: 60)
        pbx.apply(
            "Event: OutboundRegistrationDetail\r\nObjectName: spare\r\nServerUri: a\r\nClientUri: b\r\nStatus: Rejected\r\n\r\n"
        )
        var session = try Session(pbx.board, now: pbx.now, size: Size(columns: 100, rows: 24)) {
            $0.trunkLines = [
                TrunkLine(endpoint: "PJSIP/carrier", display: "Telco", limit: 1),
                TrunkLine(endpoint: "PJSIP/planned", limit: 4), TrunkLine(endpoint: "PJSIP/else", server: "elsewhere"),
            ]
        }
        session.press(.character("4"))
        let lines = session.text().split(separator: "\n")
        let used = pbx.board.servers[0].trunk("PJSIP/carrier").channels
        #expect(used > 1)
        #expect(lines.contains { $0.contains("Telco") && $0.contains("‼\(used)") && !$0.contains("PJSIP/carrier") })
        #expect(lines.contains { $0.contains("PJSIP/spare") && $0.contains("‼rejected") })
        #expect(lines.contains { $0.contains("PJSIP/planned") && $0.contains("not told") })
        #expect(!session.text().contains("PJSIP/else"))
        session.press(.character("G"), .enter)
        #expect(session.text().contains("of 1, ") && session.text().contains("Channels \(used)"))
    }
}
