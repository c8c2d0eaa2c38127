import Foundation
import Glibc
import Testing

/// The short form of Tests/kill-journal: a recording board that is killed under load.
@Suite("A board that is killed")
struct KillTests {
    private func start(_ arguments: [String], home: String) throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: BuiltProgram.path)
        process.arguments = arguments
        process.environment = ["HOME": home, "PATH": "/usr/bin:/bin", "TZ": "UTC", "CALLBOARD_SECRET": "lab"]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    /// A port of loopback that is free now.
    private func freePort() -> Int {
        let probe = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(probe) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = bind(probe, $0, length)
                _ = getsockname(probe, $0, &length)
            }
        }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    private func size(of folder: String) -> Int {
        let files = FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? []
        return files.reduce(0) { sum, file in
            let attributes = try? FileManager.default.attributesOfItem(atPath: folder + "/" + file)
            return sum + (attributes?[.size] as? Int ?? 0)
        }
    }

    @Test("opens its journal again, and what was written long before is there")
    func killed() throws {
        let home = FileManager.default.temporaryDirectory.appending(path: "callboard-\(UUID().uuidString)").path()
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: home) }
        let port = freePort()
        let pbx = try start(
            [
                "simulate", "--listen", "127.0.0.1:\(port)", "--user", "lab", "--agents", "200", "--calls-per-minute",
                "300",
                "--queues", "9",
            ], home: home)
        defer { pbx.terminate() }
        let journal = home + "/J"
        var events = 0
        for round in 1...2 {
            let before = size(of: journal)
            let record = try start(
                ["record", "--host", "127.0.0.1", "--port", "\(port)", "--user", "lab", "--journal", journal],
                home: home)
            let end = Date().addingTimeInterval(20)
            while size(of: journal) < before + 300_000, Date() < end { usleep(20_000) }
            kill(record.processIdentifier, SIGKILL)
            record.waitUntilExit()
            let done = try BuiltProgram.run(["replay", journal, "--json"])
            #expect(done.status == 0, "round \(round): \(done.errors)")
            #expect(done.output.components(separatedBy: "\"strategy\"").count - 1 == 9)
            let count = done.output.firstMatch(of: /"events":([0-9]+)/).flatMap { Int($0.1) } ?? 0
            #expect(count > events)
            events = count
        }
    }
}
