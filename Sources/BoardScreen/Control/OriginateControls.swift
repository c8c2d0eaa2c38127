import CallCenter

/// Rings a device and connects it with a number.
struct OriginateControl: Control {
    let kind = CommandKind.originate
    let title = "call"
    let summary = "ring a device, yours or the agent's, and connect it with a number or a name"

    func find(_ scene: Scene) -> Found {
        scene.blank().map { .subject($0) } ?? .nothing(Sentences.noServer)
    }

    func form(_ scene: Scene, _ subject: Subject) -> Form? {
        // Who is selected is who wants to call, most of the time; a selected call is called back.
        var from = scene.ownPhone(on: subject.serverName)
        var to = ""
        var whose = subject.serverName
        switch scene.entity {
        case .agent(let index, let id):
            if let server = scene.server(index), let agent = server.agent(id, at: server.now) {
                from = agent.interfaces.first ?? id
                whose = "the phone of \(agent.name.isEmpty ? id : agent.name)"
            }
        case .channel(let index, let uniqueID):
            to = scene.server(index)?.channel(uniqueID: uniqueID)?.callerNumber ?? ""
        case .row(let panel, _, _)?:
            // A caller who was lost is called back.
            to =
                scene.entity.flatMap { panel.list?.number($0, PanelScene(state: scene.state, board: scene.board)) }
                ?? ""
        case .queue, nil: break
        }
        if scene.state.isMasked || (try? TypedInput.number(to)) == nil { to = "" }
        let options = scene.options
        var form = Form(
            kind, subject, title: "Call, from \(whose)", verb: "call",
            fields: [
                .phone("From", from, hint: "the number or device that rings first"),
                .text(
                    .to, "To", to, hint: "the number or the name of the phone book it is connected with",
                    completes: true),
                .text(.context, "Context", options.originateContext, hint: "the dialplan context of that number"),
            ])
        if !options.trunks.isEmpty {
            form.fields.append(
                .choice(.trunk, "Through", ["the dialplan"] + options.trunks, hint: "a trunk's context, as configured"))
        }
        form.fields += [
            .text(
                .callerID, "Caller ID", options.originateCallerID,
                hint: "what the device shows; empty: the PBX decides", isRequired: false),
            .seconds(.timeout, "Ring for", options.originateTimeout, hint: "1 to 300 seconds"),
            .text(
                .variables, "Variables", hint: "NAME=value, with commas between; may be empty", limit: 400,
                isRequired: false),
        ]
        form.focusFirstEmpty()
        if !from.isEmpty, let place = form.fields.firstIndex(where: { $0.id == .to }) { form.focus = place }
        return form
    }

    func orders(_ scene: Scene, _ subject: Subject, _ form: Form) throws(CommandProblem) -> [Order] {
        // The first field that is wrong is told first.
        let device = try scene.device(form.text(.from), on: subject.server, name: "From")
        let number = try scene.phoneBook.number(form.text(.to))
        var call = try TypedInput.origination(
            from: device, to: number,
            context: form.choice(.trunk) > 0 ? form.text(.trunk) : form.text(.context),
            callerID: form.text(.callerID), timeout: form.text(.timeout))
        call.variables = try TypedInput.variables(form.text(.variables))
        // Whose phone it is, where a queue knows: the PBX names the channel that it made.
        let member = scene.server(subject.server)?.members.first { $0.interface == device && !$0.name.isEmpty }
        let phone = member.map { $0.name == device ? device : "\($0.name) (\(device))" } ?? device
        return [
            Order(
                .originate(server: subject.serverName, call), done: "Answered: \(phone) is connected with \(number)",
                phrase: "call \(phone), then \(number)")
        ]
    }
}

/// Places the last call again.
struct RedialControl: Control {
    let kind = CommandKind.redial
    let title = "redial"
    let summary = "place your last call again"

    func find(_ scene: Scene) -> Found {
        guard let last = scene.state.lastCall,
            let index = scene.board.servers.firstIndex(where: { $0.name == last.server })
        else { return .nothing("you have placed no call yet") }
        return .subject(Subject(server: index, serverName: last.server, name: last.summary))
    }

    func orders(_ scene: Scene, _ subject: Subject, _ form: Form) throws(CommandProblem) -> [Order] {
        guard let last = scene.state.lastCall else { return [] }
        return [
            Order(
                CallCommand(
                    .redial, server: last.server, last.requests, targets: last.targets, scope: last.scope,
                    summary: last.summary))
        ]
    }
}
