/// The only door between a producer's thread and the owner of a board.
///
/// Whole batches cross, not events, and the owner is woken only when the box turns from empty to not empty. When the
/// owner does not empty it (a debugger, a stopped process) it holds at most `limit` bytes: beyond that items are
/// dropped, and the owner is told of which sender, so that it takes a fresh snapshot instead of trusting a torn stream.
package final class Mailbox<Item: Sendable>: Sendable {
    /// What the owner takes out.
    package struct Contents: Sendable {
        package var items: [Item] = []
        /// Senders of which items had to be dropped since the box was last emptied, with how many bytes.
        package var dropped: [Int: Int] = [:]

        package var isEmpty: Bool { items.isEmpty && dropped.isEmpty }
    }

    private struct State: Sendable {
        var contents = Contents()
        var bytes = 0
        /// The owner looks again by itself.
        var ownerComesBack = false
    }

    private let state = Guarded(State())
    private let limit: Int
    private let wake: @Sendable () -> Void

    /// - Parameters:
    ///   - limit: most bytes that may wait.
    ///   - wake: called, on the sender's thread, when the box turns from empty to not empty.
    package init(limit: Int = 32 << 20, wake: @escaping @Sendable () -> Void) {
        self.limit = limit
        self.wake = wake
    }

    /// Puts items in, in order.
    ///
    /// - Parameters:
    ///   - sender: whose items they are.
    ///   - size: bytes that an item counts; an item of 0 is never dropped.
    package func post(_ items: [Item], from sender: Int, size: (Item) -> Int) {
        guard !items.isEmpty else { return }
        let mustWake = state.withLock { state in
            let mustWake = state.contents.isEmpty && !state.ownerComesBack
            for item in items {
                let bytes = size(item)
                guard bytes == 0 || state.bytes + bytes <= limit else {
                    state.contents.dropped[sender, default: 0] += bytes
                    continue
                }
                state.bytes += bytes
                state.contents.items.append(item)
            }
            return mustWake
        }
        if mustWake { wake() }
    }

    /// Empties the box.
    ///
    /// - Parameter comingBack: the owner promises, where it found something, to look again soon by itself: in a steady
    ///   stream it is then not woken for every batch. Once it finds the box empty, the next item wakes it.
    package func take(comingBack: Bool = false) -> Contents {
        state.withLock { state in
            let contents = state.contents
            state = State(ownerComesBack: comingBack && !contents.isEmpty)
            return contents
        }
    }
}
