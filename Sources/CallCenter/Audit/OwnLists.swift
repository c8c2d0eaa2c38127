import AMI

// The UCM's own lists, for a server that answers nothing else.
extension BoardState {
    /// `Queues` and `GSAgents`: fewer figures under other names, taken until a `QueueStatus` was whole.
    mutating func takeOwnList(_ list: CollectedList, at time: Int64) {
        forEachItem(list) { state, view, mark in
            switch mark.event {
            case .queueStatus: state.takeOwnQueue(view)
            case .queueMemberStatus, .gsAgent: state.takeOwnMember(MemberFacts(view), at: mark.time)
            default: break
            }
        }
    }

    /// The names that the UCM's page gives its queues, which nothing else tells.
    mutating func takeTitles(_ list: CollectedList) {
        forEachItem(list) { state, view, mark in
            guard mark.event == .queueStatus, let name = view[.queue] else { return }
            let slot = state.queue(name)
            if slot != 0 { state.takeTitle(view, queue: slot) }
        }
    }

    private mutating func takeTitle(_ view: MessageView, queue slot: UInt32) {
        guard let title = view[.queueName] else { return }
        _ = texts.replace(&queues[slot].title, .plain, title.start, title.count)
    }

    private mutating func takeOwnQueue(_ view: MessageView) {
        let slot = queueToldOf(view[.queue])
        if slot == 0 { return }
        takeTitle(view, queue: slot)
        if let text = view[.strategy] { _ = texts.replace(&queues[slot].strategy, .plain, text.start, text.count) }
        func figure(_ text: Bytes?) -> Int32? { text.map { Int32(max(0, min(1_000_000_000, $0.intOr(0)))) } }
        if let value = figure(view[.callCount]) { queues[slot].waiting = value }
        if let value = figure(view[.callsComplete]) { queues[slot].completed = value }
        if let value = figure(view[.callsAbandoned]) { queues[slot].abandoned = value }
        if let value = figure(view[.avgWaitTime]) { queues[slot].holdTime = value }
        if let value = figure(view[.avgTalkTime]) { queues[slot].talkTime = value }
        if let text = view[.seviceLevel] { takeLevel(text, queue: slot) }
    }

    /// `SL:12.5% within 20s`.
    private mutating func takeLevel(_ text: Bytes, queue slot: UInt32) {
        let words = text.string.split(whereSeparator: { ":% ".contains($0) })
        guard words.count >= 4, let percent = Double(words[1]), words[3].last == "s",
            let seconds = Int32(words[3].dropLast()), percent >= 0, percent <= 100
        else { return }
        queues[slot].serviceLevel = seconds
        let completed = Double(queues[slot].completed)
        queues[slot].completedInLevel = Int32(min(completed, (percent * completed / 100).rounded()))
    }

    private mutating func takeOwnMember(_ facts: MemberFacts, at time: Int64) {
        let slot = memberToldOf(facts, at: time)
        if slot == 0 { return }
        update(member: slot, facts, at: time)
        if let text = facts.callsTaken { members[slot].callsTaken = Int32(clamping: max(0, text.intOr(0))) }
        if let text = facts.lastCall { members[slot].lastCall = Int64(max(0, text.intOr(0))) }
        members[slot].known = true
    }
}
