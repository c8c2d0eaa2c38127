/// The simulator's only source of chance: small, fast, and the same on every machine.
struct SplitMix64: Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to, not including, 1.
    mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// A whole number from 0 up to, not including, `bound`; 0 when `bound` is not positive.
    mutating func below(_ bound: Int) -> Int {
        bound > 0 ? Int(truncatingIfNeeded: next() % UInt64(bound)) : 0
    }

    /// True with the given probability.
    mutating func happens(_ probability: Double) -> Bool { unit() < probability }

    /// A number between two bounds.
    mutating func between(_ low: Double, _ high: Double) -> Double { low + (high - low) * unit() }

    /// An exponentially distributed number with the given mean.
    mutating func exponential(_ mean: Double) -> Double { mean * -logarithm(1 - unit()) }

    /// A duration as conversations have them: skewed to the right, the given mean, never below a quarter of it.
    mutating func conversation(_ mean: Double) -> Double {
        mean * (0.25 + 0.375 * (-logarithm(1 - unit()) - logarithm(1 - unit())))
    }

    /// Natural logarithm of a number in (0, 1], by the halving of the mantissa's series: no C library, and the same
    /// bits everywhere.
    private func logarithm(_ value: Double) -> Double {
        let significand = value.significand
        let ratio = (significand - 1) / (significand + 1)
        let square = ratio * ratio
        var term = ratio
        var sum = 0.0
        var divisor = 1.0
        for _ in 0..<12 {
            sum += term / divisor
            term *= square
            divisor += 2
        }
        return 2 * sum + Double(value.exponent) * 0.693147180559945309417
    }
}
