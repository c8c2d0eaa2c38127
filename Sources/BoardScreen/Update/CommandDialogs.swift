import CallCenter
import Cells

extension ScreenState {
    // MARK: Pause

    mutating func openPause(isPausing: Bool, board: Board) {
        let targets = pauseTargets(board)
        guard !targets.isEmpty else { return }
        var queues: [String] = []
        for queue in targets.flatMap(\.queues) where !queues.contains(queue) { queues.append(queue) }
        overlay = .pause(
            PauseDialog(targets: targets, isPausing: isPausing, queues: queues, reasons: options.reasons))
    }

    mutating func received(
        _ key: Key, _ dialog: inout PauseDialog, board: Board, now: Int64
    ) -> [ScreenEffect] {
        dialog.problem = ""
        switch key {
        case .escape:
            overlay = nil
            return []
        case .enter: return confirm(&dialog, board: board, now: now)
        case .tab: dialog.moveScope(1)
        case .backTab: dialog.moveScope(-1)
        case .up: dialog.moveChoice(-1)
        case .down: dialog.moveChoice(1)
        case .character(let character) where dialog.isPausing && !(dialog.isTyping && !dialog.field.isEmpty):
            if let digit = character.wholeNumberValue, digit >= 1, digit <= min(9, dialog.reasons.count) {
                dialog.choice = digit - 1
            } else if character != " " {
                dialog.choice = dialog.reasons.count
                _ = dialog.field.received(key)
            }
        default: if dialog.isTyping, dialog.isPausing { _ = dialog.field.received(key) }
        }
        overlay = .pause(dialog)
        return []
    }

    private mutating func confirm(_ dialog: inout PauseDialog, board: Board, now: Int64) -> [ScreenEffect] {
        let reason: String
        do {
            reason = dialog.isPausing ? try TypedInput.reason(dialog.reason) : ""
        } catch {
            dialog.problem = error.description
            overlay = .pause(dialog)
            return []
        }
        overlay = nil
        if !dialog.targets.isEmpty { self[.agents].marked = [] }
        var effects: [ScreenEffect] = []
        var servers: [String] = []
        for target in dialog.targets where !servers.contains(target.server) { servers.append(target.server) }
        for server in servers {
            let inScope = dialog.targets.filter {
                $0.server == server && (dialog.queue.map($0.queues.contains) ?? true)
            }
            let interfaces = inScope.flatMap(\.interfaces)
            if interfaces.isEmpty { continue }
            let names = inScope.map(\.name).joined(separator: ", ")
            let place = "in " + (dialog.queue ?? "every queue") + (reason.isEmpty ? "" : ": \(reason)")
            effects += emit(
                .pause(
                    server: server, interfaces: interfaces, queue: dialog.queue, paused: dialog.isPausing,
                    reason: reason),
                done: (dialog.isPausing ? "Paused " : "Unpaused ") + "\(names) \(place)",
                phrase: (dialog.isPausing ? "pause " : "unpause ") + "\(names) \(place)", now: now)
        }
        return effects
    }

    // MARK: Hang up

    mutating func openHangUp(_ board: Board, now: Int64) {
        guard let target = hangUpTarget(board) else { return }
        overlay = .hangUp(
            HangUpDialog(
                server: target.server, serverName: board.servers[target.server].name,
                uniqueID: target.channel.uniqueID, channel: target.channel.name, who: target.who,
                opening: Opening(frame: frames, at: now)))
    }

    mutating func received(
        _ key: Key, _ dialog: inout HangUpDialog, board: Board, now: Int64
    ) -> [ScreenEffect] {
        let causes = HangupCause.allCases
        if key == .escape || key == .character("n") || key == .character("q") {
            overlay = nil
            return []
        }
        guard dialog.opening.isReadable(frames: frames, now: now) else {
            dialog.wasEarly = true
            overlay = .hangUp(dialog)
            return []
        }
        dialog.wasEarly = false
        switch key {
        case .up, .left, .backTab: dialog.cause = (dialog.cause + causes.count - 1) % causes.count
        case .down, .right, .tab: dialog.cause = (dialog.cause + 1) % causes.count
        case .character("y"):
            // The call that was named, and only that one: it may have ended while the question stood there.
            guard let channel = channel(of: dialog, board) else {
                overlay = nil
                say("\(dialog.channel) has ended by itself: nothing was hung up", now: now)
                return []
            }
            overlay = nil
            let parties = parties(of: channel, dialog)
            let target = channel.name + (parties.isEmpty ? "" : " (\(parties))")
            return emit(
                .hangUp(
                    server: dialog.serverName, uniqueID: dialog.uniqueID, channel: channel.name,
                    cause: causes[dialog.cause].rawValue),
                done: "Hung up \(target)", phrase: "hang up \(target)", now: now)
        default: break
        }
        overlay = .hangUp(dialog)
        return []
    }

    /// `Hugo Schäfer with +8649…`: who was on the call, as the dialog named them.
    private func parties(of channel: Channel, _ dialog: HangUpDialog) -> String {
        let privacy = Privacy(isMasked: isMasked)
        let caller = privacy.caller(name: channel.callerName, number: channel.callerNumber)
        let other = privacy.caller(name: channel.connectedName, number: channel.connectedNumber)
        let who = dialog.who.isEmpty ? caller : dialog.who
        return who.isEmpty || other.isEmpty ? who + other : "\(who) with \(other)"
    }

    /// The channel that a dialog names, while it lives.
    func channel(of dialog: HangUpDialog, _ board: Board) -> Channel? {
        guard board.servers.indices.contains(dialog.server) else { return nil }
        return board.servers[dialog.server].channel(uniqueID: dialog.uniqueID)
    }

    // MARK: Originate

    mutating func openOriginate(_ board: Board) {
        guard !board.servers.isEmpty else { return }
        let index = currentEntity?.server ?? board.servers.firstIndex { $0.link.isConnected } ?? 0
        guard board.servers.indices.contains(index) else { return }
        // Who is selected is who wants to call, most of the time.
        var from = ""
        if case .agent(_, let id)? = currentEntity,
            let agent = board.servers[index].agent(id, at: board.servers[index].now)
        {
            from = agent.interfaces.first ?? id
        }
        let texts = [
            from, "", options.originateContext, options.originateCallerID, "\(options.originateTimeout)",
        ]
        var dialog = OriginateDialog(server: board.servers[index].name, fields: texts.map { TextField($0) })
        if !from.isEmpty { dialog.focus = .to }
        overlay = .originate(dialog)
    }

    mutating func received(_ key: Key, _ dialog: inout OriginateDialog, now: Int64) -> [ScreenEffect] {
        switch key {
        case .escape:
            overlay = nil
            return []
        case .tab, .down: dialog.moveFocus(1)
        case .backTab, .up: dialog.moveFocus(-1)
        case .enter:
            do {
                let call = try TypedInput.origination(
                    from: dialog[.from].text, to: dialog[.to].text, context: dialog[.context].text,
                    callerID: dialog[.callerID].text, timeout: dialog[.timeout].text)
                overlay = nil
                return emit(.originate(server: dialog.server, call), now: now)
            } catch {
                dialog.problem = error.description
                dialog.focus = Self.field(of: error.field)
            }
        default:
            if dialog[dialog.focus].received(key) { dialog.problem = "" }
        }
        overlay = .originate(dialog)
        return []
    }

    private static func field(of problem: CommandProblem.Field) -> OriginateDialog.Field {
        switch problem {
        case .to: .to
        case .context: .context
        case .callerID: .callerID
        case .timeout: .timeout
        case .from, .reason, .cause: .from
        }
    }
}
