import Foundation
import Glibc
import Journal
import TestSupport
import Testing

/// What the commands that read a journal do with one that is not whole, not theirs or not to be had.
@Suite("Journals that are not what they should be")
struct BadJournalTests {
    /// Every command that reads a journal.
    static let readers = [
        ["replay", "--json"], ["replay", "--screen", "80x24", "--at", "start"], ["export", "calls"],
        ["export", "intervals"], ["report"], ["audit"],
    ]

    /// A folder with the journal of a real Asterisk in `J`, removed with the value.
    private final class Home {
        let path = FileManager.default.temporaryDirectory.appending(path: "callboard-\(UUID().uuidString)").path()
        var journal: String { path + "/J" }
        var segment: String { journal + "/00000000000000000001.segment" }

        init() throws {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            try RealCapture("asterisk16-busy").writeJournal(to: journal)
        }

        deinit { try? FileManager.default.removeItem(atPath: path) }

        func bytes() throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: segment))) }
        func write(_ bytes: [UInt8]) throws { try Data(bytes).write(to: URL(filePath: segment)) }
    }

    private func read(_ home: Home, _ command: [String], behind: [String] = []) throws -> BuiltProgram.Outcome {
        let place = command.first == "export" ? 2 : 1
        return try BuiltProgram.run(
            Array(command[..<place]) + [home.journal] + Array(command[place...]), behind: behind)
    }

    /// What is wrong, and what the sentence says of it.
    enum Fault: String, CaseIterable {
        case empty = "there is no journal at"
        case aFile = "is no journal of callboard's"
        case foreign = "J/00000000000000000001.segment is no journal of callboard's"
        case future = "use a newer callboard"
        case damaged = "the beginning of"
        case aDirectory = "check the path"
        case noRecords = "no records yet"
    }

    @Test("are refused in one sentence with the cure, by every command", arguments: Fault.allCases)
    func refused(fault: Fault) throws {
        let home = try Home()
        var bytes = try home.bytes()
        switch fault {
        case .empty:
            try FileManager.default.removeItem(atPath: home.journal)
            mkdir(home.journal, 0o700)
        case .aFile:
            try FileManager.default.removeItem(atPath: home.journal)
            try Data("notes".utf8).write(to: URL(filePath: home.journal))
        case .foreign: try home.write(Array("Asterisk Call Manager/9.0.0\r\n".utf8))
        case .future:
            bytes[8] = 9
            try home.write(bytes)
        case .damaged:
            bytes[20] ^= 1
            try home.write(bytes)
        case .aDirectory:
            unlink(home.segment)
            mkdir(home.segment, 0o700)
        case .noRecords: try home.write(SegmentHeaderBytes.alone(bytes))
        }
        for command in Self.readers where fault != .noRecords || command != ["audit"] {
            let done = try read(home, command)
            #expect(done.status == 3, "\(command): \(done.status) \(done.errors)")
            #expect(done.output.isEmpty, "\(command): \(done.output.prefix(200))")
            #expect(done.errors.contains(fault.rawValue), "\(command): \(done.errors)")
            #expect(done.errors.split(separator: "\n").count == 1, "\(command): \(done.errors)")
        }
    }

    @Test("are read as far as they are whole: cut, flipped, with rubbish or a terabyte of nothing behind")
    func damaged() throws {
        let home = try Home()
        let whole = try home.bytes()
        var flipped = whole
        for place in stride(from: 5_000, to: whole.count, by: whole.count / 20) { flipped[place] ^= 0x10 }
        for bytes in [Array(whole[..<(whole.count / 2)]), flipped, whole + [UInt8](repeating: 0xA5, count: 1 << 20)] {
            try home.write(bytes)
            for command in Self.readers {
                let done = try read(home, command)
                #expect(done.status == 0 && done.errors.isEmpty, "\(command): \(done.status) \(done.errors)")
            }
        }
        try home.write(whole)
        // Some file systems have no such files.
        guard truncate(home.segment, 1 << 40) == 0 else { return }
        let done = try read(home, ["replay", "--json"])
        #expect(done.status == 0 && done.output.contains("\"queues\":[{"), "\(done.errors)")
    }

    @Test("with moments that no calendar has, and clocks that went back, crash no command")
    func moments() throws {
        let home = try Home()
        let records = try RealCapture("asterisk16-busy").records
        let moments = [Int64.min, -1, 0, 1_795_000_000_000_000, 900_000_000_000_000, .max - 1, .max]
        for (number, parts) in [moments, [0, .max]].enumerated() {
            let journal = "\(home.path)/moments-\(number)"
            let log = try SegmentLog.open(directory: journal, mode: .write, server: "hq")
            let share = records.count / parts.count + 1
            for (place, record) in records.enumerated() {
                log.append([
                    LogEntry(kind: LogEntry.packets, time: parts[place / share], epoch: 1, payload: record.bytes),
                    // A kind of a later release.
                    LogEntry(kind: 77, time: parts[place / share], epoch: 1, payload: [1, 2, 3]),
                ])
            }
            log.close()
            for command in Self.readers + [
                ["replay", "--json", "--at", "-99999999d"], ["replay", "--json", "--at", "12:00"],
            ] {
                let place = command.first == "export" ? 2 : 1
                let done = try BuiltProgram.run(Array(command[..<place]) + [journal] + Array(command[place...]))
                // An export of many thousand years is allowed to be refused, not to crash.
                #expect(done.status == 0 || done.status == 3, "\(number) \(command): \(done.status) \(done.errors)")
            }
        }
    }

    @Test(
        "of somebody else say whose permission is missing",
        .enabled(if: geteuid() == 0 && access("/usr/bin/setpriv", X_OK) == 0, "needs root and setpriv"))
    func unreadable() throws {
        let home = try Home()
        let stranger = ["/usr/bin/setpriv", "--reuid", "65534", "--clear-groups"]
        chmod(home.path, 0o755)
        chmod(home.journal, 0o755)
        for command in Self.readers {
            let done = try read(home, command, behind: stranger)
            #expect(done.status == 3 && done.output.isEmpty, "\(command): \(done.status) \(done.errors)")
            #expect(done.errors.contains("permission denied; give this user access"), "\(command): \(done.errors)")
        }
    }

    @Test(
        "on a disk that cannot be written are read, and a recording says that it cannot write",
        .enabled(if: geteuid() == 0 && ReadOnly.isPossible, "needs root and mount namespaces"))
    func readOnly() throws {
        let home = try Home()
        for command in Self.readers {
            let done = try read(home, command, behind: ReadOnly.mounting(home.journal))
            #expect(done.status == 0, "\(command): \(done.status) \(done.errors)")
        }
        let done = try BuiltProgram.run(
            ["record", "--host", "127.0.0.1", "--port", "1", "--user", "x", "--journal", home.path],
            environment: ["CALLBOARD_SECRET": "x"], behind: ReadOnly.mounting(home.path))
        #expect(done.status == 3 && done.output.isEmpty)
        #expect(
            done.errors.contains("read-only file system; name a directory on a disk that can be written"),
            "\(done.errors)")
    }
}

/// A program run where a folder cannot be written.
enum ReadOnly {
    static let isPossible: Bool = {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/unshare")
        process.arguments = ["-m", "mount", "--bind", "/tmp", "/tmp"]
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }()

    static func mounting(_ folder: String) -> [String] {
        [
            "/usr/bin/unshare", "-m", "/bin/sh", "-c",
            "mount --bind \"$1\" \"$1\" && mount -o remount,bind,ro \"$1\" && shift && exec \"$@\"", "sh", folder,
        ]
    }
}

/// The first bytes of a segment.
enum SegmentHeaderBytes {
    /// A segment's header without its records.
    static func alone(_ segment: [UInt8]) -> [UInt8] { Array(segment[..<(Int(segment[10]) | Int(segment[11]) << 8)]) }
}
