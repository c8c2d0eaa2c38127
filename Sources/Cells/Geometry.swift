/// How many columns and rows a screen or a part of it has.
package struct Size: Hashable, Sendable {
    /// Cells in a row, 0 or more.
    package var columns: Int
    /// Rows, 0 or more.
    package var rows: Int

    /// A size; negative numbers count as 0.
    package init(columns: Int, rows: Int) {
        self.columns = max(0, columns)
        self.rows = max(0, rows)
    }
}

/// A rectangle of cells. `x` and `y` count from the top left corner, from 0; width and height are never negative.
package struct Rect: Hashable, Sendable {
    /// Leftmost column.
    package var x: Int
    /// Topmost row.
    package var y: Int
    /// Columns, 0 or more.
    package var width: Int
    /// Rows, 0 or more.
    package var height: Int

    /// A rectangle; negative widths and heights count as 0, and nothing is more than a thousand million away.
    package init(x: Int, y: Int, width: Int, height: Int) {
        let most = 1_000_000_000
        self.x = min(max(-most, x), most)
        self.y = min(max(-most, y), most)
        self.width = min(max(0, width), most)
        self.height = min(max(0, height), most)
    }

    /// The whole of a screen.
    package init(_ size: Size) {
        self.init(x: 0, y: 0, width: size.columns, height: size.rows)
    }

    /// No cell at all.
    package var isEmpty: Bool { width == 0 || height == 0 }
    /// The column after the last.
    package var endX: Int { x + width }
    /// The row after the last.
    package var endY: Int { y + height }
    /// Width and height.
    package var size: Size { Size(columns: width, rows: height) }

    /// Whether the cell lies inside.
    package func contains(x column: Int, y row: Int) -> Bool {
        column >= x && column < endX && row >= y && row < endY
    }

    /// The cells that both have; empty where they do not meet.
    package func intersection(_ other: Rect) -> Rect {
        let left = max(x, other.x)
        let top = max(y, other.y)
        return Rect(
            x: left, y: top, width: min(endX, other.endX) - left, height: min(endY, other.endY) - top)
    }

    /// Smaller by `dx` columns left and right and `dy` rows above and below; empty rather than negative.
    package func inset(dx: Int = 1, dy: Int = 1) -> Rect {
        Rect(x: x + min(dx, width), y: y + min(dy, height), width: width - 2 * dx, height: height - 2 * dy)
    }

    /// The row `index` from the top as a rectangle one high; empty outside.
    package func row(_ index: Int) -> Rect {
        index >= 0 && index < height
            ? Rect(x: x, y: y + index, width: width, height: 1) : Rect(x: x, y: y, width: 0, height: 0)
    }

    /// Cuts off the first `rows` rows (as many as there are).
    package func splitTop(_ rows: Int) -> (top: Rect, rest: Rect) {
        let cut = min(max(0, rows), height)
        return (
            Rect(x: x, y: y, width: width, height: cut),
            Rect(x: x, y: y + cut, width: width, height: height - cut)
        )
    }

    /// Cuts off the last `rows` rows (as many as there are).
    package func splitBottom(_ rows: Int) -> (rest: Rect, bottom: Rect) {
        let (rest, bottom) = splitTop(height - min(max(0, rows), height))
        return (rest, bottom)
    }

    /// Cuts off the first `columns` columns (as many as there are).
    package func splitLeft(_ columns: Int) -> (left: Rect, rest: Rect) {
        let cut = min(max(0, columns), width)
        return (
            Rect(x: x, y: y, width: cut, height: height),
            Rect(x: x + cut, y: y, width: width - cut, height: height)
        )
    }

    /// Cuts off the last `columns` columns (as many as there are).
    package func splitRight(_ columns: Int) -> (rest: Rect, right: Rect) {
        let (rest, right) = splitLeft(width - min(max(0, columns), width))
        return (rest, right)
    }

    /// A rectangle of the wanted size in the middle of this one, no larger than this one.
    package func centred(width wantedWidth: Int, height wantedHeight: Int) -> Rect {
        let columns = min(max(0, wantedWidth), width)
        let rows = min(max(0, wantedHeight), height)
        return Rect(x: x + (width - columns) / 2, y: y + (height - rows) / 2, width: columns, height: rows)
    }
}
