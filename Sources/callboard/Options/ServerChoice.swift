import AMITransport
import FoundationEssentials
import Settings

/// Which servers a command connects to, and how: the command line laid over the configuration.
struct ServerChoice {
    let configuration: Configuration
    /// The name of each, that of its journal, and its endpoint, in the order of the configuration.
    let servers: [(name: String, journalName: String, endpoint: ServerEndpoint)]

    /// Reads the configuration and fetches what can be fetched only once, such as a prompted secret.
    ///
    /// - Throws: `ProgramError` with status 2 and every fault of the configuration.
    init(_ options: ConnectionOptions) throws {
        let environment = ProcessInfo.processInfo.environment
        configuration = try Self.configuration(options.config, environment: environment)
        let chosen = try Self.chosen(options, configuration)
        servers = try chosen.map { settings in
            (
                settings.name, settings.journalName,
                try Self.endpoint(settings, secretFile: options.secretFile, environment: environment)
            )
        }
    }

    static func configuration(_ path: String?, environment: [String: String]) throws -> Configuration {
        do {
            return try Configuration.load(path, environment: environment)
        } catch {
            throw ProgramError(.wrongUsage, "the configuration has faults:\n\(error)")
        }
    }

    private static func chosen(_ options: ConnectionOptions, _ configuration: Configuration) throws -> [ServerSettings]
    {
        if let host = options.host {
            let tls: TLSSettings =
                if !options.tls {
                    .none
                } else if let file = options.ca {
                    .certificateAuthority(file)
                } else if let digits = options.fingerprint {
                    try fingerprint(digits)
                } else {
                    options.insecureNoVerify ? .insecure : .systemRoots
                }
            return [
                ServerSettings(
                    name: host, host: host,
                    port: options.port ?? (options.tls ? ServerSettings.tlsPort : ServerSettings.plainPort),
                    user: options.user ?? "", tls: tls)
            ]
        }
        guard !configuration.servers.isEmpty else {
            throw ProgramError(
                .wrongUsage,
                "No server to connect to: give --host HOST --user USER, or write a configuration (callboard config "
                    + "example shows one). To look around without a PBX: callboard demo.")
        }
        guard let name = options.server else { return configuration.servers }
        guard let server = configuration.server(named: name) else {
            let known = configuration.servers.map(\.name).joined(separator: ", ")
            throw ProgramError(.wrongUsage, "The configuration has no server \"\(name)\"; it has: \(known).")
        }
        return [server]
    }

    private static func fingerprint(_ text: String) throws -> TLSSettings {
        guard let digits = TLSSettings.normalisedFingerprint(text) else {
            throw ProgramError(
                .wrongUsage, "--fingerprint must be 64 hexadecimal digits (SHA-256), colons allowed, not \(text).")
        }
        return .fingerprint(digits)
    }

    private static func endpoint(
        _ server: ServerSettings, secretFile: String?, environment: [String: String]
    ) throws -> ServerEndpoint {
        let source =
            secretFile.map(SecretSource.file)
            ?? SecretSource.chosen(environment: environment, secretFile: nil, configured: server.secret)
        // The first reading is done here: a wrong file is wrong usage and not a lost link, and a prompt needs the
        // terminal before a screen takes it.
        let first: Secret
        do {
            first = try SecretReader.read(source, environment: environment) {
                try SecretPrompt.ask(
                    "AMI secret of \(server.user) on \(server.host): ", what: "secret",
                    cure: "set CALLBOARD_SECRET, give --secret-file FILE (mode 0600), or set secret_file in the "
                        + "configuration")
            }
        } catch let error as SecretError {
            throw ProgramError(.wrongUsage, "\(error).")
        }
        var endpoint = ServerEndpoint(host: server.host, port: server.port, user: server.user) {
            switch source {
            // A secret may be changed under a running board; what was typed cannot.
            case .file, .command:
                try SecretReader.read(source, environment: environment, prompt: { first.text }).text
            case .environment, .prompt: first.text
            }
        }
        endpoint.tls =
            switch server.tls {
            case .none: .none
            case .systemRoots: .systemRoots
            case .certificateAuthority(let path): .certificateAuthority(path: path)
            case .fingerprint(let digits): .fingerprint(sha256: digits)
            case .insecure: .insecure
            }
        if !server.events.isEmpty { endpoint.eventClasses = server.events.joined(separator: ",") }
        return endpoint
    }
}
