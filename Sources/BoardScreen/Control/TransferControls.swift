import CallCenter

/// Sends whom the selected party talks to elsewhere.
struct TransferControl: Control {
    let kind = CommandKind.transfer
    let title = "transfer"
    let summary = "send the other side of the call to a number or a name"

    func find(_ scene: Scene) -> Found {
        let found = scene.conversation()
        guard case .subject(let subject) = found else { return found }
        guard scene.channel(subject.calls[0])?.bridgeID.isEmpty == false else {
            return .nothing("it talks to nobody; redirect sends the call itself elsewhere")
        }
        return found
    }

    func form(_ scene: Scene, _ subject: Subject) -> Form? {
        placeForm(kind, scene, subject, title: "Transfer the caller of \(subject.name)", verb: "transfer")
    }

    func orders(_ scene: Scene, _ subject: Subject, _ form: Form) throws(CommandProblem) -> [Order] {
        let place = try place(scene, form)
        return subject.calls.compactMap { call in
            scene.channel(call).map {
                Order(
                    .transfer(server: call.serverName, uniqueID: call.uniqueID, channel: $0.name, to: place),
                    done: "Transferred the call of \(scene.named(call)) to \(place.text)",
                    phrase: "transfer the call of \(scene.named(call)) to \(place.text)")
            }
        }
    }
}

/// Lets the selected party talk to somebody before the caller is handed over.
struct AttendedTransferControl: Control {
    let kind = CommandKind.attendedTransfer
    let title = "attended transfer"
    let summary = "let the agent talk to a number first, the caller on hold"

    func find(_ scene: Scene) -> Found {
        let found = scene.conversation()
        guard case .subject(let subject) = found else { return found }
        guard scene.channel(subject.calls[0])?.bridgeID.isEmpty == false else { return .nothing("it talks to nobody") }
        return found
    }

    func form(_ scene: Scene, _ subject: Subject) -> Form? {
        placeForm(kind, scene, subject, title: "Attended transfer by \(subject.name)", verb: "begin")
    }

    func orders(_ scene: Scene, _ subject: Subject, _ form: Form) throws(CommandProblem) -> [Order] {
        let place = try place(scene, form)
        return subject.calls.compactMap { call in
            scene.channel(call).map {
                Order(
                    .attendedTransfer(server: call.serverName, uniqueID: call.uniqueID, channel: $0.name, to: place),
                    done: "\(call.who.isEmpty ? $0.name : call.who) is being connected with \(place.text)",
                    phrase: "begin the attended transfer of \(scene.named(call)) to \(place.text)")
            }
        }
    }
}

/// Ends an attended transfer that has begun.
struct CancelAttendedControl: Control {
    let kind = CommandKind.cancelAttended
    let title = "cancel transfer"
    let summary = "end the attended transfer: the agent is back with the caller"

    func find(_ scene: Scene) -> Found { scene.conversation() }

    func orders(_ scene: Scene, _ subject: Subject, _ form: Form) throws(CommandProblem) -> [Order] {
        subject.calls.compactMap { call in
            scene.channel(call).map {
                Order(
                    .cancelAttended(server: call.serverName, uniqueID: call.uniqueID, channel: $0.name),
                    done: "Cancelled the attended transfer of \(scene.named(call))",
                    phrase: "cancel the attended transfer of \(scene.named(call))")
            }
        }
    }
}

/// Sends one leg, the other, or both elsewhere in the dialplan.
struct RedirectControl: Control {
    let kind = CommandKind.redirect
    let title = "redirect"
    let summary = "send this leg, the other one or both elsewhere in the dialplan"

    func find(_ scene: Scene) -> Found { scene.conversation() }

    func form(_ scene: Scene, _ subject: Subject) -> Form? {
        guard let form = placeForm(kind, scene, subject, title: "Redirect \(subject.name)", verb: "redirect") else {
            return nil
        }
        var whole = form
        let call = subject.calls[0]
        let this = scene.channel(call)?.name ?? call.channel
        let legs = scene.other(call).map { [this, $0.name, "both"] } ?? [this]
        whole.fields.insert(.choice(.with, "Legs", legs), at: 0)
        whole.focusFirstEmpty()
        return whole
    }

    func orders(_ scene: Scene, _ subject: Subject, _ form: Form) throws(CommandProblem) -> [Order] {
        let place = try place(scene, form)
        return subject.calls.compactMap { call in
            guard let channel = scene.channel(call) else { return nil }
            let other = scene.other(call)
            if form.choice(.with) > 0, other == nil { return nil }
            let moved = form.choice(.with) == 1 ? other ?? channel : channel
            let with = form.choice(.with) == 2 ? other?.name : nil
            let text = "\(moved.name)\(with.map { " and \($0)" } ?? "") to \(place.text)"
            return Order(
                .redirect(
                    server: call.serverName, uniqueID: moved.uniqueID, channel: moved.name, with: with, to: place),
                done: "Redirected \(text)", phrase: "redirect \(text)")
        }
    }
}

/// A form that asks where to.
func placeForm(_ kind: CommandKind, _ scene: Scene, _ subject: Subject, title: String, verb: String) -> Form? {
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
