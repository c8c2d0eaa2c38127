import CallCenter
import Journal
import LiveBoard
import Settings

#if canImport(Glibc)
    import Glibc
#endif

/// `callboard import --queue-log`: files of Asterisk's into what lies beside a journal.
struct QueueLogChoice {
    var files: [String]
    /// The journal's folder, or the folder of several; nil is the configured one.
    var folder: String?
    /// Whose journal, where there are several or none.
    var server: String?
    var configuration: Configuration

    private static let mostComplaints = 20

    func run() throws {
        var reading = QueueLogImport()
        for file in files {
            let bytes = try ProgramFile.read(file)
            guard !bytes.starts(with: [0x1F, 0x8B]), !bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) else {
                throw ProgramError(.badFile, "\(file) is compressed; unpack it first, for example with gunzip -k.")
            }
            reading.met(bytes, file: file)
        }
        complain(of: reading.broken)
        guard !reading.isForeign else {
            throw ProgramError(
                .badFile, "\(files.joined(separator: ", ")): no line of a queue_log; name /var/log/asterisk/queue_log.")
        }
        let journal = try found(firstSecond: reading.firstSecond)
        try take(&reading, into: journal)
        let tally = reading.tally
        Output.print(
            "\(journal.server): \(tally.taken) lines of queue_log taken; \(tally.known) are of times at which the journal "
                + "followed the PBX, \(tally.before) were taken before, \(tally.other) change no figure"
                + (reading.broken.isEmpty ? "." : ", \(reading.broken.count) are broken."))
        if tally.taken > 0 { Output.print("A board that runs shows them when it is started again.") }
    }

    private func complain(of broken: [QueueLogImport.Broken]) {
        for line in broken.prefix(Self.mostComplaints) {
            Output.complain("\(line.file):\(line.line): passed over: \(line.why).")
        }
        if broken.count > Self.mostComplaints {
            Output.complain("\(broken.count - Self.mostComplaints) more broken lines were passed over.")
        }
    }

    // MARK: The journal

    private func found(firstSecond: Int64?) throws -> JournalFolder.Found {
        guard let folder = folder ?? configuration.journal.directory else {
            throw ProgramError(.wrongUsage, "No folder for the journal: name it, or set HOME.")
        }
        let journals = try Self.journals(at: folder)
        // By the name of the configuration, or of its journal.
        let wanted = server.map { name in configuration.servers.first { $0.name == name }?.journalName ?? name }
        if let wanted, let found = journals.first(where: { $0.server == wanted }) { return found }
        if wanted == nil, journals.count == 1, let only = journals.first { return only }
        guard journals.isEmpty || wanted != nil else {
            throw ProgramError(
                .wrongUsage,
                "\(folder) holds journals of \(journals.map(\.server).joined(separator: ", ")); say whose with --server."
            )
        }
        let only = configuration.servers.count == 1 ? configuration.servers.first?.journalName : nil
        guard let name = wanted ?? only else {
            throw ProgramError(.wrongUsage, "\(folder) holds no journal yet; say whose to begin with --server.")
        }
        let directory = JournalFolder.directory(forServer: name, in: folder)
        return try begin(directory, server: name, firstSecond: firstSecond ?? 0)
    }

    private static func journals(at folder: String) throws -> [JournalFolder.Found] {
        do {
            return try JournalFolder.journals(at: folder)
        } catch let error {
            guard case .missing = error else { throw error }
            return []
        }
    }

    /// A journal that nobody wrote yet begins with what queue_log tells.
    private func begin(_ directory: String, server: String, firstSecond: Int64) throws -> JournalFolder.Found {
        let log = try SegmentLog.open(directory: directory, mode: .write, server: server)
        defer { log.close() }
        log.append([
            LogEntry(
                kind: LogEntry.fact, time: firstSecond * 1_000_000, epoch: 0, payload: OwnFact.dayBegan.encoded())
        ])
        log.flush()
        if let trouble = log.state.sentence { throw ProgramError(.badFile, trouble) }
        guard let begun = try JournalFolder.journals(at: directory).first else { throw JournalError.missing(directory) }
        return begun
    }

    private func take(_ reading: inout QueueLogImport, into journal: JournalFolder.Found) throws {
        let folder = FilledLog.directory(in: journal.directory)
        var isWritten = false
        let log: SegmentLog
        do {
            // While it is ours no board begins to write.
            log = try SegmentLog.open(directory: journal.directory, mode: .write, server: journal.server)
        } catch let error {
            guard case .alreadyWritten = error else { throw error }
            isWritten = true
            log = try SegmentLog.open(directory: journal.directory, mode: .read, server: journal.server)
        }
        defer { log.close() }
        // An import before this one may have been ended between its two renames.
        if rename(folder + ".old", folder) != 0, errno != ENOENT, errno != ENOTEMPTY, errno != EEXIST {
            throw failure(folder)
        }
        let lines = try Self.lines(in: folder, server: journal.server)
        try reading.met(journal: log, lines: lines, isWritten: isWritten)
        var pseudonyms = try hiding()
        let entries = reading.entries(
            since: BoardClock.wallTime() - Int64(configuration.journal.maxDays) * 86_400_000_000,
            dayStart: configuration.dayStart, hide: { pseudonyms?.hidden(packets: $0) ?? $0 })
        guard reading.tally.taken > 0 else { return }
        try write(entries, to: folder, server: journal.server)
    }

    private static func lines(in folder: String, server: String) throws -> SegmentLog? {
        do {
            return try SegmentLog.open(directory: folder, mode: .read, server: server)
        } catch let error {
            guard case .missing = error else { throw error }
            return nil
        }
    }

    private func hiding() throws -> Pseudonyms? {
        guard configuration.journal.isMasked, let folder = configuration.journal.directory ?? folder else { return nil }
        return try MaskKey.pseudonyms(forJournalsIn: folder)
    }

    /// Writes them anew beside those of an import before, and puts them in their place when they are whole.
    private func write(_ entries: [LogEntry], to folder: String, server: String) throws {
        let (new, old) = (folder + ".new", folder + ".old")
        try remove(new)
        try remove(old)
        let log = try SegmentLog.open(directory: new, mode: .write, server: server)
        try JournalWriting.write(entries, to: log, log)
        log.finishSealing()
        log.close()
        let isFirst = rename(folder, old) != 0
        if isFirst, errno != ENOENT { throw failure(folder) }
        guard rename(new, folder) == 0 else { throw failure(folder) }
        try remove(old)
    }

    /// Removes a directory of segments.
    private func remove(_ folder: String) throws {
        guard let stream = opendir(folder) else { return }
        var names: [String] = []
        while let entry = readdir(stream) {
            names.append(
                withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
        }
        _ = closedir(stream)
        for name in names where name != "." && name != ".." { _ = unlink(folder + "/" + name) }
        guard rmdir(folder) == 0 || errno == ENOENT else { throw failure(folder) }
    }

    private func failure(_ path: String) -> ProgramError {
        ProgramError(
            .badFile,
            "Cannot write \(path): \(String(cString: strerror(errno))); give this user access to the journal's folder.")
    }
}
