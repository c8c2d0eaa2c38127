// Gaps: when the board does not follow its PBX, and when it does again.
extension BoardState {
    /// A day with more gaps than that has its oldest two drawn together.
    private static var mostGaps: Int { 64 }

    /// The board stops following its PBX, or did when it was last heard. Before the first snapshot there is nothing to
    /// miss, and a gap that lasts goes on.
    mutating func openGap(_ cause: Gap.Cause, at time: Int64, since moment: Int64? = nil) {
        guard phase.hadSnapshot, gaps.last.map({ $0.ended != nil }) ?? true else { return }
        let floor = gaps.last?.ended ?? .min
        append(Gap(cause: cause, began: max(floor, min(time, moment ?? liveAt ?? time))))
    }

    mutating func append(_ gap: Gap) {
        gaps.append(gap)
        if gaps.count > Self.mostGaps {
            gaps[1].began = gaps[0].began
            gaps[1].linesFilled += gaps[0].linesFilled
            gaps.removeFirst()
        }
    }

    /// Everything is known again.
    mutating func closeGap(at time: Int64) {
        guard let last = gaps.indices.last, gaps[last].ended == nil else { return }
        gaps[last].ended = max(time, gaps[last].began)
    }

    /// Records are missing although the connection stands: the next lists of everything are taken as they are, not
    /// compared with figures that nobody kept up.
    mutating func streamTorn(_ cause: Gap.Cause, at time: Int64, since moment: Int64? = nil) {
        suspectEverything()
        closeIntervals(at: time)
        openGap(cause, at: time, since: moment)
        phase.queuesTorn = phase.queuesKnown
        phase.channelsTorn = phase.channelsKnown
    }

    /// The gaps of a day that begins now.
    mutating func beginGaps(at time: Int64) {
        gaps = gaps.last.flatMap { $0.ended == nil ? [Gap(cause: $0.cause, began: time)] : nil } ?? []
    }
}
