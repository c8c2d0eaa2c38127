import AMI

// Who listens to whom. app_chanspy tells when it begins and ends; what ran before is in the list of channels.
extension BoardState {
    mutating func spyingBegan(by spyer: Bytes, on spyee: Bytes) {
        let slot = channel(spyer)
        guard slot != 0, !spyee.isEmpty else { return }
        forgetSpying(of: slot)
        spies[slot] = keep(.uniqueID, spyee)
    }

    mutating func spyingEnded(by spyer: Bytes) {
        let slot = channel(spyer)
        if slot != 0 { forgetSpying(of: slot) }
    }

    /// The channel listens to nobody any more.
    mutating func forgetSpying(of slot: UInt32) {
        guard let spied = spies.removeValue(forKey: slot) else { return }
        texts.drop(spied)
    }

    /// A listed channel runs ChanSpy on a channel by name: `PJSIP/1001-0000002a,qE`.
    mutating func spyListed(_ view: MessageView) {
        guard let spyer = view[.uniqueid], let data = view[.applicationData] else { return }
        var length = 0
        while length < data.count, data.start[length] != UInt8(ascii: ",") { length += 1 }
        let spyee = texts.owner(find(.channelName, Bytes(start: data.start, count: length)))
        let slot = channel(spyer)
        guard length > 0, spyee != 0, slot != 0, spies[slot] == nil else { return }
        spies[slot] = texts.keepAgain(channels[spyee].uniqueID)
    }
}

extension ServerBoard {
    /// The channels that listen to a channel (ChanSpy), in a fixed order.
    package func listeners(to uniqueID: String) -> [Channel] {
        if box.state.spies.isEmpty { return [] }
        let spies = box.state.spies.filter { box.state.texts.string($0.value) == uniqueID }
        return spies.keys.sorted().map { box.state.channelValue($0) }
    }
}
