import CallCenter

/// Adds agents to a queue.
struct AddToQueueControl: Control {
    let kind = CommandKind.addToQueue
    let title = "add to queue"
    let summary = "add the agent to a queue, with a penalty"

    func find(_ scene: Scene) -> Found { agentSubject(scene) }

    func form(_ scene: Scene, _ subject: Subject) -> Form? {
        guard let server = scene.server(subject.server) else { return nil }
        let all = server.queues.map(\.name)
        // Those that somebody is not in yet come first.
        let open = all.filter { queue in subject.agents.contains { !$0.queues.contains(queue) } }
        guard !open.isEmpty else { return nil }
        return Form(
            kind, subject, title: "Add \(subject.name) to a queue", verb: "add",
            fields: [
                .choice(.queue, "Queue", open, hint: "arrows to the sides change it"),
                .text(.penalty, "Penalty", "0", hint: "0 is asked first"),
                .choice(.mode, "Begins", ["ready", "paused"]),
            ])
    }

    func orders(_ scene: Scene, _ subject: Subject, _ form: Form) throws(CommandProblem) -> [Order] {
        let penalty = try TypedInput.integer(form.text(.penalty), .penalty, "The penalty", in: 0...1000)
        let queue = form.text(.queue)
        guard !queue.isEmpty else {
            throw CommandProblem(.queue, "", "\(subject.name) is in every queue of \(subject.serverName) already.")
        }
        var orders: [Order] = []
        for target in subject.agents where !target.queues.contains(queue) {
            guard let interface = target.interfaces.first, let id = target.target, case .agent(let device) = id else {
                continue
            }
            orders.append(
                Order(
                    .addToQueue(
                        server: target.server, queue: queue, interface: interface, name: target.name,
                        stateInterface: device, penalty: penalty, paused: form.choice(.mode) == 1, targets: [id]),
                    done: "Added \(target.name) to \(queue)", phrase: "add \(target.name) to \(queue)"))
        }
        return orders
    }
}

/// Takes agents out of a queue.
struct RemoveFromQueueControl: Control {
    let kind = CommandKind.removeFromQueue
    let title = "remove"
    let summary = "take the agent out of a queue"

    func find(_ scene: Scene) -> Found { agentSubject(scene) }

    func form(_ scene: Scene, _ subject: Subject) -> Form? {
        let queues = subject.agents.flatMap(\.queues).distinct
        return Form(
            kind, subject, title: "Remove \(subject.name)?", verb: "remove",
            fields: [.choice(.queue, "From", queues, queues.firstIndex(of: subject.queue) ?? 0)])
    }

    func orders(_ scene: Scene, _ subject: Subject, _ form: Form) throws(CommandProblem) -> [Order] {
        let queue = form.text(.queue)
        return grouped(subject, queue) { server, targets, names in
            Order(
                .removeFromQueue(
                    server: server, queue: queue, interfaces: interfaces(targets, in: queue, scene),
                    targets: targets.compactMap(\.target)), done: "Removed \(names) from \(queue)",
                phrase: "remove \(names) from \(queue)")
        }
    }
}

/// Sets a penalty.
struct PenaltyControl: Control {
    let kind = CommandKind.penalty
    let title = "penalty"
    let summary = "set the agent's penalty: lower is asked first"

    func find(_ scene: Scene) -> Found { agentSubject(scene) }

    func form(_ scene: Scene, _ subject: Subject) -> Form? {
        let scopes = ["every queue"] + subject.agents.flatMap(\.queues).distinct
        var penalty = 0
        if case .agent(let index, let id)? = subject.agents.first?.entity, let server = scene.server(index) {
            penalty = server.agent(id, at: server.now)?.penalty ?? 0
        }
        var form = Form(
            kind, subject, title: "Penalty of \(subject.name)", verb: "set",
            fields: [
                .choice(.queue, "In", scopes, scopes.firstIndex(of: subject.queue) ?? 0),
                .text(.penalty, "Penalty", "\(penalty)", hint: "0 is asked first"),
            ])
        form.focus = 1
        return form
    }

    func orders(_ scene: Scene, _ subject: Subject, _ form: Form) throws(CommandProblem) -> [Order] {
        let penalty = try TypedInput.integer(form.text(.penalty), .penalty, "The penalty", in: 0...1000)
        let queue = form.choice(.queue) == 0 ? nil : form.text(.queue)
        return grouped(subject, queue) { server, targets, names in
            Order(
                .penalty(
                    server: server, interfaces: interfaces(targets, in: queue, scene), queue: queue,
                    penalty: penalty, targets: targets.compactMap(\.target)),
                done: "\(names): penalty \(penalty) in \(queue ?? "every queue")",
                phrase: "set the penalty of \(names) to \(penalty)")
        }
    }
}

/// Sets whether calls come while the device is in use.
struct RingInUseControl: Control {
    let kind = CommandKind.ringInUse
    let title = "ring in use"
    let summary = "offer the agent calls while the device is in use, or not"

    func find(_ scene: Scene) -> Found { agentSubject(scene) }

    func form(_ scene: Scene, _ subject: Subject) -> Form? {
        let scopes = ["every queue"] + subject.agents.flatMap(\.queues).distinct
        var form = Form(
            kind, subject, title: "Calls for \(subject.name) while in use", verb: "set",
            fields: [
                .choice(.queue, "In", scopes, scopes.firstIndex(of: subject.queue) ?? 0),
                .choice(.ringInUse, "Ring", ["no", "yes"]),
            ])
        form.focus = 1
        return form
    }

    func orders(_ scene: Scene, _ subject: Subject, _ form: Form) throws(CommandProblem) -> [Order] {
        let rings = form.choice(.ringInUse) == 1
        let queue = form.choice(.queue) == 0 ? nil : form.text(.queue)
        return grouped(subject, queue) { server, targets, names in
            Order(
                .ringInUse(
                    server: server, interfaces: interfaces(targets, in: queue, scene), queue: queue, rings: rings,
                    targets: targets.compactMap(\.target)),
                done: "\(names): \(rings ? "rings" : "does not ring") while in use in \(queue ?? "every queue")",
                phrase: "\(rings ? "ring" : "not ring") \(names) while in use")
        }
    }
}

/// The selected or marked agents, who must be in some queue.
private func agentSubject(_ scene: Scene) -> Found {
    let targets = scene.agents()
    guard let first = targets.first else { return .nothing(Sentences.selectAgent) }
    guard targets.allSatisfy({ $0.server == first.server }) else {
        return .nothing("the marked agents are of several servers")
    }
    for target in targets where target.queues.isEmpty { return .nothing(Sentences.noQueue(target.name)) }
    let name = targets.count == 1 ? first.name : "\(targets.count) agents"
    var subject = Subject(server: first.entity.server, serverName: first.server, name: name, agents: targets)
    if let queue = scene.queue { subject.queue = queue.name }
    return .subject(subject)
}

/// One order a server, for those of the agents that are in the queue.
private func grouped(
    _ subject: Subject, _ queue: String?, _ make: (String, [PauseTarget], String) -> Order
) -> [Order] {
    subject.agents.map(\.server).distinct.compactMap { server in
        let targets = subject.agents.filter { $0.server == server && (queue.map($0.queues.contains) ?? true) }
        if targets.isEmpty { return nil }
        return make(server, targets, targets.map(\.name).joined(separator: ", "))
    }
}

/// The interfaces that a queue knows the agents by; all of theirs when it is every queue.
private func interfaces(_ targets: [PauseTarget], in queue: String?, _ scene: Scene) -> [String] {
    guard let queue, let server = targets.first.flatMap({ scene.server(named: $0.server) }) else {
        return targets.flatMap(\.interfaces)
    }
    let known = Set(server.members(of: queue).map(\.interface))
    return targets.flatMap(\.interfaces).filter(known.contains)
}
