/// Channels and bridges: they come, change, meet and go, and each change is told.
extension Exchange {
    /// Makes a channel and tells of it. Without `linkedTo` it is the first of its call.
    mutating func makeChannel(
        name: Octets, phone: Int, state: LineState, caller: Party, context: Octets, exten: Octets, linkedTo: Int?,
        call: Int, priority: Int = 1
    ) -> Int {
        let slot: Int
        if let free = freeChannels.popLast() {
            slot = free
        } else {
            slot = channels.count
            channels.append(ChannelRecord())
        }
        var record = ChannelRecord()
        record.stamp = freshStamp()
        record.alive = true
        record.name = name
        record.state = state
        record.caller = caller
        record.context = context
        record.exten = exten
        record.priority = priority
        record.uniqueID.put(seconds)
        record.uniqueID.append(46)
        record.uniqueID.put(uniqueCounter)
        uniqueCounter += 1
        record.linkedID = linkedTo.map { channels[$0].linkedID } ?? record.uniqueID
        record.createdAt = now
        record.phone = phone
        record.call = call
        channels[slot] = record
        if phone >= 0 {
            phones[phone].channels += 1
            count(slot, 1)
        }
        tell("Event: Newchannel\r\nPrivilege: call,all\r\n", channel: slot)
        return slot
    }

    /// The next name of a channel of a phone or the trunk.
    mutating func nextName(of phone: Int) -> Octets {
        var name = phones[phone].device
        name.append(45)
        name.put(hexadecimal: sipCounter, width: 8)
        sipCounter &+= 1
        return name
    }

    /// Adds a channel to, or takes it from, the counts that give its phone's state.
    private mutating func count(_ channel: Int, _ change: Int) {
        let phone = channels[channel].phone
        guard phone >= 0 else { return }
        switch channels[channel].state {
        case .down: break
        case .ringing: phones[phone].ringing += change
        case .ring, .up:
            if channels[channel].onHold {
                phones[phone].onHold += change
            } else {
                phones[phone].inUse += change
            }
        }
    }

    /// A channel's state changes.
    mutating func setState(_ channel: Int, _ state: LineState) {
        count(channel, -1)
        channels[channel].state = state
        count(channel, 1)
        channels[channel].touched()
        tell("Event: Newstate\r\nPrivilege: call,all\r\n", channel: channel)
    }

    /// A channel's held state changes: told by Hold and Unhold.
    mutating func setHold(_ channel: Int, _ held: Bool) {
        count(channel, -1)
        channels[channel].onHold = held
        count(channel, 1)
        tell(
            held ? "Event: Hold\r\nPrivilege: call,all\r\n" : "Event: Unhold\r\nPrivilege: call,all\r\n",
            channel: channel)
    }

    /// A channel's own party changes.
    mutating func setCaller(_ channel: Int, _ party: Party) {
        channels[channel].caller = party
        channels[channel].touched()
        guard begin(.call, "Event: NewCallerid\r\nPrivilege: call,all\r\n") else { return }
        put(channel: channel)
        line.put("CID-CallingPres: 0 (Presentation Allowed, Not Screened)\r\n")
        end(.call)
    }

    /// A channel's other party changes and is told.
    mutating func setConnected(_ channel: Int, _ party: Party) {
        channels[channel].connected = party
        channels[channel].touched()
        tell("Event: NewConnectedLine\r\nPrivilege: call,all\r\n", channel: channel)
    }

    /// A channel's place in the dialplan changes. Only the next event about it tells.
    mutating func setPlace(_ channel: Int, context: Octets? = nil, exten: Octets? = nil, priority: Int) {
        if let context { channels[channel].context = context }
        if let exten { channels[channel].exten = exten }
        channels[channel].priority = priority
        channels[channel].touched()
    }

    mutating func musicStarts(_ channel: Int) {
        if channels[channel].musicOnHold { return }
        channels[channel].musicOnHold = true
        guard begin(.call, "Event: MusicOnHoldStart\r\nPrivilege: call,all\r\n") else { return }
        put(channel: channel)
        line.put("Class: default\r\n")
        end(.call)
    }

    mutating func musicStops(_ channel: Int) {
        guard channels[channel].musicOnHold else { return }
        channels[channel].musicOnHold = false
        tell("Event: MusicOnHoldStop\r\nPrivilege: call,all\r\n", channel: channel)
    }

    /// The far end of a channel asked to hang up.
    mutating func hangupRequested(_ channel: Int, cause: Int? = nil) {
        guard begin(.call, "Event: HangupRequest\r\nPrivilege: call,all\r\n") else { return }
        put(channel: channel)
        if let cause { line.header("Cause: ", cause) }
        end(.call)
    }

    /// The PBX itself asked a channel to hang up.
    mutating func softHangupRequested(_ channel: Int, cause: Int = 16) {
        guard begin(.call, "Event: SoftHangupRequest\r\nPrivilege: call,all\r\n") else { return }
        put(channel: channel)
        line.header("Cause: ", cause)
        end(.call)
    }

    /// A channel ends. Its phone's state is told, unless the caller of this function does so later.
    mutating func hangUp(_ channel: Int, cause: Int, refreshing: Bool = true, technicalCause: Int? = nil) {
        guard channels[channel].alive else { return }
        musicStops(channel)
        if !rooms.isEmpty { leaveRoom(channel) }
        if !spies.isEmpty { spyingEnds(channel) }
        if channels[channel].bridge >= 0 { leaveBridge(channel) }
        if begin(.call, "Event: Hangup\r\nPrivilege: call,all\r\n") {
            put(channel: channel)
            line.header("Cause: ", cause)
            line.header("Cause-txt: ", Self.causeText(cause))
            if let technicalCause { line.header("TechCause: ", technicalCause) }
            end(.call)
        }
        let phone = channels[channel].phone
        count(channel, -1)
        channels[channel] = ChannelRecord()
        freeChannels.append(channel)
        if phone >= 0 {
            phones[phone].channels -= 1
            if refreshing { refresh(phone) }
        }
    }

    /// Asterisk's text of a hang-up cause (`ast_cause2str`).
    static func causeText(_ cause: Int) -> StaticString {
        switch cause {
        case 1: "Unallocated (unassigned) number"
        case 3: "No route to destination"
        case 16: "Normal Clearing"
        case 17: "User busy"
        case 18: "No user responding"
        case 19: "User alerting, no answer"
        case 20: "Subscriber absent"
        case 21: "Call Rejected"
        case 26: "Answered elsewhere"
        case 31: "Normal, unspecified"
        case 34: "Circuit/channel congestion"
        case 38: "Network out of order"
        case 127: "Interworking, unspecified"
        default: "Unknown"
        }
    }

    // MARK: Bridges

    /// Makes a bridge and tells of it.
    mutating func makeBridge(_ kind: BridgeKind = .basic) -> Int {
        let slot: Int
        if let free = freeBridges.popLast() {
            slot = free
        } else {
            slot = bridges.count
            bridges.append(BridgeRecord())
        }
        var record = BridgeRecord()
        record.alive = true
        record.kind = kind
        let (high, low) = (random.next(), random.next())
        record.uniqueID.put(hexadecimal: high >> 32, width: 8)
        record.uniqueID.append(45)
        record.uniqueID.put(hexadecimal: high >> 16, width: 4)
        record.uniqueID.put("-4")
        record.uniqueID.put(hexadecimal: high, width: 3)
        record.uniqueID.append(45)
        record.uniqueID.put(hexadecimal: low >> 48 & 0x3FFF | 0x8000, width: 4)
        record.uniqueID.append(45)
        record.uniqueID.put(hexadecimal: low, width: 12)
        bridges[slot] = record
        if begin(.call, "Event: BridgeCreate\r\nPrivilege: call,all\r\n") {
            bridges[slot].write(to: &line)
            end(.call)
        }
        return slot
    }

    /// A channel enters a bridge.
    mutating func enterBridge(_ bridge: Int, _ channel: Int) {
        bridges[bridge].channels.append(channel)
        channels[channel].bridge = bridge
        if options.oldEventNames {
            tellOldBridge(bridges[bridge].channels, joined: channel)
            return
        }
        guard begin(.call, "Event: BridgeEnter\r\nPrivilege: call,all\r\n") else { return }
        bridges[bridge].write(to: &line)
        put(channel: channel)
        end(.call)
    }

    /// A channel leaves its bridge; an empty bridge is destroyed, the parking lot's excepted.
    mutating func leaveBridge(_ channel: Int) {
        let bridge = channels[channel].bridge
        guard bridge >= 0 else { return }
        bridges[bridge].channels.removeAll { $0 == channel }
        channels[channel].bridge = -1
        if options.oldEventNames {
            tellOldUnlink(bridges[bridge].channels, left: channel)
        } else if begin(.call, "Event: BridgeLeave\r\nPrivilege: call,all\r\n") {
            bridges[bridge].write(to: &line)
            put(channel: channel)
            end(.call)
        }
        guard bridges[bridge].channels.isEmpty, bridges[bridge].kind != .parking else { return }
        if begin(.call, "Event: BridgeDestroy\r\nPrivilege: call,all\r\n") {
            bridges[bridge].write(to: &line)
            end(.call)
        }
        bridges[bridge].alive = false
        freeBridges.append(bridge)
    }
}
