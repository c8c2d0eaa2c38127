import Cells

/// A frame while it is painted: cells, with a theme's styles and signs at hand.
struct Painter {
    var buffer: CellBuffer
    let theme: Theme
    let isASCII: Bool
    private var numbers: [UInt16?]
    /// What stands behind text that has no background of its own: the screen's, or the window's that is painted last.
    private var ground = StyleName.text

    init(size: Size, theme: Theme, isASCII: Bool) {
        buffer = CellBuffer(size: size)
        self.theme = theme
        self.isASCII = isASCII
        numbers = [UInt16?](repeating: nil, count: StyleName.allCases.count)
        // A theme's own background stands behind everything, also where nothing is written.
        if theme[.text] != .plain { buffer.fill(Rect(size), theme[.text]) }
    }

    func glyph(_ glyph: Glyph) -> String { theme.glyph(glyph, ascii: isASCII) }

    /// The buffer's number of a style; looked up once a frame.
    private mutating func number(_ style: StyleName) -> UInt16 {
        if let known = numbers[style.rawValue] { return known }
        var look = theme[style]
        if look.background == theme[.text].background { look.background = theme[ground].background }
        let number = buffer.styleIndex(look)
        numbers[style.rawValue] = number
        return number
    }

    /// Writes text to the right of a place, cut with an ellipsis at `width`; answers the column after it.
    @discardableResult
    mutating func put(_ text: String, x: Int, y: Int, _ style: StyleName = .text, width: Int = .max) -> Int {
        guard width > 0 else { return x }
        let shown = isASCII ? ASCIIText.of(text) : text
        let cut = width == .max ? shown : clipped(shown, to: width, ellipsis: glyph(.ellipsis))
        return buffer.put(cut, x: x, y: y, styleIndex: number(style), width: width)
    }

    /// Writes a field's text at its edge.
    mutating func put(_ text: String, in column: PlacedColumn, at x: Int, y: Int, _ style: StyleName, _ side: Alignment)
    {
        guard case .right = side else {
            put(text, x: x + column.x, y: y, style, width: column.width)
            return
        }
        let columns = TextWidth.of(text)
        let missing = max(0, column.width - columns)
        put(text, x: x + column.x + missing, y: y, style, width: column.width - missing)
    }

    mutating func fill(_ rect: Rect, _ style: StyleName) { buffer.fill(rect, theme[style]) }

    mutating func line(x: Int, y: Int, width: Int, _ style: StyleName) {
        guard width > 0, let scalar = glyph(.horizontal).unicodeScalars.first else { return }
        buffer.fill(Rect(x: x, y: y, width: width, height: 1), theme[style], with: scalar)
    }

    /// A box's edges; what is inside stays.
    mutating func box(_ rect: Rect, _ style: StyleName) {
        guard rect.width >= 2, rect.height >= 2 else { return }
        line(x: rect.x + 1, y: rect.y, width: rect.width - 2, style)
        line(x: rect.x + 1, y: rect.endY - 1, width: rect.width - 2, style)
        for y in (rect.y + 1)..<(rect.endY - 1) {
            put(glyph(.vertical), x: rect.x, y: y, style)
            put(glyph(.vertical), x: rect.endX - 1, y: y, style)
        }
        put(glyph(.topLeft), x: rect.x, y: rect.y, style)
        put(glyph(.topRight), x: rect.endX - 1, y: rect.y, style)
        put(glyph(.bottomLeft), x: rect.x, y: rect.endY - 1, style)
        put(glyph(.bottomRight), x: rect.endX - 1, y: rect.endY - 1, style)
    }

    /// Lays a style's background and attributes over a row and keeps what colours say about its figures.
    ///
    /// Faint text takes the bar's foreground: on the bar it would be too faint to read.
    mutating func bar(_ rect: Rect, _ style: StyleName) {
        let bar = theme[style]
        let faint = theme[.faint].foreground
        buffer.restyle(rect) { old in
            Style(
                foreground: old.foreground == faint ? bar.foreground : old.foreground, background: bar.background,
                attributes: old.attributes.subtracting(bar.attributes.contains(.reverse) ? .dim : [])
                    .union(bar.attributes))
        }
    }

    /// Lays a style over a row, colours of its text and all: for a ground on which those could not be read.
    mutating func paint(_ rect: Rect, _ style: StyleName) {
        let over = theme[style]
        buffer.restyle(rect) { old in
            Style(
                foreground: over.foreground, background: over.background,
                attributes: over.attributes.union(old.attributes.intersection(.bold)))
        }
    }

    /// Makes a rectangle look old.
    mutating func age(_ rect: Rect) {
        let faint = theme[.faint]
        buffer.restyle(rect) { old in
            Style(
                foreground: faint.foreground, background: old.background,
                attributes: old.attributes.subtracting(.bold).union(.dim))
        }
    }

    /// One cell as a text cursor.
    mutating func cursor(x: Int, y: Int) {
        buffer.restyle(Rect(x: x, y: y, width: 1, height: 1)) { $0.adding(.reverse) }
    }

    /// A window's own background; whatever is written from now on stands on it.
    mutating func sheet(_ rect: Rect) {
        fill(rect, .window)
        ground = .window
        numbers = [UInt16?](repeating: nil, count: numbers.count)
    }

    /// A window in the middle of `area`: background, edges, title. Answers the room inside.
    mutating func window(_ title: String, width: Int, height: Int, in area: Rect, danger: Bool = false) -> Rect {
        let rect = area.centred(width: width, height: height)
        sheet(rect)
        box(rect, danger ? .danger : .windowBorder)
        put(" \(title) ", x: rect.x + 2, y: rect.y, danger ? .danger : .windowTitle, width: rect.width - 4)
        return rect.inset(dx: 2, dy: 1)
    }

    /// A box's bottom edge with a hint in it, and before it the key that cannot be taken back.
    mutating func hint(
        _ text: String, under inside: Rect, danger: String = "", _ style: StyleName = .windowBorder
    ) {
        var x = inside.x
        if !danger.isEmpty { x = put(" \(danger)  ", x: x, y: inside.endY, .danger, width: inside.width) }
        put(" \(text) ", x: x, y: inside.endY, style, width: inside.endX - x)
    }

    /// A text field with its cursor when it has the focus.
    mutating func field(_ field: TextField, x: Int, y: Int, width: Int, isFocused: Bool) {
        guard width > 0 else { return }
        let style: StyleName = isFocused ? .fieldFocused : .field
        fill(Rect(x: x, y: y, width: width, height: 1), style)
        let (text, cursor) = field.window(width - 1)
        put(text, x: x, y: y, style, width: width)
        if isFocused { self.cursor(x: x + min(cursor, width - 1), y: y) }
    }
}
