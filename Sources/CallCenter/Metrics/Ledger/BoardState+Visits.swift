import AMI

// The ledger's visits: written by the folds of callers and calls, each at one moment.
extension BoardState {
    /// Writes down a visit that ends now, before its record goes; its number.
    mutating func writeDown(visit slot: UInt32, counted: Bool, at time: Int64) -> Int {
        let record = visits[slot]
        var entry = VisitEntry()
        entry.queue = texts.keepAgain(queues[record.queue].name)
        entry.joinedAt = record.joinedAt
        entry.leftAt = time
        entry.wait = record.outcome == 0 ? wholeWait(from: record.joinedAt, to: time) : record.wait
        let told = VisitOutcome(rawValue: record.outcome)
        let outcome = told ?? (counted ? .lost : isAnswered(record.uniqueID) ? .lost : .leftByKey)
        entry.outcome = outcome.rawValue
        entry.inLevel = entry.wait <= queues[record.queue].serviceLevel
        if outcome == .leftByKey { queues[record.queue].today.leftByKey &+= 1 }
        noteWait(entry, queue: record.queue)
        let caller = channel(asUniqueID: record.uniqueID)
        let linked = caller == 0 ? 0 : self.linkedID(of: caller)
        let number = append(entry)
        tell(uniqueID: record.uniqueID, linkedID: linked, number: record.number, name: record.name, of: number)
        return number
    }

    /// Writes down a visit that nobody saw begin: its wait is told by the event that ends it. Its number.
    mutating func writeDown(
        stranger uniqueID: Bytes?, queue: UInt32, outcome: VisitOutcome, wait: Int, at time: Int64
    ) -> Int {
        var entry = VisitEntry()
        entry.queue = texts.keepAgain(queues[queue].name)
        entry.wait = Int32(clamping: wait)
        entry.joinedAt = time - Int64(entry.wait) * 1_000_000
        entry.leftAt = time
        entry.outcome = outcome.rawValue
        entry.inLevel = entry.wait <= queues[queue].serviceLevel
        if outcome != .answeredBefore { noteWait(entry, queue: queue) }
        let text = uniqueID.map { keep(.uniqueID, $0) } ?? 0
        defer { texts.drop(text) }
        let number = append(entry)
        tell(caller: text, of: number)
        return number
    }

    private mutating func append(_ entry: VisitEntry) -> Int {
        if let oldest = ledger.visits.oldestToGo {
            texts.drop(oldest.queue)
            texts.drop(oldest.agent)
            texts.drop(oldest.agentName)
        }
        var entry = entry
        entry.isFilled = isFilling
        return ledger.visits.append(entry)
    }

    /// Writes down whose a visit is: its unique id, and what its channel, if there is one yet, tells besides.
    private mutating func tell(caller text: TextID, of number: Int) {
        let slot = channel(text: text)
        if slot == 0 { return tell(uniqueID: text, linkedID: 0, number: 0, name: 0, of: number) }
        let record = channels[slot]
        tell(
            uniqueID: text, linkedID: linkedID(of: slot), number: record.callerNumber, name: record.callerName,
            of: number)
    }

    private mutating func tell(uniqueID: TextID, linkedID: TextID, number: TextID, name: TextID, of visit: Int) {
        var entry = ledger.visits[visit]
        entry.textStart = ledger.visits.textEnd(of: visit)
        entry.uniqueIDLength = ledger.visits.addText(texts.bytes(uniqueID), to: visit)
        entry.linkedIDLength = linkedID == 0 ? 0 : ledger.visits.addText(texts.bytes(linkedID), to: visit)
        entry.numberLength = ledger.visits.addText(texts.bytes(number), to: visit)
        entry.nameLength = ledger.visits.addText(texts.bytes(name), to: visit)
        ledger.visits[visit] = entry
    }

    /// The linked id of a channel; the empty text when it is the unique id.
    private func linkedID(of slot: UInt32) -> TextID {
        channels[slot].linkedID == channels[slot].uniqueID ? 0 : channels[slot].linkedID
    }

    private mutating func noteWait(_ entry: VisitEntry, queue: UInt32) {
        guard entry.outcome != VisitOutcome.lost.rawValue else { return }
        queues[queue].today.longestWait = max(queues[queue].today.longestWait, Int(entry.wait))
    }

    /// Whole seconds between two of our moments, on the PBX's clock as Asterisk subtracts them.
    private func wholeWait(from start: Int64, to end: Int64) -> Int32 {
        Int32(clamping: max(0, pbxSeconds(end) - pbxSeconds(start)))
    }

    /// Some member answered for this caller: the leave is followed by a connection, after announcements perhaps.
    private func isAnswered(_ visit: TextID) -> Bool {
        let caller = channel(asUniqueID: visit)
        if caller == 0 { return false }
        let member = channel(text: channels[caller].dialPeer)
        return member != 0 && channels[member].state == ChannelState.up.rawValue
    }

    // MARK: What is told after the end of the wait

    /// Gives a visit another outcome: what was told later says better how it ended.
    mutating func decide(visit number: Int, _ outcome: VisitOutcome, queue: UInt32, wait: Int? = nil) {
        guard ledger.visits.contains(number) else { return }
        var entry = ledger.visits[number]
        if entry.outcome == VisitOutcome.leftByKey.rawValue, outcome != .leftByKey {
            queues[queue].today.leftByKey = max(0, queues[queue].today.leftByKey &- 1)
        }
        entry.outcome = outcome.rawValue
        if let wait {
            entry.wait = Int32(clamping: wait)
            entry.inLevel = entry.wait <= queues[queue].serviceLevel
        }
        noteWait(entry, queue: queue)
        ledger.visits[number] = entry
    }

    /// The visit was answered by a member.
    mutating func answer(visit number: Int, member: UInt32, wait: Int) {
        guard ledger.visits.contains(number) else { return }
        decide(visit: number, .answered, queue: members[member].queue, wait: wait)
        name(agent: member, of: number)
    }

    /// Writes down who answered.
    mutating func name(agent member: UInt32, of number: Int) {
        let agent = texts.keepAgain(devices[members[member].agent].name)
        let name = texts.keepAgain(members[member].name)
        texts.drop(ledger.visits[number].agent)
        texts.drop(ledger.visits[number].agentName)
        ledger.visits[number].agent = agent
        ledger.visits[number].agentName = name
    }

    /// The conversation of a visit ended. `number` is 0 when the board never saw it begin.
    ///
    /// - Returns: the number of the visit.
    @discardableResult
    mutating func complete(
        visit number: Int, caller: Bytes?, member: UInt32, talk: Int32?, ending: CallEnding, at time: Int64
    ) -> Int {
        var number = number
        let queue = members[member].queue
        if !ledger.visits.contains(number) || ledger.visits[number].endedAt != 0 {
            number = writeDown(stranger: caller, queue: queue, outcome: .answeredBefore, wait: 0, at: time)
            name(agent: member, of: number)
        }
        if isFilling { ledger.visits[number].isFilled = true }
        ledger.visits[number].endedAt = time
        ledger.visits[number].talk = talk ?? -1
        _ = ledger.completions.append(CompletionEntry(visit: number, endedAt: time))
        tell(ending, of: number, queue: queue)
        return number
    }

    /// How long a conversation was and whose, told after its end; false when that was known.
    mutating func tell(talk: Int32, caller uniqueID: Bytes?, of number: Int) -> Bool {
        guard ledger.visits.contains(number), ledger.visits[number].talk < 0 else { return false }
        ledger.visits[number].talk = talk
        guard ledger.visits[number].uniqueIDLength == 0, let uniqueID, !uniqueID.isEmpty else { return true }
        let text = keep(.uniqueID, uniqueID)
        tell(caller: text, of: number)
        texts.drop(text)
        return true
    }

    /// How a conversation ended, told with its end or after it.
    mutating func tell(_ ending: CallEnding, of number: Int, queue: UInt32) {
        guard ledger.visits.contains(number), ending != .unknown,
            ledger.visits[number].ending == CallEnding.unknown.rawValue, ledger.visits[number].endedAt != 0
        else { return }
        ledger.visits[number].ending = ending.rawValue
        if ending == .transfer { queues[queue].today.transferred &+= 1 }
    }

    /// `Queue(support,tT,,,60)`: where the channel is about to ask to be let in.
    mutating func noteQueueAsked(channel slot: UInt32, application: Bytes, _ data: Bytes?) {
        guard application.equals("Queue"), let data else { return }
        let length = data.buffer.firstIndex(of: UInt8(ascii: ",")) ?? data.count
        _ = texts.replace(&channels[slot].queueAsked, .queue, data.start, length)
    }

    mutating func callerTurnedAway(_ facts: ChannelFacts, at time: Int64) {
        guard let uniqueID = facts.uniqueID else { return }
        let slot = channel(uniqueID)
        if slot == 0 { return }
        let queue = texts.owner(channels[slot].queueAsked)
        // Told again, or of a queue that nothing is known of: it is in no list.
        if queue == 0 { return }
        texts.drop(channels[slot].queueAsked)
        channels[slot].queueAsked = 0
        _ = writeDown(stranger: uniqueID, queue: queue, outcome: .turnedAway, wait: 0, at: time)
        queues[queue].today.turnedAway &+= 1
    }

    /// The member hung up while an announcement was played to it.
    mutating func callDumped(_ facts: MemberFacts) {
        guard let uniqueID = facts.callerUniqueID, let place = leftPlace(find(.visit, uniqueID)),
            !left[place].counted, left[place].queue != 0
        else { return }
        decide(visit: left[place].entry, .dumped, queue: left[place].queue)
    }
}

extension CallEnding {
    /// The `Reason` of an `AgentComplete`.
    init(_ reason: Bytes?) {
        guard let reason else {
            self = .unknown
            return
        }
        self =
            reason.equalsIgnoringCase("caller")
            ? .caller
            : reason.equalsIgnoringCase("agent")
                ? .agent : reason.equalsIgnoringCase("transfer") ? .transfer : .unknown
    }
}
