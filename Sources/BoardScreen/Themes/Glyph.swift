/// Signs with a meaning; a theme may redraw them. Each takes one column, in the ASCII set too; an alarm may take two.
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

    /// Columns that the sign may take at most.
    var widest: Int {
        switch self {
        case .warning, .breach: 2
        default: 1
        }
    }

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
        case .ringing: ("◎", "r")
        case .onCall: ("▶", ">")
        case .onHold: ("◫", "h")
        case .wrapUp: ("◔", "w")
        case .paused: ("‖", "=")
        case .busy: ("■", "b")
        case .unavailable: ("○", "-")
        case .up: ("▶", ">")
        case .dialling: ("◎", "d")
        case .waiting: ("◷", "w")
        case .down: ("○", "-")
        // Exclamation marks, not triangles: those read as a figure that rises.
        case .warning: ("!", "!")
        case .breach: ("‼", "!!")
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
