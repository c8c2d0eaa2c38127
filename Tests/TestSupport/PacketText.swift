import AMI

/// AMI bytes from a text of `Name: value` lines with an empty line between packets: CR LF at each line's end, an empty
/// line at the end of the last packet.
package func amiBytes(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var isInPacket = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
        if line.isEmpty, !isInPacket { continue }
        bytes += Array(line.utf8) + [0x0D, 0x0A]
        isInPacket = !line.isEmpty
    }
    return isInPacket ? bytes + [0x0D, 0x0A] : bytes
}

/// Hands out the view of each packet of such a text.
package func forEachPacket(_ text: String, wanted: EventSet = .all, _ body: (MessageView) -> Void) {
    forEachPacket(amiBytes(text), wanted: wanted, body)
}

/// Hands out the view of each packet of the bytes.
package func forEachPacket(_ bytes: [UInt8], wanted: EventSet = .all, _ body: (MessageView) -> Void) {
    var scanner = PacketScanner()
    bytes.withUnsafeBytes { _ = scanner.scan($0, wanted: wanted, body) }
}

/// The packets of such a text.
package func packets(_ text: String) -> [Packet] {
    var packets: [Packet] = []
    forEachPacket(text) { packets.append(Packet($0)) }
    return packets
}
