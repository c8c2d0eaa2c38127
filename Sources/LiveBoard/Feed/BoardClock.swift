import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// Where the board's moments come from: µs since 1970, never falling.
package struct BoardClock: Sendable {
    private let read: @Sendable () -> Int64
    private let follow: @Sendable () -> Double?

    /// - Parameter read: any clock; moments may be equal, and a fall is held at the highest seen.
    package init(_ read: @escaping @Sendable () -> Int64) {
        let highest = Highest()
        self.read = { highest.raised(to: read()) }
        follow = { nil }
    }

    private init(
        wall: @escaping @Sendable () -> Int64, steady: @escaping @Sendable () -> Int64
    ) {
        let highest = Highest()
        let ahead = Ahead(wall() - steady())
        read = { highest.raised(to: steady() + ahead.value) }
        follow = { ahead.raised(towards: wall() - steady()) }
    }

    /// This moment.
    package var now: Int64 { read() }

    /// Goes with the wall clock where that was set forward by a second or more; what it was set back is not followed,
    /// because records never go back.
    ///
    /// - Returns: by how many seconds this clock was set; nil when it was not.
    package func followWall() -> Double? { follow() }

    /// The machine's wall clock as it stands, carried on by the time since boot: a clock that is set under a running board
    /// moves no duration. Whoever owns the board asks `followWall` now and then, and tells it of the step.
    package static var wall: BoardClock { steady(wall: { Self.wallTime() }, sinceBoot: { Self.timeSinceBoot() }) }

    /// - Parameters:
    ///   - wall: a clock that may be set, µs since 1970.
    ///   - sinceBoot: one that nobody sets, in µs.
    package static func steady(
        wall: @escaping @Sendable () -> Int64, sinceBoot: @escaping @Sendable () -> Int64
    ) -> BoardClock {
        BoardClock(wall: wall, steady: sinceBoot)
    }

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

    /// What the calling thread has used of a core so far, in µs.
    package static func threadTime() -> Int64 { time(CLOCK_THREAD_CPUTIME_ID) }

    private static func time(_ clock: clockid_t) -> Int64 {
        var value = timespec()
        clock_gettime(clock, &value)
        return Int64(value.tv_sec) * 1_000_000 + Int64(value.tv_nsec) / 1_000
    }

    /// How far the wall clock is ahead of the steady one, in µs.
    private final class Ahead: Sendable {
        /// Less is the jitter of two clocks that are read one after the other, or a step that nobody sees.
        private static let shortest: Int64 = 1_000_000
        private let held: Atomic<Int64>

        init(_ value: Int64) { held = Atomic(value) }

        var value: Int64 { held.load(ordering: .relaxed) }

        /// The seconds by which it grew.
        func raised(towards target: Int64) -> Double? {
            let old = value
            guard target - old >= Self.shortest,
                held.compareExchange(expected: old, desired: target, ordering: .relaxed).exchanged
            else { return nil }
            return Double(target - old) / 1_000_000
        }
    }

    private final class Highest: Sendable {
        private let value = Atomic<Int64>(.min)

        func raised(to candidate: Int64) -> Int64 {
            max(candidate, value.max(candidate, ordering: .relaxed).newValue)
        }
    }
}
