import CallCenter

/// Listens to a call, whispers to one side of it, or joins it, on a device of the person's own.
struct SpyControl: Control {
    let kind = CommandKind.spy
    let title = "spy"
    let summary = "listen to the call, whisper to the agent, or barge in, on your own phone"

    func find(_ scene: Scene) -> Found { scene.conversation() }

    func form(_ scene: Scene, _ subject: Subject) -> Form? {
        var form = Form(
            kind, subject, title: "Spy on \(subject.name)", verb: "ring",
            fields: [
                .choice(
                    .mode, "Mode",
                    ["listen: nobody hears you", "whisper: only \(subject.name) hears you", "barge: both hear you"]),
                .text(.from, "My device", scene.device, hint: "the device that rings, e.g. PJSIP/1000"),
                .seconds(.timeout, "Ring for", scene.options.originateTimeout, hint: "1 to 300 seconds"),
            ])
        if scene.device.isEmpty { form.focus = 1 }
        return form
    }

    func orders(_ scene: Scene, _ subject: Subject, _ form: Form) throws(CommandProblem) -> [Order] {
        let device = try TypedInput.channel(form.text(.from), name: "My device")
        let seconds = try TypedInput.seconds(form.text(.timeout))
        let mode = CallCommand.SpyMode.allCases[form.choice(.mode)]
        return subject.calls.compactMap { call in
            scene.channel(call).map {
                Order(
                    .spy(
                        server: call.serverName, uniqueID: call.uniqueID, channel: $0.name, device: device, mode: mode,
                        callerID: "", timeout: seconds),
                    phrase: "\(mode.rawValue) on \(scene.named(call)) from \(device)")
            }
        }
    }
}

extension Scene {
    /// The person's own device: configured, or as it was typed last.
    var device: String { state.lastDevice.isEmpty ? options.me.device : state.lastDevice }
}
