import CallCenter
import Cells
import Settings
import TestSupport
import Testing

@testable import BoardScreen

@Suite struct WallTests {
    private func wall(_ size: Size, ascii: Bool = false, theme: String = "default") throws -> Session {
        var session = try Session(
            GoldenScreens.centre.board, now: GoldenScreens.centre.now, size: size, theme: theme
        ) {
            $0.mode = .live
            $0.view = "wall"
            $0.ascii = ascii
        }
        _ = session.frame()
        return session
    }

    @Test(arguments: [(80, 24), (120, 40), (200, 60), (60, 80), (40, 12)])
    func `large figures fill every size, upright too`(columns: Int, rows: Int) throws {
        var session = try wall(Size(columns: columns, rows: rows))
        try Golden.check(session.text(), named: "wall-\(columns)x\(rows)")
    }

    @Test func `a wall in ASCII and without colour says an alarm in words`() throws {
        var pbx = SimulatedPBX(queues: 2, agents: 1, callsPerMinute: 40)
        pbx.run(seconds: 300)
        var session = try Session(pbx.board, now: pbx.now, size: Size(columns: 80, rows: 24), theme: "mono") {
            $0.view = "wall"
            $0.ascii = true
        }
        let text = session.text()
        #expect(text.utf8.allSatisfy { $0 < 0x80 })
        #expect(text.contains("!! alarm"))
        try Golden.check(text, named: "wall-ascii")
    }

    @Test func `Space takes another figure, W and Esc lead back, and no key asks the PBX for anything`() throws {
        var session = try wall(Size(columns: 100, rows: 30))
        session.press(.character(" "))
        #expect(session.text().contains("longest wait   Space other figure"))
        #expect(session.state.wall?.figures == [.longest, .level, .free, .waiting])
        for command in ScreenCommand.allCases where command.entry.changesPBX {
            for key in session.state.keymap.keys(for: command) {
                #expect(session.press(key) == [])
                #expect(session.state.overlay == nil && session.state.wall != nil)
            }
        }
        session.press(.character("W"))
        #expect(session.state.wall == nil)
        session.press(.character("W"), .escape)
        #expect(session.state.wall == nil && session.text().contains("Agents"))
    }

    @Test func `the pages turn by the clock alone, each as often as the others`() {
        let wall = WallState()
        var shown = [0, 0, 0]
        for step in 0..<30 {
            shown[wall.page(of: 3, at: 1_795_416_742_000_000 + Int64(step) * wall.pageTime)] += 1
        }
        #expect(shown == [10, 10, 10])
        var ahead = WallState()
        ahead.offset = -1
        #expect((ahead.page(of: 3, at: 0) + 1) % 3 == wall.page(of: 3, at: 0))
    }

    @Test(arguments: ["list", "single"], [(80, 24), (120, 40), (60, 80)])
    func `other layouts fill every size too`(layout: String, size: (columns: Int, rows: Int)) throws {
        var session = try wall(Size(columns: size.columns, rows: size.rows))
        session.press(.character("z"))
        if layout == "single" { session.press(.character("z")) }
        #expect(session.state.wall?.layout.rawValue == layout)
        try Golden.check(session.text(), named: "wall-\(layout)-\(size.columns)x\(size.rows)")
    }

    @Test func `the configuration chooses layout, figures and how long a page stands`() throws {
        let text = "[wall]\nlayout = \"single\"\nfigures = [\"lost\", \"answered\"]\npage = 5\n"
        var session = try Session(GoldenScreens.centre.board, now: GoldenScreens.centre.now) {
            $0.apply((try? Configuration(text: text, file: "f")) ?? Configuration())
            $0.view = "wall"
        }
        let screen = session.text()
        #expect(screen.contains("lost") && screen.contains("answered") && !screen.contains("longest wait"))
        #expect(session.state.wall?.pageTime == 5_000_000)
        let error = #expect(throws: SettingsError.self) {
            try Configuration(
                text: "[wall]\nlayout = \"round\"\nfigures = [\"lost\", \"lost\", \"age\"]\npage = 1\n", file: "f")
        }
        #expect(error?.faults.count == 4)
    }

    @Test func `a queue in alarm by any figure says so, and is filled when its callers wait too long now`() throws {
        var pbx = SimulatedPBX(queues: 2, agents: 1, callsPerMinute: 40)
        pbx.run(seconds: 300)
        var session = try Session(pbx.board, now: pbx.now, size: Size(columns: 100, rows: 30)) { $0.view = "wall" }
        session.frame()
        let tiles = session.state.wallTiles(pbx.board, now: pbx.now)
        let alarms = session.state.rows.alarms
        #expect(!alarms.isEmpty)
        #expect(tiles.dropFirst().filter { $0.worst == .queueBreach }.map(\.title) == alarms)
        for layout in WallState.Layout.allCases {
            session.state.wall?.layout = layout
            // A queue says it in a word or by the figure, all of them by how many queues.
            #expect(session.text().contains(layout == .list ? #/‼\d+ lost/# : #/‼ (?:alarm|2 queues)/#))
        }
    }

    /// One queue whose callers give up, and one that is well.
    private func losing() -> SimulatedPBX {
        var pbx = SimulatedPBX(queues: 2, agents: 4, callsPerMinute: 0)
        for call in 1...6 {
            let id = "1795416700.\(call)"
            let head = "Channel: PJSIP/trunk-\(call)\r\nUniqueid: \(id)\r\nLinkedid: \(id)\r\nQueue: sales\r\n"
            pbx.apply("Event: Newchannel\r\n\(head)ChannelState: 6\r\n\r\n")
            pbx.apply("Event: QueueCallerJoin\r\n\(head)Position: 1\r\nCount: 1\r\n\r\n")
            pbx.apply("Event: QueueCallerLeave\r\n\(head)Position: 1\r\nCount: 0\r\n\r\n")
            pbx.apply("Event: QueueCallerAbandon\r\n\(head)Position: 1\r\nOriginalPosition: 1\r\nHoldTime: 1\r\n\r\n")
            pbx.apply("Event: Hangup\r\n\(head)Cause: 16\r\n\r\n")
        }
        return pbx
    }

    @Test func `the figure that is in alarm is on the tile, and all queues together say whose it is`() throws {
        let pbx = losing()
        for layout in WallState.Layout.allCases {
            var session = try Session(pbx.board, now: pbx.now, size: Size(columns: 80, rows: 24)) { $0.view = "wall" }
            session.frame()
            session.state.wall?.layout = layout
            session.state.wall?.figures = [.waiting, .longest, .level]
            var pages = ""
            for page in 0..<3 {
                session.state.wall?.offset = page
                pages += session.text()
            }
            // In the list it has a column, with its title.
            let why = layout == .single ? "‼lost" : layout == .list ? " lost\n" : "‼6 lost"
            #expect(pages.contains(why) && pages.contains("‼ sales"), "\(layout)")
            // A queue that lost nobody does not speak of it.
            #expect(!pages.contains("0 lost"), "\(layout)")
        }
    }

    @Test func `at 80 columns no figure of a tile is left out`() throws {
        var session = try wall(Size(columns: 80, rows: 24))
        #expect(session.text().ranges(of: #/ \d free/#).count == 5 + 1, "five tiles, and the header")
    }

    @Test func `pages of tiles are as full as each other`() throws {
        let pbx = SimulatedPBX(queues: 6, agents: 6, callsPerMinute: 0)
        var session = try Session(pbx.board, now: pbx.now, size: Size(columns: 80, rows: 24)) { $0.view = "wall" }
        var counts: [Int] = []
        for page in 0..<2 {
            session.frame()
            session.state.wall?.offset = page
            let text = session.text()
            #expect(text.contains("of 2   callers waiting") && text.contains("W leaves") && !text.contains("leav…"))
            counts.append(text.ranges(of: "╭─ ").count)
        }
        #expect(counts.sorted() == [3, 4])
    }

    @Test func `nothing stands in one place for long`() throws {
        var session = try wall(Size(columns: 80, rows: 24))
        var corners: Set<String> = []
        for minute in 0..<4 {
            session.now = GoldenScreens.centre.now + Int64(minute) * WallState.shiftTime
            let frame = session.frame()
            for y in 0..<24 {
                if let x = (0..<80).first(where: { frame.text(x: $0, y: y) == "╭" }) {
                    corners.insert("\(x),\(y)")
                    break
                }
            }
        }
        #expect(corners.count == 4)
    }

    @Test func `figures are as large as their room`() {
        #expect(BlockDigits.width("12:05", scale: 1) == 34)
        #expect(BlockDigits.scale("7", width: 40, height: 12) == 2)
        #expect(BlockDigits.scale("1234", width: 20, height: 12) == 0)
        for text in ["0", "47%", "12:05", "1h02m", "3d04h", "-"] {
            let dots = BlockDigits.dots(text, scale: 3)
            #expect(dots.map(\.endX).max() == BlockDigits.width(text, scale: 3))
            #expect(dots.allSatisfy { $0.x >= 0 && $0.endY <= BlockDigits.rows * 3 })
        }
    }

    @Test func `tiles leave little room empty`() {
        let grid = WallGrid(tiles: 7, in: Size(columns: 199, rows: 51))
        #expect((grid.columns, grid.rows) == (4, 2))
    }

    @Test(arguments: [80, 120, 160, 200, 240])
    func `figures beside each other on a wall's list are further apart than their digits`(columns: Int) throws {
        var pbx = SimulatedPBX(queues: 3, agents: 8, callsPerMinute: 30)
        pbx.run(seconds: 400)
        var session = try Session(pbx.board, now: pbx.now, size: Size(columns: columns, rows: 60)) { $0.view = "wall" }
        session.frame()
        let tiles = session.state.wallTiles(session.board, now: session.now)
        let list = WallList(tiles, in: Size(columns: columns - 1, rows: 52))
        #expect(list.columns.count >= 2)
        for tile in tiles {
            var end: Int?
            for column in list.columns {
                let text = try #require(tile.values.first { $0.figure == column.figure }).text
                let start = column.x + column.width - BlockDigits.width(text, scale: list.scale)
                // Two digits are 2 columns apart, as often as they are enlarged.
                if let end { #expect(start - end >= 4 * list.scale) }
                end = column.x + column.width
                #expect(column.x + column.width <= columns - 1)
            }
        }
    }

    @Test func `all queues together take the room that no other tile would stand in`() throws {
        for columns in stride(from: 40, through: 220, by: 20) {
            for rows in stride(from: 18, through: 90, by: 9) {
                for tiles in 2...13 {
                    var grid = WallGrid(tiles: tiles, in: Size(columns: columns, rows: rows))
                    if grid.pages > 1 { continue }
                    grid.widenFirst(of: tiles)
                    let area = Rect(x: 1, y: 1, width: columns, height: rows)
                    let rects = (0..<tiles).map { grid.rect($0, in: area) }
                    #expect(rects.reduce(0) { $0 + $1.width } == columns * grid.rows)
                    for (place, rect) in rects.enumerated() {
                        #expect(rect == rect.intersection(area) && rect.height == rects[0].height)
                        #expect(
                            rects.dropFirst(place + 1).allSatisfy {
                                rect.intersection($0).width * rect.intersection($0).height == 0
                            })
                    }
                }
            }
        }
        let pbx = SimulatedPBX(queues: 6, agents: 6, callsPerMinute: 0)
        var session = try Session(pbx.board, now: pbx.now, size: Size(columns: 120, rows: 40)) { $0.view = "wall" }
        let tops = session.text().split(separator: "\n").filter { $0.contains("╭─ ") }
        #expect(tops.map { $0.ranges(of: "╭─ ").count } == [1, 3, 3])
    }

    @Test func `a page with fewer tiles than the others has no hole`() {
        for columns in stride(from: 40, through: 220, by: 20) {
            for rows in stride(from: 18, through: 90, by: 9) {
                for tiles in 2...30 {
                    let size = Size(columns: columns, rows: rows)
                    let pages = WallGrid(tiles: tiles, in: size).pages
                    let each = (tiles + pages - 1) / pages
                    let onLast = tiles - each * (pages - 1)
                    var grid = WallGrid(tiles: each, in: size)
                    grid.stretchLast(of: onLast)
                    let area = Rect(x: 1, y: 1, width: columns, height: rows)
                    let rects = (0..<onLast).map { grid.rect($0, in: area) }
                    let covered = rects.reduce(0) { $0 + $1.width * $1.height }
                    #expect(covered == columns * (rows - rows % grid.rows), "\(tiles) in \(columns)x\(rows)")
                    #expect(rects.allSatisfy { $0 == $0.intersection(area) && $0.height == rects[0].height })
                }
            }
        }
    }

    @Test(arguments: ["z", "zz"]) func `a figure in breach is seen where its place is not filled`(keys: String) throws {
        var pbx = SimulatedPBX(queues: 3, agents: 8, callsPerMinute: 30)
        pbx.run(seconds: 400)
        var session = try Session(pbx.board, now: pbx.now, size: Size(columns: 160, rows: 50)) { $0.view = "wall" }
        session.frame()
        for key in keys { session.press(.character(key)) }
        let (ink, alone) = (session.state.theme[.wallBreach], session.state.theme[.alarmBreach])
        var seen = 0
        for page in 0..<4 {
            session.state.wall?.offset = page
            let frame = session.frame()
            for y in 8..<48 {
                let cells = (0..<160).map { (text: frame.text(x: $0, y: y), style: frame.style(x: $0, y: y)) }
                let blocks = cells.filter { $0.text == "█" }
                seen += blocks.count { $0.style.foreground == alone.foreground }
                guard blocks.contains(where: { $0.style.foreground == ink.foreground }) else { continue }
                #expect(cells.contains { $0.text == " " && $0.style.background == ink.background }, "line \(y)")
            }
        }
        #expect(seen > 0)
    }

    @Test func `every tile is inside and as high as the others, none over another, at every size`() {
        for columns in stride(from: 20, through: 220, by: 20) {
            for rows in stride(from: 5, through: 90, by: 9) {
                for tiles in [1, 2, 5, 13, 60] {
                    let grid = WallGrid(tiles: tiles, in: Size(columns: columns, rows: rows))
                    #expect(grid.perPage * grid.pages >= tiles)
                    let area = Rect(x: 1, y: 1, width: columns, height: rows)
                    var covered = 0
                    for place in 0..<grid.perPage {
                        let rect = grid.rect(place, in: area)
                        #expect(rect == rect.intersection(area))
                        #expect(rect.height == grid.rect(0, in: area).height)
                        covered += rect.width * rect.height
                    }
                    #expect(covered == columns * (rows - rows % grid.rows))
                }
            }
        }
    }
}
