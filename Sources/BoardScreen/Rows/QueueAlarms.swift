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

    /// Callers who left without having been answered, of those who were offered.
    static func lost(_ sums: CallSums, _ thresholds: Thresholds) -> StyleName {
        if sums.offered >= thresholds.lostFewest, let share = sums.lostRate {
            if share >= thresholds.lostBreach { return .queueBreach }
            if share >= thresholds.lostWarning { return .queueWarning }
        }
        return sums.abandoned > 0 ? .text : .faint
    }

    /// The service level in percent that is shown of a queue; nil when there is no threshold, or no call to judge.
    static func shownLevel(_ queue: Queue, _ sums: CallSums, _ look: QueueLook) -> Double? {
        queue.serviceLevel > 0 || look.rule.level != nil ? sums.level(look.variant) : nil
    }

    /// Whether any figure of the queue is a breach.
    ///
    /// - Parameters:
    ///   - sums: of the period that is shown.
    ///   - wait: of the caller who waits longest, in seconds; nil when nobody waits.
    static func isBreached(_ queue: Queue, _ sums: CallSums, wait: Int64?, _ look: QueueLook) -> Bool {
        let thresholds = look.thresholds
        if waiting(queue, thresholds) == .queueBreach || lost(sums, thresholds) == .queueBreach { return true }
        if let wait, self.wait(seconds: wait, thresholds) == .queueBreach { return true }
        guard let level = shownLevel(queue, sums, look) else { return false }
        return self.level(level, thresholds) == .queueBreach
    }

    private static func style(_ value: Int64, _ warning: Int64, _ breach: Int64) -> StyleName {
        if value >= breach { return .queueBreach }
        if value >= warning { return .queueWarning }
        return value > 0 ? .queueWaiting : .queueIdle
    }
}
