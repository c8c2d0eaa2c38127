import CallCenter

extension LinkState {
    /// The state as one word of the JSON contract.
    package var word: String {
        switch self {
        case .live: "live"
        case .connecting: "connecting"
        case .stale: "stale"
        case .offline: "offline"
        case .replay: "replay"
        }
    }

    /// Why the link is not live; empty when it is.
    package var reason: String {
        switch self {
        case .live, .replay: ""
        case .connecting(_, let reason), .stale(let reason), .offline(let reason): reason
        }
    }
}
