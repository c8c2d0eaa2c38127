/// The classes of manager.conf as a bit mask: of events by what a user may read, of actions by what it may write.
struct EventClass: OptionSet, Sendable, Equatable {
    let rawValue: UInt32

    static let system = EventClass(rawValue: 1 << 0)
    static let call = EventClass(rawValue: 1 << 1)
    static let log = EventClass(rawValue: 1 << 2)
    static let verbose = EventClass(rawValue: 1 << 3)
    static let command = EventClass(rawValue: 1 << 4)
    static let agent = EventClass(rawValue: 1 << 5)
    static let user = EventClass(rawValue: 1 << 6)
    static let config = EventClass(rawValue: 1 << 7)
    static let dtmf = EventClass(rawValue: 1 << 8)
    static let reporting = EventClass(rawValue: 1 << 9)
    static let cdr = EventClass(rawValue: 1 << 10)
    static let dialplan = EventClass(rawValue: 1 << 11)
    static let originate = EventClass(rawValue: 1 << 12)
    static let agi = EventClass(rawValue: 1 << 13)
    static let hookResponse = EventClass(rawValue: 1 << 14)
    static let cc = EventClass(rawValue: 1 << 15)
    static let aoc = EventClass(rawValue: 1 << 16)
    static let test = EventClass(rawValue: 1 << 17)
    static let security = EventClass(rawValue: 1 << 18)
    static let message = EventClass(rawValue: 1 << 19)
    static let specialCommand = EventClass(rawValue: 1 << 20)
    static let all = EventClass(rawValue: 0x7FFF_FFFF)

    /// What a UCM's user can have at most.
    static let ucm: EventClass = [
        .originate, .call, .cdr, .agent, .cc, .dtmf, .dialplan, .reporting, .user, .security, .specialCommand,
    ]

    /// Names in the order in which Asterisk writes them in `(Priv: ...)`.
    private static let names: [(EventClass, StaticString)] = [
        (.system, "system"), (.call, "call"), (.log, "log"), (.verbose, "verbose"), (.command, "command"),
        (.agent, "agent"), (.user, "user"), (.config, "config"), (.dtmf, "dtmf"), (.reporting, "reporting"),
        (.cdr, "cdr"), (.dialplan, "dialplan"), (.originate, "originate"), (.agi, "agi"), (.cc, "cc"), (.aoc, "aoc"),
        (.test, "test"), (.security, "security"), (.message, "message"), (.specialCommand, "specialcommand"),
    ]

    /// The classes as Asterisk prints them: `system,call,all`, or `<none>`.
    var text: Octets {
        if isEmpty { return Octets("<none>") }
        var result = Octets()
        for (bit, name) in Self.names where contains(bit) {
            result.put(name)
            result.put(",")
        }
        result.put("all")
        return result
    }

    /// Reads a list as `get_perm` does: words between commas, exact case, blanks not trimmed, unknown words ignored.
    init(list: String) {
        var mask = EventClass()
        for word in list.utf8.split(separator: 44, omittingEmptySubsequences: true) {
            if word.elementsEqual("all".utf8) { mask.formUnion(.all) }
            for (bit, name) in Self.names where name.withUTF8Buffer({ $0.elementsEqual(word) }) {
                mask.formUnion(bit)
            }
        }
        self = mask
    }

    /// Reads the `Events` header of Login or the `EventMask` of Events as `strings_to_mask` does.
    init(eventMask text: String) {
        let bytes = Array(text.utf8)
        if !bytes.isEmpty, bytes.allSatisfy({ $0 >= 48 && $0 <= 57 }) {
            self = EventClass(rawValue: UInt32(text) ?? 0)
        } else if text.isFalse {
            self = []
        } else if text.isTrue {
            self = .all
        } else {
            self = EventClass(list: text)
        }
    }

    init(rawValue: UInt32) { self.rawValue = rawValue }
}

extension String {
    /// Asterisk's `ast_true`.
    var isTrue: Bool { ["yes", "true", "y", "t", "1", "on"].contains(lowercased()) }
    /// Asterisk's `ast_false`.
    var isFalse: Bool { ["no", "false", "n", "f", "0", "off"].contains(lowercased()) }
}
