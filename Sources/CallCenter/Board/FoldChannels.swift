import AMI

// Channels: created, changed, renamed, hung up.
extension BoardState {
    /// The live channel of a unique id; 0 when there is none.
    @inline(__always)
    func channel(_ uniqueID: Bytes) -> UInt32 {
        let slot = texts.owner(find(.uniqueID, uniqueID))
        return slot == TextTable.departed ? 0 : slot
    }

    /// The live channel that a text of kind `uniqueID` names; 0 when there is none.
    @inline(__always)
    func channel(text: TextID) -> UInt32 {
        let slot = texts.owner(text)
        return slot == TextTable.departed ? 0 : slot
    }

    /// The live channel that an event speaks of, made when it is new; 0 when it has hung up already.
    mutating func channelToldOf(_ facts: ChannelFacts, at time: Int64) -> UInt32 {
        guard let uniqueID = facts.uniqueID, !uniqueID.isEmpty else { return 0 }
        let slot = texts.owner(find(.uniqueID, uniqueID))
        if slot == TextTable.departed { return 0 }
        return slot != 0 ? slot : addChannel(uniqueID, at: time)
    }

    mutating func addChannel(_ uniqueID: Bytes, at time: Int64) -> UInt32 {
        var record = ChannelRecord()
        record.uniqueID = keep(.uniqueID, uniqueID)
        record.linkedID = texts.keepAgain(record.uniqueID)
        record.createdAt = time
        record.stateSince = time
        record.touched = sequence
        let slot = channels.insert(record)
        texts.setOwner(record.uniqueID, slot)
        return slot
    }

    /// Takes over what a channel's snapshot says; only what differs is stored.
    @inline(__always)
    mutating func update(channel slot: UInt32, _ facts: ChannelFacts, at time: Int64) {
        if let text = facts.name, !texts.equal(channels[slot].name, text.start, text.count) {
            rename(channel: slot, to: text)
        }
        // Out and back in one piece: a dozen checked accesses to the table would cost more.
        var record = channels[slot]
        record.touched = sequence
        var isAnswered = false
        if let text = facts.state {
            let state = UInt8(truncatingIfNeeded: text.intOr(-1))
            if state != record.state, ChannelState(rawValue: state) != nil {
                record.state = state
                if state == ChannelState.up.rawValue {
                    record.stateSince = time
                    isAnswered = true
                }
            }
        }
        if let text = facts.linkedID, !text.isEmpty {
            _ = texts.replace(&record.linkedID, .uniqueID, text.start, text.count)
        }
        if let text = facts.callerNumber { texts.setCaller(&record.callerNumber, text) }
        if let text = facts.callerName { texts.setCaller(&record.callerName, text) }
        if let text = facts.connectedNumber { texts.setCaller(&record.connectedNumber, text) }
        if let text = facts.connectedName { texts.setCaller(&record.connectedName, text) }
        var isPlaced = false
        if let text = facts.context {
            isPlaced = record.context == 0
            _ = texts.replace(&record.context, .plain, text.start, text.count)
        }
        if let text = facts.exten { _ = texts.replace(&record.exten, .plain, text.start, text.count) }
        if let text = facts.priority { record.priority = Int32(clamping: text.intOr(1)) }
        channels[slot] = record
        if isAnswered { noteAnswered(record.device, at: time) }
        if isPlaced, let context = facts.context { noteContext(channel: slot, context) }
    }

    // MARK: Names and devices

    mutating func rename(channel slot: UInt32, to name: Bytes) {
        if name.isEmpty { return }
        let old = channels[slot].name
        let new = keep(.channelName, name)
        channels[slot].name = new
        if texts.owner(old) == slot { texts.setOwner(old, 0) }
        texts.setOwner(new, slot)
        texts.drop(old)
        let uniqueID = texts.bytes(channels[slot].uniqueID)
        if visits.count > 0, let start = uniqueID.baseAddress {
            let visit = visitSlot(texts.find(.visit, start, uniqueID.count))
            if visit != 0 { _ = texts.replace(&visits[visit].channelName, .plain, name.start, name.count) }
        }
        leaveDevice(channel: slot)
        joinDevice(channel: slot, name)
    }

    /// `PJSIP/1001-0000002a` is a channel of `PJSIP/1001`, `Local/1@q-0000001;2` one of `Local/1@q`.
    private mutating func joinDevice(channel slot: UInt32, _ name: Bytes) {
        var length = name.count
        while length > 0, name.start[length - 1] != UInt8(ascii: "-") { length -= 1 }
        guard length > 1 else { return }
        let device = deviceSlot(Bytes(start: name.start, count: length - 1))
        let first = devices[device].firstChannel
        channels[slot].device = device
        channels[slot].nextOfDevice = first
        if first != 0 { channels[first].previousOfDevice = slot }
        devices[device].firstChannel = slot
    }

    private mutating func leaveDevice(channel slot: UInt32) {
        let device = channels[slot].device
        if device == 0 { return }
        let (next, previous) = (channels[slot].nextOfDevice, channels[slot].previousOfDevice)
        if previous != 0 { channels[previous].nextOfDevice = next } else { devices[device].firstChannel = next }
        if next != 0 { channels[next].previousOfDevice = previous }
        channels[slot].device = 0
        channels[slot].nextOfDevice = 0
        channels[slot].previousOfDevice = 0
        dropDeviceIfUnused(device)
    }

    mutating func deviceSlot(_ name: Bytes) -> UInt32 {
        let known = texts.owner(find(.device, name))
        if known != 0 { return known }
        var record = DeviceRecord()
        record.name = keep(.device, name)
        let slot = devices.insert(record)
        texts.setOwner(record.name, slot)
        return slot
    }

    mutating func dropDeviceIfUnused(_ device: UInt32) {
        let record = devices[device]
        guard record.firstDialled == 0, record.firstMember == 0, record.firstChannel == 0 else { return }
        texts.setOwner(record.name, 0)
        texts.drop(record.name)
        texts.drop(record.real)
        devices.remove(device)
    }

    // MARK: The end

    mutating func hangUp(_ facts: ChannelFacts, at time: Int64) {
        guard let uniqueID = facts.uniqueID, !uniqueID.isEmpty else { return }
        callerGone(uniqueID, asked: false, at: time)
        let id = keep(.uniqueID, uniqueID)
        let slot = texts.owner(id)
        if slot == TextTable.departed {
            texts.drop(id)
            return
        }
        if slot != 0 {
            // Who waited in a queue called and was not called, though a Local channel gives them another's linked id.
            if find(.visit, uniqueID) == 0 { noteOutgoing(slot, at: time) }
            removeChannel(slot)
        }
        remember(departed: id)
    }

    /// Keeps a unique id for a while so that nothing late brings its channel back; takes over one use of the text.
    mutating func remember(departed id: TextID) {
        texts.setOwner(id, TextTable.departed)
        let oldest = departed.push(id)
        if oldest != 0 {
            if oldest != id { texts.setOwner(oldest, 0) }
            texts.drop(oldest)
        }
    }

    mutating func removeChannel(_ slot: UInt32) {
        leaveBridge(channel: slot)
        leaveDevice(channel: slot)
        let record = channels[slot]
        let peer = channel(text: record.dialPeer)
        if peer != 0, channels[peer].dialPeer == record.uniqueID {
            channels[peer].dialPeer = 0
            texts.drop(record.uniqueID)
        }
        if texts.owner(record.name) == slot { texts.setOwner(record.name, 0) }
        texts.setOwner(record.uniqueID, 0)
        texts.drop(record.uniqueID)
        texts.drop(record.linkedID)
        texts.drop(record.name)
        texts.drop(record.callerNumber)
        texts.drop(record.callerName)
        texts.drop(record.connectedNumber)
        texts.drop(record.connectedName)
        texts.drop(record.context)
        texts.drop(record.exten)
        texts.drop(record.application)
        texts.drop(record.queueAsked)
        texts.drop(record.dialPeer)
        if !spies.isEmpty { forgetSpying(of: slot) }
        if !recordings.isEmpty { recordings[slot] = nil }
        channels.remove(slot)
    }
}
