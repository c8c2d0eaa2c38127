import CallCenter

/// What the screen shows of a journey in time; nil while the board is of now.
package struct TravelView: Sendable, Equatable {
    /// The whole time there is: our clock, µs since 1970.
    package var first: Int64
    package var last: Int64
    package var isPlaying: Bool
    package var speed: Int
    package var step: TimeMachine.Step
    /// A live board goes on behind the past.
    package var hasPresent: Bool
    /// Waiting callers and alarms, minute by minute, of all servers together.
    package var minutes: [TravelIndex.Minute]
    /// How much of the journal is known, in percent; nil when all of it is.
    package var progress: Int?

    package init(
        _ machine: TimeMachine, first: Int64, last: Int64, minutes: [TravelIndex.Minute], progress: Int? = nil
    ) {
        self.first = first
        self.last = last
        isPlaying = machine.isPlaying
        speed = machine.speed
        step = machine.step
        hasPresent = machine.hasPresent
        self.minutes = minutes
        self.progress = progress
    }

    /// The minutes of several servers as one.
    package static func merged(_ indexes: [TravelIndex]) -> [TravelIndex.Minute] {
        guard indexes.count > 1 else { return indexes.first?.minutes ?? [] }
        var all: [Int64: TravelIndex.Minute] = [:]
        for minute in indexes.flatMap(\.minutes) {
            var entry = all[minute.number] ?? TravelIndex.Minute(number: minute.number, waiting: 0, isAlarming: false)
            entry.waiting += minute.waiting
            entry.isAlarming = entry.isAlarming || minute.isAlarming
            all[minute.number] = entry
        }
        return all.values.sorted { $0.number < $1.number }
    }
}

extension ScreenState {
    /// What is shown is not of now: no command for the PBX makes sense.
    var isPast: Bool { options.mode == .replay || travel != nil }

    /// When the selected call began: the caller's or the agent's; nil when there is none.
    func callStart(_ board: Board) -> Int64? {
        guard let entity = currentEntity, board.servers.indices.contains(entity.server) else { return nil }
        let server = board.servers[entity.server]
        switch entity {
        case .channel(_, let uniqueID):
            guard let channel = server.channel(uniqueID: uniqueID) else { return nil }
            return server.channel(uniqueID: channel.linkedID)?.createdAt ?? channel.createdAt
        case .agent(_, let id):
            guard let call = server.agent(id, at: server.now)?.call,
                let channel = server.channel(uniqueID: call.channelUniqueID)
            else { return nil }
            return server.channel(uniqueID: channel.linkedID)?.createdAt ?? channel.createdAt
        case .queue(_, let name): return server.callers(of: name).first?.joinedAt
        default: return nil
        }
    }
}
