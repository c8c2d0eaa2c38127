import ArgumentParser
import LiveBoard
import Reports

/// `callboard watch --json`: one board per line, until stopped.
struct Watch: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "One board per line (NDJSON), or one sentence for each change, until stopped.",
        discussion: "A line is written and flushed every interval from the start, while connecting too.")

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var masking: MaskArguments

    @Flag(help: "JSON lines, schema callboard.board/1.")
    var json = false

    @Flag(help: "One sentence for each change, for screen readers and braille.")
    var plain = false

    @Option(help: ArgumentHelp("Seconds between lines, 0.05 to 86400.", valueName: "seconds"))
    var interval = 1.0

    mutating func validate() throws {
        guard json != plain else {
            throw ValidationError("Say what to write: --json for boards, or --plain for a sentence each change.")
        }
        guard (0.05...86_400).contains(interval) else {
            throw ValidationError("--interval must be 0.05 to 86400 seconds, not \(interval).")
        }
    }

    func run() throws {
        let session = try HeadlessSession(connection, reconnects: true, journal: .none, mask: masking.mask)
        defer { session.close() }
        if plain { return try PlainRun(session: session, interval: Int64(interval * 1_000_000)).run() }
        try session.loop.run(every: Int64(interval * 1_000_000)) { due -> Void? in
            let board = session.live.board
            if due {
                let line = session.document(at: session.live.clock.now).encoded() + [10]
                guard Output.write(line, to: 1) else { return () }
            }
            if let refusal = HeadlessLoop.finalRefusal(in: board) { throw ProgramError(.refused, refusal) }
            return nil
        }
    }
}
