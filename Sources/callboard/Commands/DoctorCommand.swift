import ArgumentParser
import CTerminalGuard
import Doctor
import LiveBoard
import NIOPosix
import Reports
import Settings

#if canImport(Glibc)
    import Glibc
#endif

/// `callboard doctor`: what works, what is missing, and the lines that would mend it.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Say what works, what is missing, and what would mend it (10 s at most).",
        discussion: "Ends with 4 when something of the board is missing or wrong, else with 0.")

    @OptionGroup var connection: ConnectionOptions

    @Flag(help: "JSON, schema callboard.doctor/1.")
    var json = false

    func run() throws {
        let choice = try ServerChoice(connection)
        _ = cb_watch_signals(UInt32(CB_INTERRUPT | CB_TERMINATE | CB_HANGUP))
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let examinations = choice.servers.map {
            Examination(
                name: $0.name, endpoint: $0.endpoint,
                sharedLastCall: choice.configuration.server(named: $0.name)?.sharedLastCall, group: group)
        }
        for examination in examinations { examination.start() }
        defer { for examination in examinations { examination.stop() } }
        while true {
            let now = BoardClock.monotonicTime()
            // Every one takes its step, whatever the others say.
            if examinations.map({ $0.step(at: now) }).allSatisfy({ $0 }) { break }
            var descriptor = pollfd(fd: cb_wake_descriptor(), events: Int16(POLLIN), revents: 0)
            if poll(&descriptor, 1, 50) > 0 { cb_drain_wakes() }
            let signals = cb_take_signals()
            if signals & UInt32(CB_INTERRUPT) != 0 { throw ProgramError(.interrupted) }
            if signals != 0 { throw ProgramError(.terminated) }
        }
        let report = DoctorReport(examinations.map(\.findings))
        if json {
            Output.write(DoctorDocument(report).encoded() + [10], to: 1)
        } else {
            Output.write(Array(report.text.utf8), to: 1)
        }
        if report.hasFaults { throw ProgramError(.faultsFound) }
    }
}
