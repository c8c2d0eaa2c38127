import AMI
import CallCenter
import Crossing
import Journal

/// A journal that callers are hidden from before anything is written: `mask` in `[journal]`.
///
/// Whoever follows the PBX sees what it says; who reads the journal sees the pseudonyms.
package final class MaskingLog: EventLog {
    private let log: any EventLog
    private let pseudonyms: Guarded<Pseudonyms>

    /// - Parameter pseudonyms: shared with whoever has to find a caller again.
    package init(_ log: any EventLog, _ pseudonyms: Pseudonyms) {
        self.log = log
        self.pseudonyms = Guarded(pseudonyms)
    }

    @discardableResult
    package func append(_ entries: [LogEntry]) -> UInt64 {
        let hidden = pseudonyms.withLock { pseudonyms in
            entries.map { entry in
                var entry = entry
                // The audit trail's lines hide callers themselves: their digests are of what is written.
                let isHidden = entry.kind == LogEntry.fact && entry.payload.starts(with: Self.command)
                if entry.kind == LogEntry.packets || entry.kind == LogEntry.fact, !isHidden {
                    entry.payload = pseudonyms.hidden(packets: Array(entry.payload))[...]
                }
                return entry
            }
        }
        return log.append(hidden)
    }

    private static let command = Array("Fact: command\r\n".utf8)

    package var endSequence: UInt64 { log.endSequence }

    package func read(from sequence: UInt64, _ body: (LogRecord) throws -> Bool) throws -> UInt64 {
        try log.read(from: sequence, body)
    }

    package func firstSequence(atOrAfter time: Int64) throws -> UInt64 { try log.firstSequence(atOrAfter: time) }

    package func span() throws -> (first: Int64, last: Int64)? { try log.span() }
}
