import AMI

/// Calls that a manager begins.
extension Exchange {
    mutating func originateAction(_ answer: Answer) {
        let name = answer.text("Channel")
        if name.isEmpty {
            refuse(answer, "Channel not specified")
            return
        }
        guard let slash = name.firstIndex(of: 47) else {
            refuse(answer, "Invalid channel")
            return
        }
        var seconds = 30.0
        if let timeout = answer.packet["Timeout"], !timeout.isEmpty {
            guard let milliseconds = Int32(timeout) else {
                refuse(answer, "Invalid timeout")
                return
            }
            seconds = max(0.5, Double(milliseconds) / 1000)
        }
        let pending = PendingOriginate(
            session: sessions[answer.session].id, idLine: answer.idLine,
            isAsync: (answer.packet["Async"] ?? "").isTrue, channel: name, context: answer.text("Context"),
            exten: answer.text("Exten"), application: answer.text("Application"), data: answer.text("Data"),
            caller: Self.party(callerID: answer.packet["CallerID"] ?? ""))
        if !pending.isAsync, pending.application.isEmpty,
            pending.exten.isEmpty || pending.context.isEmpty || answer.text("Priority").isEmpty
        {
            refuse(answer, "Originate with 'Exten' requires 'Context' and 'Priority'")
            return
        }
        if pending.isAsync { acknowledge(answer, "Originate successfully queued") }
        begin(pending, data: Octets(name[(slash + 1)...]), seconds: seconds)
    }

    /// Reads `"Name" <number>`, `Name <number>` or a number.
    private static func party(callerID text: String) -> Party {
        let bytes = Answer.clean(text)
        guard let open = bytes.lastIndex(of: 60), let close = bytes[open...].firstIndex(of: 62) else {
            return Party(number: bytes)
        }
        var name = bytes[..<open]
        while let last = name.last, last == 32 || last == 34 { name.removeLast() }
        while let first = name.first, first == 32 || first == 34 { name.removeFirst() }
        return Party(number: Octets(bytes[(open + 1)..<close]), name: Octets(name))
    }

    /// The phone that the part of a channel's name after its technology means.
    private func phone(dialled data: Octets) -> (phone: Int, number: Octets)? {
        let parts = data.split(separator: 64, maxSplits: 1)
        guard let first = parts.first else { return nil }
        let number = Octets(first.split(separator: 47).first ?? first)
        if parts.count == 2, parts[1].elementsEqual("carrier".utf8) { return (trunk, number) }
        return phoneByExten[number].map { ($0, number) }
    }

    private mutating func begin(_ pending: PendingOriginate, data: Octets, seconds: Double) {
        let call = makeCall()
        calls[call].originate = pending
        calls[call].stage = .dialling
        guard let (phone, number) = phone(dialled: data), phones[phone].registered else {
            originateFailed(call, reason: 0)
            return
        }
        let isTrunk = phones[phone].isTrunk
        let own = isTrunk ? Party(number: number) : phones[phone].party
        let channel = makeChannel(
            name: nextName(of: phone), phone: phone, state: .down, caller: own,
            context: Octets(isTrunk ? "from-trunk" : "from-internal"), exten: Octets("s"), linkedTo: nil, call: call)
        run(.originateLeg, Octets("(Outgoing Line)"), on: channel)
        if !pending.caller.number.isEmpty {
            setCaller(channel, pending.caller)
            setConnected(channel, pending.caller)
        }
        dialBegins(from: -1, to: channel, string: isTrunk ? number : phones[phone].exten)
        calls[call].attempt = freshStamp()
        calls[call].legs = [Leg(member: -1, phone: phone, facing: channel, device: channel, startedAt: now)]
        later(.legRings, after: random.between(0.05, 0.3), subject: channel, stamp: channels[channel].stamp)
        later(.ringTimeOver, after: seconds, subject: call, stamp: calls[call].attempt)
    }

    /// The phone of an Originate did not answer: told, and the call is over.
    mutating func originateFailed(_ call: Int, reason: Int, legs: [Leg] = []) {
        if let pending = calls[call].originate {
            tellOriginate(pending, success: false, channel: nil, reason: reason)
        }
        for leg in legs { dropLeg(leg, cause: reason == 3 ? 19 : 16) }
        forget(call)
    }

    /// The phone of an Originate was answered: its channel goes where the Originate said.
    mutating func originateIsAnswered(_ call: Int, _ leg: Leg) {
        guard let pending = calls[call].originate else { return }
        setState(leg.device, .up)
        dialEnds(from: -1, to: leg.device, "ANSWER")
        refresh(leg.phone)
        calls[call].originate = nil
        calls[call].legs = []
        calls[call].attempt = 0
        calls[call].caller = leg.device
        tellOriginate(pending, success: true, channel: leg.device, reason: 4)
        if pending.application.isEmpty {
            route(call, context: pending.context, exten: pending.exten)
        } else if pending.application.elementsEqual("ChanSpy".utf8) {
            beginSpying(call, pending.data)
        } else if pending.application.elementsEqual("ParkedCall".utf8) {
            fetchParked(call, leg, pending.data)
        } else {
            playOn(
                call, exten: channels[leg.device].exten, application: .playback, data: pending.data, seconds: 600)
        }
    }

    private mutating func tellOriginate(_ pending: PendingOriginate, success: Bool, channel: Int?, reason: Int) {
        guard pending.isAsync else {
            guard let index = sessions.firstIndex(where: { $0.id == pending.session }) else { return }
            var bytes = Octets(success ? "Response: Success\r\n" : "Response: Error\r\n") + pending.idLine
            bytes.put(success ? "Message: Originate successfully queued\r\n\r\n" : "Message: Originate failed\r\n\r\n")
            sessions[index].pending.append(contentsOf: bytes)
            return
        }
        guard begin(.call, "Event: OriginateResponse\r\nPrivilege: call,all\r\n") else { return }
        line.append(contentsOf: pending.idLine)
        line.put(success ? "Response: Success\r\n" : "Response: Failure\r\n")
        line.header("Channel: ", channel.map { channels[$0].name } ?? pending.channel)
        if pending.application.isEmpty {
            line.header("Context: ", pending.context)
            line.header("Exten: ", pending.exten)
        } else {
            line.header("Application: ", pending.application)
            line.header("Data: ", pending.data)
        }
        line.header("Reason: ", reason)
        line.put("Uniqueid: ")
        line.putKnown(channel.map { channels[$0].uniqueID } ?? [])
        line.put("CallerIDNum: ")
        line.putKnown(pending.caller.number)
        line.put("CallerIDName: ")
        line.putKnown(pending.caller.name)
        end(.call)
    }
}
