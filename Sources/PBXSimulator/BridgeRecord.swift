/// What a bridge is for.
enum BridgeKind: UInt8, Sendable {
    case basic, parking, conference
}

/// One bridge: who is in it, and what its events say.
struct BridgeRecord: Sendable {
    var alive = false
    var uniqueID: Octets = []
    var kind = BridgeKind.basic
    var channels: [Int] = []

    /// Writes the headers of the bridge's snapshot.
    func write(to line: inout Octets) {
        line.header("BridgeUniqueid: ", uniqueID)
        switch kind {
        case .basic:
            line.put("BridgeType: basic\r\nBridgeTechnology: simple_bridge\r\n")
            line.put("BridgeCreator: <unknown>\r\nBridgeName: <unknown>\r\n")
        case .conference:
            line.put("BridgeType: base\r\nBridgeTechnology: softmix\r\n")
            line.put("BridgeCreator: ConfBridge\r\nBridgeName: 6300\r\n")
        case .parking:
            line.put("BridgeType: parking\r\nBridgeTechnology: holding_bridge\r\n")
            line.put("BridgeCreator: Parking\r\nBridgeName: default\r\n")
        }
        line.header("BridgeNumChannels: ", channels.count)
        line.put("BridgeVideoSourceMode: none\r\n")
    }
}
