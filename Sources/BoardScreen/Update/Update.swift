// BoardScreen: what a person sees and what their keys do, as pure functions. No clock, no terminal, no socket: moments
// and boards come in, cells and wishes go out. It may depend on CallCenter, Cells and Settings alone.

import CallCenter
import Cells

/// Lets one input change the screen's state. What the world must do about it is answered, in order.
///
/// - Parameter now: our clock, µs since 1970; in a replay the moment shown.
package func update(
    _ state: inout ScreenState, _ input: ScreenInput, board: Board, now: Int64
) -> [ScreenEffect] {
    let now = WallClock.sane(now)
    state.gate.timePassed(to: now)
    // Whatever the key does, it means the row that was seen, not the one that has come to the top since.
    if case .key = input { state[state.focus].isChosen = true }
    state.lookAgain(board, now: now)
    if let displaced = state.displaced, !displaced.isUnread(frames: state.frames, now: now) { state.displaced = nil }
    let effects = update(&state, to: input, board: board, now: now)
    return effects + state.recallWeek(now: now)
}

private func update(
    _ state: inout ScreenState, to input: ScreenInput, board: Board, now: Int64
) -> [ScreenEffect] {
    switch input {
    case .resized(let size):
        state.size = size
        return []
    case .ticked:
        state.forgetOldMessage(now: now)
        state.begun.settle(board)
        // The past has rung already; its owner lets the alarms see the live board meanwhile.
        return state.isPast ? [] : state.lookForAlarms(board, now: now)
    case .clockStepped(let seconds):
        state.clockStepped(seconds)
        return []
    case .notice(let text):
        state.message = Message(kind: .info, text: text, at: now)
        return []
    case .warning(let text):
        state.message = Message(kind: .bad, text: text, at: now)
        return []
    case .themed(let theme, let isNews):
        state.theme = theme
        if isNews {
            let words = theme.description.isEmpty ? "" : ": \(theme.description)"
            state.say("Theme \(theme.name)\(words)", now: now)
        }
        return []
    case .recalled(let week):
        state.pastWeek = week
        return []
    case .wrote(let bytes):
        state.bytesPerSecond = bytes
        return []
    case .viewsListed(let names):
        state.viewsListed(names)
        return []
    case .viewed(let view, let name):
        state.viewed(view, name: name, board: board, now: now)
        return []
    case .travelled(let travel):
        state.travel = travel
        state.gate.isPast = state.isPast
        return []
    case .outcome(let ticket, let outcome):
        state.ended(ticket, outcome, now: now)
        return outcome.succeeded ? [] : [.bell]
    case .listed(let ticket, let items, let problem):
        state.listed(ticket, items, problem: problem)
        return []
    case .audited(let notes):
        state.audited(notes)
        return []
    case .pinChecked(let isRight):
        state.checkedPIN(isRight, now: now)
        return isRight ? [] : [.bell]
    case .key(let key, let moment):
        state.keyedAt = moment
        let (panel, selection) = (state.focus, state[state.focus].selection)
        let effects = state.received(key, board: board, now: now)
        if state.focus != panel || state[panel].selection != selection { state.standStill(after: key, now: now) }
        state.tellLater(now: now)
        return effects
    }
}

/// The moment that durations and clocks are drawn at: on a slow link it moves on every few seconds only, so that a screen
/// full of times is not sent anew each second.
package func shownMoment(_ state: ScreenState, now: Int64) -> Int64 {
    state.isSlowLink && !state.isPast ? now - now % ScreenState.coarseStep : now
}

/// Whether a frame would look different a second from now although nothing happened.
package func needsTick(_ state: ScreenState, board: Board) -> Bool {
    state.message != nil || !state.pending.isEmpty || board.servers.contains { $0.hasSnapshot || !$0.link.isConnected }
}

/// The moment at which a frame should be drawn even though nothing happened, sooner than the next tick: a dialog that
/// becomes readable. Nil when there is none.
package func nextWake(_ state: ScreenState, now: Int64) -> Int64? {
    guard case .form(let form) = state.overlay, form.isDangerous,
        !form.opening.isReadable(frames: .max, now: now)
    else { return nil }
    return form.opening.at &+ Opening.readingTime
}

/// The file of what is on the screen, for the next time.
package func viewText(_ state: ScreenState, board: Board) -> String {
    ViewFile.text(SavedView(state, servers: board.servers.map(\.name)))
}

/// Lets the alarms see the live board while the screen shows the past.
package func lookForAlarms(_ state: inout ScreenState, live board: Board, now: Int64) -> [ScreenEffect] {
    state.lookForAlarms(board, now: WallClock.sane(now))
}

extension ScreenState {
    /// Steps of times on a slow link, in µs.
    static let coarseStep: Int64 = 5_000_000

    /// Brings orders and selections up to date with the board.
    mutating func lookAgain(_ board: Board, now: Int64) {
        let held = stillness.flatMap { still -> (panel: Panel, order: [Entity])? in
            guard still.holds(self[still.panel], scope, now: now) else { return nil }
            return (still.panel, rows.orders[still.panel.rawValue])
        }
        if held == nil { stillness = nil }
        rows.refresh(board, now: now, lists: lists, options: options, isMasked: isMasked, scope: scope)
        if hasAlarmsFirst { raiseAlarms() }
        if let held { rows.keep(held.panel, as: held.order) }
        for panel in Panel.main { settleSelection(panel, now: now) }
        guard let opened, let list = opened.list else { return }
        let count = rows.totals[opened.rawValue]
        if pace.isDue(opened, rows: count, list: self[opened], isMasked: isMasked, scope: scope, now: now) {
            rows.take(
                ListRows.read(list, list: self[opened], PanelScene(state: self, board: board, now: now)), of: opened)
        }
        settleSelection(opened, now: now)
    }

    /// The cursor has moved: the rows around it stand until they can have been read.
    mutating func standStill(after key: Key, now: Int64) {
        guard overlay == nil, detail == nil, graphs == nil, wall == nil, focus.isMain else { return }
        if case .mouse = key {
            stillness = Stillness(focus, self[focus], scope, at: now)
            return
        }
        switch keymap[key] {
        case .up?, .down?, .pageUp?, .pageDown?, .top?, .bottom?, .left?, .right?, .mark?, .nextPanel?,
            .previousPanel?, .queues?, .agents?, .channels?:
            stillness = Stillness(focus, self[focus], scope, at: now)
        default: break
        }
    }

    mutating func select(_ panel: Panel, row: Int) {
        let order = rows.orders[panel.rawValue]
        guard !order.isEmpty else { return }
        let place = min(max(0, row), order.count - 1)
        if displaced?.panel == panel { displaced = nil }
        self[panel].selectedRow = place
        self[panel].selection = order[place]
        self[panel].wanted = order[place]
        self[panel].isChosen = true
    }

    /// Our clock was set: alarms are as old as they were, and what was seen on the old clock is looked at anew.
    mutating func clockStepped(_ seconds: Double) {
        guard seconds.isFinite, abs(seconds) < 1e9 else { return }
        alarms.clockStepped(seconds)
        alarmsSeen = nil
        agentsSeen = nil
        trunkWatch = TrunkWatch()
        message?.at += Int64(seconds * 1_000_000)
        begun.clockStepped(Int64(seconds * 1_000_000))
        for ticket in pending.keys { pending[ticket]?.since += Int64(seconds * 1_000_000) }
    }

    /// Good news and hints go by themselves; bad news waits for a key.
    mutating func forgetOldMessage(now: Int64) {
        guard let message, message.kind != .bad else { return }
        if isPast {
            self.message?.secondsInPast += 1
            if message.secondsInPast >= 8 { self.message = nil }
            return tellLater(now: now)
        }
        let (age, overflow) = now.subtractingReportingOverflow(message.at)
        if overflow || age > 8_000_000 || age < 0 { self.message = nil }
        tellLater(now: now)
    }

    /// An outcome that gave way to a newer key's answer is told once that has been read.
    mutating func tellLater(now: Int64) {
        guard message == nil, !later.isEmpty else { return }
        message = later.removeFirst()
        message?.at = now
    }

    /// Answers a key.
    mutating func say(_ text: String, _ kind: Message.Kind = .info, now: Int64) {
        message = Message(kind: kind, text: text, at: now, isAnswer: true)
    }

    mutating func received(_ key: Key, board: Board, now: Int64) -> [ScreenEffect] {
        // What must work everywhere, whatever is open.
        switch keymap[key] {
        case .redraw?: return [.repaint]
        case .suspend?: return [.suspend]
        default: break
        }
        if drops(key, now: now) { return [] }
        if refusal == nil { message = nil }
        if wall != nil { return receivedOnWall(key) }
        if case .mouse(let event) = key { return receivedMouse(event, board: board, now: now) }
        if overlay != nil { return receivedInOverlay(key, board: board, now: now) }
        guard let command = keymap[key] else {
            if case .unknown = key { return [] }
            if let name = KeyName.name(key) { refuse(sentences.unbound(name), now: now) }
            return []
        }
        if graphs != nil, let effects = receivedInGraphs(command) { return effects }
        return run(command, board: board, now: now)
    }

    /// Runs a command, from a key or from the palette.
    mutating func run(_ command: ScreenCommand, board: Board, now: Int64) -> [ScreenEffect] {
        guard findsItsRow(command) else {
            refuse(sentences.unavailable(command, Sentences.rowGone), now: now)
            displaced = nil
            return []
        }
        displaced = nil
        if let reason = reasonUnavailable(command, board: board) {
            refuse(sentences.unavailable(command, reason), now: now)
            return []
        }
        if let control = command.control { return open(control, board: board, now: now) }
        switch command {
        case .up: move(-across)
        case .down: move(across)
        case .pageUp: move(-pageLength * across)
        case .pageDown: move(pageLength * across)
        case .left where across > 1: move(-1)
        case .right where across > 1: move(1)
        case .top: moveToEnd(first: true)
        case .bottom: moveToEnd(first: false)
        case .left, .previousPanel: if detail == nil { focus = neighbour(-1) }
        case .right, .nextPanel: if detail == nil { focus = neighbour(1) }
        case .queues: show(.queues, board, now: now)
        case .agents: show(.agents, board, now: now)
        case .channels: show(.channels, board, now: now)
        case .trunks: show(.trunks, board, now: now)
        case .totals: show(.totals, board, now: now)
        case .alarms: show(.alarms, board, now: now)
        case .window: nextWindow(now: now)
        case .servers: nextServer(board, now: now)
        case .explain: openExplain(board)
        case .lost: show(.lost, board, now: now)
        case .audit: show(.audit, board, now: now)
        case .graphs: openGraphs()
        case .zoom: isZoomed.toggle()
        case .grid:
            isGrid.toggle()
            if isGrid { show(.agents, board, now: now) }
        case .loggedOut:
            scope.hidesLoggedOut.toggle()
            say(scope.hidesLoggedOut ? "Agents who are out are hidden" : "Agents who are out are shown", now: now)
        case .totalsRow: hasTotalsRow.toggle()
        case .columns:
            // Cells of a grid have no columns.
            if isGrid, focus == .agents { isGrid = false }
            openColumns(servers: board.servers.count)
        case .views: return openViews(naming: false)
        case .keepView: return openViews(naming: true)
        case .standardView:
            var view = SavedView()
            view.window = options.window
            arrange(view, board: board, now: now)
            say("The screen is as callboard has it", now: now)
        case .open:
            if detail != nil {
                if explainReason(board) == nil { openExplain(board) }
            } else if let entity = self[focus].selection {
                detail = DetailState(entity: entity)
            }
        case .back: return goBack()
        case .mark: toggleMark()
        case .filter:
            overlay = .filter(FilterEntry(field: TextField(self[focus].filter, limit: 60), before: self[focus].filter))
            detail = nil
        case .sortLeft: moveSort(-1, servers: board.servers.count)
        case .sortRight: moveSort(1, servers: board.servers.count)
        case .invert: self[focus].sort.isDescending.toggle()
        case .menu: openMenu(board, now: now)
        case .rooms, .voicemail:
            let index = currentEntity?.server ?? board.servers.firstIndex { $0.link.isConnected } ?? 0
            return openPicker(command == .rooms ? .rooms : .voicemail, server: index, board: board)
        case .lock:
            if gate.isClosed { openPIN() } else { gate.closed() }
        case .retry: return board.servers.filter { !$0.link.isConnected }.map { .retry(server: $0.name) }
        case .timeForward: return [.travel(.forward)]
        case .timeBack: return [.travel(.back)]
        case .timeHold: return [.travel(.hold)]
        case .timeEnd: return [.travel(.end)]
        case .timeStart: return [.travel(.start)]
        case .timeStep: return [.travel(.longer)]
        case .timeShorter: return [.travel(.shorter)]
        case .timeFaster: return [.travel(.faster)]
        case .timeSlower: return [.travel(.slower)]
        case .nextAlarm: return [.travel(.nextAlarm)]
        case .previousAlarm: return [.travel(.previousAlarm)]
        case .nextCommand: return [.travel(.nextCommand)]
        case .previousCommand: return [.travel(.previousCommand)]
        case .callStart: return callStart(board).map { [.travel(.moment($0))] } ?? []
        case .timeJump: overlay = .jump(TextField("", limit: 40))
        case .help: overlay = .help(HelpState())
        case .palette: overlay = .palette(PaletteState(history: paletteHistory))
        case .mouse:
            isMouseOn.toggle()
            say(isMouseOn ? "The mouse is callboard's" : "The mouse is the terminal's: select text as usual", now: now)
            return [.toggleMouse(isMouseOn)]
        case .mask:
            isMasked.toggle()
            say(isMasked ? "Callers are hidden" : "Callers are shown", now: now)
        case .acknowledge: acknowledge(now: now)
        case .snooze: snooze(now: now)
        case .alarmsFirst:
            hasAlarmsFirst.toggle()
            say(hasAlarmsFirst ? "Rows in alarm stand first" : "Rows stand in their order", now: now)
        case .bytes:
            showsBytes.toggle()
            bytesPerSecond = nil
        case .slowLink:
            isSlowLink.toggle()
            say(
                isSlowLink
                    ? "Slow link: a frame a second at most, times in steps of 5 s" : "Frames and times as they come",
                now: now)
        case .theme: return [.nextTheme]
        case .wall: wall = WallState(options.wall)
        case .redraw: return [.repaint]
        case .suspend: return [.suspend]
        case .quit: return [.quit]
        default: break
        }
        return []
    }

    /// On a wall nothing is selected, so no key may act on a row.
    private mutating func receivedOnWall(_ key: Key) -> [ScreenEffect] {
        switch keymap[key] {
        case .wall?, .back?: wall = nil
        case .mark?: wall?.turnFigures()
        case .zoom?: if let layout = wall?.layout { wall?.layout = layout.next }
        case .left?, .previousPanel?, .pageUp?: wall?.offset -= 1
        case .right?, .nextPanel?, .pageDown?: wall?.offset += 1
        case .theme?: return [.nextTheme]
        case .quit?: return [.quit]
        default: break
        }
        return []
    }

    // MARK: Moving

    /// Rows that stand beside each other where the keys act: more than one in the agents' grid alone.
    private var across: Int {
        focus == .agents && isGrid && detail == nil ? max(1, places.grid?.across ?? 1) : 1
    }

    var pageLength: Int { max(1, (places.panels[focus]?.height ?? 10) - 2) }

    private mutating func move(_ step: Int) {
        if detail != nil {
            let (scroll, _) = (detail?.scroll ?? 0).addingReportingOverflow(step)
            detail?.scroll = max(0, scroll)
        } else {
            select(focus, row: self[focus].selectedRow + step)
        }
    }

    private mutating func moveToEnd(first: Bool) {
        if detail != nil {
            detail?.scroll = first ? 0 : 1_000_000
        } else {
            select(focus, row: first ? 0 : Int.max / 2)
            // Whoever goes there looks at the top of the list, whatever comes to stand there.
            if first { self[focus].isChosen = false }
        }
    }

    private mutating func show(_ panel: Panel, _ board: Board, now: Int64) {
        detail = nil
        graphs = nil
        focus = panel
        guard !panel.isMain, opened != panel else { return }
        opened = panel
        lookAgain(board, now: now)
    }

    /// The panel that Tab goes to: the main three, and the one that is open where it is shown beside them. From one that
    /// is shown alone it leads back to them.
    private func neighbour(_ step: Int) -> Panel {
        var ring = Panel.main
        if let opened, !focus.isMain || ScreenLayout.hasRoomBeside(size) && !isZoomed { ring.append(opened) }
        let place = ring.firstIndex(of: focus) ?? 0
        return ring[(place + step + ring.count) % ring.count]
    }

    /// One step out: detail, filter, marks, zoom. Never further: the cursor stays where it is. From the past that
    /// a live board was wound back to, the last step leads into the present.
    private mutating func goBack() -> [ScreenEffect] {
        if detail != nil {
            detail = nil
        } else if !self[focus].filter.isEmpty {
            self[focus].filter = ""
        } else if !self[focus].marked.isEmpty {
            self[focus].marked = []
        } else if isZoomed {
            isZoomed = false
        } else if let opened {
            if focus == opened { focus = .agents }
            self.opened = nil
        } else if travel?.hasPresent == true {
            return [.travel(.end)]
        }
        message = nil
        return []
    }

    private mutating func toggleMark() {
        guard detail == nil, let entity = self[focus].selection else { return }
        if self[focus].marked.remove(entity) == nil { self[focus].marked.insert(entity) }
        move(1)
    }

    /// By a heading that was clicked; a second click turns the order round.
    mutating func sort(_ panel: Panel, by column: Int, servers: Int) {
        if self[panel].sort.column == column {
            self[panel].sort.isDescending.toggle()
        } else {
            let columns = panelColumns(panel, servers: servers)
            guard columns.indices.contains(column) else { return }
            self[panel].sort = SortOrder(column: column, isDescending: columns[column].startsDescending)
        }
    }

    private mutating func moveSort(_ step: Int, servers: Int) {
        let columns = panelColumns(focus, servers: servers)
        let choices = self[focus].columns.order ?? columns.indices.filter { columns[$0].priority < Column.never }
        let current = choices.firstIndex(of: self[focus].sort.column) ?? 0
        let column = choices[(current + step + choices.count) % choices.count]
        self[focus].sort = SortOrder(column: column, isDescending: columns[column].startsDescending)
    }

    func panelColumns(_ panel: Panel, servers: Int) -> [Column] {
        // Of one server alone nobody has to be told which.
        let servers = scope.server == nil ? servers : 1
        return switch panel {
        case .queues:
            QueueColumn.columns(servers: servers, hasGroups: options.queues.values.contains { $0.group != nil })
        case .agents: AgentColumn.columns(servers: servers)
        case .channels: ChannelColumn.columns(servers: servers)
        default: panel.list?.columns(servers: servers) ?? []
        }
    }
}
