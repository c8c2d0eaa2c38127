/// Names of callers as Asterisk's channel events write them.
///
/// `CallerIDName` and `ConnectedLineName` are escaped as in C in channel events, CoreShowChannels and Status
/// (`ast_escape_c_alloc`, main/manager_channels.c), but raw in QueueEntry: whoever reads a message knows which.
package enum CallerText {
    /// The text with `\a \b \f \n \r \t \v \\ \' \" \?` undone; any other backslash stays as it is.
    package static func unescaped(_ bytes: Bytes) -> String {
        guard let first = bytes.firstIndex(of: 0x5C) else { return bytes.string }
        var text = Array(bytes.buffer[..<first])
        text.reserveCapacity(bytes.count)
        var index = first
        while index < bytes.count {
            let byte = bytes.start[index]
            index += 1
            guard byte == 0x5C, index < bytes.count, let plain = plain(bytes.start[index]) else {
                text.append(byte)
                continue
            }
            text.append(plain)
            index += 1
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The byte that a backslash and `letter` stand for.
    private static func plain(_ letter: UInt8) -> UInt8? {
        switch letter {
        case UInt8(ascii: "a"): 0x07
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        case UInt8(ascii: "v"): 0x0B
        case 0x5C, UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "?"): letter
        default: nil
        }
    }
}
