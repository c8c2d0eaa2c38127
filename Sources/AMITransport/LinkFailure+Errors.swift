import AMI
import NIOCore
import NIOPosix
import NIOSSL

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Turns what the network and TLS libraries throw into a failure with a cure.
extension LinkFailure {
    /// A connection could not be had.
    static func connecting(_ endpoint: ServerEndpoint, _ error: any Error) -> LinkFailure {
        if let failure = error as? LinkFailure { return failure }
        guard let connection = error as? NIOConnectionError else { return single(endpoint, error) }
        // A name may have several addresses that fail in several ways: a host that refuses is there, which says more
        // than an address family without a route.
        let failures = connection.connectionErrors.map { single(endpoint, $0.error) }
        let telling: [Code] = [.certificate, .tls, .refusedConnection, .timedOut]
        if let failure = telling.lazy.compactMap({ code in failures.first { $0.code == code } }).first ?? failures.first
        {
            return failure
        }
        if connection.dnsAError != nil || connection.dnsAAAAError != nil { return nameNotFound(endpoint) }
        return cannotConnect(endpoint, "\(error)")
    }

    private static func single(_ endpoint: ServerEndpoint, _ error: any Error) -> LinkFailure {
        if case .connectTimeout? = error as? ChannelError { return connectTimedOut(endpoint) }
        guard let system = error as? IOError else {
            if error is NIOSSLError || error is NIOSSLExtraError || error is BoringSSLError {
                return inTLS(endpoint, error, certificate: nil)
            }
            return cannotConnect(endpoint, "\(error)")
        }
        switch system.errnoCode {
        case ECONNREFUSED: return refused(endpoint)
        case ETIMEDOUT: return connectTimedOut(endpoint)
        case EHOSTUNREACH, ENETUNREACH, EHOSTDOWN, ENETDOWN, EADDRNOTAVAIL, EACCES, EPERM:
            return unreachable(endpoint, text(of: system))
        default: return cannotConnect(endpoint, text(of: system))
        }
    }

    /// An established connection failed.
    static func established(_ endpoint: ServerEndpoint, _ error: any Error) -> LinkFailure {
        if let system = error as? IOError { return broken(endpoint, text(of: system)) }
        return broken(endpoint, "\(error)")
    }

    /// TLS failed; `certificate` is what the server showed, as far as it came to that.
    static func inTLS(
        _ endpoint: ServerEndpoint, _ error: any Error, certificate: NIOSSLCertificate?
    ) -> LinkFailure {
        let seen = certificate.flatMap { TLSSetup.fingerprint(of: $0) }
        if let extra = error as? NIOSSLExtraError {
            if extra == .failedToValidateHostname || extra == .serverHostnameImpossibleToMatch {
                return otherName(endpoint, seen: seen)
            }
            return handshakeFailed(endpoint, "\(extra)")
        }
        let words = "\(error)"
        if words.contains("CERTIFICATE_VERIFY_FAILED") {
            if case .fingerprint = endpoint.tls { return otherFingerprint(endpoint, seen: seen) }
            if let certificate {
                let now = Clocks.wall / 1_000_000
                if Int64(certificate.notValidAfter) < now {
                    return outsideItsDates(endpoint, expired: true, seen: seen)
                }
                if Int64(certificate.notValidBefore) > now {
                    return outsideItsDates(endpoint, expired: false, seen: seen)
                }
            }
            return untrusted(endpoint, seen: seen)
        }
        if words.contains("UNSUPPORTED_PROTOCOL") || words.contains("PROTOCOL_VERSION") { return tooOldTLS(endpoint) }
        // A plain AMI server's banner is no TLS record.
        if words.contains("WRONG_VERSION_NUMBER") || words.contains("HTTP_REQUEST") { return notTLS(endpoint) }
        if let tls = error as? NIOSSLError, case .uncleanShutdown = tls { return closedInHandshake(endpoint) }
        return handshakeFailed(endpoint, reason(in: words))
    }

    /// A port could not be listened on.
    static func listening(host: String, port: Int, _ error: any Error) -> LinkFailure {
        cannotListen(host: host, port: port, (error as? IOError).map { text(of: $0) } ?? "\(error)")
    }

    private static func text(of error: IOError) -> String { String(cString: strerror(error.errnoCode)) }

    /// The telling part of a library's error: "…:OPENSSL_internal:NO_CIPHER_MATCH at …" names one thing.
    private static func reason(in words: String) -> String {
        guard let range = words.firstRange(of: "OPENSSL_internal:") else { return words }
        return String(words[range.upperBound...].prefix { $0 != " " && $0 != "," && $0 != ")" && $0 != "]" })
    }
}
