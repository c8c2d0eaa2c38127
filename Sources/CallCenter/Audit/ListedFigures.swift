import AMI

/// The figures of a `QueueParams` item, the hidden ones recovered.
struct ListedFigures {
    var counters: QueueCounters
    var holdTime: Int32
    var talkTime: Int32
    /// The percentages are those of our own hidden counts, as far as one decimal tells.
    var levelsAgree: Bool
    /// They do not, by no more than a tenth of a percent of more than a thousand calls: of so many the list from which our
    /// own counts began told no more exactly.
    var levelsAreRounded: Bool

    private static let exactlyTold: Int32 = 1_000

    /// - Parameters:
    ///   - ours: the queue as we had it.
    ///   - counted: our counters when the list came, for an audit; else they are taken from the list.
    init(_ view: MessageView, ours: QueueRecord, counted: QueueCounters? = nil) {
        var ours = ours
        if let counted {
            ours.completed = counted.completed
            ours.abandoned = counted.abandoned
            ours.completedInLevel = counted.completedInLevel
            ours.abandonedInLevel = counted.abandonedInLevel
        }
        let completed = Self.count(view[.completed], ours.completed)
        let abandoned = Self.count(view[.abandoned], ours.abandoned)
        holdTime = Self.count(view[.holdtime], ours.holdTime)
        talkTime = Self.count(view[.talkTime], ours.talkTime)
        var inLevel = ours.completedInLevel
        var abandonedInLevel = ours.abandonedInLevel
        if counted != nil, completed > Self.exactlyTold, completed != ours.completed || abandoned != ours.abandoned {
            // Calls were on their way while it was told, and so many hide which: another list has to judge the levels.
            counters = QueueCounters(
                completed: completed, abandoned: abandoned, completedInLevel: inLevel,
                abandonedInLevel: abandonedInLevel)
            (levelsAgree, levelsAreRounded) = (true, false)
            return
        }
        var agree = true
        var apart = 0
        if let perf = view[.servicelevelPerf]?.double {
            if completed != ours.completed || Self.tenths(inLevel, completed) != Self.tenths(perf) {
                agree = false
                apart = Self.distance(inLevel, completed, perf)
                inLevel = Self.recovered(perf, of: completed)
            }
            if let perf2 = view[.servicelevelPerf2]?.double {
                let all = completed &+ abandoned
                if !agree || abandoned != ours.abandoned
                    || Self.tenths(inLevel &+ abandonedInLevel, all) != Self.tenths(perf2)
                {
                    agree = false
                    apart = max(apart, Self.distance(ours.completedInLevel &+ abandonedInLevel, all, perf2))
                    let both = Self.recovered(perf2, of: all)
                    abandonedInLevel = min(max(0, both &- inLevel), abandoned)
                }
            }
        }
        counters = QueueCounters(
            completed: completed, abandoned: abandoned, completedInLevel: inLevel, abandonedInLevel: abandonedInLevel)
        levelsAgree = agree
        levelsAreRounded = !agree && apart <= 1 && completed > Self.exactlyTold
    }

    /// Tenths of a percent between a count of ours and a percentage that was told.
    private static func distance(_ part: Int32, _ whole: Int32, _ percent: Double) -> Int {
        abs(tenths(part, whole) - tenths(percent))
    }

    private static func count(_ text: Bytes?, _ otherwise: Int32) -> Int32 {
        guard let text else { return otherwise }
        return Int32(max(0, min(1_000_000_000, text.intOr(0))))
    }

    /// The whole count that a percentage with one decimal was made of.
    private static func recovered(_ percent: Double, of whole: Int32) -> Int32 {
        guard percent > 0, whole > 0 else { return 0 }
        return Int32(min(Double(whole), (percent * Double(whole) / 100).rounded()))
    }

    /// A percentage as Asterisk prints it, in tenths: a 32-bit ratio with one decimal.
    private static func tenths(_ part: Int32, _ whole: Int32) -> Int {
        whole == 0 ? 0 : tenths(Double(100 * Float(part) / Float(whole)))
    }

    private static func tenths(_ percent: Double) -> Int {
        Int((max(-1_000_000, min(1_000_000, percent)) * 10).rounded(.toNearestOrEven))
    }
}
