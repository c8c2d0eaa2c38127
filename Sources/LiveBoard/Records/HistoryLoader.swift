import CallCenter
import Crossing
import Dispatch
import Journal

/// Folds what today's journal holds before a board goes on live, so that a restart never zeroes the day.
///
/// Reading works on a thread of its own; the board's owner takes the result with the others of its posts.
struct HistoryLoader: Sendable {
    /// A board as the journal leaves it, and where the journal goes on.
    struct Loaded: Sendable {
        let server: Int
        let board: ServerBoard
        let index: TravelIndex
        let next: UInt64
        /// Why the journal could not be read to its end; nil when all is well.
        let trouble: String?
    }

    private static let queue = DispatchQueue(label: "callboard.history", qos: .userInitiated)
    /// So many records the owner folds by itself.
    private static let few: UInt64 = 2_000

    /// - Parameters:
    ///   - since: the moment that the day began: our clock, µs since 1970.
    ///   - done: called on a thread of the loader's.
    static func load(
        server: Int, name: String, log: any EventLog, since: Int64, done: @escaping @Sendable (Loaded) -> Void
    ) {
        queue.async {
            var board = ServerBoard(name: name)
            var index = TravelIndex(memory: LiveBoard.checkpointMemory)
            var next: UInt64 = 1
            var trouble: String?
            do {
                next = try log.firstSequence(atOrAfter: since)
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
