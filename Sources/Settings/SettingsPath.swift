/// Where a value stands in a document: keys and array indices from the root.
struct SettingsPath: Hashable, Sendable {
    /// One step down.
    enum Step: Hashable, Sendable {
        case key(String)
        case index(Int)
    }

    var steps: [Step] = []

    func appending(_ key: String) -> SettingsPath { SettingsPath(steps: steps + [.key(key)]) }
    func appending(_ index: Int) -> SettingsPath { SettingsPath(steps: steps + [.index(index)]) }

    var parent: SettingsPath? { steps.isEmpty ? nil : SettingsPath(steps: Array(steps.dropLast())) }

    /// As a person would write it: `server[1].port`, `queue."sales team".target`. Indices count from 0.
    var description: String {
        var text = ""
        for step in steps {
            switch step {
            case .index(let index): text += "[\(index)]"
            case .key(let key):
                if !text.isEmpty { text += "." }
                text += Self.isBare(key) ? key : quoted(key)
            }
        }
        return text
    }

    /// Whether TOML takes the key without quotes.
    private static func isBare(_ key: String) -> Bool {
        !key.isEmpty
            && key.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }
}
