import NIOCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The two clocks of this target, in microseconds.
enum Clocks {
    /// For time-outs and durations: never goes back.
    static var steady: Int64 { Int64(NIODeadline.now().uptimeNanoseconds / 1000) }

    /// For records: since 1970, and as wrong as the machine's clock is.
    static var wall: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
    }
}

extension NIODeadline {
    /// A time of `Clocks.steady` as the event loop's timers want it.
    init(steady: Int64) { self = .uptimeNanoseconds(UInt64(max(0, steady)) &* 1000) }
}

extension TimeAmount {
    /// Seconds, at most a year.
    static func seconds(_ seconds: Double) -> TimeAmount {
        .nanoseconds(seconds > 0 ? Int64(min(seconds, 31_536_000) * 1e9) : 0)
    }
}
