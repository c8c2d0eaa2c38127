/// Phones that are dialled: by queues directly, by queues through a Local channel, and by the dialplan.
extension Exchange {
    /// The data that CoreShowChannels shows for a dialled channel.
    private static let outgoingLine = Octets("(Outgoing Line)")

    /// A queue dials a member.
    mutating func dialMember(_ member: Int, for call: Int) {
        let phone = members[member].phone
        if phones[phone].isFreePBX {
            dialThroughLocal(member, for: call)
        } else {
            let caller = calls[call].caller
            let channel = makeChannel(
                name: nextName(of: phone), phone: phone, state: .down, caller: phones[phone].party,
                context: Octets("from-internal"), exten: Octets("s"), linkedTo: caller, call: call)
            run(.queueLeg, Self.outgoingLine, on: channel)
            channels[channel].connected = channels[caller].caller
            setPlace(channel, exten: channels[caller].exten, priority: 1)
            calls[call].legs.append(
                Leg(member: member, phone: phone, facing: channel, device: channel, startedAt: now))
            tellCalled(member, caller: caller, channel: channel)
            dialBegins(from: caller, to: channel, string: members[member].interface)
            later(
                .legRings, after: random.between(0.03, 0.2), subject: channel, stamp: channels[channel].stamp)
        }
    }

    private mutating func tellCalled(_ member: Int, caller: Int, channel: Int) {
        guard begin(.agent, "Event: AgentCalled\r\nPrivilege: agent,all\r\n") else { return }
        put(channel: caller)
        put(destination: channel)
        line.header("Queue: ", queues[members[member].queue].name)
        line.header("Interface: ", members[member].interface)
        line.header("MemberName: ", members[member].name)
        end(.agent)
    }

    /// A queue dials a member as FreePBX writes it: two halves of a Local channel, then the phone.
    private mutating func dialThroughLocal(_ member: Int, for call: Int) {
        let phone = members[member].phone
        let caller = calls[call].caller
        let exten = phones[phone].exten
        var name = Octets("Local/")
        name.append(contentsOf: exten)
        name.put("@from-queue-")
        name.put(hexadecimal: localCounter, width: 8)
        localCounter &+= 1
        let context = Octets("from-queue")
        var firstName = name
        firstName.put(";1")
        var secondName = name
        secondName.put(";2")
        let first = makeChannel(
            name: firstName, phone: -1, state: .down, caller: Party(), context: context, exten: exten,
            linkedTo: caller, call: call)
        let second = makeChannel(
            name: secondName, phone: -1, state: .ring, caller: Party(), context: context, exten: exten,
            linkedTo: caller, call: call)
        let queueParty = Party(number: queues[members[member].queue].exten)
        setCaller(first, queueParty)
        channels[second].connected = queueParty
        setCaller(second, channels[caller].caller)
        setConnected(second, queueParty)
        tellLocalBridge(first, second, exten: exten)
        run(.queueLeg, Self.outgoingLine, on: first)
        channels[first].connected = channels[caller].caller
        setPlace(first, exten: channels[caller].exten, priority: 1)
        tellCalled(member, caller: caller, channel: first)
        var dialString = Octets("Local/")
        dialString.append(contentsOf: exten)
        dialString.put("@from-queue/n")
        dialBegins(from: caller, to: first, string: dialString)
        var data = phones[phone].device
        data.put(",,tr")
        run(.dial, data, on: second)
        let device = makeChannel(
            name: nextName(of: phone), phone: phone, state: .down, caller: phones[phone].party,
            context: Octets("from-internal"), exten: Octets("s"), linkedTo: caller, call: call)
        run(.dialLeg, Self.outgoingLine, on: device)
        setPlace(device, exten: exten, priority: 1)
        setConnected(device, channels[caller].caller)
        dialBegins(from: second, to: device, string: phones[phone].exten)
        calls[call].legs.append(
            Leg(member: member, phone: phone, facing: first, inner: second, device: device, startedAt: now))
        later(.legRings, after: random.between(0.05, 0.25), subject: device, stamp: channels[device].stamp)
    }

    private mutating func tellLocalBridge(_ first: Int, _ second: Int, exten: Octets) {
        guard begin(.call, "Event: LocalBridge\r\nPrivilege: call,all\r\n") else { return }
        channels[first].write(prefix: "LocalOne", to: &line)
        channels[second].write(prefix: "LocalTwo", to: &line)
        line.put("Context: from-queue\r\n")
        line.header("Exten: ", exten)
        line.put("LocalOptimization: No\r\n")
        end(.call)
    }

    /// Dials a phone, or the trunk, outside the queues. The call's stage becomes dialling.
    mutating func dial(_ call: Int, phone: Int, number: Octets, ringSeconds: Double) {
        let caller = calls[call].caller
        calls[call].stamp = freshStamp()
        calls[call].stage = .dialling
        calls[call].queue = -1
        calls[call].attempt = freshStamp()
        let isTrunk = phones[phone].isTrunk
        var data = phones[phone].device
        if isTrunk {
            data = Octets("PJSIP/")
            data.append(contentsOf: number)
            data.put("@carrier")
        }
        let dialString = Octets(data.dropFirst(6))
        data.put(",30,tTkKwW")
        run(.dial, data, on: caller)
        if !isTrunk, !phones[phone].registered {
            // Nothing to ring: the dialplan goes on at once.
            playOn(
                call, exten: channels[caller].exten, application: .playback, data: Octets("not-available"),
                seconds: random.between(2, 5))
            return
        }
        let channel = makeChannel(
            name: nextName(of: phone), phone: phone, state: .down,
            caller: isTrunk ? Party(number: number) : phones[phone].party,
            context: Octets(isTrunk ? "from-trunk" : "from-internal"), exten: Octets("s"), linkedTo: caller, call: call)
        run(.dialLeg, Self.outgoingLine, on: channel)
        setPlace(channel, exten: channels[caller].exten, priority: 1)
        setConnected(channel, channels[caller].caller)
        dialBegins(from: caller, to: channel, string: dialString)
        calls[call].legs = [Leg(member: -1, phone: phone, facing: channel, device: channel, startedAt: now)]
        let busy = !isTrunk && phones[phone].inUse + phones[phone].onHold + phones[phone].ringing > 0
        let stamp = channels[channel].stamp
        if busy, random.happens(0.7) {
            later(.legBusy, after: random.between(0.1, 0.4), subject: channel, stamp: stamp)
        } else {
            let delay = isTrunk ? random.between(0.8, 2.5) : random.between(0.05, 0.3)
            later(.legRings, after: delay, subject: channel, stamp: stamp)
        }
        later(.ringTimeOver, after: ringSeconds, subject: call, stamp: calls[call].attempt)
    }

    private func legIndex(of channel: Int) -> (call: Int, index: Int)? {
        let call = channels[channel].call
        guard call >= 0, calls[call].alive, let index = calls[call].legs.firstIndex(where: { $0.device == channel })
        else { return nil }
        return (call, index)
    }

    /// A dialled phone rings.
    mutating func legRings(_ channel: Int) {
        guard let (call, index) = legIndex(of: channel) else { return }
        calls[call].legs[index].isRinging = true
        let leg = calls[call].legs[index]
        let caller = calls[call].caller
        let party = phones[leg.phone].isTrunk ? channels[channel].caller : phones[leg.phone].party
        if leg.inner >= 0 {
            setConnected(leg.inner, party)
            setState(channel, .ringing)
            setConnected(caller, party)
            refresh(leg.phone)
            channels[leg.facing].caller = party
            setState(leg.facing, .ringing)
            setCaller(leg.facing, party)
            setConnected(leg.facing, channels[caller].caller)
            tellLocalDevice(leg.phone, .inUse)
            dialRings(from: caller, to: leg.facing)
            dialRings(from: leg.inner, to: channel)
        } else {
            if caller >= 0 { setConnected(caller, party) }
            setState(channel, .ringing)
            if leg.member >= 0 { setConnected(channel, channels[caller].caller) }
            refresh(leg.phone)
            dialRings(from: caller, to: channel)
        }
        let phone = phones[leg.phone]
        let ignores = phone.isTrunk ? 0.15 : calls[call].originate != nil ? 0.05 : phone.ignoresRing
        guard !random.happens(ignores) else { return }
        let delay = phone.isTrunk ? 3 + random.exponential(6) : 1 + random.exponential(phone.answerMean)
        later(.legAnswered, after: delay, subject: channel, stamp: channels[channel].stamp)
    }

    /// The Local device that FreePBX members also are.
    mutating func tellLocalDevice(_ phone: Int, _ state: DeviceState) {
        var device = Octets("Local/")
        device.append(contentsOf: phones[phone].exten)
        device.put("@from-queue")
        tellDevice(device, state)
    }

    /// A dialled phone says that it is busy.
    mutating func legIsBusy(_ channel: Int) {
        guard let (call, index) = legIndex(of: channel) else { return }
        let leg = calls[call].legs[index]
        let caller = calls[call].caller
        calls[call].legs.remove(at: index)
        calls[call].attempt = 0
        hangupRequested(channel, cause: 17)
        dialEnds(from: caller, to: channel, "BUSY")
        hangUp(channel, cause: 17, technicalCause: 486)
        if leg.member < 0, calls[call].stage == .dialling {
            if caller < 0 {
                originateFailed(call, reason: 5)
                return
            }
            setPlace(caller, priority: channels[caller].priority + 1)
            softHangupRequested(caller)
            finish(call, cause: 17)
        }
    }

    /// Nobody answered a call outside the queues.
    mutating func dialTimesOut(_ call: Int) {
        guard calls[call].stage == .dialling else { return }
        let caller = calls[call].caller
        if caller < 0 {
            let legs = calls[call].legs
            calls[call].legs = []
            originateFailed(call, reason: 3, legs: legs)
            return
        }
        cancelLegs(call, cause: 0, status: "NOANSWER")
        setPlace(caller, priority: channels[caller].priority + 1)
        softHangupRequested(caller)
        finish(call, cause: 19)
    }

    /// A dialled phone is answered.
    mutating func legIsAnswered(_ channel: Int) {
        guard let (call, index) = legIndex(of: channel), calls[call].legs[index].isRinging else { return }
        let leg = calls[call].legs[index]
        if leg.member >= 0 {
            memberAnswers(call, leg)
        } else if calls[call].caller < 0 {
            originateIsAnswered(call, leg)
        } else {
            dialledPartyAnswers(call, leg)
        }
    }

    private mutating func memberAnswers(_ call: Int, _ leg: Leg) {
        let caller = calls[call].caller
        let queue = calls[call].queue
        if leg.inner >= 0 {
            setPlace(leg.device, exten: [], priority: 1)
            setState(leg.device, .up)
            dialEnds(from: leg.inner, to: leg.device, "ANSWER")
            setState(leg.facing, .up)
            dialEnds(from: caller, to: leg.facing, "ANSWER")
            setState(leg.inner, .up)
        } else {
            setState(leg.device, .up)
            dialEnds(from: caller, to: leg.facing, "ANSWER")
        }
        cancelLegs(call, except: leg.facing, cause: 26)
        calls[call].stamp = freshStamp()
        calls[call].stage = .talking
        calls[call].connected = leg
        // A group call: the one who answered is whom the caller is connected to.
        if channels[caller].connected.number != phones[leg.phone].party.number {
            setConnected(caller, phones[leg.phone].party)
        }
        let wait = seconds - calls[call].start
        let ringSeconds = Int((now - leg.startedAt) / 1_000_000)
        musicStops(caller)
        leave(call)
        queues[queue].answered(wait: wait)
        calls[call].callStart = seconds
        calls[call].answeredInLevel = wait <= queues[queue].serviceLevel
        members[leg.member].callStart = seconds
        if begin(.agent, "Event: AgentConnect\r\nPrivilege: agent,all\r\n") {
            put(channel: caller)
            put(destination: leg.facing)
            line.header("Queue: ", queues[queue].name)
            line.header("Interface: ", members[leg.member].interface)
            line.header("MemberName: ", members[leg.member].name)
            line.header("HoldTime: ", wait)
            line.header("RingTime: ", ringSeconds)
            end(.agent)
        }
        refresh(leg.phone)
        if leg.inner >= 0 {
            let inner = makeBridge()
            enterBridge(inner, leg.device)
            enterBridge(inner, leg.inner)
        }
        let bridge = makeBridge()
        enterBridge(bridge, leg.facing)
        enterBridge(bridge, caller)
        if !queues[queue].waiting.isEmpty { turnSoon(queue, after: 0.5) }
        planConversation(call, mean: meanTalk * phones[leg.phone].talkFactor, transfers: leg.inner < 0)
    }

    private mutating func dialledPartyAnswers(_ call: Int, _ leg: Leg) {
        let caller = calls[call].caller
        setPlace(leg.device, exten: [], priority: 1)
        setState(leg.device, .up)
        dialEnds(from: caller, to: leg.device, "ANSWER")
        cancelLegs(call, except: leg.device, cause: 26)
        calls[call].stamp = freshStamp()
        calls[call].stage = .talking
        calls[call].connected = leg
        if channels[caller].state != .up { setState(caller, .up) }
        refresh(leg.phone)
        if channels[caller].phone >= 0 { refresh(channels[caller].phone) }
        let bridge = makeBridge()
        enterBridge(bridge, leg.device)
        enterBridge(bridge, caller)
        planConversation(call, mean: meanTalk * 0.8, transfers: false)
    }

    /// Decides how a conversation will go.
    mutating func planConversation(_ call: Int, mean: Double, transfers: Bool) {
        let talk = random.conversation(mean)
        calls[call].callerHangsUp = random.happens(0.6)
        calls[call].endsBy = now &+ Int64(talk * 1_000_000)
        later(.talkEnds, after: talk, call: call)
        guard options.agentHabits, talk > 12 else { return }
        if random.happens(0.15) { later(.holdBegins, after: talk * random.between(0.2, 0.5), call: call) }
        if transfers, calls[call].transfersLeft > 0, queues.count > 1, random.happens(0.05) {
            later(.transferHappens, after: talk * random.between(0.55, 0.9), call: call)
        }
    }
}
