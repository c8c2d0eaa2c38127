import CallCenter
import Cells

extension Painter {
    /// What lies over the panels.
    mutating func overlay(_ state: inout ScreenState, board: Board, now: Int64, layout: ScreenLayout) {
        let area = layout.body
        switch state.overlay {
        case .help(let scroll):
            state.overlay = .help(scroll: help(state, board: board, scroll: scroll, in: area))
        case .palette(let palette): self.palette(palette, state, board: board, in: area)
        case .pause(let dialog): pause(dialog, in: area)
        case .hangUp(let dialog): hangUp(dialog, state, board: board, now: now, in: area)
        case .originate(let dialog): originate(dialog, in: area)
        case .filter, .jump, nil: break
        }
    }

    // MARK: Pause

    private mutating func pause(_ dialog: PauseDialog, in area: Rect) {
        let verb = dialog.isPausing ? "Pause" : "Unpause"
        let names = dialog.targets.map(\.name)
        let title = names.count == 1 ? "\(verb) \(names[0])" : "\(verb) \(names.count) agents"
        let listed = dialog.isPausing ? dialog.reasons.count + 2 : 0
        let inside = window(title, width: 58, height: listed + 5 + (names.count > 1 ? 1 : 0), in: area)
        var y = inside.y
        if names.count > 1 {
            put(names.joined(separator: ", "), x: inside.x, y: y, .window, width: inside.width)
            y += 1
        }
        let scope = dialog.queue ?? "every queue (\(dialog.queues.joined(separator: ", ")))"
        var x = put("In ", x: inside.x, y: y, .window)
        x = put(scope, x: x, y: y, .windowTitle, width: inside.endX - x)
        y += 2
        if dialog.isPausing {
            for (place, reason) in dialog.reasons.enumerated() where y < inside.endY {
                let digit = place < 9 ? "\(place + 1)" : " "
                choice("\(digit)  \(reason)", isChosen: dialog.choice == place, x: inside.x, y: y, width: inside.width)
                y += 1
            }
            if y < inside.endY {
                let label = "Other: "
                let end = put(label, x: inside.x, y: y, dialog.isTyping ? .windowTitle : .window)
                field(dialog.field, x: end, y: y, width: inside.endX - end, isFocused: dialog.isTyping)
            }
            y += 1
        }
        if !dialog.problem.isEmpty {
            put(dialog.problem, x: inside.x, y: min(y, inside.endY - 1), .danger, width: inside.width)
        }
        hint("Enter \(verb.lowercased())   Tab queue   Esc no", under: inside)
    }

    private mutating func choice(_ text: String, isChosen: Bool, x: Int, y: Int, width: Int) {
        let style: StyleName = isChosen ? .choice : .window
        fill(Rect(x: x, y: y, width: width, height: 1), style)
        put((isChosen ? glyph(.selected) : " ") + text, x: x, y: y, style, width: width)
    }

    // MARK: Hang up

    private mutating func hangUp(
        _ dialog: HangUpDialog, _ state: ScreenState, board: Board, now: Int64, in area: Rect
    ) {
        let inside = window("Hang up?", width: 62, height: 11, in: area, danger: true)
        let privacy = Privacy(isMasked: state.isMasked)
        guard let channel = state.channel(of: dialog, board) else {
            put(
                "\(dialog.channel) has ended by itself.", x: inside.x, y: inside.y + 1, .windowTitle,
                width: inside.width)
            hint("Esc close", under: inside)
            return
        }
        func line(_ label: String, _ text: String, _ row: Int, _ style: StyleName = .window) {
            guard row < inside.height else { return }
            put(label, x: inside.x, y: inside.y + row, .window)
            put(text, x: inside.x + 11, y: inside.y + row, style, width: inside.width - 11)
        }
        line("Channel", channel.name, 0, .windowTitle)
        let caller = privacy.caller(name: channel.callerName, number: channel.callerNumber)
        line("Of", dialog.who.isEmpty ? caller : dialog.who, 1, .windowTitle)
        line("Talks to", talksTo(channel, board.servers[dialog.server], privacy), 2, .windowTitle)
        let waiting = state.rows.callers[.channel(server: dialog.server, uniqueID: dialog.uniqueID)]
        let since = channel.shownSince(waiting: waiting)
        let moment = board.servers[dialog.server].shownMoment(now)
        let word = channel.look(isWaiting: waiting != nil).word
        line("For", Durations.text(from: since, to: moment) + ", \(word)", 3)
        for (place, cause) in HangupCause.allCases.enumerated() {
            let text = "\(cause.rawValue) \(cause.words)"
            let isChosen = place == dialog.cause
            let row = 5 + place / 2
            guard row < inside.height else { break }
            choice(
                text, isChosen: isChosen, x: inside.x + (place % 2) * (inside.width / 2), y: inside.y + row,
                width: inside.width / 2)
        }
        guard inside.height > 8 else { return hint("y hang up   Esc no", under: inside) }
        if dialog.opening.isReadable(frames: state.frames, now: now) {
            let end = put("y", x: inside.x, y: inside.y + 8, .danger)
            put(
                " hangs up, Esc does not; arrows choose the cause", x: end, y: inside.y + 8, .window,
                width: inside.width - 1)
        } else {
            let text = dialog.wasEarly ? "That key came too soon: read, then press y." : "Read first."
            put(text, x: inside.x, y: inside.y + 8, .window, width: inside.width)
        }
    }

    private func talksTo(_ channel: Channel, _ server: ServerBoard, _ privacy: Privacy) -> String {
        let others =
            channel.bridgeID.isEmpty
            ? [] : server.channels(inBridge: channel.bridgeID).filter { $0.uniqueID != channel.uniqueID }
        let connected = privacy.caller(name: channel.connectedName, number: channel.connectedNumber)
        guard let other = others.first else { return connected.isEmpty ? "nobody" : connected + " (not yet)" }
        return connected.isEmpty ? other.name : "\(connected)  \(other.name)"
    }

    // MARK: Originate

    private mutating func originate(_ dialog: OriginateDialog, in area: Rect) {
        let inside = window("Call, from \(dialog.server)", width: 62, height: 10, in: area)
        for field in OriginateDialog.Field.allCases {
            let y = inside.y + field.rawValue
            guard y < inside.endY else { break }
            let isFocused = field == dialog.focus
            put(field.label, x: inside.x, y: y, isFocused ? .windowTitle : .window, width: 10)
            self.field(dialog[field], x: inside.x + 11, y: y, width: inside.width - 11, isFocused: isFocused)
        }
        let isWrong = !dialog.problem.isEmpty
        wrapped(
            isWrong ? dialog.problem : dialog.focus.hint, x: inside.x, y: inside.y + 6, width: inside.width,
            lines: inside.height - 6, isWrong ? .danger : .window)
        hint("Enter call   Tab next field   Esc no", under: inside)
    }

    /// Words over as many lines as there are.
    mutating func wrapped(_ text: String, x: Int, y: Int, width: Int, lines: Int, _ style: StyleName) {
        var words = text.split(separator: " ").map(String.init)
        var row = 0
        while !words.isEmpty, row < lines {
            var line = words.removeFirst()
            while let next = words.first, TextWidth.of(line) + 1 + TextWidth.of(next) <= width {
                line += " " + next
                words.removeFirst()
            }
            put(line, x: x, y: y + row, style, width: width)
            row += 1
        }
    }

    // MARK: Palette and help

    private mutating func palette(_ palette: PaletteState, _ state: ScreenState, board: Board, in area: Rect) {
        let matches = palette.matches
        let rows = min(max(1, matches.count), max(1, area.height - 4), 12)
        let width = min(area.width, 76)
        let height = min(rows + 2, area.height)
        let rect = Rect(x: area.x, y: area.endY - height, width: width, height: height)
        fill(rect, .window)
        box(rect, .windowBorder)
        let inside = rect.inset()
        if matches.isEmpty {
            put(" No command has this in its name.", x: inside.x, y: inside.y, .window, width: inside.width)
            return
        }
        let top = max(0, min(palette.choice - rows + 1, matches.count - rows))
        for line in 0..<min(rows, inside.height) where top + line < matches.count {
            let command = matches[top + line]
            let y = inside.y + line
            let reason = state.reasonUnavailable(command, board: board)
            choice("", isChosen: top + line == palette.choice, x: inside.x, y: y, width: inside.width)
            let isChosen = top + line == palette.choice
            let style: StyleName = isChosen ? .choice : reason == nil ? .window : .unavailable
            put(command.rawValue, x: inside.x + 1, y: y, style, width: 17)
            put(state.keymap.label(command) ?? "", x: inside.x + 19, y: y, style, width: 6)
            let text = reason.map { "\(command.entry.title): \($0)" } ?? command.entry.summary
            put(text, x: inside.x + 26, y: y, style, width: inside.width - 27)
        }
    }

    /// Every command with its keys, and why it does nothing now. Answers how far it could be scrolled.
    private mutating func help(_ state: ScreenState, board: Board, scroll: Int, in area: Rect) -> Int {
        let inside = window("Keys", width: 92, height: area.height, in: area)
        var lines: [(keys: String, text: String, style: StyleName)] = []
        for group in ScreenCommand.Group.allCases {
            if !lines.isEmpty { lines.append(("", "", .window)) }
            lines.append(("", group.rawValue, .windowTitle))
            for command in ScreenCommand.allCases where command.entry.group == group {
                let keys = state.keymap.labels(command)
                if let reason = state.reasonUnavailable(command, board: board),
                    command.entry.changesPBX || command.entry.group == .time
                {
                    lines.append((keys, "\(command.entry.summary) (\(reason))", .unavailable))
                } else {
                    lines.append((keys, command.entry.summary, .window))
                }
            }
        }
        lines.append(("", "", .window))
        lines.append(("", "Signs and columns", .windowTitle))
        lines += signs(state).map { ($0, $1, .window) }
        let top = max(0, min(scroll, lines.count - inside.height))
        let keyWidth = 14
        for row in 0..<min(inside.height, lines.count - top) {
            let line = lines[top + row]
            let y = inside.y + row
            if line.style == .windowTitle {
                put(line.text, x: inside.x, y: y, .windowTitle, width: inside.width)
                continue
            }
            put(line.keys, x: inside.x, y: y, line.style == .window ? .windowTitle : line.style, width: keyWidth)
            put(line.text, x: inside.x + keyWidth + 1, y: y, line.style, width: inside.width - keyWidth - 1)
        }
        let more = top + inside.height < lines.count
        hint(more ? "arrows scroll   Esc close" : "Esc close", under: inside)
        return top
    }
}
