/// A call to somebody that was answered and is over: by it a lost caller counts as called back. Its number stands in the
/// table's texts.
struct OutgoingEntry: BitwiseCopyable {
    /// When it ended: our clock, µs since 1970.
    var at: Int64 = 0
    var textStart: UInt32 = 0
    var numberLength: UInt8 = 0
}

extension BoardState {
    /// A channel goes: writes its number down when it was the called side of a conversation. The channel that was dialled
    /// has the dialled number as its caller ID.
    mutating func noteOutgoing(_ slot: UInt32, at time: Int64) {
        let record = channels[slot]
        guard record.linkedID != record.uniqueID, record.callerNumber != 0, record.state == ChannelState.up.rawValue
        else { return }
        var entry = OutgoingEntry()
        entry.at = time
        let number = ledger.outgoing.append(entry)
        entry.textStart = ledger.outgoing.textEnd(of: number)
        entry.numberLength = ledger.outgoing.addText(texts.bytes(record.callerNumber), to: number)
        ledger.outgoing[number] = entry
    }
}
