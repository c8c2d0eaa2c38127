/// `[thresholds]`, and the same keys of a queue: where a figure is worth a look, and where it is an alarm. Nil leaves it
/// to `[thresholds]`, and there to the program.
package struct ThresholdSettings: Sendable, Equatable {
    /// Callers waiting.
    package var waitingWarning: Int?
    package var waitingAlarm: Int?
    /// Seconds of the longest wait now.
    package var waitWarning: Int?
    package var waitAlarm: Int?
    /// Percent of calls answered in time, below which: the target, and the alarm.
    package var target: Double?
    package var levelAlarm: Double?
    /// Percent of callers lost, from which.
    package var lostWarning: Double?
    package var lostAlarm: Double?
    /// Seconds of a pause.
    package var pauseWarning: Int?
    package var pauseAlarm: Int?
    /// Agents free, fewer than which.
    package var freeWarning: Int?
    package var freeAlarm: Int?
    /// Percent of the agents who are there on pause at once, from which.
    package var pausedWarning: Double?
    package var pausedAlarm: Double?

    package init() {}
}
