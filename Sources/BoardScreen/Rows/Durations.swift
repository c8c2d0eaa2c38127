import Cells

/// Times as people read them. Past an hour only minutes are shown, so that long calls do not redraw every second.
enum Durations {
    /// `0:07`, `12:05`, `1h02m`, `3d04h`; negative counts as nothing.
    static func text(seconds: Int64) -> String {
        let all = max(0, seconds)
        if all < 3600 { return "\(all / 60):" + two(all % 60) }
        if all < 86_400 { return "\(all / 3600)h" + two(all / 60 % 60) + "m" }
        return "\(all / 86_400)d" + two(all / 3600 % 24) + "h"
    }

    /// The time between two moments in µs; safe for any of them.
    static func text(from start: Int64, to now: Int64) -> String { text(seconds: seconds(from: start, to: now)) }

    /// Whole seconds between two moments in µs, never negative, never an overflow.
    static func seconds(from start: Int64, to now: Int64) -> Int64 {
        let (difference, overflow) = now.subtractingReportingOverflow(start)
        return overflow ? 0 : max(0, difference / 1_000_000)
    }

    /// How long ago, coarsely: `5s`, `3m`, `2h`, `4d`.
    static func age(seconds: Int64) -> String {
        let all = max(0, seconds)
        if all < 60 { return "\(all)s" }
        if all < 3600 { return "\(all / 60)m" }
        if all < 86_400 { return "\(all / 3600)h" }
        return "\(all / 86_400)d"
    }

    /// Seconds as a mean: `0:14`.
    static func mean(_ seconds: Double?) -> String? {
        guard let seconds, seconds.isFinite else { return nil }
        return text(seconds: Int64(min(max(seconds, 0), 1e9).rounded()))
    }

    private static func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

/// Clock and calendar without a locale.
enum WallClock {
    /// A moment that differences can be taken of without overflow: from 1970 to the year 100,000.
    static func sane(_ moment: Int64) -> Int64 { min(max(moment, 0), 3_100_000_000_000_000_000) }

    /// `2026-11-23 14:05:31`.
    static func text(_ moment: Int64, offset: Int) -> String {
        date(moment, offset: offset) + " " + time(moment, offset: offset)
    }

    /// `14:05:31` of a moment in µs since 1970, with an offset in seconds.
    static func time(_ moment: Int64, offset: Int) -> String {
        let seconds = shifted(moment, offset)
        let day = (seconds % 86_400 + 86_400) % 86_400
        return two(day / 3600) + ":" + two(day / 60 % 60) + ":" + two(day % 60)
    }

    /// `2026-11-23`, by the civil-from-days algorithm of the proleptic Gregorian calendar.
    static func date(_ moment: Int64, offset: Int) -> String {
        let seconds = shifted(moment, offset)
        let days = (seconds - (seconds % 86_400 + 86_400) % 86_400) / 86_400 + 719_468
        let era = (days >= 0 ? days : days - 146_096) / 146_097
        let dayOfEra = days - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return "\(year)-" + two(month) + "-" + two(day)
    }

    private static func shifted(_ moment: Int64, _ offset: Int) -> Int64 { moment / 1_000_000 &+ Int64(offset) }
    private static func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
