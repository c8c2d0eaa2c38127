import CallCenter
import Cells
import Settings
import TestSupport
import Testing

@testable import BoardScreen

@Suite struct ViewsTests {
    private func session(_ size: Size = Size(columns: 120, rows: 40)) throws -> Session {
        try Session(GoldenScreens.centre.board, now: GoldenScreens.centre.now, size: size)
    }

    @Test func `a view that is written is read back the same, whatever a person has arranged`() throws {
        var random = SplitMix64(seed: 5)
        for _ in 0..<200 {
            var view = SavedView()
            view.panel = Panel.allCases[Int(random.next() % UInt64(Panel.allCases.count))]
            view.isAlone = random.next().isMultiple(of: 2)
            view.window = MetricWindow.allCases[Int(random.next() % UInt64(MetricWindow.allCases.count))]
            view.server = random.next().isMultiple(of: 2) ? nil : "hq \"1\" \\ \u{E9}"
            view.hasAlarmsFirst = random.next().isMultiple(of: 2)
            view.hidesLoggedOut = random.next().isMultiple(of: 2)
            view.isGrid = random.next().isMultiple(of: 2)
            view.hasTotalsRow = random.next().isMultiple(of: 2)
            if random.next().isMultiple(of: 2) {
                var wall = WallState()
                wall.layout = .single
                wall.turnFigures()
                wall.pageTime = 7_000_000
                view.wall = wall
            }
            view.hasGraphs = random.next().isMultiple(of: 2)
            for panel in Panel.allCases where random.next().isMultiple(of: 2) {
                let count = UInt64(panel.allColumns.count)
                var list = SavedView.ListView(
                    sort: SortOrder(column: Int(random.next() % count), isDescending: random.next().isMultiple(of: 2)))
                list.filter = ["", "!sup\"port", "\\u0041", "Zo\u{EB}"][Int(random.next() % 4)]
                if random.next().isMultiple(of: 2) {
                    list.columns.order = Array(panel.allColumns.indices.reversed().prefix(3))
                }
                list.columns.widths[Int(random.next() % count)] = 2 + Int(random.next() % 100)
                view.lists[panel] = list
            }
            #expect(try ViewFile.view(text: ViewFile.text(view), file: "v.toml") == view)
        }
    }

    @Test func `headings name columns: no panel has two of one name`() {
        for panel in Panel.allCases {
            let titles = panel.allColumns.map { $0.title.lowercased() }
            #expect(Set(titles).count == titles.count, "\(panel): \(titles)")
            #expect(!titles.contains(""))
            // What a person chose must not change with what is connected.
            #expect(panel.list.map { $0.columns(servers: 1).map { $0.title.lowercased() } } ?? titles == titles)
        }
    }

    @Test func `a bad view is told all its faults with their lines`() {
        let text = """
            [view]
            panel = "agent"
            alone = "yes"
            windw = "1h"
            window = 5

            [queues]
            sort = "Waiting"
            columns = ["Queue", "Wait", "wait", "Colour"]
            filter = 3

            [agents]
            columns = []

            [agents.widths]
            State = 900
            Nmae = 7

            [robots]
            sort = "x"
            """
        do {
            _ = try ViewFile.view(text: text, file: "v.toml")
            Issue.record("it was taken")
        } catch {
            let told = error.faults.map(\.description)
            for line in [2, 3, 4, 5, 8, 9, 10, 13, 16, 17, 19] {
                #expect(told.contains { $0.hasPrefix("v.toml:\(line):") }, "line \(line) is missing: \(told)")
            }
            #expect(told.contains { $0.contains("did you mean \"agents\"?") }, "\(told)")
        }
    }

    @Test func `what a person arranged comes back as it was`() throws {
        var one = try session()
        one.press(.character("1"), .character(">"), .character("I"), .character("$"), .character("_"))
        one.press(.character("2"), .character("z"), .character("/"))
        one.type("sup")
        one.press(.enter)
        let text = viewText(one.state, board: one.board)
        var other = try session()
        let view = try ViewFile.view(text: text, file: "v.toml")
        _ = update(&other.state, .viewed(view, name: "mine"), board: other.board, now: other.now)
        #expect(other.state.message?.text == "View mine")
        // Later than what either reads once a second.
        one.now += 2_000_000
        (other.state.message, one.state.message, other.now) = (nil, nil, one.now)
        one.state.select(.agents, row: 0)
        #expect(other.text() == one.text())
        #expect(viewText(other.state, board: other.board) == text)
        other.press(.character(":"))
        other.type("view.standard")
        other.press(.enter)
        #expect(other.state.scope == BoardScope() && !other.state.isZoomed && other.state[.agents].filter.isEmpty)
    }

    @Test func `v lists, shows and deletes, V keeps under a name`() throws {
        var session = try session()
        #expect(session.press(.character("V")) == [.views(.list)])
        session.type("a/b")
        session.press(.enter)
        guard case .views(let refused)? = session.state.overlay else { throw Missing() }
        #expect(refused.problem.contains("letters"))
        session.press(.control("u"))
        session.type("wall")
        session.press(.enter)
        guard case .views? = session.state.overlay else { throw Missing() }
        session.press(.control("u"))
        session.type("morning")
        let kept = session.press(.enter)
        guard case .views(.save("morning", let text))? = kept.first else { throw Missing() }
        #expect(try ViewFile.view(text: text, file: "") == SavedView(session.state, servers: ["hq"]))
        session.press(.character("v"))
        _ = update(&session.state, .viewsListed(["evening", "morning"]), board: session.board, now: session.now)
        #expect(session.text().contains("evening"))
        session.press(.down, .character("d"))
        #expect(session.text().contains("Delete morning?"))
        #expect(session.press(.character("n")).isEmpty)
        session.press(.character("d"))
        #expect(session.press(.character("y")) == [.views(.delete("morning")), .views(.list)])
        session.press(.home)
        #expect(session.press(.enter) == [.views(.load("evening"))])
    }

    @Test func `columns are chosen, moved and made wider on the screen`() throws {
        var session = try session()
        session.press(.character("1"), .character("|"))
        _ = session.frame()
        // The name last, the waiting callers first.
        session.press(.character(">"), .character("+"), .character("+"))
        session.press(.enter)
        _ = session.frame()
        let layout = session.state[.queues].columns
        #expect(layout.order?.prefix(2) == [QueueColumn.waiting.rawValue, QueueColumn.name.rawValue])
        let places = try #require(session.state.places.headings[.queues]?.columns)
        let name = try #require(places[QueueColumn.name.rawValue])
        let waiting = try #require(places[QueueColumn.waiting.rawValue])
        #expect(waiting.lowerBound < name.lowerBound)
        #expect(name.count == layout.widths[QueueColumn.name.rawValue])
        let row = try #require(session.state.places.listStart[.queues])
        let shown = name.map { session.frame().text(x: $0, y: row) }.joined()
        #expect(
            GoldenScreens.centre.board.servers[0].queues.contains { shown.hasPrefix($0.name.prefix(5)) }, "\(shown)")
        // A column that is taken away is gone, and comes back on Esc.
        session.press(.character("|"), .character(" "))
        _ = session.frame()
        #expect(session.state.places.headings[.queues]?.columns[QueueColumn.waiting.rawValue] == nil)
        session.press(.escape)
        #expect(session.state[.queues].columns == layout)
        session.press(.character("|"), .character("r"), .enter)
        #expect(session.state[.queues].columns.isStandard)
    }

    @Test func `the last column of a panel cannot be taken away`() throws {
        var session = try session()
        session.press(.character("2"), .character("|"))
        for _ in 0..<AgentColumn.allCases.count { session.press(.character(" "), .down) }
        session.press(.enter)
        #expect(session.state[.agents].columns.order?.isEmpty == false)
    }

    @Test func `a hundred and twenty agents are all seen in the grid, and each can be selected`() throws {
        var pbx = SimulatedPBX(queues: 6, agents: 120, callsPerMinute: 60)
        pbx.run(seconds: 60)
        var session = try Session(pbx.board, now: pbx.now, size: Size(columns: 120, rows: 40))
        session.press(.character("#"), .character("z"))
        let text = session.text()
        let names = pbx.board.servers[0].agents(at: pbx.now).map(\.name)
        #expect(names.count > 110)
        #expect(names.filter { text.contains($0.prefix(8)) }.count == names.count, "\(text)")
        let grid = try #require(session.state.places.grid)
        #expect(grid.across > 2)
        session.press(.home, .down, .right)
        #expect(session.state[.agents].selectedRow == grid.across + 1)
        session.press(.up, .left)
        #expect(session.state[.agents].selectedRow == 0)
        // A click takes the cell under it.
        let start = try #require(session.state.places.listStart[.agents])
        session.press(
            .mouse(MouseEvent(action: .press, button: .left, x: grid.x + grid.width + 2, y: start + 2)))
        #expect(session.state[.agents].selectedRow == 2 * grid.across + 1)
        session.press(.end)
        #expect(session.state[.agents].selectedRow == names.count - 1)
        #expect(session.state.focus == .agents)
    }

    @Test func `who is out is hidden on demand and still counted`() throws {
        var pbx = SimulatedPBX(queues: 3, agents: 30)
        pbx.run(seconds: 300)
        var session = try Session(pbx.board, now: pbx.now, size: Size(columns: 120, rows: 60))
        _ = session.frame()
        let out = session.state.rows.counts.out
        let all = session.state.rows.orders[1].count
        try #require(out > 0)
        session.press(.character("_"))
        let text = session.text()
        #expect(session.state.rows.orders[1].count == all - out)
        #expect(session.state.rows.counts.out == out)
        #expect(text.contains("\(all - out) of \(all)") && text.contains("without out"))
    }

    @Test func `the totals row is the sum of the queues that are shown`() throws {
        var session = try session()
        session.press(.character("1"), .character("$"))
        let queues = GoldenScreens.centre.board.servers[0].queues
        let rows = session.text().split(separator: "\n").filter { $0.contains("Total of \(queues.count)") }
        #expect(rows.count == 1)
        #expect(session.state.totals.sums.answered == queues.reduce(0) { $0 + $1.today.answered })
        #expect(session.state.totals.waiting == queues.reduce(0) { $0 + $1.waiting })
        #expect(session.state.totals.counts == session.state.rows.counts)
        session.press(.character("/"))
        session.type("sup")
        session.press(.enter)
        _ = session.frame()
        let shown = queues.filter { $0.name.contains("sup") }
        #expect(session.state.totals.queues == shown.count)
        #expect(session.state.totals.sums.answered == shown.reduce(0) { $0 + $1.today.answered })
    }

    @Test func `no size of a terminal ends the program, with every dialog and the grid`() throws {
        var pbx = SimulatedPBX(queues: 6, agents: 120, callsPerMinute: 60)
        pbx.run(seconds: 30)
        var random = SplitMix64(seed: 3)
        let openings: [[Key]] = [
            [.character("#")], [.character("1"), .character("$")], [.character("2"), .character("|")],
            [.character("v")], [.character("V")], [.character("#"), .character("z"), .character("_")],
        ]
        for keys in openings {
            var session = try Session(pbx.board, now: pbx.now, size: Size(columns: 80, rows: 24))
            for key in keys { session.press(key) }
            var sizes = [(1, 1), (20, 5), (500, 200), (40, 10), (41, 11), (80, 24), (1, 200), (500, 1), (0, 0)]
            sizes += (0..<12).map { _ in (Int(random.next() % 260), Int(random.next() % 90)) }
            for (columns, rows) in sizes {
                session.size = Size(columns: columns, rows: rows)
                _ = update(&session.state, .resized(session.size), board: session.board, now: session.now)
                let frame = session.frame()
                #expect(frame.size == session.size)
                for key in [Key.down, .right, .pageDown, .character("+"), .end] { session.press(key) }
            }
        }
    }

    private struct Missing: Error {}
}
