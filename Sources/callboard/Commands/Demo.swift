import AMITransport
import ArgumentParser
import BoardScreen
import CTerminalGuard
import Journal
import LiveBoard
import NIOPosix
import Settings

/// `callboard demo`: the board on the simulated PBX, through the real transport.
struct Demo: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "The board on a simulated PBX: nothing is needed.")

    @OptionGroup var simulation: SimulationArguments
    @OptionGroup var screen: ScreenArguments

    func run() throws {
        var setUp = try ScreenSetUp(screen, Configuration())
        setUp.options.mode = .demo
        try setUp.take(screen.view, keepsLast: false)
        setUp.options.canTravel = true
        setUp.options.modeDetail = simulation.speed == 1 ? "" : "x\(SimulationArguments.short(simulation.speed))"
        let centre = try SimulatedCentre(simulation, user: "demo", secret: "demo", host: "127.0.0.1", port: 0)
        defer { centre.stop() }
        let endpoint = ServerEndpoint(host: "127.0.0.1", port: centre.port, user: "demo", secret: { "demo" })
        let live = LiveBoard(
            servers: [LiveBoard.Server(name: "demo", endpoint: endpoint, journal: InMemoryLog())], clock: centre.clock,
            reconnects: true, group: MultiThreadedEventLoopGroup(numberOfThreads: 1), wake: { cb_wake() })
        try setUp.run(live)
    }
}
