/// A queue as Asterisk counts it, and what callboard counts beside it.
///
/// The counters of the first group mirror `struct call_queue` (apps/app_queue.c) and are folded with its integer
/// arithmetic, so that they equal `QueueStatus` at every moment.
package struct Queue: Sendable, Equatable {
    /// The queue's name in queues.conf; unique within a server.
    package let name: String
    /// What a UCM calls it besides its number; empty where it has no other name.
    package var title = ""
    /// Asterisk's word for the ring strategy (`ringall`, `rrmemory` ...); empty until it was told.
    package var strategy = ""
    /// Most callers that may wait; 0 is no limit.
    package var max = 0
    /// The queue's weight against others that share members.
    package var weight = 0
    /// Callers waiting now, by Asterisk's own `Count` (0 or more).
    package var waiting = 0
    /// Calls whose conversation ended.
    package var completed = 0
    /// Calls that Asterisk counts as abandoned: hung up, timed out, left when empty.
    package var abandoned = 0
    /// Moving average of the wait of answered calls, in seconds: `(3 * old + new) >> 2`.
    package var holdTime = 0
    /// Moving average of talk, in seconds, likewise.
    package var talkTime = 0
    /// The service level's threshold in seconds; 0 is not configured.
    package var serviceLevel = 0
    /// Completed calls that were answered within `serviceLevel` (hidden in AMI; recovered from the percentages).
    package var completedInLevel = 0
    /// Abandoned calls that gave up within `serviceLevel` (hidden in AMI; recovered likewise).
    package var abandonedInLevel = 0
    /// What callboard counted itself since the day began or since it first saw the queue.
    package var today = CallSums()

    package init(name: String) {
        self.name = name
    }

    /// Asterisk's `ServicelevelPerf`: completed within the level per completed, in percent; 0 when nothing completed.
    package var serviceLevelPerf: Double {
        completed == 0 ? 0 : Double(100 * (Float(completedInLevel) / Float(completed)))
    }

    /// Asterisk's `ServicelevelPerf2`: abandoned calls counted too, in percent; 0 when there were none.
    package var serviceLevelPerf2: Double {
        let all = completed + abandoned
        return all == 0 ? 0 : Double(100 * (Float(completedInLevel + abandonedInLevel) / Float(all)))
    }
}
