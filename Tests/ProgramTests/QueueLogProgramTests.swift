import Foundation
import Testing

/// `callboard import --queue-log` through the real binary.
@Suite("Reading in a queue_log")
struct QueueLogProgramTests {
    /// An hour ago, so that no retention looks at it.
    private let begins = Int(Date().timeIntervalSince1970) - 3_600

    private func folder() throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: "callboard-\(UUID().uuidString)").path()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        return folder
    }

    private func write(_ lines: [(Int, String)], to file: String) throws {
        try lines.map { "\(begins + $0)|\($1)\n" }.joined().write(toFile: file, atomically: false, encoding: .utf8)
    }

    @Test("begins a journal of a time at which callboard was not there, once however often it is read in")
    func first() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let file = folder + "/queue_log"
        try write(
            [
                (0, "NONE|NONE|NONE|QUEUESTART|"), (1, "1.1|sales|NONE|ENTERQUEUE||0301112223|1"),
                (9, "1.1|sales|Ana|CONNECT|8|1.2|3"), (20, "1.3|sales|NONE|ENTERQUEUE||0304445556|1"),
                (40, "1.1|sales|Ana|COMPLETEAGENT|8|31|1"), (50, "1.3|sales|NONE|ABANDON|1|1|30"), (60, "broken"),
            ], to: file)
        let arguments = ["import", "--queue-log", file, folder + "/J", "--server", "hq"]
        let done = try BuiltProgram.run(arguments)
        #expect(done.status == 0 && done.output.hasPrefix("hq: 6 lines of queue_log taken"), "\(done.output)")
        #expect(done.errors.contains("\(file):7: passed over"))
        let lost = try BuiltProgram.run(["export", "abandoned", folder + "/J"]).output.split(separator: "\r\n")
        #expect(lost.count == 2 && lost.first?.hasSuffix(",from_queue_log") == true)
        #expect(lost.last?.contains("0304445556") == true && lost.last?.hasSuffix(",1") == true, "\(lost)")
        let before = try BuiltProgram.run(["replay", folder + "/J", "--json"]).output
        #expect(before.contains("\"queueLog\":6") && before.contains("\"answered\":1"), "\(before)")
        let again = try BuiltProgram.run(arguments)
        #expect(again.output.hasPrefix("hq: 0 lines of queue_log taken"), "\(again.output)")
        #expect(try BuiltProgram.run(["replay", folder + "/J", "--json"]).output == before)
        // An import that is ended between its two renames leaves them set aside.
        let journal = try #require(
            FileManager.default.enumerator(atPath: folder + "/J")?.compactMap { $0 as? String }.first {
                $0.hasSuffix("queue_log")
            })
        let lines = "\(folder)/J/\(journal)"
        try FileManager.default.moveItem(atPath: lines, toPath: lines + ".old")
        #expect(try BuiltProgram.run(arguments).output.hasPrefix("hq: 0 lines of queue_log taken"))
        #expect(try BuiltProgram.run(["replay", folder + "/J", "--json"]).output == before)
        // An hour earlier comes to light later, and before what is known.
        try write(
            [(-600, "0.1|sales|NONE|ENTERQUEUE||0307778889|1"), (-590, "0.1|sales|NONE|ABANDON|1|1|10")], to: file)
        #expect(try BuiltProgram.run(arguments).output.hasPrefix("hq: 2 lines"))
        #expect(
            try BuiltProgram.run(["export", "abandoned", folder + "/J"]).output.split(separator: "\r\n").count == 3)
    }

    @Test("hides callers where the journal is to hide them")
    func masked() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try write(
            [(1, "1.1|sales|NONE|ENTERQUEUE||0301112223|1"), (9, "1.1|sales|NONE|ABANDON|1|1|8")],
            to: folder + "/queue_log")
        try "[journal]\nmask = true\ndirectory = \"\(folder)/J\"\n"
            .write(toFile: folder + "/c.toml", atomically: false, encoding: .utf8)
        let arguments = [
            "import", "--queue-log", folder + "/queue_log", "--server", "hq", "--config", folder + "/c.toml",
        ]
        #expect(try BuiltProgram.run(arguments).output.hasPrefix("hq: 2 lines"))
        let lost = try BuiltProgram.run(["export", "abandoned", folder + "/J"]).output
        #expect(lost.contains("~") && !lost.contains("0301112223"))
        #expect(try BuiltProgram.run(arguments).output.hasPrefix("hq: 0 lines"))
    }

    @Test("says what is wrong, with the cure")
    func refusals() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Data([0x1F, 0x8B, 8, 0]).write(to: URL(filePath: folder + "/queue_log.1.gz"))
        try "what\never\n".write(toFile: folder + "/text", atomically: false, encoding: .utf8)
        try write([(1, "1.1|sales|NONE|ENTERQUEUE||1|1")], to: folder + "/queue_log")
        for (arguments, status, word) in [
            (["--queue-log", folder + "/queue_log.1.gz", folder + "/J"], 3, "gunzip"),
            (["--queue-log", folder + "/text", folder + "/J"], 3, "no line of a queue_log"),
            (["--queue-log", folder + "/none", folder + "/J"], 3, "none"),
            (["--queue-log", folder + "/queue_log", folder + "/J"], 2, "--server"),
            (["--queue-log", folder + "/queue_log", folder + "/J", folder + "/K"], 2, "one folder"),
            ([folder + "/c.ami"], 2, "--queue-log"),
        ] as [([String], Int32, String)] {
            let done = try BuiltProgram.run(["import"] + arguments)
            #expect(done.status == status && done.errors.contains(word), "\(arguments): \(done.status) \(done.errors)")
            #expect(done.output.isEmpty)
        }
    }
}
