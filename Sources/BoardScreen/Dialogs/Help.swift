import CallCenter
import Cells

/// A line of the help, before it is broken to the window's width.
struct HelpLine: Sendable, Equatable {
    enum Kind: Sendable { case heading, note, command, silent, sign, gap }
    var kind: Kind
    /// Keys, or a sign.
    var keys = ""
    var text = ""

    /// In how many commands of a group a reason stands before it is said once, over them.
    private static let fewest = 3

    /// Every command with its keys, and why it does nothing now. A reason that many share is said once, and they have
    /// `mark` before their words.
    static func commands(_ state: ScreenState, _ board: Board, mark: String) -> [HelpLine] {
        var lines: [HelpLine] = []
        let closed = state.reasonCommandsAreOff
        if let closed { lines.append(HelpLine(kind: .note, text: "\(mark) does nothing now: \(closed)")) }
        for group in ScreenCommand.Group.allCases {
            let commands = ScreenCommand.allCases.filter { $0.entry.group == group }
            let reasons = commands.map { state.reasonUnavailable($0, board: board) }
            var counts: [String: Int] = [:]
            for case let reason? in reasons { counts[reason, default: 0] += 1 }
            let shared = reasons.compactMap(\.self).first { $0 != closed && counts[$0, default: 0] >= fewest }
            if !lines.isEmpty { lines.append(HelpLine(kind: .gap)) }
            lines.append(HelpLine(kind: .heading, text: group.rawValue))
            if let shared { lines.append(HelpLine(kind: .note, text: "\(mark) does nothing now: \(shared)")) }
            for (command, reason) in zip(commands, reasons) {
                let keys = keys(of: command, state)
                let summary = command.entry.summary
                let line =
                    switch reason {
                    case nil: HelpLine(kind: .command, keys: keys, text: summary)
                    case closed, shared: HelpLine(kind: .silent, keys: keys, text: "\(mark) \(summary)")
                    case let reason?:
                        HelpLine(kind: .silent, keys: keys, text: "\(summary) - not now: \(reason)")
                    }
                lines.append(line)
            }
        }
        return lines
    }

    /// A command's keys, or where it is found without one: in the menu of a row, or in the list of a room.
    private static func keys(of command: ScreenCommand, _ state: ScreenState) -> String {
        let own = state.keymap.labels(command)
        guard own.isEmpty, let kind = command.control?.kind else { return own }
        let isOfRoom = kind.rawValue.hasPrefix("room.")
        return state.keymap.label(isOfRoom ? .rooms : .menu).map { "\($0) \(isOfRoom ? "list" : "menu")" } ?? ""
    }

    /// The line in pieces that fit, keys and signs before the first.
    func broken(to width: Int) -> [HelpLine] {
        guard TextWidth.of(text) > width, width > 0 else { return [self] }
        return Painter.lines(text, width: width).enumerated().map { row, text in
            HelpLine(kind: kind, keys: row == 0 ? keys : "", text: text)
        }
    }
}

extension Painter {
    /// Every command, and what signs and columns mean. Answers how far it could be scrolled.
    mutating func help(_ state: ScreenState, board: Board, scroll: Int, in area: Rect) -> Int {
        let inside = window("Keys", width: 92, height: area.height, in: area)
        let keyWidth = 15
        let all =
            HelpLine.commands(state, board, mark: glyph(.lock)) + [
                HelpLine(kind: .gap), HelpLine(kind: .heading, text: "Signs and columns"),
            ] + signs(state).map { HelpLine(kind: .sign, keys: $0, text: $1) }
        let lines = all.flatMap { line in
            line.broken(to: line.kind == .note ? inside.width : inside.width - keyWidth)
        }
        let top = max(0, min(scroll, lines.count - inside.height))
        for row in 0..<min(inside.height, lines.count - top) {
            let line = lines[top + row]
            let y = inside.y + row
            switch line.kind {
            case .gap: continue
            case .heading: put(line.text, x: inside.x, y: y, .windowTitle, width: inside.width)
            case .note: put(line.text, x: inside.x, y: y, .window, width: inside.width)
            case .command, .sign, .silent:
                let isSilent = line.kind == .silent
                put(line.keys, x: inside.x, y: y, isSilent ? .unavailable : .windowTitle, width: keyWidth - 1)
                put(
                    line.text, x: inside.x + keyWidth, y: y, isSilent ? .unavailable : .window,
                    width: inside.width - keyWidth)
            }
        }
        let end = min(lines.count, top + inside.height)
        let place = "\(top + 1)-\(end) of \(lines.count)   arrows PgUp PgDn scroll   "
        hint((lines.count > inside.height ? place : "") + "Esc close", under: inside)
        return top
    }
}
