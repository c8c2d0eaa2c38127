/// A moment as a person types it: `14:05`, `14:05:30`, `-10m`, `yesterday 09:00`, `2026-11-23T14:05`, `start`, `end`.
package enum Moment: Equatable, Sendable {
    case start
    case end
    /// µs since 1970.
    case time(Int64)

    private static let dayLength: Int64 = 86_400_000_000

    /// - Parameters:
    ///   - text: what was typed.
    ///   - last: the moment that relative times and bare clock times refer to (a journal's end), µs since 1970.
    ///   - offset: seconds that local time is ahead of UTC at a moment.
    package init?(_ text: String, relativeTo last: Int64, offset: (Int64) -> Int) {
        switch text {
        case "start": self = .start
        case "end": self = .end
        default:
            guard
                let time = Self.ago(text, last) ?? Self.dated(text, offset) ?? Self.clock(text, last, offset)
            else { return nil }
            self = .time(time)
        }
    }

    /// `-10m`, `-90s`, `-2h`, `-1d` before the last moment, or with a plus sign after it.
    private static func ago(_ text: String, _ last: Int64) -> Int64? {
        guard let sign = text.first, sign == "-" || sign == "+", let unit = text.last,
            let count = Int64(text.dropFirst().dropLast()), count >= 0,
            count < 100_000_000
        else { return nil }
        let seconds: [Character: Int64] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]
        return seconds[unit].map { last + (sign == "-" ? -count : count) * $0 * 1_000_000 }
    }

    /// `2026-11-23T14:05` or with a space, local time; with a final `Z`, UTC.
    private static func dated(_ text: String, _ offset: (Int64) -> Int) -> Int64? {
        let parts = text.split(whereSeparator: { $0 == "T" || $0 == " " })
        guard parts.count == 2, parts[0].contains("-") else { return nil }
        let date = parts[0].split(separator: "-").compactMap { Int($0) }
        let isUTC = parts[1].last == "Z"
        guard date.count == 3, (1970...9999).contains(date[0]), (1...12).contains(date[1]),
            (1...daysIn(month: date[1], of: date[0])).contains(date[2]),
            let seconds = secondsOfDay(isUTC ? parts[1].dropLast() : parts[1])
        else { return nil }
        let utc = (UTCTime.days(year: date[0], month: date[1], day: date[2]) * 86_400 + seconds) * 1_000_000
        return isUTC ? utc : toUTC(utc, offset)
    }

    /// `14:05`, `14:05:30` on the last moment's day, or `yesterday 09:00`.
    private static func clock(_ text: String, _ last: Int64, _ offset: (Int64) -> Int) -> Int64? {
        let parts = text.split(separator: " ")
        let yesterday = parts.count == 2 && parts[0] == "yesterday"
        guard parts.count == 1 || yesterday, let time = parts.last, let seconds = secondsOfDay(time) else { return nil }
        let local = last + Int64(offset(last)) * 1_000_000
        let midnight = local - ((local % dayLength) + dayLength) % dayLength - (yesterday ? dayLength : 0)
        return toUTC(midnight + seconds * 1_000_000, offset)
    }

    private static func toUTC(_ local: Int64, _ offset: (Int64) -> Int) -> Int64 {
        local - Int64(offset(local - Int64(offset(local)) * 1_000_000)) * 1_000_000
    }

    private static func secondsOfDay(_ text: Substring) -> Int64? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { $0.count <= 2 ? Int64($0) : nil }
        guard (2...3).contains(parts.count), numbers.count == parts.count, (0...23).contains(numbers[0]),
            numbers.dropFirst().allSatisfy({ (0...59).contains($0) })
        else { return nil }
        return numbers[0] * 3_600 + numbers[1] * 60 + (numbers.count == 3 ? numbers[2] : 0)
    }

    private static func daysIn(month: Int, of year: Int) -> Int {
        if month == 2 { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28 }
        return [4, 6, 9, 11].contains(month) ? 30 : 31
    }
}
