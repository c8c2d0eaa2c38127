/// The period that figures are of, ending now.
package enum MetricWindow: String, Sendable, Equatable, CaseIterable {
    case today
    case shift
    case hour = "1h"
    case halfHour = "30m"
    case quarter = "15m"

    /// Seconds of a rolling window; nil for those that begin at an hour of the day.
    package var seconds: Int64? {
        switch self {
        case .today, .shift: nil
        case .hour: 3600
        case .halfHour: 1800
        case .quarter: 900
        }
    }
}

/// When shifts begin: seconds after midnight of the PBX's place, in order.
package struct ShiftTimes: Sendable, Equatable {
    package var starts: [Int]
    /// Seconds to add to UTC for the hours of the day.
    package var utcOffset: Int

    package init(starts: [Int] = [], utcOffset: Int = 0) {
        self.starts = starts.filter { (0..<86_400).contains($0) }.sorted()
        self.utcOffset = utcOffset
    }

    /// When the shift of this moment began; nil when there are none. Moments are µs since 1970.
    package func start(of moment: Int64) -> Int64? {
        guard let last = starts.last else { return nil }
        let seconds = Int(clamping: moment / 1_000_000) + utcOffset
        let day = seconds - (seconds % 86_400 + 86_400) % 86_400
        // Before the first of the day, yesterday's last shift still runs.
        let start = starts.last { day + $0 <= seconds }.map { day + $0 } ?? day - 86_400 + last
        return Int64(start - utcOffset) * 1_000_000
    }
}

extension ServerBoard {
    /// When a window begins at a moment: our clock, µs since 1970. Never before anything was counted; nil before that.
    package func start(of window: MetricWindow, at now: Int64, shifts: ShiftTimes) -> Int64? {
        guard let day = countedSince, let first = countedFrom else { return nil }
        // A rolling window and a shift may reach back over midnight.
        if let seconds = window.seconds { return max(first, now - seconds * 1_000_000) }
        guard window == .shift, let start = shifts.start(of: now) else { return day }
        return max(first, start)
    }
}
