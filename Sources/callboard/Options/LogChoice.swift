import CallCenter
import LiveBoard
import Logging

#if canImport(Glibc)
    import Glibc
#endif

/// Where the program's log goes: a file that was asked for, or nowhere; never the screen.
enum LogChoice {
    /// - Throws: `ProgramError` with status 3 when the file cannot be opened.
    static func logger(_ path: String?, masked: Bool) throws -> Logger {
        guard let path else { return Logger(label: "callboard") { _ in SwiftLogNoOpLogHandler() } }
        guard let handler = FileLogHandler(path: path, label: "callboard", privacy: Privacy(isMasked: masked)) else {
            throw ProgramError(
                .badFile,
                "Cannot write the log file \(path): \(String(cString: strerror(errno))); name another with --log-file.")
        }
        return Logger(label: "callboard") { _ in handler }
    }
}
