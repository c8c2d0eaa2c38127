/// Gives each style a number of 16 bits, so that a cell stays small and two styles compare as numbers.
///
/// Looked up for every piece of text of every frame, hence its own open-addressed table instead of a dictionary.
package struct StyleTable: Sendable {
    /// The styles by number; number 0 is always `.plain`.
    package private(set) var styles: [Style]
    private var keys: [UInt64]
    /// Number + 1 at the place that a key hashes to, 0 where free; the count is a power of two.
    private var places: [UInt16]

    /// A table that knows the plain style.
    package init() {
        styles = [.plain]
        keys = [Style.plain.key]
        places = [UInt16](repeating: 0, count: 64)
        insert(number: 0, key: Style.plain.key)
    }

    /// The number of a style, a new one if it was not seen before. Beyond 65,000 styles, 0.
    package mutating func number(of style: Style) -> UInt16 {
        let key = style.key
        let mask = places.count - 1
        var place = Self.hash(key) & mask
        while places[place] != 0 {
            let number = Int(places[place]) - 1
            if keys[number] == key { return UInt16(truncatingIfNeeded: number) }
            place = (place + 1) & mask
        }
        guard styles.count < 65_000 else { return 0 }
        styles.append(style)
        keys.append(key)
        if styles.count * 2 > places.count {
            places = [UInt16](repeating: 0, count: places.count * 2)
            for (number, key) in keys.enumerated() { insert(number: number, key: key) }
        } else {
            places[place] = UInt16(styles.count)
        }
        return UInt16(styles.count - 1)
    }

    /// The style with this number; plain for a number never given out.
    package subscript(number: UInt16) -> Style {
        Int(number) < styles.count ? styles[Int(number)] : .plain
    }

    private mutating func insert(number: Int, key: UInt64) {
        let mask = places.count - 1
        var place = Self.hash(key) & mask
        while places[place] != 0 { place = (place + 1) & mask }
        places[place] = UInt16(number + 1)
    }

    private static func hash(_ key: UInt64) -> Int {
        // Fibonacci hashing: the high bits of the product depend on all bits of the key.
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 40)
    }
}
