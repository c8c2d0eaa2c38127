/// A frame: rows of cells that panels draw into and a terminal shows.
///
/// Nothing that is put here can reach the terminal as a control code: controls become U+FFFD, and what has no width
/// and is no combining mark is left out. Everything outside the buffer is clipped, whatever the coordinates.
package struct CellBuffer: Sendable {
    /// Columns and rows.
    package let size: Size
    /// Row after row; `size.columns` cells each.
    package private(set) var cells: [Cell]
    /// Meaning of the cells' style numbers.
    package private(set) var styleTable = StyleTable()
    /// Meaning of the cells' marks, from number 1.
    package private(set) var markTable: [CombiningMarks] = []
    private var markNumbers: [CombiningMarks: UInt16] = [:]

    /// A buffer of blanks in the terminal's own colours.
    package init(size: Size) {
        self.size = size
        cells = [Cell](repeating: Cell(blankOf: 0), count: size.columns * size.rows)
    }

    // MARK: Reading

    /// The cell at a place; a plain blank outside.
    package subscript(x: Int, y: Int) -> Cell {
        contains(x: x, y: y) ? cells[y * size.columns + x] : Cell(blankOf: 0)
    }

    /// The style at a place; plain outside.
    package func style(x: Int, y: Int) -> Style { styleTable[self[x, y].style] }

    /// The text of one cell: base and marks; empty in the right half of a wide character.
    package func text(x: Int, y: Int) -> String { text(of: self[x, y]) }

    /// The text of a row without the blanks at its end; empty outside.
    package func text(row: Int) -> String {
        guard row >= 0, row < size.rows else { return "" }
        var text = ""
        for x in 0..<size.columns { text += self.text(of: cells[row * size.columns + x]) }
        while text.unicodeScalars.last == " " { text.unicodeScalars.removeLast() }
        return text
    }

    /// All rows, joined by line feeds, each without the blanks at its end.
    package var text: String { (0..<size.rows).map { text(row: $0) }.joined(separator: "\n") }

    /// The combining marks of a cell of this buffer.
    package func marks(of cell: Cell) -> CombiningMarks {
        let number = Int(cell.marks)
        return number > 0 && number <= markTable.count ? markTable[number - 1] : CombiningMarks()
    }

    private func text(of cell: Cell) -> String {
        if cell.width == 0 { return "" }
        var text = String.UnicodeScalarView()
        if let base = Unicode.Scalar(cell.scalar) { text.append(base) }
        if cell.marks != 0 {
            let marks = marks(of: cell).scalars
            for index in 0..<4 where marks[index] != 0 {
                if let mark = Unicode.Scalar(marks[index]) { text.append(mark) }
            }
        }
        return String(text)
    }

    private func contains(x: Int, y: Int) -> Bool { x >= 0 && x < size.columns && y >= 0 && y < size.rows }

    // MARK: Writing

    /// The number of a style in this buffer, for `put` and `fill` in a loop.
    package mutating func styleIndex(_ style: Style) -> UInt16 { styleTable.number(of: style) }

    /// Writes text from a place to the right and gives the column after it.
    ///
    /// What lies left of column 0, beyond `width` columns or beyond the row's end is cut; a wide character that would
    /// stand half outside becomes a space. Writing over half of a wide character blanks its other half.
    @discardableResult
    package mutating func put(_ text: String, x: Int, y: Int, style: Style, width: Int = .max) -> Int {
        put(text, x: x, y: y, styleIndex: styleTable.number(of: style), width: width)
    }

    /// The same with a style number of this buffer.
    @discardableResult
    package mutating func put(_ text: String, x: Int, y: Int, styleIndex: UInt16, width: Int = .max) -> Int {
        var text = text
        return text.withUTF8 { put(utf8: $0, x: x, y: y, styleIndex: styleIndex, width: width) }
    }

    /// The same with UTF-8 bytes, for text that was formatted without a `String`.
    @discardableResult
    package mutating func put(
        utf8 bytes: UnsafeBufferPointer<UInt8>, x: Int, y: Int, styleIndex: UInt16, width: Int = .max
    ) -> Int {
        let columns = size.columns
        // Text that starts millions of columns to the left is nobody's; and `x + width` cannot overflow then.
        guard y >= 0, y < size.rows, x < columns, x > -1_000_000, width > 0 else { return x }
        let end = width > columns - x ? columns : x + width
        guard end > 0 else { return end }
        let row = y * columns
        let count = cells.count
        var column = x
        var marks: [(place: Int, scalar: UInt32)] = []
        cells.withUnsafeMutableBufferPointer { cells in
            // A row that is drawn is inside the buffer, so every place below is; the check keeps it our own bug.
            precondition(row + columns <= count)
            let blank = Cell(scalar: 0, width: 1, style: styleIndex).raw
            var index = 0
            var last = -1
            while index < bytes.count && column < end {
                let byte = bytes[index]
                if byte >= 0x20 && byte < 0x7F {
                    index += 1
                    if column >= 0 {
                        cells[row + column].raw = blank | UInt64(byte)
                        last = column
                    }
                    column += 1
                    continue
                }
                var scalar = UTF8Reader.scalar(bytes, at: &index)
                switch TextWidth.classOf(scalar) {
                case .dropped: continue
                case .combining:
                    // Terminals disagree about a mark behind the last column, so it gets none.
                    if last >= 0 && column < columns { marks.append((row + last, scalar)) }
                    continue
                case .replaced:
                    scalar = 0xFFFD
                    fallthrough
                case .narrow:
                    if column >= 0 {
                        cells[row + column].raw = blank | UInt64(scalar)
                        last = column
                    }
                    column += 1
                case .wide:
                    if column >= 0 && column + 2 <= end {
                        cells[row + column] = Cell(scalar: scalar, width: 2, style: styleIndex)
                        cells[row + column + 1] = Cell(scalar: 0, width: 0, style: styleIndex)
                        last = column
                    } else {
                        let visible = column >= 0 ? column : column + 1
                        if visible >= 0 { cells[row + visible].raw = blank | 0x20 }
                        last = -1
                    }
                    column = min(column + 2, end)
                }
            }
            // Marks may follow the last character that fitted.
            while index < bytes.count, bytes[index] >= 0x80, column < columns, last >= 0 {
                let scalar = UTF8Reader.scalar(bytes, at: &index)
                let kind = TextWidth.classOf(scalar)
                if kind == .combining { marks.append((row + last, scalar)) } else if kind != .dropped { break }
            }
            Self.blankHalves(cells, row: row, from: max(0, x), to: min(max(0, column), columns), columns: columns)
        }
        for mark in marks { attach(mark.scalar, to: mark.place) }
        return column
    }

    /// Fills a rectangle with one character of one column (a space if it has another width).
    package mutating func fill(_ rect: Rect, _ style: Style, with scalar: Unicode.Scalar = " ") {
        let index = styleTable.number(of: style)
        let value = TextWidth.classOf(scalar.value) == .narrow ? scalar.value : 0x20
        let cell = Cell(scalar: value, width: 1, style: index)
        let area = rect.intersection(Rect(size))
        guard !area.isEmpty else { return }
        let columns = size.columns
        cells.withUnsafeMutableBufferPointer { cells in
            for y in area.y..<area.endY {
                let row = y * columns
                for x in area.x..<area.endX { cells[row + x] = cell }
                Self.blankHalves(cells, row: row, from: area.x, to: area.endX, columns: columns)
            }
        }
    }

    /// Changes the styles inside a rectangle and leaves the text, for selection bars and dimmed backgrounds.
    package mutating func restyle(_ rect: Rect, _ change: (Style) -> Style) {
        let area = rect.intersection(Rect(size))
        guard !area.isEmpty else { return }
        var changed: [UInt16: UInt16] = [:]
        for y in area.y..<area.endY {
            for x in area.x..<area.endX {
                let place = y * size.columns + x
                let old = cells[place].style
                let new: UInt16
                if let known = changed[old] {
                    new = known
                } else {
                    new = styleTable.number(of: change(styleTable[old]))
                    changed[old] = new
                }
                cells[place].style = new
            }
        }
    }

    /// Copies another buffer to a place in this one, for windows over panels.
    package mutating func draw(_ other: CellBuffer, x: Int, y: Int) {
        let area = Rect(x: x, y: y, width: other.size.columns, height: other.size.rows).intersection(Rect(size))
        for row in area.y..<max(area.y, area.endY) {
            for column in area.x..<max(area.x, area.endX) {
                let cell = other[column - x, row - y]
                // The right half came with its left one; a half that is cut off becomes a space.
                if cell.width == 0 && column > area.x { continue }
                let text = cell.width == 0 || column + cell.width > area.endX ? " " : other.text(of: cell)
                put(text, x: column, y: row, style: other.styleTable[cell.style])
            }
        }
    }

    /// Blanks the halves that wide characters lost when the columns `from..<to` of a row were written.
    private static func blankHalves(
        _ cells: UnsafeMutableBufferPointer<Cell>, row: Int, from: Int, to: Int, columns: Int
    ) {
        if from > 0 && from < columns && cells[row + from - 1].width == 2 && cells[row + from].width != 0 {
            cells[row + from - 1] = Cell(blankOf: cells[row + from - 1].style)
        }
        if to > 0 && to < columns && cells[row + to].width == 0 && cells[row + to - 1].width != 2 {
            cells[row + to] = Cell(blankOf: cells[row + to].style)
        }
    }

    private mutating func attach(_ scalar: UInt32, to place: Int) {
        var marks = marks(of: cells[place])
        marks.append(scalar)
        if let number = markNumbers[marks] {
            cells[place].marks = number
        } else if markTable.count < 65_000 {
            markTable.append(marks)
            markNumbers[marks] = UInt16(markTable.count)
            cells[place].marks = UInt16(markTable.count)
        }
    }
}

extension CellBuffer: Equatable {
    /// Whether a person would see the same: text and styles, not the numbers that they happen to have.
    package static func == (left: CellBuffer, right: CellBuffer) -> Bool {
        guard left.size == right.size else { return false }
        for place in left.cells.indices {
            let one = left.cells[place]
            let other = right.cells[place]
            if one.scalar != other.scalar || one.width != other.width { return false }
            if left.styleTable[one.style] != right.styleTable[other.style] { return false }
            if (one.marks | other.marks) != 0 && left.marks(of: one) != right.marks(of: other) { return false }
        }
        return true
    }
}
