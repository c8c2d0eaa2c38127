/// The rows of one panel beyond the main three, filtered and sorted.
struct ListRows: Sendable, Equatable {
    var order: [Entity]
    /// Rows before the filter.
    var total: Int

    static func read(_ panel: any ListPanel, list: ListState, _ scene: PanelScene) -> ListRows {
        let only = scene.state.scope.server
        let panel = panel.prepared(scene)
        let all = panel.rows(scene).filter { only == nil || $0.server == only }
        let filter = RowFilter(list.filter)
        var rows: [SortRow] = []
        rows.reserveCapacity(all.count)
        for entity in all {
            guard let cells = panel.cells(entity, scene) else { continue }
            // The filter sees what is shown and nothing else: it must not find out what the mask hides.
            if !filter.isEmpty, !filter.accepts(cells.map(\.text)) { continue }
            let key = cells.indices.contains(list.sort.column) ? cells[list.sort.column] : .empty
            rows.append(SortRow(entity, number: key.number, text: key.text))
        }
        return ListRows(order: SortRow.sorted(rows, descending: list.sort.isDescending), total: all.count)
    }
}

/// How long the rows of a panel beyond the main three stand, so that a long one takes no more than its share of a core.
struct ListPace: Sendable {
    private var panel: Panel?
    private var readAt = Int64.min
    private var wish: ListState?
    private var isMasked = false
    private var scope = BoardScope()

    /// Rows up to which a list is read for each frame.
    private static let few = 200

    /// Whether the rows are to be read again, which then counts as done.
    mutating func isDue(
        _ panel: Panel, rows: Int, list: ListState, isMasked: Bool, scope: BoardScope = BoardScope(), now: Int64
    ) -> Bool {
        let isSame =
            panel == self.panel && isMasked == self.isMasked && scope == self.scope && wish?.filter == list.filter
            && wish?.sort == list.sort
        if isSame, rows > Self.few, now >= readAt, now &- readAt < 500_000 { return false }
        (self.panel, self.isMasked, self.scope, wish, readAt) = (panel, isMasked, scope, list, now)
        return true
    }
}
