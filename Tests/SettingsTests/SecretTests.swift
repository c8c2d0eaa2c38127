import Glibc
import Testing

@testable import Settings

@Suite struct SecretTests {
    let scratch = ScratchDirectory()

    private func failure(_ body: () throws -> Secret) -> SecretError? {
        do {
            _ = try body()
            return nil
        } catch {
            return error as? SecretError
        }
    }

    @Test(arguments: [0o600, 0o400] as [mode_t])
    func `a file that only its owner reads gives its one line`(mode: mode_t) throws {
        #expect(try SecretReader.read(file: scratch.write("s", "pa ss'wörd\n", mode: mode)).text == "pa ss'wörd")
        #expect(try SecretReader.read(file: scratch.write("t", "x\r\n", mode: mode)).text == "x")
        #expect(try SecretReader.read(file: scratch.write("u", "x", mode: mode)).text == "x")
    }

    @Test(arguments: [0o640, 0o604, 0o644, 0o660, 0o601, 0o777] as [mode_t])
    func `a file that others can open is refused with the command that mends it`(mode: mode_t) {
        let file = scratch.write("s", "hush\n", mode: mode)
        let error = failure { try SecretReader.read(file: file) }
        let digits = String(mode, radix: 8)
        #expect(
            error?.description
                == "the secret file \(file) is open to other users (mode 0\(digits)); run: chmod 600 \(file)")
    }

    @Test func `the command can be pasted whatever the path is`() {
        let error = SecretError.tooOpen(path: "/a b/it's", mode: 0o644)
        #expect(error.description.hasSuffix("run: chmod 600 '/a b/it'\\''s'"))
    }

    @Test func `what is no secret is refused`() {
        let source = { (name: String) in "the secret file \(self.scratch.path)/\(name)" }
        func read(_ bytes: [UInt8]) -> SecretError? {
            failure { try SecretReader.read(file: scratch.write("s", bytes: bytes)) }
        }
        #expect(read([]) == .empty(source: source("s")))
        #expect(read(Array("\n".utf8)) == .empty(source: source("s")))
        #expect(read(Array("a\nb\n".utf8)) == .severalLines(source: source("s")))
        #expect(read(Array("a\rb".utf8)) == .severalLines(source: source("s")))
        #expect(read(Array("a\n\n".utf8)) == .severalLines(source: source("s")))
        #expect(read([0x61, 0x00, 0x62]) == .notText(source: source("s")))
        #expect(read([0x61, 0xFF]) == .notText(source: source("s")))
        #expect(read([UInt8](repeating: 0x61, count: 9_000)) == .tooLong(source: source("s")))
        #expect(failure { try SecretReader.read(file: scratch.path + "/none") } == .fileMissing(scratch.path + "/none"))
        #expect(failure { try SecretReader.read(file: scratch.path) } == .notAFile(scratch.path))
        #expect(failure { try SecretReader.read(file: "/dev/null") } == .notAFile("/dev/null"))
    }

    @Test func `sources are asked in the promised order`() throws {
        let variable = [SecretSource.variable: "v"]
        let configured = SecretSource.command(["pass"])
        #expect(
            SecretSource.chosen(environment: variable, secretFile: "f", configured: configured)
                == .environment("CALLBOARD_SECRET"))
        #expect(SecretSource.chosen(environment: [:], secretFile: "f", configured: configured) == .file("f"))
        #expect(SecretSource.chosen(environment: [:], secretFile: nil, configured: configured) == configured)
        #expect(SecretSource.chosen(environment: [:], secretFile: nil, configured: nil) == .prompt)

        #expect(try SecretReader.read(.environment("A"), environment: ["A": "v"]) { "p" }.text == "v")
        #expect(try SecretReader.read(.prompt, environment: [:]) { "typed" }.text == "typed")
        #expect(
            failure { try SecretReader.read(.environment("A"), environment: [:]) { "" } } == .variableMissing("A"))
        #expect(
            failure { try SecretReader.read(.prompt, environment: [:]) { "" } } == .empty(source: "what was typed"))
    }

    @Test func `a command's output is the secret, without a shell and without input`() throws {
        let environment = ["PATH": "/usr/bin:/bin", "GIVEN": "from the environment"]
        func run(_ arguments: String...) throws -> String {
            try SecretReader.read(command: arguments, environment: environment).text
        }
        #expect(try run("echo", "$HOME;", "a  b") == "$HOME; a  b")
        #expect(try run("sh", "-c", "cat; echo noise >&2; printf '%s' \"$GIVEN\"") == "from the environment")
    }

    @Test func `a command that fails is told without its output`() {
        func run(_ arguments: [String], limit: Int = 10) -> SecretError? {
            failure { try SecretReader.read(command: arguments, environment: ["PATH": "/usr/bin:/bin"], limit: limit) }
        }
        #expect(run(["sh", "-c", "echo hush; exit 3"]) == .commandFailed(program: "sh", status: 3))
        #expect(run(["sh", "-c", "kill -9 $$"]) == .commandFailed(program: "sh", status: 137))
        #expect(run(["true"]) == .empty(source: "the output of the secret command true"))
        #expect(
            run(["head", "-c", "100000", "/dev/zero"]) == .tooLong(source: "the output of the secret command head"))
        guard case .commandNotStarted("no-such-program-here", _) = run(["no-such-program-here"]) else {
            Issue.record("started")
            return
        }
        #expect(run([]) != nil && run([""]) != nil)
        #expect(run(["sleep", "60"], limit: 0) == .commandTimedOut(program: "sleep", seconds: 0))
    }

    @Test func `a secret shows itself in no description`() throws {
        let secret = try SecretReader.read(file: scratch.write("s", "hush"))
        var dumped = ""
        dump([secret], to: &dumped)
        for text in ["\(secret)", "\([secret])", String(reflecting: secret), dumped, "\(Optional(secret) as Any)"] {
            #expect(!text.contains("hush"), "\(text)")
        }
    }
}
