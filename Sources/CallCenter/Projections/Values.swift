// The model's values, read out of the tables.
extension BoardState {
    /// The record that a text of this kind names; 0 when there is none.
    func slot(_ kind: TextKind, _ text: String) -> UInt32 {
        var copy = text
        return copy.withUTF8 { bytes in
            guard let start = bytes.baseAddress else { return 0 }
            return texts.owner(texts.find(kind, UnsafeRawPointer(start), bytes.count))
        }
    }

    func queueValue(_ slot: UInt32) -> Queue {
        let record = queues[slot]
        var queue = Queue(name: texts.string(record.name))
        queue.title = texts.string(record.title)
        queue.strategy = texts.string(record.strategy)
        queue.max = Int(record.max)
        queue.weight = Int(record.weight)
        queue.waiting = Int(record.waiting)
        queue.completed = Int(record.completed)
        queue.abandoned = Int(record.abandoned)
        queue.holdTime = Int(record.holdTime)
        queue.talkTime = Int(record.talkTime)
        queue.serviceLevel = Int(record.serviceLevel)
        queue.completedInLevel = Int(record.completedInLevel)
        queue.abandonedInLevel = Int(record.abandonedInLevel)
        queue.today = record.today
        return queue
    }

    func memberValue(_ slot: UInt32) -> Member {
        let record = members[slot]
        var member = Member(
            queue: texts.string(queues[record.queue].name), interface: texts.string(devices[record.interface].name))
        member.name = texts.string(record.name)
        member.stateInterface = texts.string(record.stateInterface)
        member.membership = texts.string(record.membership)
        member.penalty = Int(record.penalty)
        member.callsTaken = Int(record.callsTaken)
        member.lastCall = Int(record.lastCall)
        member.lastCallAt = ourTime(pbxSeconds: record.lastCall, shift: record.lastCallShift, limit: .max)
        member.lastPause = Int(record.lastPause)
        member.loginTime = Int(record.loginTime)
        member.loginAt = ourTime(pbxSeconds: record.loginTime, shift: record.loginTimeShift, limit: .max)
        member.inCall = record.inCall
        member.status = DeviceStatus(rawValue: record.status) ?? .unknown
        member.paused = record.paused
        member.pausedReason = texts.string(record.pausedReason)
        member.wrapupTime = Int(record.wrapupTime)
        member.ringInUse = record.ringInUse == 2 ? nil : record.ringInUse == 1
        member.missed = Int(record.missed)
        return member
    }

    func callerValue(_ slot: UInt32, position: Int) -> Caller {
        let record = visits[slot]
        return Caller(
            queue: texts.string(queues[record.queue].name), uniqueID: texts.string(record.uniqueID),
            channel: texts.string(record.channelName), position: position, number: texts.string(record.number),
            name: texts.string(record.name), joinedAt: record.joinedAt,
            priority: record.priority == .min ? nil : Int(record.priority))
    }

    func channelValue(_ slot: UInt32) -> Channel {
        let record = channels[slot]
        var channel = Channel(uniqueID: texts.string(record.uniqueID))
        channel.linkedID = texts.string(record.linkedID)
        channel.name = texts.string(record.name)
        channel.state = ChannelState(rawValue: record.state) ?? .down
        channel.callerNumber = texts.string(record.callerNumber)
        channel.callerName = texts.string(record.callerName)
        channel.connectedNumber = texts.string(record.connectedNumber)
        channel.connectedName = texts.string(record.connectedName)
        channel.context = texts.string(record.context)
        channel.exten = texts.string(record.exten)
        channel.priority = Int(record.priority)
        channel.application = texts.string(record.application)
        channel.bridgeID = texts.string(record.bridge)
        channel.bridgedAt = record.bridgedAt
        channel.createdAt = record.createdAt
        channel.stateSince = record.stateSince
        channel.onHold = record.onHold
        channel.recording = recordings[slot]?.told
        channel.dialPeer = texts.string(record.dialPeer)
        if let spied = spies[slot] { channel.spiesOn = texts.string(spied) }
        return channel
    }

    /// The order of two channels that were made at the same moment: by unique id.
    func precedes(_ a: UInt32, _ b: UInt32) -> Bool {
        texts.precedes(channels[a].uniqueID, channels[b].uniqueID)
    }

    // MARK: Orders

    /// Every membership, by queue and interface in byte order.
    func memberSlots() -> [UInt32] {
        var keys: [(queue: TextID, interface: TextID, slot: UInt32)] = []
        keys.reserveCapacity(members.count)
        var slot = members.live(from: 1)
        while slot != 0 {
            keys.append((queues[members[slot].queue].name, devices[members[slot].interface].name, slot))
            slot = members.live(from: slot + 1)
        }
        keys.sort {
            $0.queue == $1.queue ? texts.precedes($0.interface, $1.interface) : texts.precedes($0.queue, $1.queue)
        }
        return keys.map(\.slot)
    }

    /// Every device that is an agent, by name in byte order.
    func agentSlots() -> [UInt32] {
        var keys: [(name: TextID, slot: UInt32)] = []
        keys.reserveCapacity(devices.count)
        var slot = devices.live(from: 1)
        while slot != 0 {
            if devices[slot].firstMember != 0 { keys.append((devices[slot].name, slot)) }
            slot = devices.live(from: slot + 1)
        }
        keys.sort { texts.precedes($0.name, $1.name) }
        return keys.map(\.slot)
    }

    /// The channels that were made first, by creation and unique id, at most `limit` of them.
    ///
    /// For few of many the others are looked at once and never sorted.
    func oldestChannelSlots(limit: Int) -> [UInt32] {
        var keys: [(createdAt: Int64, slot: UInt32)] = []
        keys.reserveCapacity(max(0, min(limit, channels.count)) + 1)
        func isBefore(_ a: (createdAt: Int64, slot: UInt32), _ b: (createdAt: Int64, slot: UInt32)) -> Bool {
            a.createdAt == b.createdAt ? precedes(a.slot, b.slot) : a.createdAt < b.createdAt
        }
        let selects = limit < channels.count / 4
        var slot = limit > 0 ? channels.live(from: 1) : 0
        while slot != 0 {
            let key = (createdAt: channels[slot].createdAt, slot: slot)
            slot = channels.live(from: slot + 1)
            guard selects, let last = keys.last else {
                keys.append(key)
                continue
            }
            if keys.count == limit {
                if !isBefore(key, last) { continue }
                keys.removeLast()
            }
            var low = 0
            var high = keys.count
            while low < high {
                let middle = (low + high) / 2
                if isBefore(key, keys[middle]) { high = middle } else { low = middle + 1 }
            }
            keys.insert(key, at: low)
        }
        if !selects { keys.sort(by: isBefore) }
        return keys.prefix(max(0, limit)).map(\.slot)
    }
}
