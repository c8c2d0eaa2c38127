import ArgumentParser
import CallCenter
import FoundationEssentials
import Journal
import LiveBoard
import Settings

/// `callboard import`: raw AMI server bytes into a new journal, or Asterisk's queue_log into one that has gaps.
struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Turn raw AMI server bytes into a journal, or fill a journal's gaps from Asterisk's queue_log.",
        usage: """
            callboard import <capture.ami> <journal> [--config <file>]
            callboard import --queue-log <file> [<journal>] [--server <name>] [--config <file>]
            """,
        discussion: """
            CAPTURE.idx.jsonl beside the capture, one {"t", "off", "len"} per read, gives the times.

            With --queue-log, which may be given several times for files that were rotated, callers, calls and pauses of \
            the times at which callboard was not there come into the day's figures, the lost callers and agents' time. \
            What the journal knows is not counted twice, so the same file can be read in again whenever it has grown. \
            Without a folder it is the configured journal. A board that runs shows them when it is started again.
            """)

    @Argument(help: ArgumentHelp("Raw bytes of an AMI server.", valueName: "capture.ami"))
    var capture: String?

    @Argument(help: ArgumentHelp("Folder of the journal: a new one for a capture.", valueName: "journal"))
    var journal: String?

    @Option(help: ArgumentHelp("A queue_log of Asterisk's, as /var/log/asterisk/queue_log.", valueName: "file"))
    var queueLog: [String] = []

    @Option(help: ArgumentHelp("Whose queue_log, where there are several journals or none.", valueName: "name"))
    var server: String?

    @Option(help: ArgumentHelp("Configuration file.", valueName: "file"))
    var config: String?

    mutating func validate() throws {
        if queueLog.isEmpty {
            guard capture != nil, journal != nil else {
                throw ValidationError("Name a capture and the folder of its new journal, or give --queue-log FILE.")
            }
            guard server == nil else { throw ValidationError("--server goes with --queue-log.") }
        } else if journal != nil {
            throw ValidationError("With --queue-log name one folder, the journal's.")
        }
    }

    func run() throws {
        do {
            let configuration = try ServerChoice.configuration(
                config, environment: ProcessInfo.processInfo.environment)
            guard queueLog.isEmpty else {
                return try QueueLogChoice(
                    files: queueLog, folder: capture, server: server, configuration: configuration
                ).run()
            }
            if let capture, let journal { try run(capture, journal, configuration.journal) }
        } catch let error as ImportError {
            throw ProgramError(.badFile, error.description)
        } catch let error as JournalError {
            throw ProgramError(.badFile, "\(error)")
        }
    }

    private func run(_ capture: String, _ journal: String, _ settings: JournalSettings) throws {
        let bytes = try ProgramFile.read(capture)
        let indexPath = (capture.hasSuffix(".ami") ? String(capture.dropLast(4)) : capture) + ".idx.jsonl"
        let index =
            ProgramFile.exists(indexPath)
            ? try CaptureIndex(jsonLines: ProgramFile.read(indexPath), file: indexPath) : nil
        let entries = try CaptureImport.entries(of: bytes, index: index, file: capture)
        if let found = try? JournalFolder.journals(at: journal), !found.isEmpty {
            throw ImportError.journalNotEmpty(directory: journal)
        }
        // One key for all journals of a person, so that a caller is called the same in each.
        let pseudonyms = settings.isMasked ? try MaskKey.pseudonyms(forJournalsIn: settings.directory ?? journal) : nil
        let log = try SegmentLog.open(directory: journal, mode: .write, server: Self.serverName(capture))
        defer { log.close() }
        try JournalWriting.write(entries, to: pseudonyms.map { MaskingLog(log, $0) } ?? log, log)
        Output.print("\(entries.count) records in \(journal)")
    }

    /// The capture's name without folder and ending.
    private static func serverName(_ path: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return name.hasSuffix(".ami") ? String(name.dropLast(4)) : name
    }
}
