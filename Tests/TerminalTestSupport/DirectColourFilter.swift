/// `CSI 38:2::r:g:b m` without its empty colour space (ISO 8613-6), which libvterm before 0.3 takes for red.
struct DirectColourFilter {
    private var isInSequence = false
    /// Bytes of `:2:` inside a sequence, whose next may be the one that goes.
    private var matched = 0
    private static let pattern = Array(":2:".utf8)

    mutating func filtered(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        for byte in bytes {
            if isInSequence, matched == Self.pattern.count, byte == UInt8(ascii: ":") {
                matched = 0
                continue
            }
            result.append(byte)
            if byte == 0x1B {
                isInSequence = true
                matched = 0
            } else if isInSequence, byte >= 0x40, byte != UInt8(ascii: "[") {
                isInSequence = false
            } else if isInSequence {
                matched =
                    byte == Self.pattern[min(matched, Self.pattern.count - 1)] && matched < Self.pattern.count
                    ? matched + 1 : byte == Self.pattern[0] ? 1 : 0
            }
        }
        return result
    }
}
