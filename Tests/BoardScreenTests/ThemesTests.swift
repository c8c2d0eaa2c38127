import Cells
import Settings
import TestSupport
import Testing

@testable import BoardScreen

/// Every theme that callboard carries: complete, legible, and told apart by everybody.
@Suite struct ThemesTests {
    @Test(arguments: ThemeLibrary.names) func `every text of a theme can be read where it stands`(name: String) throws {
        let theme = try ThemeLibrary.theme(name, colours: 1 << 24)
        #expect(ThemeContrast.faults(theme).map(\.description) == [])
        if name == "high-contrast" {
            #expect(ThemeContrast.faults(theme, text: 7, faint: 7).map(\.description) == [])
        }
        // The nearest of 256 colours moves each a little.
        let nearest = ThemeContrast.faults(theme, isExact: false, text: 4.0, faint: 2.75)
        #expect(nearest.map(\.description) == [])
        let indexed = ThemeContrast.faults(
            try ThemeLibrary.theme(name, colours: 256), isExact: false, text: 4.0, faint: 2.75)
        #expect(indexed.map(\.description) == [])
    }

    @Test func `a contrast is computed as the guidelines do, and a bad one is named`() throws {
        let black = Colour.rgb(0, 0, 0)
        let white = Colour.rgb(255, 255, 255)
        let grey = Colour.rgb(0x77, 0x77, 0x77)
        let full = try #require(ThemeContrast.ratio(black, white, appearance: .dark, isExact: true))
        let half = try #require(ThemeContrast.ratio(grey, white, appearance: .dark, isExact: true))
        #expect(abs(full - 21) < 0.001)
        // The guidelines' own example: #777777 on white is 4.48 and fails.
        #expect(abs(half - 4.48) < 0.01)
        let dull = try ThemeReader.theme(
            text: "inherits = \"default\"\n[palette]\nred = \"#552222\"\n", file: "dull.toml", name: "dull",
            colours: 256)
        let faults = ThemeContrast.faults(dull).map(\.style)
        #expect(faults.contains("queue.breach") && faults.contains("link.offline") && !faults.contains("text"))
    }

    @Test(arguments: ThemeLibrary.names) func `a theme is drawn as it was reviewed`(name: String) throws {
        let theme = try ThemeLibrary.theme(name, colours: 1 << 24)
        var lines = [ThemePreview.draw(theme).text, ""]
        for style in StyleName.allCases {
            let ratio = ThemeContrast.ratio(
                theme[style].foreground, theme[style].background, appearance: theme.appearance, isExact: true)
            let contrast = ratio.map { "\(Double(Int($0 * 10)) / 10):1" } ?? ""
            lines.append(
                padded(style.name, to: 22) + padded(Self.word(theme[style].foreground), to: 9) + "on "
                    + padded(Self.word(theme[style].background), to: 9) + padded(contrast, to: 8)
                    + Self.words(theme[style].attributes))
        }
        let trimmed = lines.map { line in String(line.reversed().drop { $0 == " " }.reversed()) }
        try Golden.check(trimmed.joined(separator: "\n"), named: "theme-\(name)")
    }

    @Test(arguments: ThemeLibrary.names) func `few colours get colours that were chosen for few`(name: String) throws {
        let theme = try ThemeLibrary.theme(name, colours: 16)
        for style in StyleName.allCases {
            for colour in [theme[style].foreground, theme[style].background] {
                if case .rgb = colour { Issue.record("\(style.name) of \(name) has no colour for 16") }
            }
            if theme[style].background != theme[.text].background {
                #expect(theme[style].foreground != theme[style].background, "\(style.name) of \(name) is invisible")
            }
        }
    }

    @Test(arguments: [("red-green", Sight.protan), ("red-green", .deutan), ("blue-yellow", .tritan)])
    func `warning, breach and calm differ for the eyes that a theme is for`(name: String, sight: Sight) throws {
        let theme = try ThemeLibrary.theme(name, colours: 1 << 24)
        let states: [StyleName] = [.queueWarning, .queueBreach, .agentAvailable, .agentOnCall]
        for (place, first) in states.enumerated() {
            for second in states[(place + 1)...] {
                let distance = sight.distance(theme[first].foreground, theme[second].foreground)
                #expect(distance > 15, "\(first.name) and \(second.name) are \(distance) apart for \(sight)")
            }
        }
    }

    @Test func `a palette's colour takes its new value in every style that was inherited`() throws {
        let theme = try ThemeReader.theme(
            text: "inherits = \"nord\"\n[palette]\norange = \"#ffaa00\"\n[palette256]\norange = 214\n",
            file: "mine.toml", name: "mine", colours: 1 << 24)
        #expect(theme[.queueWarning].foreground == .rgb(0xFF, 0xAA, 0))
        #expect(theme[.queueWarning].background == .rgb(0x2E, 0x34, 0x40))
        let fewer = try ThemeReader.theme(
            text: "inherits = \"nord\"\n[palette]\norange = \"#ffaa00\"\n[palette256]\norange = 214\n",
            file: "mine.toml", name: "mine", colours: 256)
        #expect(fewer[.queueWarning].foreground == .indexed(214))
    }

    @Test func `the terminal's own background can be kept`() throws {
        let theme = try ThemeLibrary.theme("gruvbox", colours: 256).onTerminalBackground()
        #expect(theme[.text].background == .terminalDefault && theme[.agentPaused].background == .terminalDefault)
        #expect(theme[.selection].background != .terminalDefault)
    }

    @Test func `a theme of a person's own may build on the embedded one of its name, and no circle of two ends badly`()
        throws
    {
        let mine = try ThemeReader.theme(
            text: "inherits = \"nord\"\n[palette]\nred = \"#ff0000\"\n", file: "/home/me/nord.toml", name: "nord",
            colours: 256)
        #expect(mine[.queueBreach].foreground == .rgb(255, 0, 0))
        let error = #expect(throws: SettingsError.self) {
            try ThemeReader.theme(
                text: "inherits = \"b\"", file: "a.toml", name: "a", colours: 256,
                source: { ["a": ("inherits = \"b\"", "a.toml"), "b": ("inherits = \"a\"", "b.toml")][$0] })
        }
        let sentence = try #require(error).description
        #expect(sentence.contains("b.toml:1: inherits: the theme inherits from itself: a -> b -> a"))
    }

    @Test func `a theme's background reaches every cell`() throws {
        var pbx = SimulatedPBX()
        pbx.run(seconds: 30)
        var session = try Session(pbx.board, now: pbx.now, theme: "dracula")
        let frame = session.frame()
        for y in 0..<24 {
            for x in 0..<80 { #expect(frame.style(x: x, y: y).background != .terminalDefault, "\(x), \(y)") }
        }
    }

    private static func word(_ colour: Colour) -> String {
        switch colour {
        case .terminalDefault: "default"
        case .indexed(let index): "\(index)"
        case .rgb: "#" + hexadecimal(Palette.components(of: colour).number)
        }
    }

    private static func hexadecimal(_ number: Int32) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 6 - digits.count) + digits
    }

    private static func words(_ attributes: Attributes) -> String {
        let all: [(Attributes, String)] = [
            (.bold, "bold"), (.dim, "dim"), (.reverse, "reverse"), (.underline, "underline"), (.italic, "italic"),
        ]
        return all.filter { attributes.contains($0.0) }.map(\.1).joined(separator: " ")
    }
}

/// Eyes without one kind of cone, as Machado, Oliveira and Fernandes (2009) model them, and how far apart colours are
/// for them (CIE 1976 ΔE: 2.3 can just be noticed).
enum Sight: String, Sendable {
    case protan, deutan, tritan

    private var matrix: [Double] {
        switch self {
        case .protan:
            [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998]
        case .deutan:
            [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881]
        case .tritan:
            [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900]
        }
    }

    func distance(_ one: Colour, _ other: Colour) -> Double {
        let (first, second) = (lab(one), lab(other))
        return zip(first, second).map { ($0 - $1) * ($0 - $1) }.reduce(0, +).squareRoot()
    }

    private func lab(_ colour: Colour) -> [Double] {
        let parts = Palette.components(of: colour)
        let light = [parts.red, parts.green, parts.blue].map(ThemeContrast.linear)
        let m = matrix
        let seen = (0..<3).map { row in
            min(max(m[row * 3] * light[0] + m[row * 3 + 1] * light[1] + m[row * 3 + 2] * light[2], 0), 1)
        }
        let x = (0.4124 * seen[0] + 0.3576 * seen[1] + 0.1805 * seen[2]) / 0.9505
        let y = 0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2]
        let z = (0.0193 * seen[0] + 0.1192 * seen[1] + 0.9505 * seen[2]) / 1.089
        func f(_ value: Double) -> Double {
            guard value > 0.008856 else { return 7.787 * value + 16.0 / 116 }
            var root = 1.0
            for _ in 0..<60 { root -= (root * root * root - value) / (3 * root * root) }
            return root
        }
        return [116 * f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z))]
    }
}
