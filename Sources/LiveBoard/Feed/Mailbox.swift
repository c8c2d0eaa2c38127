import Synchronization

/// The only door between the sockets' thread and the board's owner.
///
/// Whole batches cross, not events, and the owner is woken only when the box turns from empty to not empty. When the
/// owner does not empty it (a debugger, a stopped process) it holds at most `limit` bytes of packets: beyond that the
/// packets are dropped, and the owner is told so that it takes a fresh snapshot instead of trusting a torn stream.
package final class Mailbox: Sendable {
    /// What the owner takes out.
    package struct Contents: Sendable {
        package var items: [FeedItem] = []
        /// Servers of which packets had to be dropped since the box was last emptied, with how many bytes.
        package var dropped: [Int: Int] = [:]
    }

    private struct State {
        var contents = Contents()
        var bytes = 0
    }

    private let state = Mutex(State())
    private let limit: Int
    private let wake: @Sendable () -> Void

    /// - Parameters:
    ///   - limit: most bytes of packets that may wait.
    ///   - wake: called, on the sender's thread, when the box turns from empty to not empty.
    package init(limit: Int = 32 << 20, wake: @escaping @Sendable () -> Void) {
        self.limit = limit
        self.wake = wake
    }

    package func post(_ items: [FeedItem]) {
        guard !items.isEmpty else { return }
        let wasEmpty = state.withLock { state in
            let wasEmpty = state.contents.items.isEmpty && state.contents.dropped.isEmpty
            for item in items {
                if case .packets(let bytes) = item.content {
                    guard state.bytes + bytes.count <= limit else {
                        state.contents.dropped[item.server, default: 0] += bytes.count
                        continue
                    }
                    state.bytes += bytes.count
                }
                state.contents.items.append(item)
            }
            return wasEmpty
        }
        if wasEmpty { wake() }
    }

    package func take() -> Contents {
        state.withLock { state in
            defer { state = State() }
            return state.contents
        }
    }
}
