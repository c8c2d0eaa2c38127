import CallCenter

/// Parks a call.
struct ParkControl: Control {
    let kind = CommandKind.park
    let title = "park"
    let summary = "park the other side of the call, or a call that talks to nobody"

    func find(_ scene: Scene) -> Found { scene.conversation() }

    func form(_ scene: Scene, _ subject: Subject) -> Form? {
        let call = subject.calls[0]
        let this = scene.channel(call)?.name ?? call.channel
        // An agent is not parked: whom the agent talks to is.
        let legs = scene.other(call).map { [$0.name, this] } ?? [this]
        return Form(
            kind, subject, title: "Park the call of \(subject.name)", verb: "park",
            fields: [
                .choice(.with, "Leg", legs),
                .text(.lot, "Lot", hint: "empty: the PBX's own", isRequired: false),
                .seconds(.timeout, "Comes back", 0, hint: "after so many seconds; 0: as the lot says"),
            ])
    }

    func orders(_ scene: Scene, _ subject: Subject, _ form: Form) throws(CommandProblem) -> [Order] {
        let seconds = try TypedInput.integer(form.text(.timeout), .timeout, "Comes back", in: 0...86_400)
        let lot = try TypedInput.lot(form.text(.lot))
        return subject.calls.compactMap { call in
            let name = form.text(.with)
            guard let channel = scene.channel(call), let server = scene.server(call.server) else { return nil }
            let parked = channel.name == name ? channel : scene.other(call).flatMap { $0.name == name ? $0 : nil }
            guard let parked else { return nil }
            // The call comes back to whom it was taken from.
            let back = parked.uniqueID == channel.uniqueID ? scene.other(call)?.name : channel.name
            return Order(
                .park(
                    server: server.name, uniqueID: parked.uniqueID, channel: parked.name, announceTo: back ?? "",
                    lot: lot, seconds: seconds),
                done: "Parked: \(parked.name)"
                    + (scene.state.keymap.label(.fetchParked).map { "; \($0) lists what is parked" } ?? ""),
                phrase: "park \(parked.name)")
        }
    }
}

/// Fetches a parked call to a device. The list is asked first.
struct FetchParkedControl: Control {
    let kind = CommandKind.fetchParked
    let title = "fetch parked"
    let summary = "list the parked calls and fetch one"

    func find(_ scene: Scene) -> Found {
        guard var subject = scene.blank() else { return .nothing(Sentences.noServer) }
        subject.picked = scene.state.picked
        return .subject(subject)
    }

    func form(_ scene: Scene, _ subject: Subject) -> Form? {
        guard case .parked(let call)? = subject.picked else { return nil }
        let who = scene.privacy.caller(name: call.callerName, number: call.callerNumber)
        var form = Form(
            kind, subject, title: "Fetch \(who.isEmpty ? call.channel : who) from \(call.space)", verb: "fetch",
            fields: [
                .phone(
                    "My phone", scene.ownPhone(on: subject.serverName),
                    hint: "your own number or device: it rings, and has the call once you answer"),
                .seconds(.timeout, "Ring for", scene.options.originateTimeout, hint: "1 to 300 seconds"),
            ])
        form.focusFirstEmpty()
        return form
    }

    func orders(_ scene: Scene, _ subject: Subject, _ form: Form) throws(CommandProblem) -> [Order] {
        guard case .parked(let call)? = subject.picked else { return [] }
        let device = try scene.device(form.text(.from), on: subject.server, name: "My phone")
        let seconds = try TypedInput.seconds(form.text(.timeout), name: "Ring for")
        return [
            Order(
                .fetchParked(
                    server: subject.serverName, device: device, lot: call.lot, space: call.space, timeout: seconds),
                done: "Answered: \(device) has the call parked at \(call.space)",
                phrase: "fetch the call parked at \(call.space) to \(device)")
        ]
    }
}
