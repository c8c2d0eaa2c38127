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
        let before = alarms.breaches
        let news = alarms.advance(
            to: now, observing: found + trunkWatch.observations(board, options, now: now), unseen: unseen)
        let isQuiet = options.quietHours.contains(now, offset: options.utcOffset)
        let told = isQuiet || !options.hasAlarmCommand ? [] : tellings(news, before: before, board)
        guard let worst = news.first else { return told }
        let sentence = worst.sentence + (news.count > 1 ? " (and \(news.count - 1) more)" : "")
        // What a person is being told already is not written over.
        if message == nil { say(glyph(.breach) + " " + sentence, now: now) }
        if isQuiet { return [] }
        return (options.hasBell ? [.bell] : []) + (options.hasFlash ? [.flash] : [])
            + (options.hasNotification ? [.notify(sentence)] : []) + told
    }

    /// For the command: what has become an alarm, lasts after its snooze, or is over.
    ///
    /// - Parameter before: the alarms that there were.
    private func tellings(_ news: [AlarmEntry], before: [Int], _ board: Board) -> [ScreenEffect] {
        func telling(_ entry: AlarmEntry, _ event: AlarmNews.Event) -> ScreenEffect {
            let server = entry.key.server
            return .alarm(
                AlarmNews(
                    event: event, kind: entry.key.kind.word,
                    server: board.servers.indices.contains(server) ? board.servers[server].name : "",
                    place: entry.place, value: entry.worstText, sentence: entry.sentence,
                    since: entry.began / 1_000_000))
        }
        let over = before.compactMap { alarms.entry($0) }.filter { !$0.isActive }
        return news.map { telling($0, before.contains($0.number) ? .lasts : .begins) }
            + over.map { telling($0, .over) }
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
        // Again for longer: each time is a quarter of an hour more.
        let from = targets.compactMap(\.snoozedUntil).max() ?? now
        let until = min(max(from, now) + 15 * 60_000_000, now + 8 * 3_600_000_000)
        let person = options.person
        for target in targets { _ = alarms.snoozed(target.number, until: until, by: person) }
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
        let alarms = alarms
        rows.raise(.queues) { entity in
            guard case .queue(let server, let name) = entity else { return false }
            return alarms.level(server: server, id: name, of: AlarmKey.Kind.ofQueues) > .calm
        }
        rows.raise(.agents) { entity in
            guard case .agent(let server, let id) = entity else { return false }
            return alarms.level(server: server, id: id, of: AlarmKey.Kind.ofAgents) > .calm
        }
    }
}
