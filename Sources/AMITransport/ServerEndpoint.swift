/// Where a PBX's AMI is, and who asks.
package struct ServerEndpoint: Sendable {
    /// Name or address (IPv4 or IPv6 without brackets).
    package var host: String
    /// TCP port, 1-65535. Asterisk's habit is 5038 and 5039 (TLS), a UCM's 7777 and 5039 (TLS).
    package var port: Int
    /// The AMI user's name, as the section in manager.conf is called.
    package var user: String
    /// Gives the AMI user's secret; asked anew for each connection, never on an event loop (so it may run a
    /// command or read a file), and kept no longer than the login takes. What it throws is shown to the user.
    package var secret: @Sendable () throws -> String
    /// Encryption.
    package var tls: TLSMode
    /// Whether to try a challenge login first, which keeps the secret off the wire. Where the server refuses the
    /// challenge the plain login follows.
    package var md5: Bool
    /// The event classes to ask for at login: names with commas, `on` or `off`.
    package var eventClasses: String
    /// Seconds that resolving the name and connecting may take.
    package var connectTimeout: Double

    /// Asterisk's default classes for a wallboard: dialplan, reporting and the like are left out, which drops half
    /// of the traffic and more.
    package static let usualEventClasses = "system,call,agent,user"

    /// An endpoint; everything but host, user and secret has Asterisk's default.
    package init(
        host: String, port: Int = 5038, user: String, secret: @escaping @Sendable () throws -> String,
        tls: TLSMode = .none, md5: Bool = true, eventClasses: String = ServerEndpoint.usualEventClasses,
        connectTimeout: Double = 5
    ) {
        self.host = host
        self.port = port
        self.user = user
        self.secret = secret
        self.tls = tls
        self.md5 = md5
        self.eventClasses = eventClasses
        self.connectTimeout = connectTimeout
    }

    /// `host:port`, an IPv6 address in brackets: how sentences name the place.
    package var place: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
