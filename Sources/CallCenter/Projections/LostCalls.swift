extension ServerBoard {
    /// Callers who gave up or whom a queue gave up on since a moment, newest first.
    ///
    /// Numbers are compared by their last nine digits: the same person rings as +49 30 1234567 and as 0301234567. A call
    /// without a number is never struck off.
    package func lostCalls(from: Int64 = .min, to: Int64 = .max) -> [LostCall] {
        var answered: [UInt64: Int64] = [:]
        var attempts: [UInt64: Int] = [:]
        var found: [(call: LostCall, key: UInt64)] = []
        var calledBack: [UInt64: Int64]?
        var pseudonyms = pseudonyms
        // Newest first: whatever was met before came later.
        box.state.forEachVisit(from: from) { number, entry in
            let outcome = VisitOutcome(rawValue: entry.outcome)
            guard outcome == .answered || outcome == .abandoned || outcome == .timedOut else { return true }
            let key = box.state.callerKey(number, entry, &pseudonyms)
            if outcome == .answered {
                if key != 0, answered[key] == nil { answered[key] = entry.leftAt }
                return true
            }
            guard entry.leftAt < to else { return true }
            var call = LostCall(number: number, leftAt: entry.leftAt, sequel: .open, attempts: 1)
            if key != 0 {
                attempts[key, default: 0] += 1
                if let moment = answered[key] {
                    call.sequel = .answered(moment)
                } else {
                    let outgoing = calledBack ?? box.state.outgoingCalls(from: from, &pseudonyms)
                    calledBack = outgoing
                    if let moment = outgoing[key], moment > entry.leftAt { call.sequel = .calledBack(moment) }
                }
            }
            found.append((call, key))
            return true
        }
        return found.map { entry in
            var call = entry.call
            if entry.key != 0 { call.attempts = attempts[entry.key] ?? 1 }
            return call
        }
    }
}

/// A number by its last nine digits; 0 when it has none.
func callerKey(_ number: some BidirectionalCollection<UInt8>) -> UInt64 {
    var key: UInt64 = 0
    var digits = 0
    var factor: UInt64 = 1
    for byte in number.reversed() where byte >= 48 && byte <= 57 {
        key += UInt64(byte - 48) * factor
        factor *= 10
        digits += 1
        if digits == 9 { break }
    }
    // One more digit in front keeps 007 apart from 7.
    return digits == 0 ? 0 : key + factor
}

extension BoardState {
    fileprivate func callerKey(_ number: Int, _ entry: VisitEntry, _ pseudonyms: inout Pseudonyms?) -> UInt64 {
        let start = Int(entry.textStart) + Int(entry.uniqueIDLength) + Int(entry.linkedIDLength)
        return ledger.visits.withText(of: number, from: start, length: Int(entry.numberLength)) {
            Self.callerKey($0, &pseudonyms)
        }
    }

    private static func callerKey(
        _ number: some BidirectionalCollection<UInt8>, _ pseudonyms: inout Pseudonyms?
    ) -> UInt64 {
        let key = CallCenter.callerKey(number)
        if pseudonyms == nil || number.contains(Pseudonyms.mark) { return key }
        return pseudonyms?.alias(ofKey: key) ?? key
    }

    /// When each number was last spoken with on a call to it, by its key.
    fileprivate func outgoingCalls(from: Int64, _ pseudonyms: inout Pseudonyms?) -> [UInt64: Int64] {
        var found: [UInt64: Int64] = [:]
        var number = ledger.outgoing.end - 1
        while number >= ledger.outgoing.start {
            let entry = ledger.outgoing[number]
            if entry.at < from { break }
            let key = ledger.outgoing.withText(
                of: number, from: Int(entry.textStart), length: Int(entry.numberLength)
            ) { Self.callerKey($0, &pseudonyms) }
            if key != 0, found[key] == nil { found[key] = entry.at }
            number -= 1
        }
        return found
    }
}
