/// Where a server's secret comes from. Never a command line argument, never the configuration itself.
package enum SecretSource: Sendable, Equatable {
    /// An environment variable.
    case environment(String)
    /// A file that only its owner can read.
    case file(String)
    /// A program and its arguments, started without a shell; its first output is the secret.
    case command([String])
    /// Asked for on the terminal, without echo.
    case prompt

    /// The variable that holds the secret for scripts and services.
    package static let variable = "CALLBOARD_SECRET"

    /// The source that wins: the environment, then `--secret-file`, then what the configuration says, then a prompt.
    package static func chosen(
        environment: [String: String], secretFile: String?, configured: SecretSource?
    ) -> SecretSource {
        if environment[variable] != nil { return .environment(variable) }
        if let secretFile { return .file(secretFile) }
        return configured ?? .prompt
    }
}
