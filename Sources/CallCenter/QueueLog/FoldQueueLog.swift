import AMI

// What Asterisk's queue_log tells of a time when the board did not follow: through the same folds as events, so that the
// day's figures, the list of lost callers and agents' time are counted in one way.
extension BoardBox {
    func fold(_ entry: QueueLogEntry, at stamp: RecordStamp) {
        let heard = state.recordedAt
        state.passTime(to: stamp.time)
        let time = state.begin(record: stamp.time)
        state.fillBegan(at: time, heard: heard)
        if entry.word == .queueStart { return state.filled { $0.everyCallEnded(at: time) } }
        let packets = entry.packets(interface: state.interface(of: entry), hold: state.hold(of: entry, at: time))
        state.filled { state in
            if let level = entry.serviceLevel { state.levelTold(level, of: entry.queue) }
            state.giveUp = entry.giveUp
        }
        packets.withUnsafeBytes { bytes in
            withUnsafeMutablePointer(to: &state) { state in
                state.pointee.isFilling = true
                _ = fillScanner.scan(bytes, wanted: Translation.wanted) { state.pointee.fold($0, at: time) }
                state.pointee.isFilling = false
            }
        }
        state.giveUp = 0
    }
}

extension QueueLogEntry {
    /// How a wait ended that Asterisk counts as abandoned; 0 for every other word.
    fileprivate var giveUp: UInt8 {
        switch word {
        case .abandon: VisitOutcome.abandoned.rawValue
        case .exitWithTimeout, .exitEmpty, .withdraw: VisitOutcome.timedOut.rawValue
        default: 0
        }
    }
}

extension BoardState {
    /// Changes the board by what queue_log tells.
    mutating func filled(_ body: (inout BoardState) -> Void) {
        isFilling = true
        body(&self)
        isFilling = false
    }

    /// A line of queue_log came: the board does not follow its PBX, whatever ended it.
    ///
    /// - Parameter heard: the moment of the record before.
    mutating func fillBegan(at time: Int64, heard: Int64) {
        if gaps.last.map({ $0.ended != nil }) ?? true {
            let began = phase.hadSnapshot ? min(time, liveAt ?? heard) : time
            append(Gap(cause: .stopped, began: max(gaps.last?.ended ?? .min, began)))
            closeIntervals(at: began)
            // The next lists of everything are taken as they are.
            phase.queuesTorn = phase.queuesKnown
            phase.channelsTorn = phase.channelsKnown
        }
        if countedSince == nil { countedSince = time }
        if countedFirst == nil { countedFirst = time }
        guard let last = gaps.indices.last else { return }
        if gaps[last].linesFilled == 0 {
            // Who was paused or on a queue's call when the gap began is so until a line says otherwise.
            let began = gaps[last].began
            filled { state in
                var slot = state.devices.live(from: 1)
                while slot != 0 {
                    state.noteAgent(slot, at: began)
                    slot = state.devices.live(from: slot + 1)
                }
            }
        }
        gaps[last].linesFilled += 1
    }

    /// Whose a member is: by what the import found, by its name in this queue or another, else by what Asterisk logged.
    func interface(of entry: QueueLogEntry) -> String {
        if !entry.interface.isEmpty { return entry.interface }
        let name = text(.plain, entry.agent)
        if name == 0 { return entry.agent }
        let queue = text(.queue, entry.queue)
        var found: UInt32 = 0
        var slot = members.live(from: 1)
        while slot != 0 {
            if members[slot].name == name {
                found = slot
                if queues[members[slot].queue].name == queue { break }
            }
            slot = members.live(from: slot + 1)
        }
        return found == 0 ? entry.agent : texts.string(devices[members[found].interface].name)
    }

    /// A list tells whose the name is that queue_log has for a member: what it told of that name is this member's.
    ///
    /// - Parameter named: gets the name, as an agent's id, and the member.
    mutating func takeOverFilled(_ slot: UInt32, _ facts: MemberFacts, _ named: inout [TextID: UInt32]) {
        guard let name = facts.name, !name.isEmpty else { return }
        let filled = member(queue: members[slot].queue, interface: name)
        guard filled != 0, filled != slot, !members[filled].known else { return }
        members[slot].call = members[filled].call
        members[filled].call = OpenCall()
        members[slot].missed = members[filled].missed
        let id = devices[members[filled].agent].name
        if named[id] == nil { named[texts.keepAgain(id)] = slot }
    }

    /// Gives the calls and the times that queue_log told of names to the agents whose they are.
    mutating func tellFilled(_ named: [TextID: UInt32]) {
        if named.isEmpty { return }
        for number in ledger.visits.start..<ledger.visits.end {
            guard let member = named[ledger.visits[number].agent] else { continue }
            name(agent: member, of: number)
        }
        for number in ledger.missed.start..<ledger.missed.end {
            guard let member = named[ledger.missed[number].agent] else { continue }
            texts.drop(ledger.missed[number].agent)
            ledger.missed[number].agent = texts.keepAgain(devices[members[member].agent].name)
        }
        for number in ledger.intervals.start..<ledger.intervals.end {
            guard let member = named[ledger.intervals[number].agent] else { continue }
            texts.drop(ledger.intervals[number].agent)
            texts.drop(ledger.intervals[number].name)
            ledger.intervals[number].agent = texts.keepAgain(devices[members[member].agent].name)
            ledger.intervals[number].name = texts.keepAgain(members[member].name)
        }
        for id in named.keys { texts.drop(id) }
    }

    /// Seconds of a wait; where an old release does not tell them, from the join on.
    func hold(of entry: QueueLogEntry, at time: Int64) -> Int {
        if let hold = entry.hold { return hold }
        let visit = visitSlot(text(.visit, entry.call))
        return visit == 0 ? 0 : Int(clamping: max(0, pbxSeconds(time) - pbxSeconds(visits[visit].joinedAt)))
    }

    /// The queue's level is needed before its first list comes.
    mutating func levelTold(_ level: Int, of name: String) {
        let queue = texts.owner(text(.queue, name))
        if queue != 0, queues[queue].serviceLevel == 0 { queues[queue].serviceLevel = Int32(clamping: level) }
    }

    /// Asterisk started anew: whoever waited or talked is gone, and no line says how.
    mutating func everyCallEnded(at time: Int64) {
        var slot = visits.live(from: 1)
        while slot != 0 {
            visits[slot].outcome = VisitOutcome.lost.rawValue
            endVisit(slot, counted: false, at: time)
            slot = visits.live(from: slot + 1)
        }
        slot = members.live(from: 1)
        while slot != 0 {
            members[slot].inCall = false
            members[slot].call.isOpen = false
            noteAgent(members[slot].agent, at: time)
            slot = members.live(from: slot + 1)
        }
    }

    /// What queue_log tells of an agent: a queue's call, or a pause everywhere. Its phone told nothing meanwhile.
    func filledActivity(of device: UInt32) -> OpenInterval {
        var new = OpenInterval()
        var member = devices[device].firstMember
        var isPausedEverywhere = member != 0
        var reason: TextID = 0
        while member != 0 {
            let record = members[member]
            if record.inCall { new.queue = queues[record.queue].name }
            if record.paused { reason = record.pausedReason } else { isPausedEverywhere = false }
            member = record.nextOfAgent
        }
        if new.queue != 0 {
            new.activity = AgentActivity.onCall.rawValue
        } else if isPausedEverywhere {
            new.activity = AgentActivity.paused.rawValue
            new.reason = reason
        }
        return new
    }

    /// A list tells a queue's level for the first time: calls that queue_log told of before are judged by it.
    mutating func judgeFilled(queue slot: UInt32, level: Int32) {
        guard level > 0 else { return }
        let name = queues[slot].name
        let since = countedSince ?? .min
        var number = ledger.visits.end - 1
        while number >= ledger.visits.start {
            var entry = ledger.visits[number]
            defer { number -= 1 }
            guard entry.queue == name, entry.isFilled, !entry.inLevel, entry.wait <= level else { continue }
            entry.inLevel = true
            ledger.visits[number] = entry
            guard entry.leftAt >= since else { continue }
            switch VisitOutcome(rawValue: entry.outcome) {
            case .answered: queues[slot].today.answeredInLevel &+= 1
            case .abandoned: queues[slot].today.abandonedInLevel &+= 1
            default: break
            }
        }
    }
}
