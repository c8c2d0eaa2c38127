/// Figures of any period, from the ledger. Times are our clock, µs since 1970.
extension ServerBoard {
    /// Since when the ledger tells of calls: the first snapshot, or the end of the oldest visit that is kept.
    package var countedFrom: Int64? {
        guard box.state.countedFirst != nil else { return nil }
        return ledgerBegins ?? box.state.countedFirst
    }

    /// The sums of every queue's calls in a span, by the queue's name. Queues without a call have none.
    ///
    /// - Parameter rule: how a queue's calls are judged.
    package func sums(
        from: Int64, to: Int64 = .max, rule: (_ queue: String) -> ServiceRule = { _ in ServiceRule() }
    ) -> [String: CallSums] {
        var found: [TextID: (rule: ServiceRule, sums: CallSums)] = [:]
        func change(_ queue: TextID, _ body: (inout CallSums, ServiceRule) -> Void) {
            var entry = found[queue] ?? (rule(box.state.texts.string(queue)), CallSums())
            body(&entry.sums, entry.rule)
            found[queue] = entry
        }
        box.state.forEachVisit(from: from) { _, entry in
            change(entry.queue) { $0.add(entry, from: from, to: to, rule: $1) }
            return true
        }
        box.state.forEachCompletion(from: from, to: to) { _, entry in
            change(entry.queue) { sums, _ in sums.add(completion: entry) }
        }
        var slot = box.state.visits.live(from: 1)
        while slot != 0 {
            let visit = box.state.visits[slot]
            if visit.joinedAt >= from, visit.joinedAt < to {
                change(box.state.queues[visit.queue].name) { sums, _ in sums.offered += 1 }
            }
            slot = box.state.visits.live(from: slot + 1)
        }
        var result: [String: CallSums] = [:]
        for (queue, entry) in found { result[box.state.texts.string(queue)] = entry.sums }
        return result
    }

    /// What one agent did in a span; `until` ends the interval that goes on.
    package func agentSums(from: Int64, until: Int64, agent: String) -> AgentSums {
        let wanted = box.state.text(.device, agent)
        var sums = AgentSums()
        if wanted == 0 { return sums }
        box.state.forEachInterval(from: from, until: until) { _, piece in
            if piece.agent == wanted { sums.add(piece) }
        }
        box.state.forEachVisit(from: from, to: until) { _, entry in
            if entry.agent == wanted, entry.outcome == VisitOutcome.answered.rawValue {
                sums.answered += 1
                sums.answeredWait += Int(entry.wait)
            }
            return true
        }
        box.state.forEachCompletion(from: from, to: until) { _, entry in
            if entry.agent == wanted { sums.add(completion: entry) }
        }
        return sums
    }

    /// What every agent did in a span, by the agent's id.
    package func agentSums(from: Int64, until: Int64) -> [String: AgentSums] {
        // Tens of thousands of intervals of some hundred agents: a place for each text costs less than a hash for each
        // interval.
        var places = [Int32](repeating: -1, count: box.state.texts.end)
        var found: [(agent: TextID, sums: AgentSums)] = []
        func place(_ agent: TextID) -> Int {
            let place = places[Int(agent)]
            if place >= 0 { return Int(place) }
            places[Int(agent)] = Int32(found.count)
            found.append((agent, AgentSums()))
            return found.count - 1
        }
        box.state.forEachInterval(from: from, until: until) { _, piece in
            found[place(piece.agent)].sums.add(piece)
        }
        box.state.forEachVisit(from: from, to: until) { _, entry in
            if entry.agent != 0, entry.outcome == VisitOutcome.answered.rawValue {
                let place = place(entry.agent)
                found[place].sums.answered += 1
                found[place].sums.answeredWait += Int(entry.wait)
            }
            return true
        }
        box.state.forEachCompletion(from: from, to: until) { _, entry in
            if entry.agent != 0 { found[place(entry.agent)].sums.add(completion: entry) }
        }
        var result: [String: AgentSums] = [:]
        result.reserveCapacity(found.count)
        for (agent, sums) in found { result[box.state.texts.string(agent)] = sums }
        return result
    }
}

extension CallSums {
    /// Adds what of a finished visit lies in the span.
    mutating func add(_ entry: VisitEntry, from: Int64, to: Int64, rule: ServiceRule) {
        guard let outcome = VisitOutcome(rawValue: entry.outcome) else { return }
        if entry.joinedAt >= from, entry.joinedAt < to, outcome != .answeredBefore, outcome != .turnedAway {
            offered += 1
        }
        guard entry.leftAt < to else { return }
        let wait = Int(entry.wait)
        let isInLevel = rule.level.map { wait <= $0 } ?? entry.inLevel
        switch outcome {
        case .answered:
            answered += 1
            answeredWait += wait
            if isInLevel { answeredInLevel += 1 }
        case .abandoned:
            abandoned += 1
            abandonedWait += wait
            if rule.shortAbandon > 0, wait <= rule.shortAbandon {
                abandonedShort += 1
            } else if isInLevel {
                abandonedInLevel += 1
            }
        case .timedOut, .pulledOut: timedOut += 1
        case .leftByKey: leftByKey += 1
        case .turnedAway: turnedAway += 1
        case .dumped: break
        case .lost, .answeredBefore: return
        }
        longestWait = max(longestWait, wait)
    }

    /// Adds a conversation that ended in the span.
    mutating func add(completion entry: VisitEntry) {
        handled += 1
        talk += Int(max(0, entry.talk))
        if entry.ending == CallEnding.transfer.rawValue { transferred += 1 }
    }
}
