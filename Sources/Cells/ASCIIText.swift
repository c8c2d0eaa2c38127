/// Text for a terminal that shows ASCII alone: every column stays a column.
package enum ASCIIText {
    /// The text with each scalar outside ASCII as its nearest ASCII character, `?` where there is none, twice where
    /// the scalar takes two columns.
    package static func of(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            if scalar.isASCII && scalar.value >= 0x20 && scalar.value != 0x7F {
                result.unicodeScalars.append(scalar)
            } else {
                let replacement = Unicode.Scalar(replacement(for: scalar.value))
                for _ in 0..<TextWidth.of(scalar) { result.unicodeScalars.append(replacement) }
            }
        }
        return result
    }

    /// The ASCII character that stands for a scalar of any width, in each of its columns.
    package static func replacement(for scalar: UInt32) -> UInt8 {
        switch scalar {
        case 0x20..<0x7F: UInt8(scalar)
        case 0xC0...0x17F: latin[Int(scalar - 0xC0)]
        case 0xA0, 0x2000...0x200A, 0x202F, 0x3000: UInt8(ascii: " ")
        case 0x2010...0x2015, 0x2212, 0x2500, 0x2501, 0x2504, 0x2505, 0x2508, 0x2509, 0x254C, 0x254D, 0x2550:
            UInt8(ascii: "-")
        case 0x2018...0x201B, 0xB4, 0x2032: UInt8(ascii: "'")
        case 0x201C...0x201F, 0xAB, 0xBB, 0x2033: UInt8(ascii: "\"")
        case 0x2022, 0xB7, 0x2219: UInt8(ascii: "*")
        case 0x2026: UInt8(ascii: ".")
        case 0x2502, 0x2503, 0x2506, 0x2507, 0x250A, 0x250B, 0x254E, 0x254F, 0x2551: UInt8(ascii: "|")
        case 0x250C...0x254B, 0x2552...0x257F: UInt8(ascii: "+")
        case 0x2580...0x2595: UInt8(ascii: "#")
        case 0x2190: UInt8(ascii: "<")
        case 0x2191: UInt8(ascii: "^")
        case 0x2192: UInt8(ascii: ">")
        case 0x2193: UInt8(ascii: "v")
        case 0xFF01...0xFF5E: UInt8(scalar - 0xFEE0)
        default: UInt8(ascii: "?")
        }
    }

    /// U+00C0 ... U+017F without their accents.
    private static let latin: [UInt8] = Array(
        ("AAAAAAACEEEEIIIIDNOOOOOxOUUUUYTsaaaaaaaceeeeiiiidnooooo/ouuuuyty"
            + "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlLlLlNnNnNnnNnOoOoOoOoRrRrRrSsSsSsSsTtTtTt"
            + "UuUuUuUuUuUuWwYyYZzZzZzs").utf8)
}
