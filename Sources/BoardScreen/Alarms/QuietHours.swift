import Settings

/// Hours of every day in which alarms make no sound: they are shown and logged all the same.
package struct QuietHours: Sendable, Equatable {
    package var spans: [QuietSpan] = []

    package init() {}

    /// - Parameters:
    ///   - now: our clock, µs since 1970.
    ///   - offset: seconds to add to UTC.
    func contains(_ now: Int64, offset: Int) -> Bool {
        let day = ((now / 1_000_000 + Int64(offset)) % 86_400 + 86_400) % 86_400
        let minute = Int(day / 60)
        return spans.contains { span in
            span.from < span.to ? (span.from..<span.to).contains(minute) : minute >= span.from || minute < span.to
        }
    }
}
