/// Which columns of a panel are shown, in which order and how wide, where a person has said so.
package struct ColumnLayout: Sendable, Equatable {
    /// Numbers in the panel's table, from the left; nil leaves the choice to the program, by what there is room for.
    var order: [Int]?
    /// Cells of a column that has a width of its own, by its number.
    var widths: [Int: Int] = [:]

    var isStandard: Bool { order == nil && widths.isEmpty }

    /// Fewest and most cells that a person can give a column.
    static let width = 2...120
}

extension Column {
    /// Places the columns that a person has chosen; without a choice, those that the program would.
    static func placed(_ columns: [Column], width: Int, gap: Int = 1, layout: ColumnLayout) -> [PlacedColumn] {
        if layout.isStandard { return placed(columns, width: width, gap: gap) }
        var columns = columns
        for (index, cells) in layout.widths where columns.indices.contains(index) {
            (columns[index].width, columns[index].good, columns[index].widest) = (cells, cells, cells)
        }
        guard let order = layout.order else { return placed(columns, width: width, gap: gap) }
        var chosen: [Int] = []
        var used = 0
        for index in order where columns.indices.contains(index) {
            let needed = columns[index].width + (chosen.isEmpty ? 0 : gap)
            // Their order says what matters: the first that has no room ends the row.
            guard used + needed <= width || chosen.isEmpty else { break }
            chosen.append(index)
            used += needed
        }
        return spread(columns, chosen, used: used, width: width, gap: gap)
    }
}

extension Panel {
    /// Every column that the panel can show, whatever is connected.
    var allColumns: [Column] {
        switch self {
        case .queues: QueueColumn.columns(servers: 2, hasGroups: true)
        case .agents: AgentColumn.columns(servers: 2)
        case .channels: ChannelColumn.columns(servers: 2)
        default: list?.columns(servers: 2) ?? []
        }
    }

    /// The name of the panel in view files: `queues`, `lost_calls`.
    var key: String { title.lowercased().replacing(" ", with: "_") }

    /// The panel of a name, as view files and `--view` have it; nil when there is none.
    init?(key: String) {
        let key = key.lowercased().replacing(" ", with: "_")
        guard let panel = Panel.allCases.first(where: { $0.key == key }) else { return nil }
        self = panel
    }
}
