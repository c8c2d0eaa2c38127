/// What a server seems to be that answered with something else than AMI.
struct ForeignService {
    let firstBytes: [UInt8]

    /// What it looks like, and what to do about it.
    var sentence: String {
        "the server does not speak AMI, \(guess): \(cure) (it began with \(excerpt))"
    }

    private var guess: String {
        switch kind {
        case .tls: "it looks like TLS"
        case .http: "it looks like a web server"
        case .ssh: "it looks like SSH"
        case .sip: "it looks like SIP"
        case .mail: "it looks like a mail or FTP server"
        case .telnet: "it looks like telnet"
        case .nothing: "it sent nothing that can be read"
        case .unknown: "its banner is none of Asterisk's"
        }
    }

    private var cure: String {
        switch kind {
        case .tls: "set tls for this server, or use the port without TLS (5038, on a UCM 7777)"
        default: "use the port of the manager interface (5038, with TLS 5039, on a UCM 7777)"
        }
    }

    private enum Kind { case tls, http, ssh, sip, mail, telnet, nothing, unknown }

    private var kind: Kind {
        guard let first = firstBytes.first else { return .nothing }
        // A TLS record: alert or handshake, version 3.x.
        if first == 0x15 || first == 0x16, firstBytes.count < 2 || firstBytes[1] == 0x03 { return .tls }
        if first == 0xFF { return .telnet }
        if begins("SSH-") { return .ssh }
        if begins("HTTP/") || begins("<") { return .http }
        if begins("SIP/") { return .sip }
        if begins("220 ") || begins("220-") || begins("* OK") || begins("+OK") { return .mail }
        return .unknown
    }

    /// What came, as text where it is text.
    private var excerpt: String {
        let line = firstBytes.prefix { $0 != 0x0A && $0 != 0x0D }.prefix(48)
        if !line.isEmpty, line.allSatisfy({ (0x20..<0x7F).contains($0) }) {
            return AMIWireError.quoted(String(decoding: line, as: UTF8.self))
        }
        let hexadecimal = firstBytes.prefix(8).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        return "bytes " + hexadecimal.joined(separator: " ")
    }

    private func begins(_ text: StaticString) -> Bool {
        firstBytes.withUnsafeBufferPointer { bytes in
            guard let start = bytes.baseAddress else { return false }
            return Bytes(start: start, count: bytes.count).hasPrefix(text)
        }
    }
}
