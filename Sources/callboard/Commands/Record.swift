import ArgumentParser
import LiveBoard

/// `callboard record`: a live board without a screen, for its journal.
struct Record: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Keep the journal without a screen, until stopped.")

    @OptionGroup var connection: ConnectionOptions

    @Option(help: ArgumentHelp("Folder of the journal.", valueName: "dir"))
    var journal: String?

    func run() throws {
        let session = try HeadlessSession(connection, reconnects: true, journal: .required(folder: journal))
        defer { session.close() }
        var told = ""
        try session.loop.run(every: 1_000_000) { _ -> Void? in
            if let refusal = HeadlessLoop.finalRefusal(in: session.live.board) { throw ProgramError(.refused, refusal) }
            if let trouble = session.journalTrouble, trouble != told {
                told = trouble
                Output.complain("callboard: " + trouble)
            }
            return nil
        }
    }
}
