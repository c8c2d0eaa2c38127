/// One cell of a screen in eight bytes: a scalar, its width, and numbers that its buffer knows the meaning of.
///
/// A wide character takes two cells: the first of width 2, the second of width 0. Numbers of styles and of combining
/// marks belong to one buffer, so cells of different buffers compare only through `CellBuffer`.
package struct Cell: Equatable, Sendable {
    /// Scalar in bits 0...20, width in 22...23, style in 32...47, marks in 48...63.
    package var raw: UInt64

    init(scalar: UInt32, width: Int, style: UInt16) {
        raw = UInt64(scalar) | UInt64(truncatingIfNeeded: width) << 22 | UInt64(style) << 32
    }

    /// A cell from its bits.
    package init(raw: UInt64) { self.raw = raw }

    /// A blank of a style by its number.
    package init(blankOf style: UInt16) { self.init(scalar: 0x20, width: 1, style: style) }

    /// The base scalar's value; 0 in the right half of a wide character.
    package var scalar: UInt32 { UInt32(truncatingIfNeeded: raw) & 0x1F_FFFF }
    /// 1, 2 for the left half of a wide character, 0 for its right half.
    package var width: Int { Int(truncatingIfNeeded: raw >> 22) & 3 }

    /// Number of the style in the buffer's table.
    package var style: UInt16 {
        get { UInt16(truncatingIfNeeded: raw >> 32) }
        set { raw = raw & ~(0xFFFF << 32) | UInt64(newValue) << 32 }
    }

    /// Number of the combining marks in the buffer's table; 0 for none.
    package var marks: UInt16 {
        get { UInt16(truncatingIfNeeded: raw >> 48) }
        set { raw = raw & ~(0xFFFF << 48) | UInt64(newValue) << 48 }
    }
}

/// Up to four combining marks of a cell (what a curses cell holds), 0 where there is none.
package struct CombiningMarks: Hashable, Sendable {
    /// In the order in which they came.
    package private(set) var scalars: SIMD4<UInt32> = .zero

    /// None.
    package init() {}

    /// Takes one more; the fifth and later ones are dropped.
    mutating func append(_ scalar: UInt32) {
        for index in 0..<4 where scalars[index] == 0 {
            scalars[index] = scalar
            return
        }
    }
}
