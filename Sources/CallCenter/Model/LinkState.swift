/// How a server's data is to be read.
package enum LinkState: Sendable, Equatable {
    /// Connected, logged in, the snapshot taken, and something heard lately.
    case live
    /// Not yet, or not again: the next try comes at `retryAt` (our clock, µs since 1970), nil while one runs.
    case connecting(retryAt: Int64?, reason: String)
    /// Was live, is no longer: what is shown is as old as `lastEventAt`.
    case stale(reason: String)
    /// Will not be tried again by itself: a refused login.
    case offline(reason: String)
    /// A journal is being replayed.
    case replay
}

/// Which PBX speaks: decided by what ListCommands offers, never by the banner.
package enum Dialect: String, Sendable, Equatable {
    case asterisk, ucm
}

/// What the audit found since the board began.
package struct AuditSummary: Sendable, Equatable {
    /// Lists compared.
    package var checked = 0
    /// Figures corrected.
    package var corrected = 0
    /// Our clock, µs since 1970; nil before the first.
    package var lastAt: Int64?
    /// Corrected figures by kind (`caller`, `channel`, `completed`, `holdTime`, `memberStatus` ...), by name.
    package var kinds: [String: Int] = [:]

    package init() {}
}
