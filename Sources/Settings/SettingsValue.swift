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
    let shown = text.unicodeScalars.prefix(60)
    let rest = text.unicodeScalars.count > 60 ? "..." : ""
    return "\"" + shown.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : visible($0) }.joined() + rest + "\""
}

/// A text on one line, its control characters as escapes: faults are written to terminals.
func visible(_ text: String) -> String {
    text.unicodeScalars.map { visible($0) }.joined()
}

private func visible(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    default:
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate:
            "\\u{" + String(scalar.value, radix: 16) + "}"
        default: String(scalar)
        }
    }
}
