import AMI

// Calls that a queue gave to a member: connected, completed, missed; each counted once.
extension BoardState {
    /// A wait that is told this much later than the answer was held up by an announcement or `memberdelay`, in µs.
    private static var answerDelay: Int64 { 1_200_000 }

    mutating func callConnected(_ facts: MemberFacts, at time: Int64) {
        let slot = memberCalled(facts, at: time)
        if slot == 0 { return connectedWithoutMember(facts, at: time) }
        let queue = members[slot].queue
        let told = max(0, min(facts.holdTime?.intOr(0) ?? 0, 1_000_000_000))
        var call = OpenCall()
        var joinedAt: Int64 = 0
        var entry = 0
        var answer = AnsweredWait()
        if let uniqueID = facts.callerUniqueID, !uniqueID.isEmpty {
            let text = find(.visit, uniqueID)
            let visit = visitSlot(text)
            if visit != 0 {
                joinedAt = visits[visit].joinedAt
                visits[visit].outcome = VisitOutcome.lost.rawValue
                endVisit(visit, counted: false, at: time)
            }
            if let place = leftPlace(find(.visit, uniqueID)), visit != 0 || left[place].queue == queue {
                joinedAt = left[place].joinedAt
                entry = left[place].entry
                answer = left[place].answer
            }
            call.caller = keep(.uniqueID, uniqueID)
        }
        if let uniqueID = facts.agentUniqueID { call.agent = keep(.uniqueID, uniqueID) }
        if members[slot].call.isOpen, call.caller != 0, call.caller == members[slot].call.caller,
            call.agent == members[slot].call.agent
        {
            texts.drop(call.caller)
            texts.drop(call.agent)
            return
        }
        let wait =
            answer.at == 0
            ? waitUntilAnswer(agent: call.agent, joinedAt: joinedAt, told: told, at: time)
            : time - answer.at > Self.answerDelay ? min(told, Int(answer.wait)) : told
        call.wait = Int32(clamping: wait)
        call.start = pbxSeconds(time)
        call.since = time
        call.isOpen = true
        call.inLevel = wait <= Int(queues[queue].serviceLevel)
        if entry == 0 {
            entry = writeDown(
                stranger: facts.callerUniqueID, queue: queue, outcome: .answered, wait: wait, at: time)
        }
        self.answer(visit: entry, member: slot, wait: wait)
        call.visit = entry
        texts.drop(members[slot].call.caller)
        texts.drop(members[slot].call.agent)
        members[slot].call = call
        members[slot].inCall = true
        members[slot].touched = sequence
        if answer.at == 0 {
            queues[queue].holdTime = averagedHold(queue, queues[queue].holdTime, call.wait)
            queues[queue].averagesMoved = sequence
        } else if wait != Int(answer.wait), queues[queue].holdTime == answer.after {
            // The PBX knows the second better than our clock does.
            queues[queue].holdTime = averagedHold(queue, answer.before, call.wait)
        }
        queues[queue].today.answered &+= 1
        queues[queue].today.answeredWait &+= wait
        if call.inLevel { queues[queue].today.answeredInLevel &+= 1 }
        noteAgent(members[slot].agent, at: time)
    }

    /// The wait is fixed when the member answers; `AgentConnect` comes after `memberdelay` and announcements and counts
    /// them in. Its own figure is the better one when nothing lay between.
    private func waitUntilAnswer(agent: TextID, joinedAt: Int64, told: Int, at time: Int64) -> Int {
        let slot = channel(text: agent)
        guard joinedAt > 0, slot != 0, channels[slot].state == ChannelState.up.rawValue else { return told }
        let answeredAt = channels[slot].stateSince
        guard time - answeredAt > Self.answerDelay, answeredAt >= joinedAt else { return told }
        return min(told, Int(clamping: pbxSeconds(answeredAt) - pbxSeconds(joinedAt)))
    }

    /// The member was removed while it rang: the queue goes on counting.
    private mutating func connectedWithoutMember(_ facts: MemberFacts, at time: Int64) {
        guard let queue = facts.queue.map({ self.queue($0) }), queue != 0, let uniqueID = facts.callerUniqueID else {
            return
        }
        let visit = visitSlot(find(.visit, uniqueID))
        if visit == 0 || visits[visit].queue != queue { return }
        let wait = max(0, min(facts.holdTime?.intOr(0) ?? 0, 1_000_000_000))
        callerAnswered(uniqueID, at: time)
        visits[visit].outcome = VisitOutcome.answered.rawValue
        visits[visit].wait = Int32(clamping: wait)
        endVisit(visit, counted: false, at: time)
        queues[queue].today.answered &+= 1
        queues[queue].today.answeredWait &+= wait
        if wait <= Int(queues[queue].serviceLevel) { queues[queue].today.answeredInLevel &+= 1 }
    }

    /// The member was removed during the conversation: the queue counts it nevertheless.
    private mutating func completedWithoutMember(_ facts: MemberFacts) {
        guard let queue = facts.queue.map({ self.queue($0) }), queue != 0 else { return }
        let talk = max(0, min(facts.talkTime?.intOr(0) ?? 0, 1_000_000_000))
        let inLevel = (facts.holdTime?.intOr(.max) ?? .max) <= Int(queues[queue].serviceLevel)
        count(completed: Int32(talk), inLevel: inLevel, queue: queue)
        queues[queue].today.handled &+= 1
        queues[queue].today.talk &+= talk
    }

    /// Asterisk's own counters of a conversation that ended, in seconds.
    private mutating func count(completed talk: Int32, inLevel: Bool, queue: UInt32) {
        queues[queue].completed &+= 1
        if inLevel { queues[queue].completedInLevel &+= 1 }
        average(talk: talk, queue: queue)
        queues[queue].averagesMoved = sequence
    }

    /// What Asterisk counted of a conversation and its member's status could not tell, unless anything moved it since: then
    /// a list has to tell.
    private mutating func countLate(_ facts: MemberFacts, talk: Int32, queue: UInt32, told: Int64) {
        guard queues[queue].averagesMoved == told else { return }
        average(talk: talk, queue: queue)
        if let hold = facts.holdTime, hold.intOr(.max) <= Int(queues[queue].serviceLevel) {
            queues[queue].completedInLevel &+= 1
        }
    }

    /// A member answered for a waiting caller. Asterisk averages the wait in at this moment, whatever follows: delays,
    /// announcements, or a member who hangs up before the conversation and is in no `AgentConnect`.
    mutating func callerAnswered(_ uniqueID: Bytes, at time: Int64) {
        if visits.count == 0 { return }
        let visit = visitSlot(find(.visit, uniqueID))
        if visit == 0 || visits[visit].answer.at != 0 { return }
        let queue = visits[visit].queue
        var answer = AnsweredWait()
        answer.at = time
        answer.wait = Int32(clamping: max(0, pbxSeconds(time) - pbxSeconds(visits[visit].joinedAt)))
        answer.before = queues[queue].holdTime
        answer.after = averagedHold(queue, answer.before, answer.wait)
        visits[visit].answer = answer
        queues[queue].holdTime = answer.after
        queues[queue].averagesMoved = sequence
    }

    /// The average of waits with one more: the first value of a queue that has counted nothing is the average.
    private func averagedHold(_ queue: UInt32, _ old: Int32, _ wait: Int32) -> Int32 {
        queues[queue].completed &+ queues[queue].abandoned == 0 ? wait : Self.averaged(old, wait)
    }

    /// Averages a conversation in that the queue has counted.
    private mutating func average(talk: Int32, queue: UInt32) {
        queues[queue].talkTime =
            queues[queue].completed == 1 ? talk : Self.averaged(queues[queue].talkTime, talk)
    }

    /// Asterisk's moving average: three parts old, one part new, in whole seconds.
    static func averaged(_ old: Int32, _ new: Int32) -> Int32 {
        Int32(clamping: (3 * Int64(old) + Int64(new)) >> 2)
    }

    mutating func callCompleted(_ facts: MemberFacts, at time: Int64) {
        let slot = memberCalled(facts, at: time)
        if slot == 0 { return completedWithoutMember(facts) }
        let talk = max(0, min(facts.talkTime?.intOr(0) ?? 0, 1_000_000_000))
        let isCurrent = names(facts, the: members[slot].call)
        let ending = CallEnding(facts.view[.reason])
        if members[slot].call.isOpen {
            let start = members[slot].call.start
            let began = pbxSeconds(time) - Int64(talk)
            // Asterisk itself knows the call by the second in which it began.
            let isThis = isCurrent || start == 0 || began == start
            if isThis || namesNobody(facts) && abs(began - start) <= 1 {
                if start == 0, let hold = facts.holdTime {
                    members[slot].call.inLevel = hold.intOr(.max) <= Int(queues[members[slot].queue].serviceLevel)
                }
                members[slot].callsTaken = Int32(clamping: Int(members[slot].callsTaken) + 1)
                members[slot].lastCall = pbxSeconds(time)
                complete(
                    member: slot, caller: facts.callerUniqueID, talk: Int32(talk), ending: ending, at: time)
                return
            }
        } else if !members[slot].known, !isCurrent {
            // Never told of by a list: the call began before we listened.
            let level = Int(queues[members[slot].queue].serviceLevel)
            members[slot].call.inLevel = (facts.holdTime?.intOr(.max) ?? .max) <= level
            members[slot].callsTaken = Int32(clamping: Int(members[slot].callsTaken) + 1)
            members[slot].lastCall = pbxSeconds(time)
            complete(member: slot, caller: facts.callerUniqueID, talk: Int32(talk), ending: ending, at: time)
            return
        }
        let told = members[slot].call.toldByStatus
        if told != 0, isCurrent || isLastCall(facts, of: slot, at: time) {
            // Counted already: this says how it ended, and of a call that nobody saw begin how long it was and whose.
            members[slot].call.toldByStatus = 0
            let queue = members[slot].queue
            if tell(talk: Int32(talk), caller: facts.callerUniqueID, of: members[slot].call.visit) {
                queues[queue].today.talk &+= talk
                if members[slot].call.start == 0 { countLate(facts, talk: Int32(talk), queue: queue, told: told) }
            }
            tell(ending, of: members[slot].call.visit, queue: queue)
        } else if isCurrent, members[slot].call.wasReset {
            members[slot].call.wasReset = false
            let queue = members[slot].queue
            queues[queue].today.handled &+= 1
            queues[queue].today.talk &+= talk
            complete(
                visit: members[slot].call.visit, caller: facts.callerUniqueID, member: slot, talk: Int32(talk),
                ending: ending, at: time)
        } else if isCurrent {
            // Told twice, or counted by a list.
            tell(ending, of: members[slot].call.visit, queue: members[slot].queue)
        } else {
            // An older call than the one that Asterisk has the member in: Asterisk does not count it, the day does.
            let queue = members[slot].queue
            queues[queue].today.handled &+= 1
            queues[queue].today.talk &+= talk
            let place = facts.callerUniqueID.flatMap { leftPlace(find(.visit, $0)) }
            let entry = place.map { left[$0].queue == queue ? left[$0].entry : 0 } ?? 0
            complete(
                visit: entry, caller: facts.callerUniqueID, member: slot, talk: Int32(talk), ending: ending, at: time)
        }
    }

    /// The event, or what the board knows of the member's last call, names no channel, and the call ended at this moment,
    /// as near as seconds of the PBX and two events of one end allow.
    private func isLastCall(_ facts: MemberFacts, of slot: UInt32, at time: Int64) -> Bool {
        let call = members[slot].call
        guard namesNobody(facts) || call.caller == 0 && call.agent == 0 else { return false }
        return abs(pbxSeconds(time) - members[slot].lastCall) <= 2
    }

    /// Both channels were gone when Asterisk wrote the event: it names the member alone.
    private func namesNobody(_ facts: MemberFacts) -> Bool {
        (facts.callerUniqueID?.isEmpty ?? true) && (facts.agentUniqueID?.isEmpty ?? true)
    }

    /// The event speaks of this call: by the caller's or by the member's channel.
    private func names(_ facts: MemberFacts, the call: OpenCall) -> Bool {
        if call.caller != 0, let id = facts.callerUniqueID, texts.equal(call.caller, id.start, id.count) { return true }
        if call.agent != 0, let id = facts.agentUniqueID, texts.equal(call.agent, id.start, id.count) { return true }
        return false
    }

    /// Counts the member's open call as completed; its own counters are set already.
    private mutating func complete(
        member slot: UInt32, caller: Bytes?, talk: Int32?, ending: CallEnding, at time: Int64
    ) {
        let queue = members[slot].queue
        members[slot].call.visit = complete(
            visit: members[slot].call.visit, caller: caller, member: slot, talk: talk, ending: ending, at: time)
        members[slot].inCall = false
        members[slot].call.isOpen = false
        members[slot].touched = sequence
        queues[queue].completed &+= 1
        if members[slot].call.inLevel { queues[queue].completedInLevel &+= 1 }
        members[slot].completedAt = members[slot].call.start == 0 ? 0 : members[slot].lastCall
        queues[queue].averagesMoved = sequence
        queues[queue].today.handled &+= 1
        if let talk {
            average(talk: talk, queue: queue)
            queues[queue].today.talk &+= Int(talk)
        } else {
            queues[queue].suspect = true
        }
        if settings.sharedLastCall ?? sharesLastCall { shareLastCall(of: slot) }
        noteAgent(members[slot].agent, at: time)
    }

    /// With `shared_lastcall` the same call raises the counters of the member in all its queues.
    private mutating func shareLastCall(of slot: UInt32) {
        var other = devices[members[slot].interface].firstDialled
        while other != 0 {
            if other != slot {
                members[other].callsTaken = Int32(clamping: Int(members[other].callsTaken) + 1)
                members[other].lastCall = max(members[other].lastCall, members[slot].lastCall)
            }
            other = members[other].nextDialled
        }
    }

    // MARK: What a member event says of calls

    /// `CallsTaken`, `LastCall` and `InCall`: a member that took one more call without a word has completed its open one.
    @inline(__always)
    mutating func updateCalls(member slot: UInt32, _ facts: MemberFacts, at time: Int64) {
        guard let text = facts.callsTaken else {
            if let inCall = facts.inCall { members[slot].inCall = inCall.intOr(0) != 0 }
            return
        }
        let taken = Int32(clamping: max(0, text.intOr(0)))
        if members[slot].known, taken < members[slot].toldTaken {
            // The PBX tells one member's events in order: fewer calls than before are of statistics that began anew.
            resetStatistics(queue: members[slot].queue, completed: taken)
        }
        members[slot].toldTaken = taken
        let lastCall = Int64(max(0, facts.lastCall?.intOr(0) ?? 0))
        var inCall = (facts.inCall?.intOr(0) ?? 0) != 0
        if !inCall, members[slot].call.isOpen, taken == members[slot].callsTaken,
            (facts.status?.intOr(0) ?? 0) != Int(DeviceStatus.notInUse.rawValue)
        {
            // Made before AgentConnect and told after it: a call ends with one more call taken, or with an idle device.
            inCall = members[slot].inCall
        }
        if taken != members[slot].callsTaken {
            callsMoved(member: slot, to: taken, lastCall: lastCall, inCall: inCall, at: time)
        }
        members[slot].lastCall = lastCall
        members[slot].known = true
        if facts.inCall != nil { members[slot].inCall = inCall }
    }

    private mutating func callsMoved(
        member slot: UInt32, to taken: Int32, lastCall: Int64, inCall: Bool, at time: Int64
    ) {
        let before = members[slot].callsTaken
        members[slot].callsTaken = taken
        if !members[slot].known { return }
        let queue = members[slot].queue
        if taken > before, members[slot].call.isOpen, !inCall {
            let start = members[slot].call.start
            // A PBX's clock may jump: a conversation of more than a day is no measure of talk.
            let talk = start == 0 || !(0...86_400).contains(lastCall - start) ? nil : Int32(lastCall - start)
            members[slot].lastCall = lastCall
            complete(member: slot, caller: nil, talk: talk, ending: .unknown, at: time)
            members[slot].call.toldByStatus = sequence
            // What the sharing raised in this queue is in `taken` already.
            members[slot].callsTaken = taken
            if taken - before > 1 { queues[queue].suspect = true }
        } else if taken == before &+ 1, members[slot].completedAt != 0, lastCall == members[slot].completedAt {
            // Asterisk counted its last call twice: as the conversation ended, and as the device became idle.
            let talk = max(0, min(lastCall - members[slot].call.start, 86_400))
            count(completed: Int32(talk), inLevel: members[slot].call.inLevel, queue: queue)
            queues[queue].suspect = true
        } else if taken > before {
            if anotherCompleted(member: slot, at: lastCall) {
                sharesLastCall = true
            } else {
                queues[queue].suspect = true
            }
        } else {
            queues[queue].suspect = true
        }
    }

    /// The same interface ended a call in another queue at this moment.
    func anotherCompleted(member slot: UInt32, at lastCall: Int64) -> Bool {
        var other = devices[members[slot].interface].firstDialled
        while other != 0 {
            if other != slot, lastCall != 0, abs(members[other].lastCall - lastCall) <= 1 { return true }
            other = members[other].nextDialled
        }
        return false
    }
}
