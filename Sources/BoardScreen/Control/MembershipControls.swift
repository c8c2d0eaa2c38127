import CallCenter

/// A command about memberships, made from the few things in which such commands differ.
struct MembershipControl: Control {
    /// What is ordered: in which queue (nil is every one), and how, for the agents of one server.
    struct Wish {
        var queue: String?
        var make: (Group) -> Order
    }

    /// The agents of one server that are in the queue.
    struct Group {
        let server: String
        let agents: [PauseTarget]
        /// The interfaces that the queue knows them by; all of theirs when it is every queue.
        let interfaces: [String]

        var names: String { agents.map(\.name).asNames }
        var targets: [CommandTarget] { agents.compactMap(\.target) }
    }

    let kind: CommandKind
    let title: String
    let summary: String
    private let asked: @Sendable (Scene, Subject) -> Form?
    private let made: @Sendable (Form) throws(CommandProblem) -> Wish

    init(
        _ kind: CommandKind, title: String, summary: String, ask: @escaping @Sendable (Scene, Subject) -> Form?,
        order: @escaping @Sendable (Form) throws(CommandProblem) -> Wish
    ) {
        self.kind = kind
        self.title = title
        self.summary = summary
        asked = ask
        made = order
    }

    func find(_ scene: Scene) -> Found { scene.members() }

    func form(_ scene: Scene, _ subject: Subject) -> Form? { asked(scene, subject) }

    func orders(_ scene: Scene, _ subject: Subject, _ form: Form) throws(CommandProblem) -> [Order] {
        let wish = try made(form)
        return subject.agents.map(\.server).distinct.compactMap { server in
            let agents = subject.agents.filter { agent in
                agent.server == server && (wish.queue.map(agent.queues.contains) ?? true)
            }
            if agents.isEmpty { return nil }
            let all = agents.flatMap(\.interfaces).distinct
            let known = wish.queue.flatMap { queue in
                scene.server(named: server).map { Set($0.members(of: queue).map(\.interface)) }
            }
            return wish.make(
                Group(server: server, agents: agents, interfaces: known.map { all.filter($0.contains) } ?? all))
        }
    }
}

extension MembershipControl {
    /// Takes agents out of a queue.
    static let remove = MembershipControl(
        .removeFromQueue, title: "remove", summary: "take the agent out of a queue",
        ask: { leavingForm(.removeFromQueue, $1, title: "Remove \($1.name)?", verb: "remove") },
        order: { form in
            let queue = form.text(.queue)
            return Wish(queue: queue) { group in
                Order(
                    .removeFromQueue(
                        server: group.server, queue: queue, interfaces: group.interfaces, targets: group.targets),
                    done: "Removed \(group.names) from \(queue)", phrase: "remove \(group.names) from \(queue)")
            }
        })

    /// Logs agents off a queue's seats: a UCM's own.
    static let logOff = MembershipControl(
        .logOff, title: "log off", summary: "log the agent off a queue (UCM)",
        ask: { leavingForm(.logOff, $1, title: "Log off \($1.name)", verb: "log off") },
        order: { form in
            let queue = form.text(.queue)
            return Wish(queue: queue) { group in
                Order(
                    .logOff(server: group.server, queue: queue, interfaces: group.interfaces, targets: group.targets),
                    done: "Logged \(group.names) off \(queue)", phrase: "log \(group.names) off \(queue)")
            }
        })

    /// Sets a penalty.
    static let penalty = MembershipControl(
        .penalty, title: "penalty", summary: "set the agent's penalty: lower is asked first",
        ask: { scene, subject in
            var penalty = 0
            if case .agent(let index, let id)? = subject.agents.first?.entity, let server = scene.server(index) {
                penalty = server.agent(id, at: server.now)?.penalty ?? 0
            }
            return scopedForm(
                .penalty, subject, title: "Penalty of \(subject.name)",
                .number(.penalty, "Penalty", penalty, hint: "0 is asked first"))
        },
        order: { (form) throws(CommandProblem) in
            let penalty = try TypedInput.integer(form.text(.penalty), .penalty, "Penalty", in: 0...1000)
            let queue = form.choice(.queue) == 0 ? nil : form.text(.queue)
            let place = form.text(.queue)
            return Wish(queue: queue) { group in
                Order(
                    .penalty(
                        server: group.server, interfaces: group.interfaces, queue: queue, penalty: penalty,
                        targets: group.targets), done: "\(group.names): penalty \(penalty) in \(place)",
                    phrase: "set the penalty of \(group.names) to \(penalty)")
            }
        })

    /// Sets whether calls come while the agent's device is in use.
    static let ringInUse = MembershipControl(
        .ringInUse, title: "ring in use",
        summary: "offer the agent calls while the device is in use, or not",
        ask: { _, subject in
            scopedForm(
                .ringInUse, subject, title: "Calls for \(subject.name) while in use",
                .choice(.ringInUse, "Ring", ["no", "yes"]))
        },
        order: { form in
            let rings = form.choice(.ringInUse) == 1
            let queue = form.choice(.queue) == 0 ? nil : form.text(.queue)
            let place = form.text(.queue)
            return Wish(queue: queue) { group in
                Order(
                    .ringInUse(
                        server: group.server, interfaces: group.interfaces, queue: queue, rings: rings,
                        targets: group.targets),
                    done: "\(group.names): \(rings ? "rings" : "does not ring") while in use in \(place)",
                    phrase: "\(rings ? "ring" : "not ring") \(group.names) while in use")
            }
        })
}

/// A form that asks which queue the agents leave.
private func leavingForm(_ kind: CommandKind, _ subject: Subject, title: String, verb: String) -> Form {
    let queues = subject.agents.flatMap(\.queues).distinct
    return Form(
        kind, subject, title: title, verb: verb,
        fields: [.choice(.queue, "From", queues, queues.firstIndex(of: subject.queue) ?? 0)])
}

/// A form that asks for a value, in every queue or in one; of who is in one alone nothing is asked.
private func scopedForm(_ kind: CommandKind, _ subject: Subject, title: String, _ value: FormField) -> Form {
    let queues = subject.agents.flatMap(\.queues).distinct
    let scopes = queues.count == 1 ? queues : ["every queue"] + queues
    var form = Form(
        kind, subject, title: title, verb: "set",
        fields: [.choice(.queue, "In", scopes, scopes.firstIndex(of: subject.queue) ?? 0), value])
    form.focus = 1
    return form
}

extension Scene {
    /// The selected or marked agents, who must be in some queue.
    func members() -> Found {
        let targets = agents()
        guard let first = targets.first else { return .nothing(sentences.selectAgent) }
        guard targets.allSatisfy({ $0.server == first.server }) else {
            return .nothing("the marked agents are of several servers")
        }
        for target in targets where target.queues.isEmpty { return .nothing(Sentences.noQueue(target.name)) }
        let name = targets.count == 1 ? first.name : "\(targets.count) agents"
        var subject = Subject(server: first.entity.server, serverName: first.server, name: name, agents: targets)
        if let queue {
            subject.queue = queue.name
            if targets.count > 1 { subject.name = "the \(targets.count) agents of \(queue.name)" }
        }
        return .subject(subject)
    }
}
