import ArgumentParser
import PBXSimulator

/// The size of the simulated call centre.
struct SimulationArguments: ParsableArguments {
    @Option(help: ArgumentHelp("Queues, 1 to 200.", valueName: "n"))
    var queues = 6

    @Option(help: ArgumentHelp("Agents, 1 to 5000.", valueName: "n"))
    var agents = 24

    @Option(help: ArgumentHelp("Calls that arrive in a minute, 0 to 60000.", valueName: "x"))
    var callsPerMinute = 12.0

    @Option(help: ArgumentHelp("The same seed gives the same day.", valueName: "n"))
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("How fast its time runs, 0.1 to 1000.", valueName: "x"))
    var speed = 1.0

    @Option(help: ArgumentHelp("asterisk or ucm.", valueName: "dialect"))
    var dialect = "asterisk"

    @Flag(help: "Events under the names of old firmware: Join, Leave, Dial, Bridge, Unlink.")
    var oldNames = false

    @Flag(help: "A Timestamp in every event.")
    var timestamps = false

    mutating func validate() throws {
        try check("--queues", Double(queues), 1...200)
        try check("--agents", Double(agents), 1...5_000)
        try check("--calls-per-minute", callsPerMinute, 0...60_000)
        try check("--speed", speed, 0.1...1_000)
        guard ["asterisk", "ucm"].contains(dialect) else {
            throw ValidationError("--dialect must be asterisk or ucm, not \(dialect).")
        }
    }

    private func check(_ option: String, _ value: Double, _ range: ClosedRange<Double>) throws {
        guard range.contains(value) else {
            throw ValidationError(
                "\(option) must be \(Self.short(range.lowerBound)) to \(Self.short(range.upperBound)), "
                    + "not \(Self.short(value)).")
        }
    }

    /// A number without decimals that say nothing.
    static func short(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
    }
}
