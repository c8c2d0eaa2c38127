import Cells
import Glibc
import TerminalTestSupport
import Testing

/// The support that tests of whole programs rely on, tried on the shell.
@Suite struct ProgramTests {
    @Test("A program gets a terminal of its own, keys, a new size with its signal, and its end is told")
    func programOnATerminal() throws {
        let script =
            "trap 'stty size' WINCH; stty size; printf 'name? '; read name; echo \"hello $name\"; read end; exit 3"
        let program = try #require(Program("/bin/bash", ["-c", script], size: Size(columns: 60, rows: 10)))
        #expect(program.wait { $0.text(row: 0) == "10 60" && $0.text(row: 1).hasPrefix("name?") }, "\(program.text)")
        program.send("Anna\n")
        #expect(program.wait { $0.text.contains("hello Anna") }, "\(program.text)")
        program.resize(Size(columns: 70, rows: 12))
        program.send("\n")
        #expect(program.wait { $0.text.contains("12 70") }, "\(program.text)")
        #expect(program.exitStatus() == 3)
    }

    @Test("Signals reach a program though the threads of a test block them, and count as 128 and more")
    func signals() throws {
        let program = try #require(Program("/bin/bash", ["-c", "echo ready; read x"]))
        #expect(program.wait { $0.text.contains("ready") })
        program.signal(SIGTERM)
        #expect(program.exitStatus() == 128 + SIGTERM)
    }

    @Test("A program that is not there is not started")
    func missing() { #expect(Program("/no/such/program") == nil) }
}
