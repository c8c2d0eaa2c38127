/// What holds for every board, whatever a PBX sent. For tests and fuzzers; nothing in service asks.
extension ServerBoard {
    /// The first thing that does not hold, as a sentence; nil when all does.
    ///
    /// Walks every table: its time grows with the board.
    package func violatedInvariant() -> String? {
        box.state.violatedInQueues() ?? box.state.violatedInMembers() ?? box.state.violatedInChannels()
    }
}

extension BoardState {
    fileprivate borrowing func violatedInQueues() -> String? {
        var queue = queues.live(from: 1)
        while queue != 0 {
            let record = queues[queue]
            let name = texts.string(record.name)
            let figures = [
                record.waiting, record.completed, record.abandoned, record.completedInLevel, record.abandonedInLevel,
                record.holdTime, record.talkTime,
            ]
            if figures.contains(where: { $0 < 0 }) { return "queue \(name) has a figure below nothing: \(figures)" }
            let day = record.today
            if min(day.offered, day.answered, day.abandoned, day.timedOut, day.handled) < 0 {
                return "queue \(name) has a figure of the day below nothing"
            }
            var length = 0
            var previous: UInt32 = 0
            var visit = record.firstVisit
            while visit != 0 {
                if visits[visit].queue != queue { return "a caller in the list of \(name) waits elsewhere" }
                if visits[visit].previous != previous { return "the callers of \(name) are not linked both ways" }
                length += 1
                if length > visits.count { return "the callers of \(name) are linked in a ring" }
                previous = visit
                visit = visits[visit].next
            }
            if length != record.visits { return "queue \(name) counts \(record.visits) callers and lists \(length)" }
            if record.lastVisit != previous { return "the last caller of \(name) is not the last" }
            queue = queues.live(from: queue + 1)
        }
        return nil
    }

    fileprivate borrowing func violatedInMembers() -> String? {
        var listed = 0
        var queue = queues.live(from: 1)
        while queue != 0 {
            var length = 0
            var member = queues[queue].firstMember
            while member != 0 {
                if members[member].queue != queue { return "a member is listed in a queue that it is not in" }
                length += 1
                if length > members.count { return "members are linked in a ring" }
                member = members[member].nextInQueue
            }
            if length != queues[queue].members {
                return
                    "queue \(texts.string(queues[queue].name)) counts \(queues[queue].members) members, lists \(length)"
            }
            listed += length
            queue = queues.live(from: queue + 1)
        }
        if listed != members.count { return "\(members.count) members, \(listed) in queues" }
        var people = 0
        var device = devices.live(from: 1)
        while device != 0 {
            var member = devices[device].firstMember
            while member != 0 {
                if members[member].agent != device { return "a membership belongs to another agent" }
                people += 1
                if people > members.count { return "memberships of an agent are linked in a ring" }
                member = members[member].nextOfAgent
            }
            device = devices.live(from: device + 1)
        }
        return people == members.count ? nil : "\(members.count) members, \(people) memberships of agents"
    }

    fileprivate borrowing func violatedInChannels() -> String? {
        var bridged = 0
        var bridge = bridges.live(from: 1)
        while bridge != 0 {
            var length = 0
            var channel = bridges[bridge].first
            while channel != 0 {
                if channels[channel].bridge != bridges[bridge].id {
                    return "a channel is listed in a bridge it is not in"
                }
                length += 1
                if length > channels.count { return "channels of a bridge are linked in a ring" }
                channel = channels[channel].nextInBridge
            }
            if length == 0 { return "a bridge without a channel" }
            if length != Int(bridges[bridge].count) {
                return "a bridge counts \(bridges[bridge].count), lists \(length)"
            }
            bridged += length
            bridge = bridges.live(from: bridge + 1)
        }
        var inBridges = 0
        var channel = channels.live(from: 1)
        while channel != 0 {
            if channels[channel].bridge != 0 { inBridges += 1 }
            if texts.owner(channels[channel].uniqueID) != channel {
                return "channel \(texts.string(channels[channel].name)) is not found by its unique id"
            }
            channel = channels.live(from: channel + 1)
        }
        return inBridges == bridged ? nil : "\(inBridges) channels in bridges, \(bridged) listed there"
    }
}
