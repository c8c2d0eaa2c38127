import BoardScreen
import Crossing
import Foundation
import Glibc
import Testing

@testable import TerminalApp

@Suite struct AlarmHookTests {
    private func news(_ place: String = "sales") -> AlarmNews {
        AlarmNews(
            event: .begins, kind: "waiting", server: "hq", place: place, value: "7",
            sentence: "\(place): callers waiting 7", since: 1_795_416_742)
    }

    private func wait(_ condition: () -> Bool) -> Bool {
        for _ in 0..<1_000 {
            if condition() { return true }
            usleep(5_000)
        }
        return false
    }

    @Test func `the program gets its arguments as they are, and what callers say is a value and nothing else`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "callboard-hook-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let out = folder.appending(path: "out").path()
        let script =
            #"printf '%s|' "$1" "$CALLBOARD_ALARM_PLACE" "$CALLBOARD_SECRET" > "$2.new"; mv "$2.new" "$2""#
        let hook = AlarmHook(
            arguments: [
                "/bin/sh", "-c", script,
                "hook", "$(touch \(folder.path())/evil) ; `id`", out,
            ], environment: ["PATH": "/usr/bin:/bin", "CALLBOARD_SECRET": "s3cret"], limit: 10, wake: {})
        hook.told(news("$(touch \(folder.path())/evil)\n\u{1B}[2J'; rm -rf \""))
        #expect(wait { access(out, R_OK) == 0 })
        let written = try String(contentsOfFile: out, encoding: .utf8)
        #expect(
            written
                == "$(touch \(folder.path())/evil) ; `id`|$(touch \(folder.path())/evil)  [2J'; rm -rf \"||")
        #expect(access(folder.path() + "/evil", F_OK) != 0)
        #expect(hook.takeFailures().isEmpty)
    }

    @Test func `what does not start, fails or takes too long is told, and ended with all that it started`() {
        let woken = Guarded(0)
        func failure(_ arguments: [String], limit: Double = 10) -> String? {
            let hook = AlarmHook(arguments: arguments, environment: ["PATH": "/usr/bin:/bin"], limit: limit) {
                woken.withLock { $0 += 1 }
            }
            hook.told(news())
            var failures: [String] = []
            _ = wait {
                failures += hook.takeFailures()
                return !failures.isEmpty
            }
            return failures.first
        }
        #expect(failure(["/nowhere/at-all"])?.contains("did not start: No such file") == true)
        #expect(failure(["false"]) == "The alarm command false ended with 1")
        #expect(failure(["sh", "-c", "kill -TERM $$"]) == "The alarm command sh ended with 143")
        let began = Date()
        #expect(
            failure(["sh", "-c", "sleep 60 & sleep 60"], limit: 0.2) == "The alarm command sh was ended after 0.2 s")
        #expect(Date().timeIntervalSince(began) < 5)
        #expect(woken.withLock { $0 } == 4)
    }

    @Test func `a slow program never holds the board up, and is run a few times at once at most`() {
        let hook = AlarmHook(arguments: ["sleep", "0.3"], environment: ["PATH": "/usr/bin:/bin"], limit: 10, wake: {})
        let began = Date()
        for _ in 0..<100 { hook.told(news()) }
        #expect(Date().timeIntervalSince(began) < 0.25)
        let dropped = 100 - AlarmHook.most - AlarmHook.mostWaiting
        #expect(hook.takeFailures() == ["The alarm command is too slow: it was left out for \(dropped) alarms"])
    }
}
