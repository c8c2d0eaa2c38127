/// `[queue."name"]`: what the manager interface does not tell about a queue, and what the board makes of it.
package struct QueueSettings: Sendable, Equatable {
    /// The name on the board; nil shows the queue's own.
    package var display: String?
    /// Seconds within which a call counts as answered in time; nil takes what the PBX says.
    package var serviceLevel: Int?
    /// The share of calls to be answered in time, in percent.
    package var target: Double?
    /// Seconds of wrap-up after a call, which the manager interface does not publish per queue.
    package var wrapUp: Int?
    /// A heading that queues are gathered under.
    package var group: String?
    /// Callers waiting from which the queue is marked as worth a look, and as an alarm.
    package var waitingWarning: Int?
    package var waitingAlarm: Int?
    /// Seconds of the longest wait from which the queue is marked as worth a look, and as an alarm.
    package var waitWarning: Int?
    package var waitAlarm: Int?

    package init() {}
}
