import CallCenter
import Settings

/// What the alarms look at on a board.
enum AlarmWatch {
    /// - Parameter agents: what was seen of the agents a moment ago; nil looks at each anew.
    static func observations(
        _ board: Board, _ state: ScreenState, agents: [AlarmObservation]? = nil, now: Int64
    ) -> [AlarmObservation] {
        var found: [AlarmObservation] = []
        let options = state.options
        for (index, server) in board.servers.enumerated() {
            func add(
                _ kind: AlarmKey.Kind, _ id: String, _ place: String, _ measure: AlarmObservation.Measure,
                _ limits: AlarmLimits
            ) {
                found.append(
                    AlarmObservation(
                        key: AlarmKey(kind: kind, server: index, id: id), place: place, measure: measure,
                        limits: limits))
            }
            if server.isOld {
                let limits = AlarmLimits(breach: 1, rise: 15_000_000, fall: 0)
                add(.link, "", server.name, .value(1), limits)
                continue
            }
            guard server.hasSnapshot else { continue }
            watchQueues(of: server, index, state, now: now, add)
            if let agents {
                found += agents.lazy.filter { $0.key.server == index }
            } else {
                watchAgents(of: server, options, now: now, add)
            }
            for channel in options.emergencyNumbers.isEmpty ? [] : server.channelSketches {
                guard
                    options.emergencyNumbers.contains(channel.exten)
                        || options.emergencyNumbers.contains(channel.connectedNumber)
                else { continue }
                let who = state.isMasked ? "a caller" : channel.callerNumber
                add(
                    .emergency, channel.uniqueID, "\(who) dials \(channel.exten)", .value(1),
                    AlarmLimits(breach: 1, rise: 0, fall: 0))
            }
        }
        return found
    }

    private typealias Add = (AlarmKey.Kind, String, String, AlarmObservation.Measure, AlarmLimits) -> Void

    private static func watchQueues(
        of server: ServerBoard, _ index: Int, _ state: ScreenState, now: Int64, _ add: Add
    ) {
        for queue in server.queues {
            let look = state.options.look(queue.name, of: server.name)
            let limits = look.thresholds
            let place = look.display ?? queue.name
            let entity = Entity.queue(server: index, name: queue.name)
            let counts = state.rows.queueCounts[entity] ?? AgentCounts()
            add(
                .waiting, queue.name, place, .value(Double(queue.waiting)),
                AlarmLimits(warning: Double(limits.waitingWarning), breach: Double(limits.waitingBreach)))
            if queue.waiting > 0, let wait = server.longestWait(of: queue.name, at: now) {
                // A wait has lasted already.
                add(
                    .longestWait, queue.name, place, .since(now - wait),
                    AlarmLimits(
                        warning: Double(limits.waitWarning), breach: Double(limits.waitBreach), rise: 0))
                // Somebody on a call will be free again; somebody paused or away will not by themselves.
                let isServed = counts.free + counts.onCall + counts.busy + counts.ringing + counts.wrapUp > 0
                add(
                    .nobodyFree, queue.name, place, .value(isServed ? 0 : Double(queue.waiting)),
                    AlarmLimits(breach: 1))
            }
            let sums = state.rows.figures.sums(queue, entity)
            if let level = QueueAlarms.shownLevel(queue, sums, look), sums.offered >= limits.lostFewest {
                add(
                    .serviceLevel, queue.name, place, .value(level),
                    AlarmLimits(
                        warning: limits.levelWarning, breach: limits.levelBreach, isBelow: true, band: 0.02,
                        rise: 30_000_000, fall: 30_000_000))
            }
            if sums.offered >= limits.lostFewest, let share = sums.lostRate {
                add(
                    .lostCallers, queue.name, place, .value(share),
                    AlarmLimits(
                        warning: limits.lostWarning, breach: limits.lostBreach, rise: 30_000_000, fall: 30_000_000))
            }
            let present = counts.free + counts.onCall + counts.busy + counts.ringing + counts.wrapUp + counts.paused
            // At night nobody is there, and nobody misses them.
            if present > 0, limits.freeWarning != nil || limits.freeBreach != nil {
                add(
                    .fewFree, queue.name, place, .value(Double(counts.free)),
                    AlarmLimits(
                        warning: limits.freeWarning.map(Double.init), breach: limits.freeBreach.map(Double.init),
                        isBelow: true, band: 0, rise: 15_000_000))
            }
            if present >= 4 {
                add(
                    .tooManyPaused, queue.name, place, .value(100 * Double(counts.paused) / Double(present)),
                    AlarmLimits(
                        warning: limits.pausedWarning, breach: limits.pausedBreach, rise: 30_000_000,
                        fall: 30_000_000))
            }
        }
    }

    private static func watchAgents(of server: ServerBoard, _ options: ScreenOptions, now: Int64, _ add: Add) {
        for agent in server.agentSketches(at: now) {
            switch agent.state {
            case .paused:
                let limit = options.pauseLimit(agent.pausedReason)
                let warning = Double(limit.warning)
                if agent.since <= 0 || Double(now - agent.since) / 1e6 < warning * 0.8 { continue }
                let reason = agent.pausedReason.isEmpty ? "" : " (\(agent.pausedReason))"
                add(
                    .pause, agent.id, agent.name + reason, .since(agent.since),
                    AlarmLimits(warning: warning, breach: Double(limit.alarm), rise: 0, fall: 0))
            case .onCall, .onHold:
                let warning = Double(options.callWarning)
                if agent.since <= 0 || Double(now - agent.since) / 1e6 < warning * 0.8 { continue }
                add(
                    .call, agent.id, agent.name, .since(agent.since),
                    AlarmLimits(
                        warning: warning, breach: options.callAlarm.map(Double.init) ?? warning * 2, rise: 0, fall: 0))
            default: continue
            }
        }
    }
}
