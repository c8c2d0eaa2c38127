import Cells
import Foundation
import TerminalTestSupport
import Testing

/// Views as a person meets them: by option, kept by a key, and checked on the command line.
@Suite("Views of the program", .serialized)
struct ViewProgramTests {
    private func home(_ view: String) throws -> URL {
        let home = FileManager.default.temporaryDirectory.appending(path: "callboard-\(UUID().uuidString)")
        let views = home.appending(path: ".local/state/callboard/views")
        try FileManager.default.createDirectory(at: views, withIntermediateDirectories: true)
        try view.write(to: views.appending(path: "floor.toml"), atomically: true, encoding: .utf8)
        return home
    }

    private func demo(_ home: URL) throws -> Program {
        try #require(
            Program(
                BuiltProgram.path, ["demo", "--seed", "7", "--view", "floor"], size: Size(columns: 100, rows: 30),
                environment: ["LANG": "C.UTF-8", "TZ": "UTC", "HOME": home.path(), "XDG_STATE_HOME": ""]))
    }

    @Test("--view begins with it, V keeps the screen under a name of its own, in a file for nobody else")
    func beginsAndKeeps() throws {
        let home = try home("[view]\npanel = \"queues\"\nalone = true\n[queues]\ncolumns = [\"Offer\", \"Queue\"]\n")
        defer { try? FileManager.default.removeItem(at: home) }
        let program = try demo(home)
        #expect(
            program.wait {
                $0.text.contains("Offer") && $0.text.contains("Queue\u{2191}") && !$0.text.contains("Channels")
            }, "\(program.text)")
        program.send("$V")
        #expect(program.wait { $0.text.contains("Keep this view as") }, "\(program.text)")
        program.send("mine\r")
        #expect(program.wait { $0.text.contains("View mine is kept") }, "\(program.text)")
        let file = home.appending(path: ".local/state/callboard/views/mine.toml")
        let text = try String(contentsOf: file, encoding: .utf8)
        #expect(text.contains("totals = true") && text.contains("columns = [\"Offer\", \"Queue\"]"), "\(text)")
        let mode = try FileManager.default.attributesOfItem(atPath: file.path())[.posixPermissions] as? Int
        #expect(mode == 0o600)
        program.send("v")
        #expect(program.wait { $0.text.contains("floor") && $0.text.contains("mine") }, "\(program.text)")
        program.send("\u{1B}")
        program.send("q")
        #expect(program.exitStatus() == 0)
    }

    @Test("a faulty view stops nothing: the board begins with its own arrangement and names the fault")
    func faults() throws {
        let home = try home("[view]\npanel = \"agent\"\nalone = 3\n")
        defer { try? FileManager.default.removeItem(at: home) }
        let program = try demo(home)
        #expect(program.wait { $0.text.contains("floor.toml:2") && $0.text.contains("Queues") }, "\(program.text)")
        program.send("q")
        #expect(program.exitStatus() == 0)
        let file = home.appending(path: ".local/state/callboard/views/floor.toml").path()
        let done = try BuiltProgram.run(["views", "check", file])
        #expect(done.status == 4)
        #expect(done.errors.contains("floor.toml:2:") && done.errors.contains("floor.toml:3:"), "\(done.errors)")
    }

    @Test("a view that is not there ends it with 2 and the names of those that are")
    func unknown() throws {
        let done = try BuiltProgram.run(["demo", "--view", "nope"])
        #expect(done.status == 2)
        #expect(done.errors.contains("no view \"nope\"") && done.errors.contains("wall"), "\(done.errors)")
    }
}
