import CallCenter

/// What figures are of: a queue, or several taken together.
struct FigureSubject {
    struct Part {
        var server: ServerBoard
        var index: Int
        var queue: Queue
        var look: QueueLook
        var sums: CallSums
        var counts: AgentCounts
    }

    var title: String
    /// By server and name.
    var parts: [Part]
    var sums: CallSums
    /// Agents in the parts' queues, each once, by what they do.
    var counts: AgentCounts
    /// Callers who wait now, and how long the first of them has, in seconds.
    var waiting: Int
    var longest: Int64?
    var variant: ServiceLevelVariant

    /// The one queue, when it is one.
    var only: Part? { parts.count == 1 ? parts[0] : nil }

    /// In percent; nil when no part has a threshold, or there was no call to judge.
    var level: Double? {
        parts.contains { $0.queue.serviceLevel > 0 || $0.look.rule.level != nil } ? sums.level(variant) : nil
    }

    /// - Parameter entity: a queue, or a row of the totals; nil for any other, and when it is gone.
    init?(_ entity: Entity, _ scene: PanelScene) {
        switch entity {
        case .queue(let index, let name):
            self.init(scene, title: "") { server, queue, _ in server == index && queue.name == name }
            guard let part = only else { return nil }
            let place = scene.board.servers.count > 1 ? " on \(part.server.name)" : ""
            title = (part.look.display ?? name) + place
            variant = part.look.variant
            // An agent of one queue is one whichever way they are counted: as the row has it.
            counts = part.counts
        case .row(.totals, _, let id):
            let title = TotalPanel.title(id)
            if id.hasPrefix("server:") {
                self.init(scene, title: title) { index, _, _ in scene.board.servers[index].name == id.dropFirst(7) }
            } else if id.hasPrefix("group:") {
                self.init(scene, title: title) { _, _, look in look.group.map { $0 == id.dropFirst(6) } ?? false }
            } else {
                self.init(scene, title: title) { _, _, _ in true }
            }
        default: return nil
        }
    }

    private init(
        _ scene: PanelScene, title: String, where belongs: (Int, Queue, QueueLook) -> Bool
    ) {
        self.title = title
        parts = []
        sums = CallSums()
        counts = AgentCounts()
        waiting = 0
        longest = nil
        variant = scene.state.options.serviceLevel
        var people = PeopleCount(scene.state.rows.people)
        for (index, server) in scene.board.servers.enumerated() where scene.state.scope.includes(index) {
            var names: Set<String> = []
            for queue in server.queues {
                let look = scene.state.options.look(queue.name, of: server.name)
                guard belongs(index, queue, look) else { continue }
                names.insert(queue.name)
                let entity = Entity.queue(server: index, name: queue.name)
                let part = Part(
                    server: server, index: index, queue: queue, look: look,
                    sums: scene.state.rows.figures.sums(queue, entity),
                    counts: scene.state.rows.queueCounts[entity] ?? AgentCounts())
                parts.append(part)
                sums = sums + part.sums
                waiting += queue.waiting
                if queue.waiting > 0, let wait = server.longestWait(of: queue.name, at: scene.moment(index)) {
                    longest = max(longest ?? 0, wait / 1_000_000)
                }
            }
            if names.count > 1 || parts.count > 1 {
                for agent in server.agents(at: scene.moment(index)) where agent.queues.contains(where: names.contains) {
                    people.add(.agent(server: index, id: agent.id), agent.state, to: &counts)
                }
            } else if let part = parts.last, part.index == index {
                counts = part.counts
            }
        }
    }
}
