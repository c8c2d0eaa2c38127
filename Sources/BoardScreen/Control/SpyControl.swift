import CallCenter

/// Listens to a call, whispers to one side of it, or joins it, on a device of the person's own.
struct SpyControl: Control {
    let kind = CommandKind.spy
    let title = "spy"
    let summary = "listen to the call, whisper to the agent, or barge in, on your own phone"

    func find(_ scene: Scene) -> Found { scene.conversation() }

    func form(_ scene: Scene, _ subject: Subject) -> Form? {
        let phone = scene.ownPhone(on: subject.serverName)
        var form = Form(
            kind, subject, title: "Spy on \(subject.name)", verb: "ring",
            fields: [
                .list(
                    .mode, "Mode",
                    ["listen: nobody hears you", "whisper: only \(subject.name) hears you", "barge: both hear you"]),
                .phone(
                    "My phone", phone, hint: "your number or device: it rings, and hears the call once you answer"),
                .seconds(.timeout, "Ring for", scene.options.originateTimeout, hint: "1 to 300 seconds"),
            ])
        if phone.isEmpty { form.focus = 1 }
        return form
    }

    func orders(_ scene: Scene, _ subject: Subject, _ form: Form) throws(CommandProblem) -> [Order] {
        let device = try scene.device(form.text(.from), on: subject.server, name: "My phone")
        let seconds = try TypedInput.seconds(form.text(.timeout), name: "Ring for")
        let mode = CallCommand.SpyMode.allCases[form.choice(.mode)]
        return subject.calls.compactMap { call in
            scene.channel(call).map {
                let named = scene.named(call)
                let what =
                    switch mode {
                    case .listen: "you listen to \(named)"
                    case .whisper: "you whisper to \(named)"
                    case .barge: "you are in the call of \(named)"
                    }
                return Order(
                    .spy(
                        server: call.serverName, uniqueID: call.uniqueID, channel: $0.name, device: device, mode: mode,
                        callerID: "", timeout: seconds), done: "Answered: \(device), \(what)",
                    phrase: "ring \(device) to \(mode.words) \(named)")
            }
        }
    }
}

extension CallCommand.SpyMode {
    /// What it does, before the name of a call.
    fileprivate var words: String {
        switch self {
        case .listen: "listen to"
        case .whisper: "whisper to"
        case .barge: "barge into"
        }
    }
}
