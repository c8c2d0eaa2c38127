import AMI
import CallCenter
import Journal

/// Folds journal records, whatever their kind; keeps the scanner that reads own facts.
package struct RecordFolder: ~Copyable {
    private var scanner = PacketScanner()
    /// The fact that the last record held.
    package private(set) var lastFact: OwnFact?

    package init() {}

    /// Folds one record into the board of its server. Records of kinds that this release does not know are passed over.
    package mutating func apply(_ record: LogRecord, to board: inout ServerBoard) {
        let stamp = RecordStamp(time: record.time, epoch: record.epoch)
        switch record.kind {
        case LogEntry.packets:
            record.payload.withUnsafeBytes { board.apply(packets: $0, at: stamp) }
        case LogEntry.fact:
            lastFact = scanner.fact(record.payload)
            if let fact = lastFact { board.apply(fact, at: stamp) }
        case LogEntry.gap:
            board.apply(.gap(lost: Int(clamping: record.gapCount ?? 0)), at: stamp)
        default: break
        }
    }
}
