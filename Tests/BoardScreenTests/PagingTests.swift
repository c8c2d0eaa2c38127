import CallCenter
import Cells
import Testing

@testable import BoardScreen

/// Page Up, Page Down, Home and End in everything that has rows.
@Suite struct PagingTests {
    private static let centre = SimulatedPBX.fourMinutes

    private func session() throws -> Session { try Session(Self.centre.board, now: Self.centre.now) }

    @Test func `pages stop at the ends`() {
        #expect(ListKeys.place(.pageDown, from: 0, of: 25) == 10)
        #expect(ListKeys.place(.pageDown, from: 20, of: 25) == 24)
        #expect(ListKeys.place(.pageUp, from: 4, of: 25) == 0)
        #expect(ListKeys.place(.end, from: 4, of: 25) == 24)
        #expect(ListKeys.place(.home, from: 4, of: 25) == 0)
        #expect(ListKeys.place(.end, from: 0, of: 0) == 0)
        #expect(ListKeys.place(.down, from: 0, of: 2) == nil)
    }

    @Test func `the palette pages, and Home and End go to its ends while nothing is typed`() throws {
        var session = try session()
        session.press(.character(":"))
        func choice() -> Int? { if case .palette(let palette)? = session.state.overlay { palette.choice } else { nil } }
        func count() -> Int {
            if case .palette(let palette)? = session.state.overlay { palette.matches.count } else { 0 }
        }
        session.press(.pageDown)
        #expect(choice() == 10)
        session.press(.end)
        #expect(choice() == count() - 1 && count() > 40)
        session.press(.pageUp)
        #expect(choice() == count() - 11)
        session.press(.home)
        #expect(choice() == 0)
        session.type("time")
        session.press(.pageDown, .home)
        session.type("x")
        guard case .palette(let palette)? = session.state.overlay else { return }
        #expect(palette.field.text == "xtime", "in a text Home is the text's")
    }

    @Test func `the list of views and the columns page`() throws {
        var session = try session()
        session.press(.character("v"))
        _ = update(
            &session.state, .viewsListed((10..<40).map { "view\($0)" }), board: session.board, now: session.now)
        func choice() -> Int? {
            switch session.state.overlay {
            case .views(let views)?: views.choice
            case .columns(let chooser)?: chooser.choice
            default: nil
            }
        }
        session.press(.pageDown, .pageDown)
        #expect(choice() == 20)
        session.press(.pageDown, .pageUp)
        #expect(choice() == 19)
        session.press(.home)
        #expect(choice() == 0)
        session.press(.escape, .character("|"), .pageDown)
        #expect(choice() == 10)
    }

    @Test func `a list in a dialog goes to its ends, and a text in it keeps Home and End`() throws {
        var field = FormField.list(.reason, "Reason", (1...14).map { "Reason \($0)" }, other: TextField())
        #expect(field.received(.pageDown) && field.chosen == 10)
        #expect(field.received(.end) && field.chosen == 14)
        #expect(field.received(.home) && field.chosen == 0)
        for character in "Tea" { _ = field.received(.character(character)) }
        #expect(field.received(.home) && field.received(.character("x")))
        #expect(field.value == "xTea")
    }

    @Test func `rows page while the filter is typed`() throws {
        var session = try session()
        session.select(.agents)
        session.press(.character("/"), .pageDown)
        #expect(session.state[.agents].selectedRow > 1)
        session.press(.pageUp)
        #expect(session.state[.agents].selectedRow == 0)
    }
}
