/// A frame as text with colours, by the select graphic rendition of ECMA-48 and its 24-bit colours (ISO 8613-6): for a
/// pager, a file, or a terminal that is not taken over.
package enum ANSIText {
    /// Rows joined by line feeds, each ending in the terminal's own colours.
    package static func of(_ buffer: CellBuffer) -> String {
        var text = ""
        for y in 0..<buffer.size.rows {
            if y > 0 { text += "\n" }
            var shown = Style.plain
            for x in 0..<buffer.size.columns where buffer[x, y].width > 0 {
                let style = buffer.style(x: x, y: y)
                if style != shown {
                    text += sequence(style)
                    shown = style
                }
                text += buffer.text(x: x, y: y)
            }
            if shown != .plain { text += "\u{1B}[0m" }
        }
        return text
    }

    private static func sequence(_ style: Style) -> String {
        var codes = ["0"]
        let attributes: [(Attributes, String)] = [
            (.bold, "1"), (.dim, "2"), (.italic, "3"), (.underline, "4"), (.blink, "5"), (.reverse, "7"),
        ]
        for (attribute, code) in attributes where style.attributes.contains(attribute) { codes.append(code) }
        codes += colour(style.foreground, "38") + colour(style.background, "48")
        return "\u{1B}[" + codes.joined(separator: ";") + "m"
    }

    private static func colour(_ colour: Colour, _ plane: String) -> [String] {
        switch colour {
        case .terminalDefault: []
        case .indexed(let index): [plane, "5", "\(index)"]
        case .rgb(let red, let green, let blue): [plane, "2", "\(red)", "\(green)", "\(blue)"]
        }
    }
}
