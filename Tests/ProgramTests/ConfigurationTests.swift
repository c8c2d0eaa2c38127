import Cells
import Foundation
import TerminalTestSupport
import Testing

/// The real binary with a person's own files: configuration and keymap, and several servers on one board.
@Suite("The program with a configuration", .serialized)
struct ConfigurationTests {
    /// A home with files below `.config/callboard`, removed with it.
    private final class Home {
        let path: String

        init(_ files: [String: String]) throws {
            let folder = FileManager.default.temporaryDirectory.appending(path: "callboard-\(UUID().uuidString)")
            path = folder.path()
            let settings = folder.appending(path: ".config/callboard")
            try FileManager.default.createDirectory(at: settings, withIntermediateDirectories: true)
            for (name, text) in files {
                try Data(text.utf8).write(to: settings.appending(path: name))
                if name.hasSuffix(".secret") {
                    try FileManager.default.setAttributes(
                        [.posixPermissions: 0o600], ofItemAtPath: settings.appending(path: name).path())
                }
            }
        }

        deinit { try? FileManager.default.removeItem(atPath: path) }

        func run(_ arguments: String...) throws -> BuiltProgram.Outcome {
            try BuiltProgram.run(arguments, environment: ["HOME": path])
        }
    }

    @Test("the example it prints is a configuration without faults")
    func example() throws {
        let home = try Home(["config.toml": try BuiltProgram.run(["config", "example"]).output])
        let done = try home.run("config", "check")
        #expect(done.status == 0 && done.errors.isEmpty, "\(done.errors)")
        #expect(done.output.contains("no faults, 2 servers"))
    }

    @Test("ten mistakes are told as ten, each with file, line and what was expected")
    func tenMistakes() throws {
        let text = """
            [[server]]
            name = "hq"
            host = "pbx.example.com:5038"
            user = "board"
            port = 70000

            [board]
            service_level = "negatve"
            shifts = ["6:00", "14:00"]
            theme = "sea"

            [thresholds]
            wait_warning = 120
            wait_alarm = 60

            [queue."hq2/support"]
            variant = "best"

            [people]
            join = "surname"

            [keys]
            "Ctrl-Alt-Del" = "quit"
            """
        let home = try Home(["config.toml": text])
        let done = try home.run("config", "check")
        #expect(done.status == 4 && done.output.isEmpty)
        let lines = done.errors.split(separator: "\n").filter { $0.contains("config.toml:") }
        let places = lines.compactMap { line in line.firstMatch(of: /config\.toml:([0-9]+):/).map { Int($0.1) ?? 0 } }
        #expect(places.sorted() == [3, 5, 8, 9, 14, 16, 17, 20, 23], "\(done.errors)")
        for word in ["expected a host without a port", "1-65535", "did you mean \"negative\"?", "\"06:00\""] {
            #expect(done.errors.contains(word), "\(word)")
        }
        let board = try home.run("status")
        #expect(board.status == 2 && board.errors.contains("config.toml:5"))
    }

    @Test("a keymap of one's own and the configuration's keys are in force, their faults end with 2")
    func keymap() throws {
        let home = try Home([
            "keymap.toml": "[keys]\n\"F5\" = \"figure.window\"\n\"w\" = \"\"\n",
            "config.toml": "[keys]\n\"F7\" = \"panel.totals\"\n\"F5\" = \"figure.explain\"\n",
        ])
        let keys = try home.run("keys").output
        #expect(keys.contains(/F7.*panel\.totals/) && keys.contains(/F5.*figure\.explain/))
        #expect(!keys.contains(/[ ]w .*figure\.window/))
        let wrong = try Home(["keymap.toml": "[keys]\n\"F5\" = \"figure.windo\"\n\"Hyper\" = \"quit\"\n"])
        for command in ["keys", "demo"] {
            let done = try wrong.run(command)
            #expect(done.status == 2)
            #expect(done.errors.contains("keymap.toml:2") && done.errors.contains("did you mean \"figure.window\"?"))
            #expect(done.errors.contains("keymap.toml:3"))
        }
        #expect(try wrong.run("config", "check").status == 4)
    }

    /// A simulated PBX as a program of its own; it ends with the test.
    private final class PBX {
        let process = Process()
        let port: Int

        init(_ dialect: String, seed: Int) throws {
            let said = Pipe()
            process.executableURL = URL(filePath: BuiltProgram.path)
            process.arguments = [
                "simulate", "--listen", "127.0.0.1:0", "--user", "wallboarduser", "--dialect", dialect, "--seed",
                "\(seed)", "--calls-per-minute", "40", "--queues", "2", "--agents", "6",
            ]
            process.environment = ["CALLBOARD_SECRET": "secret123", "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"]
            process.standardOutput = said
            process.standardError = FileHandle.nullDevice
            try process.run()
            // "listening on 127.0.0.1:40123 as user ...": the port is any free one.
            var line = ""
            while !line.contains("\n"), let more = try said.fileHandleForReading.read(upToCount: 1) {
                line += String(decoding: more, as: UTF8.self)
            }
            port = try #require(line.firstMatch(of: /127\.0\.0\.1:([0-9]+)/).flatMap { Int($0.1) })
        }

        deinit { if process.isRunning { process.terminate() } }
    }

    @Test("two Asterisks and a UCM are one board, and one that goes down disturbs nobody")
    func severalServers() throws {
        let all = [
            ("hq", try PBX("asterisk", seed: 1)), ("branch", try PBX("asterisk", seed: 2)),
            ("ucm", try PBX("ucm", seed: 3)),
        ]
        var text = "[journal]\nenabled = false\n[people]\njoin = \"extension\"\n"
        for (name, pbx) in all {
            text += "[[server]]\nname = \"\(name)\"\nhost = \"127.0.0.1\"\nport = \(pbx.port)\n"
            text += "user = \"wallboarduser\"\nsecret_file = \"pbx.secret\"\n"
        }
        text += "[queue.\"ucm/6500\"]\ndisplay = \"UCM sales\"\n"
        let home = try Home(["config.toml": text, "pbx.secret": "secret123\n"])
        let program = try #require(
            Program(
                BuiltProgram.path, [], size: Size(columns: 140, rows: 44),
                environment: ["LANG": "C.UTF-8", "TZ": "UTC", "HOME": home.path]))
        #expect(
            program.wait(seconds: 20) { screen in all.allSatisfy { screen.text.contains("\($0.0) live") } },
            "\(program.text)")
        #expect(program.wait { $0.text.contains("hq+branch+ucm") || $0.text.contains("hq+branch") }, "\(program.text)")
        program.send("SSS")
        #expect(program.wait { $0.text.contains("only ucm") && !$0.text.contains("hq live") }, "\(program.text)")
        program.send("S")
        #expect(program.wait { $0.text.contains("hq live") })
        all[1].1.process.terminate()
        #expect(
            program.wait(seconds: 10) { $0.text.contains("branch stale") || $0.text.contains("branch: ") },
            "\(program.text)")
        #expect(program.wait { $0.text.contains("hq live") && $0.text.contains("ucm live") }, "\(program.text)")
        program.send("q")
        #expect(program.exitStatus() == 0)
    }
}
