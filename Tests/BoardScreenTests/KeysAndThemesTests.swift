import Cells
import Foundation
import Settings
import Testing

@testable import BoardScreen

@Suite struct KeysAndThemesTests {
    @Test func `every command has a key, or stands in the menu of a row, and every key has a name`() throws {
        let keymap = try Keymap.standard()
        let menus: [Entity?] = [
            .queue(server: 0, name: ""), .agent(server: 0, id: ""), .channel(server: 0, uniqueID: ""), nil,
        ]
        let inMenus = Set(menus.flatMap(ScreenCommand.controls))
        for command in ScreenCommand.allCases {
            // A participant's commands have their keys in the list of participants.
            let isFound = inMenus.contains(command) || command.rawValue.hasPrefix("room.")
            #expect(isFound || !keymap.keys(for: command).isEmpty, "\(command.rawValue) has no key")
            #expect(!command.entry.title.isEmpty && !command.entry.summary.isEmpty)
            for key in keymap.keys(for: command) { #expect(KeyName.key(KeyName.name(key) ?? "") == key) }
        }
    }

    @Test func `motion keys are never dangerous`() throws {
        let keymap = try Keymap.standard()
        for key in "hjkly " { #expect(keymap[.character(key)]?.entry.isDangerous != true) }
        for key in [Key.enter, .escape, .up, .down] { #expect(keymap[key]?.entry.isDangerous != true) }
    }

    @Test func `a person's keymap is laid over the default`() throws {
        let keymap = try Keymap.standard(overlaid: "[keys]\n\"X\" = \"call.hang-up\"\nx = \"\"\n", file: "mine.toml")
        #expect(keymap[.character("X")] == .hangUp)
        #expect(keymap[.character("x")] == nil)
        #expect(keymap[.character("p")] == .pause)
    }

    @Test func `every fault of a keymap is named with its line`() throws {
        let text = """
            [keys]
            "p" = "agent.pawse"
            "Strg-L" = "help"
            "j" = "call.hang-up"
            "F1" = 3
            """
        let error = #expect(throws: SettingsError.self) { try Keymap.standard(overlaid: text, file: "mine.toml") }
        let faults = try #require(error).faults.map(\.description)
        #expect(faults.count == 4)
        #expect(faults[0].hasPrefix("mine.toml:2:") && faults[0].contains("did you mean \"agent.pause\"?"))
        #expect(faults[1].hasPrefix("mine.toml:3:") && faults[1].contains("no key of this name"))
        #expect(faults[2].hasPrefix("mine.toml:4:") && faults[2].contains("never hang up"))
        #expect(faults[3].hasPrefix("mine.toml:5:"))
    }

    @Test func `a keymap cannot lock a person in`() {
        let text = "[keys]\nq = \"\"\nF10 = \"\"\n"
        #expect(throws: SettingsError.self) { try Keymap.standard(overlaid: text, file: "mine.toml") }
    }

    @Test(arguments: ThemeLibrary.names) func `a theme that we ship has no fault`(name: String) throws {
        for colours in [8, 16, 256, 1 << 24] { _ = try ThemeLibrary.theme(name, colours: colours) }
    }

    @Test(arguments: ThemeLibrary.names) func `every style that code uses is in the theme`(name: String) throws {
        let document = TOMLDocument(text: try #require(ThemeLibrary.text(name)), file: name)
        // The others take theirs from the default, as the golden of each shows.
        guard !document.root.contains("inherits") else { return }
        let keys = Set(document.root.table("styles").keys)
        for style in StyleName.allCases { #expect(keys.contains(style.name), "\(style.name) is missing") }
    }

    @Test func `the mono theme has no colour`() throws {
        let theme = try ThemeLibrary.theme("mono", colours: 256)
        for style in StyleName.allCases {
            #expect(theme[style].foreground == .terminalDefault)
            #expect(theme[style].background == .terminalDefault)
        }
        #expect(theme[.selection] != theme[.text] && theme[.queueBreach] != theme[.queueWarning])
    }

    @Test func `few colours get the colours that were chosen for few`() throws {
        let theme = try ThemeLibrary.theme("default", colours: 16)
        for style in StyleName.allCases {
            for colour in [theme[style].foreground, theme[style].background] {
                if case .rgb = colour { Issue.record("\(style.name) has no colour for 16") }
            }
        }
    }

    @Test func `a terminal without colours shows selection and breach by attributes`() throws {
        let theme = try ThemeLibrary.theme("default", colours: 1)
        #expect(theme[.selection].attributes.contains(.reverse))
        #expect(theme[.queueBreach].attributes.contains(.reverse))
        for style in StyleName.allCases { #expect(theme[style].foreground == .terminalDefault) }
    }

    @Test func `an alarm's sign is no other state's sign, in ASCII too`() throws {
        let theme = try ThemeLibrary.theme("default", colours: 256)
        for isASCII in [false, true] {
            for alarm in [Glyph.warning, .breach] {
                for other in Glyph.allCases where other != alarm {
                    #expect(theme.glyph(alarm, ascii: isASCII) != theme.glyph(other, ascii: isASCII))
                }
            }
        }
    }

    @Test func `every fault of a theme is named with its line`() throws {
        let text = """
            inherits = "default"
            [palette]
            sky = "#12345"
            [styles]
            "agent.pawsed" = { fg = "blue" }
            "agent.paused" = { fg = "blau", bold = 1 }
            [glyphs]
            live = "ab"
            [glyphs.ascii]
            live = "é"
            """
        let error = #expect(throws: SettingsError.self) {
            try ThemeReader.theme(text: text, file: "mine.toml", name: "mine", colours: 256)
        }
        let lines = try #require(error).faults.map { $0.line ?? 0 }
        #expect(lines == [3, 5, 6, 6, 8, 10])
        #expect(try #require(error).faults[1].description.contains("did you mean \"agent.paused\"?"))
    }

    @Test func `a theme inherits and changes what it names`() throws {
        let theme = try ThemeReader.theme(
            text: "inherits = \"default\"\n[styles]\nheader = { fg = \"1\" }\n[glyphs]\nlive = \"*\"\n",
            file: "mine.toml",
            name: "mine", colours: 256)
        let standard = try ThemeLibrary.theme("default", colours: 256)
        #expect(theme[.header].foreground == .indexed(1))
        #expect(theme[.agentPaused] == standard[.agentPaused])
        #expect(theme.glyph(.live, ascii: false) == "*")
    }

    @Test func `a theme that inherits from itself is refused`() {
        #expect(throws: SettingsError.self) {
            try ThemeReader.theme(
                text: "inherits = \"a\"", file: "a.toml", name: "a", colours: 256,
                source: { ($0 == "a" ? "inherits = \"a\"" : "", "\($0).toml") })
        }
    }

    @Test func `the manual page names every command, and no line of text is a request`() throws {
        let page = manualPage(try Keymap.standard())
        for command in ScreenCommand.allCases {
            #expect(page.contains(command.rawValue.replacing("-", with: "\\-")))
        }
        let requests: Set<Substring> = [".TH", ".SH", ".TP", ".B"]
        for line in page.split(separator: "\n") where line.hasPrefix(".") || line.hasPrefix("'") {
            #expect(requests.contains(line.prefix { $0 != " " }))
        }
    }

    @Test func `the manual's table of keys is the one in force`() throws {
        let table = renderKeys(try Keymap.standard(), markdown: true)
        #expect(table.contains("| `agent.pause` |"))
        let manual = try Self.manual()
        let start = try #require(manual.range(of: "<!-- keys -->\n"))
        let end = try #require(manual.range(of: "<!-- keys -->", range: start.upperBound..<manual.endIndex))
        let written = manual[start.upperBound..<end.lowerBound]
        #expect(
            written.trimmingCharacters(in: .newlines) == table.trimmingCharacters(in: .newlines),
            "put the output of callboard keys --markdown between the markers")
    }

    @Test(arguments: ["asterisk22-busy-80x24", "asterisk22-busy-120x40"])
    func `the manual's screens are the golden ones`(_ name: String) throws {
        let golden = try String(
            contentsOf: URL(fileURLWithPath: #filePath).deletingLastPathComponent()
                .appendingPathComponent("Goldens/\(name).txt"), encoding: .utf8)
        #expect(
            try Self.manual().contains("```\n\(golden.trimmingCharacters(in: .newlines))\n```"),
            "put Goldens/\(name).txt in the README in place of the screen of that size")
    }

    private static func manual() throws -> String {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try String(contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)
    }
}
