import AMI
import NIOSSL

/// What an attempt at a connection needs and may take its time to get: the secret (which may come from a command) and
/// the TLS context (which reads certificates from the disk). Made on a thread of its own, never on an event loop.
struct LinkPreparation: Sendable {
    let secret: String
    /// Nil for plain TCP.
    let tls: NIOSSLContext?

    /// Gets both; a TLS context that was made before is used again.
    static func prepared(
        for endpoint: ServerEndpoint, context: NIOSSLContext?
    ) throws(LinkFailure) -> LinkPreparation {
        let secret = try usableSecret(of: endpoint)
        guard let context else { return LinkPreparation(secret: secret, tls: try TLSSetup.context(for: endpoint)) }
        return LinkPreparation(secret: secret, tls: context)
    }

    private static func usableSecret(of endpoint: ServerEndpoint) throws(LinkFailure) -> String {
        let secret: String
        do {
            secret = try endpoint.secret()
        } catch {
            throw .secretUnavailable(endpoint, "\(error)")
        }
        guard !secret.isEmpty else { throw .secretUnavailable(endpoint, "it is empty") }
        guard !secret.utf8.contains(where: { $0 == 0x0D || $0 == 0x0A || $0 == 0 }) else {
            throw .secretUnavailable(endpoint, "it holds a line break or NUL, which AMI cannot carry")
        }
        return secret
    }
}
