/// What people did who are several agents, such as two by one phone: at each moment one thing, the one that says most.
struct PersonSweep {
    private var pieces: [Int: [(from: Int64, to: Int64, activity: AgentActivity)]] = [:]

    /// - Parameter person: the number that all of a person's agents have.
    mutating func add(_ activity: AgentActivity, from: Int64, to: Int64, person: Int) {
        pieces[person, default: []].append((from, to, activity))
    }

    /// Gives what each person did, moment after moment, none of it twice.
    func forEach(_ body: (_ activity: AgentActivity, _ from: Int64, _ to: Int64) -> Void) {
        for pieces in pieces.values {
            var changes: [(at: Int64, activity: Int, step: Int)] = []
            for piece in pieces {
                changes.append((piece.from, Int(piece.activity.rawValue), 1))
                changes.append((piece.to, Int(piece.activity.rawValue), -1))
            }
            changes.sort { $0.at < $1.at }
            var open = [Int](repeating: 0, count: AgentActivity.allCases.count + 1)
            for (place, change) in changes.enumerated() {
                open[change.activity] += change.step
                let next = place + 1 < changes.count ? changes[place + 1].at : change.at
                guard next > change.at, let most = Self.order.first(where: { open[Int($0.rawValue)] > 0 }) else {
                    continue
                }
                body(most, change.at, next)
            }
        }
    }

    /// What says most first, as the rows of such people have it.
    private static let order: [AgentActivity] = [
        .onHold, .onCall, .ringing, .wrapUp, .busy, .available, .paused, .unavailable,
    ]
}
