import AMITransport
import ArgumentParser
import CallCenter
import FoundationEssentials
import Journal
import LiveBoard
import Reports
import Settings

/// `callboard audit`: who did what.
struct Audit: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Who did what: every command of the boards that wrote a journal, and what others did.",
        discussion: """
            Every line holds the digest of the line before; a journal whose lines were changed, taken out or put in \
            ends this command with status 3 and says where.
            """)

    @Argument(help: ArgumentHelp("Folder of a journal; without it, the configured one.", valueName: "journal"))
    var journal: String?

    @Flag(help: "One JSON object a line.")
    var json = false

    @Flag(help: "Only this board's commands, without what others did.")
    var own = false

    @OptionGroup var masking: MaskArguments

    @Option(help: ArgumentHelp("Configuration file.", valueName: "file"))
    var config: String?

    func run() throws {
        var faults: [String] = []
        let privacy = try masking.privacy(config: config)
        do {
            for found in try JournalFolder.journals(at: try folder()) {
                let log = try SegmentLog.open(directory: found.directory, mode: .read, server: found.server)
                let reader = AuditReader(log)
                var entries: [AuditEntry] = []
                try reader.read { note in
                    if case .own(let entry) = note { entries.append(entry) } else if own { return }
                    let line = AuditNote(server: found.server, content: note).shown(privacy)
                    let bytes = json ? AuditLine.json(line) : Array(AuditLine.text(line).utf8)
                    Output.write(bytes + [10], to: 1)
                }
                let head = AuditHead.file(in: found.directory).load()?.digest
                faults += AuditChain.faults(entries, head: head) { MessageDigests.sha256($0) }
                    .map { "\(found.server): \($0)" }
            }
        } catch let error as JournalError {
            throw ProgramError(.badFile, "\(error)")
        }
        guard faults.isEmpty else {
            throw ProgramError(.badFile, "The audit trail is broken: \(faults.joined(separator: "; ")).")
        }
    }

    private func folder() throws -> String {
        if let journal { return journal }
        do {
            let configuration = try Configuration.load(config, environment: ProcessInfo.processInfo.environment)
            guard let folder = configuration.journal.directory else {
                throw ProgramError(.wrongUsage, "No folder for the journal: name one, or set HOME.")
            }
            return folder
        } catch let error as SettingsError {
            throw ProgramError(.wrongUsage, "\(error)")
        }
    }
}
