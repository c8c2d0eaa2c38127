import AMI

// CoreShowChannels against the board.
extension BoardState {
    mutating func reconcileChannels(_ list: CollectedList, mode: ReconcileMode, at time: Int64) {
        var slot = channels.live(from: 1)
        while slot != 0 {
            channels[slot].listed = false
            slot = channels.live(from: slot + 1)
        }
        var hasSpies = false
        forEachItem(list) { state, view, mark in
            guard mark.event == .coreShowChannel else { return }
            state.takeChannel(view, mark, list.action, mode: mode)
            if view[.application]?.equals("ChanSpy") == true { hasSpies = true }
        }
        // Whom they listen to may stand behind them in the list.
        if hasSpies {
            forEachItem(list) { state, view, mark in
                guard mark.event == .coreShowChannel, view[.application]?.equals("ChanSpy") == true else { return }
                state.spyListed(view)
            }
        }
        slot = channels.live(from: 1)
        while slot != 0 {
            if !channels[slot].listed, channels[slot].touched <= list.action.packet {
                let id = texts.keepAgain(channels[slot].uniqueID)
                removeChannel(slot)
                remember(departed: id)
                if mode == .audit { corrected("channel") }
            }
            slot = channels.live(from: slot + 1)
        }
    }

    private mutating func takeChannel(
        _ view: MessageView, _ mark: ItemMark, _ action: SentAction, mode: ReconcileMode
    ) {
        let facts = ChannelFacts(view)
        guard let uniqueID = facts.uniqueID, !uniqueID.isEmpty else { return }
        var slot = texts.owner(find(.uniqueID, uniqueID))
        if slot == TextTable.departed { return }
        let isNew = slot == 0
        if isNew {
            slot = addChannel(uniqueID, at: mark.time)
            channels[slot].createdAt = createdAt(view, uniqueID, at: mark.time)
            channels[slot].stateSince = channels[slot].createdAt
            if mode == .audit { corrected("channel") }
        }
        channels[slot].listed = true
        if mode == .snapshot, !isNew {
            // Read long after it was told: the PBX knows better since when it is.
            let created = createdAt(view, uniqueID, at: mark.time)
            if channels[slot].createdAt - created > 3_000_000 {
                if channels[slot].stateSince == channels[slot].createdAt { channels[slot].stateSince = created }
                channels[slot].createdAt = created
            }
        }
        let touched = isNew ? mark.packet : channels[slot].touched
        if let text = view[.application] {
            _ = texts.replace(&channels[slot].application, .plain, text.start, text.count)
        }
        if !isNew, touched > (mode == .audit ? action.packet : mark.packet) { return }
        let bridge = view[.bridgeId]
        if mode == .audit, !isNew { countDifferences(channel: slot, facts, bridge: bridge) }
        let (state, since) = (channels[slot].state, channels[slot].stateSince)
        update(channel: slot, facts, at: mark.time)
        if isNew || channels[slot].state == state { channels[slot].stateSince = since }
        if let bridge {
            if bridge.isEmpty {
                leaveBridge(channel: slot)
            } else {
                enterBridge(channel: slot, bridge, since: 0)
            }
        }
        channels[slot].touched = touched
    }

    private mutating func countDifferences(channel slot: UInt32, _ facts: ChannelFacts, bridge: Bytes?) {
        let record = channels[slot]
        if let state = facts.state?.int, state != Int(record.state) { corrected("channelState") }
        if let bridge, !texts.equal(record.bridge, bridge.start, bridge.count) { corrected("channelBridge") }
        if let name = facts.name, !texts.equal(record.name, name.start, name.count) { corrected("channelName") }
        if callerDiffers(record.callerNumber, facts.callerNumber) || callerDiffers(record.callerName, facts.callerName)
        {
            corrected("channelCaller")
        }
        if callerDiffers(record.connectedNumber, facts.connectedNumber)
            || callerDiffers(record.connectedName, facts.connectedName)
        {
            corrected("channelConnected")
        }
    }

    private mutating func callerDiffers(_ ours: TextID, _ told: Bytes?) -> Bool {
        // A pseudonym that came out of a masked journal is no mistake: the list tells who it really is.
        guard let told, !texts.bytes(ours).contains(Pseudonyms.mark) else { return false }
        var copy = texts.keepAgain(ours)
        let differs = texts.replaceCaller(&copy, told, escaped: true)
        texts.drop(copy)
        return differs
    }

    /// When a listed channel was made: its `Duration` (hh:mm:ss, whole seconds), held against the second that its
    /// unique id begins with.
    private func createdAt(_ view: MessageView, _ uniqueID: Bytes, at time: Int64) -> Int64 {
        guard let duration = view[.duration] else { return time }
        var seconds: Int64 = 0
        var part: Int64 = 0
        for byte in duration.buffer {
            if byte == UInt8(ascii: ":") {
                seconds = (seconds + part) * 60
                part = 0
            } else if byte &- 48 < 10 {
                part = min(part * 10 + Int64(byte - 48), 1_000_000)
            }
            seconds = min(seconds, 1_000_000_000)
        }
        let latest = time - (seconds + part) * 1_000_000
        guard let epoch = Self.epoch(ofUniqueID: uniqueID) else { return latest }
        let earliest = epoch * 1_000_000 - clockOffset
        // Both whole seconds, of the same moment.
        guard earliest <= latest, latest - earliest < 2_000_000 else { return latest }
        return min(latest, earliest + 999_999)
    }

    /// The epoch second that a unique id names: `1767225600.12`, or `system-1767225600.12`.
    static func epoch(ofUniqueID id: Bytes) -> Int64? {
        guard let dot = id.buffer.lastIndex(of: UInt8(ascii: ".")) else { return nil }
        var first = dot
        while first > 0, id.start[first - 1] &- 48 < 10 { first -= 1 }
        guard first < dot, dot - first <= 11, let value = id.slice(first..<dot).int else { return nil }
        return Int64(value)
    }
}
