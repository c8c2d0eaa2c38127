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
            let name = padded(command.rawValue, to: 18)
            lines.append("  \(padded(keymap.labels(command), to: width))  \(name) \(command.entry.summary)")
        }
    }
    return lines.joined(separator: "\n") + "\n"
}
