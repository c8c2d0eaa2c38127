extension Bytes {
    /// The whole value as a decimal number with an optional sign; nil when it is anything else or does not fit.
    package var int: Int? {
        var index = 0
        var isNegative = false
        if count > 0, start[0] == 0x2D || start[0] == 0x2B {
            isNegative = start[0] == 0x2D
            index = 1
        }
        guard index < count else { return nil }
        var value = 0
        while index < count {
            let digit = start[index] &- 0x30
            guard digit < 10 else { return nil }
            let (product, tooLarge) = value.multipliedReportingOverflow(by: 10)
            let (sum, tooLargeSum) = product.addingReportingOverflow(isNegative ? -Int(digit) : Int(digit))
            guard !tooLarge, !tooLargeSum else { return nil }
            value = sum
            index += 1
        }
        return value
    }

    /// The number that the value begins with, after blanks, as `atoi` reads it; `fallback` when it begins with none.
    /// What does not fit is cut to the nearest that does.
    @inlinable
    package func intOr(_ fallback: Int) -> Int {
        var index = 0
        while index < count, start[index] == 0x20 { index &+= 1 }
        var isNegative = false
        if index < count, start[index] == 0x2D || start[index] == 0x2B {
            isNegative = start[index] == 0x2D
            index &+= 1
        }
        let first = index
        var value = 0
        while index < count {
            let digit = start[index] &- 0x30
            if digit > 9 { break }
            // Eighteen digits always fit.
            if index &- first >= 18, value > (Int.max &- 9) / 10 { return isNegative ? Int.min : Int.max }
            value = value &* 10 &+ Int(digit)
            index &+= 1
        }
        if index == first { return fallback }
        return isNegative ? 0 &- value : value
    }

    /// The whole value as a decimal number with an optional sign and fraction, as AMI prints times and percentages;
    /// nil when it is anything else. Read the same in every locale.
    package var double: Double? {
        var index = 0
        var isNegative = false
        if count > 0, start[0] == 0x2D || start[0] == 0x2B {
            isNegative = start[0] == 0x2D
            index = 1
        }
        var mantissa: UInt64 = 0
        var digits = 0
        var scale = 1.0
        var afterPoint = false
        while index < count {
            let byte = start[index]
            let digit = byte &- 0x30
            if digit < 10 {
                digits += 1
                // Beyond 2^53 / 10 a digit changes nothing that anyone could see; before the point it still counts.
                if mantissa < 900_000_000_000_000 {
                    mantissa = mantissa * 10 + UInt64(digit)
                    if afterPoint { scale *= 10 }
                } else if !afterPoint {
                    scale /= 10
                }
            } else if byte == 0x2E, !afterPoint {
                afterPoint = true
            } else {
                return nil
            }
            index += 1
        }
        guard digits > 0 else { return nil }
        let value = Double(mantissa) / scale
        return isNegative ? -value : value
    }
}
