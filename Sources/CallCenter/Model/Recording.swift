/// What the PBX has told of a channel's recordings (`MixMonitorStart`, `MixMonitorStop` and `MixMonitorMute` of
/// app_mixmonitor.c, since Asterisk 16.17 and 18.3; `MonitorStart` and `MonitorStop` of res_monitor.c before 21).
///
/// No list has it: a recording that began before the board saw the channel is known from its end or its pause alone.
package enum Recording: Sendable {
    /// The last that was told of has ended.
    case ended
    case running
    /// It goes on without a sound of either side, for a card number.
    case silent

    /// For programs.
    package var word: String {
        switch self {
        case .ended: "ended"
        case .running: "running"
        case .silent: "silent"
        }
    }
}

/// What an event tells of a recording.
enum RecordingNews {
    case begun
    case ended
    /// Of directions as bits: 1 is from the channel (`read`), 2 to it (`write`).
    case silenced(UInt8, Bool)
}
