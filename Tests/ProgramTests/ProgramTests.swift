import Foundation
import Testing

/// The real binary as a person or a script starts it: what it prints, where, and how it ends.
@Suite("The program on a command line")
struct ProgramTests {
    @Test("--version prints one line and succeeds")
    func version() throws {
        let done = try BuiltProgram.run(["--version"])
        #expect(done.status == 0)
        #expect(done.errors.isEmpty)
        #expect(done.output.wholeMatch(of: /[0-9]+\.[0-9]+\.[0-9]+\n/) != nil, "\(done.output)")
    }

    @Test("--help names every command of the contract")
    func help() throws {
        let done = try BuiltProgram.run(["--help"])
        #expect(done.status == 0)
        for command in [
            "connect", "demo", "simulate", "status", "watch", "record", "replay", "import", "doctor", "themes", "keys",
            "config",
        ] {
            #expect(done.output.contains("  \(command)"), "\(command) is missing in \(done.output)")
        }
    }

    @Test(
        "wrong usage ends with 2, prints nothing and says why",
        arguments: [
            ["--bogus"], ["status", "--port", "x"], ["watch", "--json", "--interval", "0"], ["replay"],
            ["replay", "/nonexistent", "--screen", "big"], ["nonsense"],
        ])
    func wrongUsage(arguments: [String]) throws {
        let done = try BuiltProgram.run(arguments)
        #expect(done.status == 2)
        #expect(done.output.isEmpty)
        #expect(!done.errors.isEmpty)
    }

    @Test("a journal that is not there ends with 3 and names it")
    func missingJournal() throws {
        let done = try BuiltProgram.run(["replay", "/nonexistent/journal", "--json"])
        #expect(done.status == 3)
        #expect(done.output.isEmpty)
        #expect(done.errors.contains("/nonexistent/journal"))
    }

    @Test("a secret on the command line is no option")
    func noSecretArgument() throws {
        let done = try BuiltProgram.run(["status", "--host", "127.0.0.1", "--secret", "hunter2"])
        #expect(done.status == 2)
    }
}
