import BoardScreen
import Crossing
import Glibc

/// Runs a person's own program for an alarm: never through a shell, never more than a few at once, never longer than it
/// may, and never on the thread that draws: starting a program can wait for a disk, and its end for anything.
///
/// The program gets its arguments as they are configured and what happened as environment variables; whatever a caller
/// calls himself is a variable's value and nothing else.
package final class AlarmHook: Sendable {
    private struct State {
        var waiting: [AlarmNews] = []
        var running = 0
        var failures: [String] = []
        var dropped = 0
    }

    /// Programs at once.
    static let most = 4
    /// Alarms that wait for one to end; what comes beyond is dropped, and said so.
    static let mostWaiting = 32

    private let arguments: [String]
    private let environment: [String: String]
    private let limit: Double
    private let wake: @Sendable () -> Void
    private let state = Guarded(State())

    /// - Parameters:
    ///   - arguments: the program and its arguments.
    ///   - environment: the process's; the AMI secret is taken out of it.
    ///   - limit: seconds after which it is ended.
    ///   - wake: called on any thread when there is a failure to tell.
    package init(
        arguments: [String], environment: [String: String], limit: Double, wake: @escaping @Sendable () -> Void
    ) {
        self.arguments = arguments
        self.environment = environment.filter { $0.key != "CALLBOARD_SECRET" }
        self.limit = limit
        self.wake = wake
    }

    /// Something is to be told. Comes back at once.
    package func told(_ news: AlarmNews) {
        let isStarted = state.withLock { state in
            guard state.running < Self.most else {
                if state.waiting.count < Self.mostWaiting { state.waiting.append(news) } else { state.dropped += 1 }
                return false
            }
            state.running += 1
            return true
        }
        if isStarted { start(news) }
    }

    /// What has gone wrong since the last time, a sentence each.
    package func takeFailures() -> [String] {
        state.withLock { state in
            var failures = state.failures
            if state.dropped > 0 {
                failures.append("The alarm command is too slow: it was left out for \(state.dropped) alarms")
            }
            state.failures = []
            state.dropped = 0
            return failures
        }
    }

    // MARK: - One thread for each program that runs

    private final class Job: Sendable {
        let hook: AlarmHook
        let news: AlarmNews
        init(_ hook: AlarmHook, _ news: AlarmNews) {
            self.hook = hook
            self.news = news
        }
    }

    private func start(_ news: AlarmNews) {
        var thread = pthread_t()
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        defer { pthread_attr_destroy(&attributes) }
        // It takes no signals: those belong to the program's main thread.
        var all = sigset_t()
        var before = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_BLOCK, &all, &before)
        let context = Unmanaged.passRetained(Job(self, news))
        let code = pthread_create(
            &thread, &attributes,
            { context in
                guard let context else { return nil }
                let job = Unmanaged<Job>.fromOpaque(context).takeRetainedValue()
                job.hook.work(job.news)
                return nil
            }, context.toOpaque())
        pthread_sigmask(SIG_SETMASK, &before, nil)
        guard code == 0 else {
            context.release()
            finished("no thread is to be had: " + String(cString: strerror(code)))
            return
        }
    }

    private func work(_ first: AlarmNews) {
        var next: AlarmNews? = first
        while let news = next {
            let problem = run(news)
            next = state.withLock { state in
                if let problem { Self.add(problem, to: &state) }
                if state.waiting.isEmpty {
                    state.running -= 1
                    return nil
                }
                return state.waiting.removeFirst()
            }
            if problem != nil { wake() }
        }
    }

    private func finished(_ problem: String) {
        state.withLock { state in
            state.running -= 1
            Self.add("The alarm command did not start: " + problem, to: &state)
        }
        wake()
    }

    private static func add(_ problem: String, to state: inout State) {
        // The last ones say what is wrong now.
        if state.failures.count >= 10 { state.failures.removeFirst() }
        state.failures.append(problem)
    }

    /// Runs the program to its end; answers what went wrong, nil when nothing did.
    private func run(_ news: AlarmNews) -> String? {
        let name = arguments.first ?? ""
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // Nothing of it may reach the screen.
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // A group of its own: keys of the terminal are not for it, and whatever it starts ends with it.
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
        posix_spawnattr_setpgroup(&attributes, 0)
        var signals = sigset_t()
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        let variables = environment.merging(news.environment) { $1 }
        var process = pid_t()
        let code = Self.withStrings(arguments) { arguments in
            Self.withStrings(variables.map { "\($0.key)=\($0.value)" }) { environment in
                posix_spawnp(&process, name, &actions, &attributes, arguments, environment)
            }
        }
        guard code == 0 else {
            return "The alarm command \(name) did not start: " + String(cString: strerror(code))
        }
        return wait(for: process, name)
    }

    private func wait(for process: pid_t, _ name: String) -> String? {
        let deadline = Self.now() + Int64(limit * 1_000)
        var status: Int32 = 0
        var pause: useconds_t = 2_000
        while true {
            let ended = waitpid(process, &status, WNOHANG)
            if ended == process { break }
            if ended < 0, errno != EINTR { return nil }
            if Self.now() >= deadline {
                kill(-process, SIGKILL)
                kill(process, SIGKILL)
                while waitpid(process, &status, 0) < 0, errno == EINTR {}
                return
                    "The alarm command \(name) was ended after \(limit.rounded() == limit ? "\(Int(limit))" : "\(limit)") s"
            }
            // The hook has a thread of its own, and waiting on a child knows no deadline: it is looked at less and less often.
            usleep(pause)
            pause = min(pause * 2, 50_000)
        }
        let signal = status & 0x7F
        let code = signal == 0 ? (status >> 8) & 0xFF : 128 + signal
        return code == 0 ? nil : "The alarm command \(name) ended with \(code)"
    }

    /// Strings as the null-terminated array of pointers that C wants, for the time of a call.
    private static func withStrings<Result>(
        _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let pointers = strings.map { strdup($0) }
        defer { pointers.forEach { free($0) } }
        return body(pointers + [nil])
    }

    /// Milliseconds of a clock that never falls.
    private static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
    }
}
