import CMessageDigest

/// The two digests that a link needs, as lower-case hexadecimal text.
package enum MessageDigests {
    /// MD5, for AMI's challenge: the key is the digest of the challenge followed by the secret.
    package static func md5(_ bytes: [UInt8]) -> String {
        hexadecimal(length: 33) { _ = MD5Data(bytes, bytes.count, $0) }
    }

    /// SHA-256, for a certificate's fingerprint and the chain of the audit trail.
    package static func sha256(_ bytes: [UInt8]) -> String {
        hexadecimal(length: 65) { _ = SHA256Data(bytes, bytes.count, $0) }
    }

    /// The libmd functions write a C string of a fixed length into the caller's buffer: two digits a byte and a NUL.
    private static func hexadecimal(length: Int, _ write: (UnsafeMutablePointer<CChar>?) -> Void) -> String {
        var text = [CChar](repeating: 0, count: length)
        text.withUnsafeMutableBufferPointer { write($0.baseAddress) }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
