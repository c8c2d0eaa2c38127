import AMI
import CallCenter
import PBXSimulator

/// A day, or several, of a simulated call centre as a board journals them: packets at the moments they came, with the board's own facts
/// and the lists it asks for, at midnight too. Virtual time, so that a day takes a minute.
struct SimulatedDay {
    /// Packets of one read from the socket.
    struct Read {
        var bytes: [UInt8] = []
        /// Where each packet ends.
        var ends: [Int] = []
    }

    private var simulator: Simulator
    private let start: Int64
    private let end: Int64
    private var actions = 0
    private var read = Read()
    private var queues: [String] = []

    /// µs between two reads: some twenty packets of a busy centre come at once.
    private static let step: Int64 = 250_000
    private static let day: Int64 = 86_400_000_000

    /// - Parameters:
    ///   - start: when it begins, µs since 1970.
    ///   - hours: how long it lasts.
    init(start: Int64, hours: Double, agents: Int, queues: Int) {
        var options = SimulatorOptions()
        options.agents = agents
        options.queues = queues
        // As many as keep two agents of three busy with calls of three minutes.
        options.callsPerMinute = Double(agents) / 3.5
        options.warmUpSeconds = 900
        options.startTime = start - 900_000_000
        simulator = Simulator(options)
        self.start = start
        end = start + Int64(hours * 3_600_000_000)
    }

    /// Plays it and hands on what comes, with its moment: µs since 1970.
    mutating func play(packets: (Read, Int64) -> Void, fact: (OwnFact, Int64) -> Void) {
        fact(.dayBegan, simulator.now)
        fact(.connecting, simulator.now)
        fact(.connected(banner: "Asterisk Call Manager/11.0.0"), simulator.now)
        // The banner is no packet.
        _ = simulator.connected(1)
        ask("Login", ["Username": "demo", "Secret": "demo", "Events": "system,call,agent,user"]) { _, _ in }
        hand(on: packets)
        takeLists(packets, fact)
        var next = simulator.now + 1_000_000
        var day = simulator.now / Self.day
        while simulator.now < end {
            take(simulator.advance(to: min(end, simulator.now + Self.step)))
            hand(on: packets)
            if simulator.now / Self.day > day {
                day = simulator.now / Self.day
                fact(.dayBegan, simulator.now)
                takeLists(packets, fact)
            }
            guard simulator.now >= next else { continue }
            // As a board asks: each queue and the channels once a minute, a ping every ten seconds.
            let second = Int((next - start) / 1_000_000)
            next += 1_000_000
            if second % 60 == 0 { ask("CoreShowChannels", [:], fact) }
            if second % 60 < queues.count { ask("QueueStatus", ["Queue": queues[second % 60]], fact) }
            hand(on: packets)
            guard second % 10 == 0 else { continue }
            fact(.pong(roundTrip: 0.001, pbxTime: Double(simulator.now) / 1e6), simulator.now)
        }
    }

    private mutating func takeLists(_ packets: (Read, Int64) -> Void, _ fact: (OwnFact, Int64) -> Void) {
        fact(.loggedIn(commands: ["QueueStatus", "CoreShowChannels", "CoreSettings"]), simulator.now)
        for name in ["CoreSettings", "QueueStatus", "CoreShowChannels"] {
            ask(name, [:], fact)
            if name == "QueueStatus" { queues = read.queues }
            hand(on: packets)
        }
    }

    /// Sends an action and takes what it is answered.
    private mutating func ask(_ name: String, _ headers: [String: String], _ fact: (OwnFact, Int64) -> Void) {
        actions += 1
        let id = "day-\(actions)"
        fact(.actionSent(id: id, name: name, scope: headers["Queue"] ?? ""), simulator.now)
        let fields = [HeaderField("Action", name), HeaderField("ActionID", id)]
        take(simulator.received(Packet(fields + headers.map { HeaderField($0.key, $0.value) }), from: 1))
    }

    private mutating func take(_ outputs: [SimulatorOutput]) {
        for case .send(let bytes, _) in outputs { read.bytes += bytes }
    }

    private mutating func hand(on packets: (Read, Int64) -> Void) {
        guard !read.bytes.isEmpty else { return }
        read.bytes.withUnsafeBytes { read.ends = Self.ends($0) }
        packets(read, simulator.now)
        read = Read()
    }

    /// Where packets end: behind each empty line.
    private static func ends(_ bytes: UnsafeRawBufferPointer) -> [Int] {
        var ends: [Int] = []
        var index = 3
        while index < bytes.count {
            if bytes[index] == 10, bytes[index - 1] == 13, bytes[index - 2] == 10, bytes[index - 3] == 13 {
                ends.append(index + 1)
                index += 3
            }
            index += 1
        }
        return ends
    }
}

extension SimulatedDay.Read {
    /// The queues that a list names.
    fileprivate var queues: [String] {
        var names: [String] = []
        var scanner = PacketScanner()
        bytes.withUnsafeBytes {
            _ = scanner.scan($0, wanted: .all) { view in
                if case .event(.queueParams) = view.kind, let name = view[.queue]?.string { names.append(name) }
            }
        }
        return names
    }
}
