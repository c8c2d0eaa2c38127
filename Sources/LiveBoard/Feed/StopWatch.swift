/// Notices that the whole program stood still: a suspended job, a closed lid, a machine that was frozen.
///
/// Whoever runs a board lets time pass every quarter of a second; nothing that it does takes seconds. Pure: moments in,
/// in µs of a clock that goes on while the machine sleeps.
package struct StopWatch: Sendable, Equatable {
    /// A standstill shorter than that loses nothing: the kernel keeps what the PBX sends, and waits stay right within it.
    package static let shortest: Int64 = 10_000_000

    private var last: Int64?

    package init() {}

    /// The owner looked at the time: the seconds for which it stood still before, nil when it did not.
    package mutating func looked(at now: Int64) -> Double? {
        defer { last = now }
        guard let last, now - last >= Self.shortest else { return nil }
        return Double(now - last) / 1_000_000
    }
}
