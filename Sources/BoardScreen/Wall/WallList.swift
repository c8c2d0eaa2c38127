import Cells

/// Where the figures of a wall's list stand: rows of block digits, as large as lets every figure that fits be seen.
struct WallList: Equatable {
    struct Place: Equatable {
        var figure: WallState.Figure
        var x: Int
        var width: Int
    }

    var scale: Int
    var nameWidth: Int
    var columns: [Place]
    /// Rows that a queue takes, the gap below it included.
    var rowHeight: Int
    var perPage: Int

    init(_ tiles: [WallTile], in size: Size) {
        let name = min(max(12, size.columns / 4), (tiles.map { TextWidth.of($0.title) }.max() ?? 0) + 2)
        let nameWidth = max(12, name)
        self.nameWidth = nameWidth
        let figures = tiles.first?.values.map(\.figure) ?? []
        func placed(_ scale: Int) -> [Place] {
            // Twice the gap between two digits, or 1 and 0:02 would be read as 10:02.
            let gap = 4 * scale
            var places: [Place] = []
            var x = nameWidth
            for (index, figure) in figures.enumerated() {
                let digits = tiles.map { BlockDigits.width($0.values[index].text, scale: scale) }.max() ?? 0
                let width = max(digits, TextWidth.of(figure.title))
                guard x + gap + width <= size.columns else { break }
                places.append(Place(figure: figure, x: x + gap, width: width))
                x += gap + width
            }
            return places
        }
        // Larger digits only while every figure still fits, and at least three queues on a page.
        var best = 1
        while best < 4, placed(best + 1).count == figures.count,
            (size.rows - 1) / ((best + 1) * BlockDigits.rows + 1) >= min(3, tiles.count)
        {
            best += 1
        }
        scale = best
        columns = placed(best)
        rowHeight = best * BlockDigits.rows + 1
        // As many on each page as on the others: none has a queue alone.
        let most = max(1, (size.rows - 1) / rowHeight)
        let pages = (max(1, tiles.count) + most - 1) / most
        perPage = (max(1, tiles.count) + pages - 1) / pages
        // What room is left goes between the figures.
        let spare = size.columns - 1 - (columns.last.map { $0.x + $0.width } ?? 0)
        for place in columns.indices { columns[place].x += max(0, spare) * (place + 1) / max(1, columns.count) }
    }
}
