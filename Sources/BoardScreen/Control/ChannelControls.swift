import CallCenter

/// Commands about one side of a conversation.
extension CallControl {
    /// Mutes one side of a call.
    static let mute = CallControl(
        .mute, title: "mute", summary: "mute the channel, or let it be heard again",
        ask: { _, subject in
            Form(
                .mute, subject, title: "Mute \(subject.name)", verb: "set",
                fields: [
                    .choice(.direction, "Way", CallCommand.MuteDirection.allCases.map(\.words)),
                    .choice(.mode, "Muted", ["yes", "no"]),
                ])
        },
        order: { scene, form in
            let isOn = form.choice(.mode) == 0
            let direction = CallCommand.MuteDirection.allCases[form.choice(.direction)]
            return { call, channel in
                Order(
                    .mute(
                        server: call.serverName, uniqueID: call.uniqueID, channel: channel.name, direction: direction,
                        on: isOn), done: "\(isOn ? "Muted" : "Unmuted") (\(direction.words)): \(scene.named(call))",
                    phrase: "\(isOn ? "mute" : "unmute") \(scene.named(call))")
            }
        })

    /// Plays digits to a channel.
    static let dtmf = CallControl(
        .dtmf, title: "digits", summary: "play DTMF digits to the channel",
        ask: { _, subject in
            Form(
                .dtmf, subject, title: "Digits for \(subject.name)", verb: "play",
                fields: [.text(.digits, "Digits", hint: "0-9 * # A-D", limit: 40)])
        },
        order: { (scene, form) throws(CommandProblem) in
            let digits = try TypedInput.digits(form.text(.digits))
            return { call, channel in
                Order(
                    .dtmf(server: call.serverName, uniqueID: call.uniqueID, channel: channel.name, digits: digits),
                    done: "Played \(digits) to \(scene.named(call))", phrase: "play \(digits) to \(scene.named(call))")
            }
        })

    /// Sends a text to a phone in a call.
    static let text = CallControl(
        .text, title: "text", summary: "send a text to the phone of the channel",
        ask: { _, subject in
            Form(
                .text, subject, title: "Text for \(subject.name)", verb: "send",
                fields: [.text(.message, "Text", hint: "shown by phones that can", limit: 160)])
        },
        order: { (scene, form) throws(CommandProblem) in
            let message = try TypedInput.message(form.text(.message))
            return { call, channel in
                Order(
                    .text(server: call.serverName, uniqueID: call.uniqueID, channel: channel.name, message: message),
                    done: "Sent the text to \(scene.named(call))", phrase: "send a text to \(scene.named(call))")
            }
        })

    /// Throws a channel out of its bridge.
    static let bridgeKick = CallControl(
        .bridgeKick, title: "kick", summary: "throw the channel out of its bridge, after a question",
        find: { $0.bridged("it is in no bridge") },
        ask: { _, subject in Form(.bridgeKick, subject, title: "Kick out of the bridge?", verb: "kick") },
        order: { scene, _ in
            { call, channel in
                Order(
                    .bridgeKick(server: call.serverName, uniqueID: call.uniqueID, channel: channel.name),
                    done: kicked(scene.named(call), channel.name, "the bridge"), phrase: "kick \(scene.named(call))")
            }
        })

    /// What a file that is played to a channel is told.
    static let playback = CallControl(
        .playback, title: "playback", summary: "stop, pause or wind what is played to the channel (ControlPlayback)",
        ask: { _, subject in
            Form(
                .playback, subject, title: "Playback to \(subject.name)", verb: "do",
                fields: [.list(.mode, "Command", CallCommand.PlaybackControl.allCases.map(\.words))])
        },
        order: { scene, form in
            let control = CallCommand.PlaybackControl.allCases[form.choice(.mode)]
            return { call, channel in
                Order(
                    .playback(
                        server: call.serverName, uniqueID: call.uniqueID, channel: channel.name, control: control),
                    done: "Playback, \(control.words): \(scene.named(call))",
                    phrase: "\(control.words) the playback to \(scene.named(call))")
            }
        })

    /// Puts a call on hold at the PBX, or takes it back: a UCM's own.
    static let hold = CallControl(
        .hold, title: "hold", summary: "put the call on hold at the PBX, or take it back (UCM)",
        find: { $0.bridged("it talks to nobody") },
        ask: { scene, subject in
            let isHeld = subject.calls.first.flatMap(scene.channel)?.onHold == true
            return Form(
                .hold, subject, title: "Hold of \(subject.name)", verb: "set",
                fields: [.choice(.mode, "On hold", ["yes", "no"], isHeld ? 1 : 0)])
        },
        order: { scene, form in
            let isHeld = form.choice(.mode) == 0
            return { call, channel in
                Order(
                    .hold(server: call.serverName, uniqueID: call.uniqueID, channel: channel.name, on: isHeld),
                    done: "\(isHeld ? "On hold" : "Taken back"): \(scene.named(call))",
                    phrase: "\(isHeld ? "hold" : "take back") \(scene.named(call))")
            }
        })

    /// Accepts a call that has come in and waits for that: a UCM's own.
    static let accept = CallControl(
        .accept, title: "accept", summary: "accept a call that has come in and is not answered yet (UCM)",
        find: { scene in
            let calls = scene.calls()
            guard let first = calls.first else { return .nothing(scene.reasonNoCall) }
            guard calls.count == 1 else { return .nothing(scene.sentences.severalMarked(calls.count)) }
            guard let channel = scene.channel(first), channel.state == .ring || channel.state == .ringing else {
                return .nothing("the call is answered already")
            }
            return scene.subject(of: [first])
        },
        order: { scene, _ in
            { call, channel in
                guard channel.state == .ring || channel.state == .ringing else { return nil }
                return Order(
                    .accept(server: call.serverName, uniqueID: call.uniqueID, channel: channel.name),
                    done: "Accepted \(scene.named(call))", phrase: "accept \(scene.named(call))")
            }
        })
}
