import AMITransport
import CallCenter
import Dispatch
import Journal
import LiveBoard
import NIOPosix
import PBXSimulator
import Reports

/// A simulated PBX and a live board on it, joined by real sockets on loopback.
final class Rig {
    let server: SimulatorServer
    let live: LiveBoard
    let clock: BoardClock
    let port: Int
    private let woken = DispatchSemaphore(value: 0)
    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)

    init(
        speed: Double = 60, secret: String = "demo", journal: (any EventLog)? = nil, reconnects: Bool = true,
        settings: BoardSettings = BoardSettings(), dayStart: @escaping DayMarks.Start = { _ in nil },
        mailboxLimit: Int = 32 << 20, pseudonyms: Pseudonyms? = nil,
        configure: (inout SimulatorOptions) -> Void = { _ in }
    ) throws {
        var options = SimulatorOptions()
        options.warmUpSeconds = 600
        options.digest = { MessageDigests.md5($0) }
        configure(&options)
        let simulator = Simulator(options)
        clock = .scaled(from: simulator.now, speed: speed)
        server = SimulatorServer(simulator, clock: clock, speed: speed, loop: group.next())
        port = try server.start(host: "127.0.0.1", port: 0)
        let endpoint = ServerEndpoint(host: "127.0.0.1", port: port, user: "demo", secret: { secret })
        let woken = woken
        live = LiveBoard(
            servers: [
                .init(name: "hq", endpoint: endpoint, journal: journal, settings: settings, pseudonyms: pseudonyms)
            ], clock: clock,
            reconnects: reconnects,
            group: group, dayStart: dayStart, mailboxLimit: mailboxLimit, wake: { woken.signal() })
        live.start()
    }

    /// The program ends and begins again: another board on the same PBX and journal.
    init(
        restarting other: Rig, journal: any EventLog, dayStart: @escaping DayMarks.Start = { _ in nil },
        pseudonyms: Pseudonyms? = nil
    ) {
        other.live.stop()
        let end = BoardClock.monotonicTime() + 5_000_000
        while other.board.link == .live, BoardClock.monotonicTime() < end { _ = other.live.absorb() }
        server = other.server
        clock = other.clock
        port = other.port
        let woken = woken
        live = LiveBoard(
            servers: [
                .init(
                    name: "hq",
                    endpoint: ServerEndpoint(host: "127.0.0.1", port: other.port, user: "demo", secret: { "demo" }),
                    journal: journal, pseudonyms: pseudonyms)
            ], clock: clock, reconnects: true, group: group, dayStart: dayStart, wake: { woken.signal() })
        live.start()
    }

    deinit {
        live.stop()
        server.stop()
        group.shutdownGracefully(queue: .global()) { _ in }
    }

    var board: ServerBoard { live.board.servers[0] }

    /// Runs the board until the condition holds; false when it does not within `seconds` of real time.
    func run(_ seconds: Double = 20, until condition: () -> Bool) -> Bool {
        let end = BoardClock.monotonicTime() + Int64(seconds * 1_000_000)
        while BoardClock.monotonicTime() < end {
            _ = live.absorb()
            live.advance()
            if condition() { return true }
            _ = woken.wait(timeout: .now() + .milliseconds(5))
        }
        return false
    }

    /// The board as JSON at its own moment.
    func document(at time: Int64) -> String {
        String(decoding: BoardDocument(live.board, at: time).encoded(), as: UTF8.self)
    }
}

extension Rig {
    /// Sends a command that nothing forbids.
    func perform(_ command: CallCommand, ticket: Int) throws {
        var gate = CommandGate()
        live.perform(try gate.authorise(command, at: clock.now), ticket: ticket)
    }
}
