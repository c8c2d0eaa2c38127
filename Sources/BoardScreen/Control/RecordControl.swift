import CallCenter

/// Records a call, pauses, goes on, ends.
struct RecordControl: Control {
    let kind: CommandKind

    var title: String {
        switch kind {
        case .recordPause: "pause recording"
        case .recordResume: "resume recording"
        case .recordStop: "stop recording"
        default: "record"
        }
    }

    var summary: String {
        switch kind {
        case .recordPause: "leave the recording silent, for a card number"
        case .recordResume: "go on with the recording"
        case .recordStop: "end the recording"
        default: "record both sides of the call on the PBX"
        }
    }

    func find(_ scene: Scene) -> Found {
        let found = scene.conversation()
        guard case .subject(let subject) = found, let call = subject.calls.first else { return found }
        return switch (kind, isSilent(call, scene)) {
        case (.recordPause, true): .nothing("the recording is silent already")
        case (.recordResume, false): .nothing("the recording is not paused")
        default: found
        }
    }

    func doubt(_ scene: Scene, _ subject: Subject) -> String? {
        guard let call = subject.calls.first else { return nil }
        let isSilent = isSilent(call, scene)
        if kind == .record { return isSilent == nil ? nil : "a second time: it is recorded already" }
        if isSilent != nil { return nil }
        return scene.channel(call)?.recording == .ended
            ? "if one runs: the last has ended" : "if one runs: none was begun from here"
    }

    /// Whether the recording of a call is silent, whoever began it; nil when none is known. A PBX that is too old to tell
    /// of recordings leaves what was begun here.
    private func isSilent(_ call: CallTarget, _ scene: Scene) -> Bool? {
        switch scene.channel(call)?.recording {
        // Of what Monitor began no event tells that it was paused.
        case .running: scene.state.begun.isSilent(call) ?? false
        case .silent: true
        case .ended: nil
        case nil: scene.state.begun.isSilent(call)
        }
    }

    func form(_ scene: Scene, _ subject: Subject) -> Form? {
        guard kind == .record, let call = subject.calls.first else { return nil }
        // The unique id names the call in every other record of the PBX too.
        let file =
            "callboard-" + call.uniqueID.filter { $0.isASCII && ($0.isNumber || $0.isLetter || $0 == "." || $0 == "-") }
        return Form(
            kind, subject, title: "Record \(subject.name)", verb: "record",
            fields: [.text(.file, "File", file, hint: ".wav in the PBX's recording folder")])
    }

    func orders(_ scene: Scene, _ subject: Subject, _ form: Form) throws(CommandProblem) -> [Order] {
        let file = kind == .record ? try TypedInput.file(form.text(.file)) : ""
        return subject.calls.compactMap { call in
            guard let channel = scene.channel(call), let server = scene.server(call.server) else { return nil }
            let offered = server.commands
            let named = scene.named(call)
            switch kind {
            case .record:
                return Order(
                    .record(
                        server: server.name, uniqueID: call.uniqueID, channel: channel.name, file: file,
                        offered: offered), done: "Recording to \(file).wav: \(named)", phrase: "record \(named)")
            case .recordStop:
                return Order(
                    .recordStop(
                        server: server.name, uniqueID: call.uniqueID, channel: channel.name, offered: offered),
                    done: "The recording has ended: \(named)", phrase: "end the recording of \(named)")
            default:
                let paused = kind == .recordPause
                return Order(
                    .recordPause(
                        server: server.name, uniqueID: call.uniqueID, channel: channel.name, paused: paused,
                        offered: offered),
                    done: "The recording \(paused ? "is silent" : "goes on"): \(named)",
                    phrase: "\(paused ? "pause" : "go on with") the recording of \(named)")
            }
        }
    }
}
