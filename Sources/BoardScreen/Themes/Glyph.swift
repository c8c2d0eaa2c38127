/// Signs with a meaning; a theme may redraw them. Each takes one column, in the ASCII set too.
package enum Glyph: Int, Sendable, CaseIterable {
    case live, connecting, stale, offline, replay, lock
    case available, ringing, onCall, onHold, wrapUp, paused, busy, unavailable
    case up, dialling, waiting, down
    case warning, breach
    case selected, marked
    case sortedUp
    case sortedDown
    case ellipsis, dash, dot, arrow
    case horizontal, vertical
    case topLeft
    case topRight
    case bottomLeft
    case bottomRight
    case scrollUp
    case scrollDown

    /// The name in a theme: `top-left` for `topLeft`.
    package var name: String { Self.names[rawValue] }

    private static let names = allCases.map { caseName("\($0)", first: "-") }

    /// The default sets: for terminals with UTF-8, and without.
    var standard: (unicode: String, ascii: String) {
        switch self {
        case .live: ("●", "*")
        case .connecting: ("◌", "~")
        case .stale: ("◍", "?")
        case .offline: ("○", "x")
        case .replay: ("◆", "@")
        case .lock: ("▣", "#")
        case .available: ("●", "+")
        case .ringing: ("◎", "!")
        case .onCall: ("▶", ">")
        case .onHold: ("◫", "h")
        case .wrapUp: ("◔", "w")
        case .paused: ("‖", "=")
        case .busy: ("■", "b")
        case .unavailable: ("○", "-")
        case .up: ("▶", ">")
        case .dialling: ("◎", "!")
        case .waiting: ("◷", "w")
        case .down: ("○", "-")
        case .warning: ("▴", "+")
        case .breach: ("▲", "!")
        case .selected: ("▌", ">")
        case .marked: ("◆", "*")
        case .sortedUp: ("↑", "^")
        case .sortedDown: ("↓", "v")
        case .ellipsis: ("…", "~")
        case .dash: ("–", "-")
        case .dot: ("·", ".")
        case .arrow: ("→", ">")
        case .horizontal: ("─", "-")
        case .vertical: ("│", "|")
        case .topLeft: ("╭", "+")
        case .topRight: ("╮", "+")
        case .bottomLeft: ("╰", "+")
        case .bottomRight: ("╯", "+")
        case .scrollUp: ("▲", "^")
        case .scrollDown: ("▼", "v")
        }
    }
}
