import Cells

/// A heading that the mouse holds: its edge makes a column wider, itself goes to another place.
struct HeadingDrag: Sendable, Equatable {
    enum Kind: Sendable, Equatable {
        /// Cells that the column had when it was taken.
        case resize(width: Int)
        /// The order that a click on the heading has changed, in case it was none.
        case move(sort: SortOrder)
    }

    var panel: Panel
    var column: Int
    var x: Int
    var kind: Kind
    var hasMoved = false
}

extension HeadingPlaces {
    /// The column whose right edge is at a place between headings.
    func edge(x: Int, y: Int) -> Int? {
        guard y == self.y, column(x: x, y: y) == nil else { return nil }
        let left = columns.filter { $0.value.upperBound <= x && x - $0.value.upperBound < 3 }
        return left.max { $0.value.upperBound < $1.value.upperBound }?.key
    }
}

extension ScreenState {
    /// The mouse took a heading or its edge.
    mutating func pressedHeading(_ panel: Panel, _ places: HeadingPlaces, _ event: MouseEvent, servers: Int) -> Bool {
        if let column = places.edge(x: event.x, y: event.y) {
            let width = places.columns[column]?.count ?? 1
            drag = HeadingDrag(panel: panel, column: column, x: event.x, kind: .resize(width: width))
            return true
        }
        guard let column = places.column(x: event.x, y: event.y) else { return false }
        drag = HeadingDrag(panel: panel, column: column, x: event.x, kind: .move(sort: self[panel].sort))
        sort(panel, by: column, servers: servers)
        return true
    }

    /// The mouse goes on with what it holds.
    mutating func dragged(_ event: MouseEvent) {
        guard var held = drag else { return }
        switch held.kind {
        case .resize(let width): resize(held.panel, column: held.column, to: width + event.x - held.x)
        case .move(let sort):
            // A click that wanders off sorts nothing.
            if !held.hasMoved, event.x != held.x { self[held.panel].sort = sort }
        }
        held.hasMoved = held.hasMoved || event.x != held.x
        drag = held
    }

    /// The mouse let go: a heading that stands over another one takes its place.
    mutating func released(_ event: MouseEvent) {
        guard let held = drag else { return }
        drag = nil
        guard held.hasMoved, case .move = held.kind, let places = places.headings[held.panel],
            let target = places.column(x: event.x, y: places.y)
        else { return }
        moveColumn(held.panel, held.column, to: target)
    }
}
