import CallCenter
import Cells

/// One line that a person types. Control characters never get in.
struct TextField: Sendable, Equatable {
    private(set) var characters: [Character]
    private(set) var cursor: Int
    private let limit: Int

    init(_ text: String = "", limit: Int = 120) {
        characters = Array(text)
        cursor = characters.count
        self.limit = limit
    }

    var text: String { String(characters) }
    var isEmpty: Bool { characters.isEmpty }

    /// Takes a key; false when it is none of the field's.
    mutating func received(_ key: Key) -> Bool {
        switch key {
        case .character(let character):
            guard characters.count < limit, !character.unicodeScalars.contains(where: TypedInput.isControl) else {
                return true
            }
            characters.insert(character, at: cursor)
            cursor += 1
        case .backspace:
            guard cursor > 0 else { return true }
            cursor -= 1
            characters.remove(at: cursor)
        case .delete:
            if cursor < characters.count { characters.remove(at: cursor) }
        case .left: cursor = max(0, cursor - 1)
        case .right: cursor = min(characters.count, cursor + 1)
        case .home, .control("a"): cursor = 0
        case .end, .control("e"): cursor = characters.count
        case .control("u"): replace("")
        case .control("w"):
            while cursor > 0, characters[cursor - 1] == " " { removeBefore() }
            while cursor > 0, characters[cursor - 1] != " " { removeBefore() }
        default: return false
        }
        return true
    }

    mutating func replace(_ text: String) {
        characters = Array(text.prefix(limit))
        cursor = characters.count
    }

    private mutating func removeBefore() {
        cursor -= 1
        characters.remove(at: cursor)
    }

    /// The part to show in so many columns, and the cursor's column in it.
    func window(_ width: Int) -> (text: String, cursor: Int) {
        guard width > 1 else { return ("", 0) }
        var start = 0
        var before = TextWidth.of(String(characters[start..<cursor]))
        while before >= width, start < cursor {
            start += 1
            before = TextWidth.of(String(characters[start..<cursor]))
        }
        return (clipped(String(characters[start...]), to: width, ellipsis: ""), before)
    }
}
