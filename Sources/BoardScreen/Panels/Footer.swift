import CallCenter
import Cells

extension Painter {
    /// The keys that matter here, or what is being typed.
    mutating func footer(_ state: ScreenState, board: Board, now: Int64, in rect: Rect) {
        guard rect.height > 0 else { return }
        switch state.overlay {
        case .filter(let entry):
            prompt(
                "Filter \(state.focus.title.lowercased()): ", entry.field, "Enter keeps it, Esc gives it up", in: rect)
            return
        case .help(let help) where help.isTyping:
            prompt("Search the help: ", help.search, "Enter keeps it, Esc shows all", in: rect)
            return
        case .palette(let palette):
            prompt(":", palette.field, "Tab completes, Enter runs, Esc closes", in: rect)
            return
        case .pin(let field):
            let dots = TextField(String(repeating: "*", count: field.characters.count))
            prompt("PIN: ", dots, "Enter opens, Esc closes", in: rect)
            return
        case .jump(let field):
            prompt("Go to: ", field, "14:05, -10m, yesterday 09:00, start, end", in: rect)
            return
        default: break
        }
        // A window has its own keys at its edge; those of the panels do nothing meanwhile.
        let isCovered = state.overlay != nil
        if isCovered, let message = state.message, messageLines(state, width: rect.width - 2).isEmpty {
            put(message.text, x: rect.x + 1, y: rect.y, style(message), width: rect.width - 2)
            return
        }
        var x = rect.x + 1
        let commands = footerCommands(state, board).compactMap { command in
            state.keymap.label(command).map { (command: command, key: $0, title: title(command, state)) }
        }
        func width(_ place: Int) -> Int { TextWidth.of(commands[place].key) + 1 + TextWidth.of(commands[place].title) }
        // Where everything else is found, and how to leave: nothing drives these out.
        var kept = commands.indices.filter { [.help, .quit].contains(commands[$0].command) }
        var isFull = false
        for (place, (command, key, title)) in commands.enumerated() {
            let isKept = kept.first == place
            if isKept { kept.removeFirst() }
            let end = rect.endX - kept.reduce(0) { $0 + width($1) + 2 }
            guard x + width(place) <= end, isKept || !isFull else {
                isFull = true
                continue
            }
            let isOff = isCovered || state.reasonUnavailable(command, board: board) != nil
            x = put(key, x: x, y: rect.y, isOff ? .unavailable : .footerKey) + 1
            x = put(title, x: x, y: rect.y, isOff ? .unavailable : .footer) + 2
        }
    }

    /// What a key is called here: of the one that leads out of the present, where it leads.
    private func title(_ command: ScreenCommand, _ state: ScreenState) -> String {
        command == .timeBack && !state.isPast ? "past" : command.entry.title
    }

    // MARK: Messages

    /// What is said, in lines above the keys. Over a window one line takes their place, as they do nothing
    /// then.
    func messageLines(_ state: ScreenState, width: Int) -> [String] {
        guard let message = state.message else { return [] }
        let lines = Self.lines(message.text, width: width)
        switch state.overlay {
        case .filter, .jump, .pin, nil: break
        default: if lines.count <= 1 { return [] }
        }
        // A refusal is read to its end; what is longer than any is cut.
        guard lines.count > Self.mostLines else { return lines }
        return lines.prefix(Self.mostLines - 1) + [lines[(Self.mostLines - 1)...].joined(separator: " ")]
    }

    private static let mostLines = 3

    mutating func message(_ lines: [String], _ state: ScreenState, in rect: Rect) {
        guard let message = state.message else { return }
        for (row, line) in lines.prefix(rect.height).enumerated() {
            let y = rect.y + row
            fill(Rect(x: rect.x, y: y, width: rect.width, height: 1), .footer)
            put(line, x: rect.x + 1, y: y, style(message), width: rect.width - 2)
        }
    }

    private func style(_ message: Message) -> StyleName {
        switch message.kind {
        case .good: .messageGood
        case .bad: .messageBad
        case .info: .messageInfo
        }
    }

    private mutating func prompt(_ label: String, _ field: TextField, _ hint: String, in rect: Rect) {
        let x = put(label, x: rect.x + 1, y: rect.y, .strong)
        let hintWidth = TextWidth.of(hint)
        let room = rect.endX - x - 1
        let width = room > hintWidth + 22 ? room - hintWidth - 2 : room
        self.field(field, x: x, y: rect.y, width: width, isFocused: true)
        if width < room { put(hint, x: x + width + 2, y: rect.y, .faint, width: hintWidth) }
    }

    private func footerCommands(_ state: ScreenState, _ board: Board) -> [ScreenCommand] {
        var commands: [ScreenCommand] = []
        // Where there is room for more.
        var rest: [ScreenCommand] = []
        var more: [ScreenCommand] = []
        if state.isPast {
            commands += [.timeBack, .timeForward, .timeHold, .timeJump, .timeEnd]
        }
        // What leads about in the graphs stands under them.
        if state.graphs != nil { return commands + [.help, .quit, .servers, .palette, .theme, .wall] }
        if state.detail != nil { commands += [.back] }
        let server = state.currentEntity?.server ?? 0
        if board.servers.indices.contains(server), !board.servers[server].link.isConnected,
            !state.isPast
        {
            // Whatever asks the PBX would be refused: what helps instead.
            commands += [.retry]
        } else if state.reasonCommandsAreOff == nil {
            switch state.detail?.entity.panel ?? state.focus {
            case .queues:
                commands += [.menu, .pause, .pickUp, .originate]
                more = [.unpause, .addToQueue, .fetchParked]
            case .agents:
                // Of an agent without a call what works stands before what would need one.
                let isFree = state.reasonUnavailable(.hangUp, board: board) != nil
                commands += [.menu] + pauses(state, board)
                commands += isFree ? [.originate, .hangUp, .spy] : [.hangUp, .transfer, .spy]
                rest = isFree ? [.transfer] : [.originate]
                more = [.addToQueue, .park, .release, .undoPause]
            case .channels:
                // Who waits is picked up, who talks is listened to.
                let waits = state.reasonUnavailable(.pickUp, board: board) == nil
                commands += [.menu, .hangUp, .transfer]
                commands += waits ? [.pickUp] : [.spy, .originate]
                rest = waits ? [.originate] : []
                more = [.park, waits ? .spy : .pickUp, .fetchParked]
            case let other: commands += other.list?.commands ?? []
            }
        }
        if state.detail == nil { commands += [.filter] }
        if state.options.canTravel, !state.isPast { commands += [.timeBack] }
        commands += [.help, .quit] + rest
        if state.isPast { commands += [.previousAlarm, .nextAlarm, .timeStep, .timeFaster, .callStart] }
        if state.detail == nil { commands += [.open, .zoom, .nextPanel, .sortRight, .palette, .mark] }
        return commands + more
    }

    /// Pause, its end, or both, by what the agent can be asked for now.
    private func pauses(_ state: ScreenState, _ board: Board) -> [ScreenCommand] {
        let open = [ScreenCommand.pause, .unpause].filter { state.reasonUnavailable($0, board: board) == nil }
        return open.isEmpty ? [.pause] : open
    }
}
