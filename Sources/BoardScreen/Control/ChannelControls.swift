import CallCenter

/// Mutes one side of a call.
struct MuteControl: Control {
    let kind = CommandKind.mute
    let title = "mute"
    let summary = "mute the channel, or let it be heard again"

    func find(_ scene: Scene) -> Found { scene.conversation() }

    func form(_ scene: Scene, _ subject: Subject) -> Form? {
        Form(
            kind, subject, title: "Mute \(subject.name)", verb: "set",
            fields: [
                .choice(.direction, "Way", CallCommand.MuteDirection.allCases.map(\.words)),
                .choice(.mode, "Muted", ["yes", "no"]),
            ])
    }

    func orders(_ scene: Scene, _ subject: Subject, _ form: Form) throws(CommandProblem) -> [Order] {
        let isOn = form.choice(.mode) == 0
        let direction = CallCommand.MuteDirection.allCases[form.choice(.direction)]
        return subject.calls.compactMap { call in
            scene.channel(call).map {
                Order(
                    .mute(
                        server: call.serverName, uniqueID: call.uniqueID, channel: $0.name, direction: direction,
                        on: isOn), done: "\(isOn ? "Muted" : "Unmuted") \(scene.named(call)): \(direction.words)",
                    phrase: "\(isOn ? "mute" : "unmute") \(scene.named(call))")
            }
        }
    }
}

/// Plays digits to a channel.
struct DTMFControl: Control {
    let kind = CommandKind.dtmf
    let title = "digits"
    let summary = "play DTMF digits to the channel"

    func find(_ scene: Scene) -> Found { scene.conversation() }

    func form(_ scene: Scene, _ subject: Subject) -> Form? {
        Form(
            kind, subject, title: "Digits for \(subject.name)", verb: "play",
            fields: [.text(.digits, "Digits", hint: "0-9 * # A-D", limit: 40)])
    }

    func orders(_ scene: Scene, _ subject: Subject, _ form: Form) throws(CommandProblem) -> [Order] {
        let digits = try TypedInput.digits(form.text(.digits))
        return subject.calls.compactMap { call in
            scene.channel(call).map {
                Order(
                    .dtmf(server: call.serverName, uniqueID: call.uniqueID, channel: $0.name, digits: digits),
                    done: "Played \(digits) to \(scene.named(call))", phrase: "play \(digits) to \(scene.named(call))")
            }
        }
    }
}

/// Sends a text to a phone in a call.
struct TextControl: Control {
    let kind = CommandKind.text
    let title = "text"
    let summary = "send a text to the phone of the channel"

    func find(_ scene: Scene) -> Found { scene.conversation() }

    func form(_ scene: Scene, _ subject: Subject) -> Form? {
        Form(
            kind, subject, title: "Text for \(subject.name)", verb: "send",
            fields: [.text(.message, "Text", hint: "shown by phones that can", limit: 160)])
    }

    func orders(_ scene: Scene, _ subject: Subject, _ form: Form) throws(CommandProblem) -> [Order] {
        let message = try TypedInput.message(form.text(.message))
        return subject.calls.compactMap { call in
            scene.channel(call).map {
                Order(
                    .text(server: call.serverName, uniqueID: call.uniqueID, channel: $0.name, message: message),
                    done: "Sent the text to \(scene.named(call))", phrase: "send a text to \(scene.named(call))")
            }
        }
    }
}

/// Throws a channel out of its bridge.
struct BridgeKickControl: Control {
    let kind = CommandKind.bridgeKick
    let title = "kick"
    let summary = "throw the channel out of its bridge, after a question"

    func find(_ scene: Scene) -> Found {
        let found = scene.conversation()
        guard case .subject(let subject) = found else { return found }
        guard scene.channel(subject.calls[0])?.bridgeID.isEmpty == false else { return .nothing("it is in no bridge") }
        return found
    }

    func form(_ scene: Scene, _ subject: Subject) -> Form? {
        Form(kind, subject, title: "Kick out of the bridge?", verb: "kick")
    }

    func orders(_ scene: Scene, _ subject: Subject, _ form: Form) throws(CommandProblem) -> [Order] {
        subject.calls.compactMap { call in
            scene.channel(call).map {
                Order(
                    .bridgeKick(server: call.serverName, uniqueID: call.uniqueID, channel: $0.name),
                    done: "Kicked \(scene.named(call)) out of the bridge", phrase: "kick \(scene.named(call))")
            }
        }
    }
}
