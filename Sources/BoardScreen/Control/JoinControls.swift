import CallCenter

/// Adds agents to a queue.
struct AddToQueueControl: Control {
    let kind = CommandKind.addToQueue
    let title = "add to queue"
    let summary = "add the agent to a queue, with a penalty"

    func find(_ scene: Scene) -> Found { scene.members() }

    func form(_ scene: Scene, _ subject: Subject) -> Form? {
        let open = scene.queuesWithout(subject)
        guard !open.isEmpty else { return nil }
        return Form(
            kind, subject, title: "Add \(subject.name) to a queue", verb: "add",
            fields: [
                .choice(.queue, "Queue", open, hint: "arrows to the sides change it"),
                .number(.penalty, "Penalty", 0, hint: "0 is asked first"),
                .choice(.mode, "Begins", ["ready", "paused"]),
            ])
    }

    func orders(_ scene: Scene, _ subject: Subject, _ form: Form) throws(CommandProblem) -> [Order] {
        let penalty = try TypedInput.integer(form.text(.penalty), .penalty, "Penalty", in: 0...1000)
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

/// Logs an agent in to a queue: a UCM's own. An agent who is in no queue is in no list, so that the device is typed on a
/// queue's row.
struct LogInControl: Control {
    let kind = CommandKind.logIn
    let title = "log in"
    let summary = "log the agent, or a device that you type, in to a queue (UCM)"

    func find(_ scene: Scene) -> Found {
        if case .agent? = scene.entity { return scene.members() }
        guard var subject = scene.blank() else { return .nothing(Sentences.noServer) }
        if let queue = scene.queue { subject.queue = queue.name }
        subject.name = subject.queue.isEmpty ? "an agent" : "an agent to \(subject.queue)"
        return .subject(subject)
    }

    func form(_ scene: Scene, _ subject: Subject) -> Form? {
        guard let server = scene.server(subject.server), !server.queues.isEmpty else { return nil }
        if subject.agents.isEmpty {
            let queues = server.queues.map(\.name)
            var form = Form(
                kind, subject, title: "Log in \(subject.name)", verb: "log in",
                fields: [
                    .choice(.queue, "Queue", queues, queues.firstIndex(of: subject.queue) ?? 0),
                    .phone("Device", "", hint: "the agent's number or device"),
                ])
            form.focus = 1
            return form
        }
        let open = scene.queuesWithout(subject)
        guard !open.isEmpty else { return nil }
        return Form(
            kind, subject, title: "Log in \(subject.name)", verb: "log in", fields: [.choice(.queue, "Queue", open)])
    }

    func orders(_ scene: Scene, _ subject: Subject, _ form: Form) throws(CommandProblem) -> [Order] {
        let queue = form.text(.queue)
        guard !queue.isEmpty else {
            throw CommandProblem(.queue, "", "\(subject.name) is in every queue of \(subject.serverName) already.")
        }
        if subject.agents.isEmpty {
            let device = try scene.device(form.text(.from), on: subject.server, name: "The device")
            return [
                Order(
                    .logIn(server: subject.serverName, queue: queue, interface: device, name: ""),
                    done: "Logged \(device) in to \(queue)", phrase: "log \(device) in to \(queue)")
            ]
        }
        return subject.agents.filter { !$0.queues.contains(queue) }.compactMap { agent in
            agent.interfaces.first.map { interface in
                Order(
                    .logIn(
                        server: agent.server, queue: queue, interface: interface, name: agent.name,
                        targets: agent.target.map { [$0] } ?? []), done: "Logged \(agent.name) in to \(queue)",
                    phrase: "log \(agent.name) in to \(queue)")
            }
        }
    }
}

/// Begins the figures of a queue's seats anew: a UCM's own.
struct CleanSeatsControl: Control {
    let kind = CommandKind.cleanSeats
    let title = "clean seats"
    let summary = "begin the figures of the queue's agents anew, after a question (UCM)"

    func find(_ scene: Scene) -> Found {
        guard let queue = scene.queue, var subject = scene.blank() else { return .nothing(scene.sentences.selectQueue) }
        subject.queue = queue.name
        subject.name = queue.name
        return .subject(subject)
    }

    func form(_ scene: Scene, _ subject: Subject) -> Form? {
        Form(kind, subject, title: "Clean the seats of \(subject.queue)?", verb: "clean")
    }

    func orders(_ scene: Scene, _ subject: Subject, _ form: Form) throws(CommandProblem) -> [Order] {
        guard scene.server(subject.server)?.queue(subject.queue) != nil else { return [] }
        return [
            Order(
                .cleanSeats(server: subject.serverName, queue: subject.queue),
                done: "Cleaned the seats of \(subject.queue)", phrase: "clean the seats of \(subject.queue)")
        ]
    }
}

extension Scene {
    /// The queues of a subject's server that one of its agents is not in.
    fileprivate func queuesWithout(_ subject: Subject) -> [String] {
        (server(subject.server)?.queues ?? []).map(\.name).filter { queue in
            subject.agents.contains { !$0.queues.contains(queue) }
        }
    }
}
