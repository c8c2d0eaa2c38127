/// What happened along a span, piece by piece: callers, calls and agents of one queue or of several together.
///
/// It is read from the ledger, so the same records give the same history, live and in the past, and a restart that folds
/// the day's journal has it again.
package struct History: Sendable, Equatable {
    package let span: HistorySpan
    /// What lies behind it has not happened yet: our clock, µs since 1970.
    package let now: Int64
    /// The most callers that waited at once.
    package var waiting: [Int]
    /// What came and what ended in each piece.
    package var calls: [CallSums]
    /// Time that agents spent at each activity, in µs, by `AgentActivity.rawValue`, then by piece.
    package var agents: [[Int64]]
    /// Somebody listened to the PBX in this piece, at least for a part of it. Where nobody did, nothing is known.
    package var isKnown: [Bool]

    /// Nothing is known.
    package init(span: HistorySpan, now: Int64 = .max) {
        self.span = span
        self.now = now
        waiting = [Int](repeating: 0, count: span.count)
        calls = [CallSums](repeating: CallSums(), count: span.count)
        agents = [[Int64]](
            repeating: [Int64](repeating: 0, count: span.count), count: AgentActivity.allCases.count + 1)
        isKnown = [Bool](repeating: false, count: span.count)
    }

    /// A queue of a server, or all of its queues.
    package struct Part {
        package var board: ServerBoard
        /// Nil is every queue of the server, and every agent.
        package var queue: String?
        /// Numbers of people who are more than one agent, by the agents' ids: each counts once, in all parts together.
        package var persons: [String: Int]

        package init(board: ServerBoard, queue: String? = nil, persons: [String: Int] = [:]) {
            self.board = board
            self.queue = queue
            self.persons = persons
        }
    }

    /// Reads the history of some queues together.
    ///
    /// Agents of a queue are those who are its members now: the ledger does not say who was then.
    ///
    /// - Parameters:
    ///   - now: what lies behind it has not happened yet. Our clock, µs since 1970.
    ///   - rule: how a queue's calls are judged.
    package init(
        of parts: [Part], span: HistorySpan, now: Int64,
        rule: (_ server: String, _ queue: String) -> ServiceRule = { _, _ in ServiceRule() }
    ) {
        self.init(span: span, now: now)
        var sweep = WaitingSweep()
        var people = PersonSweep()
        for part in parts {
            let name = part.board.name
            let state = part.board.box
            add(state.state, queue: part.queue, sweep: &sweep) { rule(name, $0) }
            addAgents(state.state, part, until: min(now, span.end), &people)
            mark(part.board, now: now)
        }
        people.forEach { count($0, from: $1, to: $2) }
        waiting = sweep.most(in: span)
    }

    /// Activity of agents in a piece, as how many did it on average while it has lasted.
    package func agents(_ activity: AgentActivity, in piece: Int) -> Double {
        let length = min(span.start(of: piece + 1), now) - span.start(of: piece)
        return length <= 0 ? 0 : Double(agents[Int(activity.rawValue)][piece]) / Double(length)
    }

    /// Sums over the pieces up to one, so many of them.
    package func calls(endingWith piece: Int, pieces: Int) -> CallSums {
        calls[max(0, piece - pieces + 1)...piece].reduce(CallSums(), +)
    }

    // MARK: Reading

    private mutating func add(
        _ state: borrowing BoardState, queue name: String?, sweep: inout WaitingSweep, rule: (String) -> ServiceRule
    ) {
        let wanted = name.map { state.text(.queue, $0) }
        if wanted == 0 { return }
        var rules: [TextID: ServiceRule] = [:]
        func judged(_ queue: TextID) -> ServiceRule {
            if let known = rules[queue] { return known }
            let new = rule(state.texts.string(queue))
            rules[queue] = new
            return new
        }
        let span = span
        var calls = calls
        state.forEachVisit(from: span.start) { _, entry in
            guard wanted == nil || entry.queue == wanted, let outcome = VisitOutcome(rawValue: entry.outcome),
                outcome != .answeredBefore
            else { return true }
            if outcome != .turnedAway { sweep.add(joined: entry.joinedAt, left: entry.leftAt) }
            let (joined, left) = (span.piece(at: entry.joinedAt), span.piece(at: entry.leftAt))
            if let joined, joined != left, outcome != .turnedAway { calls[joined].offered += 1 }
            if let left {
                calls[left].add(
                    entry, from: span.start(of: left), to: span.start(of: left + 1), rule: judged(entry.queue))
            }
            return true
        }
        state.forEachCompletion(from: span.start, to: span.end) { _, entry in
            guard wanted == nil || entry.queue == wanted, let piece = span.piece(at: entry.endedAt) else { return }
            calls[piece].add(completion: entry)
        }
        var slot = state.visits.live(from: 1)
        while slot != 0 {
            let visit = state.visits[slot]
            if wanted == nil || state.queues[visit.queue].name == wanted {
                sweep.add(joined: visit.joinedAt, left: .max)
                if let piece = span.piece(at: visit.joinedAt) { calls[piece].offered += 1 }
            }
            slot = state.visits.live(from: slot + 1)
        }
        self.calls = calls
    }

    private mutating func addAgents(
        _ state: borrowing BoardState, _ part: Part, until: Int64, _ people: inout PersonSweep
    ) {
        guard until > span.start else { return }
        if let name = part.queue, state.text(.queue, name) == 0 { return }
        let members = part.queue.map { state.agents(ofQueue: state.text(.queue, $0)) }
        var persons: [TextID: Int] = [:]
        for (id, person) in part.persons where state.text(.device, id) != 0 {
            persons[state.text(.device, id)] = person
        }
        // Who is in the queue with one of their agents is there with all of them.
        let present = Set(persons.filter { members?.contains($0.key) ?? true }.values)
        state.forEachInterval(from: span.start, until: until) { _, piece in
            guard let activity = AgentActivity(rawValue: piece.activity) else { return }
            if let person = persons[piece.agent] {
                if present.contains(person) {
                    people.add(activity, from: piece.from, to: piece.to, person: person)
                }
            } else if members?.contains(piece.agent) ?? true {
                count(activity, from: piece.from, to: piece.to)
            }
        }
    }

    /// Adds time of one agent, which lies within the span.
    private mutating func count(_ activity: AgentActivity, from: Int64, to: Int64) {
        guard let first = span.piece(at: from), let last = span.piece(at: to - 1) else { return }
        for place in first...last {
            let time = min(to, span.start(of: place + 1)) - max(from, span.start(of: place))
            agents[Int(activity.rawValue)][place] += time
        }
    }

    private mutating func mark(_ board: ServerBoard, now: Int64) {
        guard let from = board.countedFrom else { return }
        for piece in 0..<span.count where !isKnown[piece] {
            let (start, end) = (span.start(of: piece), span.start(of: piece + 1))
            guard end > from, start <= now else { continue }
            isKnown[piece] = !board.gaps.contains {
                $0.linesFilled == 0 && $0.began <= start && ($0.ended ?? .max) >= end
            }
        }
    }
}

extension BoardState {
    /// The agents, by the texts of their ids, who are members of a queue now.
    fileprivate borrowing func agents(ofQueue name: TextID) -> Set<TextID> {
        var found: Set<TextID> = []
        let queue = texts.owner(name)
        var member = queue == 0 ? 0 : queues[queue].firstMember
        while member != 0 {
            found.insert(devices[members[member].agent].name)
            member = members[member].nextInQueue
        }
        return found
    }
}

extension ServerBoard {
    /// The most callers that waited at once in each piece of a span, of every queue that anybody waited in, by its name.
    package func waitingHistory(_ span: HistorySpan) -> [String: [Int]] {
        var sweeps: [TextID: WaitingSweep] = [:]
        box.state.forEachVisit(from: span.start) { _, entry in
            guard let outcome = VisitOutcome(rawValue: entry.outcome), outcome != .answeredBefore,
                outcome != .turnedAway
            else { return true }
            sweeps[entry.queue, default: WaitingSweep()].add(joined: entry.joinedAt, left: entry.leftAt)
            return true
        }
        var slot = box.state.visits.live(from: 1)
        while slot != 0 {
            let visit = box.state.visits[slot]
            sweeps[box.state.queues[visit.queue].name, default: WaitingSweep()].add(joined: visit.joinedAt, left: .max)
            slot = box.state.visits.live(from: slot + 1)
        }
        var result: [String: [Int]] = [:]
        for (queue, sweep) in sweeps { result[box.state.texts.string(queue)] = sweep.most(in: span) }
        return result
    }
}
