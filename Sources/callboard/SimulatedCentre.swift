import AMITransport
import LiveBoard
import NIOPosix
import PBXSimulator

/// A running simulated PBX: its options from the command line, its time, and the port it listens on.
struct SimulatedCentre {
    let server: SimulatorServer
    let clock: BoardClock
    let port: Int

    /// - Throws: `ProgramError` when the address is not to be had.
    init(_ arguments: SimulationArguments, user: String, secret: String, host: String, port wanted: Int) throws {
        var options = SimulatorOptions()
        options.queues = arguments.queues
        options.agents = arguments.agents
        options.callsPerMinute = arguments.callsPerMinute
        options.seed = arguments.seed
        options.dialect = arguments.dialect == "ucm" ? .ucm : .asterisk
        options.oldEventNames = arguments.oldNames
        options.timestampEvents = arguments.timestamps
        options.user = user
        options.secret = secret
        options.digest = { MessageDigests.md5($0) }
        // Its past lies before now, so that the clock on the wall and on the board agree when somebody looks.
        options.startTime = BoardClock.wallTime() - Int64(options.warmUpSeconds) * 1_000_000
        let simulator = Simulator(options)
        clock = .scaled(from: simulator.now, speed: arguments.speed)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        server = SimulatorServer(simulator, clock: clock, speed: arguments.speed, loop: group.next())
        do {
            port = try server.start(host: host, port: wanted)
        } catch {
            throw ProgramError(.refused, error.description)
        }
    }

    func stop() {
        server.stop()
    }
}
