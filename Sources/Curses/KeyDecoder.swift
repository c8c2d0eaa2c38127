import CNcurses
import Cells

/// What curses reads, as keys.
///
/// Curses knows the sequences of the terminal's description. Those that a terminal sends all the same (other modifiers,
/// other modes) arrive letter by letter behind an Escape; they are put together here, lest `[A` be taken for commands.
struct KeyDecoder {
    private var sequence: [UInt32]?

    /// Names the sequences that terminals send though their description says otherwise.
    static func defineSequences() {
        let keys: [(String, Int32)] = [
            ("[A", KEY_UP), ("[B", KEY_DOWN), ("[C", KEY_RIGHT), ("[D", KEY_LEFT), ("[H", KEY_HOME), ("[F", KEY_END),
            ("OA", KEY_UP), ("OB", KEY_DOWN), ("OC", KEY_RIGHT), ("OD", KEY_LEFT), ("OH", KEY_HOME), ("OF", KEY_END),
            ("[1~", KEY_HOME), ("[7~", KEY_HOME), ("[4~", KEY_END), ("[8~", KEY_END), ("[2~", KEY_IC),
            ("[3~", KEY_DC), ("[5~", KEY_PPAGE), ("[6~", KEY_NPAGE), ("[Z", KEY_BTAB), ("OM", KEY_ENTER),
        ]
        // Mouse reports are put together here: curses hands several that arrive together over in another order.
        for start in ["[<", "[M"] { define_key("\u{1B}" + start, 0) }
        for (sequence, key) in keys where key_defined("\u{1B}" + sequence) == 0 {
            define_key("\u{1B}" + sequence, key)
        }
    }

    /// The rest of a sequence is still to come; it follows at once, if at all.
    var isInsideSequence: Bool { sequence.map { !$0.isEmpty } ?? false }

    /// Takes a character as it was read.
    mutating func characterRead(_ value: UInt32, _ body: (Key) -> Void) {
        if sequence != nil {
            continued(value, body)
        } else if value == 0x1B {
            sequence = []
        } else {
            body(Self.key(of: value))
        }
    }

    /// Takes a key that curses knows by a number.
    mutating func keyRead(_ code: Int32, _ body: (Key) -> Void) {
        ended(body)
        if let key = Self.key(ofCode: code) { body(key) }
    }

    /// Nothing more waits: an Escape was an Escape.
    mutating func ended(_ body: (Key) -> Void) {
        guard let begun = sequence else { return }
        sequence = nil
        // A sequence that stopped in its middle is no key; Escape alone is.
        if begun.isEmpty { body(.escape) }
    }

    private mutating func continued(_ value: UInt32, _ body: (Key) -> Void) {
        let begun = sequence ?? []
        if begun.isEmpty {
            if value == 0x5B || value == 0x4F {
                sequence = [value]
                return
            }
            // Alt and a key, or two keys in quick succession: the same bytes. Escape does no harm.
            sequence = nil
            body(.escape)
            characterRead(value, body)
            return
        }
        if begun.count > 1 && begun[0] == 0x5B && begun[1] == 0x4D {
            sequence = begun.count < 4 ? begun + [value] : nil
            if sequence == nil, let key = MouseReport.key(ofBytes: [begun[2], begun[3], value]) { body(key) }
        } else if value < 0x20 || value > 0x7E || begun.count > 32 {
            sequence = nil
            characterRead(value, body)
        } else if begun == [0x5B] && (value == 0x4D || value == 0x5B) {
            sequence = [0x5B, value]
        } else if begun[0] == 0x4F || value >= 0x40 {
            sequence = nil
            if begun.count > 1 && begun[1] == 0x3C {
                if let key = MouseReport.key(ofParameters: begun.dropFirst(2), final: value) { body(key) }
            } else {
                body(Self.key(ofSequence: begun + [value]))
            }
        } else {
            sequence = begun + [value]
        }
    }

    /// The key of `[` or `O`, parameters, and a final letter.
    private static func key(ofSequence sequence: [UInt32]) -> Key {
        guard let final = sequence.last else { return .unknown }
        if sequence.count == 3 && sequence[1] == 0x5B {
            return (0x41...0x45).contains(final) ? .function(Int(final) - 0x40) : .unknown  // the Linux console's
        }
        let parameter = sequence.dropFirst().prefix { $0 >= 0x30 && $0 <= 0x39 }
            .reduce(0) { ($0 * 10 + Int($1 - 0x30)) % 100_000 }
        switch Unicode.Scalar(final) {
        case "A": return .up
        case "B": return .down
        case "C": return .right
        case "D": return .left
        case "H": return .home
        case "F": return .end
        case "Z": return .backTab
        case "M" where sequence[0] == 0x4F: return .enter
        case "P", "Q", "R", "S": return .function(Int(final) - 0x4F)
        case "~":
            switch parameter {
            case 1, 7: return .home
            case 4, 8: return .end
            case 2: return .insert
            case 3: return .delete
            case 5: return .pageUp
            case 6: return .pageDown
            case 11...15: return .function(parameter - 10)
            case 17...21: return .function(parameter - 11)
            case 23, 24: return .function(parameter - 12)
            default: return .unknown
            }
        default: return .unknown
        }
    }

    private static func key(of value: UInt32) -> Key {
        switch value {
        case 0x09: return .tab
        case 0x0A, 0x0D: return .enter
        case 0x08, 0x7F: return .backspace
        case 0x00: return .control("@")
        case 0x01...0x1A: return letter(value + 0x60).map { .control($0) } ?? .unknown
        case 0x1C...0x1F: return letter(value + 0x40).map { .control($0) } ?? .unknown
        case 0x80...0x9F: return .unknown
        default: return letter(value).map { .character($0) } ?? .unknown
        }
    }

    private static func letter(_ value: UInt32) -> Character? {
        Unicode.Scalar(value).map { Character($0) }
    }

    /// Nil where the number is no key of a person.
    private static func key(ofCode code: Int32) -> Key? {
        switch code {
        case KEY_RESIZE: return nil  // the size comes by signal
        case KEY_UP, KEY_SR: return .up
        case KEY_DOWN, KEY_SF: return .down
        case KEY_LEFT, KEY_SLEFT: return .left
        case KEY_RIGHT, KEY_SRIGHT: return .right
        case KEY_PPAGE, KEY_A3, KEY_SPREVIOUS: return .pageUp
        case KEY_NPAGE, KEY_C3, KEY_SNEXT: return .pageDown
        case KEY_HOME, KEY_A1, KEY_SHOME, KEY_FIND: return .home
        case KEY_END, KEY_C1, KEY_SEND, KEY_SELECT, KEY_LL: return .end
        case KEY_IC, KEY_SIC: return .insert
        case KEY_DC, KEY_SDC: return .delete
        case KEY_BACKSPACE: return .backspace
        case KEY_ENTER: return .enter
        case KEY_BTAB: return .backTab
        case KEY_F0...(KEY_F0 + 63): return .function(Int(code - KEY_F0))
        default: return extended(code)
        }
    }

    /// Keys with modifiers, which the description names `kUP5` and so on; the modifier is ignored.
    private static func extended(_ code: Int32) -> Key {
        guard let name = keyname(code).map({ String(cString: $0) }) else { return .unknown }
        switch name.prefix(while: { !$0.isNumber }) {
        case "kUP": return .up
        case "kDN": return .down
        case "kLFT": return .left
        case "kRIT": return .right
        case "kHOM": return .home
        case "kEND": return .end
        case "kPRV": return .pageUp
        case "kNXT": return .pageDown
        case "kIC": return .insert
        case "kDC": return .delete
        default: return .unknown
        }
    }
}
