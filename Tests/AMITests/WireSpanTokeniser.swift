/// The same reading of AMI in plain, bounds-checked Swift: slow, obvious, and what the scanner is compared with.
struct SpanTokeniser {
    struct Field: Equatable {
        let name: Range<Int>
        let value: Range<Int>
    }

    /// Each whole packet: where it is, with its empty line, and its headers.
    static func packets(_ bytes: Span<UInt8>) -> [(range: Range<Int>, fields: [Field])] {
        var packets: [(range: Range<Int>, fields: [Field])] = []
        var fields: [Field] = []
        var packetStart = 0
        var lineStart = 0
        var colon: Int?
        var isEmpty = true
        for index in 0..<bytes.count {
            if bytes[index] == 0x3A, colon == nil { colon = index }
            guard bytes[index] == 0x0A else { continue }
            let lineEnd = index > lineStart && bytes[index - 1] == 0x0D ? index - 1 : index
            if lineEnd == lineStart {
                if !isEmpty { packets.append((packetStart..<index + 1, fields)) }
                fields = []
                packetStart = index + 1
                isEmpty = true
            } else {
                isEmpty = false
                if let colon, colon < lineEnd {
                    let value = colon + 1 < lineEnd && bytes[colon + 1] == 0x20 ? colon + 2 : colon + 1
                    fields.append(Field(name: lineStart..<colon, value: value..<lineEnd))
                }
            }
            lineStart = index + 1
            colon = nil
        }
        return packets
    }
}
