/// What is wrong with bytes that came, or with a packet that should be sent.
package enum AMIWireError: Error, Equatable, Sendable {
    /// A line longer than `limit` bytes.
    case lineTooLong(limit: Int)
    /// A packet longer than `limit` bytes.
    case packetTooLong(limit: Int)
    /// The other side does not speak AMI: its first bytes, 64 at most.
    case notAMI(firstBytes: [UInt8])
    /// A header that must not be sent: its name or its value would change the meaning of the packet.
    case forbiddenCharacter(header: String, value: String)
}

extension AMIWireError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .lineTooLong(let limit):
            "the server sent a line of more than \(limit) bytes, which no AMI header is: check that host and port are "
                + "those of Asterisk's manager interface"
        case .packetTooLong(let limit):
            "the server sent a packet of more than \(limit) bytes without an empty line to end it: check that host and "
                + "port are those of Asterisk's manager interface"
        case .notAMI(let bytes):
            ForeignService(firstBytes: bytes).sentence
        case .forbiddenCharacter(let header, let value):
            "header \(AMIWireError.quoted(header)) with value \(AMIWireError.quoted(value)) cannot be sent: "
                + "a line break or NUL, or an empty name or one with a colon, would be read as other headers; "
                + "remove those characters"
        }
    }

    /// The text in quotes, control characters as escapes, cut to 80 characters.
    static func quoted(_ text: String) -> String {
        let cut = text.unicodeScalars.prefix(80).map { $0.escaped(asASCII: false) }.joined()
        return "\"\(cut)\(text.unicodeScalars.count > 80 ? "…" : "")\""
    }
}
