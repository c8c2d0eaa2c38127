import CallCenter

extension HandoverReport {
    /// The report as one HTML page with its plots in it: nothing is fetched from anywhere, and nothing in it runs.
    package var html: String {
        var page = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>\(Self.escaped(title))</title>
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <style>
            body { font: 15px/1.45 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; color: #222 }
            table { border-collapse: collapse; margin: .3rem 0 1.2rem } th, td { padding: .15rem .8rem .15rem 0; text-align: left }
            th { border-bottom: 1px solid #999; font-weight: 600 } td { border-bottom: 1px solid #eee }
            h2 { font-size: 1.05rem; margin: 1.4rem 0 .2rem } svg { width: 100%; height: auto } .none { color: #666 }
            text { font: 11px system-ui, sans-serif; fill: #555 }
            </style></head><body>
            <h1>\(Self.escaped(title))</h1>

            """
        page += "<h2>Waiting callers, by the minute</h2>\n" + waitingPlot()
        page += "<h2>Calls, by quarters of an hour: answered, and lost</h2>\n" + quarterPlot()
        for section in sections {
            page += "<h2>\(Self.escaped(section.title))</h2>\n"
            if section.rows.isEmpty {
                page += "<p class=\"none\">\(Self.escaped(section.empty))</p>\n"
                continue
            }
            page += "<table><tr>" + section.columns.map { "<th>\(Self.escaped($0))</th>" }.joined() + "</tr>\n"
            for row in section.rows {
                page += "<tr>" + row.map { "<td>\(Self.escaped($0))</td>" }.joined() + "</tr>\n"
            }
            page += "</table>\n"
        }
        return page + "</body></html>\n"
    }

    private static let width = 900
    private static let height = 160

    private func waitingPlot() -> String {
        guard let first = waiting.map(\.number).min(), let last = waiting.map(\.number).max() else { return none }
        let most = max(1, waiting.map(\.waiting).max() ?? 1)
        let span = Double(max(1, last - first))
        var svg = opened(
            most: most, "The number of callers who waited, minute by minute; red where a queue was in breach")
        for minute in waiting where minute.waiting > 0 {
            let x = 30 + Double(minute.number - first) / span * Double(Self.width - 40)
            let bar = Double(minute.waiting) / Double(most) * Double(Self.height - 30)
            let colour = minute.isAlarming ? "#c0392b" : "#2c7fb8"
            svg += rectangle(x, Double(Self.height - 20) - bar, max(1, 860 / span * 0.9), bar, colour)
        }
        return svg + axis(first * 60_000_000, last * 60_000_000)
    }

    private func quarterPlot() -> String {
        guard let first = quarters.first, let last = quarters.last else { return none }
        let most = max(1, quarters.map { $0.answered + $0.lost }.max() ?? 1)
        var svg = opened(most: most, "Callers answered and lost in each quarter of an hour")
        let step = Double(Self.width - 40) / Double(quarters.count)
        for (place, quarter) in quarters.enumerated() {
            let x = 30 + Double(place) * step
            let answered = Double(quarter.answered) / Double(most) * Double(Self.height - 30)
            let lost = Double(quarter.lost) / Double(most) * Double(Self.height - 30)
            svg += rectangle(x, Double(Self.height - 20) - answered, step * 0.85, answered, "#2c7fb8")
            svg += rectangle(x, Double(Self.height - 20) - answered - lost, step * 0.85, lost, "#c0392b")
        }
        return svg + axis(first.from, last.from + 900_000_000)
    }

    private var none: String { "<p class=\"none\">There were no calls.</p>\n" }

    private func opened(most: Int, _ title: String) -> String {
        "<svg viewBox=\"0 0 \(Self.width) \(Self.height)\" role=\"img\"><title>\(title)</title>"
            + "<text x=\"0\" y=\"18\">\(most)</text><text x=\"0\" y=\"\(Self.height - 20)\">0</text>"
    }

    private func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double, _ colour: String) -> String {
        func short(_ number: Double) -> String { "\(Double(Int(number * 10)) / 10)" }
        return "<rect x=\"\(short(x))\" y=\"\(short(y))\" width=\"\(short(width))\" height=\"\(short(height))\" "
            + "fill=\"\(colour)\"/>"
    }

    private func axis(_ first: Int64, _ last: Int64) -> String {
        "<line x1=\"30\" x2=\"\(Self.width - 10)\" y1=\"\(Self.height - 20)\" y2=\"\(Self.height - 20)\" stroke=\"#999\"/>"
            + "<text x=\"30\" y=\"\(Self.height - 4)\">\(Self.clock(first, offset))</text>"
            + "<text x=\"\(Self.width - 44)\" y=\"\(Self.height - 4)\">\(Self.clock(last, offset))</text></svg>\n"
    }

    static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}
