import AMI

// Callers in queues: visits that begin, end, and end without a word.
extension BoardState {
    /// How long after its end a visit can still be told to have been given up, in µs.
    static var undecidedTime: Int64 { 1_000_000 }
    /// Marks a visit's text whose visit is over; the rest is its place in the ring.
    private static var leftMark: UInt32 { 0x8000_0000 }

    @inline(__always)
    func queue(_ name: Bytes) -> UInt32 { texts.owner(find(.queue, name)) }

    /// The queue that an event speaks of, made when it is new; 0 when the event names none.
    @inline(__always)
    mutating func queueToldOf(_ name: Bytes?) -> UInt32 {
        guard let name, !name.isEmpty else { return 0 }
        let known = queue(name)
        return known != 0 ? known : addQueue(name)
    }

    mutating func addQueue(_ name: Bytes) -> UInt32 {
        var record = QueueRecord()
        record.name = keep(.queue, name)
        record.created = sequence
        let slot = queues.insert(record)
        texts.setOwner(record.name, slot)
        return slot
    }

    /// The visit under way that a text of kind `visit` names; 0 when there is none.
    @inline(__always)
    func visitSlot(_ text: TextID) -> UInt32 {
        let owner = texts.owner(text)
        return owner & Self.leftMark == 0 ? owner : 0
    }

    /// The remembered end of a visit, as its place in the ring; nil when it is under way or unknown.
    func leftPlace(_ text: TextID) -> Int? {
        let owner = texts.owner(text)
        return owner & Self.leftMark == 0 ? nil : Int(owner & ~Self.leftMark)
    }

    // MARK: Joining

    mutating func callerJoined(_ facts: VisitFacts, at time: Int64) {
        let queue = queueToldOf(facts.queue)
        guard queue != 0, let uniqueID = facts.uniqueID, !uniqueID.isEmpty else { return }
        // The channel is gone: the event is late.
        if texts.owner(find(.uniqueID, uniqueID)) == TextTable.departed { return }
        let known = visitSlot(find(.visit, uniqueID))
        if known != 0 {
            if visits[known].queue == queue {
                if let count = facts.count { setWaiting(queue, count) }
                return
            }
            visits[known].outcome = VisitOutcome.lost.rawValue
            endVisit(known, counted: false, at: time)
        }
        _ = addVisit(
            queue: queue, uniqueID, facts, position: facts.position?.intOr(0) ?? 0, joinedAt: time, escaped: true)
        queues[queue].today.offered &+= 1
        if let count = facts.count { setWaiting(queue, count) }
        let slot = channel(uniqueID)
        if slot != 0 { channels[slot].hangupAsked = false }
    }

    /// Puts a visit in at a position; 0 or beyond the end is the end.
    mutating func addVisit(
        queue: UInt32, _ uniqueID: Bytes, _ facts: VisitFacts, position: Int, joinedAt: Int64, escaped: Bool
    ) -> UInt32 {
        var record = VisitRecord()
        record.queue = queue
        record.uniqueID = keep(.visit, uniqueID)
        record.joinedAt = joinedAt
        record.joined = sequence
        if let name = facts.channel { record.channelName = keep(.plain, name) }
        if let text = facts.number { texts.replaceCaller(&record.number, text, escaped: escaped) }
        if let text = facts.name { texts.replaceCaller(&record.name, text, escaped: escaped) }
        let slot = visits.insert(record)
        texts.setOwner(record.uniqueID, slot)
        link(visit: slot, position: position)
        queues[queue].waiting = max(queues[queue].waiting &+ 1, queues[queue].visits)
        return slot
    }

    /// Links a visit into its queue's list so that it stands at `position` (1 is next to be served).
    mutating func link(visit slot: UInt32, position: Int) {
        let queue = visits[slot].queue
        var before = queues[queue].lastVisit
        if position > 0, position <= Int(queues[queue].visits) {
            before = 0
            for _ in 1..<position { before = before == 0 ? queues[queue].firstVisit : visits[before].next }
        }
        let after = before == 0 ? queues[queue].firstVisit : visits[before].next
        visits[slot].previous = before
        visits[slot].next = after
        if before == 0 { queues[queue].firstVisit = slot } else { visits[before].next = slot }
        if after == 0 { queues[queue].lastVisit = slot } else { visits[after].previous = slot }
        queues[queue].visits &+= 1
    }

    mutating func unlink(visit slot: UInt32) {
        let record = visits[slot]
        let queue = record.queue
        if record.previous == 0 {
            queues[queue].firstVisit = record.next
        } else {
            visits[record.previous].next = record.next
        }
        if record.next == 0 {
            queues[queue].lastVisit = record.previous
        } else {
            visits[record.next].previous = record.previous
        }
        queues[queue].visits &-= 1
    }

    /// `Count` is the PBX's own figure; where the list of callers disagrees, a list must tell who is missing.
    mutating func setWaiting(_ queue: UInt32, _ count: Bytes) {
        let count = Int32(clamping: max(0, count.intOr(0)))
        queues[queue].waiting = count
        if count != queues[queue].visits { queues[queue].suspect = true }
    }

    // MARK: Leaving

    mutating func callerLeft(_ facts: VisitFacts, at time: Int64) {
        let queue = queueToldOf(facts.queue)
        guard queue != 0, let uniqueID = facts.uniqueID else { return }
        let visit = visitSlot(find(.visit, uniqueID))
        if visit != 0, visits[visit].queue == queue { endVisit(visit, counted: visits[visit].counted, at: time) }
        if let count = facts.count { setWaiting(queue, count) }
    }

    mutating func callerAbandoned(_ facts: VisitFacts, at time: Int64) {
        let queue = queueToldOf(facts.queue)
        guard queue != 0, let uniqueID = facts.uniqueID else { return }
        let text = find(.visit, uniqueID)
        let visit = visitSlot(text)
        if visit != 0, visits[visit].queue == queue {
            if visits[visit].counted { return }
            visits[visit].counted = true
        } else if let place = leftPlace(text), left[place].queue == queue {
            if left[place].counted { return }
            left[place].counted = true
        }
        let wait = max(0, min(facts.holdTime?.intOr(0) ?? 0, 1_000_000_000))
        countAbandoned(queue: queue, wait: wait)
        let slot = channel(uniqueID)
        // Nobody asked for a hang-up: the queue gave up on the caller, unless one follows at once.
        let outcome =
            VisitOutcome(rawValue: giveUp)
            ?? (slot != 0 && !channels[slot].hangupAsked ? VisitOutcome.timedOut : .abandoned)
        if outcome == .timedOut {
            queues[queue].today.timedOut &+= 1
        } else {
            countAbandonedToday(queue: queue, wait: wait)
        }
        if visit != 0, visits[visit].queue == queue {
            visits[visit].outcome = outcome.rawValue
            visits[visit].wait = Int32(clamping: wait)
        } else if let place = leftPlace(text), left[place].queue == queue {
            decide(visit: left[place].entry, outcome, queue: queue, wait: wait)
        } else {
            _ = writeDown(stranger: uniqueID, queue: queue, outcome: outcome, wait: wait, at: time)
        }
    }

    /// Asterisk's own counters of a caller who left unserved.
    private mutating func countAbandoned(queue: UInt32, wait: Int) {
        queues[queue].abandoned &+= 1
        queues[queue].averagesMoved = sequence
        if wait <= Int(queues[queue].serviceLevel) { queues[queue].abandonedInLevel &+= 1 }
    }

    private mutating func countAbandonedToday(queue: UInt32, wait: Int) {
        queues[queue].today.abandoned &+= 1
        queues[queue].today.abandonedWait &+= min(wait, 1_000_000_000)
        if wait <= Int(queues[queue].serviceLevel) { queues[queue].today.abandonedInLevel &+= 1 }
    }

    /// Takes a visit off its queue and remembers it for a while.
    mutating func endVisit(_ slot: UInt32, counted: Bool, at time: Int64) {
        let record = visits[slot]
        let entry = writeDown(visit: slot, counted: counted, at: time)
        unlink(visit: slot)
        queues[record.queue].waiting = max(0, queues[record.queue].waiting &- 1)
        texts.drop(record.channelName)
        texts.drop(record.number)
        texts.drop(record.name)
        visits.remove(slot)
        var memory = LeftVisit()
        memory.uniqueID = record.uniqueID
        memory.queue = record.queue
        memory.joinedAt = record.joinedAt
        memory.leftAt = time
        memory.left = sequence
        memory.counted = counted
        memory.answer = record.answer
        memory.entry = entry
        if counted {
            let owner = channel(asUniqueID: record.uniqueID)
            memory.undecided = !isFilling && owner != 0 && !channels[owner].hangupAsked
        }
        texts.setOwner(record.uniqueID, Self.leftMark | UInt32(left.next))
        let place = UInt32(left.next)
        let old = left.push(memory)
        if old.uniqueID != 0 {
            if old.uniqueID != record.uniqueID, texts.owner(old.uniqueID) == Self.leftMark | place {
                texts.setOwner(old.uniqueID, 0)
            }
            texts.drop(old.uniqueID)
        }
    }

    /// The live channel whose unique id equals a visit's.
    func channel(asUniqueID visit: TextID) -> UInt32 {
        let bytes = texts.bytes(visit)
        guard let start = bytes.baseAddress else { return 0 }
        return channel(text: texts.find(.uniqueID, start, bytes.count))
    }

    // MARK: Leaving without a word

    /// The caller's channel entered a bridge while it waited: pulled out by a park or a redirect, whose half that
    /// Asterisk counts as abandoned is a channel of its own without events.
    mutating func callerBridged(_ uniqueID: Bytes) {
        if visits.count == 0 { return }
        let visit = visitSlot(find(.visit, uniqueID))
        if visit != 0 { leaveSilently(visit, asked: false, at: moment) }
    }

    /// The caller's channel hung up, or was asked to.
    mutating func callerGone(_ uniqueID: Bytes, asked: Bool, at time: Int64) {
        let text = find(.visit, uniqueID)
        if text == 0 { return }
        if let place = leftPlace(text) {
            let memory = left[place]
            guard memory.undecided else { return }
            left[place].undecided = false
            guard asked || !hangupsAreAsked, time - memory.leftAt <= Self.undecidedTime else { return }
            let wait = Int(clamping: max(0, (memory.leftAt - memory.joinedAt) / 1_000_000))
            queues[memory.queue].today.timedOut &-= 1
            countAbandonedToday(queue: memory.queue, wait: wait)
            decide(visit: memory.entry, .abandoned, queue: memory.queue, wait: wait)
            return
        }
        let visit = visitSlot(text)
        if visit != 0, !asked { leaveSilently(visit, asked: true, at: time) }
    }

    private mutating func leaveSilently(_ visit: UInt32, asked: Bool, at time: Int64) {
        let record = visits[visit]
        if !record.counted {
            let wait = Int(clamping: max(0, pbxSeconds(time) - pbxSeconds(record.joinedAt)))
            countAbandoned(queue: record.queue, wait: wait)
            visits[visit].outcome = (asked ? VisitOutcome.abandoned : .pulledOut).rawValue
            visits[visit].wait = Int32(clamping: wait)
            if asked {
                countAbandonedToday(queue: record.queue, wait: wait)
            } else {
                queues[record.queue].today.timedOut &+= 1
            }
        }
        queues[record.queue].suspect = true
        endVisit(visit, counted: true, at: time)
    }
}
