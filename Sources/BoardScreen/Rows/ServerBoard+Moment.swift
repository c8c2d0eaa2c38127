import CallCenter

extension ServerBoard {
    /// There is something to show: lists came once, or Asterisk's queue_log told of a time before them.
    var isTold: Bool { hasSnapshot || countedFrom != nil }

    /// What is shown is of an earlier moment: the link is gone, what it told remains.
    var isOld: Bool {
        switch link {
        case .stale, .offline: hasSnapshot
        case .connecting: hasSnapshot
        case .live, .replay: false
        }
    }

    /// The moment that durations are taken at: now while the PBX is heard, else when it was heard last. A wait that goes
    /// on counting after the last word would be a guess.
    func shownMoment(_ now: Int64) -> Int64 {
        guard isOld, let last = liveAt else { return now }
        return min(last, now)
    }
}
