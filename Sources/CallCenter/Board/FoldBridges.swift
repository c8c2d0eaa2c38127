import AMI

// Bridges and dial legs: who talks with whom, and who is being called for whom.
extension BoardState {
    /// - Parameter moment: when, our clock, µs since 1970; 0 when it was met there and may have been for long.
    mutating func enterBridge(channel slot: UInt32, _ id: Bytes, since moment: Int64) {
        if id.isEmpty || texts.equal(channels[slot].bridge, id.start, id.count) { return }
        let text = keep(.bridge, id)
        leaveBridge(channel: slot)
        var bridge = texts.owner(text)
        if bridge == 0 {
            var record = BridgeRecord()
            record.id = texts.keepAgain(text)
            bridge = bridges.insert(record)
            texts.setOwner(text, bridge)
        }
        let first = bridges[bridge].first
        channels[slot].bridge = text
        channels[slot].bridgedAt = moment
        channels[slot].nextInBridge = first
        if first != 0 { channels[first].previousInBridge = slot }
        bridges[bridge].first = slot
        bridges[bridge].count &+= 1
    }

    /// Who enters the bridge of a conversation takes over the oldest linked id of all in it, or gives it to them: the others are not told of
    /// (`bridge_basic_push`).
    mutating func shareLinkedID(of slot: UInt32) {
        let bridge = texts.owner(channels[slot].bridge)
        if bridge == 0 || bridges[bridge].count < 2 { return }
        var linked = channels[slot].linkedID
        var other = bridges[bridge].first
        while other != 0 {
            if channels[other].linkedID != linked, isOlder(channels[other].linkedID, than: linked) {
                linked = channels[other].linkedID
            }
            other = channels[other].nextInBridge
        }
        other = bridges[bridge].first
        while other != 0 {
            if channels[other].linkedID != linked {
                let old = channels[other].linkedID
                channels[other].linkedID = texts.keepAgain(linked)
                texts.drop(old)
            }
            other = channels[other].nextInBridge
        }
    }

    /// By the second in which its channel was made, then by its number.
    private func isOlder(_ a: TextID, than b: TextID) -> Bool {
        let (first, second) = (age(a), age(b))
        return first.epoch == second.epoch ? first.serial < second.serial : first.epoch < second.epoch
    }

    private func age(_ linkedID: TextID) -> (epoch: Int64, serial: Int64) {
        // `1767225600.12`, or `system-1767225600.12`.
        var (epoch, serial): (Int64, Int64) = (0, 0)
        for byte in texts.bytes(linkedID) {
            if byte &- 48 < 10 {
                serial = min(serial * 10 + Int64(byte - 48), 1_000_000_000_000)
            } else {
                if byte == UInt8(ascii: ".") { epoch = serial }
                serial = 0
            }
        }
        return (epoch, serial)
    }

    mutating func leaveBridge(channel slot: UInt32) {
        let text = channels[slot].bridge
        if text == 0 { return }
        let bridge = texts.owner(text)
        let (next, previous) = (channels[slot].nextInBridge, channels[slot].previousInBridge)
        if previous != 0 { channels[previous].nextInBridge = next } else { bridges[bridge].first = next }
        if next != 0 { channels[next].previousInBridge = previous }
        channels[slot].bridge = 0
        channels[slot].bridgedAt = 0
        channels[slot].mergedFrom = 0
        channels[slot].nextInBridge = 0
        channels[slot].previousInBridge = 0
        texts.drop(text)
        bridges[bridge].count &-= 1
        if bridges[bridge].first == 0 {
            texts.setOwner(text, 0)
            texts.drop(text)
            bridges.remove(bridge)
        }
    }

    mutating func destroyBridge(_ id: Bytes) {
        let bridge = texts.owner(find(.bridge, id))
        if bridge == 0 { return }
        // Whoever is still in it left without a word. The last one takes the record along.
        var left = bridges[bridge].count
        while left > 0 {
            leaveBridge(channel: bridges[bridge].first)
            left -= 1
        }
    }

    /// A channel is in a bridge, or was when that was merged into the one it is in.
    func isIn(channel slot: UInt32, bridge id: Bytes) -> Bool {
        texts.equal(channels[slot].bridge, id.start, id.count)
            || channels[slot].mergedFrom != 0 && channels[slot].mergedFrom == id.hashValue64
    }

    mutating func mergeBridges(from: Bytes, to: Bytes) {
        let bridge = texts.owner(find(.bridge, from))
        if bridge == 0 || from.equals(to) { return }
        var left = bridges[bridge].count
        while left > 0 {
            // The conversation goes on in the other bridge.
            let slot = bridges[bridge].first
            enterBridge(channel: slot, to, since: channels[slot].bridgedAt)
            channels[slot].mergedFrom = from.hashValue64
            left -= 1
        }
    }

    mutating func link(_ first: Bytes, _ second: Bytes) {
        for end in [first, second] {
            let slot = channel(end)
            if slot != 0 {
                callerBridged(end)
                enterBridge(channel: slot, first, since: moment)
            }
        }
    }

    mutating func unlink(_ first: Bytes, _ second: Bytes) {
        for end in [first, second] {
            let slot = channel(end)
            if slot != 0, texts.equal(channels[slot].bridge, first.start, first.count) { leaveBridge(channel: slot) }
        }
    }

    // MARK: Dial legs

    mutating func beginDial(from: Bytes?, to: Bytes) {
        let far = channel(to)
        let near = from.map { channel($0) } ?? 0
        if far == 0 || near == 0 || far == near { return }
        setPeer(of: far, near)
        setPeer(of: near, far)
        learnDevice(near: near, far: far)
    }

    mutating func endDial(to: Bytes, answered: Bool) {
        if answered { return }
        let far = channel(to)
        if far == 0 { return }
        let near = channel(text: channels[far].dialPeer)
        if near != 0, channels[near].dialPeer == channels[far].uniqueID { setPeer(of: near, 0) }
        setPeer(of: far, 0)
    }

    private mutating func setPeer(of slot: UInt32, _ peer: UInt32) {
        let new = peer == 0 ? 0 : texts.keepAgain(channels[peer].uniqueID)
        let old = channels[slot].dialPeer
        channels[slot].dialPeer = new
        texts.drop(old)
    }

    /// A `Local` channel that dials a phone: from now on its device is known to be that phone's.
    private mutating func learnDevice(near: UInt32, far: UInt32) {
        guard isLocal(channels[near].name), !isLocal(channels[far].name), channels[far].device != 0 else { return }
        let local = dialledDevice(of: channels[near].device)
        if local == 0 { return }
        let phone = devices[channels[far].device].name
        let old = devices[local].real
        if old == phone { return }
        devices[local].real = texts.keepAgain(phone)
        texts.drop(old)
    }

    /// The member's interface that a `Local` channel's device comes from: the same, or with the option that keeps
    /// Asterisk from optimising the channel away (`Local/1001@from-queue/n`); 0 when no member is dialled so.
    private func dialledDevice(of device: UInt32) -> UInt32 {
        if device == 0 || devices[device].firstDialled != 0 { return device }
        let name = texts.bytes(devices[device].name)
        return withUnsafeTemporaryAllocation(byteCount: name.count + 2, alignment: 1) { buffer in
            guard let start = buffer.baseAddress else { return 0 }
            buffer.copyMemory(from: name)
            start.storeBytes(of: UInt8(ascii: "/"), toByteOffset: name.count, as: UInt8.self)
            start.storeBytes(of: UInt8(ascii: "n"), toByteOffset: name.count + 1, as: UInt8.self)
            let other = texts.owner(texts.find(.device, start, name.count + 2))
            return other != 0 && devices[other].firstDialled != 0 ? other : 0
        }
    }

    func isLocal(_ name: TextID) -> Bool {
        let bytes = texts.bytes(name)
        return bytes.count > 6 && bytes[0] == UInt8(ascii: "L") && bytes[5] == UInt8(ascii: "/")
    }
}
