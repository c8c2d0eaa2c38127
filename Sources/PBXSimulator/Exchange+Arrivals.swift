/// Calls that begin: callers from outside for the queues, and the calls that agents make and get themselves.
extension Exchange {
    /// Takes a slot for a call.
    mutating func makeCall() -> Int {
        let slot: Int
        if let free = freeCalls.popLast() {
            slot = free
        } else {
            slot = calls.count
            calls.append(CallRecord())
        }
        calls[slot] = CallRecord()
        calls[slot].alive = true
        calls[slot].stamp = freshStamp()
        processedCalls += 1
        return slot
    }

    /// The factor of the day's and the minutes' waves, 0.45 to 1.55 around 1.
    private var wave: Double {
        func swing(_ period: Int64) -> Double {
            // A parabola for each half wave: near enough to a sine, and the same bits everywhere.
            let phase = Double((now / 1_000_000) % period) / Double(period)
            let half = phase < 0.5 ? phase * 2 : phase * 2 - 1
            let arc = 4 * half * (1 - half)
            return phase < 0.5 ? arc : -arc
        }
        return 1 + 0.25 * swing(14_400) + 0.2 * swing(1500) + 0.1 * swing(210)
    }

    /// The next caller reaches a queue's number from outside.
    mutating func queueCallArrives() {
        let perSecond = options.callsPerMinute / 60
        // Thinning: the schedule runs at the peak's rate, and the wave turns some away.
        let peak = 1.55
        later(.queueCallArrives, after: random.exponential(1 / (perSecond * peak)), subject: 0)
        guard random.happens(wave / peak) else { return }
        let queue = random.happens(0.35) ? random.below(max(1, queues.count / 3)) : random.below(queues.count)
        let call = makeCall()
        calls[call].queue = queue
        calls[call].priority = random.happens(0.08) ? 1 + random.below(2) : 0
        let channel = makeChannel(
            name: nextName(of: trunk), phone: trunk, state: .ring, caller: random.outsider(),
            context: Octets("from-trunk"), exten: queues[queue].exten, linkedTo: nil, call: call)
        calls[call].caller = channel
        var setting = Octets("QUEUE_PRIO=")
        setting.put(calls[call].priority)
        run(.set, setting, on: channel)
        setVariable("QUEUE_PRIO", Octets(setting.dropFirst(11)), on: channel)
        refresh(trunk)
        later(.callAnswered, after: random.between(0.15, 1.2), call: call)
    }

    /// The dialplan answers and greets.
    mutating func callIsAnsweredByDialplan(_ call: Int) {
        let channel = calls[call].caller
        setPlace(channel, priority: 2)
        run(.answer, [], on: channel)
        setState(channel, .up)
        refresh(trunk)
        if random.happens(0.02) {
            later(.dialplanEnds, after: random.between(0.3, 2), call: call)
        } else {
            later(.greetingOver, after: random.between(0.2, 5), call: call)
        }
    }

    /// The greeting is over: the caller enters the queue, if it takes callers.
    mutating func greetingIsOver(_ call: Int) {
        let queue = calls[call].queue
        setPlace(calls[call].caller, priority: 3)
        if queues[queue].maximum > 0, queues[queue].waiting.count >= queues[queue].maximum {
            // Turned away: no queue event tells of it, only the dialplan's variable.
            setVariable("QUEUESTATUS", Octets("FULL"), on: calls[call].caller)
            playOn(
                call, exten: channels[calls[call].caller].exten, application: .playback,
                data: Octets("all-circuits-busy-now"), seconds: 3)
            return
        }
        join(call, queue: queue)
    }

    /// Someone calls someone, outside the queues.
    mutating func ownCallArrives() {
        later(.ownCallArrives, after: random.exponential(meanOwnCallGap), subject: 0)
        let agents = trunk
        let from = random.below(agents)
        let draw = random.unit()
        if draw < 0.35 {
            directCallComesIn(to: from)
            return
        }
        guard phones[from].registered, phones[from].channels == 0 else { return }
        if draw < 0.7 {
            let number = random.phoneNumber()
            phoneCalls(from, number: number, phone: trunk)
        } else {
            let other = random.below(agents)
            guard other != from else { return }
            phoneCalls(from, number: phones[other].exten, phone: other)
        }
    }

    private mutating func directCallComesIn(to phone: Int) {
        guard phones[phone].registered else { return }
        let call = makeCall()
        let channel = makeChannel(
            name: nextName(of: trunk), phone: trunk, state: .ring, caller: random.outsider(),
            context: Octets("from-trunk"), exten: phones[phone].exten, linkedTo: nil, call: call)
        calls[call].caller = channel
        refresh(trunk)
        dial(call, phone: phone, number: phones[phone].exten, ringSeconds: random.between(10, 30))
    }

    private mutating func phoneCalls(_ from: Int, number: Octets, phone: Int) {
        let call = makeCall()
        let channel = makeChannel(
            name: nextName(of: from), phone: from, state: .ring, caller: phones[from].party,
            context: Octets("from-internal"), exten: number, linkedTo: nil, call: call)
        calls[call].caller = channel
        refresh(from)
        dial(call, phone: phone, number: number, ringSeconds: random.between(12, 40))
        if calls[call].alive, calls[call].stage == .dialling, random.happens(0.1) {
            later(.patienceEnds, after: random.between(4, 15), call: call)
        }
    }
}
