import NIOCore
import NIOSSL

/// Makes TLS as an endpoint wants it.
enum TLSSetup {
    /// The context for an endpoint, nil for plain TCP. Reads files.
    static func context(for endpoint: ServerEndpoint) throws(LinkFailure) -> NIOSSLContext? {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        configuration.shutdownTimeout = .milliseconds(500)
        switch endpoint.tls {
        case .none:
            return nil
        case .systemRoots:
            break
        case .certificateAuthority(let path):
            do {
                configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(path))
            } catch {
                throw .unreadableAuthority(path: path, "\(error)")
            }
        case .fingerprint(let text):
            guard normalised(fingerprint: text) != nil else { throw .unusableFingerprint(text) }
        case .insecure:
            configuration.certificateVerification = .none
        }
        do {
            return try NIOSSLContext(configuration: configuration)
        } catch {
            throw LinkFailure(code: .tls, sentence: "TLS cannot be set up on this machine: \(error).")
        }
    }

    /// The handler for one connection.
    static func handler(_ context: NIOSSLContext, for endpoint: ServerEndpoint) throws -> NIOSSLClientHandler {
        // An address cannot be asked for by name (SNI); NIOSSL then compares the certificate with the peer's address.
        let isAddress = (try? SocketAddress(ipAddress: endpoint.host, port: 0)) != nil
        let name = isAddress ? nil : endpoint.host
        guard case .fingerprint(let text) = endpoint.tls else {
            return try NIOSSLClientHandler(context: context, serverHostname: name)
        }
        let wanted = normalised(fingerprint: text)
        return try NIOSSLClientHandler(context: context, serverHostname: name) { certificates, promise in
            let seen = certificates.first.flatMap { fingerprint(of: $0) }
            promise.succeed(seen != nil && seen == wanted ? .certificateVerified : .failed)
        }
    }

    /// SHA-256 of the certificate as 64 hexadecimal digits.
    static func fingerprint(of certificate: NIOSSLCertificate) -> String? {
        (try? certificate.toDERBytes()).map { MessageDigests.sha256($0) }
    }

    /// 64 lower-case hexadecimal digits, whatever the colons, spaces and capitals; nil when it is no SHA-256.
    static func normalised(fingerprint text: String) -> String? {
        let digits = text.lowercased().filter { $0 != ":" && $0 != " " }
        return digits.utf8.count == 64 && digits.allSatisfy(\.isHexDigit) && digits.allSatisfy(\.isASCII) ? digits : nil
    }
}
