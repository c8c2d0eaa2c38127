import CallCenter
import Cells
import Testing

@testable import BoardScreen

@Suite struct MouseTests {
    private func session() throws -> Session {
        var session = try Session(
            GoldenScreens.centre.board, now: GoldenScreens.centre.now, size: Size(columns: 120, rows: 40))
        _ = session.frame()
        return session
    }

    private func event(_ action: MouseEvent.Action, _ x: Int, _ y: Int) -> Key {
        .mouse(MouseEvent(action: action, button: .left, x: x, y: y))
    }

    @Test func `the edge of a heading is drawn to make its column wider, and nothing is sorted`() throws {
        var session = try session()
        let places = try #require(session.state.places.headings[.queues])
        let name = try #require(places.columns[QueueColumn.name.rawValue])
        let sort = session.state[.queues].sort
        session.press(event(.press, name.upperBound, places.y))
        session.press(event(.drag, name.upperBound + 4, places.y), event(.release, name.upperBound + 4, places.y))
        _ = session.frame()
        let wider = try #require(session.state.places.headings[.queues]?.columns[QueueColumn.name.rawValue])
        #expect(wider.count == name.count + 4)
        #expect(session.state[.queues].sort == sort)
        // Let go, it is held no longer.
        session.press(event(.drag, 3, places.y))
        _ = session.frame()
        #expect(session.state.places.headings[.queues]?.columns[QueueColumn.name.rawValue] == wider)
        // Beyond the screen it stays a width that a column can have.
        session.press(event(.press, wider.upperBound, places.y), event(.drag, 100_000, 0), event(.release, 0, 0))
        #expect(session.state[.queues].columns.widths[QueueColumn.name.rawValue] == ColumnLayout.width.upperBound)
    }

    @Test func `a heading that is drawn onto another takes its place, and nothing is sorted`() throws {
        var session = try session()
        let places = try #require(session.state.places.headings[.queues])
        let waiting = try #require(places.columns[QueueColumn.waiting.rawValue])
        let level = try #require(places.columns[QueueColumn.level.rawValue])
        let sort = session.state[.queues].sort
        session.press(event(.press, waiting.lowerBound, places.y), event(.drag, level.lowerBound, places.y))
        session.press(event(.release, level.lowerBound, places.y))
        _ = session.frame()
        let after = try #require(session.state.places.headings[.queues]?.columns)
        let moved = try #require(after[QueueColumn.waiting.rawValue])
        let other = try #require(after[QueueColumn.level.rawValue])
        #expect(moved.lowerBound > other.lowerBound)
        #expect(session.state[.queues].sort == sort)
    }

    @Test func `a click that stays where it is sorts`() throws {
        var session = try session()
        let places = try #require(session.state.places.headings[.queues])
        let waiting = try #require(places.columns[QueueColumn.waiting.rawValue])
        session.press(event(.press, waiting.lowerBound, places.y), event(.release, waiting.lowerBound, places.y))
        #expect(session.state[.queues].sort.column == QueueColumn.waiting.rawValue)
        #expect(session.state[.queues].columns.isStandard)
    }

    @Test func `with the mouse off nothing of it does anything`() throws {
        var session = try session()
        let places = try #require(session.state.places.headings[.queues])
        let start = try #require(session.state.places.listStart[.agents])
        #expect(session.press(.character("m")) == [.toggleMouse(false)])
        let before = session.state[.queues]
        for action in [MouseEvent.Action.press, .drag, .release, .wheelDown] {
            session.press(event(action, places.columns[0]?.upperBound ?? 5, places.y), event(action, 5, start + 2))
        }
        #expect(session.state[.queues].sort == before.sort && session.state[.queues].columns == before.columns)
        #expect(session.state[.agents].selectedRow == 0 && session.state.detail == nil)
    }

    @Test func `bytes a second are shown on demand, and a slow link says so`() throws {
        var session = try session()
        #expect(!session.text().contains("B/s"))
        session.press(.character("@"))
        _ = update(&session.state, .wrote(bytesPerSecond: 312), board: session.board, now: session.now)
        #expect(session.text().contains("312 B/s"))
        session.press(.character("@"), .character("~"))
        session.state.message = nil
        let text = session.text()
        #expect(!text.contains("B/s") && text.contains("slow link"))
        let moments = (0..<10).map { shownMoment(session.state, now: session.now + $0 * 1_000_000) }
        #expect(Set(moments).count <= 3 && moments.allSatisfy { $0 % 5_000_000 == 0 })
        session.press(.character("~"))
        #expect(shownMoment(session.state, now: session.now) == session.now)
    }
}
