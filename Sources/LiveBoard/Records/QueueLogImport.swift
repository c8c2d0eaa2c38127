import AMI
import CallCenter
import Journal

/// Takes out of Asterisk's queue_log what a journal does not know: lines of the times at which it did not follow its PBX.
///
/// Pure but for reading the journal: the same files and the same journal give the same lines, and a second import of the
/// same files adds nothing.
package struct QueueLogImport {
    /// A line that is no line of a queue_log.
    package struct Broken: Sendable, Equatable {
        package var file: String
        package var line: Int
        package var why: String

        package init(file: String, line: Int, why: String) {
            self.file = file
            self.line = line
            self.why = why
        }
    }

    /// What became of the lines.
    package struct Tally: Sendable, Equatable {
        /// Lines that are put beside the journal now.
        package var taken = 0
        /// Lines of times at which the journal followed the PBX.
        package var known = 0
        /// Lines that an import before this one took.
        package var before = 0
        /// Lines that change no figure.
        package var other = 0

        package init(taken: Int = 0, known: Int = 0, before: Int = 0, other: Int = 0) {
            self.taken = taken
            self.known = known
            self.before = before
            self.other = other
        }
    }

    package private(set) var broken: [Broken] = []
    package private(set) var tally = Tally()
    private var read: [QueueLogEntry] = []
    private var coverage = JournalCoverage()
    /// What was taken before, with its moment, and by what it is known again.
    private var earlier: [(time: Int64, entry: QueueLogEntry)] = []
    private var known: Set<String> = []

    package init() {}

    /// The bytes of a file, whole lines or not.
    package mutating func met(_ bytes: [UInt8], file: String) {
        for (number, line) in bytes.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
            let line = line.last == 13 ? line.dropLast() : line
            if line.isEmpty { continue }
            switch QueueLogEntry.read(line) {
            case .entry(let entry): read.append(entry)
            case .other: tally.other += 1
            case .broken(let why): broken.append(Broken(file: file, line: number + 1, why: why))
            }
        }
    }

    /// No line of any file was one of a queue_log.
    package var isForeign: Bool { read.isEmpty && tally.other == 0 }
    /// The first second that the lines tell of; nil without any.
    package var firstSecond: Int64? { read.map(\.time).min() }

    /// The journal, and the lines that lie beside it already.
    ///
    /// - Parameter isWritten: a board writes it now.
    package mutating func met(journal: any EventLog, lines: (any EventLog)?, isWritten: Bool) throws {
        _ = try journal.read(from: 0) { record in
            coverage.met(record)
            return true
        }
        coverage.ended(isWritten: isWritten)
        var scanner = PacketScanner()
        _ = try lines?.read(from: 0) { record in
            if case .queueLog(let entry)? = scanner.fact(record.payload) {
                earlier.append((record.time, entry))
                known.insert(Self.key(entry))
            }
            return true
        }
    }

    /// Everything that belongs beside the journal, in order: what was there, and what is new.
    ///
    /// - Parameters:
    ///   - oldest: nothing before it is kept: our clock, µs since 1970.
    ///   - dayStart: when the day of a moment began.
    ///   - hide: hides callers in an entry's bytes.
    package mutating func entries(
        since oldest: Int64, dayStart: DayMarks.Start, hide: ([UInt8]) -> [UInt8] = { $0 }
    ) -> [LogEntry] {
        // A first import knew nobody's phone: what the journal tells of members by now is added.
        var lines = earlier.filter { $0.time >= oldest }
            .map { (time: $0.time, entry: $0.entry.interface.isEmpty ? coverage.completed($0.entry) : $0.entry) }
        var scanner = PacketScanner()
        for entry in read {
            guard let time = coverage.moment(of: entry), time >= oldest else {
                tally.known += 1
                continue
            }
            // As it will be read: what was hidden before has the same name now.
            var kept = coverage.completed(entry)
            if case .queueLog(let hidden)? = scanner.fact(hide(OwnFact.queueLog(kept).encoded())) { kept = hidden }
            guard known.insert(Self.key(kept)).inserted else {
                tally.before += 1
                continue
            }
            tally.taken += 1
            lines.append((time, kept))
        }
        // Within a second, and of one clock, Asterisk's own order.
        let sorted = lines.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
            .map(\.element)
        return withDays(sorted, dayStart)
    }

    /// A line is known again by its second, its word and whom it is about.
    private static func key(_ entry: QueueLogEntry) -> String {
        let base = "\(entry.time)|\(entry.word.rawValue)|\(entry.call)|\(entry.queue)"
        switch entry.word {
        case .ringNoAnswer, .pause, .unpause, .addMember, .removeMember: return base + "|" + entry.agent
        default: return base
        }
    }

    /// The lines as facts, with the marks of the days that begin among them.
    private func withDays(_ lines: [(time: Int64, entry: QueueLogEntry)], _ dayStart: DayMarks.Start) -> [LogEntry] {
        func fact(_ fact: OwnFact, _ time: Int64) -> LogEntry {
            LogEntry(kind: LogEntry.fact, time: time, epoch: 0, payload: fact.encoded())
        }
        var entries: [LogEntry] = []
        var day = lines.first.flatMap { min(coverage.first ?? $0.time, $0.time) }.flatMap { dayStart($0) }
        for (time, entry) in lines {
            if let today = dayStart(time), today != day {
                if !coverage.isFollowed(at: today), !hasMark(near: today) {
                    // Nobody was there at midnight; the mark of when somebody was again begins nothing anew.
                    let later = coverage.marks.first { $0 > today && dayStart($0) == today }
                    entries.append(fact(.dayFilled(insteadOf: later), max(today, entries.last?.time ?? today)))
                }
                day = today
            }
            entries.append(fact(.queueLog(entry), time))
        }
        return entries
    }

    /// A board that was not connected wrote the day's mark at midnight.
    private func hasMark(near day: Int64) -> Bool { coverage.marks.contains { $0 >= day && $0 - day < 60_000_000 } }
}
