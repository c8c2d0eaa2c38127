import AMI
import CallCenter
import Cells
import PBXSimulator

@testable import BoardScreen

/// Boards for the tests: of a simulated PBX on virtual time, or of packets written down.
struct SimulatedPBX {
    private var simulator: Simulator
    private(set) var board: Board
    private(set) var now: Int64
    private var actions = 0

    /// What ListCommands of an Asterisk offers a user who may everything, as far as callboard asks for it.
    static let offered = ActionDeclaration.control.map(\.name) + ["QueueStatus", "CoreShowChannels"]

    init(queues: Int = 4, agents: Int = 14, callsPerMinute: Double = 10, seed: UInt64 = 7, name: String = "hq") {
        var options = SimulatorOptions()
        options.queues = queues
        options.agents = agents
        options.callsPerMinute = callsPerMinute
        options.seed = seed
        options.warmUpSeconds = 1200
        simulator = Simulator(options)
        board = Board(servers: [ServerBoard(name: name)])
        now = simulator.now
        fact(.connecting)
        take(simulator.connected(1))
        fact(.connected(banner: "Asterisk Call Manager/9.0.0"))
        send("Login", [("Username", "demo"), ("Secret", "demo"), ("Events", "system,call,agent,user")])
        fact(.loggedIn(commands: Self.offered))
        send("CoreSettings", [])
        send("QueueStatus", [])
        send("CoreShowChannels", [])
        run(seconds: 2)
    }

    /// Lets virtual time pass.
    mutating func run(seconds: Int) {
        for _ in 0..<seconds {
            now += 1_000_000
            take(simulator.advance(to: now))
            board.servers[0].advance(to: now)
        }
    }

    mutating func fact(_ fact: OwnFact) {
        board.servers[0].apply(fact, at: RecordStamp(time: now, epoch: 1))
    }

    /// Time passes and the PBX says nothing.
    mutating func fallSilent(seconds: Int64) {
        now += seconds * 1_000_000
        board.servers[0].advance(to: now)
    }

    /// Packets as a PBX might send them.
    mutating func apply(_ text: String) { take([.send(bytes: Array(text.utf8), to: 1)]) }

    private mutating func send(_ name: String, _ fields: [(String, String)]) {
        actions += 1
        let id = "t-\(actions)"
        fact(.actionSent(id: id, name: name, scope: ""))
        let headers =
            [HeaderField("Action", name), HeaderField("ActionID", id)] + fields.map { HeaderField($0.0, $0.1) }
        take(simulator.received(Packet(headers), from: 1))
    }

    private mutating func take(_ outputs: [SimulatorOutput]) {
        let stamp = RecordStamp(time: now, epoch: 1)
        for case .send(var bytes, _) in outputs {
            if bytes.starts(with: Array("Asterisk Call Manager".utf8)), let end = bytes.firstIndex(of: 10) {
                bytes.removeFirst(end + 1)
            }
            if bytes.isEmpty { continue }
            bytes.withUnsafeBytes { board.servers[0].apply(packets: $0, at: stamp) }
        }
    }
}

extension SimulatedPBX {
    /// A centre after four minutes: what most suites look at, run once for all of them.
    static let fourMinutes: SimulatedPBX = {
        var pbx = SimulatedPBX()
        pbx.run(seconds: 240)
        return pbx
    }()
}

/// A screen with a person before it, on a clock that the test moves.
struct Session {
    var state: ScreenState
    var board: Board
    var now: Int64
    var size: Size
    /// The clock of the keys, and how far apart they are, in µs.
    private var keyedAt: Int64 = 0
    var pace: Int64 = 1_000_000
    private(set) var effects: [ScreenEffect] = []

    init(
        _ board: Board, now: Int64, size: Size = Size(columns: 80, rows: 24), theme: String = "default",
        _ change: (inout ScreenOptions) -> Void = { _ in }
    ) throws {
        var options = ScreenOptions()
        options.mode = .demo
        change(&options)
        state = ScreenState(
            options: options, theme: try ThemeLibrary.theme(theme, colours: 256), keymap: try Keymap.standard())
        self.board = board
        self.now = now
        self.size = size
    }

    /// Presses keys one after another, a second apart, with a frame between, as a person does.
    @discardableResult
    mutating func press(_ keys: Key...) -> [ScreenEffect] {
        var all: [ScreenEffect] = []
        for key in keys {
            _ = frame()
            now += 200_000
            keyedAt += pace
            all += update(&state, .key(key, at: keyedAt), board: board, now: now)
        }
        effects += all
        return all
    }

    mutating func type(_ text: String) {
        for character in text { press(.character(character)) }
    }

    @discardableResult
    mutating func frame() -> CellBuffer { draw(&state, board: board, now: now, size: size) }

    /// The frame as text, with a line of the size over it.
    mutating func text() -> String { frame().text }

    /// Focuses a panel and selects the first row that the test accepts.
    mutating func select(_ panel: Panel, where accept: (Entity) -> Bool = { _ in true }) {
        state.focus = panel
        _ = frame()
        let order = state.rows.orders[panel.rawValue]
        if let row = order.firstIndex(where: accept) { state.select(panel, row: row) }
    }
}

extension [ScreenEffect] {
    /// The commands that left the screen.
    var commands: [CallCommand] {
        compactMap { if case .perform(let authorised, _) = $0 { authorised.command } else { nil } }
    }
}

extension ServerBoard {
    /// Whether an entity is a channel that talks to somebody.
    func talks(_ entity: Entity) -> Bool {
        guard case .channel(_, let id) = entity else { return false }
        return channel(uniqueID: id)?.bridgeID.isEmpty == false
    }
}
