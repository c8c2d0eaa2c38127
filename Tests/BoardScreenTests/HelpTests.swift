import CallCenter
import Cells
import Testing

@testable import BoardScreen

@Suite struct HelpTests {
    private static let centre: SimulatedPBX = {
        var pbx = SimulatedPBX()
        pbx.run(seconds: 10)
        return pbx
    }()

    private func session(_ change: (inout ScreenOptions) -> Void = { _ in }) throws -> Session {
        try Session(Self.centre.board, now: Self.centre.now, size: Size(columns: 100, rows: 200), change)
    }

    @Test func `why no command works is said once, with the key that helps where there is a PIN`() throws {
        var session = try session { $0.readOnly = true }
        session.press(.character("?"))
        let text = session.text()
        #expect(text.ranges(of: "read-only; start without --read-only").count == 1)
        #expect(text.contains("p              ▣ pause the agent"))
        // What has no key of its own stands in the menu of a row.
        #expect(text.contains(". menu         ▣ take the agent out of a queue"))
        #expect(!text.contains("▣ everything about the selected row"))

        var withPIN = try self.session {
            $0.readOnly = true
            $0.hasPIN = true
        }
        withPIN.press(.character("?"))
        #expect(withPIN.text().ranges(of: "read-only; L asks for the PIN").count == 1)
    }

    @Test func `a reason that many commands share stands over them, any other with its command`() throws {
        var session = try session()
        session.select(.queues)
        session.press(.character("?"))
        let text = session.text()
        #expect(text.ranges(of: Sentences.noPast).count == 1)
        #expect(text.contains("connect again now - not now: every server is connected"))
    }

    @Test func `no line of the help is cut, and it says which part is seen`() throws {
        var session = try session()
        session.press(.character("?"))
        session.size = Size(columns: 92, rows: 200)
        let window = session.text().split(separator: "\n").filter { $0.hasPrefix("│") }
        #expect(window.count > 100 && !window.contains { $0.contains("…") })
        session.size = Size(columns: 80, rows: 24)
        #expect(session.text().firstMatch(of: /─ 1-19 of \d+   arrows PgUp PgDn scroll/) != nil)
        session.press(.pageDown)
        #expect(session.text().firstMatch(of: /─ 11-29 of \d+/) != nil)
        session.press(.end)
        let end = try #require(session.text().firstMatch(of: /─ \d+-(\d+) of (\d+)/))
        #expect(end.1 == end.2)
        #expect(session.text().contains("penalty: lower is asked first"))
    }
}
