import CallCenter

/// What is shown of callers when the board hangs where others look.
struct Privacy: Sendable, Equatable {
    var isMasked: Bool

    /// The last two digits remain, so that two callers can be told apart.
    func number(_ text: String) -> String {
        guard isMasked, !text.isEmpty else { return text }
        return String(repeating: "*", count: max(3, min(text.count, 15) - 2)) + text.suffix(text.count > 4 ? 2 : 0)
    }

    /// The first letter remains.
    func name(_ text: String) -> String {
        guard isMasked, let first = text.first else { return text }
        return String(first) + "***"
    }

    /// A text that is either.
    func party(_ text: String) -> String {
        guard isMasked else { return text }
        return text.contains(where: \.isNumber) ? number(text) : name(text)
    }

    /// `Bob 0301234567`, whatever of it is known.
    func caller(name callerName: String, number callerNumber: String) -> String {
        if callerName.isEmpty || callerName == callerNumber { return number(callerNumber) }
        if callerNumber.isEmpty { return name(callerName) }
        return number(callerNumber) + " " + name(callerName)
    }
}
