import CallCenter
import Journal

/// Folds a journal into a board: the same records through the same fold as live, so that yesterday is a file.
package struct JournalPlayer {
    /// How far to play.
    package enum Target: Sendable, Equatable {
        /// Everything.
        case end
        /// Every record up to and including this moment, µs since 1970.
        case time(Int64)
    }

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

    /// The board of `server` as it was.
    ///
    /// - Throws: `JournalError` when the journal can't be read.
    package func board(named server: String, at target: Target) throws -> (board: ServerBoard, time: Int64) {
        var board = ServerBoard(name: server)
        var last: Int64 = 0
        var folder = RecordFolder()
        let limit: Int64 = if case .time(let time) = target { time } else { .max }
        _ = try log.read(from: 0) { record in
            guard record.time <= limit else { return false }
            last = record.time
            folder.apply(record, to: &board)
            return true
        }
        let time: Int64 = if case .time(let time) = target { time } else { last }
        board.advance(to: time)
        board.link = .replay
        return (board, time)
    }
}
