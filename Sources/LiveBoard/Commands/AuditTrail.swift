import AMITransport
import CallCenter

/// Who sits before the board.
package struct Operator: Sendable, Equatable {
    /// Login name.
    package var name: String
    /// The address that their SSH connection comes from; empty at the machine itself.
    package var origin: String

    package init(name: String = "", origin: String = "") {
        self.name = name
        self.origin = origin
    }
}

/// Where the end of a server's audit chain is kept beside its journal, so that lines missing at the end show too.
package struct AuditHead: Sendable {
    /// Place and digest of the last line; nil when nothing was kept yet.
    package var load: @Sendable () -> (number: Int, digest: String)?
    /// Keeps it. Called on the board's thread: it must not wait.
    package var save: @Sendable (_ number: Int, _ digest: String) -> Void

    package init(
        load: @escaping @Sendable () -> (number: Int, digest: String)?,
        save: @escaping @Sendable (_ number: Int, _ digest: String) -> Void
    ) {
        self.load = load
        self.save = save
    }
}

/// The audit trail of one server: what this board's person asked, and how it ended.
struct AuditTrail {
    private let person: Operator
    private let head: AuditHead?
    /// Hides callers in what is written; nil when they may be named.
    private var pseudonyms: Pseudonyms?
    private var chain: AuditChain
    /// Tickets asked and not ended: their line and command.
    private var open: [Int: (line: Int, command: CallCommand)] = [:]

    init(_ person: Operator, head: AuditHead?, pseudonyms: Pseudonyms? = nil) {
        self.pseudonyms = pseudonyms
        self.person = person
        self.head = head
        let last = head?.load()
        chain = AuditChain(number: last?.number ?? 0, last: last?.digest ?? "") { MessageDigests.sha256($0) }
    }

    /// A command goes out.
    mutating func asked(_ command: CallCommand, ticket: Int, board: ServerBoard, at time: Int64) -> AuditEntry {
        let entry = append(entry(.asked, command, board: board, at: time))
        open[ticket] = (entry.number, command)
        return entry
    }

    /// It has ended; nil when it was none of this server's.
    mutating func ended(_ ticket: Int, _ outcome: CommandOutcome, board: ServerBoard, at time: Int64) -> AuditEntry? {
        guard let (line, command) = open.removeValue(forKey: ticket) else { return nil }
        var entry = entry(outcome.succeeded ? .done : .failed, command, board: board, at: time)
        entry.about = line
        entry.answer = outcome.text
        return append(entry)
    }

    private func entry(
        _ phase: AuditEntry.Phase, _ command: CallCommand, board: ServerBoard, at time: Int64
    ) -> AuditEntry {
        AuditEntry(
            at: time, phase: phase, who: person.name, origin: person.origin, command: command.kind.rawValue,
            summary: command.summary,
            target: command.targets.map { board.phrase($0, at: time) }.joined(separator: "; "),
            reason: command.reason)
    }

    private mutating func append(_ entry: AuditEntry) -> AuditEntry {
        var entry = entry
        // Before the digest: it is of what is written.
        entry.summary = pseudonyms?.hidden(entry.summary) ?? entry.summary
        entry.target = pseudonyms?.hidden(entry.target) ?? entry.target
        entry.reason = pseudonyms?.hidden(entry.reason) ?? entry.reason
        entry.answer = pseudonyms?.hidden(entry.answer) ?? entry.answer
        entry = chain.append(entry)
        head?.save(entry.number, entry.digest)
        return entry
    }
}
