import Cells

/// How many tiles stand beside and below each other on a wall, and how many pages that makes.
struct WallGrid: Sendable, Equatable {
    var columns: Int
    var rows: Int
    var pages: Int
    /// Columns that the first tile takes: those that would be left over below.
    var first = 1
    /// Tiles on the page, where they are fewer than there are places.
    private var last = Int.max

    /// What a tile needs: a name, figures of five rows, and a line below.
    static let smallest = Size(columns: 22, rows: 9)

    /// Columns below which the line under a figure loses words.
    static let roomy = 34

    /// Tiles as large as the room allows, upright or lying, whichever fills it best.
    init(tiles: Int, in size: Size) {
        let most = Size(
            columns: max(1, size.columns / Self.smallest.columns), rows: max(1, size.rows / Self.smallest.rows))
        let shown = min(max(1, tiles), most.columns * most.rows)
        var best = (columns: 1, rows: 1, worth: -1)
        for columns in 1...most.columns {
            let rows = (shown + columns - 1) / columns
            guard rows <= most.rows else { continue }
            // Figures grow with the smaller side; a cell is about twice as high as it is wide.
            let side = min(size.columns / columns, size.rows / rows * 3)
            // Room that no tile stands in is lost to all of them.
            let isRoomy = size.columns / columns >= Self.roomy
            let worth = side * (isRoomy ? 1000 : 700) * shown / (columns * rows)
            if worth > best.worth { best = (columns, rows, worth) }
        }
        columns = best.columns
        rows = best.worth < 0 ? 1 : best.rows
        pages = max(1, (max(1, tiles) + columns * rows - 1) / (columns * rows))
    }

    var perPage: Int { columns * rows }

    /// Gives the first of so many tiles the room that no other would stand in.
    mutating func widenFirst(of tiles: Int) {
        let used = (tiles + columns - 1) / columns * columns
        first = tiles < 1 ? 1 : 1 + used - tiles
    }

    /// Lets the last of so many tiles take the room of those that a page has fewer than the others.
    mutating func stretchLast(of tiles: Int) {
        last = max(1, tiles)
        rows = min(rows, (last + columns - 1) / columns)
    }

    /// A tile's rectangle. All have one height, or their figures would differ in size; the last column takes what
    /// division leaves.
    func rect(_ place: Int, in area: Rect) -> Rect {
        let cell = place == 0 ? 0 : place + first - 1
        let (row, column) = (cell / columns, cell % columns)
        let columns = min(columns, max(1, last - row * columns))
        let end = column + (place == 0 ? min(first, columns) : 1)
        let x = area.x + area.width * column / columns
        let height = area.height / rows
        return Rect(
            x: x, y: area.y + height * row, width: area.x + area.width * end / columns - x, height: height)
    }
}
