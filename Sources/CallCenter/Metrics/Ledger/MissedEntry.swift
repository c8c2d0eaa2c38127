import AMI

/// A call that rang out at a member. The caller's number and name stand in the table's texts, in that order.
struct MissedEntry: BitwiseCopyable {
    /// A text of kind `queue`; outlives the queue.
    var queue: TextID = 0
    /// A text of kind `device`, the agent's id.
    var agent: TextID = 0
    /// When it stopped ringing: our clock, µs since 1970.
    var at: Int64 = 0
    /// Milliseconds; -1 is not known.
    var rang: Int32 = -1
    var textStart: UInt32 = 0
    var numberLength: UInt8 = 0
    var nameLength: UInt8 = 0
}

extension BoardState {
    /// A call rang out at a member: counts it, and keeps who called.
    mutating func memberMissed(_ facts: MemberFacts, at time: Int64) {
        let slot = memberCalled(facts, at: time)
        if slot == 0 { return }
        members[slot].missed = Int32(clamping: Int(members[slot].missed) + 1)
        if let oldest = ledger.missed.oldestToGo {
            texts.drop(oldest.queue)
            texts.drop(oldest.agent)
        }
        var entry = MissedEntry()
        entry.queue = texts.keepAgain(queues[members[slot].queue].name)
        entry.agent = texts.keepAgain(devices[members[slot].agent].name)
        entry.at = time
        if let told = facts.ringTime { entry.rang = Int32(max(-1, min(86_400_000, told.intOr(-1)))) }
        let number = ledger.missed.append(entry)
        entry.textStart = ledger.missed.textEnd(of: number)
        let caller = facts.callerUniqueID.map { channel($0) } ?? 0
        if caller != 0 {
            entry.numberLength = ledger.missed.addText(texts.bytes(channels[caller].callerNumber), to: number)
            entry.nameLength = ledger.missed.addText(texts.bytes(channels[caller].callerName), to: number)
        }
        ledger.missed[number] = entry
    }
}
