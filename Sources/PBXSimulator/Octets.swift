/// Text as the wire has it: UTF-8 bytes. The simulator builds packets from these without going through `String`.
typealias Octets = [UInt8]

extension [UInt8] {
    /// The UTF-8 bytes of a literal.
    init(_ literal: StaticString) {
        self.init()
        put(literal)
    }

    /// Appends a literal's UTF-8 bytes.
    mutating func put(_ literal: StaticString) {
        literal.withUTF8Buffer { append(contentsOf: $0) }
    }

    /// Appends a number in decimal.
    mutating func put(_ number: Int) {
        if number >= 0, number < 10 {
            append(48 &+ UInt8(truncatingIfNeeded: number))
            return
        }
        var rest = number.magnitude
        if number < 0 { append(45) }
        var digits: (UInt64, UInt64, UInt64) = (0, 0, 0)
        let count = Swift.withUnsafeMutableBytes(of: &digits) { buffer in
            var count = 0
            while rest > 0 {
                buffer[count] = 48 &+ UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
                count += 1
            }
            return count
        }
        Swift.withUnsafeBytes(of: &digits) { buffer in
            for index in stride(from: count - 1, through: 0, by: -1) { append(buffer[index]) }
        }
    }

    /// Appends a number in lower-case hexadecimal, padded with zeros to `width` digits.
    mutating func put(hexadecimal number: UInt64, width: Int) {
        for digit in stride(from: width - 1, through: 0, by: -1) {
            let nibble = UInt8(truncatingIfNeeded: (number >> UInt64(4 * digit)) & 15)
            append(nibble < 10 ? 48 &+ nibble : 87 &+ nibble)
        }
    }

    /// Appends `value` padded with zeros to `width` digits.
    mutating func put(_ value: Int, width: Int) {
        var power = 1
        for _ in 1..<Swift.max(width, 1) { power *= 10 }
        while power > 1, value < power {
            append(48)
            power /= 10
        }
        put(value)
    }

    /// Appends a percentage as C's `%2.1f` prints a float: exact, ties to even.
    mutating func put(oneDecimal value: Float) {
        // A float has 24 bits of mantissa, so ten times it is exact in a double and rounding once is what printf does.
        let tenths = Int((Double(value) * 10).rounded(.toNearestOrEven))
        put(tenths / 10)
        append(46)
        put(tenths % 10)
    }

    /// Appends one header line. `name` ends with its colon and space.
    mutating func header(_ name: StaticString, _ value: Octets) {
        put(name)
        append(contentsOf: value)
        put("\r\n")
    }

    /// Appends one header line with a number.
    mutating func header(_ name: StaticString, _ value: Int) {
        put(name)
        put(value)
        put("\r\n")
    }

    /// Appends one header line with a literal.
    mutating func header(_ name: StaticString, _ value: StaticString) {
        put(name)
        put(value)
        put("\r\n")
    }

    /// The bytes as C escapes them in a quoted string (`ast_escape_c`): what channel events do to names.
    var escapedForChannelEvents: Octets {
        var result = Octets()
        result.reserveCapacity(count)
        for byte in self {
            let letter: UInt8? =
                switch byte {
                case 7: 97
                case 8: 98
                case 12: 102
                case 10: 110
                case 13: 114
                case 9: 116
                case 11: 118
                case 92, 39, 34, 63: byte
                default: nil
                }
            if let letter {
                result.append(92)
                result.append(letter)
            } else {
                result.append(byte)
            }
        }
        return result
    }
}
