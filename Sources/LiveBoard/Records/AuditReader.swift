import AMI
import CallCenter
import Journal

/// Reads the audit trail out of a journal: this board's own lines, and what the PBX told of others' doing.
package struct AuditReader {
    private let log: any EventLog

    package init(_ log: any EventLog) { self.log = log }

    /// Calls `body` with each line, in the order of the journal.
    ///
    /// - Throws: `JournalError` when the journal can't be read.
    package func read(_ body: (AuditNote.Content) -> Void) throws {
        var scanner = PacketScanner()
        var foreign = ForeignActions()
        _ = try log.read(from: 0) { record in
            switch record.kind {
            case LogEntry.packets:
                let actions = record.payload.withUnsafeBytes { foreign.received(packets: $0, at: record.time) }
                for action in actions { body(.other(action)) }
            case LogEntry.fact:
                guard case .command(let entry)? = scanner.fact(record.payload) else { break }
                if entry.phase == .asked { foreign.asked(summary: entry.summary, at: record.time) }
                body(.own(entry))
            default: break
            }
            return true
        }
    }
}
