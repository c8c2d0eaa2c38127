import AMI
import CallCenter
import Cells
import Testing

@testable import BoardScreen

/// What rows, headings and header say of calls and of people.
@Suite struct RowTests {
    private func calm() -> SimulatedPBX { SimulatedPBX(queues: 2, agents: 4, callsPerMinute: 0) }

    private func session(_ pbx: SimulatedPBX, _ columns: Int = 80, _ rows: Int = 24) throws -> Session {
        try Session(pbx.board, now: pbx.now, size: Size(columns: columns, rows: rows))
    }

    private func channel(_ name: String, _ id: String, caller: String, connected: String) -> String {
        "Event: Newchannel\r\nChannel: \(name)\r\nChannelState: 6\r\nCallerIDNum: \(caller)\r\n"
            + "CallerIDName: Bartholomew Featherstonehaugh\r\nConnectedLineNum: \(connected)\r\n"
            + "ConnectedLineName: Ana Lima\r\nContext: in\r\nExten: 100\r\nPriority: 1\r\nUniqueid: \(id)\r\n"
            + "Linkedid: \(id)\r\n\r\n"
    }

    @Test func `a channel that is connected to its own number is connected to nobody`() throws {
        var pbx = calm()
        pbx.apply(channel("PJSIP/9001-1", "1.1", caller: "9001", connected: "9001"))
        pbx.apply(channel("PJSIP/trunk-2", "1.2", caller: "9002", connected: "1001"))
        var session = try session(pbx)
        let rows = session.text().split(separator: "\n")
        #expect(rows.contains { $0.contains("9001 Bart") && !$0.contains("Ana Lima") })
        #expect(rows.contains { $0.contains("9002 Bart") && $0.contains("1001 Ana Lima") })
        // Who is connected to nobody has their place too.
        #expect(rows.contains { $0.contains("9001 Bartholomew Featherstonehaugh") })
        #expect(rows.contains { $0.contains("…") && $0.contains("1001 Ana Lima") })
    }

    @Test func `who listens to a call of the same number is told by the channel`() throws {
        var pbx = calm()
        pbx.apply(channel("Local/8000@in-1;1", "1.1", caller: "9001", connected: "9001"))
        pbx.apply(channel("Local/8000@in-2;2", "1.2", caller: "9001", connected: "9001"))
        pbx.apply(
            "Event: ChanSpyStart\r\nSpyerChannel: Local/8000@in-1;1\r\nSpyerUniqueid: 1.1\r\n"
                + "SpyeeChannel: Local/8000@in-2;2\r\nSpyeeUniqueid: 1.2\r\n\r\n")
        var session = try session(pbx, 120, 40)
        #expect(session.text().contains("heard by Loc") && !session.text().contains("heard by 9001"))
    }

    @Test func `at 80 columns the header says since when is counted, and leaves out what nobody is in`() throws {
        var pbx = SimulatedPBX()
        pbx.run(seconds: 240)
        var session = try session(pbx)
        func line() -> String { session.text().split(separator: "\n").map(String.init)[1] }
        #expect(line().contains(" on call  ") && line().contains("  0 out  counted since "))
        session.size = Size(columns: 70, rows: 24)
        #expect(line().contains(" 0 ringing  counted since ") && !line().contains(" 0 out "))
        session.size = Size(columns: 120, rows: 40)
        #expect(session.text().contains("0 out  SL% of offered  0 corrected  "))
    }

    @Test func `two halves of 200 columns have the channels' age`() throws {
        var session = try session(calm(), 200, 60)
        session.frame()
        let shown = session.state.places.headings[.channels]?.columns ?? [:]
        #expect(shown[ChannelColumn.age.rawValue] != nil)
    }

    @Test func `a phone that queues know under two devices is one person, in rows, sums and commands`() throws {
        var pbx = calm()
        let before = try session(pbx)
        for (queue, state, name) in [("sales", "PJSIP/2000", "Dynamic"), ("billing", "hint:2000@in", "Dora")] {
            pbx.apply(
                "Event: QueueMemberAdded\r\nQueue: \(queue)\r\nMemberName: \(name)\r\n"
                    + "Interface: Local/2000@q/n\r\nStateInterface: \(state)\r\nMembership: dynamic\r\nPenalty: 0\r\n"
                    + "CallsTaken: 3\r\nLastCall: 0\r\nLastPause: 0\r\nLoginTime: 0\r\nInCall: 0\r\nStatus: 1\r\n"
                    + "Paused: 0\r\nPausedReason: \r\nRinginuse: 0\r\nWrapuptime: 0\r\n\r\n")
        }
        var alone = before
        alone.frame()
        var session = try session(pbx)
        let text = session.text()
        #expect(session.state.rows.orders[1].count == alone.state.rows.orders[1].count + 1)
        #expect(session.state.rows.counts.free == alone.state.rows.counts.free + 1)
        #expect(text.contains(" Dora ") && !text.contains("Dynamic"))
        let subject = FigureSubject(
            .row(.totals, server: 0, id: "all"), PanelScene(state: session.state, board: pbx.board, now: pbx.now))
        #expect(subject?.counts == session.state.rows.counts)
        let people = session.state.rows.people
        session.select(.agents) { people.row($0)?.agent.name == "Dora" }
        session.press(.character("p"))
        #expect(session.text().contains("Pause Dora"))
        session.press(.character("1"))
        let command = try #require(session.press(.enter).commands.first)
        #expect(command.requests.count == 1)
        #expect(command.requests[0].fields.contains(HeaderField("Interface", "Local/2000@q/n")))
    }
}
