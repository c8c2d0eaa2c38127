import Cells
import Foundation
import Glibc
import TerminalTestSupport
import Testing

/// The real binary on a terminal of its own: it draws, obeys keys and signals, and leaves the terminal as it found it.
@Suite("The program on a terminal", .serialized)
struct ScreenTests {
    /// A demonstration with the same day every time, in an empty home.
    private func demo(
        size: Size = Size(columns: 100, rows: 30), type: String = "xterm-256color", environment: [String: String] = [:]
    ) throws -> Program {
        let home = FileManager.default.temporaryDirectory.appending(path: "callboard-\(UUID().uuidString)").path()
        let settings = ["LANG": "C.UTF-8", "TZ": "UTC", "HOME": home].merging(environment) { $1 }
        let program = try #require(
            Program(
                BuiltProgram.path, ["demo", "--seed", "7", "--calls-per-minute", "60"], size: size, type: type,
                environment: settings))
        try #require(program.wait { $0.text.contains("support") }, "no queue on the screen:\n\(program.text)")
        return program
    }

    @Test("draws queues, agents and channels, and q ends it with 0 on the primary screen")
    func drawsAndQuits() throws {
        let program = try demo()
        #expect(program.wait { $0.text.localizedCaseInsensitiveContains("agents") })
        #expect(program.wait { $0.text.localizedCaseInsensitiveContains("channels") })
        program.send("q")
        #expect(program.exitStatus() == 0)
        #expect(!program.text.contains("support"), "the screen was not given back:\n\(program.text)")
    }

    @Test(
        "works on every terminal people have", arguments: ["xterm-256color", "screen-256color", "linux", "vt100"])
    func terminals(type: String) throws {
        let program = try demo(size: Size(columns: 80, rows: 24), type: type)
        program.send("q")
        #expect(program.exitStatus() == 0)
    }

    @Test("follows the size of its terminal")
    func resizes() throws {
        let program = try demo()
        program.resize(Size(columns: 160, rows: 50))
        #expect(program.wait { $0.text.contains("support") && !$0.text(row: 49).isEmpty }, "\(program.text)")
        program.resize(Size(columns: 20, rows: 5))
        #expect(program.wait { !$0.text.contains("support") }, "\(program.text)")
        program.resize(Size(columns: 80, rows: 24))
        #expect(program.wait { $0.text.contains("support") }, "\(program.text)")
        program.send("q")
        #expect(program.exitStatus() == 0)
    }

    @Test("? shows the keys, Esc goes back and never ends it")
    func helps() throws {
        let program = try demo()
        program.send("?")
        #expect(program.wait { $0.text.localizedCaseInsensitiveContains("pause") }, "\(program.text)")
        program.send("\u{1B}")
        #expect(program.wait { $0.text.contains("support") }, "\(program.text)")
        for _ in 0..<3 { program.send("\u{1B}") }
        #expect(program.exitStatus(seconds: 0.5) == nil)
        program.send("q")
        #expect(program.exitStatus() == 0)
    }

    @Test(
        "a signal ends it with the status of the contract",
        arguments: [(SIGTERM, 143), (SIGINT, 130)] as [(Int32, Int32)])
    func signals(number: Int32, expected: Int32) throws {
        let program = try demo()
        program.signal(number)
        #expect(program.exitStatus() == expected)
        #expect(!program.text.contains("support"), "the screen was not given back:\n\(program.text)")
    }

    @Test("a crash gives the terminal back before it ends the program", arguments: [SIGSEGV, SIGABRT, SIGILL])
    func crashes(number: Int32) throws {
        let program = try demo(environment: ["SWIFT_BACKTRACE": "enable=no"])
        program.signal(number)
        #expect(program.exitStatus() == 128 + number)
        #expect(!program.text.contains("support"), "the screen was not given back:\n\(program.text)")
    }

    @Test("NO_COLOR draws without a colour")
    func noColour() throws {
        let program = try demo(environment: ["NO_COLOR": "1"])
        for y in 0..<30 {
            for x in 0..<100 {
                let style = program.screen.style(x: x, y: y)
                #expect(style.foreground == .terminalDefault && style.background == .terminalDefault, "at \(x), \(y)")
            }
        }
        program.send("q")
        #expect(program.exitStatus() == 0)
    }

    @Test("says why it cannot draw where there is no terminal")
    func noTerminal() throws {
        let done = try BuiltProgram.run(["demo"])
        #expect(done.status != 0)
        #expect(done.output.isEmpty)
        #expect(done.errors.localizedCaseInsensitiveContains("terminal"), "\(done.errors)")
    }
}
