/// How many columns text takes, by a table of our own: the C library's answer depends on the process's locale.
package enum TextWidth {
    /// What becomes of a scalar on its way into cells.
    enum Class {
        /// One column.
        case narrow
        /// Two columns.
        case wide
        /// Joins the cell before it.
        case combining
        /// Not shown at all: terminals disagree about it, or it would change the order of its neighbours.
        case dropped
        /// Shown as U+FFFD: controls, unassigned scalars, line separators.
        case replaced
    }

    /// Columns of text once it stands in cells: 0 or more. Takes time proportional to its length.
    package static func of(_ text: String) -> Int {
        var text = text
        return text.withUTF8 { bytes in
            var width = 0
            var index = 0
            while index < bytes.count {
                let byte = bytes[index]
                if byte < 0x80 {
                    width += 1
                    index += 1
                } else {
                    width += of(UTF8Reader.scalar(bytes, at: &index))
                }
            }
            return width
        }
    }

    /// Columns of one scalar: 0, 1 or 2; controls count 1 because they are shown as U+FFFD.
    package static func of(_ scalar: Unicode.Scalar) -> Int { of(scalar.value) }

    static func of(_ scalar: UInt32) -> Int {
        switch classOf(scalar) {
        case .narrow, .replaced: 1
        case .wide: 2
        case .combining, .dropped: 0
        }
    }

    static func classOf(_ scalar: UInt32) -> Class {
        if scalar < 0x300 {
            if scalar >= 0x20 && scalar < 0x7F { return .narrow }
            if scalar < 0xA0 { return .replaced }
            return scalar == 0xAD ? .dropped : .narrow
        }
        // Box drawing, blocks and braille fill whole screens: no search for them.
        if scalar >= 0x2500 && scalar < 0x25FD || scalar >= 0x2800 && scalar < 0x2900 { return .narrow }
        return WidthTable.runs.withUnsafeBufferPointer { runs in
            var low = 0
            var high = runs.count
            while high - low > 1 {
                let middle = (low + high) / 2
                if runs[middle] >> 3 <= scalar { low = middle } else { high = middle }
            }
            switch runs[low] & 7 {
            case 0: return .narrow
            case 1: return .wide
            case 2: return .combining
            case 3: return .dropped
            default: return .replaced
            }
        }
    }
}

/// Reads scalars out of a string's own UTF-8, which Swift keeps valid.
enum UTF8Reader {
    /// The scalar that begins at `index`, which moves behind it; U+FFFD for what is not UTF-8.
    static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, at index: inout Int) -> UInt32 {
        let first = UInt32(bytes[index])
        let length = first < 0x80 ? 1 : first < 0xC0 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF8 ? 4 : 0
        guard length > 0, index + length <= bytes.count else {
            index += 1
            return 0xFFFD
        }
        var scalar = length == 1 ? first : first & (0x7F >> UInt32(length))
        for offset in 1..<max(length, 1) where length > 1 {
            scalar = scalar << 6 | UInt32(bytes[index + offset] & 0x3F)
        }
        index += length
        return scalar
    }
}
