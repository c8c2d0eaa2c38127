import AMI
import CallCenter
import PBXSimulator
import TestSupport

/// A simulator with one client, driven by a test.
struct Office {
    var simulator: Simulator
    /// What the client got since it was last taken.
    var bytes: [UInt8] = []
    var isClosed = false
    private var lastID = 0

    init(
        seed: UInt64 = 1, queues: Int = 6, agents: Int = 24, callsPerMinute: Double = 12,
        change: (inout SimulatorOptions) -> Void = { _ in }
    ) {
        var options = SimulatorOptions()
        options.seed = seed
        options.queues = queues
        options.agents = agents
        options.callsPerMinute = callsPerMinute
        options.warmUpSeconds = 400
        change(&options)
        simulator = Simulator(options)
    }

    /// Connects and logs in.
    @discardableResult
    mutating func enter(user: String = "demo", events: String = "system,call,agent,user") -> [Packet] {
        take(simulator.connected(1))
        return send("Action: Login\nUsername: \(user)\nSecret: demo\nEvents: \(events)")
    }

    /// Sends an action; gives back everything that came since the last one was sent.
    @discardableResult
    mutating func send(_ text: String) -> [Packet] {
        for packet in packets(text) { take(simulator.received(packet, from: 1)) }
        return takePackets()
    }

    /// Lets virtual seconds pass, in steps as an owner would.
    mutating func pass(_ seconds: Double, step: Double = 1) {
        let end = simulator.now + Int64(seconds * 1_000_000)
        while simulator.now < end {
            take(simulator.advance(to: min(end, simulator.now + Int64(step * 1_000_000))))
        }
    }

    mutating func takePackets() -> [Packet] {
        defer { bytes = [] }
        var result: [Packet] = []
        forEachPacket(bytes) { result.append(Packet($0)) }
        return result
    }

    private mutating func take(_ outputs: [SimulatorOutput]) {
        for output in outputs {
            switch output {
            case .send(let sent, _): bytes += sent
            case .close: isClosed = true
            }
        }
    }
}

/// What a client that keeps a board does: snapshot, fold, and at the end the lists again to compare with.
struct Supervisor {
    var office: Office
    var board = ServerBoard(name: "pbx")
    private var lists = 0

    init(_ office: Office, commands: [String] = ["QueueStatus", "CoreShowChannels", "CoreSettings"]) {
        self.office = office
        self.office.enter()
        fact(.connecting)
        fact(.connected(banner: "Asterisk Call Manager/11.0.0"))
        fold()
        fact(.loggedIn(commands: commands))
        for name in ["CoreSettings", "CoreShowChannels", "QueueStatus"] { list(name) }
    }

    private mutating func fact(_ fact: OwnFact) {
        board.apply(fact, at: RecordStamp(time: office.simulator.now, epoch: 1))
    }

    /// Folds what came since.
    mutating func fold() {
        office.bytes.withUnsafeBytes {
            board.apply(packets: $0, at: RecordStamp(time: office.simulator.now, epoch: 1))
        }
        office.bytes = []
    }

    /// Sends an action as the link does, and folds its answer.
    mutating func list(_ name: String, more: String = "") {
        lists += 1
        fact(.actionSent(id: "list-\(lists)", name: name, scope: ""))
        let packet = packets("Action: \(name)\nActionID: list-\(lists)\n\(more)")[0]
        for case .send(let sent, _) in office.simulator.received(packet, from: 1) { office.bytes += sent }
        fold()
    }

    mutating func pass(_ seconds: Double, step: Double = 5) {
        let end = office.simulator.now + Int64(seconds * 1_000_000)
        while office.simulator.now < end {
            office.pass(min(step, Double(end - office.simulator.now) / 1_000_000), step: step)
            fold()
            board.advance(to: office.simulator.now)
        }
    }
}
