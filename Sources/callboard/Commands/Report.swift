import ArgumentParser
import CallCenter
import Journal
import LiveBoard
import Reports

#if canImport(Glibc)
    import Glibc
#endif

/// `callboard report`: what a shift hands over to the next.
struct Report: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "A shift's handover: figures, peaks, callers to be called back, pauses, actions.",
        discussion: "The whole journal, or --from and --to, with times as for replay.")

    @Argument(help: ArgumentHelp("Folder of a journal.", valueName: "journal"))
    var journal: String

    @OptionGroup var span: SpanArguments
    @OptionGroup var masking: MaskArguments

    @Option(help: ArgumentHelp("Write an HTML page with plots in place of text.", valueName: "file"))
    var html: String?

    func run() throws {
        let (sources, from, to) = try span.open(journal)
        var boards: [(board: ServerBoard, index: TravelIndex)] = []
        var quarters: [Int64: HandoverReport.Quarter] = [:]
        var commands: [(time: Int64, text: String)] = []
        let privacy = try masking.privacy()
        let length: Int64 = 900_000_000
        do {
            for source in sources {
                let walk = JournalWalk(source: source, from: from, to: to, slot: length)
                let end = try walk.run(
                    seen: { fact, time in
                        guard TravelIndex.Content(fact: fact) == .command,
                            case .actionSent(_, let name, let scope) = fact
                        else { return }
                        commands.append(
                            (time, "\(name) on \(source.name)" + (scope.isEmpty ? "" : " about \(privacy.text(scope))"))
                        )
                    },
                    looked: { board, slotEnd in
                        guard let slotEnd else { return }
                        let start = slotEnd - length
                        var quarter = quarters[start] ?? HandoverReport.Quarter(from: start, answered: 0, lost: 0)
                        for sums in board.sums(from: max(from, start), to: slotEnd).values {
                            quarter.answered += sums.answered
                            quarter.lost += sums.abandoned + sums.timedOut
                        }
                        quarters[start] = quarter
                    })
                boards.append(end)
            }
        } catch let error as JournalError {
            throw ProgramError(.badFile, "\(error)")
        }
        let report = HandoverReport(
            boards: boards, from: from, to: to, quarters: quarters.values.sorted { $0.from < $1.from },
            commands: commands.sorted { $0.time < $1.time }, offset: Moment.localOffset(at: from),
            privacy: privacy)
        guard let html else {
            Output.write(Array(report.text.utf8), to: STDOUT_FILENO)
            return
        }
        let descriptor = open(html + ".unfinished", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode_t(0o600))
        guard descriptor >= 0, Output.write(Array(report.html.utf8), to: descriptor), close(descriptor) == 0,
            rename(html + ".unfinished", html) == 0
        else { throw ProgramError(.badFile, "Cannot write \(html): \(String(cString: strerror(errno))).") }
    }
}
