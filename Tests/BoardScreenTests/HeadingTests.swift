import CallCenter
import Cells
import Testing

@testable import BoardScreen

@Suite struct HeadingTests {
    @Test(arguments: [Size(columns: 80, rows: 24), Size(columns: 120, rows: 40)])
    func `a click on a heading sorts by it, another turns the order round`(size: Size) throws {
        var session = try Session(GoldenScreens.centre.board, now: GoldenScreens.centre.now, size: size)
        let places = try #require(
            { () -> HeadingPlaces? in
                _ = session.frame()
                return session.state.places.headings[.agents]
            }())
        let frame = session.frame()
        for column in [AgentColumn.time, .taken, .queues] {
            let cells = try #require(places.columns[column.rawValue])
            let shown = cells.map { frame.text(x: $0, y: places.y) }.joined()
            let title = AgentColumn.columns(servers: 1)[column.rawValue].title
            #expect(shown.contains(title), "\(shown)")
            let click = Key.mouse(MouseEvent(action: .press, button: .left, x: cells.upperBound - 1, y: places.y))
            session.press(click)
            #expect(session.state[.agents].sort.column == column.rawValue && session.state.focus == .agents)
            let isDescending = session.state[.agents].sort.isDescending
            session.press(click)
            #expect(session.state[.agents].sort.isDescending == !isDescending)
        }
        #expect(session.state.detail == nil)
    }
}
