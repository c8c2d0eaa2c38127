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

    /// The board of `server` as it was after every record up to and including `time`, µs since 1970: what a board shows
    /// that started again then.
    ///
    /// - Parameter marks: where days begin.
    /// - Throws: `JournalError` when the journal can't be read.
    package func board(named server: String, at time: Int64, marks: DayMarks = DayMarks()) throws -> ServerBoard {
        var board = ServerBoard(name: server)
        var folder = RecordFolder()
        _ = try log.read(from: marks.beginning(of: log, forBoardAt: time)) { record in
            guard record.time <= time else { return false }
            folder.apply(record, to: &board)
            return true
        }
        board.advance(to: time)
        board.isReplay = true
        return board
    }
}
