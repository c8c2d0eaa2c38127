import CallCenter

/// Pause with a reason, or the end of one: of an agent, of the marked ones, of everybody in a queue.
struct PauseControl: Control {
    let isPausing: Bool

    var kind: CommandKind { isPausing ? .pause : .unpause }
    var title: String { isPausing ? "pause" : "unpause" }
    var summary: String {
        isPausing ? "pause the agent, the marked ones or a whole queue, with a reason" : "end their pause"
    }

    func find(_ scene: Scene) -> Found {
        let targets = scene.agents()
        guard let first = targets.first else {
            return .nothing(scene.queue == nil ? scene.sentences.selectAgent : Sentences.queueIsEmpty)
        }
        for target in targets where target.queues.isEmpty || target.interfaces.isEmpty {
            return .nothing(Sentences.noQueue(target.name))
        }
        if targets.count == 1, scene.queue == nil,
            let agent = scene.state.rows.people.person(first.entity, scene.board, now: scene.now)?.agent
        {
            if isPausing, agent.pausedEverywhere { return .nothing(Sentences.alreadyPaused(first.name)) }
            if !isPausing, !agent.paused { return .nothing(Sentences.notPaused(first.name)) }
        }
        let name = targets.count == 1 ? first.name : "\(targets.count) agents"
        var subject = Subject(
            server: first.entity.server, serverName: first.server, name: name, agents: targets)
        if let queue = scene.queue { subject.queue = queue.name }
        return .subject(subject)
    }

    func form(_ scene: Scene, _ subject: Subject) -> Form? {
        let scopes = PauseScope.all(of: subject, scene)
        let one = scopes.firstIndex { $0.isOne && $0.queues.first == subject.queue } ?? 0
        var fields = [FormField.choice(.queue, "In", scopes.map(\.words), one)]
        if isPausing {
            fields.append(.list(.reason, "Reason", scene.options.reasons, other: TextField("", limit: 60)))
        }
        let verb = isPausing ? "pause" : "unpause"
        let title =
            (isPausing ? "Pause " : "Unpause ") + (subject.queue.isEmpty ? "" : "\(subject.queue): ") + subject.name
        var form = Form(kind, subject, title: title, verb: verb, fields: fields)
        form.focus = fields.count - 1
        return form
    }

    func orders(_ scene: Scene, _ subject: Subject, _ form: Form) throws(CommandProblem) -> [Order] {
        let reason = isPausing ? try TypedInput.reason(form.text(.reason)) : ""
        let words = form.text(.queue)
        guard let scope = PauseScope.all(of: subject, scene).first(where: { $0.words == words }) else { return [] }
        var orders: [Order] = []
        for server in subject.agents.map(\.server).distinct {
            let inScope = subject.agents.filter { agent in
                agent.server == server && (scope.isEvery || agent.queues.contains(where: scope.queues.contains))
            }
            let interfaces = inScope.flatMap(\.interfaces).distinct
            if interfaces.isEmpty { continue }
            let targets = inScope.compactMap(\.target)
            let names = inScope.map(\.name).asNames
            let place = "in \(scope.name)" + (reason.isEmpty ? "" : ": \(reason)")
            let members = (scene.server(named: server)?.members ?? []).filter {
                interfaces.contains($0.interface) && (scope.isEvery || scope.queues.contains($0.queue))
            }
            let command: CallCommand =
                if let group = scope.group {
                    .pause(
                        server: server, group: group,
                        memberships: members.map { (queue: $0.queue, interface: $0.interface) }, paused: isPausing,
                        reason: reason, targets: targets)
                } else {
                    .pause(
                        server: server, interfaces: interfaces, queue: scope.queues.first, paused: isPausing,
                        reason: reason, targets: targets)
                }
            // The pauses as they are before they are changed.
            let before = members.filter { $0.paused != isPausing }.map {
                CallCommand.PauseState(
                    queue: $0.queue, interface: $0.interface, paused: $0.paused, reason: $0.pausedReason)
            }
            orders.append(
                Order(
                    command, done: (isPausing ? "Paused " : "Unpaused ") + "\(names) \(place)",
                    phrase: (isPausing ? "pause " : "unpause ") + "\(names) \(place)",
                    undo: .undoPause(server: server, before, targets: targets)))
        }
        return orders
    }
}

/// Takes the last pause, or the last end of one, back.
struct UndoPauseControl: Control {
    let kind = CommandKind.undoPause
    let title = "undo pause"
    let summary = "put the pauses back to what they were before your last pause or unpause"

    func find(_ scene: Scene) -> Found {
        guard let last = scene.state.undo,
            let index = scene.board.servers.firstIndex(where: { $0.name == last.command.server })
        else { return .nothing("you have paused and unpaused nobody yet") }
        guard !last.command.requests.isEmpty else { return .nothing("the last pause changed nothing") }
        return .subject(Subject(server: index, serverName: last.command.server, name: last.phrase))
    }

    func orders(_ scene: Scene, _ subject: Subject, _ form: Form) throws(CommandProblem) -> [Order] {
        guard let last = scene.state.undo else { return [] }
        return [Order(last.command, done: "Undone: \(last.phrase)", phrase: "undo: \(last.phrase)")]
    }
}

/// Releases an agent whom the PBX paused after missed calls, with one key.
struct ReleaseControl: Control {
    let kind = CommandKind.release
    let title = "release"
    let summary = "release an agent whom the PBX paused after missed calls, at once"

    func find(_ scene: Scene) -> Found {
        let targets = scene.agents()
        guard let first = targets.first else { return .nothing(scene.sentences.selectAgent) }
        guard targets.contains(where: { !pauses(of: $0, scene).isEmpty }) else {
            return .nothing("\(targets.count == 1 ? first.name : "nobody of them") was not paused by the PBX")
        }
        return .subject(
            Subject(
                server: first.entity.server, serverName: first.server,
                name: targets.map(\.name).asNames, agents: targets))
    }

    func orders(_ scene: Scene, _ subject: Subject, _ form: Form) throws(CommandProblem) -> [Order] {
        subject.agents.map(\.server).distinct.compactMap { server in
            let targets = subject.agents.filter { $0.server == server }
            let states = targets.flatMap { pauses(of: $0, scene) }
            if states.isEmpty { return nil }
            let names = targets.map(\.name).asNames
            return Order(
                .release(server: server, states, targets: targets.compactMap(\.target)), done: "Released \(names)",
                phrase: "release \(names)")
        }
    }

    /// The memberships that `autopause` paused: app_queue.c gives them this reason.
    private func pauses(of target: PauseTarget, _ scene: Scene) -> [CallCommand.PauseState] {
        // Asked for every frame that has room for the key below.
        let members = scene.server(named: target.server)?.members(dialling: target.interfaces) ?? []
        return members.filter { $0.paused && $0.pausedReason == "Auto-Pause" }.map {
            CallCommand.PauseState(
                queue: $0.queue, interface: $0.interface, paused: true, reason: $0.pausedReason)
        }
    }
}

extension PauseTarget {
    /// The agent, for the row and the audit.
    var target: CommandTarget? {
        if case .agent(_, let id) = entity { return .agent(id) }
        return nil
    }
}

extension [String] {
    /// `Ana, Bo`, or `Ana, Bo and 12 more`: a sentence about a whole queue is one that can be read.
    var asNames: String {
        count <= 3 ? joined(separator: ", ") : "\(prefix(2).joined(separator: ", ")) and \(count - 2) more"
    }

    /// Each once, in order.
    var distinct: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
