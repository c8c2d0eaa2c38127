/// Where the link and the first lists stand; `LinkState` is how it reads.
struct LinkPhase: Equatable {
    enum Stage: Equatable {
        case idle
        case connecting
        case waiting(retryAt: Int64, reason: String)
        case connected
        case lost(reason: String)
        case refused(reason: String)
    }

    var stage = Stage.idle
    /// Which parts the first lists of this connection made known.
    var queuesKnown = false
    var channelsKnown = false
    /// This user may not list channels: they are known from events only.
    var channelsRefused = false
    /// Which of them miss records since: their next whole list is taken as it is.
    var queuesTorn = false
    var channelsTorn = false
    /// Everything was known once; what is shown is at worst old.
    var hadSnapshot = false

    /// Every list that can be had has come in this connection.
    var isComplete: Bool { queuesKnown && (channelsKnown || channelsRefused) }
    var isTorn: Bool { queuesTorn || channelsTorn }

    var state: LinkState {
        switch stage {
        case .refused(let reason): return .offline(reason: reason)
        case .lost(let reason): return .stale(reason: reason)
        case .waiting(let retryAt, let reason):
            return hadSnapshot ? .stale(reason: reason) : .connecting(retryAt: retryAt, reason: reason)
        case .idle, .connecting, .connected:
            if isComplete { return isTorn ? .stale(reason: "Catching up") : .live }
            return hadSnapshot ? .stale(reason: "Reconnecting") : .connecting(retryAt: nil, reason: "")
        }
    }

    mutating func snapshotTaken() {
        if isComplete { hadSnapshot = true }
    }

    /// The PBX forgot us: lists must come again before anything is live.
    mutating func connectionEnded(_ stage: Stage) {
        self.stage = stage
        queuesKnown = false
        channelsKnown = false
        channelsRefused = false
        queuesTorn = false
        channelsTorn = false
    }
}
