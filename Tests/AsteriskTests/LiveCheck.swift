import Foundation
import Testing

/// Runs one check of `Tests/Lab/live.py`: the real program against a real Asterisk with a lab of its own.
///
/// The checks take minutes, so they run when they are asked for: by `CALLBOARD_LIVE=1`, by naming them in a filter,
/// or where `CI=true` says that nothing may be left out.
struct LiveCheck: Sendable {
    /// Checks in the same lane of the same release wait for each other; lanes go side by side.
    enum Lane: Hashable, Sendable {
        case quick, agreement, trickyAgreement
    }

    /// The check's name in `live.py --list`.
    let name: String
    let lane: Lane

    init(_ name: String, lane: Lane = .quick) {
        self.name = name
        self.lane = lane
    }

    /// Runs the check, or skips it with a printed reason where no lab can be had.
    func run(on release: AsteriskRelease) async throws {
        guard Self.areAskedFor else {
            try skip("\(name): the live checks take minutes; run Tests/run --live, or set CALLBOARD_LIVE=1")
            return
        }
        var outcome = try await outcome(on: release)
        // Dozens of phones and two Asterisks share two cores with what tests them: what is no agreement of figures has a
        // second go behind all others, and fails where it fails twice. The first failure stays in the log.
        if lane == .quick, outcome.status != 0, outcome.status != 77 {
            print("\(release): \(outcome.text)\(release): \(name) is run once more")
            outcome = try await self.outcome(on: release)
        }
        print("\(release): \(outcome.text)", terminator: "")
        switch outcome.status {
        case 0: return
        case 77 where !Self.mustRun: try skip("\(name) on \(release): \(outcome.text)")
        default: Issue.record("\(release): \(outcome.text)")
        }
    }

    private func outcome(on release: AsteriskRelease) async throws -> Child.Outcome {
        try await Turn.shared.take("\(lane) \(release.rawValue)") {
            try await Child.run(
                "/usr/bin/env",
                [
                    "python3", "-B", Self.folder + "/live.py", "--with-parent", "--program", Self.program,
                    "--release", release.rawValue, "--seconds", Self.environment["CALLBOARD_LIVE_SECONDS"] ?? "60",
                    name,
                ])
        }
    }

    /// The names that `live.py` has, to be compared with the tests that stand here.
    static func names() async throws -> Set<String> {
        let outcome = try await Child.run("/usr/bin/env", ["python3", "-B", folder + "/live.py", "--list"])
        return Set(outcome.text.split(separator: "\n").compactMap { $0.split(separator: " ").first.map(String.init) })
    }

    private func skip(_ why: String) throws {
        print("skipped: \(why)")
        try Test.cancel("\(why)")
    }

    private static let environment = ProcessInfo.processInfo.environment
    private static let mustRun = environment["CI"] == "true"
    private static let areAskedFor =
        mustRun || environment["CALLBOARD_LIVE"] == "1"
        || CommandLine.arguments.contains { $0.contains("AsteriskTests") }
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Lab").path()
    /// The program that was built beside these tests, unless `CALLBOARD_PROGRAM` names another.
    private static let program =
        environment["CALLBOARD_PROGRAM"]
        ?? URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        .appending(path: "callboard").path()
}
