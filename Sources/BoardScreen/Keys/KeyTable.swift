import Cells

/// The table of commands and their keys: as text for `callboard keys`, or as Markdown for the manual.
package func renderKeys(_ keymap: Keymap, markdown: Bool) -> String {
    markdown ? markdownKeys(keymap) : plainKeys(keymap)
}

private func markdownKeys(_ keymap: Keymap) -> String {
    var lines = ["| Keys | What they do | Name |", "| --- | --- | --- |"]
    for group in ScreenCommand.Group.allCases {
        lines.append("| **\(group.rawValue)** | | |")
        for command in ScreenCommand.allCases where command.entry.group == group {
            let keys = keymap.keys(for: command).compactMap(KeyName.name).map { "`\($0)`" }.joined(separator: " ")
            lines.append("| \(keys) | \(command.entry.summary) | `\(command.rawValue)` |")
        }
    }
    return lines.joined(separator: "\n") + "\n"
}

private func plainKeys(_ keymap: Keymap) -> String {
    var lines: [String] = []
    let width = ScreenCommand.allCases.map { TextWidth.of(keymap.labels($0)) }.max() ?? 0
    for group in ScreenCommand.Group.allCases {
        if !lines.isEmpty { lines.append("") }
        lines.append(group.rawValue)
        for command in ScreenCommand.allCases where command.entry.group == group {
            let name = padded(command.rawValue, to: 20)
            lines.append("  \(padded(keymap.labels(command), to: width))  \(name) \(command.entry.summary)")
        }
    }
    return lines.joined(separator: "\n") + "\n"
}

/// The manual page `callboard(7)`: every command with its keys, from the same table, as man(7) source.
package func manualPage(_ keymap: Keymap) -> String {
    var lines = [
        ".TH CALLBOARD 7", ".SH NAME", "callboard \\- keys of the call centre board", ".SH DESCRIPTION",
        "Every command by its heading. A command without a key is in the menu of a row and in the palette.",
    ]
    for group in ScreenCommand.Group.allCases {
        lines.append(".SH \(roff(group.rawValue.uppercased()))")
        for command in ScreenCommand.allCases where command.entry.group == group {
            let keys = keymap.labels(command)
            lines.append(".TP")
            lines.append(".B \(roff(keys.isEmpty ? command.rawValue : "\(keys)  (\(command.rawValue))"))")
            lines.append(roff(command.entry.summary) + (command.entry.isDangerous ? " Asks first; y confirms." : ""))
        }
    }
    return lines.joined(separator: "\n") + "\n"
}

/// A text that roff prints as it is: its own signs escaped, and no line that begins like a request.
private func roff(_ text: String) -> String {
    let escaped = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
    return escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" + escaped : escaped
}
