import ArgumentParser
import BoardScreen
import CTerminalGuard
import CallCenter
import Cells
import FoundationEssentials
import Journal
import LiveBoard
import NIOPosix
import Reports
import Settings
import TerminalApp

/// `callboard replay`: the board as it was, from a journal.
struct Replay: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The board as it was, from a journal.",
        discussion: """
            TIME is 14:05, 14:05:30 (on the journal's last day), -10m, -2h (before its end), "yesterday 09:00", \
            2026-11-23T14:05, start or end. Local time; a final Z is UTC. Without --json and --screen the board opens on \
            the terminal, at the end or where --at says, and the keys of time travel move it (? shows them). Figures are
            judged as the configuration says, as on the live board.
            """)

    @Argument(help: ArgumentHelp("Folder of a journal.", valueName: "journal"))
    var journal: String

    @Option(parsing: .unconditional, help: ArgumentHelp("The moment to show (default: end).", valueName: "time"))
    var at: String?

    @Option(help: ArgumentHelp("Let it run on the terminal, 1 to 1000 times as fast.", valueName: "x"))
    var speed: Int?

    @Flag(help: "The board as JSON, schema callboard.board/1.")
    var json = false

    @Option(help: ArgumentHelp("The screen as text, for example 120x40.", valueName: "columnsxrows"))
    var screen: String?

    @Option(help: ArgumentHelp("Configuration file.", valueName: "file"))
    var config: String?

    @OptionGroup var look: ScreenArguments

    mutating func validate() throws {
        guard !json || screen == nil else {
            throw ValidationError("Say what to print: --json for the board, or --screen 120x40 for its screen as text.")
        }
        if let speed {
            guard (1...1_000).contains(speed) else { throw ValidationError("--speed must be 1 to 1000, not \(speed).") }
            guard !json, screen == nil else { throw ValidationError("--speed is for the terminal alone.") }
        }
        if let screen, Self.size(screen) == nil {
            throw ValidationError("--screen must be COLUMNSxROWS, for example 120x40, not \(screen).")
        }
    }

    func run() throws {
        do {
            let marks = DayMarks(try configuration().dayStart)
            let sources = try JournalFolder.journals(at: journal).map { found in
                let log = try JournalSet.history(in: found.directory, server: found.server)
                return TravelSource(name: found.server, log: log, marks: marks)
            }
            try show(sources)
        } catch let error as JournalError {
            throw ProgramError(.badFile, "\(error)")
        }
    }

    private func show(_ sources: [TravelSource]) throws {
        let spans = try sources.compactMap { try $0.log?.span() }
        guard let first = spans.map(\.first).min(), let last = spans.map(\.last).max() else {
            throw ProgramError(.badFile, "\(journal) holds no records yet.")
        }
        let wanted = at ?? (speed == nil ? "end" : "start")
        guard let moment = Moment(wanted, relativeTo: last, offset: Moment.localOffset) else {
            throw ProgramError(
                .wrongUsage,
                "--at \(wanted) is no time: write 14:05, 14:05:30, -10m, \"yesterday 09:00\", 2026-11-23T14:05, start or end."
            )
        }
        let time =
            switch moment {
            case .end: last
            case .start: first
            // Nobody knows what was before or after the journal.
            case .time(let time): min(max(time, first), last)
            }
        if !json, screen == nil { return try open(sources, at: time, first, last) }
        let board = Board(
            servers: try sources.map { source in
                try source.log.map { try JournalPlayer($0).board(named: source.name, at: time, marks: source.marks) }
                    ?? ServerBoard(name: source.name)
            })
        let options = try judging(at: time)
        if json {
            let document = BoardDocument(
                board, at: time, privacy: Privacy(isMasked: options.mask), shifts: options.shifts
            ) { queue, server in
                options.look(queue, of: server).rule
            }
            Output.write(document.encoded() + [10], to: 1)
        } else if let screen, let size = Self.size(screen) {
            let text = try ScreenText.draw(board, at: time, size: size, theme: look.theme, options: options)
            Output.write(Array((text + "\n").utf8), to: 1)
        }
    }

    private func configuration() throws -> Configuration {
        try ServerChoice.configuration(config, environment: ProcessInfo.processInfo.environment)
    }

    /// How figures are judged and queues are named: as on the live board.
    private func judging(at time: Int64) throws -> ScreenOptions {
        let configuration = try self.configuration()
        var options = ScreenOptions()
        options.utcOffset = Moment.localOffset(at: time)
        options.apply(configuration)
        options.mask = look.mask || configuration.board.isMasked
        options.trunkLines = configuration.trunks.map {
            TrunkLine(endpoint: $0.endpoint, display: $0.display, limit: $0.limit, server: $0.server)
        }
        return options
    }

    /// The board in the past, on the terminal.
    private func open(_ sources: [TravelSource], at time: Int64, _ first: Int64, _ last: Int64) throws {
        var setUp = try ScreenSetUp(look, try configuration())
        setUp.options.mode = .replay
        try setUp.take(look.view, keepsLast: false)
        let live = LiveBoard(
            servers: [], clock: .wall, reconnects: false, group: MultiThreadedEventLoopGroup(numberOfThreads: 1),
            wake: { cb_wake() })
        try setUp.run(
            live,
            recording: (
                sources,
                TravelSession.Options(start: time, first: first, last: last, speed: speed, offset: Moment.localOffset)
            ))
    }

    private static func size(_ text: String) -> Size? {
        let parts = text.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let columns = parts[0], let rows = parts[1], (1...1_000).contains(columns),
            (1...1_000).contains(rows)
        else { return nil }
        return Size(columns: columns, rows: rows)
    }
}
