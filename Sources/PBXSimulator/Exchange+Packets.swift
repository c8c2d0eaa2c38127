extension Exchange {
    /// Begins an event of a class; false when nobody gets it, and then nothing is to be written. `head` is the event's
    /// first lines, `Privilege` included.
    mutating func begin(_ eventClass: EventClass, _ head: StaticString) -> Bool {
        eventCount &+= 1
        if !wanted.isSuperset(of: eventClass) { return false }
        line.removeAll(keepingCapacity: true)
        line.put(head)
        if options.timestampEvents { stampLine() }
        return true
    }

    /// `Timestamp: 1633618142.000123` after the event's class (`append_event` of main/manager.c).
    private mutating func stampLine() {
        var ends = 0
        guard
            let second = line.firstIndex(where: { byte in
                if byte == 10 { ends += 1 }
                return ends == 2
            })
        else { return }
        var stamp = Octets("Timestamp: ")
        stamp.put(Int(now / 1_000_000))
        stamp.append(46)
        stamp.put(Int(now % 1_000_000), width: 6)
        stamp.put("\r\n")
        line.insert(contentsOf: stamp, at: second + 1)
    }

    /// Ends the event: everyone who gets its class gets the packet.
    mutating func end(_ eventClass: EventClass) {
        line.put("\r\n")
        if options.oldEventNames {
            guard let old = OldEvents.rewritten(line) else { return }
            line = old
        }
        for index in sessions.indices where sessions[index].delivered.isSuperset(of: eventClass) {
            sessions[index].pending.append(contentsOf: line)
        }
    }

    /// Writes a channel's snapshot.
    mutating func put(channel: Int) {
        if channels[channel].block.isEmpty {
            var block = Octets()
            swap(&block, &channels[channel].block)
            channels[channel].write(prefix: "", to: &block)
            swap(&block, &channels[channel].block)
        }
        line.append(contentsOf: channels[channel].block)
    }

    /// Writes a dialled channel's snapshot.
    mutating func put(destination channel: Int) {
        if channels[channel].destinationBlock.isEmpty {
            var block = Octets()
            swap(&block, &channels[channel].destinationBlock)
            channels[channel].write(prefix: "Dest", to: &block)
            swap(&block, &channels[channel].destinationBlock)
        }
        line.append(contentsOf: channels[channel].destinationBlock)
    }

    /// An event about one channel that says nothing else.
    mutating func tell(_ head: StaticString, channel: Int) {
        guard begin(.call, head) else { return }
        put(channel: channel)
        end(.call)
    }

    /// An event about one channel, with the application it begins: what the dialplan class tells.
    mutating func run(_ application: Application, _ data: Octets, on channel: Int) {
        channels[channel].application = application
        channels[channel].applicationData = data
        guard begin(.dialplan, "Event: Newexten\r\nPrivilege: dialplan,all\r\n") else { return }
        put(channel: channel)
        line.header("Extension: ", channels[channel].exten)
        line.header("Application: ", application.word)
        line.header("AppData: ", data)
        end(.dialplan)
    }

    /// A channel variable was set.
    mutating func setVariable(_ name: StaticString, _ value: Octets, on channel: Int) {
        guard begin(.dialplan, "Event: VarSet\r\nPrivilege: dialplan,all\r\n") else { return }
        put(channel: channel)
        line.header("Variable: ", name)
        line.header("Value: ", value)
        end(.dialplan)
    }

    /// A device's state, as every device tells it, real or not.
    mutating func tellDevice(_ device: Octets, _ state: DeviceState) {
        guard begin(.call, "Event: DeviceStateChange\r\nPrivilege: call,all\r\n") else { return }
        line.header("Device: ", device)
        line.header("State: ", state.word)
        end(.call)
    }

    /// One of the events about a dial.
    mutating func tellDial(
        _ head: StaticString, from caller: Int, to channel: Int, _ name: StaticString, _ text: Octets
    ) {
        guard begin(.call, head) else { return }
        if caller >= 0 { put(channel: caller) }
        put(destination: channel)
        line.header(name, text)
        end(.call)
    }

    mutating func dialBegins(from caller: Int, to channel: Int, string: Octets) {
        tellDial(
            "Event: DialBegin\r\nPrivilege: call,all\r\n", from: caller, to: channel, "DialString: ", string)
    }

    mutating func dialRings(from caller: Int, to channel: Int) {
        tellDial(
            "Event: DialState\r\nPrivilege: call,all\r\n", from: caller, to: channel, "DialStatus: ",
            Octets("RINGING"))
    }

    mutating func dialEnds(from caller: Int, to channel: Int, _ status: StaticString) {
        tellDial(
            "Event: DialEnd\r\nPrivilege: call,all\r\n", from: caller, to: channel, "DialStatus: ", Octets(status))
    }

    /// Hands the owner what the sessions are to get, and which of them are to be closed.
    mutating func takeOutputs() -> [SimulatorOutput] {
        var outputs: [SimulatorOutput] = []
        for index in sessions.indices where !sessions[index].pending.isEmpty {
            var bytes = Octets()
            swap(&bytes, &sessions[index].pending)
            sessions[index].pending.reserveCapacity(bytes.count + bytes.count / 8)
            outputs.append(.send(bytes: bytes, to: sessions[index].id))
        }
        if sessions.contains(where: \.closing) {
            for session in sessions where session.closing { outputs.append(.close(session.id)) }
            sessions.removeAll(where: \.closing)
            sessionsChanged()
        }
        return outputs
    }

    /// Learns anew which events anybody gets.
    mutating func sessionsChanged() {
        wanted = sessions.reduce(into: EventClass()) { $0.formUnion($1.delivered) }
    }
}
