import Cells
import Settings

/// Reads themes from TOML: `inherits`, `[palette]`, `[palette16]`, `[styles]`, `[glyphs]`, `[glyphs.ascii]`.
///
/// A palette gives names to colours: `"#5fafff"`, an index of the 256 (`"12"`), or `"default"`. `[palette16]` says what
/// a name is on a terminal with fewer than 256 colours. A style is `{ fg, bg, bold, dim, reverse, underline, italic }`.
package struct ThemeReader {
    /// The text of a theme that another inherits from; nil when there is none such.
    package typealias Source = (_ name: String) -> (text: String, file: String)?

    /// The themes that callboard comes with.
    package static let embedded = ["default", "mono"]

    /// The text of an embedded theme.
    package static func embeddedText(_ name: String) -> String? {
        switch name {
        case "default": String(decoding: PackageResources.default_toml, as: UTF8.self)
        case "mono": String(decoding: PackageResources.mono_toml, as: UTF8.self)
        default: nil
        }
    }

    /// A theme that callboard comes with, for a terminal of so many colours.
    package static func embedded(_ name: String, colours: Int) throws(SettingsError) -> Theme {
        try theme(text: embeddedText(name) ?? "", file: "themes/\(name).toml", name: name, colours: colours)
    }

    /// Reads a theme with everything it inherits. Every fault of every file is in the error, with its line.
    ///
    /// - Parameters:
    ///   - colours: how many the terminal shows; below 256 `[palette16]` decides, below 8 the theme `mono`'s attributes.
    ///   - source: where inherited themes come from, before the embedded ones.
    package static func theme(
        text: String, file: String, name: String, colours: Int, source: Source = { _ in nil }
    ) throws(SettingsError) -> Theme {
        var reader = ThemeReader(colours: colours)
        reader.read(text: text, file: file, chain: [name], source: source)
        if !reader.faults.isEmpty { throw SettingsError(faults: reader.faults) }
        // Without colours a bar that is only a background would not be seen: mono's attributes say what colours said.
        if colours < 8, !reader.isMono, let mono = embeddedText("mono") {
            reader.styles = [:]
            reader.read(text: mono, file: "themes/mono.toml", chain: ["mono"], source: source)
        }
        return Theme(name: name, styles: reader.styles, unicode: reader.unicode, ascii: reader.ascii)
    }

    private let colours: Int
    private var faults: [SettingsFault] = []
    private var palette: [String: Colour] = [:]
    private var styles: [StyleName: Style] = [:]
    private var unicode: [Glyph: String] = [:]
    private var ascii: [Glyph: String] = [:]

    /// The theme is made for terminals without colours, or inherits from one that is.
    private var isMono = false

    private init(colours: Int) { self.colours = colours }

    private mutating func read(text: String, file: String, chain: [String], source: Source) {
        let document = TOMLDocument(text: text, file: file)
        let root = document.root
        if let parent = root.string("inherits") {
            if chain.contains(parent) {
                root.fault(
                    "inherits", "the theme inherits from itself: " + (chain + [parent]).joined(separator: " -> "))
            } else if let found = source(parent) ?? Self.embeddedText(parent).map({ ($0, "themes/\(parent).toml") }) {
                read(text: found.text, file: found.file, chain: chain + [parent], source: source)
            } else {
                root.fault("inherits", "there is no theme \"\(parent)\"; callboard themes lists them")
            }
        }
        if chain.last == "mono" { isMono = true }
        readPalette(root)
        readStyles(root.table("styles"))
        readGlyphs(root.table("glyphs"))
        document.markUnknownKeys()
        faults += document.faults
    }

    private mutating func readPalette(_ root: SettingsTable) {
        let full = root.table("palette")
        for name in full.keys {
            if let colour = colour(full, name) { palette[name] = colour }
        }
        let few = root.table("palette16")
        for name in few.keys {
            guard let index = few.integer(name, in: 0...15) else { continue }
            if palette[name] == nil {
                few.fault(name, "[palette] has no colour of this name")
            } else if colours < 256 {
                palette[name] = .indexed(UInt8(index))
            }
        }
    }

    private func colour(_ table: SettingsTable, _ name: String) -> Colour? {
        guard let text = table.string(name) else { return nil }
        if let colour = Self.colour(text) { return colour }
        table.fault(name, "expected \"#rrggbb\", an index \"0\" to \"255\" or \"default\", got \"\(text)\"")
        return nil
    }

    /// A colour as written: `#rrggbb`, `0` to `255`, or `default`.
    private static func colour(_ text: String) -> Colour? {
        if text == "default" { return .terminalDefault }
        if let index = UInt8(text) { return .indexed(index) }
        let digits = Array(text.utf8.dropFirst())
        guard text.hasPrefix("#"), digits.count == 6, let value = UInt32(text.dropFirst(), radix: 16),
            digits.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") })
        else { return nil }
        return .rgb(
            UInt8(truncatingIfNeeded: value >> 16), UInt8(truncatingIfNeeded: value >> 8),
            UInt8(truncatingIfNeeded: value))
    }

    private mutating func readStyles(_ table: SettingsTable) {
        for name in table.keys {
            guard let meaning = StyleName(name: name) else {
                _ = table.contains(name)
                let near = Spelling.nearest(to: name, in: StyleName.allCases.map(\.name))
                table.fault(name, "there is no style of this name" + (near.map { "; did you mean \"\($0)\"?" } ?? ""))
                continue
            }
            styles[meaning] = style(table.table(name))
        }
    }

    private func style(_ table: SettingsTable) -> Style {
        var style = Style()
        if let colour = reference(table, "fg") { style.foreground = colour }
        if let colour = reference(table, "bg") { style.background = colour }
        let attributes: [(String, Attributes)] = [
            ("bold", .bold), ("dim", .dim), ("reverse", .reverse), ("underline", .underline), ("italic", .italic),
        ]
        for (name, attribute) in attributes where table.boolean(name, default: false) {
            style.attributes.insert(attribute)
        }
        return style
    }

    private func reference(_ table: SettingsTable, _ key: String) -> Colour? {
        guard let name = table.string(key) else { return nil }
        if let colour = palette[name] ?? Self.colour(name) { return colour }
        let near = Spelling.nearest(to: name, in: palette.keys.sorted())
        table.fault(
            key, "[palette] has no colour \"\(name)\"" + (near.map { "; did you mean \"\($0)\"?" } ?? ""))
        return nil
    }

    private mutating func readGlyphs(_ table: SettingsTable) {
        for glyph in Glyph.allCases {
            if let text = table.string(glyph.name) { check(text, table, glyph, ascii: false) }
        }
        let plain = table.table("ascii")
        for glyph in Glyph.allCases {
            if let text = plain.string(glyph.name) { check(text, plain, glyph, ascii: true) }
        }
    }

    private mutating func check(_ text: String, _ table: SettingsTable, _ glyph: Glyph, ascii isASCII: Bool) {
        let columns = TextWidth.of(text)
        guard (1...glyph.widest).contains(columns) else {
            let allowed = glyph.widest == 1 ? "exactly one column" : "one or two columns"
            return table.fault(glyph.name, "a sign takes \(allowed), \"\(text)\" takes \(columns)")
        }
        if isASCII {
            guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
                return table.fault(glyph.name, "a sign of the ASCII set must be a printing ASCII character")
            }
            ascii[glyph] = text
        } else {
            unicode[glyph] = text
        }
    }
}
