import Crossing
import Journal

/// A journal together with what Asterisk's queue_log told of the times at which nobody wrote it: the records of both in
/// the order of their moments, under numbers of their own.
///
/// The lines lie beside the journal, in `queue_log` within its directory, and are read in between its records; the
/// journal itself is never changed. The numbers hold as long as this value does: lines that are imported later are seen
/// by who opens the journal then.
package final class FilledLog: EventLog {
    /// Lines that follow each other between the same two records of the journal.
    struct Run: Sendable, Equatable {
        /// The number, in the journal, of the record that comes behind them.
        var before: UInt64
        /// The number of the first of them, in their own log, and how many there are.
        var first: UInt64
        var count: UInt64
    }

    private let base: any EventLog
    private let lines: (any EventLog)?
    private let runs: [Run]
    /// Lines in the runs before each, and in all.
    private let counts: [UInt64]

    /// The directory of a journal's lines.
    package static func directory(in journal: String) -> String { journal + "/queue_log" }

    /// Opens what is beside a journal, if anything is.
    ///
    /// - Throws: `JournalError` when it is there and cannot be read.
    package convenience init(_ base: any EventLog, in directory: String, server: String) throws {
        var lines: SegmentLog?
        do {
            lines = try SegmentLog.open(directory: Self.directory(in: directory), mode: .read, server: server)
        } catch JournalError.missing {
            lines = nil
        }
        try self.init(base, lines: lines)
    }

    package init(_ base: any EventLog, lines: (any EventLog)?) throws {
        self.base = base
        self.lines = lines
        runs = try lines.map { try Self.runs(of: $0, between: base) } ?? []
        var counts: [UInt64] = [0]
        for run in runs { counts.append((counts.last ?? 0) + run.count) }
        self.counts = counts
    }

    /// Where the lines belong: behind every record that is not later.
    private static func runs(of lines: any EventLog, between base: any EventLog) throws -> [Run] {
        var times: [Int64] = []
        var first: UInt64 = 1
        _ = try lines.read(from: 0) { line in
            if times.isEmpty { first = line.sequence }
            times.append(line.time)
            return true
        }
        var runs: [Run] = []
        var place = 0
        func add(before sequence: UInt64, until end: Int64) {
            let start = place
            while place < times.count, times[place] < end { place += 1 }
            guard place > start else { return }
            runs.append(Run(before: sequence, first: first + UInt64(start), count: UInt64(place - start)))
        }
        while place < times.count {
            let began = times[place]
            var isOver = true
            _ = try base.read(from: base.firstSequence(atOrAfter: began + 1)) { record in
                add(before: record.sequence, until: record.time)
                // The next lines may be days away: they are looked for from there.
                isOver = place < times.count && times[place] - record.time < Self.near
                return isOver
            }
            // All lines that are left are later than every record.
            if isOver { add(before: base.endSequence, until: .max) }
        }
        return runs
    }

    /// In µs.
    private static let near: Int64 = 60_000_000

    // MARK: Numbers

    private var all: UInt64 { counts.last ?? 0 }

    /// The number here of a record of the journal.
    private func number(ofRecord sequence: UInt64) -> UInt64 {
        var low = 0
        var high = runs.count
        while low < high {
            let middle = (low + high) / 2
            if runs[middle].before <= sequence { low = middle + 1 } else { high = middle }
        }
        return sequence + counts[low]
    }

    /// The number here of the first line of a run.
    private func number(ofRun place: Int) -> UInt64 { runs[place].before + counts[place] }

    // MARK: EventLog

    @discardableResult
    package func append(_ entries: [LogEntry]) -> UInt64 {
        let end = base.append(entries)
        return end == 0 ? 0 : end + all
    }

    package var endSequence: UInt64 { base.endSequence + all }

    package func read(from sequence: UInt64, _ body: (LogRecord) throws -> Bool) throws -> UInt64 {
        guard let lines, !runs.isEmpty else { return try base.read(from: sequence, body) }
        var next = max(1, sequence)
        var isStopped = false
        for (place, run) in runs.enumerated() {
            let start = number(ofRun: place)
            if start + run.count <= next { continue }
            if next < start {
                _ = try base.read(from: next - counts[place]) { record in
                    guard record.sequence < run.before else { return false }
                    return try hand(record, as: record.sequence + counts[place], &next, &isStopped, body)
                }
                if isStopped { return next }
                next = max(next, start)
            }
            _ = try lines.read(from: run.first + (next - start)) { line in
                guard line.sequence < run.first + run.count else { return false }
                return try hand(line, as: start + (line.sequence - run.first), &next, &isStopped, body)
            }
            if isStopped { return next }
            next = start + run.count
        }
        return try base.read(from: next - all) { record in
            var record = record
            record.sequence += all
            return try body(record)
        } + all
    }

    private func hand(
        _ record: LogRecord, as number: UInt64, _ next: inout UInt64, _ isStopped: inout Bool,
        _ body: (LogRecord) throws -> Bool
    ) rethrows -> Bool {
        var record = record
        record.sequence = number
        next = number + 1
        let goesOn = try body(record)
        isStopped = !goesOn
        return goesOn
    }

    package func firstSequence(atOrAfter time: Int64) throws -> UInt64 {
        let record = number(ofRecord: try base.firstSequence(atOrAfter: time))
        guard let lines, let line = try lines.record(from: lines.firstSequence(atOrAfter: time)),
            let place = runs.lastIndex(where: { $0.first <= line.sequence })
        else { return record }
        return min(record, number(ofRun: place) + (line.sequence - runs[place].first))
    }

    package func span() throws -> (first: Int64, last: Int64)? {
        let spans = [try base.span(), try lines?.span()].compactMap { $0 }
        guard let first = spans.map(\.first).min(), let last = spans.map(\.last).max() else { return nil }
        return (first, last)
    }
}
