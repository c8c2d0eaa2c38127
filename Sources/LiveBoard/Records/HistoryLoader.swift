import CallCenter
import Crossing
import Dispatch
import Journal

/// Folds what the journal holds of today and yesterday before a board goes on live, so that a restart never zeroes the day.
///
/// Reading works on a thread of its own; the board's owner takes the result with the others of its posts.
package struct HistoryLoader: Sendable {
    /// A board as the journal leaves it, and where the journal goes on.
    package struct Loaded: Sendable {
        package let server: Int
        package let board: ServerBoard
        package let index: TravelIndex
        package let next: UInt64
        /// Why the journal could not be read to its end; nil when all is well.
        package let trouble: String?
    }

    private static let queue = DispatchQueue(label: "callboard.history", qos: .userInitiated)
    /// So many records the owner folds by itself.
    private static let few: UInt64 = 2_000

    /// - Parameters:
    ///   - now: our clock, µs since 1970.
    ///   - marks: where days begin.
    ///   - done: called on a thread of the loader's.
    package static func load(
        server: Int, name: String, log: any EventLog, now: Int64, marks: DayMarks,
        done: @escaping @Sendable (Loaded) -> Void
    ) {
        queue.async {
            var board = ServerBoard(name: name)
            var index = LiveBoard.travelIndex()
            var next: UInt64 = 1
            var trouble: String?
            do {
                next = try marks.beginning(of: log, forBoardAt: now)
                var folder = RecordFolder()
                repeat {
                    let before = next
                    next = try log.read(from: next) { record in
                        folder.apply(record, to: &board, noting: &index)
                        return true
                    }
                    if next == before { break }
                } while next + few < log.endSequence
            } catch {
                trouble = "\(error)"
            }
            done(Loaded(server: server, board: board, index: index, next: next, trouble: trouble))
        }
    }
}
