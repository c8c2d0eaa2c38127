import Cells
import Foundation
import TerminalTestSupport
import Testing

/// Themes as a person meets them: on the command line, in their own folder, and while the board runs.
@Suite("Themes of the program", .serialized)
struct ThemeProgramTests {
    private func home() throws -> URL {
        let home = FileManager.default.temporaryDirectory.appending(path: "callboard-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: home.appending(path: ".config/callboard/themes"), withIntermediateDirectories: true)
        return home
    }

    private func demo(_ home: URL, theme: String) throws -> Program {
        try #require(
            Program(
                BuiltProgram.path, ["demo", "--seed", "7", "--theme", theme], size: Size(columns: 100, rows: 30),
                type: "xterm-256color",
                environment: ["LANG": "C.UTF-8", "TZ": "UTC", "HOME": home.path(), "XDG_CONFIG_HOME": ""]))
    }

    @Test("a faulty theme stops nothing: the default is shown, the fault is named, and its mending is seen at once")
    func faultsAndReload() throws {
        let home = try home()
        let file = home.appending(path: ".config/callboard/themes/mine.toml")
        try "inherits = \"default\"\n[palette]\nred = \"crimson\"\n".write(to: file, atomically: true, encoding: .utf8)
        let program = try demo(home, theme: "mine")
        #expect(program.wait { $0.text.contains("mine.toml:3: palette.red") }, "\(program.text)")
        #expect(program.wait { $0.text.contains("support") }, "\(program.text)")
        try "inherits = \"default\"\ndescription = \"mended by hand\"\n[palette]\nbackground = \"#102030\"\n".write(
            to: file, atomically: true, encoding: .utf8)
        #expect(program.wait { $0.text.contains("Theme mine: mended by hand") }, "\(program.text)")
        #expect(program.wait { $0.style(x: 50, y: 29).background != .terminalDefault })
        program.send("y")
        #expect(program.wait { $0.text.contains("Theme default") }, "\(program.text)")
        #expect(program.wait { $0.style(x: 50, y: 29).background == .terminalDefault })
        program.send("q")
        #expect(program.exitStatus() == 0)
    }

    @Test("a theme that nobody has is told with the nearest name")
    func unknownName() throws {
        let program = try demo(try home(), theme: "gruvbx")
        #expect(program.wait { $0.text.contains("did you mean \"gruvbox\"?") }, "\(program.text)")
        program.send("q")
        #expect(program.exitStatus() == 0)
    }

    @Test("check names every fault with its line and dull texts too, and ends with 4")
    func check() throws {
        let folder = try home()
        let file = folder.appending(path: "bad.toml")
        try "[palette]\na = \"#12\"\n[styles]\nfaint = { fg = \"b\" }\nnone = { }\n".write(
            to: file, atomically: true, encoding: .utf8)
        let bad = try BuiltProgram.run(["themes", "check", file.path()])
        #expect(bad.status == 4)
        for line in [2, 4, 5] { #expect(bad.errors.contains("bad.toml:\(line):"), "\(bad.errors)") }
        try "inherits = \"default\"\n[palette]\nred = \"#502020\"\n".write(to: file, atomically: true, encoding: .utf8)
        let dull = try BuiltProgram.run(["themes", "check", file.path()])
        #expect(dull.status == 4 && dull.errors.contains("queue.breach on its background has a contrast of"))
        #expect(try BuiltProgram.run(["themes", "check", "nord"]).status == 0)
        #expect(try BuiltProgram.run(["themes", "check", "/nowhere.toml"]).status == 3)
    }

    @Test("list tells all, preview shows one")
    func listAndPreview() throws {
        let list = try BuiltProgram.run(["themes"])
        for name in ["gruvbox", "nord", "dracula", "solarized", "tokyo-night", "catppuccin", "high-contrast", "mono"] {
            #expect(list.output.contains(name + " "))
        }
        let preview = try BuiltProgram.run(["themes", "preview", "nord"])
        #expect(preview.status == 0 && preview.output.contains("‼9 breach") && !preview.output.contains("\u{1B}"))
        let coloured = try BuiltProgram.run(["themes", "preview", "nord", "--color"])
        #expect(coloured.output.contains("\u{1B}[0;1;38;2;208;140;146;48;2;46;52;64m‼9 breach"), "\(coloured.output)")
    }
}
