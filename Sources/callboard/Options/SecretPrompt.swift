#if canImport(Glibc)
    import Glibc
#endif

/// Asks for a secret on the terminal, without echo.
enum SecretPrompt {
    /// - Parameters:
    ///   - what: what is asked for, to begin a sentence with `No`.
    ///   - cure: what else a person can do where there is no terminal; to go on from a colon.
    /// - Throws: `ProgramError` when there is no terminal to ask on.
    static func ask(_ question: String, what: String, cure: String) throws -> String {
        let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
        guard terminal >= 0 else {
            throw ProgramError(.wrongUsage, "No \(what): \(cure); there is no terminal to ask on.")
        }
        defer { close(terminal) }
        var saved = termios()
        let hasModes = tcgetattr(terminal, &saved) == 0
        if hasModes {
            var silent = saved
            silent.c_lflag &= ~tcflag_t(ECHO)
            tcsetattr(terminal, TCSAFLUSH, &silent)
        }
        defer {
            if hasModes { tcsetattr(terminal, TCSAFLUSH, &saved) }
            Output.write([10], to: terminal)
        }
        Output.write(Array(question.utf8), to: terminal)
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while line.count < 4_096, read(terminal, &byte, 1) == 1, byte != 10, byte != 13 { line.append(byte) }
        guard !line.isEmpty, let secret = String(validating: line, as: UTF8.self) else {
            throw ProgramError(.wrongUsage, "No \(what) was typed.")
        }
        return secret
    }
}
