import Glibc

/// Reads a secret from where it is kept, and refuses places that others can look into.
package enum SecretReader {
    /// Seconds that a secret command may take.
    package static let commandLimit = 10
    /// The longest secret, in bytes; Asterisk's own limit is far below.
    package static let maximumLength = 4_096

    /// Reads the secret.
    ///
    /// - Parameters:
    ///   - environment: the process's, for the variable and for a command.
    ///   - prompt: asks on the terminal without echo.
    package static func read(
        _ source: SecretSource, environment: [String: String], prompt: () throws -> String
    ) throws -> Secret {
        switch source {
        case .environment(let name):
            guard let value = environment[name] else { throw SecretError.variableMissing(name) }
            return try checked(Array(value.utf8), source: "the environment variable \(name)")
        case .file(let path): return try read(file: path)
        case .command(let arguments): return try read(command: arguments, environment: environment)
        case .prompt: return try checked(Array(try prompt().utf8), source: "what was typed")
        }
    }

    /// Reads a file of mode 0600 or stricter that belongs to this user, or to root.
    package static func read(file path: String) throws(SecretError) -> Secret {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else {
            throw errno == ENOENT ? .fileMissing(path) : .fileUnreadable(path: path, reason: systemSentence(errno))
        }
        defer { _ = close(descriptor) }
        // Asked of the open file, so that nothing can be exchanged between the look and the reading.
        var information = stat()
        guard fstat(descriptor, &information) == 0 else {
            throw .fileUnreadable(path: path, reason: systemSentence(errno))
        }
        let kind = information.st_mode & S_IFMT
        // A pipe is what a shell makes of <(command).
        guard kind == S_IFREG || kind == S_IFIFO else { throw .notAFile(path) }
        guard information.st_mode & 0o077 == 0 else { throw .tooOpen(path: path, mode: information.st_mode) }
        guard information.st_uid == geteuid() || information.st_uid == 0 else { throw .otherOwner(path: path) }
        let source = "the secret file \(path)"
        let bytes: [UInt8]
        do {
            bytes = try TextFile.bytes(from: descriptor, limit: maximumLength)
        } catch .tooLarge {
            throw .tooLong(source: source)
        } catch {
            throw .fileUnreadable(path: path, reason: "\(error)")
        }
        return try checked(bytes, source: source)
    }

    /// Runs a program, without a shell, and takes what it writes. It gets 10 s and no input; what it writes to its
    /// standard error is thrown away, because the screen is not its own.
    package static func read(
        command arguments: [String], environment: [String: String], limit seconds: Int = commandLimit
    ) throws(SecretError) -> Secret {
        guard let program = arguments.first, !program.isEmpty else {
            throw .commandNotStarted(program: "(none)", reason: "it has no name")
        }
        let output = try SecretCommand(arguments: arguments, environment: environment).output(limit: seconds)
        return try checked(output, source: "the output of the secret command \(program)")
    }

    /// One line of text, its line's end taken off.
    static func checked(_ bytes: [UInt8], source: String) throws(SecretError) -> Secret {
        var bytes = bytes[...]
        if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
        if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
        if bytes.isEmpty { throw .empty(source: source) }
        if bytes.count > maximumLength { throw .tooLong(source: source) }
        if bytes.contains(where: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }) {
            throw .severalLines(source: source)
        }
        // A control character cannot be typed into manager.conf, and a NUL would end the secret early.
        guard !bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }), let text = String(validating: bytes, as: UTF8.self)
        else { throw .notText(source: source) }
        return Secret(text)
    }
}
