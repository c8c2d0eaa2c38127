/// Case-insensitive search without a locale.
enum TextSearch {
    /// Whether the text holds the needle, which must be in lower case.
    static func contains(_ text: String, _ needle: String) -> Bool {
        if needle.isEmpty { return true }
        // Beyond ASCII the standard library's case mapping decides; it is slower, and rarely needed.
        let isASCII = needle.utf8.allSatisfy { $0 < 0x80 }
        var text = isASCII ? text : text.lowercased()
        var needle = needle
        return text.withUTF8 { text in
            needle.withUTF8 { needle in
                guard text.count >= needle.count else { return false }
                for start in 0...(text.count - needle.count) {
                    var index = 0
                    while index < needle.count, lower(text[start + index]) == needle[index] { index += 1 }
                    if index == needle.count { return true }
                }
                return false
            }
        }
    }

    private static func lower(_ byte: UInt8) -> UInt8 {
        byte >= 65 && byte <= 90 ? byte | 0x20 : byte
    }
}

/// A filter as it was typed: a text that rows must have, or with `!` in front must not have.
struct RowFilter: Sendable, Equatable {
    private let needle: String
    private let isInverse: Bool

    init(_ typed: String) {
        isInverse = typed.hasPrefix("!")
        needle = (isInverse ? String(typed.dropFirst()) : typed).lowercased()
    }

    var isEmpty: Bool { needle.isEmpty }

    func accepts(_ texts: String...) -> Bool { accepts(texts) }

    func accepts(_ texts: [String]) -> Bool {
        texts.contains { TextSearch.contains($0, needle) } != isInverse
    }
}
