import CallCenter

/// Commands about callers who wait in a queue.
extension CallControl {
    /// Takes a waiting caller out of the queue to somebody.
    static let pickUp = CallControl(
        .pickUp, title: "pick up",
        summary: "send the waiting caller, or the next of a queue, to an agent or to yourself",
        find: waitingSubject,
        ask: { scene, subject in
            var form = placeForm(.pickUp, scene, subject, title: "Pick up from \(subject.queue)", verb: "send")
            if !scene.options.me.extension.isEmpty, let place = form.fields.firstIndex(where: { $0.id == .to }) {
                form.fields[place] = .text(
                    .to, "To", scene.options.me.extension, hint: "you, or whom you type: Ctrl-U clears it",
                    completes: true)
            }
            return form
        },
        order: { (scene, form) throws(CommandProblem) in
            let place = try place(scene, form)
            let queue = form.subject.queue
            return ifWaiting(in: queue, scene) { call, channel in
                Order(
                    .redirect(
                        .pickUp, server: call.serverName, uniqueID: call.uniqueID, channel: channel.name, with: nil,
                        to: place), done: "Sent to \(scene.words(place)) from \(queue): \(scene.named(call))",
                    phrase: "send to \(scene.words(place)): \(scene.named(call))")
            }
        })

    /// Gives a waiting caller another priority.
    static let priority = CallControl(
        .priority, title: "priority", summary: "let the waiting caller go before others",
        find: waitingSubject,
        ask: { scene, subject in
            let priority = subject.calls.first.flatMap(scene.caller)?.priority
            return Form(
                .priority, subject, title: "Priority in \(subject.queue)", verb: "set",
                fields: [
                    .number(
                        .priority, "Priority", priority ?? 10,
                        hint: "higher is served first; a caller has 0 unless the dialplan says more")
                ])
        },
        order: { (scene, form) throws(CommandProblem) in
            let priority = try TypedInput.integer(form.text(.priority), .priority, "Priority", in: 0...10_000)
            let queue = form.subject.queue
            return ifWaiting(in: queue, scene) { call, channel in
                Order(
                    .priority(
                        server: call.serverName, queue: queue, uniqueID: call.uniqueID, channel: channel.name,
                        priority: priority), done: "Priority \(priority) in \(queue): \(scene.named(call))",
                    phrase: "give \(scene.named(call)) the priority \(priority)")
            }
        })

    /// Sends a waiting caller out of the queue, on in the dialplan.
    static let withdraw = CallControl(
        .withdraw, title: "withdraw", summary: "take the waiting caller out of the queue: the dialplan goes on",
        find: waitingSubject,
        ask: { Form(.withdraw, $1, title: "Withdraw from \($1.queue)?", verb: "withdraw") },
        order: { scene, form in
            let queue = form.subject.queue
            return ifWaiting(in: queue, scene) { call, channel in
                Order(
                    .withdraw(
                        server: call.serverName, queue: queue, uniqueID: call.uniqueID, channel: channel.name),
                    done: "Withdrew from \(queue): \(scene.named(call))",
                    phrase: "withdraw \(scene.named(call)) from \(queue)")
            }
        })
}

@Sendable private func waitingSubject(_ scene: Scene) -> Found {
    guard let call = scene.waiting(), let caller = scene.caller(call) else {
        return .nothing(scene.queue == nil ? scene.sentences.selectWaiting : "nobody waits in this queue")
    }
    let who = scene.privacy.caller(name: caller.name, number: caller.number)
    return .subject(
        Subject(
            server: call.server, serverName: call.serverName, name: who.isEmpty ? call.channel : who, calls: [call],
            queue: caller.queue))
}

/// Orders for those that wait in the queue that was named: somebody who was answered meanwhile is left alone.
private func ifWaiting(
    in queue: String, _ scene: Scene, _ make: @escaping CallControl.Maker
) -> CallControl.Maker {
    { call, channel in scene.caller(call)?.queue == queue ? make(call, channel) : nil }
}
