/// How a connection to an AMI port is encrypted, and what makes the server's certificate good.
package enum TLSMode: Sendable, Equatable {
    /// Plain TCP (Asterisk's port 5038, a UCM's 7777).
    case none
    /// TLS; the certificate must lead to one of the machine's own trusted roots and carry the host's name.
    case systemRoots
    /// TLS; the certificate must lead to one in this PEM file and carry the host's name.
    case certificateAuthority(path: String)
    /// TLS; the SHA-256 of the server's own certificate (DER) must be this: 64 hexadecimal digits, colons allowed.
    /// Neither name nor date nor issuer is looked at.
    case fingerprint(sha256: String)
    /// TLS with any certificate: secret from listeners, not from somebody in between.
    case insecure

    /// Whether the connection is encrypted at all.
    package var isEncrypted: Bool { self != .none }
}
