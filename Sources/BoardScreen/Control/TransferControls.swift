import CallCenter

/// Commands that send calls elsewhere.
extension CallControl {
    /// Sends the caller elsewhere and frees the agent, whichever of the two was selected.
    static let transfer = CallControl(
        .transfer, title: "transfer", summary: "send the caller to a number or a name; the agent is free",
        find: { $0.bridged("it talks to nobody; redirect sends the call itself elsewhere") },
        ask: { scene, subject in
            sidesForm(.transfer, scene, subject, verb: "transfer") { sides in
                sides.map { "Transfer \($0.moved.who); \($0.by.who) is freed" }
                    ?? "Transfer who talks to \(subject.name)"
            }
        },
        order: { (scene, form) throws(CommandProblem) in
            let place = try place(scene, form)
            return { call, channel in
                let by = form.subject.by
                if let by, let whole = scene.wholeSides(of: call, by: by), let other = scene.channel(whole.beside) {
                    return sent(whole.moved, by: other, freeing: by, place, scene)
                }
                if let beside = form.subject.beside {
                    // Whoever was to be freed may talk to somebody else by now.
                    guard let other = scene.channel(beside), !channel.bridgeID.isEmpty,
                        other.bridgeID == channel.bridgeID
                    else { return nil }
                    return sent(call, by: other, freeing: by, place, scene)
                }
                return sent(call, by: channel, freeing: nil, place, scene)
            }
        })

    /// A form about whoever of the two is sent elsewhere; about the selected one where they cannot be told apart.
    private static func sidesForm(
        _ kind: CommandKind, _ scene: Scene, _ subject: Subject, verb: String, title: (TransferSides?) -> String
    ) -> Form {
        let sides = scene.transferSides(subject.calls[0])
        var subject = subject
        if let sides { (subject.calls, subject.by, subject.beside) = ([sides.moved], sides.by, sides.beside) }
        return placeForm(kind, scene, subject, title: title(sides), verb: verb)
    }

    /// - Parameter by: nil when it is not known who of several is freed.
    private static func sent(
        _ call: CallTarget, by channel: Channel, freeing by: CallTarget?, _ place: CallCommand.Place, _ scene: Scene
    ) -> Order {
        let moved = scene.channel(call)?.name ?? call.channel
        let who =
            by == nil
            ? "who talks to \(scene.named(call))" : call.who == moved ? moved : "\(call.who) (\(moved))"
        let free = by.map { "; \($0.who) is free" } ?? ""
        return Order(
            .transfer(
                server: call.serverName, uniqueID: call.uniqueID, channel: channel.name, to: place,
                freed: by?.uniqueID),
            done: "Transferred to \(scene.words(place)): \(who)\(free)",
            phrase: "transfer to \(scene.words(place)): \(who)")
    }

    /// Lets an agent talk to somebody before the caller is handed over.
    static let attendedTransfer = CallControl(
        .attendedTransfer, title: "attended transfer",
        summary: "let the agent talk to a number first, the caller on hold",
        find: { $0.bridged("it talks to nobody") },
        ask: { scene, subject in
            sidesForm(.attendedTransfer, scene, subject, verb: "begin") { sides in
                sides.map { "Attended transfer of \($0.moved.who) by \($0.by.who)" }
                    ?? "Attended transfer by \(subject.name)"
            }
        },
        order: { (scene, form) throws(CommandProblem) in
            let place = try place(scene, form)
            return { call, channel in
                let by = form.subject.by ?? call
                guard let phone = scene.channel(by), !phone.bridgeID.isEmpty, !channel.bridgeID.isEmpty else {
                    return nil
                }
                return Order(
                    .attendedTransfer(
                        server: by.serverName, uniqueID: by.uniqueID, channel: phone.name, to: place,
                        waiting: by == call ? nil : call.uniqueID),
                    done: "\(by.who.isEmpty ? phone.name : by.who) is being connected with \(scene.words(place))",
                    phrase: "begin the attended transfer to \(scene.words(place)): \(scene.named(call))")
            }
        })

    /// Ends an attended transfer that has begun.
    static let cancelAttended = CallControl(
        .cancelAttended, title: "cancel transfer",
        summary: "end the attended transfer: the agent is back with the caller",
        find: { $0.consultation() },
        order: { scene, _ in
            { call, channel in
                Order(
                    .cancelAttended(server: call.serverName, uniqueID: call.uniqueID, channel: channel.name),
                    done: "Cancelled the attended transfer of \(scene.named(call))",
                    phrase: "cancel the attended transfer of \(scene.named(call))")
            }
        })

    /// Sends one leg, the other, or both elsewhere in the dialplan.
    static let redirect = CallControl(
        .redirect, title: "redirect", summary: "send this leg, the other one or both elsewhere in the dialplan",
        ask: { scene, subject in
            var form = placeForm(.redirect, scene, subject, title: "Redirect \(subject.name)", verb: "redirect")
            let call = subject.calls[0]
            let this = scene.channel(call)?.name ?? call.channel
            let legs = scene.other(call).map { [this, $0.name, "both"] } ?? [this]
            form.fields.insert(.choice(.with, "Legs", legs), at: 0)
            form.focusFirstEmpty()
            return form
        },
        order: { (scene, form) throws(CommandProblem) in
            let place = try place(scene, form)
            let legs = form.choice(.with)
            return { call, channel in
                let other = scene.other(call)
                if legs > 0, other == nil { return nil }
                let moved = legs == 1 ? other ?? channel : channel
                let with = legs == 2 ? other?.name : nil
                let text = "to \(scene.words(place)): \(moved.name)\(with.map { " and \($0)" } ?? "")"
                return Order(
                    .redirect(
                        server: call.serverName, uniqueID: moved.uniqueID, channel: moved.name, with: with, to: place),
                    done: "Redirected \(text)", phrase: "redirect \(text)")
            }
        })

    /// Sends both sides of a call to one extension together: a UCM's own.
    static let nWay = CallControl(
        .nWay, title: "n-way", summary: "send both sides to one extension together, such as a room (UCM)",
        find: { scene in
            let found = scene.bridged("it talks to nobody")
            guard case .subject(let subject) = found else { return found }
            return scene.other(subject.calls[0]) == nil ? .nothing("it does not talk to exactly one other") : found
        },
        ask: { placeForm(.nWay, $0, $1, title: "Send \($1.name) and the other side", verb: "send") },
        order: { (scene, form) throws(CommandProblem) in
            let place = try place(scene, form)
            return { call, channel in
                scene.other(call).map { other in
                    let text = "to \(scene.words(place)): \(scene.named(call)) and \(other.name)"
                    return Order(
                        .redirect(
                            .nWay, server: call.serverName, uniqueID: call.uniqueID, channel: channel.name,
                            with: other.name, to: place), done: "Sent \(text)", phrase: "send \(text)")
                }
            }
        })
}

/// A form that asks where to.
func placeForm(_ kind: CommandKind, _ scene: Scene, _ subject: Subject, title: String, verb: String) -> Form {
    var form = Form(
        kind, subject, title: title, verb: verb,
        fields: [
            .text(.to, "To", hint: "a number, or a name of the phone book", completes: true),
            .text(.context, "Context", scene.options.originateContext, hint: "the dialplan context of that number"),
        ])
    form.focusFirstEmpty()
    return form
}

/// Where the form says to go.
func place(_ scene: Scene, _ form: Form) throws(CommandProblem) -> CallCommand.Place {
    CallCommand.Place(
        extension: try scene.phoneBook.number(form.text(.to)), context: try TypedInput.context(form.text(.context)))
}
