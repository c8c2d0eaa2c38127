import CNcurses
import Cells

/// Gives curses the cells that differ from the frame before, in runs, and nothing else.
struct FrameWriter {
    private let isASCII: Bool
    private var encoder: StyleEncoder
    private var styles = StyleTable()
    private var blanks: [cchar_t] = []
    private var marks: [CombiningMarks: UInt16] = [:]
    /// What curses was last given: cells whose style and mark numbers are this writer's own.
    private var shown: [UInt64] = []
    private var shownSize = Size(columns: 0, rows: 0)
    private var run: [cchar_t] = []
    /// The frame that `shown` came from, and what its numbers meant: where a new frame's cells have the same bits and
    /// mean the same, nothing changed.
    private var last: [Cell] = []
    private var lastStyles: [UInt16] = []
    private var lastMarks: [UInt16] = []

    /// Unchanged cells between two changed ones that are given again rather than starting another run.
    private static let gap = 3
    /// A number that no cell has.
    private static let unknown = UInt64.max

    init(depth: ColourDepth, hasDefaultColours: Bool, isASCII: Bool) {
        self.isASCII = isASCII
        encoder = StyleEncoder(depth: depth, hasDefaultColours: hasDefaultColours)
    }

    /// The next frame is given whole.
    mutating func forget() {
        shownSize = Size(columns: 0, rows: 0)
        last = []
    }

    /// Gives `window`, which has `size`, the difference between this frame and the one before. True if the meaning of
    /// colour pairs changed, so that the screen must be cleared.
    mutating func write(_ buffer: CellBuffer, to window: UnsafeMutablePointer<WINDOW>, size: Size) -> Bool {
        let startsOver = encoder.isExhausted || styles.styles.count > 16_384 || marks.count > 16_384
        if startsOver { startOver() }
        let columns = size.columns
        if shownSize != size {
            shown = [UInt64](repeating: Self.unknown, count: columns * size.rows)
            run = [cchar_t](repeating: cchar_t(), count: columns + 1)
            shownSize = size
        }
        let styleMap = buffer.styleTable.styles.map { number(of: $0) }
        let markMap = buffer.markTable.map { number(of: $0) }
        let meanTheSame = styleMap.starts(with: lastStyles) && markMap.starts(with: lastMarks)
        let maySkip = meanTheSame && buffer.size == size && last.count == buffer.cells.count
        var runs: [(row: Int, from: Int, to: Int)] = []
        shown.withUnsafeMutableBufferPointer { shown in
            buffer.cells.withUnsafeBufferPointer { cells in
                last.withUnsafeBufferPointer { last in
                    for y in 0..<size.rows {
                        let row = y * columns
                        var start = -1
                        var end = -1
                        var x = 0
                        while x < columns {
                            if maySkip && x + 4 <= columns && Self.isEqual(cells, last, row + x) {
                                x += 4
                                continue
                            }
                            let raw = Self.translated(buffer.size, cells, x, y, columns, styleMap, markMap)
                            if raw != shown[row + x] {
                                shown[row + x] = raw
                                if start >= 0 && x - end > Self.gap {
                                    runs.append((y, start, end))
                                    start = x
                                } else if start < 0 {
                                    start = x
                                }
                                end = x + 1
                            }
                            x += 1
                        }
                        if start >= 0 { runs.append((y, start, end)) }
                    }
                }
            }
        }
        last = buffer.cells
        lastStyles = styleMap
        lastMarks = markMap
        for part in runs { give(part.row, part.from, part.to, buffer, window) }
        return startsOver
    }

    /// Whether four cells have the same bits.
    @inline(__always)
    private static func isEqual(
        _ cells: UnsafeBufferPointer<Cell>, _ last: UnsafeBufferPointer<Cell>, _ place: Int
    ) -> Bool {
        (cells[place].raw ^ last[place].raw) | (cells[place + 1].raw ^ last[place + 1].raw)
            | (cells[place + 2].raw ^ last[place + 2].raw) | (cells[place + 3].raw ^ last[place + 3].raw) == 0
    }

    /// The cell that the terminal should show at a place, with this writer's numbers: a blank beyond the frame. The
    /// right half of a wide character is 0, since it looks as its left half does.
    @inline(__always)
    private static func translated(
        _ size: Size, _ cells: UnsafeBufferPointer<Cell>, _ x: Int, _ y: Int, _ columns: Int, _ styles: [UInt16],
        _ marks: [UInt16]
    ) -> UInt64 {
        guard x < size.columns && y < size.rows else { return Cell(blankOf: 0).raw }
        var cell = cells[y * size.columns + x]
        if cell.width == 0 { return 0 }
        if cell.width == 2 && x == columns - 1 { cell = Cell(blankOf: cell.style) }
        cell.style = styles[Int(cell.style)]
        if cell.marks != 0 { cell.marks = marks[Int(cell.marks) - 1] }
        return cell.raw
    }

    private mutating func startOver() {
        encoder.reset()
        styles = StyleTable()
        blanks = []
        marks = [:]
        forget()
    }

    private mutating func number(of style: Style) -> UInt16 {
        let number = styles.number(of: style)
        while blanks.count < styles.styles.count { blanks.append(encoder.blank(styles.styles[blanks.count])) }
        return number
    }

    private mutating func number(of marks: CombiningMarks) -> UInt16 {
        if let known = self.marks[marks] { return known }
        let number = UInt16(truncatingIfNeeded: self.marks.count + 1)
        self.marks[marks] = number
        return number
    }

    private mutating func give(
        _ row: Int, _ from: Int, _ to: Int, _ buffer: CellBuffer,
        _ window: UnsafeMutablePointer<WINDOW>
    ) {
        // A run never starts in the right half of a wide character: where the left half did not change, nor did it
        // what stands there.
        var from = from
        let base = row * shownSize.columns
        while from > 0 && shown[base + from] == 0 { from -= 1 }
        var count = 0
        var x = from
        while x < to {
            let raw = shown[base + x]
            let cell = Cell(raw: raw)
            if cell.width == 0 {
                x += 1
                continue
            }
            run[count] = blanks[Int(cell.style)]
            let scalar = cell.scalar
            if scalar < 0x7F {
                run[count].chars.0 = wchar_t(scalar)
                if cell.marks != 0 && !isASCII { attach(buffer.marks(of: buffer[x, row]), to: count) }
                count += 1
            } else if isASCII {
                let replacement = wchar_t(ASCIIText.replacement(for: scalar))
                for _ in 0..<cell.width {
                    run[count] = blanks[Int(cell.style)]
                    run[count].chars.0 = replacement
                    count += 1
                }
            } else if Self.isDrawing(scalar) || nc_wcwidth(scalar) == Int32(cell.width) {
                run[count].chars.0 = wchar_t(bitPattern: scalar)
                if cell.marks != 0 { attach(buffer.marks(of: buffer[x, row]), to: count) }
                count += 1
            } else {
                // The C library knows this character as something else than we do, and curses goes by the C library.
                run[count].chars.0 = 0xFFFD
                count += 1
                if cell.width == 2 {
                    run[count] = blanks[Int(cell.style)]
                    count += 1
                }
            }
            x += cell.width
        }
        mvwadd_wchnstr(window, Int32(row), Int32(from), run, Int32(count))
    }

    /// Box drawing and blocks, which have one column everywhere.
    private static func isDrawing(_ scalar: UInt32) -> Bool { scalar >= 0x2500 && scalar < 0x25A0 }

    private mutating func attach(_ marks: CombiningMarks, to place: Int) {
        var known: [wchar_t] = []
        for index in 0..<4 where marks.scalars[index] != 0 && nc_wcwidth(marks.scalars[index]) == 0 {
            known.append(wchar_t(bitPattern: marks.scalars[index]))
        }
        if known.count > 0 { run[place].chars.1 = known[0] }
        if known.count > 1 { run[place].chars.2 = known[1] }
        if known.count > 2 { run[place].chars.3 = known[2] }
        if known.count > 3 { run[place].chars.4 = known[3] }
    }
}
