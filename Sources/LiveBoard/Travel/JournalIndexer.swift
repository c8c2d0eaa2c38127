import CallCenter
import Crossing
import Dispatch
import Journal

/// Reads journals to their ends on a thread of its own and makes their indexes, so that any moment is near afterwards.
package final class JournalIndexer: Sendable {
    private let sources: [TravelSource]
    private let wake: @Sendable () -> Void
    private let queue = DispatchQueue(label: "callboard.indexer", qos: .utility)
    private let state = Guarded(State())

    private struct State: Sendable {
        var isStopped = false
        var isDone = false
        var failure: String?
    }

    /// Records between two looks at the index by others.
    private static let batch = 20_000

    /// - Parameter wake: called on a thread of the indexer's when it has got further.
    package init(_ sources: [TravelSource], wake: @escaping @Sendable () -> Void) {
        self.sources = sources
        self.wake = wake
    }

    /// Begins, or goes on with what was written since.
    package func start() {
        queue.async { [self] in
            state.withLock { $0.isDone = false }
            for source in sources { read(source) }
            state.withLock { $0.isDone = true }
            wake()
        }
    }

    package func stop() { state.withLock { $0.isStopped = true } }

    /// Every journal was read to its end.
    package var isDone: Bool { state.withLock { $0.isDone } }
    /// Why a journal cannot be read to its end; nil when all is well.
    package var failure: String? { state.withLock { $0.failure } }

    private func read(_ source: TravelSource) {
        guard let log = source.log else { return }
        var index = source.index.withLock { $0 }
        var board = ServerBoard(name: source.name)
        var next: UInt64 = 0
        if let newest = index.checkpoints.last, let known = newest.board() { (board, next) = (known, newest.next) }
        let known = index.next
        var folder = RecordFolder()
        while !state.withLock({ $0.isStopped }) {
            var count = 0
            do {
                next = try log.read(from: next) { record in
                    // What the index knows already is folded again, to come from its last checkpoint to its end.
                    if record.sequence < known {
                        folder.apply(record, to: &board)
                    } else {
                        folder.apply(record, to: &board, noting: &index)
                    }
                    count += 1
                    return count < Self.batch
                }
            } catch {
                state.withLock { $0.failure = "\(error)" }
                return
            }
            let grown = index
            source.index.withLock { shared in
                if grown.next > shared.next { shared = grown }
            }
            wake()
            if count < Self.batch { return }
        }
    }
}
