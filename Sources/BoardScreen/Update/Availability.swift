import CallCenter

extension ScreenState {
    /// Why a command does nothing now, in a few words that say what would help; nil when it would do something.
    func reasonUnavailable(_ command: ScreenCommand, board: Board) -> String? {
        if let control = command.control { return reasonUnavailable(control, board: board) }
        switch command {
        case .rooms, .voicemail:
            guard !board.servers.isEmpty else { return Sentences.noServer }
            let index = currentEntity?.server ?? board.servers.firstIndex { $0.link.isConnected } ?? 0
            if isPast { return gate.reasonClosed }
            return reason(command == .rooms ? .rooms : .voicemail, server: index, board: board)
        case .menu where graphs != nil: return Sentences.graphsShown
        case .menu: return currentEntity == nil ? sentences.nothingSelected(filter: self[focus].filter) : nil
        case .lock:
            if !options.readOnly { return "read-only is off" }
            return gate.hasPIN ? nil : "no pin_hash is configured; start without --read-only"
        case .retry:
            return board.servers.contains { !$0.link.isConnected } ? nil : Sentences.everyServerConnected
        case .timeBack, .timeJump, .timeHold, .timeStart, .timeStep, .timeShorter, .previousAlarm, .previousCommand:
            return isPast || options.canTravel ? nil : Sentences.noPast
        case .timeForward, .timeEnd, .timeFaster, .timeSlower, .nextAlarm, .nextCommand:
            if isPast { return nil }
            if !options.canTravel { return Sentences.noPast }
            return command == .timeEnd ? sentences.isNow : sentences.onlyInPast
        case .callStart:
            if !isPast, !options.canTravel { return Sentences.noPast }
            return callStart(board) == nil ? sentences.selectCall : nil
        case .mask: return options.mask ? Sentences.maskFixed : nil
        case .trunks: return reasonUnavailable(.trunks, board)
        case .servers: return board.servers.count > 1 ? nil : Sentences.oneServer
        case .explain: return explainReason(board)
        case .lost: return reasonUnavailable(.lost, board)
        case .open, .mark:
            return currentEntity == nil ? sentences.nothingSelected(filter: self[focus].filter) : nil
        default: return nil
        }
    }

    /// Read-only and the past: no command for the PBX at all. The gate decides it, and is asked again by `emit`.
    var reasonCommandsAreOff: String? { gate.reasonClosed }

    /// What the keys act on: what the detail shows, else the selected row.
    var currentEntity: Entity? { detail?.entity ?? self[focus].selection }

    /// Why a panel beyond the main three cannot be opened; nil when it can.
    func reasonUnavailable(_ panel: Panel, _ board: Board) -> String? {
        panel.list?.reasonUnavailable(PanelScene(state: self, board: board))
    }

    /// Gate, then what it would be about, then the link and what the PBX grants.
    private func reasonUnavailable(_ control: any Control, board: Board) -> String? {
        if let reason = gate.reasonClosed { return reason }
        // No row is seen that it could be about.
        if graphs != nil { return Sentences.graphsShown }
        let index = currentEntity?.server ?? board.servers.firstIndex { $0.link.isConnected } ?? 0
        guard board.servers.indices.contains(index) else { return Sentences.noServer }
        // What can never work here is said before what does not work on this row.
        if let reason = reasonUnavailable(control.kind, server: index, board: board) { return reason }
        switch control.find(Scene(state: self, board: board, now: board.servers[index].now)) {
        case .nothing(let reason): return reason
        case .subject(let subject):
            return subject.server == index
                ? nil : reasonUnavailable(control.kind, server: subject.server, board: board)
        }
    }

    /// What works but may find nothing to do, in a few words; nil of everything else.
    func doubt(_ command: ScreenCommand, board: Board) -> String? {
        guard let control = command.control, let index = currentEntity?.server, board.servers.indices.contains(index)
        else { return nil }
        let scene = Scene(state: self, board: board, now: board.servers[index].now)
        guard case .subject(let subject) = control.find(scene) else { return nil }
        return control.doubt(scene, subject)
    }

    /// Why a server cannot be asked for a kind of command; nil when it can.
    func reasonUnavailable(_ kind: CommandKind, server index: Int, board: Board) -> String? {
        guard board.servers.indices.contains(index) else { return Sentences.noServer }
        let server = board.servers[index]
        if let reason = gate.reason(kind, server: server.name) { return reason }
        guard server.link.isConnected else { return Sentences.notConnected(server.name) }
        return kind.reasonWhenMissing(offered: server.commands, dialect: server.dialect)
    }

    private func reason(_ list: PBXList, server index: Int, board: Board) -> String? {
        guard board.servers.indices.contains(index) else { return Sentences.noServer }
        let server = board.servers[index]
        guard server.link.isConnected else { return Sentences.notConnected(server.name) }
        return list.reasonWhenMissing(offered: server.commands, dialect: server.dialect)
    }
}

extension LinkState {
    /// Whether a command sent now would reach the PBX.
    var isConnected: Bool { if case .live = self { true } else { false } }
}
