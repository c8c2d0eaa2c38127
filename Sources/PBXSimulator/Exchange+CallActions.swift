import AMI

/// Actions on channels: hang up, redirect, transfer, park, record.
extension Exchange {
    /// The channel that an action names, or a refusal.
    mutating func namedChannel(
        _ answer: Answer, missing: StaticString = "No channel specified", unknown: StaticString = "No such channel"
    ) -> Int? {
        let name = answer.text("Channel")
        if name.isEmpty {
            refuse(answer, missing)
            return nil
        }
        guard let slot = channel(named: name) else {
            refuse(answer, unknown)
            return nil
        }
        return slot
    }

    mutating func hangupAction(_ answer: Answer) {
        guard let slot = namedChannel(answer) else { return }
        acknowledge(answer, "Channel Hungup")
        let asked = Int(answer.packet["Cause"] ?? "") ?? 0
        hangUpOnRequest(slot, cause: asked >= 0 && asked <= 127 ? asked : 0)
    }

    /// Hangs up a channel from outside, whatever it is doing.
    mutating func hangUpOnRequest(_ slot: Int, cause: Int) {
        softHangupRequested(slot, cause: cause == 0 ? 16 : cause)
        let call = channels[slot].call
        guard call >= 0, calls[call].alive else {
            hangUp(slot, cause: cause)
            return
        }
        if calls[call].caller == slot, calls[call].consultedFor >= 0 {
            completeTransfer(call)
        } else if calls[call].caller == slot {
            callerHangsUp(call, cause: cause)
        } else if let leg = calls[call].connected, [leg.device, leg.facing, leg.inner].contains(slot) {
            if calls[call].stage == .consulting {
                callerHangsUp(call, cause: cause)
                return
            }
            calls[call].callerHangsUp = false
            conversationEnds(call)
        } else if let index = calls[call].legs.firstIndex(where: { [$0.device, $0.facing, $0.inner].contains(slot) }) {
            let leg = calls[call].legs.remove(at: index)
            if calls[call].caller < 0 {
                originateFailed(call, reason: 5, legs: [leg])
                return
            }
            dialEnds(from: calls[call].caller, to: leg.facing, "CHANUNAVAIL")
            dropLeg(leg, cause: cause)
            guard calls[call].legs.isEmpty else { return }
            calls[call].attempt = 0
            if calls[call].stage == .dialling {
                softHangupRequested(calls[call].caller)
                finish(call, cause: cause)
            } else if calls[call].stage == .waiting {
                turnSoon(calls[call].queue, after: 1)
            }
        }
    }

    mutating func redirectAction(_ answer: Answer) {
        for (header, message) in [
            ("Channel", "Channel not specified"), ("Context", "Context not specified"),
            ("Exten", "Exten not specified"),
            ("Priority", "Priority not specified"),
        ] where (answer.packet[header] ?? "").isEmpty {
            refuse(answer, Octets(message.utf8))
            return
        }
        guard let slot = channel(named: answer.text("Channel")) else {
            refuse(answer, Octets("Channel does not exist: ") + answer.text("Channel"))
            return
        }
        guard let call = detachable(slot) else {
            refuse(answer, "Redirect failed, channel not up.")
            return
        }
        if !answer.text("ExtraChannel").isEmpty {
            redirectBoth(answer, slot, call)
            return
        }
        acknowledge(answer, "Redirect successful")
        detach(slot, from: call)
        route(channels[slot].call, context: answer.text("Context"), exten: answer.text("Exten"))
    }

    mutating func blindTransferAction(_ answer: Answer) {
        guard let (slot, call, leg) = transferring(answer, alone: "Transfer invalid") else { return }
        acknowledge(answer, "Transfer succeeded")
        let named = answer.text("Context")
        let context = named.isEmpty ? Octets("from-internal") : named
        let exten = answer.text("Exten")
        guard slot == calls[call].caller || slot == leg.inner else {
            transfer(call, leg, by: slot, context: context, exten: exten)
            return
        }
        // In the caller's name it is the agent who goes; a Local channel between them is taken out of the way.
        tellBlindTransfer(by: slot, of: leg.device, in: channels[slot].bridge, context: context, exten: exten)
        takeOver(leg.device, from: call, reason: "transfer")
        route(channels[leg.device].call, context: context, exten: exten)
    }

    /// Any channel of a conversation, in whose name the one beside it in its bridge is to go elsewhere, its call and the
    /// agent's leg of it; nil when it is refused, in Asterisk's order: the channel's name, the extension, the channel.
    mutating func transferring(_ answer: Answer, alone: StaticString) -> (slot: Int, call: Int, leg: Leg)? {
        if !answer.text("Channel").isEmpty, answer.text("Exten").isEmpty {
            refuse(answer, "No extension specified")
            return nil
        }
        guard let slot = namedChannel(answer, unknown: "Channel specified does not exist") else { return nil }
        let call = channels[slot].call
        guard call >= 0, calls[call].alive, calls[call].stage == .talking, let leg = calls[call].connected,
            [calls[call].caller, leg.device, leg.facing, leg.inner].contains(slot), channels[slot].bridge >= 0
        else {
            refuse(answer, alone)
            return nil
        }
        return (slot, call, leg)
    }

    /// The call of a channel that can be sent elsewhere; nil while it is not up.
    private func detachable(_ slot: Int) -> Int? {
        let call = channels[slot].call
        guard call >= 0, calls[call].alive, channels[slot].state == .up, calls[call].consultedFor < 0 else {
            return nil
        }
        if calls[call].caller == slot { return call }
        guard calls[call].stage == .talking, let leg = calls[call].connected, leg.device == slot else { return nil }
        return call
    }

    /// Takes a channel out of whatever it does, so that it can go elsewhere. Whoever it talked to is hung up. Afterwards
    /// its call is its own, in no stage.
    private mutating func detach(_ slot: Int, from call: Int) {
        if calls[call].caller != slot {
            takeOver(slot, from: call)
            return
        }
        switch calls[call].stage {
        case .waiting:
            // Asterisk counts the caller as abandoned and says nothing under its own unique id.
            cancelLegs(call)
            musicStops(slot)
            countAbandoned(call, silently: true)
            leave(call, silently: true)
        case .talking:
            if let leg = calls[call].connected {
                if channels[leg.device].onHold { holdEnds(call) }
                leaveBridge(slot)
                if leg.inner >= 0 {
                    leaveBridge(leg.facing)
                    complete(call, leg, reason: "caller", silently: true)
                    endLocalLeg(leg, byCaller: true)
                    tellLocalDevice(leg.phone, .notInUse)
                } else {
                    leaveBridge(leg.device)
                    complete(call, leg, reason: "caller", silently: true)
                    hangUp(leg.device, cause: 16)
                }
                calls[call].connected = nil
            }
        case .dialling: cancelLegs(call)
        case .parked: leaveBridge(slot)
        case .consulting: consultationLosesCaller(call)
        case .playing: leaveRoom(slot)
        case .arriving: break
        }
        calls[call].stamp = freshStamp()
        calls[call].attempt = 0
        calls[call].queue = -1
    }

    /// Both sides of a conversation go to extensions, each by itself; neither is hung up.
    private mutating func redirectBoth(_ answer: Answer, _ slot: Int, _ call: Int) {
        guard let extra = channel(named: answer.text("ExtraChannel")) else {
            refuse(answer, "ExtraChannel does not exist")
            return
        }
        let caller = calls[call].caller
        guard calls[call].stage == .talking, let leg = calls[call].connected, leg.inner < 0,
            [caller, leg.device].contains(slot), [caller, leg.device].contains(extra), slot != extra
        else {
            refuse(answer, "Redirect failed, extra channel not up.")
            return
        }
        acknowledge(answer, "Dual Redirect successful")
        let first = (answer.text("Context"), answer.text("Exten"))
        var second = (answer.text("ExtraContext"), answer.text("ExtraExten"))
        if second.0.isEmpty { second.0 = first.0 }
        if second.1.isEmpty { second.1 = first.1 }
        if channels[leg.device].onHold { holdEnds(call) }
        leaveBridge(caller)
        leaveBridge(leg.device)
        complete(call, leg, reason: "caller", silently: true)
        calls[call].connected = nil
        calls[call].stamp = freshStamp()
        calls[call].attempt = 0
        calls[call].queue = -1
        let own = makeCall()
        calls[own].caller = leg.device
        channels[leg.device].call = own
        let ofCaller = slot == caller ? first : second
        let ofAgent = slot == caller ? second : first
        route(call, context: ofCaller.0, exten: ofCaller.1)
        route(own, context: ofAgent.0, exten: ofAgent.1)
    }

    /// An agent's channel leaves its conversation for a call of its own; the other side is hung up.
    private mutating func takeOver(_ slot: Int, from call: Int, reason: StaticString = "agent") {
        guard let leg = calls[call].connected else { return }
        if channels[slot].onHold { holdEnds(call) }
        let caller = calls[call].caller
        leaveBridge(slot)
        leaveBridge(caller)
        complete(call, leg, reason: reason)
        dropLocalHalves(leg)
        calls[call].connected = nil
        let own = makeCall()
        calls[own].caller = slot
        channels[slot].call = own
        setPlace(caller, priority: channels[caller].priority + 1)
        softHangupRequested(caller)
        finish(call, cause: 16)
    }

    /// Sends a call's channel to an extension: a queue, a phone, a number outside, or an announcement.
    mutating func route(_ call: Int, context: Octets, exten: Octets) {
        let channel = calls[call].caller
        setPlace(channel, context: context, exten: exten, priority: 1)
        if let queue = queueByExten[exten] {
            setPlace(channel, priority: 3)
            join(call, queue: queue)
        } else if let phone = phoneByExten[exten], phone != channels[channel].phone {
            dial(call, phone: phone, number: exten, ringSeconds: 25)
        } else if exten == Self.roomNumber {
            enterRoom(call)
        } else if exten.count > 6, exten.allSatisfy({ $0 == 43 || ($0 >= 48 && $0 <= 57) }) {
            dial(call, phone: trunk, number: exten, ringSeconds: 40)
        } else {
            playOn(call, exten: exten, application: .playback, data: Octets("demo-echotest"), seconds: 20)
        }
    }

    // MARK: Parking

    mutating func parkAction(_ answer: Answer) {
        if answer.text("Channel").isEmpty {
            refuse(answer, "Channel not specified")
            return
        }
        var seconds = 45
        if let timeout = answer.packet["Timeout"], !timeout.isEmpty {
            guard let milliseconds = Int32(timeout), milliseconds >= 0 else {
                refuse(answer, "Invalid Timeout value.")
                return
            }
            if milliseconds > 0 { seconds = max(1, Int(milliseconds) / 1000) }
        }
        guard let slot = channel(named: answer.text("Channel")) else {
            refuse(answer, Octets("Channel does not exist: ") + answer.text("Channel"))
            return
        }
        let taken = Set(calls.lazy.filter { $0.alive && $0.stage == .parked }.map(\.parkingSpace))
        guard let call = detachable(slot), let space = (701...720).first(where: { !taken.contains($0) }) else {
            refuse(answer, "Park action failed\n")
            return
        }
        // Asterisk's own message ends with a line feed of its own.
        acknowledge(answer, "Park successful\n")
        detach(slot, from: call)
        park(channels[slot].call, space: space, seconds: seconds)
    }

    private mutating func park(_ call: Int, space: Int, seconds: Int) {
        let channel = calls[call].caller
        if parkingBridge < 0 { parkingBridge = makeBridge(.parking) }
        calls[call].stage = .parked
        calls[call].parkingSpace = space
        calls[call].parkedAt = now
        calls[call].parkingTimeout = seconds
        run(.park, [], on: channel)
        tellParked("Event: ParkedCall\r\nPrivilege: call,all\r\n", call)
        enterBridge(parkingBridge, channel)
        later(.parkingEnds, after: Double(seconds), call: call)
        if random.happens(0.3) { later(.patienceEnds, after: random.between(5, 60), call: call) }
    }

    /// A parked caller has waited long enough: the dialplan takes it back.
    mutating func parkingEnds(_ call: Int) {
        guard calls[call].stage == .parked else { return }
        tellParked("Event: ParkedCallTimeOut\r\nPrivilege: call,all\r\n", call)
        let channel = calls[call].caller
        leaveBridge(channel)
        playOn(
            call, exten: channels[channel].exten, application: .playback, data: Octets("vm-goodbye"),
            seconds: random.between(3, 9))
    }

    mutating func tellParked(_ head: StaticString, _ call: Int) {
        guard begin(.call, head) else { return }
        writeParked(calls[call], timeLeft: true, to: &line)
        end(.call)
    }

    /// Writes what events and lists about a parked call share.
    func writeParked(_ call: CallRecord, timeLeft: Bool, to bytes: inout Octets) {
        let duration = Int((now - call.parkedAt) / 1_000_000)
        channels[call.caller].write(prefix: "Parkee", to: &bytes)
        bytes.put("ParkerDialString: PJSIP/carrier\r\nParkinglot: default\r\n")
        bytes.header("ParkingSpace: ", call.parkingSpace)
        bytes.header("ParkingTimeout: ", max(0, call.parkingTimeout - duration))
        bytes.header("ParkingDuration: ", duration)
    }

    // MARK: Recording and the rest

    mutating func startRecording(_ answer: Answer) {
        guard let slot = namedChannel(answer) else { return }
        channels[slot].variables[Octets("MIXMONITOR_FILENAME")] = answer.text("File")
        answerSuccess(answer) { $0.put("MixMonitorID: 0x7f13c8003c00\r\n") }
        tell("Event: MixMonitorStart\r\nPrivilege: call,all\r\n", channel: slot)
    }

    mutating func stopRecording(_ answer: Answer) {
        guard let slot = namedChannel(answer) else { return }
        channels[slot].variables[Octets("MIXMONITOR_FILENAME")] = nil
        answerSuccess(answer) { _ in }
        tell("Event: MixMonitorStop\r\nPrivilege: call,all\r\n", channel: slot)
    }
}
