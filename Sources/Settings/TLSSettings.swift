/// Whether a server is reached over TLS, and what its certificate is measured by.
package enum TLSSettings: Sendable, Equatable {
    /// No TLS: the secret is hashed, everything else is readable on the way.
    case none
    /// The certificate must be signed by an authority that the system trusts, for this host name.
    case systemRoots
    /// The certificate must be signed by an authority in this file.
    case certificateAuthority(String)
    /// The certificate must have this SHA-256 fingerprint: 64 hexadecimal digits in lower case.
    case fingerprint(String)
    /// Encrypted, to whoever answers.
    case insecure

    /// 64 lower-case digits of a fingerprint as people copy it, with colons and in upper case; nil when it is none.
    package static func normalisedFingerprint(_ text: String) -> String? {
        let digits = text.lowercased().filter { $0 != ":" && $0 != " " }
        let isHexadecimal = digits.utf8.allSatisfy { byte in
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
        }
        return isHexadecimal && digits.utf8.count == 64 ? digits : nil
    }
}
