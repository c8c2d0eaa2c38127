import Cells

/// Colours, attributes and signs by meaning. Read from TOML by `ThemeReader`; a value from then on.
package struct Theme: Sendable {
    package let name: String
    private var styles: [Style]
    private var unicode: [String]
    private var ascii: [String]

    init(name: String, styles: [StyleName: Style], unicode: [Glyph: String], ascii: [Glyph: String]) {
        self.name = name
        self.styles = StyleName.allCases.map { styles[$0] ?? .plain }
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
}
