/// A device's state by the numbers of `enum ast_device_state`.
enum DeviceState: UInt8, Sendable {
    case unknown = 0
    case notInUse = 1
    case inUse = 2
    case busy = 3
    case invalid = 4
    case unavailable = 5
    case ringing = 6
    case ringInUse = 7
    case onHold = 8

    /// The word that DeviceStateChange carries.
    var word: StaticString {
        switch self {
        case .unknown: "UNKNOWN"
        case .notInUse: "NOT_INUSE"
        case .inUse: "INUSE"
        case .busy: "BUSY"
        case .invalid: "INVALID"
        case .unavailable: "UNAVAILABLE"
        case .ringing: "RINGING"
        case .ringInUse: "RINGINUSE"
        case .onHold: "ONHOLD"
        }
    }

    /// The words that PJSIPShowEndpoints carries.
    var sentence: StaticString {
        switch self {
        case .unknown: "Unknown"
        case .notInUse: "Not in use"
        case .inUse: "In use"
        case .busy: "Busy"
        case .invalid: "Invalid"
        case .unavailable: "Unavailable"
        case .ringing: "Ringing"
        case .ringInUse: "Ring+Inuse"
        case .onHold: "On Hold"
        }
    }

    /// The extension's state of a hint on this device alone: number and text (`ast_devstate_to_extenstate`).
    var extensionState: (number: Int, text: StaticString) {
        switch self {
        case .unknown, .notInUse: (0, "Idle")
        case .inUse: (1, "InUse")
        case .busy: (2, "Busy")
        case .invalid, .unavailable: (4, "Unavailable")
        case .ringing: (8, "Ringing")
        case .ringInUse: (9, "InUse&Ringing")
        case .onHold: (16, "Hold")
        }
    }
}
