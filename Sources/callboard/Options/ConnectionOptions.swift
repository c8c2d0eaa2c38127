import ArgumentParser

/// Which PBX to connect to: one of the configuration, or one named on the command line.
struct ConnectionOptions: ParsableArguments {
    @Option(help: ArgumentHelp("A server of the configuration.", valueName: "name"))
    var server: String?

    @Option(help: ArgumentHelp("Host name or address; needs no configuration.", valueName: "host"))
    var host: String?

    @Option(help: ArgumentHelp("AMI port (5038; 5039 with --tls; 7777 on a UCM).", valueName: "port"))
    var port: Int?

    @Option(help: ArgumentHelp("AMI user.", valueName: "user"))
    var user: String?

    @Flag(help: "Connect with TLS.")
    var tls = false

    @Option(help: ArgumentHelp("Trust this certificate authority or certificate (PEM).", valueName: "file"))
    var ca: String?

    @Option(help: ArgumentHelp("Trust the certificate with this SHA-256 fingerprint.", valueName: "sha256"))
    var fingerprint: String?

    @Flag(help: "Encrypt without checking who answers: anyone in between can read the secret.")
    var insecureNoVerify = false

    @Option(
        help: ArgumentHelp(
            "File with the AMI secret, mode 0600. Without it: CALLBOARD_SECRET, the configuration, or a prompt.",
            valueName: "file"))
    var secretFile: String?

    @Option(help: ArgumentHelp("Write a log of the program's doings here.", valueName: "file"))
    var logFile: String?

    @Option(help: ArgumentHelp("Configuration file.", valueName: "file"))
    var config: String?

    mutating func validate() throws {
        if let port, !(1...65_535).contains(port) {
            throw ValidationError("--port must be 1 to 65535, not \(port).")
        }
        if server != nil, host != nil {
            throw ValidationError("--server names a server of the configuration and --host one without it: give one.")
        }
        if host == nil, port != nil || user != nil || tls || ca != nil || fingerprint != nil || insecureNoVerify {
            throw ValidationError(
                "--port, --user, --tls, --ca, --fingerprint and --insecure-no-verify belong to --host: add --host.")
        }
        if host != nil, user == nil {
            throw ValidationError("--host needs --user: the name of an AMI user in manager.conf.")
        }
        if [ca != nil, fingerprint != nil, insecureNoVerify].count(where: { $0 }) > 1 {
            throw ValidationError("Give one of --ca, --fingerprint and --insecure-no-verify.")
        }
        if !tls, ca != nil || fingerprint != nil || insecureNoVerify {
            throw ValidationError("--ca, --fingerprint and --insecure-no-verify need --tls.")
        }
    }
}
