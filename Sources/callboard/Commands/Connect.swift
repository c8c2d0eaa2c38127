import ArgumentParser
import BoardScreen
import CTerminalGuard
import LiveBoard
import NIOPosix

/// `callboard`: the board on the terminal.
struct Connect: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "The board, live (the default).")

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var screen: ScreenArguments

    @Flag(help: "No screen: a sentence on a line for each change, for screen readers and braille.")
    var plain = false

    func run() throws {
        if plain {
            let session = try HeadlessSession(connection, reconnects: true, journal: .wanted, mask: screen.mask)
            defer { session.close() }
            return try PlainRun(session: session, interval: 1_000_000).run()
        }
        let choice = try ServerChoice(connection)
        var setUp = try ScreenSetUp(screen, choice.configuration)
        let journals = try JournalSet(
            .wanted, servers: choice.servers.map { ($0.name, $0.journalName) }, configuration: choice.configuration)
        defer { journals.close() }
        setUp.options.journalNote = journals.note
        setUp.options.canTravel = !journals.logs.isEmpty || !journals.histories.isEmpty
        try setUp.take(screen.view, keepsLast: true)
        let live = LiveBoard(
            servers: choice.servers.map {
                LiveBoard.Server(
                    name: $0.name, endpoint: $0.endpoint, journal: journals.journal(of: $0.name),
                    history: journals.histories[$0.name],
                    settings: choice.foldSettings($0.endpoint, of: $0.name),
                    auditHead: journals.auditHead(of: $0.name), pseudonyms: journals.pseudonyms)
            }, person: .current(), clock: .wall, reconnects: true,
            group: MultiThreadedEventLoopGroup(numberOfThreads: 1), dayStart: choice.configuration.dayStart,
            log: try LogChoice.logger(connection.logFile, masked: setUp.options.mask), wake: { cb_wake() })
        defer { AuditHead.flush() }
        try setUp.run(live)
    }
}
