import CallCenter
import Cells
import Testing

@testable import BoardScreen

/// What is said when a command ended, at 80 columns.
@Suite struct SentenceTests {
    private static let centre = SimulatedPBX.fourMinutes

    @Test func `a sentence about many names some of them and tells how many more`() throws {
        #expect(["Ana", "Bo", "Cy"].asNames == "Ana, Bo, Cy")
        #expect(["Ana", "Bo", "Cy", "Di"].asNames == "Ana, Bo and 2 more")
        var session = try Session(Self.centre.board, now: Self.centre.now)
        session.select(.agents)
        for _ in 0..<6 { session.press(.character(" ")) }
        session.press(.character("p"), .character("2"))
        guard case .perform(_, let ticket)? = session.press(.enter).first else {
            Issue.record("no pause")
            return
        }
        let done = CommandOutcome(succeeded: true, text: "Done")
        _ = update(&session.state, .outcome(ticket: ticket, done), board: session.board, now: session.now)
        let message = try #require(session.state.message?.text)
        #expect(message.hasPrefix("Paused ") && message.contains(" more in ") && message.hasSuffix(": lunch"))
        #expect(message.count <= 78)
        #expect(session.text().contains(message))
    }

    @Test func `a call that was answered names whose phone it is`() throws {
        var session = try Session(Self.centre.board, now: Self.centre.now)
        session.select(.agents) { entity in
            guard case .agent(_, let id) = entity else { return false }
            return Self.centre.board.servers[0].agent(id, at: Self.centre.now).map {
                $0.call == nil && !$0.name.isEmpty
            }
                ?? false
        }
        session.press(.character("o"))
        session.type("8001")
        guard case .perform(let command, let ticket)? = session.press(.enter).last else {
            Issue.record("no call")
            return
        }
        guard case .agent(_, let id)? = session.state[.agents].selection else { return }
        let name = try #require(Self.centre.board.servers[0].agent(id, at: Self.centre.now)).name
        let answered = CommandOutcome(
            succeeded: true, text: "Answered: PJSIP/1000-0000000a is connected with 8001@from-internal")
        #expect(command.command.kind == .originate)
        _ = update(&session.state, .outcome(ticket: ticket, answered), board: session.board, now: session.now)
        #expect(session.text().contains("Answered: \(name) ("))
        #expect(session.text().contains(") is connected with 8001"))
    }

    @Test func `what is said over a window is read to its end`() throws {
        var session = try Session(Self.centre.board, now: Self.centre.now)
        session.press(.character("C"))
        let long = "Cannot kick: " + String(repeating: "word ", count: 20) + "end."
        session.state.message = Message(kind: .bad, text: long, at: session.now)
        #expect(session.text().contains("word end."))
        session.state.message = Message(kind: .bad, text: "Cannot kick: it is short.", at: session.now)
        let lines = session.text().split(separator: "\n")
        #expect(lines.last?.contains("Cannot kick: it is short.") == true)
    }

    @Test func `the agents' footer offers a call, first where nothing else works`() throws {
        var session = try Session(Self.centre.board, now: Self.centre.now) { $0.canTravel = true }
        session.select(.agents) { entity in
            guard case .agent(_, let id) = entity else { return false }
            return Self.centre.board.servers[0].agent(id, at: Self.centre.now)?.state == .available
        }
        let footer = try #require(session.text().split(separator: "\n").last.map(String.init))
        #expect(footer.contains("p pause  o call  x hang up  s spy  / filter  T past  ? help  q quit"))
        session.size = Size(columns: 120, rows: 40)
        session.select(.agents) { entity in
            guard case .agent(_, let id) = entity else { return false }
            return Self.centre.board.servers[0].agent(id, at: Self.centre.now)?.state == .onCall
        }
        let wide = try #require(session.text().split(separator: "\n").last.map(String.init))
        #expect(wide.contains("x hang up  r transfer  s spy  / filter  T past  ? help  q quit  o call"))
    }
}
