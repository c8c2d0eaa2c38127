import Cells

/// Keys as a keymap writes them: `q`, `Space`, `Ctrl-L`, `F1`, `Shift-Tab`.
package enum KeyName {
    private static let named: [(Key, String)] = [
        (.up, "Up"), (.down, "Down"), (.left, "Left"), (.right, "Right"), (.pageUp, "PgUp"), (.pageDown, "PgDn"),
        (.home, "Home"), (.end, "End"), (.insert, "Ins"), (.delete, "Del"), (.backspace, "Backspace"),
        (.enter, "Enter"), (.escape, "Esc"), (.tab, "Tab"), (.backTab, "Shift-Tab"), (.character(" "), "Space"),
    ]

    /// The key of a name; nil when there is none such.
    package static func key(_ name: String) -> Key? {
        if let found = named.first(where: { $0.1 == name }) { return found.0 }
        if name.count == 1, let character = name.first { return .character(character) }
        if name.hasPrefix("Ctrl-"), name.count == 6, let last = name.last, last.isASCII {
            return .control(Character(last.lowercased()))
        }
        if name.hasPrefix("F"), let number = Int(name.dropFirst()), (1...63).contains(number) {
            return .function(number)
        }
        return nil
    }

    /// The name of a key; nil for keys that cannot be bound.
    package static func name(_ key: Key) -> String? {
        if let found = named.first(where: { $0.0 == key }) { return found.1 }
        switch key {
        case .character(let character): return String(character)
        case .control(let character): return "Ctrl-" + character.uppercased()
        case .function(let number): return "F\(number)"
        default: return nil
        }
    }
}
