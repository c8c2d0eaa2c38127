// callboard: the command line only. Everything that decides lives in the libraries.

import ArgumentParser

#if canImport(Glibc)
    import Glibc
#endif

@main
struct Main {
    static func main() {
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try Callboard.parseAsRoot()
            try command.run()
        } catch {
            exit(status(reporting: error))
        }
    }

    /// Writes what the error has to say and maps it to the exit status of the contract.
    private static func status(reporting error: any Error) -> Int32 {
        if let error = error as? ProgramError {
            if !error.sentence.isEmpty { Output.complain("callboard: " + error.sentence) }
            return error.status.rawValue
        }
        let text = Callboard.fullMessage(for: error)
        guard Callboard.exitCode(for: error).isSuccess else {
            Output.complain(text)
            return ExitStatus.wrongUsage.rawValue
        }
        if !text.isEmpty { Output.print(text) }
        return ExitStatus.done.rawValue
    }
}

struct Callboard: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "callboard",
        abstract: "A wallboard and keyboard call control for Asterisk and Grandstream UCM call centres.",
        version: "0.1.0",
        subcommands: [
            Connect.self, Demo.self, Simulate.self, Status.self, Watch.self, Record.self, Replay.self, Import.self,
            Export.self,
            Report.self,
            Audit.self, DoctorCommand.self, Keys.self, Themes.self, Views.self, Config.self,
        ],
        defaultSubcommand: Connect.self)
}
