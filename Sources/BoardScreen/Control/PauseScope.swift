import CallCenter

/// Where a pause holds: in every queue of the agents, in those of a configured group, or in one.
struct PauseScope {
    /// The group's name; nil for every queue, and for one.
    var group: String?
    /// Empty for every queue.
    var queues: [String]
    /// All queues of the agents, for the words.
    private var all: [String] = []

    var isEvery: Bool { group == nil && queues.isEmpty }
    var isOne: Bool { group == nil && queues.count == 1 }

    /// As the form offers it; no two scopes have the same.
    var words: String {
        if isEvery, all.count == 1 { return all[0] }
        if let group { return "group \(group) (\(queues.joined(separator: ", ")))" }
        return isEvery ? "every queue (\(all.joined(separator: ", ")))" : queues[0]
    }

    /// As sentences name it.
    var name: String {
        group.map { "the group \($0)" } ?? queues.first ?? (all.count == 1 ? all[0] : "every queue")
    }

    /// Every queue first, then groups that hold more than one of the agents' queues, then each queue.
    static func all(of subject: Subject, _ scene: Scene) -> [PauseScope] {
        let all = subject.agents.flatMap(\.queues).distinct
        // Every queue of theirs and their only one are the same place.
        if all.count == 1 { return [PauseScope(queues: subject.queue.isEmpty ? [] : all, all: all)] }
        var groups: [String: [String]] = [:]
        for agent in subject.agents {
            for queue in agent.queues {
                guard let group = scene.options.look(queue, of: agent.server).group else { continue }
                if groups[group, default: []].contains(queue) { continue }
                groups[group, default: []].append(queue)
            }
        }
        // A group that holds all of them is every queue of theirs under another name.
        let shown = groups.filter { $0.value.count > 1 && $0.value.count < all.count }
        return [PauseScope(queues: [], all: all)]
            + shown.sorted { $0.key < $1.key }.map { PauseScope(group: $0.key, queues: $0.value) }
            + all.map { PauseScope(queues: [$0]) }
    }

    private init(group: String? = nil, queues: [String], all: [String] = []) {
        self.group = group
        self.queues = queues
        self.all = all
    }
}
