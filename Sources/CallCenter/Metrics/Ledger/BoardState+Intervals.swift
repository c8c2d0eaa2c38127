// The ledger's intervals: an agent's activity is looked at whenever something was told of one of its memberships, and
// written down when it became another.
extension BoardState {
    /// Looks at what an agent does now; writes the interval down that this ends, if any.
    ///
    /// - Parameter name: the agent's name when its last membership has just gone.
    mutating func noteAgent(_ device: UInt32, name: TextID = 0, at time: Int64) {
        var new = isFilling ? filledActivity(of: device) : activity(of: device)
        let old = devices[device].doing
        if new.isSame(as: old) { return }
        if new.activity == AgentActivity.available.rawValue { new.wrapUp = wrapUpLeft(device, at: time) }
        new.since = time
        new.reason = texts.keepAgain(new.reason)
        new.queue = texts.keepAgain(new.queue)
        new.before = close(device, old, name: name, at: time)
        devices[device].doing = new
    }

    /// A channel was answered: of a device that its one call makes busy, no event of a member tells that.
    mutating func noteAnswered(_ device: UInt32, at time: Int64) {
        if device == 0 { return }
        var member = devices[device].firstDialled
        while member != 0 {
            if members[member].status == 3 { noteAgent(members[member].agent, at: time) }
            member = members[member].nextDialled
        }
        member = devices[device].firstMember
        if member != 0, members[member].status == 3 { noteAgent(device, at: time) }
    }

    /// What nobody tells any more is not known: at a lost connection.
    mutating func closeIntervals(at time: Int64) {
        var slot = devices.live(from: 1)
        while slot != 0 {
            if devices[slot].doing.activity != 0 {
                _ = close(slot, devices[slot].doing, name: 0, at: time)
                devices[slot].doing = OpenInterval()
            }
            slot = devices.live(from: slot + 1)
        }
    }

    /// Writes down an interval that ends; the number under which it is.
    private mutating func close(_ device: UInt32, _ old: OpenInterval, name: TextID, at time: Int64) -> Int {
        defer {
            texts.drop(old.reason)
            texts.drop(old.queue)
        }
        guard old.activity != 0, time > old.since else { return old.before }
        if isTail(old, until: time) {
            ledger.intervals[old.before].to = time
            return old.before
        }
        if let oldest = ledger.intervals.oldestToGo {
            texts.drop(oldest.agent)
            texts.drop(oldest.name)
            texts.drop(oldest.reason)
            texts.drop(oldest.queue)
        }
        var entry = IntervalEntry()
        let member = devices[device].firstMember
        entry.agent = texts.keepAgain(devices[device].name)
        entry.name = texts.keepAgain(member == 0 ? name : members[member].name)
        entry.reason = texts.keepAgain(old.reason)
        entry.queue = texts.keepAgain(old.queue)
        entry.from = old.since
        entry.to = time
        entry.activity = old.activity
        entry.wrapUp = old.wrapUp
        return ledger.intervals.append(entry)
    }

    /// The device is still in use for a moment after the queue's call was counted: no call of the agent's own.
    private func isTail(_ old: OpenInterval, until time: Int64) -> Bool {
        guard old.activity == AgentActivity.onCall.rawValue, old.queue == 0, time - old.since < Self.tailTime,
            ledger.intervals.contains(old.before)
        else { return false }
        let before = ledger.intervals[old.before]
        return before.activity == old.activity && before.queue != 0 && before.to == old.since
    }

    /// In µs.
    static var tailTime: Int64 { 1_000_000 }

    /// The first activity that applies, in the order of `AgentState`; wrap-up is the beginning of `available`.
    private func activity(of device: UInt32) -> OpenInterval {
        var new = OpenInterval()
        var member = devices[device].firstMember
        if member == 0 { return new }
        var states: UInt16 = 0
        var isPausedEverywhere = true
        var pausedSince = Int64.max
        while member != 0 {
            let record = members[member]
            states |= 1 << UInt16(min(record.status, 8))
            if !record.paused {
                isPausedEverywhere = false
            } else if record.pausedSince < pausedSince {
                pausedSince = record.pausedSince
                new.reason = record.pausedReason
            }
            if record.inCall { new.queue = queues[record.queue].name }
            member = record.nextOfAgent
        }
        func has(_ statuses: UInt16...) -> Bool { statuses.contains { states & (1 << $0) != 0 } }
        let activity: AgentActivity
        let phone = has(3) ? phoneState(of: device) : nil
        if has(8) {
            activity = .onHold
        } else if new.queue != 0 || has(2, 7) || phone?.isOwnCall ?? false {
            activity = .onCall
        } else if has(6) || phone?.isRinging ?? false {
            activity = .ringing
        } else if has(5, 4), !has(1, 3) {
            activity = .unavailable
        } else if isPausedEverywhere {
            activity = .paused
        } else {
            activity = has(3) ? .busy : .available
        }
        new.activity = activity.rawValue
        if activity != .paused { new.reason = 0 }
        return new
    }

    /// The state of the agent's channel; nil when there is none.
    private func phoneState(of device: UInt32) -> ChannelState? {
        let own = liveChannel(of: device)
        return own == 0 ? nil : ChannelState(rawValue: channels[own].state)
    }

    /// Seconds of wrap-up that are left after the last call: the member's own, else the queue's, as `AgentView` sees it.
    private func wrapUpLeft(_ device: UInt32, at time: Int64) -> UInt16 {
        var end: Int64 = 0
        var member = devices[device].firstMember
        while member != 0 {
            let record = members[member]
            if record.lastCall > 0 {
                let wrapUp = record.wrapupTime > 0 ? Int64(record.wrapupTime) : wrapUp(ofQueue: record.queue)
                if wrapUp > 0 {
                    let ended = min(record.lastCall, 100_000_000_000) * 1_000_000 - clockOffset
                    end = max(end, ended + wrapUp * 1_000_000)
                }
            }
            member = record.nextOfAgent
        }
        return end <= time ? 0 : UInt16(clamping: (end - time + 999_999) / 1_000_000)
    }
}
