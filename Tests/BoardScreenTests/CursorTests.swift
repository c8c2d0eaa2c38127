import CallCenter
import Cells
import Testing

@testable import BoardScreen

/// The cursor in lists that change by themselves: the next key is about the row that was looked at.
@Suite struct CursorTests {
    private static let centre = SimulatedPBX.fourMinutes

    private func session(rows: Int = 40) throws -> Session {
        var session = try Session(
            Self.centre.board, now: Self.centre.now, size: Size(columns: 120, rows: rows))
        session.frame()
        return session
    }

    /// Whoever stands first in the agents goes on pause, which is further down.
    private func pause(_ entity: Entity, in pbx: inout SimulatedPBX, _ session: inout Session) {
        guard case .agent(_, let id) = entity else { return }
        for member in pbx.board.servers[0].members where member.agentID == id {
            pbx.apply(
                "Event: QueueMemberPause\r\nQueue: \(member.queue)\r\nMemberName: \(member.name)\r\n"
                    + "Interface: \(member.interface)\r\nStateInterface: \(member.stateInterface)\r\n"
                    + "Membership: static\r\nPenalty: 0\r\nCallsTaken: 0\r\nLastCall: 0\r\nLastPause: 0\r\n"
                    + "InCall: 0\r\nStatus: 1\r\nPaused: 1\r\nPausedReason: Lunch\r\nWrapuptime: 0\r\n\r\n")
        }
        session.board = pbx.board
    }

    @Test func `before any key the cursor follows its agent as far as that is in sight`() throws {
        var pbx = Self.centre
        var session = try session()
        session.press(.character("z"))
        session.press(.home)
        session.frame()
        let first = try #require(session.state[.agents].selection)
        #expect(session.state.rows.orders[Panel.agents.rawValue].first == first)
        pause(first, in: &pbx, &session)
        session.now += 5_000_000
        session.frame()
        let order = session.state.rows.orders[Panel.agents.rawValue]
        #expect(order.first != first, "the row did not move, so nothing was tested")
        #expect(session.state[.agents].selection == first)
        #expect(order[session.state[.agents].selectedRow] == first)
        #expect(session.state[.agents].top == 0)
    }

    @Test func `a list that nobody touched stays at its top, and a key just then is about the row that was seen`()
        throws
    {
        var pbx = Self.centre
        var session = try session(rows: 24)
        let panel = Panel.agents.rawValue
        let height = try #require(session.state.places.shown[.agents])
        let first = try #require(session.state[.agents].selection)
        // Everybody who stands in sight goes on pause, and the first of them out of sight.
        pause(first, in: &pbx, &session)
        session.now += 5_000_000
        session.frame()
        let place = try #require(session.state.rows.orders[panel].firstIndex(of: first))
        #expect(place >= height, "the row stayed in sight, so nothing was tested")
        #expect(session.state[.agents].top == 0 && session.state[.agents].selectedRow == 0)
        #expect(session.state[.agents].selection != first)
        var late = session
        session.press(.character("."))
        #expect(session.state[.agents].selection == first)
        late.now += 1_000_000
        late.press(.character("."))
        #expect(late.state[.agents].selection == late.state.rows.orders[panel].first)
    }

    @Test func `a command just after the row under the cursor went is not about its neighbour`() throws {
        var pbx = Self.centre
        var session = try session()
        session.select(.channels)
        session.press(.down)
        let seen = try #require(session.state[.channels].selection)
        guard case .channel(_, let id) = seen else { return }
        while pbx.board.servers[0].channel(uniqueID: id) != nil { pbx.run(seconds: 1) }
        session.board = pbx.board
        session.now = pbx.now
        session.press(.character("x"))
        #expect(session.state.overlay == nil)
        #expect(session.text().contains("the row under the cursor has just gone"))
        #expect(session.state[.channels].selection != seen)
        session.now += 1_000_000
        session.press(.character("x"))
        guard case .form? = session.state.overlay else {
            Issue.record("pressed again it is meant")
            return
        }
    }

    @Test func `a filter that takes the row away is the person's own doing`() throws {
        var session = try session()
        let first = try #require(session.state[.agents].selection)
        session.pace = 50_000
        let other = Self.centre.board.servers[0].agents(at: Self.centre.now).first {
            .agent(server: 0, id: $0.id) != first && !$0.name.isEmpty
        }
        session.press(.character("/"))
        session.type(try #require(other).name)
        session.press(.enter, .character("."))
        guard case .menu(let menu)? = session.state.overlay else {
            Issue.record("no menu")
            return
        }
        #expect(menu.entity == .agent(server: 0, id: other?.id ?? ""))
    }

    @Test func `Esc with nothing to leave lets the cursor stay, and Home leads to the top`() throws {
        var session = try session()
        session.select(.agents)
        session.press(.down, .down)
        let chosen = session.state[.agents].selection
        session.press(.escape, .escape)
        session.frame()
        #expect(session.state[.agents].selection == chosen && session.state[.agents].selectedRow == 2)
        session.press(.home)
        #expect(session.state[.agents].selectedRow == 0 && !session.state[.agents].isChosen)
    }
}
