import CallCenter
import Journal

/// Folds a journal into a board: the same records through the same fold as live, so that yesterday is a file.
package struct JournalPlayer {
    private let log: any EventLog

    package init(_ log: any EventLog) {
        self.log = log
    }

    /// The times of the first and the last record, µs since 1970; nil when there is none.
    package func span() throws -> (first: Int64, last: Int64)? {
        var first: Int64?
        var last: Int64 = 0
        _ = try log.read(from: 0) { record in
            if first == nil { first = record.time }
            last = record.time
            return true
        }
        return first.map { ($0, last) }
    }

    /// Where to begin so that the figures of a moment's day are whole: at the mark of the day, where the writer left one with
    /// the lists that follow it, else at the log's beginning.
    package static func start(of log: any EventLog, at moment: Int64, days: LocalDay = LocalDay()) throws -> UInt64 {
        let first = try log.firstSequence(atOrAfter: days.start(of: moment))
        var mark: UInt64 = 0
        var looked = 0
        _ = try log.read(from: first) { record in
            looked += 1
            if record.kind == LogEntry.fact, record.payload.starts(with: Self.dayBegan) { mark = record.sequence }
            // Packets that were on their way at midnight may stand before it.
            return mark == 0 && looked < 2_000
        }
        return mark
    }

    private static let dayBegan = Array("Fact: dayBegan\r\n".utf8)

    /// The board of `server` as it was after every record up to and including `time`, µs since 1970.
    ///
    /// - Throws: `JournalError` when the journal can't be read.
    package func board(named server: String, at time: Int64) throws -> ServerBoard {
        var board = ServerBoard(name: server)
        var folder = RecordFolder()
        _ = try log.read(from: 0) { record in
            guard record.time <= time else { return false }
            folder.apply(record, to: &board)
            return true
        }
        board.advance(to: time)
        board.isReplay = true
        return board
    }
}
