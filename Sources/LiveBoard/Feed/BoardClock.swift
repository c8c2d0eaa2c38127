import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// Where the board's moments come from: µs since 1970, never falling.
package struct BoardClock: Sendable {
    private let read: @Sendable () -> Int64

    /// - Parameter read: any clock; moments may be equal, and a fall is held at the highest seen.
    package init(_ read: @escaping @Sendable () -> Int64) {
        let highest = Highest()
        self.read = { highest.raised(to: read()) }
    }

    /// This moment.
    package var now: Int64 { read() }

    /// The machine's wall clock.
    package static var wall: BoardClock { BoardClock { Self.wallTime() } }

    /// A clock that starts at `start` and runs `speed` times as fast as the machine's monotonic clock: the demo's.
    package static func scaled(from start: Int64, speed: Double) -> BoardClock {
        let began = monotonicTime()
        return BoardClock { start + Int64(Double(monotonicTime() - began) * speed) }
    }

    /// The machine's wall clock, µs since 1970.
    package static func wallTime() -> Int64 { time(CLOCK_REALTIME) }

    /// The machine's monotonic clock, µs since some moment.
    package static func monotonicTime() -> Int64 { time(CLOCK_MONOTONIC) }

    /// µs since the machine started, those of its sleep counted in; never set by anybody.
    package static func timeSinceBoot() -> Int64 { time(CLOCK_BOOTTIME) }

    private static func time(_ clock: clockid_t) -> Int64 {
        var value = timespec()
        clock_gettime(clock, &value)
        return Int64(value.tv_sec) * 1_000_000 + Int64(value.tv_nsec) / 1_000
    }

    private final class Highest: Sendable {
        private let value = Atomic<Int64>(.min)

        func raised(to candidate: Int64) -> Int64 {
            max(candidate, value.max(candidate, ordering: .relaxed).newValue)
        }
    }
}
