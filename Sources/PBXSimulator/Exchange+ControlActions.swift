import AMI

/// Actions on conversations beyond hang-up, redirect and park: transfer with a talk before it, kick, spying, recording,
/// playback, digits, texts, and a UCM's own hold and acceptance.
extension Exchange {
    // MARK: Attended transfer

    /// Somebody in a conversation talks to somebody else before the other side is handed over, who hears music meanwhile.
    mutating func attendedTransferAction(_ answer: Answer) {
        let alone: StaticString = "Atxfer failed, channel is not bridged"
        guard let (named, call, leg) = transferring(answer, alone: alone) else { return }
        let isByCaller = named == calls[call].caller
        guard calls[call].consultedFor < 0, !isByCaller || channels[named].phone >= 0 else {
            refuse(answer, alone)
            return
        }
        acknowledge(answer, "Atxfer successfully queued")
        if channels[leg.device].onHold { holdEnds(call) }
        if isByCaller { turnRound(call, leg) }
        // Half of a Local channel acts for the phone behind it.
        let slot = isByCaller ? named : leg.device
        leaveBridge(slot)
        musicStarts(waiting(of: call))
        calls[call].stamp = freshStamp()
        calls[call].stage = .consulting
        let own = makeCall()
        calls[call].consultation = own
        calls[own].consultedFor = call
        calls[own].caller = slot
        channels[slot].call = own
        let context = answer.text("Context")
        route(own, context: context.isEmpty ? Octets("from-internal") : context, exten: answer.text("Exten"))
    }

    /// Who hears music while the agent's side talks to somebody else: the caller, or the Local channel to it.
    private func waiting(of call: Int) -> Int {
        guard let leg = calls[call].connected, leg.inner >= 0 else { return calls[call].caller }
        return leg.inner
    }

    /// Caller and called change places, as the one who called hands the other over. For a queue the call is over.
    private mutating func turnRound(_ call: Int, _ leg: Leg) {
        let caller = calls[call].caller
        complete(call, leg, reason: "transfer")
        if leg.inner >= 0 {
            leaveBridge(leg.device)
            let bridge = channels[caller].bridge
            dropLocalHalves(leg)
            enterBridge(bridge, leg.device)
        }
        calls[call].queue = -1
        calls[call].caller = leg.device
        calls[call].connected = Leg(
            member: -1, phone: channels[caller].phone, facing: caller, device: caller, startedAt: now)
    }

    /// The talk before a transfer is ended: the agent is back with the caller.
    mutating func cancelAttendedTransfer(_ answer: Answer) {
        guard let slot = namedChannel(answer, unknown: "Channel specified does not exist") else { return }
        let own = channels[slot].call
        guard own >= 0, calls[own].consultedFor >= 0, calls[own].caller == slot else {
            refuse(answer, "CancelAtxfer failed, no attended transfer is in progress")
            return
        }
        acknowledge(answer, "Atxfer successfully canceled")
        leaveConsultation(own)
        giveBack(own)
    }

    /// Whoever the agent talks to, rings or waits for before a transfer is left.
    private mutating func leaveConsultation(_ own: Int) {
        let slot = calls[own].caller
        switch calls[own].stage {
        case .waiting:
            cancelLegs(own)
            musicStops(slot)
            countAbandoned(own, silently: true)
            leave(own, silently: true)
        case .talking:
            guard let leg = calls[own].connected else { return }
            leaveBridge(slot)
            complete(own, leg, reason: "caller", silently: true)
            dropLeg(leg, cause: 16)
        case .playing: leaveRoom(slot)
        default: cancelLegs(own)
        }
    }

    /// The talk before a transfer is over, and the agent returns to the caller.
    mutating func giveBack(_ own: Int) {
        let call = calls[own].consultedFor
        let slot = calls[own].caller
        if channels[slot].bridge >= 0 { leaveBridge(slot) }
        forget(own)
        channels[slot].call = call
        let waiting = waiting(of: call)
        calls[call].consultation = -1
        calls[call].stage = .talking
        musicStops(waiting)
        enterBridge(channels[waiting].bridge, slot)
        planConversation(call, mean: meanTalk, transfers: false)
    }

    /// The agent hangs up while talking to the target, who then has the caller.
    mutating func completeTransfer(_ own: Int) {
        let call = calls[own].consultedFor
        let slot = calls[own].caller
        guard calls[own].stage == .talking, let target = calls[own].connected, let leg = calls[call].connected else {
            leaveConsultation(own)
            giveBack(own)
            conversationEnds(call)
            return
        }
        let caller = calls[call].caller
        if begin(.call, "Event: AttendedTransfer\r\nPrivilege: call,all\r\nResult: Success\r\n") {
            channels[slot].write(prefix: "OrigTransferer", to: &line)
            channels[slot].write(prefix: "SecondTransferer", to: &line)
            channels[caller].write(prefix: "Transferee", to: &line)
            channels[target.device].write(prefix: "TransferTarget", to: &line)
            line.put("IsExternal: Yes\r\nDestType: Bridge\r\n")
            line.header("DestBridgeUniqueid: ", bridges[channels[caller].bridge].uniqueID)
            end(.call)
        }
        leaveBridge(slot)
        leaveBridge(target.device)
        musicStops(waiting(of: call))
        complete(call, leg, reason: "transfer")
        dropLocalHalves(leg)
        forget(own)
        channels[target.device].call = call
        calls[call].consultation = -1
        calls[call].queue = -1
        calls[call].stage = .talking
        calls[call].connected = target
        enterBridge(channels[caller].bridge, target.device)
        hangUp(slot, cause: 16)
        planConversation(call, mean: meanTalk, transfers: false)
    }

    /// The caller goes while its agent talks to somebody else: that talk becomes a call of its own.
    mutating func consultationLosesCaller(_ call: Int) {
        let own = calls[call].consultation
        if own >= 0 { calls[own].consultedFor = -1 }
        calls[call].consultation = -1
        musicStops(waiting(of: call))
        leaveBridge(calls[call].caller)
        if let leg = calls[call].connected {
            complete(call, leg, reason: "caller", silently: true)
            dropLocalHalves(leg)
        }
        calls[call].connected = nil
    }

    // MARK: Bridges, hold, acceptance

    /// A channel is thrown out of its bridge: its conversation is over, and its own dialplan goes on to a hang-up.
    mutating func bridgeKick(_ answer: Answer) {
        guard let slot = namedChannel(answer, missing: "Channel must be provided", unknown: "Channel not found") else {
            return
        }
        guard channels[slot].bridge >= 0 else {
            refuse(answer, "Channel is not in a bridge")
            return
        }
        acknowledge(answer, "Channel kicked from bridge")
        hangUpOnRequest(slot, cause: 16)
    }

    /// `PauseCall`: the guide gives the name alone; taken to have MuteAudio's `State`.
    mutating func pauseCall(_ answer: Answer) {
        guard let slot = namedChannel(answer) else { return }
        let state = answer.packet["State"] ?? ""
        let call = channels[slot].call
        guard state.isTrue || state.isFalse else {
            refuse(answer, "State is on or off")
            return
        }
        guard call >= 0, calls[call].alive, calls[call].stage == .talking, let leg = calls[call].connected else {
            refuse(answer, "Channel is not in a call")
            return
        }
        acknowledge(answer, state.isTrue ? "Call paused" : "Call resumed")
        guard channels[slot].onHold != state.isTrue else { return }
        let other = slot == calls[call].caller ? leg.device : calls[call].caller
        setHold(slot, state.isTrue)
        if state.isTrue { musicStarts(other) } else { musicStops(other) }
        if channels[slot].phone >= 0 { refresh(channels[slot].phone) }
    }

    /// `AcceptCall`: a call that has come in goes on as if it had been answered.
    mutating func acceptCall(_ answer: Answer) {
        guard let slot = namedChannel(answer) else { return }
        let call = channels[slot].call
        guard call >= 0, calls[call].alive, channels[slot].state == .ring || channels[slot].state == .ringing else {
            refuse(answer, "Channel does not wait to be accepted")
            return
        }
        if calls[call].stage == .arriving {
            acknowledge(answer, "Call accepted")
            calls[call].stamp = freshStamp()
            callIsAnsweredByDialplan(call)
        } else if let leg = calls[call].legs.first(where: {
            $0.isRinging && ($0.device == slot || calls[call].caller == slot)
        }) {
            acknowledge(answer, "Call accepted")
            legIsAnswered(leg.device)
        } else {
            refuse(answer, "Nothing rings for this channel")
        }
    }

    // MARK: Spying and parked calls

    /// An originated phone listens to a channel (`ChanSpy`), until either of the two hangs up.
    mutating func beginSpying(_ call: Int, _ data: Octets) {
        let spyer = calls[call].caller
        let name = Octets(data.split(separator: 44, maxSplits: 1).first ?? [])
        playOn(call, exten: channels[spyer].exten, application: .chanSpy, data: data, seconds: 7200)
        guard let spyee = channel(named: name) else {
            later(.dialplanEnds, after: 1, call: call)
            return
        }
        spies.append((spyer, spyee))
        tellSpying("Event: ChanSpyStart\r\nPrivilege: call,all\r\n", spyer, spyee)
    }

    /// A channel goes that listened or was listened to.
    mutating func spyingEnds(_ slot: Int) {
        for spy in spies where spy.spyer == slot || spy.spyee == slot {
            tellSpying("Event: ChanSpyStop\r\nPrivilege: call,all\r\n", spy.spyer, spy.spyee)
            if spy.spyee == slot, channels[spy.spyer].call >= 0 {
                later(.dialplanEnds, after: 0.1, call: channels[spy.spyer].call)
            }
        }
        spies.removeAll { $0.spyer == slot || $0.spyee == slot }
    }

    private mutating func tellSpying(_ head: StaticString, _ spyer: Int, _ spyee: Int) {
        guard begin(.call, head) else { return }
        channels[spyer].write(prefix: "Spyer", to: &line)
        channels[spyee].write(prefix: "Spyee", to: &line)
        end(.call)
    }

    /// An originated phone takes a call out of the parking lot (`ParkedCall`): `lot,space`.
    mutating func fetchParked(_ own: Int, _ leg: Leg, _ data: Octets) {
        let space = data.split(separator: 44).last.flatMap { Int(String(decoding: $0, as: UTF8.self)) }
        guard
            let call = calls.indices.first(where: {
                calls[$0].alive && calls[$0].stage == .parked && calls[$0].parkingSpace == space
            })
        else {
            playOn(
                own, exten: channels[leg.device].exten, application: .playback, data: Octets("pbx-parkingfailed"),
                seconds: 3)
            return
        }
        let caller = calls[call].caller
        tellParked("Event: UnParkedCall\r\nPrivilege: call,all\r\n", call)
        leaveBridge(caller)
        forget(own)
        channels[leg.device].call = call
        calls[call].stamp = freshStamp()
        calls[call].stage = .talking
        calls[call].queue = -1
        calls[call].connected = leg
        let bridge = makeBridge()
        enterBridge(bridge, caller)
        enterBridge(bridge, leg.device)
        planConversation(call, mean: meanTalk, transfers: false)
    }

    // MARK: Recording

    private static let recordFile = Octets("MONITOR_FILENAME")
    private static let recordState = Octets("MONITORED")

    mutating func startMonitor(_ answer: Answer) {
        guard let slot = namedChannel(answer) else { return }
        if channels[slot].variables[Self.recordState] != nil {
            refuse(answer, "Could not start monitoring channel")
            return
        }
        channels[slot].variables[Self.recordState] = Octets("true")
        channels[slot].variables[Self.recordFile] = answer.text("File")
        acknowledge(answer, "Started monitoring channel")
        tell("Event: MonitorStart\r\nPrivilege: call,all\r\n", channel: slot)
    }

    mutating func stopMonitor(_ answer: Answer) {
        guard let slot = namedChannel(answer) else { return }
        guard channels[slot].variables[Self.recordState] != nil else {
            refuse(answer, "Could not stop monitoring channel")
            return
        }
        channels[slot].variables[Self.recordState] = nil
        channels[slot].variables[Self.recordFile] = nil
        acknowledge(answer, "Stopped monitoring channel")
        tell("Event: MonitorStop\r\nPrivilege: call,all\r\n", channel: slot)
    }

    mutating func pauseMonitor(_ answer: Answer, _ isPaused: Bool) {
        guard let slot = namedChannel(answer) else { return }
        guard channels[slot].variables[Self.recordState] != nil else {
            refuse(answer, "Cannot pause monitoring on channel")
            return
        }
        channels[slot].variables[Self.recordState] = Octets(isPaused ? "paused" : "true")
        acknowledge(answer, isPaused ? "Paused monitoring of the channel" : "Unpaused monitoring of the channel")
    }

    // MARK: The rest

    /// What a channel is told that only variables and events show.
    mutating func touchChannel(_ command: ManagerCommand, _ answer: Answer) {
        guard let slot = namedChannel(answer) else { return }
        switch command {
        case .playDTMF:
            acknowledge(answer, "DTMF successfully queued")
            tellDigit("Event: DTMFBegin\r\nPrivilege: dtmf,all\r\n", slot, answer.text("Digit"))
            tellDigit("Event: DTMFEnd\r\nPrivilege: dtmf,all\r\n", slot, answer.text("Digit"), lasts: true)
        case .sendText:
            channels[slot].variables[Octets("MESSAGE(body)")] = answer.text("Message")
            acknowledge(answer, "Success")
        case .muteAudio:
            var name = Octets("MUTEAUDIO(")
            name.append(contentsOf: answer.text("Direction"))
            name.append(41)
            channels[slot].variables[name] = answer.text("State")
            answerSuccess(answer) { _ in }
        case .mixMonitorMute:
            answerSuccess(answer) { _ in }
            guard begin(.call, "Event: MixMonitorMute\r\nPrivilege: call,all\r\n") else { return }
            put(channel: slot)
            line.header("Direction: ", answer.text("Direction"))
            line.header("State: ", (answer.packet["State"] ?? "").isTrue ? 1 : 0)
            end(.call)
        case .absoluteTimeout: acknowledge(answer, "Timeout Set")
        default: answerSuccess(answer) { _ in }
        }
    }

    private mutating func tellDigit(_ head: StaticString, _ slot: Int, _ digit: Octets, lasts: Bool = false) {
        guard begin(.dtmf, head) else { return }
        put(channel: slot)
        line.header("Digit: ", digit)
        if lasts { line.put("DurationMs: 100\r\n") }
        line.put("Direction: Sent\r\n")
        end(.dtmf)
    }

    /// What is played to a channel ends, stands still, or goes on.
    mutating func controlPlayback(_ answer: Answer) {
        guard let slot = namedChannel(answer) else { return }
        let control = answer.text("Control")
        guard ["stop", "forward", "reverse", "pause", "restart"].contains(where: { control.elementsEqual($0.utf8) })
        else {
            refuse(answer, "Unknown control type")
            return
        }
        answerSuccess(answer) { _ in }
        let call = channels[slot].call
        guard call >= 0, calls[call].alive, calls[call].stage == .playing else { return }
        channels[slot].variables[Octets("CPLAYBACKSTATUS")] = control
        if control.elementsEqual("stop".utf8) {
            callerHangsUp(call)
        } else if control.elementsEqual("pause".utf8) {
            // It stands until it is told to go on.
            calls[call].stamp = freshStamp()
        } else {
            calls[call].stamp = freshStamp()
            later(.dialplanEnds, after: random.between(5, 20), call: call)
        }
    }

    mutating func setVariableAction(_ answer: Answer) {
        let name = answer.text("Variable")
        if name.isEmpty {
            refuse(answer, "No variable specified")
            return
        }
        var slot: Int?
        if !answer.text("Channel").isEmpty {
            slot = namedChannel(answer)
            guard let slot else { return }
            channels[slot].variables[name] = answer.text("Value")
        }
        acknowledge(answer, "Variable Set")
        guard begin(.dialplan, "Event: VarSet\r\nPrivilege: dialplan,all\r\n") else { return }
        if let slot { put(channel: slot) }
        line.header("Variable: ", name)
        line.header("Value: ", answer.text("Value"))
        end(.dialplan)
    }

    mutating func getVariableAction(_ answer: Answer) {
        let name = answer.text("Variable")
        if name.isEmpty {
            refuse(answer, "No variable specified")
            return
        }
        var value = Octets()
        if !answer.text("Channel").isEmpty {
            guard let slot = namedChannel(answer) else { return }
            value = channels[slot].variables[name] ?? []
        } else if name == Octets("PJSIP_ENDPOINT(carrier,aors)") {
            value = Octets("carrier")
        } else if name == Octets("PJSIP_AOR(carrier,contact)") {
            value = Octets("carrier@@7c1f")
        }
        answerSuccess(answer) { bytes in
            bytes.header("Variable: ", name)
            bytes.header("Value: ", value)
        }
    }

    // MARK: Voicemail

    /// New and old messages of a phone's box: the same for the same number.
    private func messages(of phone: Int) -> (new: Int, old: Int) {
        let last = Int(phones[phone].exten.last ?? 48) - 48
        return (last % 4, last)
    }

    mutating func mailboxCount(_ answer: Answer) {
        let asked = answer.text("Mailbox")
        if asked.isEmpty {
            refuse(answer, "Mailbox not specified")
            return
        }
        let number = Octets(asked.split(separator: 64).first ?? [])
        let count = phoneByExten[number].map(messages) ?? (new: 0, old: 0)
        answerSuccess(answer) { bytes in
            bytes.put("Message: Mailbox Message Count\r\n")
            bytes.header("Mailbox: ", asked)
            bytes.put("UrgMessages: 0\r\n")
            bytes.header("NewMessages: ", count.new)
            bytes.header("OldMessages: ", count.old)
        }
    }

    mutating func listVoicemail(_ answer: Answer) {
        var bytes = Octets()
        let boxes = phones.indices.filter { !phones[$0].exten.isEmpty }
        for phone in boxes {
            let count = messages(of: phone)
            bytes.put("Event: VoicemailUserEntry\r\n")
            bytes.append(contentsOf: answer.idLine)
            bytes.put("VMContext: default\r\n")
            bytes.header("VoiceMailbox: ", phones[phone].exten)
            bytes.header("Fullname: ", phones[phone].party.name)
            bytes.put("Email: \r\nPager: \r\nMaxMessageCount: 100\r\n")
            bytes.header("OldMessageCount: ", count.old)
            bytes.header("NewMessageCount: ", count.new)
            bytes.put("\r\n")
        }
        answerList(
            answer, "Voicemail user list will follow", complete: "VoicemailUserEntryComplete", items: boxes.count, bytes
        )
    }
}
