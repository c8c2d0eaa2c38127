import CallCenter
import Cells
import Settings
import TestSupport
import Testing

@testable import BoardScreen

/// Several servers on one board: shown together or one alone, people joined by rule.
@Suite struct ServersTests {
    /// Two call centres with the same extensions, as two sites have them.
    private static let board: (board: Board, now: Int64) = {
        var one = SimulatedPBX(queues: 2, agents: 4, callsPerMinute: 4, name: "hq")
        var two = SimulatedPBX(queues: 2, agents: 4, callsPerMinute: 4, seed: 9, name: "branch")
        one.run(seconds: 300)
        two.run(seconds: 300)
        return (Board(servers: [one.board.servers[0], two.board.servers[0]]), max(one.now, two.now))
    }()

    private func session(
        _ columns: Int = 80, _ rows: Int = 24, people: String = ""
    ) throws -> Session {
        let text =
            "[[server]]\nname = \"hq\"\nhost = \"h\"\nuser = \"u\"\n[[server]]\nname = \"branch\"\nhost = \"b\"\nuser = \"u\"\n"
        let configuration = try Configuration(text: text + people, file: "f")
        return try Session(Self.board.board, now: Self.board.now, size: Size(columns: columns, rows: rows)) {
            $0.mode = .live
            $0.apply(configuration)
        }
    }

    private var everybody: Int { Self.board.board.servers.reduce(0) { $0 + $1.agents(at: Self.board.now).count } }

    @Test(arguments: [(80, 24), (120, 40)])
    func `both are shown together, and each says which row is whose`(columns: Int, rows: Int) throws {
        var session = try session(columns, rows)
        try Golden.check(session.text(), named: "servers-\(columns)x\(rows)")
        #expect(session.state.rows.orders[0].count == 4)
        #expect(session.state.rows.totals[1] == everybody)
    }

    @Test func `S shows one alone, the next, and all again, with a chip that says so`() throws {
        var session = try session()
        session.press(.character("S"))
        #expect(session.text().contains(" only hq, S next "))
        #expect(session.state.rows.orders.allSatisfy { $0.allSatisfy { $0.server == 0 } })
        session.press(.character("5"))
        _ = session.frame()
        #expect(session.state.rows.orders[Panel.totals.rawValue].count == 1)
        session.press(.escape, .character("S"))
        try Golden.check(session.text(), named: "servers-one-80x24")
        #expect(Set(session.state.rows.orders[1].map(\.server)) == [1])
        let alone = session.state.rows.counts
        session.press(.character("S"))
        #expect(!session.text().contains("only branch"))
        #expect(session.state.rows.counts != alone)
        var single = try Session(Board(servers: [Self.board.board.servers[0]]), now: Self.board.now)
        single.press(.character("S"))
        #expect(single.text().contains("there is only one server"))
    }

    @Test func `totals are of all servers and of each`() throws {
        var session = try session(120, 40)
        session.press(.character("5"))
        let text = session.text()
        #expect(text.contains("All queues") && text.contains("branch"))
        #expect(session.state.rows.orders[Panel.totals.rawValue].count == 3)
    }

    @Test func `people are apart until a rule joins them`() throws {
        var session = try session(people: "")
        _ = session.frame()
        #expect(session.state.rows.orders[1].count == everybody)
        var joined = try self.session(120, 40, people: "[people]\njoin = \"extension\"\n")
        try Golden.check(joined.text(), named: "people-120x40")
        #expect(joined.state.rows.orders[1].count == everybody / 2)
        let counts = joined.state.rows.counts
        #expect(
            counts.free + counts.onCall + counts.busy + counts.ringing + counts.wrapUp + counts.paused + counts.out
                == everybody / 2)
        #expect(joined.text().contains("hq+branch"))
    }

    @Test func `a person of the configuration is one row, and a pause reaches all their places`() throws {
        let agents = Self.board.board.servers.map { $0.agents(at: Self.board.now) }
        let (first, second) = (agents[0][0], agents[1][1])
        var session = try session(
            people: "[[person]]\nname = \"Ana of both\"\nagents = [\"hq:\(first.id)\", \"branch:\(second.id)\"]\n")
        session.select(.agents) { $0 == .agent(server: 0, id: first.id) }
        #expect(session.text().contains("Ana of both"))
        #expect(session.state.rows.orders[1].count == everybody - 1)
        #expect(!session.state.rows.orders[1].contains(.agent(server: 1, id: second.id)))
        let targets = Scene(state: session.state, board: session.board, now: session.now).agents()
        #expect(targets.map(\.server) == ["hq", "branch"])
        session.size = Size(columns: 100, rows: 60)
        session.press(.enter)
        #expect(session.text().contains("\(second.id) on branch"))
        session.press(.character("e"))
        #expect(session.text().contains("Ana of both"))
    }

    @Test func `of two agents of a person the one that says most leads`() {
        func agent(_ id: String, _ state: AgentState, paused: Bool = false) -> Agent {
            var agent = Agent(id: id)
            agent.name = id
            agent.state = state
            agent.paused = paused
            agent.pausedEverywhere = paused
            agent.callsTaken = 2
            agent.queues = ["support"]
            return agent
        }
        let people = People()
        let entity = Entity.agent(server: 0, id: "a")
        let (person, leader) = people.together(entity, [agent("a", .unavailable), agent("b", .onCall)])
        #expect(person.state == .onCall && leader == 1 && person.name == "a" && person.callsTaken == 4)
        #expect(person.queues == ["support"])
        // Of two on one phone's call, the one whom a queue gave it.
        var (own, given) = (agent("a", .onCall), agent("b", .onCall))
        own.call = AgentCall(
            queue: nil, direction: .inbound, otherParty: "555", channel: "", channelUniqueID: "", since: 0)
        given.call = own.call
        given.call?.queue = "support"
        #expect(people.together(entity, [own, given]).agent.call?.queue == "support")
        let other = people.together(entity, [agent("a", .paused, paused: true), agent("b", .available)]).agent
        #expect(other.state == .available && other.paused && !other.pausedEverywhere)
    }

    @Test func `extensions are found in devices, interfaces and hints`() {
        let cases = [
            ("PJSIP/1001", "1001"), ("SIP/1001", "1001"), ("Local/1001@from-queue/n", "1001"),
            ("hint:1001@ext-local", "1001"), ("Agent:1001", "1001"), ("nothing", nil), ("PJSIP/", nil),
        ]
        for (id, number) in cases { #expect(People.extensionNumber(id) == number, "\(id)") }
    }
}
