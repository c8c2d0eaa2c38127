/// How a clock that may not go back keeps to a wall clock that is set: forward it goes at once, back it waits for it at
/// half its pace. Pure: moments in, in µs.
struct WallPace: Sendable, Equatable {
    /// Less is the jitter of two clocks that are read one after the other, or a step that nobody sees.
    private static let shortest: Int64 = 1_000_000
    /// Further behind, a wall clock is not waited for: by half a pace that would take two months. It is the one of a
    /// machine that does not know the time yet, or the journal's times are another machine's; time passes evenly.
    private static let longestWait: Int64 = 32 * 86_400_000_000

    /// How far this clock is ahead of the steady one.
    private var ahead: Int64
    /// Since when it goes at half its pace, on the steady clock, and what it may lose so; nil while it goes evenly.
    private var slow: (since: Int64, most: Int64)?
    /// What it has lost and nobody was told of.
    private var untold: Int64 = 0

    static func == (one: WallPace, other: WallPace) -> Bool {
        one.ahead == other.ahead && one.untold == other.untold && one.slow?.since == other.slow?.since
            && one.slow?.most == other.slow?.most
    }

    /// - Parameter ahead: the wall clock less the steady one.
    init(ahead: Int64) { self.ahead = ahead }

    /// What it shows at a moment of the steady clock.
    func moment(at steady: Int64) -> Int64 { steady + ahead - lost(at: steady) }

    private func lost(at steady: Int64) -> Int64 {
        guard let slow else { return 0 }
        return max(0, min((steady - slow.since) / 2, slow.most))
    }

    /// Looks at the wall clock.
    ///
    /// - Returns: the seconds by which this clock was set against the steady one and nobody was told; nil for none.
    mutating func followed(wall: Int64, at steady: Int64) -> Double? {
        settle(at: steady)
        let lead = steady + ahead - wall
        if lead <= -Self.shortest {
            ahead -= lead
            slow = nil
            defer { untold = 0 }
            return Double(-lead - untold) / 1_000_000
        }
        let waits = lead >= Self.shortest || (slow != nil && lead > 0)
        slow = waits && lead <= Self.longestWait ? (steady, lead) : nil
        // In whole seconds: each moves everything that is remembered.
        let told = untold / 1_000_000
        guard told > 0 else { return nil }
        untold -= told * 1_000_000
        return -Double(told)
    }

    /// Shows a moment, if that is later than what it shows, however far the wall clock is behind: records never go back.
    mutating func led(to moment: Int64, at steady: Int64) {
        settle(at: steady)
        let lead = moment - (steady + ahead)
        if lead > 0 { ahead += lead }
    }

    private mutating func settle(at steady: Int64) {
        let lost = lost(at: steady)
        ahead -= lost
        untold += lost
        slow = slow.map { (steady, $0.most - lost) }
    }
}
