/// Whether a bare TOML value begins as a date or a time, and whether it is one by the language's grammar (RFC 3339 with a
/// blank allowed for the T; seconds may be left out). Only the shape is judged: the parser knows how many days a month has.
struct DateLiteral {
    /// It begins as only dates and times do.
    let isBegun: Bool
    /// It is one from its first byte to its last.
    let isWhole: Bool

    init(_ bytes: ArraySlice<UInt8>) {
        let blanks: [UInt8] = [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r")]
        var text = bytes
        while let last = text.last, blanks.contains(last) { text.removeLast() }
        var reader = Reader(rest: text)
        let year = reader.passes("dddd-")
        if !year { reader.rest = text }
        let hour = !year && reader.passes("dd:")
        reader.rest = text
        isBegun = year || hour
        guard isBegun else {
            isWhole = false
            return
        }
        if hour {
            isWhole = reader.passesTime() && reader.rest.isEmpty
            return
        }
        guard reader.passes("dddd-dd-dd") else {
            isWhole = false
            return
        }
        if reader.rest.isEmpty {
            isWhole = true
            return
        }
        guard reader.passes("T") || reader.passes("t") || reader.passes(" "), reader.passesTime() else {
            isWhole = false
            return
        }
        _ = reader.passes("Z") || reader.passes("z") || reader.passes("+dd:dd") || reader.passes("-dd:dd")
        isWhole = reader.rest.isEmpty
    }

    private struct Reader {
        var rest: ArraySlice<UInt8>

        /// Passes over a pattern in which `d` is a digit; nothing is passed when it does not match.
        mutating func passes(_ pattern: StaticString) -> Bool {
            let wanted = pattern.utf8CodeUnitCount
            guard rest.count >= wanted else { return false }
            let matches = pattern.withUTF8Buffer { pattern in
                zip(pattern, rest).allSatisfy { expected, byte in
                    expected == UInt8(ascii: "d") ? Self.isDigit(byte) : expected == byte
                }
            }
            if matches { rest = rest.dropFirst(wanted) }
            return matches
        }

        mutating func passesTime() -> Bool {
            guard passes("dd:dd") else { return false }
            guard passes(":dd") else { return true }
            guard passes(".d") else { return true }
            rest = rest.drop { Self.isDigit($0) }
            return true
        }

        private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
    }
}
