/// The ledger, read out. Times are our clock, µs since 1970.
///
/// `forEach...` walks the records as they are stored; the lists make values with texts and are for screens and files.
extension ServerBoard {
    // MARK: Visits

    /// Visits that ended since the board began, also those that have made room for newer ones.
    package var visitsRecorded: Int { box.state.ledger.visits.end - 1 }

    /// When the wait of the oldest visit that is kept ended, if others have made room for newer ones already: before that
    /// the list of calls is not complete. Nil while it is.
    package var ledgerBegins: Int64? {
        let visits = box.state.ledger.visits
        return visits.start > 1 && visits.count > 0 ? visits[visits.start].leftAt : nil
    }

    /// The visit of this number (1 and up); nil when it has not ended yet, or made room for newer ones.
    package func finishedVisit(_ number: Int) -> FinishedVisit? {
        box.state.ledger.visits.contains(number) ? box.state.finishedVisit(number) : nil
    }

    /// Visits that ended within a span, newest first.
    ///
    /// - Parameters:
    ///   - queue: only this queue's; nil for all.
    ///   - agent: only those that this agent answered, by id; nil for all.
    ///   - limit: most visits to give.
    ///   - isWanted: which outcomes; all by default.
    package func finishedVisits(
        from: Int64 = .min, to: Int64 = .max, queue: String? = nil, agent: String? = nil, limit: Int = .max,
        where isWanted: (VisitOutcome) -> Bool = { _ in true }
    ) -> [FinishedVisit] {
        var found: [FinishedVisit] = []
        let wanted = queue.map { box.state.text(.queue, $0) }
        let answering = agent.map { box.state.text(.device, $0) }
        if wanted == 0 || answering == 0 { return [] }
        box.state.forEachVisit(from: from, to: to) { number, entry in
            if let wanted, entry.queue != wanted { return true }
            if let answering, entry.agent != answering { return true }
            guard isWanted(VisitOutcome(rawValue: entry.outcome) ?? .lost) else { return true }
            found.append(box.state.finishedVisit(number))
            return found.count < limit
        }
        return found
    }

    /// Visits after the one of this number, oldest first, for whoever writes them all: those that are kept. An answered
    /// one may still lack its talk (`endedAt` nil); ask for it again by its number.
    package func finishedVisits(after number: Int, limit: Int = .max) -> [FinishedVisit] {
        let visits = box.state.ledger.visits
        let first = max(number + 1, visits.start)
        guard first < visits.end else { return [] }
        return (first..<min(visits.end, first + min(limit, visits.count))).map { box.state.finishedVisit($0) }
    }

    // MARK: Agents

    /// Intervals that touch a span, oldest first within each agent, agents by id in byte order; cut at its ends. The one
    /// that goes on comes last for its agent, with number 0 and its end at `until`.
    ///
    /// - Parameters:
    ///   - agent: only this agent's id; nil for all.
    package func intervals(from: Int64 = .min, until: Int64, agent: String? = nil) -> [AgentInterval] {
        let wanted = agent.map { box.state.text(.device, $0) }
        if wanted == 0 { return [] }
        var found: [AgentInterval] = []
        box.state.forEachInterval(from: from, until: until) { number, entry in
            if let wanted, entry.agent != wanted { return }
            found.append(box.state.interval(number, entry))
        }
        return found.enumerated().sorted {
            $0.element.agent == $1.element.agent
                ? $0.element.from == $1.element.from ? $0.offset < $1.offset : $0.element.from < $1.element.from
                : $0.element.agent.utf8.lexicographicallyPrecedes($1.element.agent.utf8)
        }.map(\.element)
    }

    /// Intervals that are over, after the one of this number, oldest first, for whoever writes them all. Wrap-up is split
    /// off, under the same number.
    package func intervals(after number: Int, limit: Int = .max) -> [AgentInterval] {
        let intervals = box.state.ledger.intervals
        let first = max(number + 1, intervals.start)
        guard first < intervals.end else { return [] }
        var found: [AgentInterval] = []
        for number in first..<min(intervals.end, first + min(limit, intervals.count)) {
            box.state.split(intervals[number]) { found.append(box.state.interval(number, $0)) }
        }
        return found
    }

    /// Intervals that are over since the board began, also those that have made room for newer ones.
    package var intervalsRecorded: Int { box.state.ledger.intervals.end - 1 }
}

extension BoardState {
    /// The text of these bytes when the board has it; 0 otherwise.
    func text(_ kind: TextKind, _ text: String) -> TextID {
        var copy = text
        return copy.withUTF8 { bytes in
            guard let start = bytes.baseAddress else { return 0 }
            return texts.find(kind, UnsafeRawPointer(start), bytes.count)
        }
    }

    func finishedVisit(_ number: Int) -> FinishedVisit {
        let entry = ledger.visits[number]
        var at = Int(entry.textStart)
        func next(_ length: UInt8) -> String {
            defer { at += Int(length) }
            return ledger.visits.text(of: number, from: at, length: Int(length))
        }
        let uniqueID = next(entry.uniqueIDLength)
        let linkedID = next(entry.linkedIDLength)
        let callerNumber = next(entry.numberLength)
        return FinishedVisit(
            number: number, queue: texts.string(entry.queue), uniqueID: uniqueID,
            linkedID: linkedID.isEmpty ? uniqueID : linkedID, callerNumber: callerNumber,
            callerName: next(entry.nameLength), outcome: VisitOutcome(rawValue: entry.outcome) ?? .lost,
            joinedAt: entry.joinedAt, leftAt: entry.leftAt, wait: Int(entry.wait), inLevel: entry.inLevel,
            agent: texts.string(entry.agent), agentName: texts.string(entry.agentName),
            endedAt: entry.endedAt == 0 ? nil : entry.endedAt, talk: entry.talk < 0 ? nil : Int(entry.talk),
            ending: CallEnding(rawValue: entry.ending) ?? .unknown, isFilled: entry.isFilled)
    }

    /// Walks the visits that ended within a span, newest first, until `body` says false.
    func forEachVisit(from: Int64, to: Int64 = .max, _ body: (_ number: Int, _ entry: VisitEntry) -> Bool) {
        var number = ledger.visits.end - 1
        while number >= ledger.visits.start {
            let entry = ledger.visits[number]
            if entry.leftAt < from { return }
            if entry.leftAt < to, !body(number, entry) { return }
            number -= 1
        }
    }

    /// Walks the conversations that ended within a span, newest first: those whose visit is kept.
    func forEachCompletion(from: Int64, to: Int64 = .max, _ body: (_ number: Int, _ entry: VisitEntry) -> Void) {
        var number = ledger.completions.end - 1
        while number >= ledger.completions.start {
            let completion = ledger.completions[number]
            if completion.endedAt < from { return }
            if completion.endedAt < to, ledger.visits.contains(completion.visit) {
                body(completion.visit, ledger.visits[completion.visit])
            }
            number -= 1
        }
    }

    /// Walks the pieces of intervals that lie within a span, newest first, those that go on (number 0) at the start.
    func forEachInterval(from: Int64, until: Int64, _ body: (_ number: Int, _ piece: IntervalEntry) -> Void) {
        func give(_ number: Int, _ entry: IntervalEntry) {
            split(entry) { piece in
                var piece = piece
                piece.from = max(piece.from, from)
                piece.to = min(piece.to, until)
                if piece.from < piece.to { body(number, piece) }
            }
        }
        var device = devices.live(from: 1)
        while device != 0 {
            let open = devices[device].doing
            if open.activity != 0, open.since < until {
                var entry = IntervalEntry()
                entry.agent = devices[device].name
                let member = devices[device].firstMember
                entry.name = member == 0 ? 0 : members[member].name
                entry.reason = open.reason
                entry.queue = open.queue
                entry.from = open.since
                entry.to = until
                entry.activity = open.activity
                entry.wrapUp = open.wrapUp
                give(0, entry)
            }
            device = devices.live(from: device + 1)
        }
        var number = ledger.intervals.end - 1
        while number >= ledger.intervals.start {
            let entry = ledger.intervals[number]
            // In the order of their ends, but for a tail: none before this one reaches into the span.
            if entry.to + BoardState.tailTime <= from { return }
            give(number, entry)
            number -= 1
        }
    }

    /// An interval that begins with wrap-up as its two pieces; any other as it is.
    func split(_ entry: IntervalEntry, _ body: (IntervalEntry) -> Void) {
        guard entry.wrapUp > 0 else { return body(entry) }
        let end = min(entry.to, entry.from + Int64(entry.wrapUp) * 1_000_000)
        var piece = entry
        piece.activity = AgentActivity.wrapUp.rawValue
        piece.to = end
        body(piece)
        if end < entry.to {
            piece = entry
            piece.from = end
            body(piece)
        }
    }

    func interval(_ number: Int, _ entry: IntervalEntry) -> AgentInterval {
        AgentInterval(
            number: number, agent: texts.string(entry.agent), name: texts.string(entry.name),
            activity: AgentActivity(rawValue: entry.activity) ?? .available, reason: texts.string(entry.reason),
            queue: texts.string(entry.queue), from: entry.from, to: entry.to)
    }
}
