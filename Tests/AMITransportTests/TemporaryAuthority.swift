import AMITransport
import Glibc

/// Writes the certificate to a file, and removes it afterwards.
func withAuthority(_ identity: TLSIdentity, _ body: (String) async throws -> Void) async throws {
    var template = Array("/tmp/callboard-ca-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let bytes = Array(identity.certificate.utf8)
    let written = write(descriptor, bytes, bytes.count)
    close(descriptor)
    defer { unlink(path) }
    guard written == bytes.count else { throw LinkFailure(code: .tls, sentence: "cannot write \(path)") }
    try await body(path)
}
