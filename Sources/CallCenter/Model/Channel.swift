/// The state of a channel by the numbers of `enum ast_channel_state` (include/asterisk/channelstate.h).
package enum ChannelState: UInt8, Sendable, Equatable, CaseIterable {
    case down = 0
    case reserved = 1
    case offHook = 2
    case dialing = 3
    case ring = 4
    case ringing = 5
    case up = 6
    case busy = 7
    case dialingOffHook = 8
    case preRing = 9

    /// Of the channel of a phone: it is being called.
    var isRinging: Bool { self == .ringing || self == .preRing }
    /// Of the channel of a phone: it talks, or is calling somebody.
    var isOwnCall: Bool { self == .up || self == .ring || self == .dialing || self == .dialingOffHook }

    /// Asterisk's own word (`ast_state2str`).
    package var word: String {
        switch self {
        case .down: "Down"
        case .reserved: "Rsrvd"
        case .offHook: "OffHook"
        case .dialing: "Dialing"
        case .ring: "Ring"
        case .ringing: "Ringing"
        case .up: "Up"
        case .busy: "Busy"
        case .dialingOffHook: "Dialing Offhook"
        case .preRing: "Pre-ring"
        }
    }
}

/// One channel. Caller and connected line are empty when the PBX does not know them.
package struct Channel: Sendable, Equatable {
    package let uniqueID: String
    package var linkedID: String
    package var name: String
    package var state: ChannelState
    package var callerNumber: String
    package var callerName: String
    package var connectedNumber: String
    package var connectedName: String
    package var context: String
    package var exten: String
    /// The dialplan's step.
    package var priority: Int
    /// The application as last told; empty when only the dialplan class would tell.
    package var application: String
    /// The bridge the channel is in; empty when in none.
    package var bridgeID: String
    /// When it entered its bridge: our clock, µs since 1970; 0 when in none, or when that was before the board saw it.
    package var bridgedAt: Int64 = 0
    /// When the channel was made: our clock, µs since 1970.
    package var createdAt: Int64
    /// When it was last answered or created, whichever is later: our clock, µs since 1970.
    package var stateSince: Int64
    package var onHold: Bool
    /// Nil while nothing was told of any recording of it.
    package var recording: Recording?
    /// The unique id of the channel that this one is dialled for, or dials; empty when there is no dial leg.
    package var dialPeer: String
    /// The unique id of the channel that this one listens to (ChanSpy); empty when it listens to none.
    package var spiesOn = ""

    package init(uniqueID: String) {
        self.uniqueID = uniqueID
        linkedID = uniqueID
        name = ""
        state = .down
        callerNumber = ""
        callerName = ""
        connectedNumber = ""
        connectedName = ""
        context = ""
        exten = ""
        priority = 1
        application = ""
        bridgeID = ""
        createdAt = 0
        stateSince = 0
        onHold = false
        dialPeer = ""
    }
}
