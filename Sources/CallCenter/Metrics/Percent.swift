/// Shares in percent as people read them: rounded, but the whole is said only of all and nothing only of none, however many
/// there are.
package enum Percent {
    /// A whole number; nil when there is no number. 47.8 is 48; 99.9 is 99, and 0.1 is 1.
    package static func whole(_ value: Double) -> Int? { rounded(value, scale: 1) }

    /// Tenths of a percent; nil when there is no number.
    package static func tenths(_ value: Double) -> Int? { rounded(value, scale: 10) }

    private static func rounded(_ value: Double, scale: Double) -> Int? {
        guard value.isFinite else { return nil }
        let sane = min(max(value, 0), 1e6)
        let all = Int(100 * scale)
        let number = Int((sane * scale).rounded())
        if number == 0, sane > 0 { return 1 }
        return number == all && sane < 100 ? all - 1 : number
    }
}
