import CallCenter
import Cells

/// What a theme looks like: its states, figures and bars on one small screen.
package enum ThemePreview {
    package static let size = Size(columns: 72, rows: 17)

    package static func draw(_ theme: Theme, ascii: Bool = false) -> CellBuffer {
        var painter = Painter(size: size, theme: theme, isASCII: ascii)
        painter.preview()
        return painter.buffer
    }
}

extension Painter {
    fileprivate mutating func preview() {
        let size = ThemePreview.size
        box(Rect(size), .borderFocused)
        put(" \(theme.name) ", x: 2, y: 0, .titleFocused)
        put(theme.description, x: 2, y: 1, .header, width: size.columns - 4)
        let figures: [(Glyph?, String, StyleName)] = [
            (nil, "0 idle", .queueIdle), (nil, "1 waiting", .queueWaiting), (.warning, "3 warning", .queueWarning),
            (.breach, "9 breach", .queueBreach),
        ]
        var x = 2
        for (sign, text, style) in figures { x = put((sign.map(glyph) ?? "") + text, x: x, y: 3, style) + 3 }
        x = 2
        for state in [AgentState.available, .ringing, .onCall, .onHold] { x = sample(state, x, 5) }
        x = 2
        for state in [AgentState.wrapUp, .paused, .busy, .unavailable] { x = sample(state, x, 6) }
        let links: [(Glyph, String, StyleName)] = [
            (.live, "live", .linkLive), (.connecting, "connecting", .linkConnecting), (.stale, "stale", .linkStale),
            (.offline, "offline", .linkOffline),
        ]
        x = 2
        for (sign, text, style) in links { x = put("\(glyph(sign)) \(text)", x: x, y: 7, style) + 3 }
        for (row, style) in [StyleName.selection, .selectionUnfocused].enumerated() {
            let y = 9 + row
            put("text", x: 2, y: y, .text)
            put("faint", x: 10, y: y, .faint)
            put(glyph(.onCall) + " on call", x: 18, y: y, .agentOnCall)
            put(glyph(.warning) + "3", x: 30, y: y, .queueWarning)
            put(glyph(.breach) + "9", x: 36, y: y, .queueBreach)
            put(style == .selection ? "the selected row" : "a row selected elsewhere", x: 42, y: y, .text)
            bar(Rect(x: 1, y: y, width: size.columns - 2, height: 1), style)
        }
        x = put(" DEMO ", x: 2, y: 12, .modeDemo) + 2
        x = put(" REPLAY ", x: x, y: 12, .modeReplay) + 2
        x = put(" filter ", x: x, y: 12, .chip) + 2
        x = put(" alarm ", x: x, y: 12, .alarmFlash) + 2
        put(" 12 ", x: x, y: 12, .wallBreach)
        x = put("Paused Ana", x: 2, y: 14, .messageGood) + 3
        x = put("Cannot pause Ben", x: x, y: 14, .messageBad) + 3
        put("Theme changed", x: x, y: 14, .messageInfo)
        x = put("p", x: 2, y: 15, .footerKey) + 1
        x = put("pause", x: x, y: 15, .footer) + 2
        x = put("x", x: x, y: 15, .unavailable) + 1
        put("hang up", x: x, y: 15, .unavailable)
    }

    private mutating func sample(_ state: AgentState, _ x: Int, _ y: Int) -> Int {
        put("\(glyph(state.glyph)) \(state.word)", x: x, y: y, state.style) + 3
    }
}
