/// Why there is no screen. The description is one sentence that names the cure.
package enum TerminalError: Error, Equatable, CustomStringConvertible {
    /// Standard input or output is a file or a pipe.
    case notATerminal(stream: String)
    /// TERM is empty.
    case typeMissing
    /// The terminal description is not installed.
    case typeUnknown(String)
    /// The terminal cannot move its cursor.
    case typeTooSimple(String)
    /// The system refused something; `code` is its errno.
    case system(action: String, code: Int32)

    /// What a person reads, and what to do about it.
    package var description: String {
        switch self {
        case .notATerminal(let stream):
            "\(stream) is not a terminal: run callboard in one (over SSH with `ssh -t`), or use `callboard status` or "
                + "`callboard watch --json`, which need none."
        case .typeMissing:
            "TERM is not set, so the terminal's abilities are unknown: set it to what the terminal is, such as "
                + "`TERM=xterm-256color callboard`."
        case .typeUnknown(let type):
            "The terminal type \"\(type)\" has no description on this machine: install it (Debian: ncurses-term), or "
                + "choose a similar one, such as `TERM=xterm-256color callboard`."
        case .typeTooSimple(let type):
            "The terminal type \"\(type)\" cannot place its cursor, which a full screen needs: set TERM to what the "
                + "terminal is, or use `callboard status`, which prints plain text."
        case .system(let action, let code):
            "The terminal could not be set up: \(action) failed with error \(code); try another terminal window."
        }
    }
}
