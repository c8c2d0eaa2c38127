import AMI

/// How a list is taken: as the truth that replaces what was known, or as an audit that heals and counts.
enum ReconcileMode {
    case snapshot, audit
}

// QueueStatus against the board: queues, members, callers.
extension BoardState {
    /// At an audit's end: what configuration alone decides, and the board's counters at this moment.
    mutating func setConfigured(_ list: inout CollectedList, at time: Int64) {
        var fresh: [QueueCounters] = []
        forEachItem(list, where: { $0 == .queueParams || $0 == .queueEntry }) { state, view, mark in
            if mark.event == .queueEntry {
                state.setPriority(VisitFacts(view))
                return
            }
            let slot = view[.queue].map { state.queue($0) } ?? 0
            fresh.append(slot == 0 ? QueueCounters() : state.counters(of: slot))
            if slot != 0 {
                state.queues[slot].auditedAt = time
                state.setConfigured(slot, view, counted: true)
            }
        }
        var next = 0
        for index in list.marks.indices where list.marks[index].event == .queueParams && next < fresh.count {
            list.marks[index].counters = fresh[next]
            next += 1
        }
    }

    /// Calls `body` with each item of a list whose event `isMeant`, in order.
    mutating func forEachItem(
        _ list: CollectedList, where isMeant: (EventName) -> Bool = { _ in true },
        _ body: (_ state: inout BoardState, _ view: MessageView, _ mark: ItemMark) -> Void
    ) {
        list.bytes.withUnsafeBytes { bytes in
            var scanner = PacketScanner()
            var start = 0
            for mark in list.marks {
                if isMeant(mark.event) {
                    let item = UnsafeRawBufferPointer(rebasing: bytes[start..<mark.end])
                    scanner.parse(item) { view in body(&self, view, mark) }
                }
                start = mark.end
            }
        }
    }

    private mutating func setPriority(_ facts: VisitFacts) {
        guard let uniqueID = facts.uniqueID, let priority = facts.queuePriority?.int else { return }
        let visit = visitSlot(find(.visit, uniqueID))
        if visit != 0 { visits[visit].priority = Int32(clamping: priority) }
    }

    private mutating func setConfigured(_ slot: UInt32, _ view: MessageView, counted: Bool) {
        if let text = view[.strategy], texts.replace(&queues[slot].strategy, .plain, text.start, text.count), counted {
            corrected("strategy")
        }
        if let value = view[.max]?.int { set(slot, \.max, Int32(clamping: value), counted ? "max" : nil) }
        if let value = view[.weight]?.int { set(slot, \.weight, Int32(clamping: value), counted ? "weight" : nil) }
        if let value = view[.serviceLevel]?.int {
            if queues[slot].serviceLevel == 0 { judgeFilled(queue: slot, level: Int32(clamping: value)) }
            set(slot, \.serviceLevel, Int32(clamping: value), counted ? "serviceLevel" : nil)
        }
    }

    private mutating func set(
        _ slot: UInt32, _ field: WritableKeyPath<QueueRecord, Int32>, _ value: Int32, _ kind: String?
    ) {
        if queues[slot][keyPath: field] == value { return }
        queues[slot][keyPath: field] = value
        if let kind { corrected(kind) }
    }

    // MARK: The whole list

    mutating func reconcileQueues(_ list: CollectedList, mode: ReconcileMode, at time: Int64) {
        let before = audit.corrected
        let scope = list.action.scope
        clearMarks()
        if mode == .audit { findResets(in: list) }
        var order: [(queue: UInt32, visit: UInt32)] = []
        var named: [TextID: UInt32] = [:]
        forEachItem(list) { state, view, mark in
            switch mark.event {
            case .queueParams: state.takeParams(view, mark, list.action, mode: mode, at: time)
            case .queueMember: state.takeMember(MemberFacts(view), mark, list.action, mode: mode, &named)
            case .queueEntry:
                let visit = state.takeEntry(VisitFacts(view), mark, list.action, mode: mode)
                if visit != 0 { order.append((state.visits[visit].queue, visit)) }
            default: break
            }
        }
        var slot = queues.live(from: 1)
        while slot != 0 {
            let covered = scope.isEmpty || texts.string(queues[slot].name) == scope
            if covered { dropUnlisted(queue: slot, list.action, mode: mode, at: time) }
            slot = queues.live(from: slot + 1)
        }
        tellFilled(named)
        restoreOrder(order, mode: mode)
        slot = queues.live(from: 1)
        while slot != 0 {
            if queues[slot].listed {
                if queues[slot].waiting != queues[slot].visits {
                    queues[slot].waiting = queues[slot].visits
                    if mode == .audit { corrected("waiting") }
                }
                if mode == .audit {
                    queues[slot].settled = audit.corrected == before && !queues[slot].doubted
                    queues[slot].suspect = queues[slot].doubted
                    queues[slot].guessed = false
                    queues[slot].doubted = false
                }
            }
            slot = queues.live(from: slot + 1)
        }
    }

    private mutating func clearMarks() {
        var slot = queues.live(from: 1)
        while slot != 0 {
            queues[slot].listed = false
            queues[slot].isReset = false
            slot = queues.live(from: slot + 1)
        }
        slot = members.live(from: 1)
        while slot != 0 {
            members[slot].listed = false
            slot = members.live(from: slot + 1)
        }
        slot = visits.live(from: 1)
        while slot != 0 {
            visits[slot].listed = false
            slot = visits.live(from: slot + 1)
        }
    }

    // MARK: Queues

    private mutating func takeParams(
        _ view: MessageView, _ mark: ItemMark, _ action: SentAction, mode: ReconcileMode, at time: Int64
    ) {
        guard let name = view[.queue], !name.isEmpty else { return }
        var slot = queue(name)
        let isNew = slot == 0
        if isNew {
            slot = addQueue(name)
            if mode == .audit { corrected("queue") }
        }
        queues[slot].listed = true
        let isAudit = mode == .audit && !isNew && !queues[slot].isReset
        let figures = ListedFigures(view, ours: queues[slot], counted: isAudit ? mark.counters : nil)
        if mode == .snapshot || isNew || queues[slot].isReset {
            if mode == .snapshot || isNew {
                setConfigured(slot, view, counted: false)
                queues[slot].auditedAt = 0
                queues[slot].settled = false
                queues[slot].guessed = false
            }
            // What was folded after the item was written comes on top of it.
            let ours = queues[slot]
            let told = figures.counters
            let marked = mark.counters
            queues[slot].completed = Self.grown(told.completed, from: marked.completed, to: ours.completed)
            queues[slot].abandoned = Self.grown(told.abandoned, from: marked.abandoned, to: ours.abandoned)
            queues[slot].completedInLevel = Self.grown(
                told.completedInLevel, from: marked.completedInLevel, to: ours.completedInLevel)
            queues[slot].abandonedInLevel = Self.grown(
                told.abandonedInLevel, from: marked.abandonedInLevel, to: ours.abandonedInLevel)
            if ours.averagesMoved <= mark.packet || queues[slot].isReset {
                if queues[slot].isReset { queues[slot].doubted = ours.averagesMoved > mark.packet }
                queues[slot].holdTime = figures.holdTime
                queues[slot].talkTime = figures.talkTime
            }
            return
        }
        heal(slot, \.completed, mark.counters.completed, figures.counters.completed, "completed")
        heal(slot, \.abandoned, mark.counters.abandoned, figures.counters.abandoned, "abandoned")
        if figures.levelsAreRounded {
            let (ours, marked) = (queues[slot], mark.counters)
            queues[slot].completedInLevel = Self.grown(
                figures.counters.completedInLevel, from: marked.completedInLevel, to: ours.completedInLevel)
            queues[slot].abandonedInLevel = Self.grown(
                figures.counters.abandonedInLevel, from: marked.abandonedInLevel, to: ours.abandonedInLevel)
        } else if !figures.levelsAgree {
            heal(
                slot, \.completedInLevel, mark.counters.completedInLevel, figures.counters.completedInLevel,
                "completedInLevel")
            heal(
                slot, \.abandonedInLevel, mark.counters.abandonedInLevel, figures.counters.abandonedInLevel,
                "abandonedInLevel")
        }
        if queues[slot].averagesMoved <= action.packet {
            set(slot, \.holdTime, figures.holdTime, "holdTime")
            set(slot, \.talkTime, figures.talkTime, "talkTime")
        } else if queues[slot].holdTime != figures.holdTime || queues[slot].talkTime != figures.talkTime {
            // They moved while the list was on its way, so it cannot judge them: another one has to.
            queues[slot].doubted = true
        }
    }

    /// A counter that only grows: raised to what was listed, or lowered to it and grown as ours grew since.
    private mutating func heal(
        _ slot: UInt32, _ field: WritableKeyPath<QueueRecord, Int32>, _ atEnd: Int32, _ listed: Int32, _ kind: String
    ) {
        if atEnd == listed { return }
        let ours = queues[slot][keyPath: field]
        let value = atEnd < listed ? max(ours, listed) : Self.grown(listed, from: atEnd, to: ours)
        set(slot, field, value, kind)
    }

    /// A listed counter, grown as ours did since; far below what overflows, whatever a list says.
    private static func grown(_ listed: Int32, from: Int32, to: Int32) -> Int32 {
        Int32(max(0, min(1_000_000_000, Int64(listed) + max(0, Int64(to) - Int64(from)))))
    }

    mutating func removeQueue(_ slot: UInt32, at time: Int64) {
        while queues[slot].firstVisit != 0 { endVisit(queues[slot].firstVisit, counted: true, at: time) }
        while queues[slot].firstMember != 0 { removeMember(queues[slot].firstMember) }
        for place in 0..<left.values.count where left[place].queue == slot && left[place].uniqueID != 0 {
            // The slot will name another queue: this memory may not be charged to it.
            left[place].undecided = false
            left[place].counted = true
            left[place].queue = 0
        }
        let record = queues[slot]
        texts.setOwner(record.name, 0)
        texts.drop(record.name)
        texts.drop(record.strategy)
        texts.drop(record.title)
        queues.remove(slot)
    }

    private mutating func dropUnlisted(queue slot: UInt32, _ action: SentAction, mode: ReconcileMode, at time: Int64) {
        if !queues[slot].listed {
            if queues[slot].created <= action.packet {
                removeQueue(slot, at: time)
                if mode == .audit { corrected("queue") }
            }
            return
        }
        var member = queues[slot].firstMember
        while member != 0 {
            let next = members[member].nextInQueue
            if !members[member].listed, members[member].touched <= action.packet {
                removeMember(member)
                if mode == .audit { corrected("member") }
            }
            member = next
        }
        var visit = queues[slot].firstVisit
        while visit != 0 {
            let next = visits[visit].next
            if !visits[visit].listed, visits[visit].joined <= action.packet {
                endVisit(visit, counted: true, at: time)
                if mode == .audit { corrected("caller") }
            }
            visit = next
        }
    }

    // MARK: Members

    private mutating func takeMember(
        _ facts: MemberFacts, _ mark: ItemMark, _ action: SentAction, mode: ReconcileMode,
        _ named: inout [TextID: UInt32]
    ) {
        guard let queueName = facts.queue, let interface = facts.interface, !interface.isEmpty else { return }
        let queue = queue(queueName)
        if queue == 0 { return }
        var slot = member(queue: queue, interface: interface)
        let isNew = slot == 0
        if isNew {
            if wasRemoved(queue: queueName, interface: interface, since: action.packet) { return }
            slot = addMember(queue: queue, interface, at: mark.time)
            if mode == .snapshot { takeOverFilled(slot, facts, &named) }
            if mode == .audit { corrected("member") }
        } else if members[slot].touched > (mode == .audit ? action.packet : mark.packet) {
            members[slot].listed = true
            return
        }
        members[slot].listed = true
        let touched = isNew ? mark.packet : members[slot].touched
        let takenBefore = members[slot].callsTaken
        // Of a member that queue_log alone told of, calls that it did not tell of are in no counter of ours.
        let isCounted = members[slot].known
        if mode == .audit, !isNew, !queues[queue].isReset { countDifferences(slot, facts) }
        let membership = texts.keepAgain(members[slot].membership)
        update(member: slot, facts, at: mark.time)
        // A list calls realtime members static; an event had it right.
        if texts.bytes(membership).elementsEqual("realtime".utf8) {
            texts.drop(members[slot].membership)
            members[slot].membership = membership
        } else {
            texts.drop(membership)
        }
        members[slot].touched = touched
        if let text = facts.callsTaken {
            members[slot].callsTaken = Int32(clamping: max(0, text.intOr(0)))
            members[slot].toldTaken = members[slot].callsTaken
        }
        if let text = facts.lastCall { members[slot].lastCall = Int64(max(0, text.intOr(0))) }
        if isNew { beginTimes(slot, at: mark.time) }
        members[slot].known = true
        let (last, start) = (members[slot].lastCall, members[slot].call.start)
        if mode == .snapshot,
            isCounted ? members[slot].callsTaken != takenBefore && (last == 0 || last > start) : last > start
        {
            // Its call ended while nobody listened: one that is on now is another.
            members[slot].call.isOpen = false
        }
        takeInCall(slot, (facts.inCall?.intOr(0) ?? 0) != 0, at: mark.time)
        noteAgent(members[slot].agent, at: mark.time)
    }

    private mutating func takeInCall(_ slot: UInt32, _ inCall: Bool, at time: Int64) {
        members[slot].inCall = inCall
        if inCall, !members[slot].call.isOpen {
            texts.drop(members[slot].call.caller)
            texts.drop(members[slot].call.agent)
            members[slot].call = OpenCall()
            members[slot].call.isOpen = true
            members[slot].call.since = time
        } else if !inCall {
            if members[slot].call.isOpen, queues[members[slot].queue].isReset { members[slot].call.wasReset = true }
            members[slot].call.isOpen = false
        }
    }

    /// A member met in a list: its states began when its own times say, as far as they do.
    private mutating func beginTimes(_ slot: UInt32, at time: Int64) {
        let record = members[slot]
        let last = ourTime(pbxSeconds: max(record.lastCall, record.loginTime), limit: time)
        if record.status == DeviceStatus.notInUse.rawValue, last > 0 { members[slot].statusSince = last }
        let pause = ourTime(pbxSeconds: record.lastPause, limit: time)
        if record.paused, pause > 0 { members[slot].pausedSince = pause }
    }

    private mutating func countDifferences(_ slot: UInt32, _ facts: MemberFacts) {
        let record = members[slot]
        func differs(_ text: Bytes?, _ ours: Int) -> Bool {
            guard let value = text?.int else { return false }
            return value != ours
        }
        func differs(_ text: Bytes?, _ ours: TextID) -> Bool {
            guard let text else { return false }
            return !texts.equal(ours, text.start, text.count)
        }
        let kinds: [(Bool, String)] = [
            (differs(facts.name, record.name), "memberName"),
            (differs(facts.stateInterface, record.stateInterface), "memberStateInterface"),
            (differs(facts.penalty, Int(record.penalty)), "memberPenalty"),
            (differs(facts.callsTaken, Int(record.callsTaken)), "memberCallsTaken"),
            (differs(facts.lastCall, Int(record.lastCall)), "memberLastCall"),
            (differs(facts.lastPause, Int(record.lastPause)), "memberLastPause"),
            (differs(facts.loginTime, Int(record.loginTime)), "memberLoginTime"),
            (differs(facts.inCall, record.inCall ? 1 : 0), "memberInCall"),
            (differs(facts.status, Int(record.status)), "memberStatus"),
            (differs(facts.paused, record.paused ? 1 : 0), "memberPaused"),
            (differs(facts.pausedReason, record.pausedReason), "memberPausedReason"),
            (differs(facts.wrapupTime, Int(record.wrapupTime)), "memberWrapupTime"),
        ]
        for (differs, kind) in kinds where differs { corrected(kind) }
        let taken = facts.callsTaken?.intOr(0) ?? 0
        let lastCall = Int64(facts.lastCall?.intOr(0) ?? 0)
        if taken > Int(record.callsTaken), !record.call.isOpen, anotherCompleted(member: slot, at: lastCall) {
            sharesLastCall = true
        }
    }

    // MARK: Callers

    /// The visit that an item tells of, made when it is new; 0 when it has ended since.
    private mutating func takeEntry(
        _ facts: VisitFacts, _ mark: ItemMark, _ action: SentAction, mode: ReconcileMode
    ) -> UInt32 {
        guard let name = facts.queue, let uniqueID = facts.uniqueID, !uniqueID.isEmpty else { return 0 }
        let queue = queue(name)
        if queue == 0 { return 0 }
        // What is left in the queue of a caller who was pulled out of it: no event tells of this half, nor of its end.
        if facts.channel?.hasPrefix("Surrogate/") ?? false { return 0 }
        let joinedAt = mark.time - Int64(max(0, min(facts.wait?.intOr(0) ?? 0, 10_000_000))) * 1_000_000
        let text = find(.visit, uniqueID)
        var visit = visitSlot(text)
        if visit != 0, visits[visit].queue == queue {
            // The same channel left and came again while we did not listen, or its join was heard late.
            if mode == .snapshot, abs(joinedAt - visits[visit].joinedAt) > 3_000_000 {
                visits[visit].joinedAt = joinedAt
            }
        } else {
            if visit != 0 {
                if visits[visit].joined > action.packet { return 0 }
                endVisit(visit, counted: true, at: mark.time)
            }
            if let place = leftPlace(text), left[place].queue == queue, left[place].left > action.packet { return 0 }
            if texts.owner(find(.uniqueID, uniqueID)) == TextTable.departed { return 0 }
            visit = addVisit(queue: queue, uniqueID, facts, position: 0, joinedAt: joinedAt, escaped: false)
            visits[visit].joined = mark.packet
            queues[queue].today.offered &+= 1
            if mode == .audit { corrected("caller") }
        }
        visits[visit].listed = true
        if let priority = facts.queuePriority?.int { visits[visit].priority = Int32(clamping: priority) }
        return visit
    }

    /// Puts the listed callers of each queue into the list's order; those who joined since keep their places.
    private mutating func restoreOrder(_ order: [(queue: UInt32, visit: UInt32)], mode: ReconcileMode) {
        var start = 0
        while start < order.count {
            let queue = order[start].queue
            var end = start
            while end < order.count, order[end].queue == queue { end += 1 }
            let wanted = order[start..<end].map(\.visit).filter { visits[$0].listed && visits[$0].queue == queue }
            start = end
            var ours: [UInt32] = []
            var visit = queues[queue].firstVisit
            while visit != 0 {
                ours.append(visit)
                visit = visits[visit].next
            }
            var next = 0
            var moved = 0
            for place in ours.indices where visits[ours[place]].listed && next < wanted.count {
                if ours[place] != wanted[next] {
                    ours[place] = wanted[next]
                    moved += 1
                }
                next += 1
            }
            if moved == 0 { continue }
            var before: UInt32 = 0
            for visit in ours {
                visits[visit].previous = before
                visits[visit].next = 0
                if before == 0 { queues[queue].firstVisit = visit } else { visits[before].next = visit }
                before = visit
            }
            queues[queue].lastVisit = before
            if mode == .audit { for _ in 0..<moved { corrected("position") } }
        }
    }
}
