import ArgumentParser
import BoardScreen
import CallCenter
import Cells
import Journal
import LiveBoard
import Reports

/// `callboard replay`: the board as it was, from a journal.
struct Replay: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The board as it was, from a journal.",
        discussion: """
            TIME is 14:05, 14:05:30 (on the journal's last day), -10m, -2h (before its end), "yesterday 09:00", \
            2026-11-23T14:05, start or end. Local time; a final Z is UTC.
            """)

    @Argument(help: ArgumentHelp("Folder of a journal.", valueName: "journal"))
    var journal: String

    @Option(parsing: .unconditional, help: ArgumentHelp("The moment to show.", valueName: "time"))
    var at = "end"

    @Flag(help: "The board as JSON, schema callboard.board/1.")
    var json = false

    @Option(help: ArgumentHelp("The screen as text, for example 120x40.", valueName: "columnsxrows"))
    var screen: String?

    @Option(help: ArgumentHelp("Theme: a name or a file.", valueName: "theme"))
    var theme: String?

    mutating func validate() throws {
        guard json != (screen != nil) else {
            throw ValidationError("Say what to print: --json for the board, or --screen 120x40 for its screen as text.")
        }
        if let screen, Self.size(screen) == nil {
            throw ValidationError("--screen must be COLUMNSxROWS, for example 120x40, not \(screen).")
        }
    }

    func run() throws {
        do {
            let found = try JournalFolder.journals(at: journal)
            let players = try found.map { found in
                let log = try SegmentLog.open(directory: found.directory, mode: .read, server: found.server)
                return (found.server, JournalPlayer(log))
            }
            try show(players)
        } catch let error as JournalError {
            throw ProgramError(.badFile, "\(error)")
        }
    }

    private func show(_ players: [(name: String, player: JournalPlayer)]) throws {
        let spans = try players.compactMap { try $0.player.span() }
        guard let first = spans.map(\.first).min(), let last = spans.map(\.last).max() else {
            throw ProgramError(.badFile, "\(journal) holds no records yet.")
        }
        guard let moment = Moment(at, relativeTo: last, offset: Moment.localOffset) else {
            throw ProgramError(
                .wrongUsage,
                "--at \(at) is no time: write 14:05, 14:05:30, -10m, \"yesterday 09:00\", 2026-11-23T14:05, start or end."
            )
        }
        let time =
            switch moment {
            case .end: last
            case .start: first
            case .time(let time): time
            }
        let board = Board(servers: try players.map { try $0.player.board(named: $0.name, at: time) })
        if json {
            Output.write(BoardDocument(board, at: time).encoded() + [10], to: 1)
        } else if let screen, let size = Self.size(screen) {
            let text = try ScreenText.draw(board, at: time, size: size, theme: theme)
            Output.write(Array((text + "\n").utf8), to: 1)
        }
    }

    private static func size(_ text: String) -> Size? {
        let parts = text.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let columns = parts[0], let rows = parts[1], (1...1_000).contains(columns),
            (1...1_000).contains(rows)
        else { return nil }
        return Size(columns: columns, rows: rows)
    }
}
