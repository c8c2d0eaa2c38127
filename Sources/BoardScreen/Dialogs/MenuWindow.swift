import CallCenter
import Cells

extension Painter {
    /// Everything that can be done with a row: key, words, and why not.
    mutating func menu(_ menu: ActionMenu, _ state: ScreenState, board: Board, in area: Rect) {
        let lines = menu.rows
        let width = min(116, area.width)
        func words(_ command: ScreenCommand) -> String {
            if let reason = state.reasonUnavailable(command, board: board) { return reason }
            let doubt = state.doubt(command, board: board)
            return command.entry.summary + (doubt.map { ", \($0)" } ?? "")
        }
        // The chosen one's words are read whole below, where a row would cut them.
        let isCut = menu.commands.contains { TextWidth.of(words($0)) > width - 28 }
        let foot = isCut ? 2 : 0
        let inside = window(menu.title, width: width, height: lines.count + foot + 2, in: area)
        let rows = max(1, inside.height - foot)
        let chosen = lines.firstIndex { $0 == menu.choice } ?? 0
        let top = max(0, min(chosen - rows + 1, lines.count - rows))
        for line in 0..<rows where top + line < lines.count {
            let y = inside.y + line
            guard let place = lines[top + line] else {
                let x = put("Not now ", x: inside.x + 1, y: y, .windowBorder)
                self.line(x: x, y: y, width: inside.endX - x, .windowBorder)
                continue
            }
            let command = menu.commands[place]
            let isChosen = place == menu.choice
            let isOff = state.reasonUnavailable(command, board: board) != nil
            let style: StyleName = isChosen ? .choice : isOff ? .unavailable : .window
            choice("", isChosen: isChosen, x: inside.x, y: y, width: inside.width)
            put(state.keymap.label(command) ?? "", x: inside.x + 1, y: y, style, width: 4)
            put(command.entry.title, x: inside.x + 6, y: y, style, width: 17)
            put(words(command), x: inside.x + 24, y: y, style, width: inside.width - 24)
        }
        if isCut, menu.commands.indices.contains(menu.choice) {
            let text = words(menu.commands[menu.choice])
            wrapped(text, x: inside.x + 1, y: inside.endY - foot, width: inside.width - 1, lines: foot, .windowTitle)
        }
        let more = top + rows < lines.count
        hint("Enter or its key does it   \(more ? "arrows scroll   " : "")Esc close", under: inside)
    }

    /// A list that was asked of the PBX.
    mutating func picker(_ picker: PickerState, _ state: ScreenState, in area: Rect) {
        let privacy = Privacy(isMasked: state.isMasked)
        let title =
            switch picker.list {
            case .parkedCalls: "Parked calls on \(picker.serverName)"
            case .rooms: "Conference rooms on \(picker.serverName)"
            case .participants(let room): "Room \(room)"
            case .voicemail: "Voicemail on \(picker.serverName): new and old messages"
            }
        let inside = window(title, width: 92, height: max(1, picker.rows.count) + 2, in: area)
        if picker.rows.isEmpty {
            let nothing =
                switch picker.list {
                case .parkedCalls: "No call is parked."
                case .rooms: "No conference is held."
                case .participants: "Nobody is in the room."
                case .voicemail: "There is no voicemail box."
                }
            let text =
                picker.isLoading ? "Asking \(picker.serverName)..." : picker.problem.isEmpty ? nothing : picker.problem
            put(text, x: inside.x, y: inside.y, .window, width: inside.width)
        }
        let top = max(0, min(picker.choice - inside.height + 1, picker.rows.count - inside.height))
        for line in 0..<inside.height where top + line < picker.rows.count {
            let isChosen = top + line == picker.choice
            choice(
                self.line(picker.rows[top + line], privacy), isChosen: isChosen, x: inside.x, y: inside.y + line,
                width: inside.width)
        }
        let keys =
            switch picker.list {
            case .parkedCalls: "Enter fetch   R again   Esc close"
            case .rooms: "Enter who is in   l lock   o unlock   p PIN   R again   Esc close"
            case .participants:
                "x kick  m mute  u unmute  n name  M moderator  v video  p PIN  l lock  o unlock  Esc back"
            case .voicemail: "R again   Esc close"
            }
        hint(keys, under: inside)
    }

    private func line(_ row: Picked, _ privacy: Privacy) -> String {
        switch row {
        case .parked(let call):
            let who = privacy.caller(name: call.callerName, number: call.callerNumber)
            return
                "\(padded(call.space, to: 6)) \(padded(Durations.text(seconds: Int64(call.duration)), to: 6)) \(who)  \(call.channel)"
        case .room(let room):
            return "\(padded(room.name, to: 20)) \(room.parties) in\(room.isLocked ? ", locked" : "")"
        case .mailbox(let box):
            let owner = privacy.name(box.owner)
            return "\(padded(box.name, to: 24)) \(padded(owner, to: 24)) \(box.new) new, \(box.old) old"
        case .party(_, let party):
            let who = privacy.caller(name: party.callerName, number: party.callerNumber)
            let marks = (party.isAdmin ? "admin " : "") + (party.isMuted ? "muted" : "")
            return "\(padded(party.channel, to: 30)) \(padded(who, to: 24)) \(marks)"
        }
    }
}
