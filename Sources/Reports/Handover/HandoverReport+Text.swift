extension HandoverReport {
    /// The report as plain text, tables with aligned columns.
    package var text: String {
        var lines = [title, String(repeating: "=", count: title.count)]
        for section in sections {
            lines += ["", section.title]
            if section.rows.isEmpty {
                lines.append("  " + section.empty)
                continue
            }
            let rows = [section.columns] + section.rows
            let widths = section.columns.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
            for row in rows {
                var line = "  "
                for (column, cell) in row.enumerated() {
                    line += cell
                    if column < row.count - 1 { line += String(repeating: " ", count: widths[column] - cell.count + 2) }
                }
                lines.append(line)
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
