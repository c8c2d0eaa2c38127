/// A packet that owns its headers, in order and with repeats: for actions, responses and tests.
package struct Packet: Sendable, Equatable {
    package var headers: [HeaderField]

    package init(_ headers: [HeaderField] = []) {
        self.headers = headers
    }

    /// A copy of what the scanner found. Lines without a colon are not part of it.
    package init(_ view: MessageView) {
        var headers: [HeaderField] = []
        view.forEachHeader { name, value in headers.append(HeaderField(name.string, value.string)) }
        self.init(headers)
    }

    /// The value of the first such header, whatever the case of its name.
    package subscript(_ name: String) -> String? {
        headers.first { Packet.isSameName($0.name, name) }?.value
    }

    /// The values of every such header in order, whatever the case of its name.
    package func all(_ name: String) -> [String] {
        headers.filter { Packet.isSameName($0.name, name) }.map(\.value)
    }

    /// The packet as it is sent: lines ended by CR LF, then an empty line.
    ///
    /// - Throws: `AMIWireError.forbiddenCharacter` when a name or a value holds CR, LF or NUL (which would let whoever
    ///   wrote it add headers or whole actions of their own), or a name is empty or holds a colon.
    package func encoded() throws(AMIWireError) -> [UInt8] {
        var bytes: [UInt8] = []
        for field in headers {
            let name = field.name.utf8
            guard !name.isEmpty, !name.contains(where: { Packet.isForbidden($0) || $0 == 0x3A }),
                !field.value.utf8.contains(where: Packet.isForbidden)
            else { throw .forbiddenCharacter(header: field.name, value: field.value) }
            bytes += name
            bytes += [0x3A, 0x20]
            bytes += field.value.utf8
            bytes += [0x0D, 0x0A]
        }
        bytes += [0x0D, 0x0A]
        return bytes
    }

    private static func isForbidden(_ byte: UInt8) -> Bool { byte == 0x0D || byte == 0x0A || byte == 0 }

    private static func isSameName(_ one: String, _ other: String) -> Bool {
        one.utf8.count == other.utf8.count
            && zip(one.utf8, other.utf8).allSatisfy { Bytes.lowercased($0) == Bytes.lowercased($1) }
    }
}
