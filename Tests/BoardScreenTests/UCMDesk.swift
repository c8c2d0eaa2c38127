import AMI
import CallCenter
import Cells
import PBXSimulator
import TestSupport
import Testing

@testable import BoardScreen

/// A person at a screen that is connected with a simulated UCM, and a second client that looks at the UCM by itself: what
/// the keys order reaches the UCM as packets, what it answers reaches the screen, and what came of it is read from lists.
struct UCMDesk {
    private var simulator: Simulator
    private(set) var session: Session
    private var board: ServerBoard
    private var time: Int64
    private var actions = 0
    /// What the second client got since it last asked.
    private var seen: [Packet] = []
    /// The names of the actions that the keys sent, in order.
    private(set) var sent: [String] = []
    /// The answers that were refusals.
    private(set) var refusals: [String] = []

    init(callsPerMinute: Double = 0, seed: UInt64 = 5, device: String = "PJSIP/1000") throws {
        var options = SimulatorOptions()
        options.dialect = .ucm
        options.queues = 3
        options.agents = 9
        options.callsPerMinute = callsPerMinute
        options.seed = seed
        options.agentHabits = false
        options.deviceFailures = false
        options.loggedOffShare = 0
        options.warmUpSeconds = 60
        // Nobody hangs up while a test acts.
        options.meanTalkSeconds = 36_000
        simulator = Simulator(options)
        time = simulator.now
        board = ServerBoard(name: "ucm")
        session = try Session(
            Board(servers: [board]), now: time, size: Size(columns: 150, rows: 50),
            {
                $0.mode = .live
                $0.me.device = device
            })
        fact(.connecting)
        take(simulator.connected(1))
        fact(.connected(banner: "Asterisk Call Manager/5.0.0"))
        take(simulator.connected(2))
        for client in [1, 2] {
            let events = client == 1 ? "system,call,agent,user" : "on"
            receive("Action: Login\nUsername: demo\nSecret: demo\nEvents: \(events)", from: client)
        }
        let commands = ask("ListCommands").first?.headers.map(\.name) ?? []
        fact(.loggedIn(commands: commands))
        for list in ["QueueStatus", "CoreShowChannels"] { listen(list) }
        pass(1)
    }

    // MARK: the person

    mutating func press(_ keys: Key...) throws {
        for key in keys { try perform(session.press(key)) }
    }

    mutating func type(_ text: String) throws {
        for character in text { try press(.character(character)) }
    }

    /// Runs a command by its name.
    mutating func run(_ command: String) throws {
        try press(.character(":"))
        try type(command)
        try press(.enter)
    }

    mutating func select(_ panel: Panel, _ accept: (Entity) -> Bool) {
        session.state.overlay = nil
        session.select(panel, where: accept)
    }

    /// The channel of this name, in the channels' list.
    mutating func select(channel name: String) {
        let id = board.channel(named: name)?.uniqueID ?? ""
        select(.channels) { $0 == .channel(server: 0, uniqueID: id) }
    }

    mutating func text() -> String { session.text() }

    // MARK: the UCM

    /// Asks as the second client; what came besides the answer is kept in `events`.
    mutating func ask(_ action: String) -> [Packet] {
        let before = seen.count
        receive("Action: \(action)\nActionID: look", from: 2)
        let answer = seen[before...].filter { $0["ActionID"] == "look" }
        return Array(answer)
    }

    /// The events of a name that the second client saw.
    func events(_ name: String) -> [Packet] { seen.filter { $0["Event"] == name } }

    /// The channels by name, as CoreShowChannels lists them.
    mutating func channels() -> [String: Packet] {
        var result: [String: Packet] = [:]
        for packet in ask("CoreShowChannels") where packet["Event"] == "CoreShowChannel" {
            result[packet["Channel"] ?? ""] = packet
        }
        return result
    }

    mutating func variable(_ name: String, of channel: String) -> String {
        ask("Getvar\nChannel: \(channel)\nVariable: \(name)").first?["Value"] ?? ""
    }

    mutating func members(of queue: String) -> [Packet] {
        ask("QueueStatus\nQueue: \(queue)").filter { $0["Event"] == "QueueMember" }
    }

    /// A conversation of an agent's phone with another one: the names of the two channels, the caller's first.
    mutating func conversation(_ from: String = "1000", _ to: String = "1001") throws -> (caller: String, agent: String)
    {
        for _ in 0..<8 {
            _ = ask("Originate\nChannel: PJSIP/\(from)\nContext: from-internal\nExten: \(to)\nPriority: 1\nAsync: true")
            for _ in 0..<30 {
                pass(1)
                let talking = channels().values.filter { !($0["BridgeId"] ?? "").isEmpty }.compactMap { $0["Channel"] }
                if let caller = talking.first(where: { $0.hasPrefix("PJSIP/\(from)-") }),
                    let agent = talking.first(where: { $0.hasPrefix("PJSIP/\(to)-") })
                {
                    return (caller, agent)
                }
            }
            for name in channels().keys { _ = ask("Hangup\nChannel: \(name)") }
        }
        throw NoConversation()
    }

    struct NoConversation: Error {}

    mutating func pass(_ seconds: Int) {
        for _ in 0..<seconds {
            time += 1_000_000
            take(simulator.advance(to: time))
        }
        show()
    }

    // MARK: between them

    private mutating func perform(_ effects: [ScreenEffect]) throws {
        for effect in effects {
            switch effect {
            case .perform(let authorised, let ticket):
                let command = authorised.command
                var outcome = CommandOutcome(succeeded: true, text: "Done: \(command.summary)")
                for request in command.requests {
                    actions += 1
                    sent.append(request.declaration.name)
                    let packets = deliver(request.packet(id: "c-\(actions)"), from: 1)
                    let answer = try #require(packets.first { $0["Response"] != nil })
                    if answer["Response"] == "Error" {
                        refusals.append("\(request.declaration.name): \(answer["Message"] ?? "")")
                    }
                    outcome = command.outcome(of: answer)
                }
                _ = update(
                    &session.state, .outcome(ticket: ticket, outcome), board: session.board, now: session.now)
            case .ask(let list, _, let ticket):
                actions += 1
                let packets = deliver(list.request.packet(id: "l-\(actions)"), from: 1)
                let items = packets.filter { $0["ActionID"] == "l-\(actions)" }.compactMap(PBXListItem.init)
                _ = update(
                    &session.state, .listed(ticket: ticket, items, problem: ""), board: session.board,
                    now: session.now)
            default: break
            }
            show()
        }
    }

    private mutating func show() {
        board.advance(to: time)
        session.board = Board(servers: [board])
        session.now = max(session.now, time)
    }

    private mutating func fact(_ fact: OwnFact) { board.apply(fact, at: RecordStamp(time: time, epoch: 1)) }

    private mutating func listen(_ name: String) {
        actions += 1
        fact(.actionSent(id: "s-\(actions)", name: name, scope: ""))
        receive("Action: \(name)\nActionID: s-\(actions)", from: 1)
    }

    private mutating func receive(_ text: String, from client: Int) {
        for packet in packets(text) { _ = deliver(packet, from: client) }
    }

    @discardableResult
    private mutating func deliver(_ packet: Packet, from client: Int) -> [Packet] {
        take(simulator.received(packet, from: client), of: client)
    }

    /// What the first client is sent reaches the board, what the second one is sent is kept; answers what `client` got.
    @discardableResult
    private mutating func take(_ outputs: [SimulatorOutput], of client: Int = 0) -> [Packet] {
        var got: [Packet] = []
        for case .send(var bytes, let to) in outputs {
            if bytes.starts(with: Array("Asterisk Call Manager".utf8)), let end = bytes.firstIndex(of: 10) {
                bytes.removeFirst(end + 1)
            }
            if bytes.isEmpty { continue }
            var packets: [Packet] = []
            forEachPacket(bytes) { packets.append(Packet($0)) }
            if to == 1 {
                let stamp = RecordStamp(time: time, epoch: 1)
                bytes.withUnsafeBytes { board.apply(packets: $0, at: stamp) }
            } else {
                seen += packets
            }
            if to == client { got += packets }
        }
        return got
    }
}
