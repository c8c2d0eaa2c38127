import AMI
import CallCenter
import Cells
import Testing

@testable import BoardScreen

/// What dialogs say of their fields, their faults and their keys.
@Suite struct DialogTests {
    private static let centre = SimulatedPBX.fourMinutes

    private func session(_ change: (inout ScreenOptions) -> Void = { _ in }) throws -> Session {
        try Session(Self.centre.board, now: Self.centre.now, change)
    }

    private static func agent(_ entity: Entity) -> Agent? {
        guard case .agent(_, let id) = entity else { return nil }
        return centre.board.servers[0].agent(id, at: centre.now)
    }

    /// The line with a text, and the text's column.
    private func place(_ text: String, _ session: inout Session) -> (x: Int, y: Int)? {
        for (y, line) in session.text().split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if let range = line.firstRange(of: text) { return (TextWidth.of(String(line[..<range.lowerBound])), y) }
        }
        return nil
    }

    @Test func `the cause of a hang-up is named, and y is said once, as dangerous`() throws {
        var session = try session()
        session.select(.agents) { Self.agent($0)?.call?.channelUniqueID.isEmpty == false }
        session.press(.character("x"))
        session.now += 1_000_000
        let text = session.text()
        #expect(text.contains("Cause     ▌1  normal clearing (16)"))
        #expect(text.components("y hang up") == 1 && !text.contains("does it"))
        let key = try #require(place("y hang up", &session))
        let danger = session.state.theme[.danger]
        #expect(session.frame().style(x: key.x, y: key.y) == danger)
        #expect(session.frame().style(x: key.x + 12, y: key.y) != danger)
    }

    @Test func `where some texts may be left empty, the others are marked, and seconds are called so`() throws {
        var session = try session { $0.phoneBook = PhoneBook([]) }
        session.select(.queues)
        session.press(.character("o"))
        let text = session.text()
        for label in ["From*", "To*", "Context*", "Ring for*"] { #expect(text.contains("│ \(label) ")) }
        for label in ["Caller ID", "Variables"] { #expect(text.contains("│ \(label) ")) }
        #expect(text.contains("30       seconds") && text.contains("* may not be empty"))
        session.press(.escape)
        // Both fields of a transfer are needed: a mark would tell nothing.
        session.select(.channels) { Self.isTalking($0) }
        session.press(.character("r"))
        #expect(session.text().contains("│ To ") && !session.text().contains("*"))
    }

    @Test func `what is wrong has the sign of an alarm and is read whole`() throws {
        var session = try session()
        session.select(.queues)
        session.press(.character("o"), .enter)
        let fault = try #require(place("! From is empty", &session))
        #expect(session.frame().style(x: fault.x, y: fault.y) == session.state.theme[.danger])
        session.press(.escape)
        session.select(.agents) { Self.agent($0)?.state == .available }
        session.press(.character("p"))
        session.type(String(repeating: "é", count: 60))
        session.press(.enter)
        #expect(session.text().contains("shorten") && session.text().contains("it."))
    }

    @Test func `where there is one queue none is asked for, and where there are more the keys say how`() throws {
        var session = try session()
        session.select(.agents) { Self.agent($0)?.queues.count == 1 && Self.agent($0)?.paused == false }
        session.press(.character("p"))
        #expect(session.text().contains("│ In         sales  "))
        #expect(session.text().contains("Enter pause   Up/Down choose   Esc no"))
        session.press(.tab, .right)
        let command = try #require(session.press(.enter).commands.first)
        #expect(command.kind == .pause && !command.requests[0].fields.contains { $0.name == "Queue" })

        session.select(.agents) { (Self.agent($0)?.queues.count ?? 0) > 1 && Self.agent($0)?.paused == false }
        session.press(.character("p"))
        #expect(session.text().contains("Enter pause   Up/Down choose   Tab next field   Esc no"))
        session.press(.tab)
        #expect(session.text().contains("Enter pause   Left/Right choose   Tab next field   Esc no"))
    }

    @Test func `the agents' footer transfers, pauses or ends a pause, and always leads to help and out`() throws {
        var session = try session()
        session.select(.agents) { Self.agent($0)?.state == .onCall }
        func footer() -> String { session.text().split(separator: "\n").last.map(String.init) ?? "" }
        #expect(footer().contains("p pause  x hang up  r transfer  s spy"))
        session.select(.agents) { Self.agent($0)?.pausedEverywhere == true }
        #expect(footer().contains("u unpause  o call  x hang up  s spy") && !footer().contains("p pause"))
        for columns in [40, 50, 60, 80, 120] {
            session.size = Size(columns: columns, rows: 24)
            #expect(footer().contains("? help  q quit"), "\(columns) columns")
        }
    }

    private static func isTalking(_ entity: Entity) -> Bool {
        guard case .channel(_, let id) = entity else { return false }
        return centre.board.servers[0].channel(uniqueID: id)?.bridgeID.isEmpty == false
    }
}

extension String {
    /// How often a text is in it.
    fileprivate func components(_ text: String) -> Int { ranges(of: text).count }
}
