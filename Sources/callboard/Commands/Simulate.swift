import AMITransport
import ArgumentParser
import CTerminalGuard
import LiveBoard
import NIOPosix
import PBXSimulator

#if canImport(Glibc)
    import Glibc
#endif

/// `callboard simulate`: the simulated PBX as an AMI server for others.
struct Simulate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve the simulated PBX as an AMI server, until stopped.")

    @Option(help: ArgumentHelp("Address and port, for example 127.0.0.1:5038; port 0 takes any.", valueName: "address"))
    var listen: String

    @Option(help: ArgumentHelp("The AMI user; its secret is CALLBOARD_SECRET or \"demo\".", valueName: "user"))
    var user = "demo"

    @OptionGroup var simulation: SimulationArguments

    func run() throws {
        let (host, port) = try address()
        _ = cb_watch_signals(UInt32(CB_INTERRUPT | CB_TERMINATE | CB_HANGUP))
        let centre = try SimulatedCentre(
            simulation, user: user, secret: getenv("CALLBOARD_SECRET").map { String(cString: $0) } ?? "demo",
            host: host, port: port)
        Output.print("listening on \(host):\(centre.port) as user \(user)")
        var descriptor = pollfd(fd: cb_wake_descriptor(), events: Int16(POLLIN), revents: 0)
        while true {
            _ = poll(&descriptor, 1, -1)
            cb_drain_wakes()
            let signals = cb_take_signals()
            if signals == 0 { continue }
            centre.stop()
            throw ProgramError(signals & UInt32(CB_INTERRUPT) != 0 ? .interrupted : .terminated)
        }
    }

    private func address() throws -> (String, Int) {
        guard let colon = listen.lastIndex(of: ":"), let port = Int(listen[listen.index(after: colon)...]),
            (0...65_535).contains(port)
        else {
            throw ProgramError(.wrongUsage, "--listen must be ADDRESS:PORT, for example 127.0.0.1:5038, not \(listen).")
        }
        let host = listen[..<colon].drop { $0 == "[" }.prefix { $0 != "]" }
        return (host.isEmpty ? "127.0.0.1" : String(host), port)
    }
}
