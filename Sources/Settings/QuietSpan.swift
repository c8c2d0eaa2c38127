/// A span of every day, in minutes from midnight, 0 to 1439; it may go over midnight.
package struct QuietSpan: Sendable, Equatable {
    package let from: Int
    /// The first minute after it.
    package let to: Int

    /// `22:00-07:00`; nil for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Self.minute(String($0)) }
        guard parts.count == 2, let from = parts[0], let to = parts[1], from != to else { return nil }
        self.from = from
        self.to = to
    }

    private static func minute(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }), let hour = Int(parts[0]),
            let minute = Int(parts[1]), (0..<24).contains(hour), (0..<60).contains(minute)
        else { return nil }
        return hour * 60 + minute
    }
}
