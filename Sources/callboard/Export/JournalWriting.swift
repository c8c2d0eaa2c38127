import Journal

/// Writes many records at once, waiting for the disk as no live stream may.
enum JournalWriting {
    /// - Parameters:
    ///   - target: what takes the entries: the log itself, or what hides callers before it.
    ///   - log: where they end.
    /// - Throws: `ProgramError` with status 3 when not all of them are kept.
    static func write(_ entries: [LogEntry], to target: any EventLog, _ log: SegmentLog) throws {
        var start = 0
        var bytes = 0
        for (index, entry) in entries.enumerated() {
            bytes += entry.payload.count
            // A journal takes 8 MiB between two flushes.
            guard bytes > 1 << 20 || index == entries.count - 1 else { continue }
            target.append(Array(entries[start...index]))
            log.flush()
            start = index + 1
            bytes = 0
        }
        if let trouble = log.state.sentence { throw ProgramError(.badFile, trouble) }
        guard log.lostRecords == 0 else {
            throw ProgramError(
                .badFile,
                "\(log.lostRecords) records could not be written to \(log.directory); free some space.")
        }
    }
}
