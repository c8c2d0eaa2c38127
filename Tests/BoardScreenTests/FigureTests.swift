import CallCenter
import Cells
import Settings
import TestSupport
import Testing

@testable import BoardScreen

@Suite struct FigureTests {
    /// A call centre after forty minutes: long enough for periods to differ.
    static let centre: SimulatedPBX = {
        var pbx = SimulatedPBX(callsPerMinute: 14)
        pbx.run(seconds: 2_400)
        return pbx
    }()

    private static let configuration = """
        [board]
        service_level = "negative"
        short_abandon = 5
        shifts = ["06:00", "14:00", "22:00"]

        [thresholds]
        target = 90

        [queue.support]
        display = "Help desk"
        group = "Service"
        service_level = 10
        variant = "handled"

        [queue.billing]
        group = "Service"
        waiting_warning = 1
        waiting_alarm = 1
        """

    private func session(
        _ columns: Int = 80, _ rows: Int = 24, configured: Bool = false,
        _ change: (inout ScreenOptions) -> Void = { _ in }
    ) throws -> Session {
        let configuration = try Configuration(text: Self.configuration, file: "f")
        return try Session(Self.centre.board, now: Self.centre.now, size: Size(columns: columns, rows: rows)) {
            if configured { $0.apply(configuration) }
            change(&$0)
        }
    }

    private func support(_ entity: Entity) -> Bool { entity == .queue(server: 0, name: "support") }

    @Test(arguments: [(80, 24), (120, 40)])
    func `a figure explains itself, with the calls behind it`(columns: Int, rows: Int) throws {
        var session = try session(columns, rows)
        session.select(.queues, where: support)
        session.press(.character("e"))
        try Golden.check(session.text(), named: "explain-level-\(columns)x\(rows)")
        session.press(.right, .right, .right)
        #expect(session.text().contains("Abandoned of support"))
        try Golden.check(session.text(), named: "explain-abandoned-\(columns)x\(rows)")
        session.press(.escape)
        session.state[.queues].sort = SortOrder(column: QueueColumn.speed.rawValue, isDescending: true)
        session.press(.character("="))
        try Golden.check(session.text(), named: "explain-speed-\(columns)x\(rows)")
        session.press(.escape)
        session.select(.agents) { $0 == .agent(server: 0, id: Self.busiest) }
        session.press(.character("e"), .left, .right)
        #expect(session.text().contains("Time in state"))
        session.press(.escape, .enter, .enter, .right, .right, .right, .right, .right, .right)
        try Golden.check(session.text(), named: "explain-agent-\(columns)x\(rows)")
        #expect(session.effects.isEmpty)
    }

    private static let busiest: String = {
        let server = centre.board.servers[0]
        return server.agentSums(from: .min, until: centre.now).max {
            ($0.value.handled, $1.key) < ($1.value.handled, $0.key)
        }?.key ?? ""
    }()

    @Test func `every figure of every subject can be explained at every size`() throws {
        for (columns, rows) in [(40, 10), (200, 60)] {
            var session = try session(columns, rows, configured: true)
            for (panel, count) in [
                (Panel.queues, QueueFigure.allCases.count), (.agents, AgentFigure.allCases.count),
                (.totals, QueueFigure.allCases.count),
            ] {
                if panel == .totals { session.press(.character("5")) } else { session.select(panel) }
                session.press(.character("e"))
                var titles: Set<String> = []
                for _ in 0..<count {
                    _ = session.frame()
                    if case .explain(let explain) = session.state.overlay { titles.insert("\(explain.figure)") }
                    session.press(.right)
                }
                #expect(titles.count == count)
                session.press(.escape)
            }
        }
    }

    @Test func `missed calls are listed, as many as the figure says`() throws {
        var session = try session(120, 40)
        let server = session.board.servers[0]
        let agent = try #require(
            server.agents(at: session.now).max { ($0.missed, $1.id) < ($1.missed, $0.id) })
        #expect(agent.missed > 0)
        session.select(.agents) { $0 == .agent(server: 0, id: agent.id) }
        session.press(.character("e"))
        for _ in AgentFigure.allCases {
            if session.text().contains("Missed of \(agent.name)") { break }
            session.press(.right)
        }
        let text = session.text()
        #expect(text.contains("Missed of \(agent.name)"))
        #expect(text.contains("Calls behind it \(agent.missed)"))
        #expect(text.split(separator: "\n").count { $0.contains(" rang 0:") } == min(agent.missed, 30))
    }

    @Test func `the value that is explained is the one in the row`() throws {
        var session = try session(200, 60, configured: true)
        session.press(.character("w"))
        _ = session.frame()
        let scene = PanelScene(state: session.state, board: session.board, now: session.now)
        let text = FigureText(scene)
        for case .queue(let server, let name) in session.state.rows.orders[0] {
            let entity = Entity.queue(server: server, name: name)
            let subject = try #require(FigureSubject(entity, scene))
            let queue = try #require(session.board.servers[server].queue(name))
            let sums = session.state.rows.figures.sums(queue, entity)
            #expect(text.value(.answered, of: subject) == "\(sums.answered)")
            let look = session.state.options.look(name, of: "hq")
            #expect(subject.level == QueueAlarms.shownLevel(queue, sums, look))
        }
    }

    @Test func `w takes the next period, which the panel's title names`() throws {
        var session = try session(120, 40, configured: true)
        var periods: [String] = []
        for _ in 0..<6 {
            let title = session.text().split(separator: "\n").first { $0.contains("Queues 4") } ?? ""
            periods.append(String(title.split(separator: "4")[1].prefix { $0 != "─" }))
            session.press(.character("w"))
        }
        #expect(periods == [" today ", " shift ", " 1 h ", " 30 min ", " 15 min ", " today "])
        var plain = try self.session()
        plain.press(.character("w"))
        #expect(plain.state.scope.window == .hour)
        plain.press(.character("w"), .character("w"))
        try Golden.check(plain.text(), named: "board-quarter-80x24")
    }

    @Test func `names, groups, thresholds and variants of the configuration are on the screen`() throws {
        var session = try session(120, 40, configured: true)
        let text = session.text()
        #expect(text.contains("Help desk") && !text.contains(" support "))
        try Golden.check(text, named: "board-configured-120x40")
        let look = session.state.options.look("support", of: "hq")
        #expect(look.variant == .handled && look.rule == ServiceRule(level: 10, shortAbandon: 5))
        #expect(look.thresholds.levelWarning == 90 && look.thresholds.levelBreach == 67.5)
        let billing = session.state.options.look("billing", of: "hq")
        #expect(billing.thresholds.waitingBreach == 1 && billing.variant == .negative)
        session.press(.character("1"), .character("/"))
        session.type("service")
        session.press(.enter)
        #expect(session.state.rows.orders[0].count == 2)
    }

    @Test(arguments: [(80, 24), (120, 40)])
    func `totals of all queues and of groups`(columns: Int, rows: Int) throws {
        var session = try session(columns, rows, configured: true)
        session.press(.character("5"))
        try Golden.check(session.text(), named: "totals-\(columns)x\(rows)")
        let scene = PanelScene(state: session.state, board: session.board, now: session.now)
        let all = try #require(FigureSubject(.row(.totals, server: 0, id: "all"), scene))
        #expect(all.sums.offered == session.board.servers[0].queues.reduce(0) { $0 + $1.today.offered })
        #expect(all.counts.free == session.state.rows.counts.free)
        session.press(.enter)
        #expect(session.text().contains("Help desk"))
    }

    @Test func `a target alone moves its alarm along, and an alarm alone its warning`() {
        var settings = ThresholdSettings()
        settings.target = 60
        settings.waitingWarning = 9
        settings.waitAlarm = 30
        let thresholds = Thresholds().overlaid(by: settings)
        #expect(thresholds.levelWarning == 60 && thresholds.levelBreach == 45)
        #expect(thresholds.waitingWarning == 9 && thresholds.waitingBreach == 9)
        #expect(thresholds.waitWarning == 30 && thresholds.waitBreach == 30)
        #expect(Thresholds().overlaid(by: ThresholdSettings()) == Thresholds())
    }
}
