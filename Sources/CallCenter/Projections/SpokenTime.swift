/// Times in words, as a person says them: screen readers make clock times of `2:05`.
package enum SpokenTime {
    /// `nothing`, `5 seconds`, `2 minutes 5 seconds`, `1 hour 2 minutes`, `3 days 4 hours`; negative counts as nothing.
    package static func text(seconds: Int64) -> String {
        let all = max(0, seconds)
        let (large, small): ((Int64, String), (Int64, String)) =
            if all < 3_600 {
                ((all / 60, "minute"), (all % 60, "second"))
            } else if all < 86_400 {
                ((all / 3_600, "hour"), (all / 60 % 60, "minute"))
            } else {
                ((all / 86_400, "day"), (all / 3_600 % 24, "hour"))
            }
        let words = [large, small].filter { $0.0 > 0 }.map { count(Int($0.0), $0.1) }
        return words.isEmpty ? count(0, "second") : words.joined(separator: " ")
    }

    /// `1 caller`, `2 callers`.
    package static func count(_ number: Int, _ thing: String) -> String {
        "\(number) \(thing)\(number == 1 ? "" : "s")"
    }
}
