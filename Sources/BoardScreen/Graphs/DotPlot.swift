import Cells

/// A figure along time as an area of dots: braille, two columns and four rows to a cell, or three rows of an ASCII
/// character. A second figure is a line behind it: dotted where it stands alone, cut out of the area where it is below
/// its edge, so that both can be told without colours.
struct DotPlot {
    /// Cells.
    let size: Size
    let isASCII: Bool
    private var area: [UInt8]
    private var ghost: [UInt8]

    init(size: Size, isASCII: Bool) {
        self.size = size
        self.isASCII = isASCII
        area = [UInt8](repeating: 0, count: size.columns * size.rows)
        ghost = area
    }

    private var across: Int { isASCII ? 1 : 2 }
    private var down: Int { isASCII ? 3 : 4 }
    /// Dots.
    var columns: Int { size.columns * across }
    var rows: Int { size.rows * down }

    /// Dots that a share of the whole height takes; one at least for what is more than nothing.
    func height(_ share: Double) -> Int {
        guard share > 0, share.isFinite else { return 0 }
        return min(rows, max(1, Int((share * Double(rows)).rounded())))
    }

    /// Fills a column of dots from the bottom, or from the top.
    mutating func fill(column: Int, height: Int, fromTop: Bool = false) {
        guard column >= 0, column < columns else { return }
        for dot in 0..<min(max(0, height), rows) { set(&area, column, fromTop ? dot : rows - 1 - dot) }
    }

    /// Marks a height of the figure behind, after the area was filled.
    mutating func line(column: Int, height: Int, fromTop: Bool = false) {
        guard column >= 0, column < columns, height > 0, height <= rows else { return }
        let row = fromTop ? height - 1 : rows - height
        let (place, bit) = position(column, row)
        if area[place] & bit != 0 {
            area[place] &= ~bit
            // In ASCII a character is either of the two.
            if isASCII { ghost[place] = 0xFF }
        } else if isASCII || column % 2 == 0 {
            ghost[place] |= bit
        }
    }

    /// What stands in a cell, and whether it is of the figure behind alone; nil for nothing.
    func cell(x: Int, y: Int) -> (text: String, isGhost: Bool)? {
        let place = y * size.columns + x
        let (own, other) = (area[place], ghost[place])
        if isASCII {
            if other == 0xFF || own == 0 && other != 0 { return ("-", own == 0) }
            return own == 0 ? nil : (Self.ascii[Int(own)], false)
        }
        let bits = own == 0 ? other : own
        guard bits != 0, let scalar = Unicode.Scalar(0x2800 + UInt32(bits)) else { return nil }
        return (String(Character(scalar)), own == 0)
    }

    private func set(_ bits: inout [UInt8], _ column: Int, _ row: Int) {
        let (place, bit) = position(column, row)
        bits[place] |= bit
    }

    private func position(_ column: Int, _ row: Int) -> (place: Int, bit: UInt8) {
        let place = row / down * size.columns + column / across
        if isASCII { return (place, 1 << UInt8(row % down)) }
        return (place, Self.braille[column % across][row % down])
    }

    /// Bits of Unicode's braille patterns, by column, then by row.
    private static let braille: [[UInt8]] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]]
    /// By bits: 1 the upper third, 2 the middle, 4 the lower one.
    private static let ascii = [" ", "'", "-", "\"", ".", "|", ":", "#"]
}
