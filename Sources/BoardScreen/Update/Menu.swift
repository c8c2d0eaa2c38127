import CallCenter
import Cells

extension ScreenState {
    // MARK: What can be done with the row

    mutating func openMenu(_ board: Board, now: Int64) {
        let scene = Scene(state: self, board: board, now: now)
        var menu = ActionMenu(entity: currentEntity, title: menuTitle(scene))
        arrange(&menu, board: board)
        menu.choice = 0
        overlay = .menu(menu)
    }

    /// Puts what works first, and of that last what may find nothing to do; the order is otherwise always the same, for
    /// the hands. A call that is answered, ends or is put on hold while the menu is open changes what works: whatever was
    /// chosen stays so.
    func arrange(_ menu: inout ActionMenu, board: Board) {
        // Of a row that has gone nothing works, and its neighbour is none of the menu's business.
        guard currentEntity == menu.entity else { return }
        let commands = ScreenCommand.controls(for: menu.entity)
        let working = commands.filter { reasonUnavailable($0, board: board) == nil }
        let doubtful = working.filter { doubt($0, board: board) != nil }
        let chosen = menu.commands.indices.contains(menu.choice) ? menu.commands[menu.choice] : nil
        menu.commands =
            working.filter { !doubtful.contains($0) } + doubtful + commands.filter { !working.contains($0) }
        menu.working = working.count
        menu.choice = chosen.flatMap(menu.commands.firstIndex) ?? 0
    }

    private func menuTitle(_ scene: Scene) -> String {
        if let queue = scene.queue { return queue.name }
        if case .agent? = scene.entity {
            let agents = scene.agents()
            return agents.count == 1 ? agents[0].name : "\(agents.count) agents"
        }
        let calls = scene.calls()
        if calls.count > 1 { return "\(calls.count) calls" }
        return calls.first.map(scene.named) ?? "Actions"
    }

    mutating func receivedInMenu(_ key: Key, _ menu: inout ActionMenu, board: Board, now: Int64) -> [ScreenEffect] {
        switch key {
        case .escape, .backspace:
            overlay = nil
            return []
        case .up, .backTab, .character("k"): menu.moveChoice(-1)
        case .down, .tab, .character("j"): menu.moveChoice(1)
        case .pageUp, .pageDown, .home, .end:
            menu.choice = ListKeys.place(key, from: menu.choice, of: menu.commands.count) ?? 0
        case .enter:
            overlay = nil
            guard menu.commands.indices.contains(menu.choice) else { return [] }
            return runFromMenu(menu.commands[menu.choice], menu, board: board, now: now)
        default:
            // A command's own key works here too.
            guard let command = keymap[key], menu.commands.contains(command) else {
                if keymap[key] == .quit || keymap[key] == .menu { overlay = nil } else { overlay = .menu(menu) }
                return []
            }
            overlay = nil
            return runFromMenu(command, menu, board: board, now: now)
        }
        overlay = .menu(menu)
        return []
    }

    /// The row that the menu was opened on may have gone meanwhile: then nothing is done to its neighbour.
    private mutating func runFromMenu(
        _ command: ScreenCommand, _ menu: ActionMenu, board: Board, now: Int64
    ) -> [ScreenEffect] {
        guard currentEntity == menu.entity else {
            refuse(Sentences.nothingLeft(menu.title, command.entry.title), now: now)
            return []
        }
        return run(command, board: board, now: now)
    }

    // MARK: Lists asked of the PBX

    mutating func openPicker(_ list: PBXList, server: Int, board: Board) -> [ScreenEffect] {
        guard board.servers.indices.contains(server) else { return [] }
        let ticket = nextTicket
        nextTicket += 1
        picked = nil
        overlay = .picker(
            PickerState(server: server, serverName: board.servers[server].name, list: list, ticket: ticket))
        return [.ask(list, server: board.servers[server].name, ticket: ticket)]
    }

    /// A list came.
    mutating func listed(_ ticket: Int, _ items: [PBXListItem], problem: String) {
        guard case .picker(var picker)? = overlay, picker.ticket == ticket else { return }
        picker.isLoading = false
        picker.problem = problem
        picker.rows = items.map { item in
            switch item {
            case .parked(let call): .parked(call)
            case .room(let room): .room(room)
            case .mailbox(let box): .mailbox(box)
            case .party(let party):
                if case .participants(let room) = picker.list {
                    .party(room: room, party)
                } else {
                    .party(room: "", party)
                }
            }
        }
        picker.choice = min(picker.choice, max(0, picker.rows.count - 1))
        overlay = .picker(picker)
    }

    mutating func receivedInPicker(
        _ key: Key, _ picker: inout PickerState, board: Board, now: Int64
    ) -> [ScreenEffect] {
        switch key {
        case .escape:
            if case .participants = picker.list { return openPicker(.rooms, server: picker.server, board: board) }
            overlay = nil
            return []
        case .character("q"):
            overlay = nil
            return []
        case .up, .backTab, .character("k"): picker.moveChoice(-1)
        case .down, .tab, .character("j"): picker.moveChoice(1)
        case .pageUp, .pageDown, .home, .end:
            picker.choice = ListKeys.place(key, from: picker.choice, of: picker.rows.count) ?? 0
        case .character("R"): return openPicker(picker.list, server: picker.server, board: board)
        case .enter:
            guard let picked = picker.picked else { break }
            switch picked {
            case .room(let room): return openPicker(.participants(room: room.name), server: picker.server, board: board)
            case .parked: return act(.fetchParked, picker, board: board, now: now)
            case .party, .mailbox: break
            }
        case .character(let character):
            guard let picked = picker.picked else { break }
            let kind: CommandKind? =
                switch (picked, character) {
                case (.party, "x"): .roomKick
                case (.party, "m"): .roomMute
                case (.party, "u"): .roomUnmute
                case (.party, "n"): .roomName
                case (.party, "M"): .roomModerator
                case (.party, "v"): .roomVideo
                case (.party, "p"), (.room, "p"): .roomPIN
                case (.party, "l"), (.room, "l"): .roomLock
                case (.party, "o"), (.room, "o"): .roomUnlock
                default: nil
                }
            if let kind { return act(kind, picker, board: board, now: now) }
        default: break
        }
        overlay = .picker(picker)
        return []
    }

    private mutating func act(
        _ kind: CommandKind, _ picker: PickerState, board: Board, now: Int64
    ) -> [ScreenEffect] {
        picked = picker.picked
        defer { picked = nil }
        if let reason = reasonUnavailable(kind, server: picker.server, board: board) {
            overlay = .picker(picker)
            refuse(Sentences.unavailable(Controls.of(kind).title, reason), .bad, now: now)
            return []
        }
        let control = Controls.of(kind)
        let effects = open(control, board: board, now: now)
        if case .form? = overlay { return effects }
        // The list is asked again, so that it shows what became of it.
        guard !effects.isEmpty else { return effects }
        return effects + openPicker(picker.list, server: picker.server, board: board)
    }

    // MARK: PIN

    mutating func openPIN() {
        overlay = .pin(TextField("", limit: 64))
    }

    mutating func receivedInPIN(_ key: Key, _ field: inout TextField) -> [ScreenEffect] {
        switch key {
        case .escape:
            overlay = nil
            return []
        case .enter:
            overlay = nil
            return field.isEmpty ? [] : [.checkPIN(field.text)]
        default:
            _ = field.received(key)
            overlay = .pin(field)
            return []
        }
    }

    /// The PIN was compared with its hash.
    mutating func checkedPIN(_ isRight: Bool, now: Int64) {
        guard isRight else { return refuse("That is not the PIN", .bad, now: now) }
        let minutes = Int64(options.pinMinutes)
        gate.opened(until: now + minutes * 60_000_000)
        say(sentences.pinOpened(minutes: minutes), .good, now: now)
    }
}

extension ScreenCommand {
    /// The commands that can be about a row, in the order of the menu.
    static func controls(for entity: Entity?) -> [ScreenCommand] {
        switch entity {
        case .queue?:
            [
                .pause, .unpause, .addToQueue, .removeFromQueue, .penalty, .ringInUse, .pickUp, .priority, .withdraw,
                .logIn, .logOff, .cleanSeats,
            ] + always
        case .agent?:
            [
                .pause, .unpause, .release, .spy, .hangUp, .transfer, .attended, .cancelAttended, .redirect, .park,
                .addToQueue, .removeFromQueue, .penalty, .ringInUse, .logIn, .logOff,
            ] + onCall + always
        case .channel?:
            [
                .hangUp, .transfer, .attended, .cancelAttended, .redirect, .park, .spy, .pickUp, .priority, .withdraw,
            ] + onCall + always
        case .row?, nil: always
        }
    }

    private static let onCall: [ScreenCommand] = [
        .record, .recordPause, .recordResume, .recordStop, .muteCall, .dtmf, .text, .kick, .playback,
        .hold, .accept, .nWay,
    ]
    private static let always: [ScreenCommand] = [.originate, .redial, .undoPause, .fetchParked, .rooms, .voicemail]
}
