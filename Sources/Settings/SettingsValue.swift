/// A TOML value as it was read: a tree of plain values that nothing outside this target sees.
indirect enum SettingsValue: Sendable, Equatable {
    case string(String)
    case integer(Int)
    case number(Double)
    case boolean(Bool)
    /// A date, a time or both, as TOML writes it. Nothing in callboard takes one.
    case date(String)
    case array([SettingsValue])
    case table([String: SettingsValue])

    /// How a fault names the value that was found: `"5038" (a string)`.
    var found: String {
        switch self {
        case .string(let text): "\(quoted(text)) (a string)"
        case .integer(let integer): "\(integer) (an integer)"
        case .number(let number): "\(number) (a fractional number)"
        case .boolean(let boolean): "\(boolean) (a boolean)"
        case .date(let text): "\(text) (a date or time)"
        case .array(let values): values.isEmpty ? "an empty array" : "an array"
        case .table: "a table"
        }
    }
}

/// A string in quotes on one line, shortened when it is long, so that a fault stays one readable line.
func quoted(_ text: String) -> String {
    var shown = "\""
    for (count, scalar) in text.unicodeScalars.enumerated() {
        if count == 60 {
            shown += "..."
            break
        }
        switch scalar {
        case "\n": shown += "\\n"
        case "\r": shown += "\\r"
        case "\t": shown += "\\t"
        case "\"": shown += "\\\""
        case "\\": shown += "\\\\"
        default:
            if scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) {
                shown += "\\u{" + String(scalar.value, radix: 16) + "}"
            } else {
                shown.unicodeScalars.append(scalar)
            }
        }
    }
    return shown + "\""
}
