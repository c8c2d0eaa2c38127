import CallCenter
import Cells

/// A line of the help, before it is broken to the window's width.
struct HelpLine: Sendable, Equatable {
    enum Kind: Sendable { case heading, note, command, silent, sign, gap }
    var kind: Kind
    /// Keys, or a sign.
    var keys = ""
    var text = ""
    /// What a command is called besides, for who looks for it.
    var name = ""
    var command: ScreenCommand?

    /// In how many commands of a group a reason stands before it is said once, over them.
    private static let fewest = 3

    /// Every command with its keys, and why it does nothing now. A reason that many share is said once, and they have
    /// `mark` before their words.
    static func commands(_ state: ScreenState, _ board: Board, mark: String) -> [HelpLine] {
        var lines: [HelpLine] = []
        let closed = state.reasonCommandsAreOff
        let note = closed.map { HelpLine(kind: .note, text: "\(mark) does nothing now: \($0)") }
        if let note { lines.append(note) }
        let near = near(state)
        let groups =
            [("\(state.focus.title), where you are", near)]
            + ScreenCommand.Group.allCases.map { group in
                (group.rawValue, ScreenCommand.allCases.filter { $0.entry.group == group && !near.contains($0) })
            }
        for (title, commands) in groups where !commands.isEmpty {
            let reasons = commands.map { state.reasonUnavailable($0, board: board) }
            var counts: [String: Int] = [:]
            for case let reason? in reasons { counts[reason, default: 0] += 1 }
            let shared = reasons.compactMap(\.self).first { $0 != closed && counts[$0, default: 0] >= fewest }
            if !lines.isEmpty { lines.append(HelpLine(kind: .gap)) }
            lines.append(HelpLine(kind: .heading, text: title))
            if let shared { lines.append(HelpLine(kind: .note, text: "\(mark) does nothing now: \(shared)")) }
            for (command, reason) in zip(commands, reasons) {
                let keys = keys(of: command, state)
                let summary = command.entry.summary
                var line =
                    switch reason {
                    case nil: HelpLine(kind: .command, keys: keys, text: summary)
                    case closed, shared: HelpLine(kind: .silent, keys: keys, text: "\(mark) \(summary)")
                    case let reason?:
                        HelpLine(kind: .silent, keys: keys, text: "\(summary) - not now: \(reason)")
                    }
                line.name = "\(command.entry.title) \(command.rawValue)"
                line.command = command
                lines.append(line)
            }
        }
        return lines
    }

    /// What the keys do with the panel that has the focus, what it is made for first.
    private static func near(_ state: ScreenState) -> [ScreenCommand] {
        let lists: [ScreenCommand] = [.open, .filter, .mark, .sortLeft, .sortRight, .invert, .columns, .zoom]
        let own: [ScreenCommand] =
            switch state.focus {
            case .queues: ScreenCommand.controls(for: .queue(server: 0, name: "")) + [.explain, .window, .totalsRow]
            case .agents: ScreenCommand.controls(for: .agent(server: 0, id: "")) + [.explain, .grid, .loggedOut]
            case .channels: ScreenCommand.controls(for: .channel(server: 0, uniqueID: "")) + [.callStart]
            case let other: other.list?.commands ?? []
            }
        var near: [ScreenCommand] = []
        for command in [.menu] + own + lists where state.keymap.label(command) != nil && !near.contains(command) {
            near.append(command)
        }
        return near
    }

    /// The lines with a text in them, under their headings; a heading with the text keeps all of its lines.
    static func found(_ text: String, in lines: [HelpLine]) -> [HelpLine] {
        if text.isEmpty { return lines }
        let typed = text.lowercased()
        func has(_ line: HelpLine) -> Bool {
            line.keys.lowercased().contains(typed) || line.text.lowercased().contains(typed)
                || line.name.lowercased().contains(typed) || line.command?.isCalled(typed) == true
        }
        var found: [HelpLine] = []
        // A heading, and what is said once of the commands under it.
        var head: [HelpLine] = []
        var isWhole = false
        for line in lines {
            switch line.kind {
            case .gap: head = []
            case .heading: (head, isWhole) = ([line], has(line))
            case .note: head.append(line)
            case .command, .silent, .sign:
                guard isWhole || has(line) else { continue }
                if !head.isEmpty { found += (found.isEmpty ? [] : [HelpLine(kind: .gap)]) + head }
                head = []
                found.append(line)
            }
        }
        return found
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
    mutating func help(_ help: HelpState, _ state: ScreenState, board: Board, in area: Rect) -> Int {
        let inside = window("Keys", width: 92, height: area.height, in: area)
        let keyWidth = 15
        let all =
            HelpLine.commands(state, board, mark: glyph(.lock)) + [
                HelpLine(kind: .gap), HelpLine(kind: .heading, text: "Signs and columns"),
            ] + signs(state).map { HelpLine(kind: .sign, keys: $0, text: $1) }
        let found = HelpLine.found(help.search.text, in: all)
        if found.isEmpty {
            let text = "No key and no sign has \u{201C}\(help.search.text)\u{201D} in it."
            put(text, x: inside.x, y: inside.y, .window, width: inside.width)
        }
        let lines = found.flatMap { line in
            line.broken(to: line.kind == .note ? inside.width : inside.width - keyWidth)
        }
        let top = max(0, min(help.scroll, lines.count - inside.height))
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
        let search = help.search.isEmpty ? state.keymap.label(.filter).map { "\($0) search   " } ?? "" : ""
        hint(
            (lines.count > inside.height ? place : "") + search + (help.search.isEmpty ? "Esc close" : "Esc show all"),
            under: inside)
        return top
    }
}
