import CallCenter
import Settings

/// What the owner says of one queue: its name on the board and how its figures are judged.
package struct QueueLook: Sendable, Equatable {
    /// Nil shows the queue's own name.
    package var display: String?
    /// What queues are summed up under; nil is none.
    package var group: String?
    package var variant: ServiceLevelVariant
    package var rule: ServiceRule
    package var thresholds: Thresholds
}

extension ScreenOptions {
    /// How long a pause of a reason may last.
    func pauseLimit(_ reason: String) -> PauseLimit {
        if !pauses.isEmpty, let limit = pauses[reason.lowercased()] { return limit }
        let warning = thresholds.pauseWarning
        return PauseLimit(warning: warning, alarm: max(warning, thresholds.pauseBreach ?? warning * 2))
    }

    /// How a queue of a server is shown and judged.
    package func look(_ queue: String, of server: String) -> QueueLook {
        if !queues.isEmpty, let own = queues["\(server)/\(queue)"] ?? queues[queue] { return own }
        return QueueLook(
            display: nil, group: nil, variant: serviceLevel, rule: ServiceRule(shortAbandon: shortAbandon),
            thresholds: thresholds)
    }

    /// The name on the board.
    func name(_ queue: String, of server: String) -> String {
        queues.isEmpty ? queue : look(queue, of: server).display ?? queue
    }

    /// Takes over what a configuration says of figures, queues and people.
    package mutating func apply(_ configuration: Configuration) {
        let board = configuration.board
        if let word = board.serviceLevel, let variant = ServiceLevelVariant(rawValue: word) { serviceLevel = variant }
        shortAbandon = board.shortAbandon
        if let word = board.window, let window = MetricWindow(rawValue: word) { self.window = window }
        shifts = ShiftTimes(starts: board.shifts, utcOffset: utcOffset)
        thresholds = thresholds.overlaid(by: configuration.thresholds)
        people = configuration.people
        wall = configuration.wall
        let alarm = configuration.alarm
        hasBell = alarm.hasBell
        hasNotification = alarm.hasNotification
        quietHours.spans = alarm.quiet
        if let numbers = alarm.emergencyNumbers { emergencyNumbers = Set(numbers) }
        if let seconds = alarm.callWarning { callWarning = seconds }
        callAlarm = alarm.callAlarm.map { max($0, callWarning) }
        pauses = alarm.pauses
        hasFlash = alarm.hasFlash
        hasAlarmCommand = !alarm.command.isEmpty
        for (name, queue) in configuration.queues {
            queues[name] = QueueLook(
                display: queue.display, group: queue.group,
                variant: queue.variant.flatMap(ServiceLevelVariant.init) ?? serviceLevel,
                rule: ServiceRule(level: queue.serviceLevel, shortAbandon: queue.shortAbandon ?? shortAbandon),
                thresholds: thresholds.overlaid(by: queue.thresholds))
        }
    }
}

extension Thresholds {
    /// These, but for what the settings say. A target alone moves the alarm along, at three quarters of it.
    func overlaid(by settings: ThresholdSettings) -> Thresholds {
        var new = self
        if let value = settings.waitingWarning { new.waitingWarning = value }
        if let value = settings.waitingAlarm { new.waitingBreach = value }
        if let value = settings.waitWarning { new.waitWarning = value }
        if let value = settings.waitAlarm { new.waitBreach = value }
        if let value = settings.target {
            new.levelWarning = value
            new.levelBreach = value * 0.75
        }
        if let value = settings.levelAlarm { new.levelBreach = value }
        if let value = settings.lostWarning { new.lostWarning = value }
        if let value = settings.lostAlarm { new.lostBreach = value }
        if let value = settings.pauseWarning { new.pauseWarning = value }
        if let value = settings.pauseAlarm { new.pauseBreach = value }
        if let value = settings.freeWarning { new.freeWarning = value }
        if let value = settings.freeAlarm { new.freeBreach = value }
        if let value = settings.pausedWarning { new.pausedWarning = value }
        if let value = settings.pausedAlarm { new.pausedBreach = value }
        if settings.pausedAlarm == nil { new.pausedBreach = max(new.pausedBreach, new.pausedWarning) }
        if settings.pausedWarning == nil { new.pausedWarning = min(new.pausedWarning, new.pausedBreach) }
        // A warning that is said alone may lie beyond the program's alarm, or an alarm before its warning.
        if settings.waitingAlarm == nil { new.waitingBreach = max(new.waitingBreach, new.waitingWarning) }
        if settings.waitAlarm == nil { new.waitBreach = max(new.waitBreach, new.waitWarning) }
        if settings.lostAlarm == nil { new.lostBreach = max(new.lostBreach, new.lostWarning) }
        if settings.waitingWarning == nil { new.waitingWarning = min(new.waitingWarning, new.waitingBreach) }
        if settings.waitWarning == nil { new.waitWarning = min(new.waitWarning, new.waitBreach) }
        if settings.lostWarning == nil { new.lostWarning = min(new.lostWarning, new.lostBreach) }
        if settings.target == nil { new.levelWarning = max(new.levelWarning, new.levelBreach) }
        return new
    }
}

extension MetricWindow {
    /// As panels and headings say it.
    var words: String {
        switch self {
        case .today: "today"
        case .shift: "shift"
        case .hour: "1 h"
        case .halfHour: "30 min"
        case .quarter: "15 min"
        }
    }
}
