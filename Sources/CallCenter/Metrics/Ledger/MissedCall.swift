/// A call that rang out at an agent. From the ledger.
package struct MissedCall: Sendable, Equatable {
    package var queue: String
    /// The agent's id.
    package var agent: String
    /// Empty when the PBX does not know it.
    package var callerNumber: String
    package var callerName: String
    /// When it stopped ringing: our clock, µs since 1970.
    package var at: Int64
    /// Whole seconds; nil when the PBX did not say.
    package var rang: Int?
}

extension ServerBoard {
    /// Calls that rang out since a moment, newest first.
    ///
    /// - Parameters:
    ///   - from: our clock, µs since 1970.
    ///   - agent: only this agent's, by id; nil for all.
    ///   - limit: most calls to give.
    package func missedCalls(from: Int64, agent: String? = nil, limit: Int = .max) -> [MissedCall] {
        let wanted = agent.map { box.state.text(.device, $0) }
        if wanted == 0 { return [] }
        let missed = box.state.ledger.missed
        var found: [MissedCall] = []
        var number = missed.end - 1
        while number >= missed.start, found.count < limit, missed[number].at >= from {
            let entry = missed[number]
            if wanted == nil || entry.agent == wanted {
                let start = Int(entry.textStart)
                let length = Int(entry.numberLength)
                found.append(
                    MissedCall(
                        queue: box.state.texts.string(entry.queue), agent: box.state.texts.string(entry.agent),
                        callerNumber: missed.text(of: number, from: start, length: length),
                        callerName: missed.text(of: number, from: start + length, length: Int(entry.nameLength)),
                        at: entry.at, rang: entry.rang < 0 ? nil : Int(entry.rang) / 1_000))
            }
            number -= 1
        }
        return found
    }
}
