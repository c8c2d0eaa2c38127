import CallCenter
import Journal
import LiveBoard
import Settings

/// Whether and where a command keeps a journal.
enum JournalWish {
    /// None: `status` and `watch`.
    case none
    /// The board: kept where it can be, and the board runs without it too.
    case wanted
    /// `record`: no journal, no use. A folder given on the command line comes before the configured one.
    case required(folder: String?)
}

/// The journals of the servers that a command connects to.
struct JournalSet {
    private(set) var logs: [String: SegmentLog] = [:]
    /// Journals that another board of the same user writes, to read along.
    private(set) var histories: [String: any EventLog] = [:]
    /// The journals with what Asterisk's queue_log told of the times at which nobody wrote them.
    private var filled: [String: FilledLog] = [:]
    private var directories: [String: String] = [:]
    /// What callers are called in the journals; nil when they are not hidden there.
    private(set) var pseudonyms: Pseudonyms?
    /// Why there is none although one is wanted; empty when all is well.
    private(set) var note = ""

    /// - Throws: `ProgramError` with status 3 when a required journal cannot be written.
    init(_ wish: JournalWish, servers: [(name: String, journalName: String)], configuration: Configuration) throws {
        let folder: String?
        switch wish {
        case .none: return
        case .wanted:
            guard configuration.journal.isEnabled else { return }
            folder = configuration.journal.directory
        case .required(let given): folder = given ?? configuration.journal.directory
        }
        guard let folder else {
            if case .required = wish {
                throw ProgramError(.wrongUsage, "No folder for the journal: give --journal DIR, or set HOME.")
            }
            note = "no journal: HOME is not set"
            return
        }
        if configuration.journal.isMasked {
            do {
                pseudonyms = try MaskKey.pseudonyms(forJournalsIn: folder)
            } catch {
                if case .required = wish { throw error }
                note = "not journalled: \(error.sentence)"
                return
            }
        }
        for (server, journalName) in servers {
            let directory = JournalFolder.directory(forServer: journalName, in: folder)
            do {
                let log = try SegmentLog.open(
                    directory: directory, mode: .write, server: journalName,
                    keeps: RetentionLimits(
                        age: Int64(configuration.journal.maxDays) * Self.day, bytes: configuration.journal.maxBytes))
                logs[server] = log
                filled[server] = try FilledLog(log, in: directory, server: journalName)
                directories[server] = directory
                try prune(log, configuration.journal)
            } catch let error as JournalError {
                if case .required = wish { throw ProgramError(.badFile, "\(error)") }
                note = Self.note(error)
                if case .alreadyWritten = error {
                    histories[server] = try? JournalSet.history(in: directory, server: journalName)
                }
            }
        }
    }

    /// What a server's records go to; nil when none are kept.
    func journal(of server: String) -> (any EventLog)? {
        guard let log = filled[server] else { return nil }
        return pseudonyms.map { MaskingLog(log, $0) } ?? log
    }

    /// A journal to read, with what fills its gaps.
    static func history(in directory: String, server: String) throws -> any EventLog {
        let log = try SegmentLog.open(directory: directory, mode: .read, server: server)
        return try FilledLog(log, in: directory, server: server)
    }

    /// The trouble of any of them, in a sentence; nil when all are written.
    var trouble: String? {
        logs.values.lazy.compactMap(\.state.sentence).first
    }

    /// Where the end of a server's audit chain is kept: beside the journal that is written; nil when none is.
    func auditHead(of server: String) -> AuditHead? {
        directories[server].map { AuditHead.file(in: $0) }
    }

    func close() {
        for log in logs.values { log.close() }
    }

    /// In µs.
    private static let day: Int64 = 86_400_000_000

    /// The log itself does so as it goes on; here by the clock, for a journal that nobody wrote for weeks.
    private func prune(_ log: SegmentLog, _ settings: JournalSettings) throws {
        let oldest = BoardClock.wallTime() - Int64(settings.maxDays) * Self.day
        _ = try log.prune(olderThan: oldest, maxBytes: settings.maxBytes)
    }

    private static func note(_ error: JournalError) -> String {
        if case .alreadyWritten = error { return "reading along: another board writes the journal" }
        return "not journalled: \(error)"
    }
}
