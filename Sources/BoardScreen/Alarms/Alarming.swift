import CallCenter

extension ScreenState {
    /// Lets the alarms see the board. What has become one rings, unless it is night.
    mutating func lookForAlarms(_ board: Board, now: Int64) -> [ScreenEffect] {
        // The past has rung already.
        guard options.mode != .replay else { return [] }
        // Thousands of agents and channels are looked through when their rows were put in order, not each second.
        let size = board.servers.reduce(0) { $0 + $1.channelCount } + rows.totals[Panel.agents.rawValue]
        if size > RowCache.largeBoard, let seen = alarmsSeen, seen.rows == rows.refreshedAt, now >= seen.at,
            now - seen.at < 2 * RowCache.pace(rows: size)
        {
            return []
        }
        alarmsSeen = (now, rows.refreshedAt)
        let unseen = Set(board.servers.indices.filter { board.servers[$0].isOld })
        var agents: [AlarmObservation]?
        if size > RowCache.smallBoard, let seen = agentsSeen, now >= seen.at, now - seen.at < 5_000_000 {
            agents = seen.found
        }
        let found = AlarmWatch.observations(board, self, agents: agents, now: now)
        if agents == nil { agentsSeen = (now, found.filter { [.pause, .call].contains($0.key.kind) }) }
        let news = alarms.advance(to: now, observing: found, unseen: unseen)
        guard let worst = news.first else { return [] }
        let sentence = worst.sentence + (news.count > 1 ? " (and \(news.count - 1) more)" : "")
        // What a person is being told already is not written over.
        if message == nil { say(glyph(.breach) + " " + sentence, now: now) }
        guard !options.quietHours.contains(now, offset: options.utcOffset) else { return [] }
        return (options.hasBell ? [.bell] : []) + (options.hasNotification ? [.notify(sentence)] : [])
    }

    /// The alarm under the cursor in the log, else all that last.
    private var alarmTargets: [AlarmEntry] {
        if focus == .alarms, case .row(.alarms, _, let id)? = currentEntity, let number = Int(id),
            let entry = alarms.entry(number)
        {
            return entry.isActive ? [entry] : []
        }
        return alarms.active
    }

    mutating func acknowledge(now: Int64) {
        let targets = alarmTargets
        let person = options.person.isEmpty ? "seen" : options.person
        for target in targets { _ = alarms.acknowledged(target.number, by: person) }
        tell("Seen", targets, now: now)
    }

    mutating func snooze(now: Int64) {
        let targets = alarmTargets
        let until = now + 15 * 60_000_000
        for target in targets { _ = alarms.snoozed(target.number, until: until) }
        tell("Quiet until \(WallClock.time(until, offset: options.utcOffset).prefix(5))", targets, now: now)
    }

    private mutating func tell(_ word: String, _ targets: [AlarmEntry], now: Int64) {
        switch targets.count {
        case 0: say("No alarm lasts now", now: now)
        case 1: say("\(word): \(targets[0].sentence)", now: now)
        default: say("\(word): \(targets.count) alarms", now: now)
        }
    }

    /// Queues and agents in alarm before the others.
    mutating func raiseAlarms() {
        let queues: Set<AlarmKey.Kind> = [
            .waiting, .longestWait, .serviceLevel, .lostCallers, .nobodyFree, .tooManyPaused,
        ]
        let alarms = alarms
        rows.raise(.queues) { entity in
            guard case .queue(let server, let name) = entity else { return false }
            return alarms.level(server: server, id: name, of: queues) > .calm
        }
        rows.raise(.agents) { entity in
            guard case .agent(let server, let id) = entity else { return false }
            return alarms.level(server: server, id: id, of: [.pause, .call]) > .calm
        }
    }
}
