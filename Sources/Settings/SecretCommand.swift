import Glibc

/// A program that is run once for its output.
struct SecretCommand {
    let arguments: [String]
    let environment: [String: String]

    private var program: String { arguments.first ?? "" }

    /// Runs the program to its end and answers what it wrote to its standard output.
    func output(limit seconds: Int) throws(SecretError) -> [UInt8] {
        var ends: [Int32] = [-1, -1]
        // A pair of sockets, because it can be made closed on exec in one step: another thread may start a program too.
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
            throw .commandNotStarted(program: program, reason: systemSentence(errno))
        }
        let (reading, writing) = (ends[0], ends[1])
        defer { _ = close(reading) }
        let started = start(output: writing)
        _ = close(writing)
        let process: pid_t
        switch started {
        case .failure(let error): throw error
        case .success(let identifier): process = identifier
        }
        let deadline = Self.now() + Int64(seconds) * 1_000
        let output = read(reading, until: deadline)
        guard let output, let status = wait(for: process, until: deadline) else {
            _ = kill(process, SIGKILL)
            var status: Int32 = 0
            while waitpid(process, &status, 0) < 0, errno == EINTR {}
            throw .commandTimedOut(program: program, seconds: seconds)
        }
        // The low seven bits are the signal that ended it, the next eight its exit status.
        let signal = status & 0x7F
        let code = signal == 0 ? (status >> 8) & 0xFF : 128 + signal
        guard code == 0 else { throw .commandFailed(program: program, status: code) }
        return output
    }

    private func start(output: Int32) -> Result<pid_t, SecretError> {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        var process = pid_t()
        let code = Self.withStrings(arguments) { arguments in
            Self.withStrings(environment.map { "\($0.key)=\($0.value)" }) { environment in
                posix_spawnp(&process, program, &actions, nil, arguments, environment)
            }
        }
        if code == 0 { return .success(process) }
        return .failure(.commandNotStarted(program: program, reason: systemSentence(code)))
    }

    /// The output up to its end; nil when the deadline passes first. What is more than any secret is read and dropped.
    private func read(_ descriptor: Int32, until deadline: Int64) -> [UInt8]? {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4_096)
        while true {
            let left = deadline - Self.now()
            guard left > 0 else { return nil }
            var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&waiting, 1, Int32(clamping: left)) > 0 else { continue }
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count == 0 { return bytes }
            if count > 0, bytes.count <= SecretReader.maximumLength { bytes += chunk[..<count] }
            if count < 0, errno != EINTR { return bytes }
        }
    }

    /// The exit status, or nil when the deadline passes first.
    private func wait(for process: pid_t, until deadline: Int64) -> Int32? {
        var status: Int32 = 0
        while true {
            let ended = waitpid(process, &status, WNOHANG)
            if ended == process { return status }
            if ended < 0, errno != EINTR { return 0 }
            guard Self.now() < deadline else { return nil }
            // The output has ended, so the exit is a moment away; nothing waits on a child with a deadline but this.
            usleep(5_000)
        }
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
