import CallCenter

/// Takes a waiting caller out of the queue to somebody.
struct PickUpControl: Control {
    let kind = CommandKind.pickUp
    let title = "pick up"
    let summary = "send the waiting caller, or the next of a queue, to an agent or to yourself"

    func find(_ scene: Scene) -> Found { waitingSubject(scene) }

    func form(_ scene: Scene, _ subject: Subject) -> Form? {
        guard var form = placeForm(kind, scene, subject, title: "Pick up from \(subject.queue)", verb: "send") else {
            return nil
        }
        if !scene.options.me.extension.isEmpty, let place = form.fields.firstIndex(where: { $0.id == .to }) {
            form.fields[place] = .text(
                .to, "To", scene.options.me.extension, hint: "you, or whom you type: Ctrl-U clears it",
                completes: true)
        }
        return form
    }

    func orders(_ scene: Scene, _ subject: Subject, _ form: Form) throws(CommandProblem) -> [Order] {
        let place = try place(scene, form)
        return stillWaiting(subject, scene).map { call, channel in
            Order(
                .redirect(
                    .pickUp, server: call.serverName, uniqueID: call.uniqueID, channel: channel.name, with: nil,
                    to: place), done: "Sent \(scene.named(call)) from \(subject.queue) to \(place.text)",
                phrase: "send \(scene.named(call)) to \(place.text)")
        }
    }
}

/// Gives a waiting caller another priority.
struct PriorityControl: Control {
    let kind = CommandKind.priority
    let title = "priority"
    let summary = "let the waiting caller go before others"

    func find(_ scene: Scene) -> Found { waitingSubject(scene) }

    func form(_ scene: Scene, _ subject: Subject) -> Form? {
        let priority = subject.calls.first.flatMap(scene.caller)?.priority
        return Form(
            kind, subject, title: "Priority in \(subject.queue)", verb: "set",
            fields: [
                .text(
                    .priority, "Priority", priority.map { "\($0)" } ?? "10",
                    hint: "higher is served first; a caller has 0 unless the dialplan says more")
            ])
    }

    func orders(_ scene: Scene, _ subject: Subject, _ form: Form) throws(CommandProblem) -> [Order] {
        let priority = try TypedInput.integer(form.text(.priority), .priority, "The priority", in: 0...10_000)
        return stillWaiting(subject, scene).map { call, channel in
            Order(
                .priority(
                    server: call.serverName, queue: subject.queue, uniqueID: call.uniqueID, channel: channel.name,
                    priority: priority), done: "\(scene.named(call)) has the priority \(priority) in \(subject.queue)",
                phrase: "give \(scene.named(call)) the priority \(priority)")
        }
    }
}

/// Sends a waiting caller out of the queue, on in the dialplan.
struct WithdrawControl: Control {
    let kind = CommandKind.withdraw
    let title = "withdraw"
    let summary = "take the waiting caller out of the queue: the dialplan goes on"

    func find(_ scene: Scene) -> Found { waitingSubject(scene) }

    func form(_ scene: Scene, _ subject: Subject) -> Form? {
        Form(kind, subject, title: "Withdraw from \(subject.queue)?", verb: "withdraw")
    }

    func orders(_ scene: Scene, _ subject: Subject, _ form: Form) throws(CommandProblem) -> [Order] {
        stillWaiting(subject, scene).map { call, channel in
            Order(
                .withdraw(
                    server: call.serverName, queue: subject.queue, uniqueID: call.uniqueID, channel: channel.name),
                done: "Withdrew \(scene.named(call)) from \(subject.queue)",
                phrase: "withdraw \(scene.named(call)) from \(subject.queue)")
        }
    }
}

private func waitingSubject(_ scene: Scene) -> Found {
    guard let call = scene.waiting(), let caller = scene.caller(call) else {
        return .nothing(scene.queue == nil ? "select a waiting caller or a queue" : "nobody waits in this queue")
    }
    let who = scene.privacy.caller(name: caller.name, number: caller.number)
    return .subject(
        Subject(
            server: call.server, serverName: call.serverName, name: who.isEmpty ? call.channel : who, calls: [call],
            queue: caller.queue))
}

/// Those that wait in the queue that was named: somebody who was answered meanwhile is left alone.
private func stillWaiting(_ subject: Subject, _ scene: Scene) -> [(CallTarget, Channel)] {
    subject.calls.compactMap { call in
        guard let channel = scene.channel(call), scene.caller(call)?.queue == subject.queue else { return nil }
        return (call, channel)
    }
}
