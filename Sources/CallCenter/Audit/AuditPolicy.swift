// Which list to ask for next. Pure: the state and the time decide.
extension BoardState {
    private static var second: Int64 { 1_000_000 }
    /// Between two lists, in µs: what leaves a second apart may arrive closer, and no PBX is to see two in a second.
    private static var pace: Int64 { 1_250_000 }
    private static var minute: Int64 { 60_000_000 }

    func nextAudit(at time: Int64) -> AuditRequest? {
        guard phase.state == .live, lists.snapshotAt > 0, settings.auditInterval > 0 else { return nil }
        guard time - lists.lastSentAt >= Self.pace, time - lists.snapshotAt >= 2 * Self.second,
            !lists.isWaiting(at: time)
        else { return nil }
        let interval = Int64(settings.auditInterval) * Self.second
        if phase.channelsKnown, time >= max(lists.channelsAuditedAt, lists.snapshotAt) + interval {
            return .channels
        }
        var soonest: UInt32 = 0
        var oldest: UInt32 = 0
        var latestAudit: Int64 = 0
        var slot = queues.live(from: 1)
        while slot != 0 {
            let audited = queues[slot].auditedAt
            latestAudit = max(latestAudit, audited)
            // Settling after a snapshot may ask again at once; later a doubt only comes first when its minute is
            // up, and sooner only where a reset left a guess.
            let isSettling = !queues[slot].settled && time - lists.snapshotAt < Self.minute
            let isShort = queues[slot].guessed
            let patience = isSettling ? 2 * Self.second : min(isShort ? 10 * Self.second : Self.minute, interval)
            let isUrgent = (!queues[slot].settled || queues[slot].suspect) && time - audited >= patience
            if isUrgent, soonest == 0 || audited < queues[soonest].auditedAt { soonest = slot }
            if oldest == 0 || audited < queues[oldest].auditedAt { oldest = slot }
            slot = queues.live(from: slot + 1)
        }
        if soonest != 0 { return .queue(texts.string(queues[soonest].name)) }
        guard oldest != 0 else { return nil }
        // Each once in an interval, one after the other.
        let spacing = max(Self.pace, interval / Int64(max(1, queues.count)))
        guard time - latestAudit >= spacing, time - queues[oldest].auditedAt >= interval else { return nil }
        return .queue(texts.string(queues[oldest].name))
    }
}
