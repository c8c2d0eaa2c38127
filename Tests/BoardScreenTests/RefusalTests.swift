import CallCenter
import Cells
import Testing

@testable import BoardScreen

/// Letters typed without looking: after a key that was refused they are no commands.
@Suite struct RefusalTests {
    private static let centre = SimulatedPBX.fourMinutes
    private static let server = centre.board.servers[0]

    private func session(_ change: (inout ScreenOptions) -> Void = { _ in }) throws -> Session {
        try Session(Self.centre.board, now: Self.centre.now, size: Size(columns: 120, rows: 40), change)
    }

    /// On an agent who is not paused, so that `u` is refused and `p` would open.
    private func free(_ session: inout Session) {
        session.select(.agents) { entity in
            guard case .agent(_, let id) = entity else { return false }
            return Self.server.agent(id, at: Self.centre.now).map { !$0.paused && !$0.queues.isEmpty } ?? false
        }
    }

    @Test func `letters typed on after a refused key are dropped, and it is said how many`() throws {
        var session = try session()
        free(&session)
        session.pace = 150_000
        session.type("u")
        #expect(session.text().contains("Cannot unpause"))
        #expect(session.press(.character("p"), .character("2"), .enter).isEmpty)
        #expect(session.state.overlay == nil && session.state.detail == nil)
        #expect(session.text().contains("Cannot unpause"))
        #expect(session.text().contains("3 keys typed before this could be read were dropped."))
        session.pace = 500_000
        session.type("p")
        guard case .form? = session.state.overlay else {
            Issue.record("the pause does not open for who has read")
            return
        }
        #expect(!session.text().contains("dropped"))
    }

    @Test func `a key that opens nothing and a name that is no command are refusals too`() throws {
        var session = try session()
        free(&session)
        session.pace = 100_000
        session.type("Dp")
        #expect(session.text().contains("D does nothing here"))
        #expect(session.text().contains("1 key typed before this could be read was dropped."))
        #expect(session.state.overlay == nil)
        session.pace = 500_000
        session.press(.character(":"))
        session.pace = 100_000
        session.type("hagn up")
        session.press(.enter, .character("p"))
        #expect(session.state.overlay == nil)
        #expect(session.text().contains("There is no command \u{201C}hagn up\u{201D}"))
    }

    @Test func `keys after one that was taken are not held up`() throws {
        var session = try session()
        free(&session)
        session.pace = 0
        let effects = session.press(.character("p"), .character("2"), .enter)
        #expect(effects.commands.map(\.kind) == [.pause])
    }

    @Test func `arrows pass, and Esc ends the wait`() throws {
        var session = try session()
        session.select(.agents)
        let first = session.state[.agents].selection
        session.pace = 100_000
        session.press(.character("D"), .down)
        #expect(session.state[.agents].selection != first)
        #expect(session.text().contains("D does nothing here"), "what nobody has read yet is not taken away")
        session.press(.character("p"))
        #expect(session.state.overlay == nil)
        session.state[.agents].filter = "a"
        session.press(.escape)
        #expect(!session.text().contains("D does nothing here"))
        #expect(session.state[.agents].filter == "a", "the first Esc leaves the refusal and nothing else")
        session.press(.character("?"))
        guard case .help? = session.state.overlay else {
            Issue.record("no help")
            return
        }
    }

    @Test func `nothing is taken before the refusal was drawn, however long that is`() throws {
        var session = try session()
        free(&session)
        session.frame()
        func key(_ character: Character, at moment: Int64) {
            _ = update(
                &session.state, .key(.character(character), at: moment), board: session.board, now: session.now)
        }
        key("D", at: 0)
        key("p", at: 900_000)
        #expect(session.state.overlay == nil)
        session.frame()
        key("p", at: 1_800_000)
        #expect(session.state.overlay != nil)
    }

    @Test func `the clock of the keys goes on while the past stands still`() throws {
        var session = try session { $0.mode = .replay }
        session.select(.agents)
        session.pace = 500_000
        session.frame()
        for (key, moment) in [(Key.character("p"), Int64(0)), (.character("?"), 500_000)] {
            _ = update(&session.state, .key(key, at: moment), board: session.board, now: session.now)
            session.frame()
        }
        guard case .help? = session.state.overlay else {
            Issue.record("a key in the past is held for ever")
            return
        }
    }
}
