import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// Where the board's moments come from: µs since 1970, never falling.
package struct BoardClock: Sendable {
    private let read: @Sendable () -> Int64
    private let follow: @Sendable () -> Double?
    private let lead: @Sendable (Int64) -> Void

    /// - Parameter read: any clock; moments may be equal, and a fall is held at the highest seen.
    package init(_ read: @escaping @Sendable () -> Int64) {
        let highest = Highest()
        self.read = { highest.raised(to: read()) }
        follow = { nil }
        lead = { _ in }
    }

    private init(
        wall: @escaping @Sendable () -> Int64, steady: @escaping @Sendable () -> Int64
    ) {
        let highest = Highest()
        let pace = Mutex(WallPace(ahead: wall() - steady()))
        read = { highest.raised(to: pace.withLock { $0.moment(at: steady()) }) }
        follow = {
            pace.withLock { pace in
                let steady = steady()
                return pace.followed(wall: wall(), at: steady)
            }
        }
        lead = { moment in pace.withLock { $0.led(to: moment, at: steady()) } }
    }

    /// This moment.
    package var now: Int64 { read() }

    /// Goes with the wall clock where that was set by a second or more: forward at once, back by going at half its pace
    /// until the wall clock has come up with it, because records never go back.
    ///
    /// - Returns: by how many seconds this clock was set against the time that has passed, negative for back; nil when it
    ///   was not.
    package func followWall() -> Double? { follow() }

    /// Goes on from a moment that was recorded already, however far ahead of the wall clock: whoever wrote it had a clock
    /// that was set back since, or this machine does not know the time yet. From there it comes back as above; from more
    /// than a month ahead it goes on evenly until the wall clock is set.
    package func lead(to moment: Int64) { lead(moment) }

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

    private final class Highest: Sendable {
        private let value = Atomic<Int64>(.min)

        func raised(to candidate: Int64) -> Int64 {
            max(candidate, value.max(candidate, ordering: .relaxed).newValue)
        }
    }
}
