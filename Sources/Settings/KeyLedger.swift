/// What a table holds and which of its keys somebody asked for.
///
/// It is an object of its own so that every reader of a table shares it while the document does not hold the readers.
final class KeyLedger {
    let values: [String: SettingsValue]
    var asked: Set<String> = []
    private var isReported = false

    init(values: [String: SettingsValue]) {
        self.values = values
    }

    /// The keys that nobody asked for, the first time this is called; none after that.
    func takeUnknownKeys() -> [String] {
        if isReported { return [] }
        isReported = true
        return values.keys.filter { !asked.contains($0) }
    }

    /// The fault of an unknown key, with the name that was probably meant.
    func sentence(forUnknown key: String) -> String {
        if let near = Spelling.nearest(to: key, in: asked) { return "unknown key; did you mean \(quoted(near))?" }
        if asked.isEmpty || asked.count > 24 { return "unknown key; remove it" }
        return "unknown key; known here: " + asked.sorted().joined(separator: ", ")
    }
}
