import AMI

// Our own side's facts: the link, what was asked, the clock.
extension BoardState {
    mutating func fold(_ fact: OwnFact, at time: Int64) {
        switch fact {
        case .connecting:
            if phase.stage != .connected { phase.stage = .connecting }
        case .connected(let banner):
            self.banner = banner
            // Without a word of the end of the connection before, whoever wrote this journal was ended.
            openGap(.stopped, at: time)
            closeIntervals(at: time)
            phase.connectionEnded(.connecting)
            lists.connectionEnded()
        case .loggedIn(let commands):
            self.commands = Set(commands.map { $0.lowercased() })
            phones.forget()
            // The banner says nothing; only a UCM offers its own list of agents.
            dialect = self.commands.contains("gsagents") ? .ucm : .asterisk
            if phase.stage != .connected { phase.stage = .connecting }
        case .actionSent(let id, let name, let scope):
            guard let kind = ListKind(action: name) else { return }
            lists.noteSent(SentAction(id: id, kind: kind, scope: scope, sentAt: time, packet: sequence))
        case .actionTimedOut(let id): lists.forget(id)
        case .pong(let roundTrip, let pbxTime): pong(roundTrip: roundTrip, pbxTime: pbxTime, at: time)
        case .disconnected(let reason, let retryIn): disconnected(reason: reason, retryIn: retryIn, at: time)
        case .gap:
            // Nobody asks for lists again: the audits find what the lost records told.
            suspectEverything()
            openGap(.records, at: time)
            if let gap = gaps.last, gap.ended == nil, gap.linesFilled > 0 {
                // It began before, in queue_log.
                phase.queuesTorn = false
                phase.channelsTorn = false
            }
            closeGap(at: time)
        case .torn(let cause, let seconds):
            let lasted = Int64(max(0, min(seconds.isFinite ? seconds : 0, 1e9)) * 1_000_000)
            streamTorn(cause, at: time, since: lasted > 0 ? time - lasted : nil)
        case .clockStep(let seconds): clockStepped(seconds, at: time)
        case .settings(let settings):
            self.settings = settings
            trunksConfigured()
        case .peer(let banner, let version):
            self.banner = banner
            self.version = version
        case .dayBegan:
            if dayToIgnore == time { dayToIgnore = nil } else { beginDay(at: time) }
        case .dayFilled(let mark):
            dayToIgnore = mark
            beginDay(at: time)
        // Folded by the box, which can read packets.
        case .queueLog: break
        case .command: break
        }
    }

    /// What a busy machine may add to a round trip unseen, in µs.
    private static var clockSlack: Int64 { 50_000 }

    private mutating func pong(roundTrip: Double, pbxTime: Double?, at time: Int64) {
        guard roundTrip.isFinite, roundTrip >= 0 else { return }
        self.roundTrip = roundTrip
        guard let pbxTime, pbxTime.isFinite, pbxTime > 0, pbxTime < 1e11 else { return }
        // The PBX read its clock some time within the round trip: what is known of its offset is a span as long. While
        // the offset in force lies in it nothing shows that it is wrong, and what is timed by it does not jitter.
        let half = Int64(min(roundTrip, 10) / 2 * 1_000_000)
        let offset = Int64(pbxTime * 1_000_000) + half - time
        if clockKnown, abs(offset - clockOffset) <= half + Self.clockSlack { return }
        if clockKnown { pbxClockSet(by: offset - clockOffset, at: time) }
        clockOffset = offset
        clockKnown = true
    }

    /// Less is drift, or the board's first idea of the offset, in µs.
    private static var shortestStep: Int64 { 1_000_000 }
    /// How long the PBX's clock may have been set without the board having asked, in µs.
    private static var pingTime: Int64 { 15_000_000 }

    /// The PBX's clock was set: moments that it told before lie where they lay.
    private mutating func pbxClockSet(by step: Int64, at time: Int64) {
        guard abs(step) >= Self.shortestStep else { return }
        /// A stamp of the clock as it was, and not one that was told since it was set: as that, the latter would lie in
        /// the future, or nowhere near now.
        let offset = clockOffset
        func isOld(_ seconds: Int64) -> Bool {
            let before = min(seconds, 100_000_000_000) * 1_000_000 - offset
            let after = before - step
            return seconds > 0 && before <= time + 2_000_000
                && !(time - Self.pingTime...time + 2_000_000).contains(after)
        }
        var slot = members.live(from: 1)
        while slot != 0 {
            if members[slot].lastCallShift != 0 || isOld(members[slot].lastCall) { members[slot].lastCallShift += step }
            if members[slot].lastPauseShift != 0 || isOld(members[slot].lastPause) {
                members[slot].lastPauseShift += step
            }
            if members[slot].loginTimeShift != 0 || isOld(members[slot].loginTime) {
                members[slot].loginTimeShift += step
            }
            slot = members.live(from: slot + 1)
        }
    }

    private mutating func disconnected(reason: String, retryIn: Double?, at time: Int64) {
        lists.connectionEnded()
        openGap(.link, at: time)
        // Nobody knows what agents do while nobody listens.
        closeIntervals(at: time)
        if let retryIn {
            let wait = Int64(max(0, min(retryIn.isFinite ? retryIn : 0, 86_400)) * 1_000_000)
            let stage: LinkPhase.Stage =
                phase.hadSnapshot ? .lost(reason: reason) : .waiting(retryAt: time + wait, reason: reason)
            phase.connectionEnded(stage)
        } else {
            phase.connectionEnded(.refused(reason: reason))
        }
    }

    private mutating func beginDay(at time: Int64) {
        if countedSince != nil { countedSince = time }
        beginGaps(at: time)
        var slot = queues.live(from: 1)
        while slot != 0 {
            queues[slot].today = CallSums()
            slot = queues.live(from: slot + 1)
        }
        slot = members.live(from: 1)
        while slot != 0 {
            members[slot].missed = 0
            slot = members.live(from: slot + 1)
        }
    }
}
