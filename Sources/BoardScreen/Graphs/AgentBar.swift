import CallCenter

extension AgentCounts {
    /// In the order in which bars show them: busy with callers first, away last.
    var parts: [(state: AgentState, count: Int)] {
        [
            (.onCall, onCall), (.busy, busy), (.ringing, ringing), (.wrapUp, wrapUp), (.available, free),
            (.paused, paused), (.unavailable, out),
        ]
    }

    var total: Int { parts.reduce(0) { $0 + $1.count } }

    /// Cells of a bar for each state: one for each agent while there is room, else in proportion, one at least for a
    /// state that somebody is in while there is room for that.
    func cells(width: Int) -> [(state: AgentState, cells: Int)] {
        let shown = parts.filter { $0.count > 0 }
        if total <= width { return shown.map { ($0.state, $0.count) } }
        guard width > 0 else { return [] }
        var cells = shown.map { max(1, $0.count * width / total) }
        // What the rounding took or gave, from and to where it is seen least.
        while cells.reduce(0, +) > width, let place = cells.indices.max(by: { cells[$0] < cells[$1] }) {
            cells[place] -= 1
        }
        while cells.reduce(0, +) < width {
            let missing = shown.indices.max {
                shown[$0].count * width - cells[$0] * total < shown[$1].count * width - cells[$1] * total
            }
            guard let missing else { break }
            cells[missing] += 1
        }
        return zip(shown, cells).filter { $0.1 > 0 }.map { ($0.0.state, $0.1) }
    }
}

extension Painter {
    /// Agents by state as a bar of their signs: `▶▶▶●●‖`. Answers the column after it.
    @discardableResult
    mutating func agentBar(_ counts: AgentCounts, x: Int, y: Int, width: Int) -> Int {
        var x = x
        for (state, cells) in counts.cells(width: width) {
            x = put(String(repeating: glyph(state.glyph), count: cells), x: x, y: y, state.style)
        }
        return x
    }
}
