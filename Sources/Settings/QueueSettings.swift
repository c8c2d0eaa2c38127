/// `[queue."name"]`: what the manager interface does not tell about a queue, and what the board makes of it.
package struct QueueSettings: Sendable, Equatable {
    /// The name on the board; nil shows the queue's own.
    package var display: String?
    /// Seconds within which a call counts as answered in time; nil takes what the PBX says.
    package var serviceLevel: Int?
    /// Which share is called the service level: one of `BoardSettings.variants`; nil is the board's.
    package var variant: String?
    /// Callers who give up within so many seconds are left out of levels and rates; nil is the board's.
    package var shortAbandon: Int?
    /// Seconds of wrap-up after a call, which the manager interface does not publish per queue.
    package var wrapUp: Int?
    /// What queues are summed up under.
    package var group: String?
    package var thresholds = ThresholdSettings()

    package init() {}
}
