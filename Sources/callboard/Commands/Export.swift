import ArgumentParser
import Journal
import LiveBoard
import Reports

/// `callboard export`: a journal as a table.
struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Calls, agents' time, queue intervals, abandoned calls or commands of a journal, as a table.",
        discussion: """
            Times are as for replay, relative to the journal's end. Rows go to standard output unless --output or --sqlite \
            names a file, which appears when it is whole.
            """)

    @Argument(help: ArgumentHelp("calls, agents, intervals, abandoned or audit.", valueName: "what"))
    var what: String

    @Argument(help: ArgumentHelp("Folder of a journal.", valueName: "journal"))
    var journal: String

    @OptionGroup var span: SpanArguments
    @OptionGroup var masking: MaskArguments

    @Flag(help: "Comma-separated values (the default).")
    var csv = false

    @Flag(help: "One JSON object a line.")
    var jsonl = false

    @Option(help: ArgumentHelp("A new SQLite file.", valueName: "file"))
    var sqlite: String?

    @Option(help: ArgumentHelp("File for --csv or --jsonl.", valueName: "file"))
    var output: String?

    @Option(help: ArgumentHelp("Minutes of a queue's interval: 15, 30 or 60.", valueName: "minutes"))
    var every = 30

    mutating func validate() throws {
        guard ExportKind(rawValue: what) != nil else {
            let known = ExportKind.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("There is no export \"\(what)\"; it is one of \(known).")
        }
        guard [csv, jsonl, sqlite != nil].count(where: { $0 }) <= 1 else {
            throw ValidationError("Choose one of --csv, --jsonl and --sqlite.")
        }
        guard sqlite == nil || output == nil else { throw ValidationError("--sqlite names its file itself.") }
        guard [15, 30, 60].contains(every) else { throw ValidationError("--every must be 15, 30 or 60, not \(every).") }
    }

    func run() throws {
        guard let kind = ExportKind(rawValue: what) else { throw ProgramError(.wrongUsage) }
        let (sources, from, to) = try span.open(journal)
        let target: any ExportTarget =
            if let sqlite {
                try SQLiteExport(kind, path: sqlite)
            } else {
                try TextExport(jsonl ? .jsonl : .csv, columns: kind.columns, path: output)
            }
        do {
            let run = ExportRun(kind: kind, from: from, to: to, minutes: every, privacy: try masking.privacy())
            for source in sources { try run.run(source, into: target) }
            try target.finish()
        } catch let error as JournalError {
            target.giveUp()
            throw ProgramError(.badFile, "\(error)")
        } catch {
            target.giveUp()
            throw error
        }
    }
}

/// A part of a journal.
struct SpanArguments: ParsableArguments {
    @Option(parsing: .unconditional, help: ArgumentHelp("From this moment on (default: start).", valueName: "time"))
    var from: String?

    @Option(parsing: .unconditional, help: ArgumentHelp("Before this moment (default: end).", valueName: "time"))
    var to: String?

    /// The journals at a path, and the span in µs since 1970, its end not in it.
    func open(_ path: String) throws -> (sources: [TravelSource], from: Int64, to: Int64) {
        do {
            let sources = try JournalFolder.journals(at: path).map { found in
                TravelSource(
                    name: found.server,
                    log: try JournalSet.history(in: found.directory, server: found.server))
            }
            let spans = try sources.compactMap { try $0.log?.span() }
            guard let first = spans.map(\.first).min(), let last = spans.map(\.last).max() else {
                throw ProgramError(.badFile, "\(path) holds no records yet.")
            }
            let start = try Self.moment(from ?? "start", "--from", first, last)
            let end = try Self.moment(to ?? "end", "--to", first, last)
            guard start < end else { throw ProgramError(.wrongUsage, "--from must be before --to.") }
            return (sources, start, end)
        } catch let error as JournalError {
            throw ProgramError(.badFile, "\(error)")
        }
    }

    private static func moment(_ text: String, _ option: String, _ first: Int64, _ last: Int64) throws -> Int64 {
        switch Moment(text, relativeTo: last, offset: Moment.localOffset) {
        case .start: return first
        case .end: return last + 1
        case .time(let time): return time
        case nil:
            throw ProgramError(
                .wrongUsage,
                "\(option) \(text) is no time: write 14:05, -10m, \"yesterday 09:00\", 2026-11-23T14:05, start or end.")
        }
    }
}
