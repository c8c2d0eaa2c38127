extension AuditEntry {
    /// The command in words, with who the channels and phones stand for in place of their names.
    ///
    /// - Parameter target: the phrases of the line that asked, as `ServerBoard.phrase` makes them: when a call was ended
    ///   nobody is known behind it any more.
    package func summary(naming target: String) -> String {
        var words = summary
        for phrase in target.split(separator: "; ") {
            guard let open = phrase.firstRange(of: " ("), let close = phrase.firstRange(of: "): "),
                open.upperBound < close.lowerBound
            else { continue }
            let name = phrase[..<open.lowerBound]
            guard !name.isEmpty, !name.contains(": "), let place = words.firstRange(of: name) else { continue }
            // The name of another channel may begin with this one.
            let after = words[place.upperBound...].first
            guard after == nil || after == " " || after == "," else { continue }
            words.replaceSubrange(place, with: phrase[open.upperBound..<close.lowerBound])
        }
        return words
    }
}
