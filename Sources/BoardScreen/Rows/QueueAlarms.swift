import CallCenter

/// How bad a queue's figures are: one place for the rows' colours and for the header's total of alarms.
enum QueueAlarms {
    static func waiting(_ queue: Queue, _ thresholds: Thresholds) -> StyleName {
        style(Int64(queue.waiting), Int64(thresholds.waitingWarning), Int64(thresholds.waitingBreach))
    }

    /// - Parameter seconds: how long the caller who waits longest has waited.
    static func wait(seconds: Int64, _ thresholds: Thresholds) -> StyleName {
        style(seconds, Int64(thresholds.waitWarning), Int64(thresholds.waitBreach))
    }

    /// - Parameter level: the service level in percent.
    static func level(_ level: Double, _ thresholds: Thresholds) -> StyleName {
        level < thresholds.levelBreach ? .queueBreach : level < thresholds.levelWarning ? .queueWarning : .text
    }

    /// Callers who left without having been answered, of those who were offered today.
    static func lost(_ queue: Queue, _ thresholds: Thresholds) -> StyleName {
        let share = lostShare(queue)
        if queue.today.offered >= thresholds.lostFewest, let share {
            if share >= thresholds.lostBreach { return .queueBreach }
            if share >= thresholds.lostWarning { return .queueWarning }
        }
        return queue.today.abandoned > 0 ? .text : .faint
    }

    /// In percent; nil when nobody was offered.
    static func lostShare(_ queue: Queue) -> Double? {
        let day = queue.today
        return day.offered > 0 ? 100 * Double(day.abandoned + day.timedOut) / Double(day.offered) : nil
    }

    /// Whether any figure of the queue is a breach.
    ///
    /// - Parameter wait: of the caller who waits longest, in seconds; nil when nobody waits.
    static func isBreached(
        _ queue: Queue, wait: Int64?, level variant: ServiceLevelVariant, _ thresholds: Thresholds
    ) -> Bool {
        if waiting(queue, thresholds) == .queueBreach || lost(queue, thresholds) == .queueBreach { return true }
        if let wait, self.wait(seconds: wait, thresholds) == .queueBreach { return true }
        guard queue.serviceLevel > 0, let level = queue.today.level(variant) else { return false }
        return self.level(level, thresholds) == .queueBreach
    }

    private static func style(_ value: Int64, _ warning: Int64, _ breach: Int64) -> StyleName {
        if value >= breach { return .queueBreach }
        if value >= warning { return .queueWarning }
        return value > 0 ? .queueWaiting : .queueIdle
    }
}
