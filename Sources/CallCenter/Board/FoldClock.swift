// Our own clock was set: what is kept of its moments moves along, so that nothing lasted longer or shorter for it.
extension BoardState {
    /// Folds a step of our clock.
    ///
    /// - Parameters:
    ///   - seconds: how far it was set forward; negative when time has passed that it did not show. Record time never
    ///     falls: what was set back shows less time than passes until it is right.
    ///   - time: the step's own moment, on the clock as it is now.
    mutating func clockStepped(_ seconds: Double, at time: Int64) {
        guard seconds.isFinite, abs(seconds) < 1e9 else { return }
        let step = Int64(seconds * 1_000_000)
        // The PBX's clock was not set: it is as much less ahead of ours.
        if clockKnown { clockOffset -= step }
        guard step != 0 else { return }
        // Records of other threads may carry moments of the new clock already: only what is older moves.
        let border = step > 0 ? time - step / 2 : .max
        func moved(_ moment: Int64) -> Int64 {
            moment > 0 && moment < border ? max(1, min(moment + step, time)) : moment
        }
        moveLiving(moved)
        moveLists(moved)
        moveLedger(moved)
        countedSince = countedSince.map(moved)
        countedFirst = countedFirst.map(moved)
        lastEventAt = lastEventAt.map(moved)
        liveAt = liveAt.map(moved)
        audit.lastAt = audit.lastAt.map(moved)
        for index in gaps.indices {
            gaps[index].began = moved(gaps[index].began)
            gaps[index].ended = gaps[index].ended.map(moved)
        }
    }

    private mutating func moveLiving(_ moved: (Int64) -> Int64) {
        var slot = channels.live(from: 1)
        while slot != 0 {
            channels[slot].createdAt = moved(channels[slot].createdAt)
            channels[slot].stateSince = moved(channels[slot].stateSince)
            channels[slot].bridgedAt = moved(channels[slot].bridgedAt)
            slot = channels.live(from: slot + 1)
        }
        slot = devices.live(from: 1)
        while slot != 0 {
            devices[slot].doing.since = moved(devices[slot].doing.since)
            slot = devices.live(from: slot + 1)
        }
        slot = members.live(from: 1)
        while slot != 0 {
            members[slot].statusSince = moved(members[slot].statusSince)
            members[slot].pausedSince = moved(members[slot].pausedSince)
            members[slot].call.since = moved(members[slot].call.since)
            slot = members.live(from: slot + 1)
        }
        slot = visits.live(from: 1)
        while slot != 0 {
            visits[slot].joinedAt = moved(visits[slot].joinedAt)
            visits[slot].answer.at = moved(visits[slot].answer.at)
            slot = visits.live(from: slot + 1)
        }
        for index in left.values.indices {
            left[index].joinedAt = moved(left[index].joinedAt)
            left[index].leftAt = moved(left[index].leftAt)
            left[index].answer.at = moved(left[index].answer.at)
        }
        slot = endpoints.live(from: 1)
        while slot != 0 {
            endpoints[slot].registrationSince = moved(endpoints[slot].registrationSince)
            endpoints[slot].reachSince = moved(endpoints[slot].reachSince)
            slot = endpoints.live(from: slot + 1)
        }
    }

    private mutating func moveLists(_ moved: (Int64) -> Int64) {
        var slot = queues.live(from: 1)
        while slot != 0 {
            queues[slot].auditedAt = moved(queues[slot].auditedAt)
            slot = queues.live(from: slot + 1)
        }
        lists.lastSentAt = moved(lists.lastSentAt)
        lists.snapshotAt = moved(lists.snapshotAt)
        lists.channelsAuditedAt = moved(lists.channelsAuditedAt)
        for index in lists.sent.indices { lists.sent[index].sentAt = moved(lists.sent[index].sentAt) }
        for index in lists.collecting.indices {
            lists.collecting[index].action.sentAt = moved(lists.collecting[index].action.sentAt)
            for mark in lists.collecting[index].marks.indices {
                lists.collecting[index].marks[mark].time = moved(lists.collecting[index].marks[mark].time)
            }
        }
    }

    /// What is over keeps its distance from now, so that the last quarter of an hour still is one.
    private mutating func moveLedger(_ moved: (Int64) -> Int64) {
        for number in ledger.visits.start..<ledger.visits.end {
            ledger.visits[number].joinedAt = moved(ledger.visits[number].joinedAt)
            ledger.visits[number].leftAt = moved(ledger.visits[number].leftAt)
            ledger.visits[number].endedAt = moved(ledger.visits[number].endedAt)
        }
        for number in ledger.completions.start..<ledger.completions.end {
            ledger.completions[number].endedAt = moved(ledger.completions[number].endedAt)
        }
        for number in ledger.intervals.start..<ledger.intervals.end {
            ledger.intervals[number].from = moved(ledger.intervals[number].from)
            ledger.intervals[number].to = moved(ledger.intervals[number].to)
        }
        for number in ledger.outgoing.start..<ledger.outgoing.end {
            ledger.outgoing[number].at = moved(ledger.outgoing[number].at)
        }
        for number in ledger.missed.start..<ledger.missed.end {
            ledger.missed[number].at = moved(ledger.missed[number].at)
        }
    }
}
