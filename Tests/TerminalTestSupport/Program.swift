import CTerminalGuard
import Cells
import Glibc

/// A real program on its own pseudo-terminal, and what a person in front of it sees.
package final class Program {
    /// Its terminal's cable.
    package let pty: PTY
    /// Its terminal's glass.
    package let screen: VirtualTerminal
    /// Its process.
    package let pid: pid_t
    private var status: Int32?
    /// Everything it wrote since the start, at most the last mebibyte.
    package private(set) var output: [UInt8] = []

    /// Starts a program as leader of a session whose terminal is new; nil if it cannot be started.
    ///
    /// `environment` is the whole of it apart from TERM, which is `type`, and PATH and HOME, which are this process's.
    package init?(
        _ path: String, _ arguments: [String] = [], size: Size = Size(columns: 80, rows: 24),
        type: String = "xterm-256color", environment: [String: String] = ["LANG": "C.UTF-8"]
    ) {
        pty = PTY(size: size)
        screen = VirtualTerminal(size: size)
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // The first terminal that a session leader opens becomes its controlling terminal.
        posix_spawn_file_actions_addopen(&actions, 0, pty.path, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        let newSession: Int32 = 0x80  // POSIX_SPAWN_SETSID, which needs a feature macro
        posix_spawnattr_setflags(
            &attributes, Int16(newSession | Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETSIGMASK)))
        var signals = sigset_t()
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        // Threads that run tests block nearly all signals, and children inherit that.
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)

        var variables = environment
        variables["TERM"] = type
        for name in ["PATH", "HOME"] where variables[name] == nil {
            variables[name] = getenv(name).map { String(cString: $0) }
        }
        let argumentPointers = ([path] + arguments).map { strdup($0) } + [nil]
        let variablePointers = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for pointer in argumentPointers + variablePointers { free(pointer) } }
        var child: pid_t = 0
        guard posix_spawn(&child, path, &actions, &attributes, argumentPointers, variablePointers) == 0 else {
            return nil
        }
        pid = child
        pty.closeFar()
    }

    deinit {
        if status == nil {
            kill(pid, SIGKILL)
            var ended: Int32 = 0
            waitpid(pid, &ended, 0)
        }
    }

    /// Types.
    package func send(_ text: String) { pty.send(text) }

    /// Sends a signal.
    package func signal(_ number: Int32) { kill(pid, number) }

    /// Changes the size of the terminal.
    package func resize(_ size: Size) {
        read()
        screen.resize(size)
        pty.resize(size)
    }

    /// Reads until the condition holds; false if it does not within so many seconds.
    package func wait(seconds: Double = 10, until condition: (VirtualTerminal) -> Bool) -> Bool {
        let end = Self.now() + seconds
        repeat {
            read(milliseconds: 10)
            if condition(screen) { return true }
        } while Self.now() < end
        return false
    }

    /// Waits for the end of the program and reads to the end; nil if it still runs after so many seconds. Signals
    /// count as 128 and their number, as in a shell.
    package func exitStatus(seconds: Double = 10) -> Int32? {
        let end = Self.now() + seconds
        while status == nil && Self.now() < end {
            var ended: Int32 = 0
            if waitpid(pid, &ended, WNOHANG) == pid {
                status = ended & 0x7F == 0 ? ended >> 8 & 0xFF : 128 + (ended & 0x7F)
            } else {
                read(milliseconds: 10)
            }
        }
        read()
        return status
    }

    /// Text of a row on the screen.
    package func text(row: Int) -> String { screen.text(row: row) }

    /// The screen as text.
    package var text: String { screen.text }

    private func read(milliseconds: Int32 = 0) {
        let bytes = pty.receive(milliseconds: milliseconds)
        guard !bytes.isEmpty else {
            // An ended program leaves a terminal that is readable at once and empty.
            if milliseconds > 0 { poll(nil, 0, 1) }
            return
        }
        output += bytes
        if output.count > 1 << 20 { output.removeFirst(output.count - (1 << 20)) }
        screen.feed(bytes)
    }

    /// Seconds on a clock that never jumps.
    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
