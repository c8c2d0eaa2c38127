import Cells
import Settings

/// Reads themes from TOML: `inherits`, `description`, `appearance`, `[palette]`, `[palette256]`, `[palette16]`,
/// `[styles]`, `[glyphs]`, `[glyphs.ascii]`.
///
/// A palette gives names to colours: `"#5fafff"`, an index of the 256 (`"12"`), or `"default"`. `[palette256]` and
/// `[palette16]` say what a name is on a terminal with so many colours; without, the nearest is taken. A theme that
/// inherits gives its parent's colours other values: styles are looked up once all palettes are read. A style is
/// `{ fg, bg, bold, dim, reverse, underline, italic }`.
package struct ThemeReader {
    /// The text of a theme that another inherits from; nil when there is none such.
    package typealias Source = (_ name: String) -> (text: String, file: String)?

    /// Reads a theme with everything it inherits. Every fault of every file is in the error, with its line.
    ///
    /// - Parameters:
    ///   - colours: how many the terminal shows; below 256 `[palette16]` decides, below 8 the theme `mono`'s attributes.
    ///   - source: where inherited themes come from, before the embedded ones.
    package static func theme(
        text: String, file: String, name: String, colours: Int, source: Source = { _ in nil }
    ) throws(SettingsError) -> Theme {
        var reader = ThemeReader(colours: colours)
        reader.collect(text: text, file: file, chain: [name], source: source)
        reader.read()
        if !reader.faults.isEmpty { throw SettingsError(faults: reader.faults) }
        // Without colours a bar that is only a background would not be seen: mono's attributes say what colours said.
        if colours < 8, !reader.isMono, let mono = ThemeLibrary.text("mono") {
            reader.styles = [:]
            reader.readStyles(TOMLDocument(text: mono, file: ThemeLibrary.file("mono")).root.table("styles"))
        }
        return Theme(
            name: name, description: reader.description, appearance: reader.appearance, styles: reader.styles,
            unicode: reader.unicode, ascii: reader.ascii)
    }

    private let colours: Int
    private var faults: [SettingsFault] = []
    /// Whom everybody inherits from comes first.
    private var documents: [TOMLDocument] = []
    private var palette: [String: Colour] = [:]
    private var styles: [StyleName: Style] = [:]
    private var unicode: [Glyph: String] = [:]
    private var ascii: [Glyph: String] = [:]
    private var description = ""
    private var appearance = Theme.Appearance.dark

    /// The theme is made for terminals without colours, or inherits from one that is.
    private var isMono = false

    private init(colours: Int) { self.colours = colours }

    private mutating func collect(text: String, file: String, chain: [String], source: Source) {
        let document = TOMLDocument(text: text, file: file)
        let root = document.root
        if let parent = root.string("inherits") {
            // A person's theme of an embedded one's name may build on that one.
            let isOwn = parent == chain.last && file != ThemeLibrary.file(parent)
            if isOwn, let text = ThemeLibrary.text(parent) {
                collect(text: text, file: ThemeLibrary.file(parent), chain: chain, source: source)
            } else if chain.contains(parent) {
                root.fault(
                    "inherits", "the theme inherits from itself: " + (chain + [parent]).joined(separator: " -> "))
            } else if let found = source(parent) ?? ThemeLibrary.text(parent).map({ ($0, ThemeLibrary.file(parent)) }) {
                collect(text: found.text, file: found.file, chain: chain + [parent], source: source)
            } else {
                let near = Spelling.nearest(to: parent, in: ThemeLibrary.names)
                root.fault(
                    "inherits",
                    "there is no theme \"\(parent)\"; "
                        + (near.map { "did you mean \"\($0)\"?" } ?? "callboard themes lists them"))
            }
        }
        if chain.last == "mono" { isMono = true }
        documents.append(document)
    }

    private mutating func read() {
        for document in documents {
            description = document.root.string("description") ?? description
            let words = Theme.Appearance.allCases.map(\.rawValue)
            let word = document.root.choice("appearance", of: words, default: appearance.rawValue)
            appearance = Theme.Appearance(rawValue: word) ?? appearance
            readPalette(document.root)
        }
        for document in documents {
            readStyles(document.root.table("styles"))
            readGlyphs(document.root.table("glyphs"))
            document.markUnknownKeys()
            faults += document.faults
        }
    }

    private mutating func readPalette(_ root: SettingsTable) {
        let full = root.table("palette")
        for name in full.keys {
            // With few colours the parent's choice stays: it says what the name is for.
            if let colour = colour(full, name), colours >= 256 || palette[name] == nil { palette[name] = colour }
        }
        readFewer(root.table("palette256"), 16...255, isInForce: colours == 256)
        readFewer(root.table("palette16"), 0...15, isInForce: colours < 256)
    }

    private mutating func readFewer(_ few: SettingsTable, _ range: ClosedRange<Int>, isInForce: Bool) {
        for name in few.keys {
            var colour = Colour.terminalDefault
            if !few.isString(name, "default") {
                guard let index = few.integer(name, in: range) else { continue }
                colour = .indexed(UInt8(index))
            }
            if palette[name] == nil {
                few.fault(name, "[palette] has no colour of this name")
            } else if isInForce {
                palette[name] = colour
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
