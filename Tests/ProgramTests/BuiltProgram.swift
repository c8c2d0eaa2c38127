import Foundation

/// The program that was built beside these tests.
enum BuiltProgram {
    struct Outcome: Sendable {
        let status: Int32
        let output: String
        let errors: String
    }

    static let path = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        .appending(path: "callboard").path()

    /// Runs it to its end in an empty home, with no standard input.
    ///
    /// - Parameter behind: a program and its first arguments that run it; none by default.
    static func run(
        _ arguments: [String], environment: [String: String] = [:], behind prefix: [String] = []
    ) throws -> Outcome {
        let home = FileManager.default.temporaryDirectory.appending(path: "callboard-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: home) }
        let output = home.appending(path: "output")
        let errors = home.appending(path: "errors")
        for file in [output, errors] { try Data().write(to: file) }
        let process = Process()
        let line = prefix + [path] + arguments
        process.executableURL = URL(filePath: line[0])
        process.arguments = Array(line.dropFirst())
        process.environment =
            ["HOME": home.path(), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC", "TERM": "xterm-256color"]
            .merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus,
            output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
    }
}
