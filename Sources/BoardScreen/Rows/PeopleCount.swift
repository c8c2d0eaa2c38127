import CallCenter

/// Counts people by what they do, each once, however many agents they are.
struct PeopleCount {
    private let people: People
    private var seen: Set<Entity> = []

    init(_ people: People) { self.people = people }

    mutating func add(_ entity: Entity, _ state: AgentState, to counts: inout AgentCounts) {
        guard people.isAnything else { return counts.add(state) }
        let first = people.first(of: entity)
        if seen.insert(first).inserted { counts.add(people.row(first)?.agent.state ?? state) }
    }
}
