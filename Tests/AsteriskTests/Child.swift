import Foundation

/// A child process, run to its end without holding a thread.
enum Child {
    struct Outcome: Sendable {
        let status: Int32
        /// Standard output and standard error as they came.
        let text: String
    }

    static func run(_ path: String, _ arguments: [String]) async throws -> Outcome {
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        // A file, not a pipe: nothing has to be read while the child runs, however much it says.
        let file = FileManager.default.temporaryDirectory.appending(path: "callboard-\(UUID().uuidString).txt")
        try Data().write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let output = try FileHandle(forWritingTo: file)
        process.standardOutput = output
        process.standardError = output
        let status = try await withCheckedThrowingContinuation { (ended: CheckedContinuation<Int32, any Error>) in
            process.terminationHandler = { ended.resume(returning: $0.terminationStatus) }
            do { try process.run() } catch { ended.resume(throwing: error) }
        }
        try output.close()
        return Outcome(status: status, text: String(decoding: try Data(contentsOf: file), as: UTF8.self))
    }
}
