/// What an agent's memberships say together: the state, and when it began.
struct AgentView {
    var state = AgentState.available
    /// Our clock, µs since 1970.
    var since: Int64 = 0
    var paused = false
    var pausedEverywhere = true
    var pausedReason: TextID = 0
    var callsTaken = 0
    var missed = 0
    var lastCall: Int64 = 0
    /// When that was: our clock, µs since 1970; 0 is never.
    var ended: Int64 = 0
    var penalty = Int32.max
    var status: UInt8 = 0
    /// The membership whose call is open; 0 when none is.
    var openMember: UInt32 = 0

    init(_ board: borrowing BoardState, _ device: UInt32, at time: Int64) {
        var statusSince: Int64 = 0
        var pausedSince = Int64.max
        var unpausedSince: Int64 = 0
        var wrapUpEnd: Int64 = 0
        var inCallSince = Int64.max
        var rank = -1
        var member = board.devices[device].firstMember
        while member != 0 {
            let record = board.members[member]
            // The memberships share a device: where they disagree, the one that says most is right.
            let ownRank = Self.rank(record.status)
            if ownRank > rank {
                rank = ownRank
                status = record.status
                statusSince = record.statusSince
            } else if record.status == status {
                statusSince = min(statusSince, record.statusSince)
            }
            if record.paused {
                paused = true
                let told = board.ourTime(
                    pbxSeconds: record.lastPause, shift: record.lastPauseShift, limit: time)
                let began = told > 0 ? told : record.pausedSince
                if began < pausedSince {
                    pausedSince = began
                    pausedReason = record.pausedReason
                }
            } else {
                pausedEverywhere = false
                unpausedSince = max(unpausedSince, record.pausedSince)
            }
            if record.inCall {
                let began = record.call.isOpen ? record.call.since : record.statusSince
                if began < inCallSince {
                    inCallSince = began
                    openMember = member
                }
            }
            // With `shared_lastcall` the same call raises every membership's figure: the highest is the person's.
            callsTaken =
                board.settings.sharedLastCall ?? board.sharesLastCall
                ? max(callsTaken, Int(record.callsTaken)) : callsTaken + Int(record.callsTaken)
            missed += Int(record.missed)
            lastCall = max(lastCall, record.lastCall)
            ended = max(
                ended, board.ourTime(pbxSeconds: record.lastCall, shift: record.lastCallShift, limit: time))
            penalty = min(penalty, record.penalty)
            if record.lastCall > 0 {
                let wrapUp = record.wrapupTime > 0 ? Int64(record.wrapupTime) : board.wrapUp(ofQueue: record.queue)
                if wrapUp > 0 {
                    let end = min(record.lastCall, 100_000_000_000) * 1_000_000 - board.clockOffset + wrapUp * 1_000_000
                    wrapUpEnd = max(wrapUpEnd, end)
                }
            }
            member = record.nextOfAgent
        }
        if penalty == .max { penalty = 0 }
        let own = board.liveChannel(of: device)
        let isOnHold = status == 8 || own != 0 && board.channels[own].onHold
        let phone = own == 0 ? nil : ChannelState(rawValue: board.channels[own].state)
        let isUp = phone == .up
        // A device that one call makes busy (`device_state_busy_at`) says so while that call still rings, or is dialled.
        let isRinging = status == 6 || status == 3 && phone?.isRinging ?? false
        if isOnHold {
            state = .onHold
            since = statusSince
        } else if openMember != 0 || status == 2 || status == 7 || status == 3 && phone?.isOwnCall ?? false {
            state = .onCall
            // The call began when its channel was answered: a list tells that and not the member, and the device's state
            // changes within the call too, as when a second one rings.
            let answered = isUp ? board.channels[own].stateSince : Int64.max
            since = openMember != 0 ? min(inCallSince, answered) : isUp ? answered : statusSince
        } else if isRinging {
            state = .ringing
            since = statusSince
        } else if status == 5 || status == 4 {
            state = .unavailable
            since = statusSince
        } else if paused, pausedEverywhere {
            state = .paused
            since = pausedSince
        } else if wrapUpEnd > time {
            state = .wrapUp
            since = ended
        } else if status == 3 {
            state = .busy
            since = statusSince
        } else {
            state = .available
            since = max(statusSince, unpausedSince, wrapUpEnd, ended)
        }
        since = min(since, time)
    }

    /// How much a device state says: being on a call says more than being reachable.
    private static func rank(_ status: UInt8) -> Int {
        switch status {
        case 8: 8
        case 2: 7
        case 7: 6
        case 6: 5
        case 3: 4
        case 1: 3
        case 5: 2
        case 4: 1
        default: 0
        }
    }
}

extension BoardState {
    /// The configured wrap-up time of a queue in seconds; 0 when none is.
    func wrapUp(ofQueue slot: UInt32) -> Int64 {
        if settings.wrapUp.isEmpty { return 0 }
        return Int64(max(0, min(settings.wrapUp[texts.string(queues[slot].name)] ?? 0, 86_400)))
    }
}
