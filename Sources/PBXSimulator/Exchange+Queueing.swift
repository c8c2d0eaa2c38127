/// Callers in queues: they join, wait, are offered to members, and leave. The order of events is app_queue's.
extension Exchange {
    /// A caller enters a queue.
    mutating func join(_ call: Int, queue: Int) {
        let channel = calls[call].caller
        calls[call].stamp = freshStamp()
        calls[call].stage = .waiting
        calls[call].queue = queue
        calls[call].start = seconds
        calls[call].attempt = 0
        calls[call].connected = nil
        var data = queues[queue].name
        data.put(",tThHwWkKxX,,,")
        data.put(queues[queue].timeOut)
        run(.queue, data, on: channel)
        var position = 0
        let priority = calls[call].priority
        while position < queues[queue].waiting.count, queues[queue].waiting[position].priority >= priority {
            position += 1
        }
        queues[queue].waiting.insert(
            WaitingCaller(call: call, priority: priority, start: seconds), at: position)
        calls[call].originalPosition = position + 1
        if queues[queue].waiting.count == 1 { tellQueueDevice(queue, .ringing) }
        if begin(.agent, "Event: QueueCallerJoin\r\nPrivilege: agent,all\r\n") {
            put(channel: channel)
            line.header("Queue: ", queues[queue].name)
            line.header("Position: ", position + 1)
            line.header("Count: ", queues[queue].waiting.count)
            end(.agent)
        }
        musicStarts(channel)
        later(.patienceEnds, after: 4 + random.exponential(max(60, meanTalk)), call: call)
        later(.queueTimesOut, after: Double(queues[queue].timeOut), call: call)
        if random.happens(0.02) { later(.exitKeyPressed, after: random.between(5, 40), call: call) }
        turnSoon(queue, after: random.between(0.05, 0.3))
    }

    private mutating func tellQueueDevice(_ queue: Int, _ state: DeviceState) {
        var device = Octets("Queue:")
        device.append(contentsOf: queues[queue].name)
        tellDevice(device, state)
    }

    /// Lets a queue look for members soon, once.
    mutating func turnSoon(_ queue: Int, after seconds: Double) {
        guard !queues[queue].waiting.isEmpty else { return }
        let time = now &+ Int64(seconds * 1_000_000)
        if let turnAt = queues[queue].turnAt, turnAt <= time, turnAt >= now { return }
        queues[queue].turnAt = time
        schedule.add(.queueTurns, at: time, subject: queue, stamp: 0)
    }

    /// A queue offers its waiting callers, first come first, to members that are free.
    mutating func queueTurns(_ queue: Int) {
        guard queues[queue].turnAt == now else { return }
        queues[queue].turnAt = nil
        guard queues[queue].available > 0 || queues[queue].waiting.contains(where: { calls[$0.call].attempt != 0 })
        else {
            turnSoon(queue, after: Double(queues[queue].retry))
            return
        }
        // As many callers ring at once as there are free members (`autofill`).
        let callers = queues[queue].waiting.prefix(max(1, queues[queue].available)).map(\.call)
        for call in callers where calls[call].attempt == 0 {
            if !ring(call, of: queue) { break }
        }
        turnSoon(queue, after: Double(queues[queue].retry))
    }

    /// Whether a member may be rung right now, by its device, its wrap-up and the weights of its other queues.
    private func mayRing(_ member: Int, wrapUp: Int, weight: Int) -> Bool {
        guard isAvailable(member) else { return false }
        let phone = members[member].phone
        if phones[phone].channels > 0 || !phones[phone].registered { return false }
        let lastCall = members[member].lastCall
        if wrapUp > 0, lastCall > 0, seconds - lastCall < wrapUp { return false }
        guard weight < heaviest else { return true }
        for index in phones[phone].members.indices {
            let other = phones[phone].members[index]
            let rival = members[other].queue
            guard queues[rival].weight > weight, members[other].present, !members[other].paused else { continue }
            if queues[rival].waiting.contains(where: { calls[$0.call].attempt == 0 }) { return false }
        }
        return true
    }

    /// Rings the member, or the members, that the strategy chooses; false when none can be rung.
    private mutating func ring(_ call: Int, of queue: Int) -> Bool {
        let chosen = choose(queue)
        guard !chosen.isEmpty else { return false }
        calls[call].attempt = freshStamp()
        for member in chosen { dialMember(member, for: call) }
        later(
            .ringTimeOver, after: Double(queues[queue].ringTime), subject: call, stamp: calls[call].attempt)
        return true
    }

    private mutating func choose(_ queue: Int) -> [Int] {
        let all = queues[queue].members
        let strategy = queues[queue].strategy
        let (wrapUp, weight) = (queues[queue].wrapUp, queues[queue].weight)
        // Where the order is a round, it is walked from its beginning, and the first without a penalty ends the walk.
        let isRound = strategy == .rrmemory || strategy == .linear || strategy == .random
        var first = 0
        if strategy == .rrmemory, !all.isEmpty { first = queues[queue].roundRobin % all.count }
        if strategy == .random { first = random.below(all.count) }
        var best: [Int] = []
        var bestMetric = Int.max
        for step in all.indices {
            let place = first + step < all.count ? first + step : first + step - all.count
            let member = all[place]
            guard mayRing(member, wrapUp: wrapUp, weight: weight) else { continue }
            let metric: Int
            switch strategy {
            case .ringall: metric = 0
            case .leastrecent: metric = members[member].lastCall
            case .fewestcalls: metric = members[member].callsTaken
            case .rrmemory, .linear, .random: metric = step
            }
            // A penalty weighs more than any strategy.
            let weighed = metric &+ min(members[member].penalty, 1 << 20) &* (1 << 40)
            if weighed < bestMetric {
                bestMetric = weighed
                best = [member]
                if isRound, members[member].penalty == 0 { break }
            } else if weighed == bestMetric, strategy == .ringall {
                best.append(member)
            }
        }
        if strategy == .rrmemory, let chosen = best.first, let place = all.firstIndex(of: chosen) {
            queues[queue].roundRobin = place + 1
        }
        return best
    }

    /// A caller's position in its queue, from 1; 0 when it is in none.
    func position(of call: Int) -> Int {
        let queue = calls[call].queue
        guard queue >= 0 else { return 0 }
        return (queues[queue].waiting.firstIndex { $0.call == call } ?? -1) + 1
    }

    /// A caller leaves its queue: the event of every way to leave. `silently` is what Park and Redirect over AMI do.
    mutating func leave(_ call: Int, silently: Bool = false) {
        let queue = calls[call].queue
        let position = position(of: call)
        guard position > 0 else { return }
        queues[queue].waiting.remove(at: position - 1)
        if queues[queue].waiting.isEmpty { tellQueueDevice(queue, .notInUse) }
        guard !silently, begin(.agent, "Event: QueueCallerLeave\r\nPrivilege: agent,all\r\n") else { return }
        put(channel: calls[call].caller)
        line.header("Queue: ", queues[queue].name)
        line.header("Position: ", position)
        line.header("Count: ", queues[queue].waiting.count)
        end(.agent)
    }

    /// Counts an abandoned call, and tells it unless the caller was pulled out of the queue.
    mutating func countAbandoned(_ call: Int, silently: Bool = false) {
        let queue = calls[call].queue
        let wait = seconds - calls[call].start
        queues[queue].abandoned(wait: wait)
        guard !silently, begin(.agent, "Event: QueueCallerAbandon\r\nPrivilege: agent,all\r\n") else { return }
        put(channel: calls[call].caller)
        line.header("Queue: ", queues[queue].name)
        line.header("Position: ", position(of: call))
        line.header("OriginalPosition: ", calls[call].originalPosition)
        line.header("HoldTime: ", wait)
        end(.agent)
    }

    /// The caller hangs up, wherever the call stands but in a conversation.
    mutating func callerHangsUp(_ call: Int, cause: Int = 0) {
        let channel = calls[call].caller
        switch calls[call].stage {
        case .talking:
            calls[call].callerHangsUp = true
            conversationEnds(call)
            return
        case .waiting:
            hangupRequested(channel)
            cancelLegs(call)
            musicStops(channel)
            countAbandoned(call)
            leave(call)
        case .dialling:
            hangupRequested(channel)
            cancelLegs(call)
        case .arriving, .playing:
            hangupRequested(channel)
        case .consulting:
            hangupRequested(channel)
            consultationLosesCaller(call)
        case .parked:
            hangupRequested(channel)
            tellParked("Event: ParkedCallGiveUp\r\nPrivilege: call,all\r\n", call)
        }
        softHangupRequested(channel)
        finish(call, cause: cause)
    }

    /// The caller's channel ends, and with it the call.
    mutating func finish(_ call: Int, cause: Int) {
        if calls[call].consultedFor >= 0 {
            giveBack(call)
            return
        }
        let channel = calls[call].caller
        run(.hangup, [], on: channel)
        hangUp(channel, cause: cause)
        forget(call)
    }

    /// The call's slot is free again.
    mutating func forget(_ call: Int) {
        calls[call] = CallRecord()
        freeCalls.append(call)
    }

    /// Ends every ringing leg of a call.
    mutating func cancelLegs(_ call: Int, except winner: Int? = nil, cause: Int = 16, status: StaticString = "CANCEL") {
        let legs = calls[call].legs
        calls[call].legs = []
        calls[call].attempt = 0
        for leg in legs where leg.facing != winner {
            dialEnds(from: calls[call].caller, to: leg.facing, status)
        }
        for leg in legs where leg.facing != winner { dropLeg(leg, cause: cause) }
    }

    /// Hangs up a leg that was never answered.
    mutating func dropLeg(_ leg: Leg, cause: Int) {
        if leg.inner >= 0 {
            hangUp(leg.facing, cause: cause)
            if leg.device >= 0 { dialEnds(from: leg.inner, to: leg.device, "CANCEL") }
            if leg.device >= 0 { hangUp(leg.device, cause: cause) }
            softHangupRequested(leg.inner)
            hangUp(leg.inner, cause: cause)
        } else {
            hangUp(leg.device, cause: cause)
        }
    }

    /// The ring time of a round is over: members who did not answer are noted, and the queue tries again later.
    mutating func ringTimeOver(_ call: Int) {
        guard calls[call].stage == .waiting else {
            dialTimesOut(call)
            return
        }
        let queue = calls[call].queue
        var silent: [Int] = []
        for leg in calls[call].legs where leg.isRinging {
            if begin(.agent, "Event: AgentRingNoAnswer\r\nPrivilege: agent,all\r\n") {
                put(channel: calls[call].caller)
                put(destination: leg.facing)
                line.header("Queue: ", queues[queue].name)
                line.header("Interface: ", members[leg.member].interface)
                line.header("MemberName: ", members[leg.member].name)
                line.header("RingTime: ", Int((now - leg.startedAt) / 1000))
                end(.agent)
            }
            silent.append(leg.member)
        }
        for leg in calls[call].legs { dialEnds(from: calls[call].caller, to: leg.facing, "NOANSWER") }
        cancelLegs(call)
        if queues[queue].pausesAfterNoAnswer {
            for member in silent where members[member].present && !members[member].paused {
                setPaused(member, true, reason: Octets("Auto-Pause"))
                later(.pauseEnds, after: random.between(40, 240), subject: members[member].phone, stamp: 1)
            }
        }
        turnSoon(queue, after: Double(queues[queue].retry))
    }

    /// The caller presses the key that leaves the queue: in no counter.
    mutating func callerLeavesByKey(_ call: Int) {
        guard calls[call].stage == .waiting, calls[call].attempt == 0 else { return }
        musicStops(calls[call].caller)
        leave(call)
        playOn(
            call, exten: Octets("vm"), application: .playback, data: Octets("vm-intro"), seconds: random.between(8, 30))
    }

    /// The queue gives up on a caller: counted as abandoned, and on to the queue that overflows take.
    mutating func queueGivesUp(_ call: Int) {
        guard calls[call].stage == .waiting else { return }
        let queue = calls[call].queue
        cancelLegs(call)
        musicStops(calls[call].caller)
        countAbandoned(call)
        leave(call)
        let overflow = queues[queue].overflow
        if overflow >= 0, overflow != queue, calls[call].transfersLeft > 0 {
            calls[call].transfersLeft -= 1
            setPlace(calls[call].caller, exten: queues[overflow].exten, priority: 1)
            join(call, queue: overflow)
        } else {
            playOn(
                call, exten: channels[calls[call].caller].exten, application: .playback, data: Octets("vm-goodbye"),
                seconds: random.between(3, 9))
        }
    }

    /// The dialplan plays something, then hangs up.
    mutating func playOn(_ call: Int, exten: Octets, application: Application, data: Octets, seconds: Double) {
        calls[call].stamp = freshStamp()
        calls[call].stage = .playing
        calls[call].queue = -1
        let channel = calls[call].caller
        setPlace(channel, exten: exten, priority: channels[channel].priority + 1)
        run(application, data, on: channel)
        later(.dialplanEnds, after: seconds, call: call)
    }
}
