import Synchronization

/// A clock that stands until a test moves it.
package final class ManualClock: Sendable {
    private let time: Mutex<Int64>

    /// - Parameter now: µs since 1970.
    package init(now: Int64 = 1_767_225_600_000_000) {
        time = Mutex(now)
    }

    /// µs since 1970.
    package var now: Int64 { time.withLock { $0 } }

    @discardableResult
    package func advance(seconds: Double) -> Int64 {
        time.withLock { time in
            time += Int64((seconds * 1_000_000).rounded())
            return time
        }
    }
}
