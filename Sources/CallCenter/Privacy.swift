/// What is shown and written of callers when the board hangs where others look.
package struct Privacy: Sendable, Equatable {
    package var isMasked: Bool

    package init(isMasked: Bool) { self.isMasked = isMasked }

    /// The last two digits remain, so that two callers can be told apart.
    package func number(_ text: String) -> String {
        guard isMasked, !text.isEmpty else { return text }
        return String(repeating: "*", count: max(3, min(text.count, 15) - 2)) + text.suffix(text.count > 4 ? 2 : 0)
    }

    /// The first letter remains.
    package func name(_ text: String) -> String {
        guard isMasked, let first = text.first else { return text }
        return String(first) + "***"
    }

    /// A text that is either.
    package func party(_ text: String) -> String {
        guard isMasked else { return text }
        return text.contains(where: \.isNumber) ? number(text) : name(text)
    }

    /// `Bob 0301234567`, whatever of it is known.
    package func caller(name callerName: String, number callerNumber: String) -> String {
        if callerName.isEmpty || callerName == callerNumber { return number(callerNumber) }
        if callerNumber.isEmpty { return name(callerName) }
        return number(callerNumber) + " " + name(callerName)
    }

    /// A sentence of ours, a channel's name or an extension, in which numbers may stand: every run of six digits and more
    /// that begins where a number can. A unique id (`1795419937.410`) and the count at the end of a channel's name
    /// (`-0000002a`) stay.
    package func text(_ text: String) -> String {
        guard isMasked else { return text }
        var result = ""
        var rest = text[...]
        var before: Character = " "
        while let first = rest.first {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            guard !digits.isEmpty else {
                result.append(first)
                before = first
                rest = rest.dropFirst()
                continue
            }
            let after = rest.dropFirst(digits.count)
            let isUniqueID = after.first == "." && after.dropFirst().first?.isNumber == true
            let begins = !before.isLetter && before != "-" && before != "." && before != "_"
            result += digits.count >= 6 && begins && !isUniqueID ? number(String(digits)) : String(digits)
            before = digits.last ?? before
            rest = after
        }
        return result
    }
}

extension AuditNote {
    /// The same as it may be shown: numbers in its sentences hidden.
    package func shown(_ privacy: Privacy) -> AuditNote {
        guard privacy.isMasked else { return self }
        var note = self
        switch content {
        case .own(var entry):
            entry.summary = privacy.text(entry.summary)
            entry.target = privacy.text(entry.target)
            entry.reason = privacy.text(entry.reason)
            entry.answer = privacy.text(entry.answer)
            note.content = .own(entry)
        case .other(var action):
            action.target = privacy.text(action.target)
            action.reason = privacy.text(action.reason)
            note.content = .other(action)
        }
        return note
    }
}

extension FinishedVisit {
    /// The same as it may be shown: the caller hidden.
    package func shown(_ privacy: Privacy) -> FinishedVisit {
        guard privacy.isMasked else { return self }
        var visit = self
        visit.callerNumber = privacy.number(callerNumber)
        visit.callerName = privacy.name(callerName)
        return visit
    }
}
