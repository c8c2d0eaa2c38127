import Foundation
import TestSupport
import Testing

/// `callboard replay` of a real Asterisk's journal.
@Suite("The replay")
struct ReplayTests {
    private struct Document: Decodable {
        struct Queue: Decodable {
            struct Day: Decodable {
                struct Level: Decodable {
                    var handled: Double?
                }

                var answered: Int
                var serviceLevel: Level
            }

            var name: String
            var today: Day
        }

        var queues: [Queue]
    }

    @Test("judges as the configuration says, and names queues as the live board does")
    func judgesAsConfigured() throws {
        let home = FileManager.default.temporaryDirectory.appending(path: "callboard-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: home) }
        let journal = home.appending(path: "journal").path()
        try RealCapture("asterisk22-busy").writeJournal(to: journal)
        func write(_ name: String, _ text: String) throws -> String {
            let file = home.appending(path: name)
            try Data(text.utf8).write(to: file)
            return file.path()
        }
        let strict = try write(
            "strict.toml",
            "[board]\nservice_level = \"handled\"\n[queue.sales]\ndisplay = \"Desk 7\"\nservice_level = 1\n")
        let lenient = try write("lenient.toml", "[queue.sales]\nservice_level = 3600\n")

        func sales(_ file: String) throws -> Document.Queue.Day {
            let done = try BuiltProgram.run(["replay", journal, "--json", "--config", file])
            #expect(done.status == 0 && done.errors.isEmpty)
            let document = try JSONDecoder().decode(Document.self, from: Data(done.output.utf8))
            return try #require(document.queues.first { $0.name == "sales" }).today
        }
        let (hard, easy) = (try sales(strict), try sales(lenient))
        #expect(hard.answered > 0 && hard.answered == easy.answered)
        #expect(easy.serviceLevel.handled == 100)
        let level = try #require(hard.serviceLevel.handled)
        #expect(level < 100)

        func screen(_ options: [String]) throws -> String {
            let done = try BuiltProgram.run(["replay", journal, "--screen", "120x40"] + options)
            #expect(done.status == 0 && done.errors.isEmpty)
            return done.output
        }
        #expect(try !screen([]).contains("Desk 7"))
        let configured = try screen(["--config", strict])
        let row = try #require(
            configured.split(separator: "\n").first {
                $0.contains("Desk 7") && !$0.contains("REPLAY")
            })
        #expect(row.contains("\(Int(level.rounded())) %") && !row.contains("100 %"), "\(row)")
    }

    @Test("refuses a configuration with faults as the live board does")
    func refusesFaults() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "callboard-\(UUID().uuidString).toml")
        try Data("[board]\nservice_level = \"negatve\"\n".utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let journal = FileManager.default.temporaryDirectory.appending(path: "callboard-\(UUID().uuidString)").path()
        try RealCapture("asterisk16-busy").writeJournal(to: journal)
        defer { try? FileManager.default.removeItem(atPath: journal) }
        let done = try BuiltProgram.run(["replay", journal, "--json", "--config", file.path()])
        #expect(done.status == 2)
        #expect(done.errors.contains(":2:"))
    }
}
