import CallCenter
import Crossing
import Journal

/// One server's past: its journal, and what is known of the way through it.
package struct TravelSource: Sendable {
    package let name: String
    /// Nil when nothing is kept of this server: its board is empty in the past.
    package let log: (any EventLog)?
    /// Grows while the journal is read for the first time, and with the live board.
    package let index: Guarded<TravelIndex>
    /// Where its days begin.
    package let marks: DayMarks

    package init(
        name: String, log: (any EventLog)?, index: Guarded<TravelIndex> = Guarded(TravelIndex(packing: .zstd)),
        marks: DayMarks = DayMarks()
    ) {
        self.marks = marks
        self.name = name
        self.log = log
        self.index = index
    }
}

extension RecordFolder {
    /// Folds a record, and lets an index know.
    package mutating func apply(_ record: LogRecord, to board: inout ServerBoard, noting index: inout TravelIndex) {
        apply(record, to: &board)
        let content: TravelIndex.Content =
            switch record.kind {
            case LogEntry.packets: record.payload.withUnsafeBytes { TravelIndex.Content(packets: $0) }
            case LogEntry.fact: lastFact.map { TravelIndex.Content(fact: $0) } ?? .other
            default: .other
            }
        index.folded(content, at: record.time, next: record.sequence + 1, board: board)
    }
}
