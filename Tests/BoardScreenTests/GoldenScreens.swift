import CallCenter
import Cells
import TestSupport
import Testing

@testable import BoardScreen

@Suite struct GoldenScreens {
    /// One board for all of them: a call centre of four queues after twenty minutes, fixed by its seed.
    static let centre: SimulatedPBX = {
        var pbx = SimulatedPBX()
        pbx.run(seconds: 240)
        return pbx
    }()

    private func session(_ columns: Int, _ rows: Int, theme: String = "default", ascii: Bool = false) throws -> Session
    {
        try Session(
            Self.centre.board, now: Self.centre.now, size: Size(columns: columns, rows: rows), theme: theme
        ) { $0.ascii = ascii }
    }

    @Test(arguments: [(80, 24), (120, 40), (200, 60), (40, 12), (20, 5)])
    func `a lively call centre at every size`(columns: Int, rows: Int) throws {
        var session = try session(columns, rows)
        try Golden.check(session.text(), named: "board-\(columns)x\(rows)")
    }

    @Test func `an ASCII terminal`() throws {
        var session = try session(120, 40, ascii: true)
        let text = session.text()
        #expect(text.utf8.allSatisfy { $0 < 0x80 })
        try Golden.check(text, named: "board-ascii")
    }

    @Test func `without colour every state is still told`() throws {
        var session = try session(80, 24, theme: "mono")
        try Golden.check(session.text(), named: "board-mono")
    }

    @Test func `before the first word of the PBX`() throws {
        var session = try Session(Board(servers: [ServerBoard(name: "hq")]), now: 1_795_416_742_000_000)
        try Golden.check(session.text(), named: "connecting")
    }

    @Test func `old data looks old and says how old`() throws {
        var pbx = Self.centre
        pbx.fallSilent(seconds: 12)
        pbx.fact(.disconnected(reason: "The PBX closed the connection", retryIn: 2))
        var session = try Session(pbx.board, now: pbx.now) { $0.mode = .live }
        try Golden.check(session.text(), named: "stale")
        let plain = try #require(session.state.rows.orders[1].first)
        #expect(plain.panel == .agents)
        #expect(session.frame().style(x: 3, y: 10).attributes.contains(.dim))
    }

    @Test func `timers stand still at the last word of the PBX`() throws {
        var pbx = Self.centre
        var session = try Session(pbx.board, now: pbx.now) { $0.mode = .live }
        let before = session.text().split(separator: "\n").filter { $0.contains("Ana Lima") }
        pbx.fact(.disconnected(reason: "The PBX closed the connection", retryIn: 2))
        pbx.fallSilent(seconds: 300)
        session.board = pbx.board
        session.now = pbx.now
        let text = session.text()
        #expect(text.split(separator: "\n").filter { $0.contains("Ana Lima") } == before)
        #expect(text.contains("(5m ago)") && text.contains("R retry") && !text.contains("x hang up"))
    }

    @Test func `a refused login says which key tries again`() throws {
        var pbx = Self.centre
        pbx.fact(.disconnected(reason: "Login refused: check user and secret", retryIn: nil))
        var session = try Session(pbx.board, now: pbx.now) { $0.mode = .live }
        try Golden.check(session.text(), named: "offline")
    }

    @Test func `the past is unmistakable`() throws {
        var session = try Session(Self.centre.board, now: Self.centre.now) { $0.mode = .replay }
        try Golden.check(session.text(), named: "replay")
    }

    @Test func `help names every key and says what read-only takes`() throws {
        var session = try Session(
            Self.centre.board, now: Self.centre.now, size: Size(columns: 100, rows: 62)
        ) { $0.readOnly = true }
        session.press(.character("?"))
        try Golden.check(session.text(), named: "help")
        session.press(.end)
        try Golden.check(session.text(), named: "help-signs")
    }

    @Test func `a filter is a chip that counts`() throws {
        var session = try session(80, 24)
        session.press(.character("2"), .character("/"))
        session.type("sup")
        try Golden.check(session.text(), named: "filter-typing")
        session.press(.enter)
        try Golden.check(session.text(), named: "filter")
    }

    @Test func `the palette completes`() throws {
        var session = try session(80, 24)
        session.press(.character(":"))
        session.type("pa")
        try Golden.check(session.text(), named: "palette")
    }

    @Test func `pause asks for a reason`() throws {
        var session = try session(80, 24)
        session.select(.agents) { Self.agent($0)?.state == .available }
        session.press(.character("p"))
        try Golden.check(session.text(), named: "pause")
        session.press(.tab, .right, .tab, .down)
        session.type("dentist")
        try Golden.check(session.text(), named: "pause-typed")
    }

    @Test func `unpause says where`() throws {
        var session = try session(80, 24)
        session.select(.agents) { Self.agent($0)?.paused == true }
        session.press(.character("u"))
        try Golden.check(session.text(), named: "unpause")
    }

    @Test func `hang up names its target`() throws {
        var session = try session(80, 24)
        session.select(.agents) { Self.agent($0)?.state == .onCall && Self.agent($0)?.call?.channel != "" }
        session.press(.character("x"))
        session.now += 1_000_000
        try Golden.check(session.text(), named: "hang-up")
    }

    @Test func `a new call is a form that says what is wrong`() throws {
        var session = try session(80, 24)
        session.select(.queues)
        session.press(.character("o"))
        try Golden.check(session.text(), named: "originate")
        session.type("1000")
        session.press(.enter)
        try Golden.check(session.text(), named: "originate-wrong")
    }

    @Test func `details explain figures`() throws {
        var session = try session(100, 50)
        session.select(.queues)
        session.press(.enter)
        try Golden.check(session.text(), named: "detail-queue")
        session.press(.escape)
        session.select(.agents) { Self.agent($0)?.state == .onCall }
        session.press(.enter)
        try Golden.check(session.text(), named: "detail-agent")
        session.press(.escape)
        session.select(.channels) { !(Self.channel($0)?.bridgeID.isEmpty ?? true) }
        session.press(.enter)
        try Golden.check(session.text(), named: "detail-channel")
    }

    @Test func `callers' text cannot break the screen`() throws {
        var pbx = SimulatedPBX(queues: 1, agents: 2, callsPerMinute: 0)
        let names = [
            "\u{1B}[2J\u{1B}[31mgone", "\u{202E}evil\u{202C}", "a\u{200B}b\u{200D}c\u{FEFF}", "受付センターの田中様ですよろしく",
            "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}", "👩‍👩‍👧‍👦 family", "\u{9B}31m c1",
            String(repeating: "long ", count: 60),
        ]
        for (index, name) in names.enumerated() {
            pbx.apply(
                "Event: Newchannel\r\nChannel: PJSIP/trunk-\(index)\r\nChannelState: 4\r\nChannelStateDesc: Ring\r\n"
                    + "CallerIDNum: 030\(index)\r\nCallerIDName: \(name)\r\nConnectedLineNum: <unknown>\r\n"
                    + "ConnectedLineName: <unknown>\r\nContext: in\r\nExten: 100\r\nPriority: 1\r\n"
                    + "Uniqueid: 1795416700.\(index)\r\nLinkedid: 1795416700.\(index)\r\n\r\n")
        }
        var session = try Session(pbx.board, now: pbx.now, size: Size(columns: 80, rows: 24))
        session.press(.character("3"), .character("z"))
        let text = session.text()
        #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || (0x7F...0x9F).contains($0.value) })
        #expect(!text.unicodeScalars.contains { (0x202A...0x202E).contains($0.value) })
        try Golden.check(text, named: "hostile")
    }

    @Test func `masked callers`() throws {
        var session = try Session(Self.centre.board, now: Self.centre.now, size: Size(columns: 120, rows: 40)) {
            $0.mask = true
        }
        try Golden.check(session.text(), named: "masked")
    }

    private static func agent(_ entity: Entity) -> Agent? {
        guard case .agent(_, let id) = entity else { return nil }
        return centre.board.servers[0].agent(id, at: centre.now)
    }

    private static func channel(_ entity: Entity) -> Channel? {
        guard case .channel(_, let id) = entity else { return nil }
        return centre.board.servers[0].channel(uniqueID: id)
    }
}
