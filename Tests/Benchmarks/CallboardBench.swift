import Glibc

// The benchmarks of callboard, one file each: `callboard-bench NAME ARGUMENTS`. Each prints machine-readable lines,
// `RES name key=value ...`, which `gates` compares with their limits. This program measures; it judges nothing.

/// One benchmark: a name on the command line, and what runs it.
struct Benchmark: Sendable {
    let name: String
    let usage: String
    let run: @Sendable (_ arguments: [String]) throws -> Void

    static let all: [Benchmark] = [
        decode, decodeSpan, decodeFold, frame, boardFrame, memory, terminalBytes, journal, growth,
    ]
}

/// What is wrong with the command line.
struct UsageError: Error, CustomStringConvertible {
    let description: String
}

@main
enum CallboardBench {
    static func main() {
        let arguments = CommandLine.arguments.dropFirst()
        guard let name = arguments.first, let benchmark = Benchmark.all.first(where: { $0.name == name }) else {
            let lines = Benchmark.all.map { "  callboard-bench \($0.name) \($0.usage)" }
            fail("usage:\n" + lines.joined(separator: "\n"))
        }
        do {
            try benchmark.run(Array(arguments.dropFirst()))
        } catch {
            fail("callboard-bench \(name): \(error)")
        }
    }

    private static func fail(_ message: String) -> Never {
        var text = message + "\n"
        text.withUTF8 { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
        exit(2)
    }
}
