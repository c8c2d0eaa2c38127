/// Conversations: hold, transfer, and how they end.
extension Exchange {
    /// The phone's side puts the other on hold.
    mutating func holdBegins(_ call: Int) {
        guard calls[call].stage == .talking, let leg = calls[call].connected, !channels[leg.device].onHold else {
            return
        }
        setHold(leg.device, true)
        musicStarts(leg.inner >= 0 ? leg.inner : calls[call].caller)
        refresh(leg.phone)
        let rest = Double(calls[call].endsBy - now) / 1_000_000
        later(.holdEnds, after: max(1, rest * random.between(0.2, 0.6)), call: call)
    }

    /// The phone's side takes the other back.
    mutating func holdEnds(_ call: Int) {
        guard calls[call].stage == .talking, let leg = calls[call].connected, channels[leg.device].onHold else {
            return
        }
        setHold(leg.device, false)
        musicStops(leg.inner >= 0 ? leg.inner : calls[call].caller)
        refresh(leg.phone)
    }

    /// The conversation is over, by whoever `callerHangsUp` says.
    mutating func conversationEnds(_ call: Int) {
        guard calls[call].stage == .talking, let leg = calls[call].connected else { return }
        if channels[leg.device].onHold { holdEnds(call) }
        let caller = calls[call].caller
        // Whoever talks before a transfer comes back from it: the other side ends.
        if calls[call].consultedFor >= 0 { calls[call].callerHangsUp = false }
        if leg.inner >= 0 {
            localConversationEnds(call, leg)
            return
        }
        if calls[call].callerHangsUp {
            hangupRequested(caller)
            leaveBridge(caller)
            leaveBridge(leg.device)
            softHangupRequested(caller)
            complete(call, leg, reason: "caller")
            hangUp(leg.device, cause: 16)
        } else {
            hangupRequested(leg.device)
            leaveBridge(leg.device)
            leaveBridge(caller)
            complete(call, leg, reason: "agent")
            hangUp(leg.device, cause: 16)
            setPlace(caller, priority: channels[caller].priority + 1)
            softHangupRequested(caller)
        }
        calls[call].connected = nil
        finish(call, cause: 16)
    }

    private mutating func localConversationEnds(_ call: Int, _ leg: Leg) {
        let caller = calls[call].caller
        if calls[call].callerHangsUp {
            hangupRequested(caller)
            complete(call, leg, reason: "caller")
            leaveBridge(caller)
            softHangupRequested(caller)
            leaveBridge(leg.facing)
        } else {
            hangupRequested(leg.device)
            leaveBridge(leg.device)
            complete(call, leg, reason: "agent")
        }
        endLocalLeg(leg, byCaller: calls[call].callerHangsUp)
        if !calls[call].callerHangsUp {
            if channels[caller].bridge >= 0 { leaveBridge(caller) }
            setPlace(caller, priority: channels[caller].priority + 1)
            softHangupRequested(caller)
        }
        calls[call].connected = nil
        finish(call, cause: 16)
        tellLocalDevice(leg.phone, .notInUse)
    }

    /// Hangs up a Local member's three channels, from the side that ended.
    mutating func endLocalLeg(_ leg: Leg, byCaller: Bool) {
        if byCaller {
            hangupRequested(leg.inner, cause: 16)
            hangUp(leg.facing, cause: 16)
            leaveBridge(leg.inner)
            leaveBridge(leg.device)
            softHangupRequested(leg.inner)
            hangUp(leg.inner, cause: 16)
            hangUp(leg.device, cause: 16)
        } else {
            if channels[leg.device].bridge >= 0 { leaveBridge(leg.device) }
            leaveBridge(leg.inner)
            hangUp(leg.device, cause: 16)
            softHangupRequested(leg.inner)
            hangUp(leg.inner, cause: 16)
            hangupRequested(leg.facing, cause: 16)
            hangUp(leg.facing, cause: 16)
        }
    }

    /// A queue's conversation ended: counted and told, as `send_agent_complete` and `update_queue` do. A call that was
    /// pulled away over AMI is counted without the event.
    mutating func complete(_ call: Int, _ leg: Leg, reason: StaticString, silently: Bool = false) {
        guard leg.member >= 0 else { return }
        let queue = members[leg.member].queue
        let talk = seconds - calls[call].callStart
        if !silently, begin(.agent, "Event: AgentComplete\r\nPrivilege: agent,all\r\n") {
            put(channel: calls[call].caller)
            put(destination: leg.facing)
            line.header("Queue: ", queues[queue].name)
            line.header("Interface: ", members[leg.member].interface)
            line.header("MemberName: ", members[leg.member].name)
            line.header("HoldTime: ", calls[call].callStart - calls[call].start)
            line.header("TalkTime: ", talk)
            line.header("Reason: ", reason)
            end(.agent)
        }
        queues[queue].completed(talk: talk, inLevel: calls[call].answeredInLevel)
        members[leg.member].callStart = 0
        let counted = options.sharedLastCall ? phones[leg.phone].members : [leg.member]
        for member in counted where members[member].present || member == leg.member {
            members[member].callsTaken += 1
            members[member].lastCall = seconds
        }
        for member in phones[leg.phone].members where members[member].present {
            let other = members[member].queue
            turnSoon(other, after: Double(queues[other].wrapUp) + random.between(0.2, 1.2))
        }
    }

    /// An agent hands its caller on to another queue without asking.
    mutating func transferHappens(_ call: Int) {
        guard calls[call].stage == .talking, let leg = calls[call].connected, leg.inner < 0, leg.member >= 0 else {
            return
        }
        let from = calls[call].queue
        var target = random.below(queues.count)
        if target == from { target = (target + 1) % queues.count }
        if channels[leg.device].onHold { holdEnds(call) }
        transfer(call, leg, by: leg.device, context: Octets("from-internal"), exten: queues[target].exten)
    }

    /// A blind transfer: the agent's side goes, the caller's side is sent to an extension.
    ///
    /// - Parameter slot: in whose name: the phone, or the half of a Local channel beside the caller. Asterisk sends the
    ///   other half of a Local channel whose phone transfers, and the caller hangs on to it; here the caller goes itself.
    mutating func transfer(_ call: Int, _ leg: Leg, by slot: Int, context: Octets, exten: Octets) {
        if channels[leg.device].onHold { holdEnds(call) }
        let caller = calls[call].caller
        calls[call].transfersLeft -= 1
        tellBlindTransfer(by: slot, of: caller, in: channels[slot].bridge, context: context, exten: exten)
        setPlace(caller, context: context, exten: exten, priority: 1)
        leaveBridge(caller)
        leaveBridge(leg.facing)
        complete(call, leg, reason: "transfer")
        softHangupRequested(leg.device)
        dropLocalHalves(leg)
        hangUp(leg.device, cause: 16)
        calls[call].connected = nil
        calls[call].stamp = freshStamp()
        route(call, context: context, exten: exten)
    }

    mutating func tellBlindTransfer(by slot: Int, of moved: Int, in bridge: Int, context: Octets, exten: Octets) {
        guard begin(.call, "Event: BlindTransfer\r\nPrivilege: call,all\r\nResult: Success\r\n") else { return }
        channels[slot].write(prefix: "Transferer", to: &line)
        channels[moved].write(prefix: "Transferee", to: &line)
        if bridge >= 0 { bridges[bridge].write(to: &line) }
        line.put("IsExternal: Yes\r\n")
        line.header("Context: ", context)
        line.header("Extension: ", exten)
        end(.call)
    }

    /// Hangs up the Local channel between a caller and a member's phone, where there is one.
    mutating func dropLocalHalves(_ leg: Leg) {
        guard leg.inner >= 0 else { return }
        leaveBridge(leg.inner)
        softHangupRequested(leg.inner)
        hangUp(leg.inner, cause: 16)
        hangUp(leg.facing, cause: 16)
        tellLocalDevice(leg.phone, .notInUse)
    }
}
