import CallCenter

/// Commands that send calls elsewhere.
extension CallControl {
    /// Sends whom the selected party talks to elsewhere.
    static let transfer = CallControl(
        .transfer, title: "transfer", summary: "send the other side of the call to a number or a name",
        find: { $0.bridged("it talks to nobody; redirect sends the call itself elsewhere") },
        ask: { placeForm(.transfer, $0, $1, title: "Transfer who talks to \($1.name)", verb: "transfer") },
        order: { (scene, form) throws(CommandProblem) in
            let place = try place(scene, form)
            return { call, channel in
                Order(
                    .transfer(server: call.serverName, uniqueID: call.uniqueID, channel: channel.name, to: place),
                    done: "Transferred to \(scene.words(place)): the call of \(scene.named(call))",
                    phrase: "transfer to \(scene.words(place)): the call of \(scene.named(call))")
            }
        })

    /// Lets the selected party talk to somebody before the caller is handed over.
    static let attendedTransfer = CallControl(
        .attendedTransfer, title: "attended transfer",
        summary: "let the agent talk to a number first, the caller on hold",
        find: { $0.bridged("it talks to nobody") },
        ask: { placeForm(.attendedTransfer, $0, $1, title: "Attended transfer by \($1.name)", verb: "begin") },
        order: { (scene, form) throws(CommandProblem) in
            let place = try place(scene, form)
            return { call, channel in
                Order(
                    .attendedTransfer(
                        server: call.serverName, uniqueID: call.uniqueID, channel: channel.name, to: place),
                    done: "\(call.who.isEmpty ? channel.name : call.who) is being connected with \(scene.words(place))",
                    phrase: "begin the attended transfer to \(scene.words(place)): \(scene.named(call))")
            }
        })

    /// Ends an attended transfer that has begun.
    static let cancelAttended = CallControl(
        .cancelAttended, title: "cancel transfer",
        summary: "end the attended transfer: the agent is back with the caller",
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
