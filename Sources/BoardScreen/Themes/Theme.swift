import Cells

/// Colours, attributes and signs by meaning. Read from TOML by `ThemeReader`; a value from then on.
package struct Theme: Sendable {
    /// The background that a theme is made for.
    package enum Appearance: String, Sendable, CaseIterable { case dark, light }

    package let name: String
    /// A few words for lists; may be empty.
    package let description: String
    package let appearance: Appearance
    private var styles: [Style]
    private var unicode: [String]
    private var ascii: [String]

    init(
        name: String, description: String = "", appearance: Appearance = .dark, styles: [StyleName: Style],
        unicode: [Glyph: String], ascii: [Glyph: String]
    ) {
        self.name = name
        self.description = description
        self.appearance = appearance
        // Where a style names no colour, it is the text's: a theme's own background stands behind everything.
        let text = styles[.text] ?? .plain
        self.styles = StyleName.allCases.map { name in
            var style = styles[name] ?? .plain
            if style.foreground == .terminalDefault { style.foreground = text.foreground }
            if style.background == .terminalDefault { style.background = text.background }
            return style
        }
        self.unicode = Glyph.allCases.map { unicode[$0] ?? $0.standard.unicode }
        self.ascii = Glyph.allCases.map { ascii[$0] ?? $0.standard.ascii }
    }

    /// No colour and no attribute: for an owner whose theme could not be read, and for plain text.
    package static let plain = Theme(name: "plain", styles: [:], unicode: [:], ascii: [:])

    /// The style of a meaning.
    package subscript(name: StyleName) -> Style { styles[name.rawValue] }

    /// The sign of a meaning.
    func glyph(_ glyph: Glyph, ascii isASCII: Bool) -> String {
        isASCII ? ascii[glyph.rawValue] : unicode[glyph.rawValue]
    }

    /// The same on the terminal's own background, for people who see their desktop through it.
    package func onTerminalBackground() -> Theme {
        var theme = self
        let own = self[.text].background
        for place in theme.styles.indices where theme.styles[place].background == own {
            theme.styles[place].background = .terminalDefault
        }
        return theme
    }
}
