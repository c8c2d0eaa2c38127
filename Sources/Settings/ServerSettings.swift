/// One `[[server]]` of the configuration.
package struct ServerSettings: Sendable, Equatable {
    /// The manager's usual ports.
    package static let plainPort = 5038
    package static let tlsPort = 5039
    /// The port that a Grandstream UCM gives its manager by default.
    package static let ucmPort = 7777

    /// What a server speaks when it is not left to its banner.
    package enum Dialect: String, Sendable, Equatable, CaseIterable {
        case auto, asterisk, ucm
    }

    /// The name on the board; unique.
    package var name: String
    package var host: String
    /// 1 to 65535.
    package var port: Int
    /// The manager user.
    package var user: String
    /// Nil when the configuration leaves it to the environment or a prompt.
    package var secret: SecretSource?
    package var tls: TLSSettings
    package var dialect: Dialect
    /// Event classes asked for; empty asks for the program's usual ones.
    package var events: [String]
    /// Seconds from one comparison of a queue with the PBX's own list to the next; 0 is never.
    package var auditInterval = 60
    /// `shared_lastcall` of queues.conf; nil lets the board learn it.
    package var sharedLastCall: Bool?

    package init(
        name: String, host: String, port: Int = plainPort, user: String = "", secret: SecretSource? = nil,
        tls: TLSSettings = .none, dialect: Dialect = .auto, events: [String] = []
    ) {
        self.name = name
        self.host = host
        self.port = port
        self.user = user
        self.secret = secret
        self.tls = tls
        self.dialect = dialect
        self.events = events
    }

    /// What the server's journal is called. Two PBXes on one host, told apart by their ports alone, have a journal each;
    /// the manager's usual ports need no telling.
    package var journalName: String {
        let isUsual = [Self.plainPort, Self.tlsPort, Self.ucmPort].contains(port)
        return name == host && !isUsual ? "\(name):\(port)" : name
    }

    /// The event classes that Asterisk's manager knows.
    package static let eventClasses = [
        "agent", "agi", "all", "aoc", "call", "cc", "cdr", "command", "config", "dialplan", "dtmf", "log", "message",
        "originate", "reporting", "security", "system", "test", "user", "verbose",
    ]
}
