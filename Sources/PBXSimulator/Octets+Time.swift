extension [UInt8] {
    /// Appends a date of UTC as `2026-11-23`; `time` is µs since 1970.
    mutating func put(date time: Int64) {
        // Howard Hinnant's `civil_from_days`.
        let days = Int((time / 1_000_000) / 86_400) + 719_468
        let era = days / 146_097
        let dayOfEra = days - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        put(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), width: 4)
        append(45)
        put(month, width: 2)
        append(45)
        put(dayOfYear - (153 * shifted + 2) / 5 + 1, width: 2)
    }

    /// Appends the time of the day of UTC as `06:52:21`.
    mutating func put(timeOfDay time: Int64) {
        put(clock: Int((time / 1_000_000) % 86_400))
    }

    /// Appends seconds as `00:01:15`; hours are not cut at 24.
    mutating func put(clock seconds: Int) {
        put(seconds / 3600, width: 2)
        append(58)
        put(seconds / 60 % 60, width: 2)
        append(58)
        put(seconds % 60, width: 2)
    }

    /// Appends a moment as security events have it: `2026-11-23T06:52:22.857+0000`.
    mutating func put(timestamp time: Int64) {
        put(date: time)
        append(84)
        put(timeOfDay: time)
        append(46)
        put(Int(time / 1000 % 1000), width: 3)
        put("+0000")
    }
}
