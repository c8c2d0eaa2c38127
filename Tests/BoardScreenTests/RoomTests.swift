import Cells
import Testing

@testable import BoardScreen

/// Who is given the room of a wide screen, and what stands on the ground of a window.
@Suite struct RoomTests {
    private let wide = Size(columns: 200, rows: 60)

    private func layout(agents: Int, calls: Int) -> ScreenLayout {
        ScreenLayout(wide, focus: .agents, isZoomed: false, queues: 6, agents: agents, calls: calls)
    }

    @Test func `few calls leave the room below them to what is selected, many take it`() throws {
        let few = layout(agents: 24, calls: 12)
        let calls = try #require(few.panels[.channels])
        let beneath = try #require(few.beneath)
        #expect(calls.height == 12 + 3 && beneath.y == calls.endY && beneath.width == calls.width)
        #expect(few.graphs?.x == 0, "the graphs stay below the agents")
        #expect(layout(agents: 24, calls: 60).beneath == nil)
    }

    @Test func `everything about a queue has its last hour beside it where that leaves its lines whole`() {
        let queue = Entity.queue(server: 0, name: "sales")
        let room = Rect(Size(columns: 200, rows: 57))
        #expect(ScreenLayout.graphs(beside: queue, in: room) == Rect(x: 112, y: 0, width: 88, height: 57))
        #expect(ScreenLayout.graphs(beside: queue, in: Rect(Size(columns: 160, rows: 57))) == nil)
        #expect(ScreenLayout.graphs(beside: .agent(server: 0, id: "a"), in: room) == nil)
    }

    @Test func `a small centre's screen has room for what is selected below its calls`() throws {
        func layout(_ size: Size, calls: Int) -> ScreenLayout {
            ScreenLayout(size, focus: .agents, isZoomed: false, queues: 3, agents: 5, calls: calls)
        }
        let size = Size(columns: 120, rows: 40)
        let beneath = try #require(layout(size, calls: 6).beneath)
        #expect(beneath.height >= 10 && beneath.endY == 39)
        #expect(layout(size, calls: 24).beneath == nil)
        #expect(layout(Size(columns: 80, rows: 40), calls: 6).beneath == nil, "a box among rules looks lost")
    }

    @Test func `where the agents fill their side the graphs stand below the calls`() throws {
        let graphs = try #require(layout(agents: 40, calls: 12).graphs)
        #expect(graphs.x == 100)
        #expect(layout(agents: 40, calls: 60).graphs == nil)
    }

    @Test func `calls are given what they needed most lately, and less after five minutes`() {
        var room = ListRoom()
        let second: Int64 = 1_000_000
        room.refresh(13, now: 0)
        #expect(room.rows == 18)
        room.refresh(2, now: 299 * second)
        #expect(room.rows == 18)
        room.refresh(19, now: 299 * second)
        #expect(room.rows == 24)
        room.refresh(2, now: 300 * second)
        #expect(room.rows == 24)
        room.refresh(2, now: 599 * second)
        #expect(room.rows == 6)
        // An earlier moment of the past is looked at by itself.
        room.refresh(40, now: 700 * second)
        room.refresh(2, now: 100 * second)
        #expect(room.rows == 6)
    }

    @Test func `what has no background of its own stands on the window's`() throws {
        let theme = try ThemeLibrary.theme("default", colours: 1 << 24)
        var painter = Painter(size: Size(columns: 20, rows: 5), theme: theme, isASCII: false)
        painter.put("x", x: 0, y: 0, .unavailable)
        let inside = painter.window("Keys", width: 12, height: 3, in: Rect(Size(columns: 20, rows: 5)))
        painter.put("y", x: inside.x, y: inside.y, .unavailable)
        #expect(painter.buffer.style(x: 0, y: 0).background == theme[.text].background)
        #expect(painter.buffer.style(x: inside.x, y: inside.y).background == theme[.window].background)
        #expect(theme[.window].background != theme[.text].background)
    }

    @Test func `a wall's list has as many queues on each page as on the others`() {
        let tiles = (0..<7).map {
            WallTile(
                title: "queue \($0)", queue: nil,
                values: [WallTile.Value(figure: .waiting, text: "3", style: .text)], style: .text, worst: .text)
        }
        let list = WallList(tiles, in: Size(columns: 60, rows: 32))
        #expect(list.perPage == (tiles.count + 1) / 2)
    }
}
