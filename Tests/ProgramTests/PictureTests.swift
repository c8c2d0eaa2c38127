import BoardScreen
import Cells
import Foundation
import TerminalTestSupport
import TestSupport
import Testing

/// The manual's pictures, made from what the program puts on a terminal: a real Asterisk's journal, opened in every theme.
///
/// `UPDATE_GOLDENS=1` writes them to `Tests/Pictures`.
@Suite("Pictures of the manual", .serialized)
struct PictureTests {
    private static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private func picture(_ program: Program, named name: String, of title: String) throws {
        let isLight = ["light", "solarized-light"].contains(name)
        func svg() -> String {
            isLight
                ? SVGPicture.of(
                    program.screen.buffer, title: title, ink: .init(red: 0x24, green: 0x2A, blue: 0x30),
                    paper: .init(red: 0xFC, green: 0xFC, blue: 0xFC))
                : SVGPicture.of(program.screen.buffer, title: title)
        }
        let file = Self.package.appending(path: "Tests/Pictures/\(name).svg")
        let golden = try? String(contentsOf: file, encoding: .utf8)
        // A frame comes in pieces: it is whole when it is the picture, or, for a new one, when nothing comes any more.
        var (before, looks) = (svg(), 0)
        _ = program.wait(seconds: 5) { _ in
            let now = svg()
            if now == before { looks += 1 } else { (before, looks) = (now, 0) }
            return now == golden || ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] == "1" && looks > 30
        }
        try Golden.check(svg(), file: file)
    }

    @Test("every theme and the wall, as a terminal shows them")
    func pictures() throws {
        let home = FileManager.default.temporaryDirectory.appending(path: "callboard-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: home) }
        let journal = home.appending(path: "journal").path()
        try RealCapture("asterisk22-busy").writeJournal(to: journal)
        let program = try #require(
            Program(
                BuiltProgram.path, ["replay", journal], size: Size(columns: 100, rows: 30),
                environment: [
                    "LANG": "C.UTF-8", "TZ": "UTC", "HOME": home.path(), "XDG_CONFIG_HOME": "",
                    "COLORTERM": "truecolor",
                ]))
        try #require(program.wait { $0.text.contains("retention") && !$0.text.contains("reading") }, "\(program.text)")
        for (place, name) in ThemeLibrary.names.enumerated() {
            if place > 0 {
                program.send("y")
                try #require(program.wait { $0.text.contains("Theme \(name)") }, "\(program.text)")
                program.send("\u{1B}")
                try #require(program.wait { !$0.text.contains("Theme \(name)") }, "\(program.text)")
            }
            try picture(program, named: name, of: "callboard in the theme \(name), on a real Asterisk's journal")
        }
        program.send("y")
        try #require(program.wait { $0.text.contains("Theme default") })
        program.send("W")
        try #require(program.wait { $0.text.contains("other figure") })
        try picture(program, named: "wall", of: "callboard in distance mode")
        program.send("q")
        #expect(program.exitStatus() == 0)
    }
}
