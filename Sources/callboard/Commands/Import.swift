import ArgumentParser
import Journal
import LiveBoard

/// `callboard import`: raw AMI server bytes into a new journal.
struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Turn raw AMI server bytes into a journal.",
        discussion: "CAPTURE.idx.jsonl beside the capture, one {\"t\", \"off\", \"len\"} per read, gives the times.")

    @Argument(help: ArgumentHelp("Raw bytes of an AMI server.", valueName: "capture.ami"))
    var capture: String

    @Argument(help: ArgumentHelp("Folder of the new journal.", valueName: "journal"))
    var journal: String

    func run() throws {
        do {
            let bytes = try ProgramFile.read(capture)
            let indexPath = (capture.hasSuffix(".ami") ? String(capture.dropLast(4)) : capture) + ".idx.jsonl"
            let index =
                ProgramFile.exists(indexPath)
                ? try CaptureIndex(jsonLines: ProgramFile.read(indexPath), file: indexPath) : nil
            let entries = try CaptureImport.entries(of: bytes, index: index, file: capture)
            if let found = try? JournalFolder.journals(at: journal), !found.isEmpty {
                throw ImportError.journalNotEmpty(directory: journal)
            }
            try write(entries)
            Output.print("\(entries.count) records in \(journal)")
        } catch let error as ImportError {
            throw ProgramError(.badFile, error.description)
        } catch let error as JournalError {
            throw ProgramError(.badFile, "\(error)")
        }
    }

    private func write(_ entries: [LogEntry]) throws {
        let log = try SegmentLog.open(directory: journal, mode: .write, server: Self.serverName(capture))
        defer { log.close() }
        var start = 0
        var bytes = 0
        for (index, entry) in entries.enumerated() {
            bytes += entry.payload.count
            // A journal takes 8 MiB between two flushes; a capture is no live stream and can wait for the disk.
            guard bytes > 1 << 20 || index == entries.count - 1 else { continue }
            log.append(Array(entries[start...index]))
            log.flush()
            start = index + 1
            bytes = 0
        }
        if let trouble = log.state.sentence { throw ProgramError(.badFile, trouble) }
        guard log.lostRecords == 0 else {
            throw ProgramError(
                .badFile, "\(log.lostRecords) records could not be written to \(journal); free some space.")
        }
    }

    /// The capture's name without folder and ending.
    private static func serverName(_ path: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return name.hasSuffix(".ami") ? String(name.dropLast(4)) : name
    }
}
