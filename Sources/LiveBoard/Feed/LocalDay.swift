#if canImport(Glibc)
    import Glibc
#endif

/// Days of this machine's local time.
package struct LocalDay: Sendable {
    /// Seconds that local time is ahead of UTC at a moment in µs since 1970.
    private let offset: @Sendable (Int64) -> Int

    package init(offset: @escaping @Sendable (Int64) -> Int = { LocalDay.machineOffset(at: $0) }) {
        self.offset = offset
    }

    /// The midnight at or before a moment, µs since 1970.
    package func start(of moment: Int64) -> Int64 {
        let local = moment + Int64(offset(moment)) * 1_000_000
        let midnight = local - ((local % Self.length) + Self.length) % Self.length
        // The offset of midnight itself counts: clocks may have changed since.
        let first = midnight - Int64(offset(moment)) * 1_000_000
        return midnight - Int64(offset(first)) * 1_000_000
    }

    /// The midnight after a moment.
    package func end(of moment: Int64) -> Int64 {
        let next = start(of: start(of: moment) + Self.length + Self.length / 8)
        return next > moment ? next : moment + Self.length
    }

    private static let length: Int64 = 86_400_000_000

    /// Seconds that this machine's local time is ahead of UTC at a moment.
    package static func machineOffset(at moment: Int64) -> Int {
        var seconds = time_t(moment / 1_000_000)
        var parts = tm()
        localtime_r(&seconds, &parts)
        return parts.tm_gmtoff
    }
}
