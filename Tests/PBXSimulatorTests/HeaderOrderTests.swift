import AMI
import Foundation
import PBXSimulator
import TestSupport
import Testing

/// `HeaderOrders.txt` holds the headers of each kind of event in the order in which a real Asterisk 22 wrote them.
@Suite struct HeaderOrderTests {
    @Test("Every event has the headers of Asterisk 22, in its order")
    func headerOrders() throws {
        let known = try Self.known()
        var office = Office(seed: 11, callsPerMinute: 30)
        var packets = office.enter(events: "on")
        var seen = Set<String>()
        var checked = 0
        for minute in 0..<12 {
            office.pass(60, step: 10)
            if minute % 6 == 0 { Self.act(&office, minute) }
            packets += office.takePackets()
            for packet in packets {
                guard let event = packet["Event"] else { continue }
                let kind = "\(event)|\(packet["Privilege"] ?? "-")"
                guard let orders = known[kind] else { continue }
                let order = packet.headers.dropFirst().map(\.name).joined(separator: " ")
                checked += 1
                seen.insert(event)
                if !orders.contains(order) { Issue.record("\(event) has other headers than Asterisk's: \(order)") }
            }
            packets = []
        }
        #expect(checked > 5000)
        let expected: Set = [
            "Newchannel", "Newstate", "NewCallerid", "NewConnectedLine", "Newexten", "VarSet", "Hangup",
            "HangupRequest",
            "SoftHangupRequest", "DialBegin", "DialState", "DialEnd", "BridgeCreate", "BridgeEnter", "BridgeLeave",
            "BridgeDestroy", "LocalBridge", "Hold", "Unhold", "QueueCallerJoin", "QueueCallerLeave",
            "QueueCallerAbandon", "AgentCalled", "AgentConnect", "AgentComplete", "AgentRingNoAnswer",
            "QueueMemberStatus", "QueueMemberPause", "QueueMemberAdded", "DeviceStateChange", "ExtensionStatus",
            "BlindTransfer", "OriginateResponse", "CoreShowChannel", "QueueParams", "QueueMember", "Status",
            "EndpointList", "FullyBooted", "SuccessfulAuth",
        ]
        #expect(expected.subtracting(seen).isEmpty)
    }

    private static func act(_ office: inout Office, _ minute: Int) {
        var bytes = office.bytes
        for action in [
            "CoreShowChannels", "QueueStatus", "QueueSummary", "Status", "PJSIPShowEndpoints",
            "Originate\nChannel: PJSIP/1000\nContext: from-internal\nExten: 401\nPriority: 1\nAsync: true\nActionID: o",
            "QueuePenalty\nInterface: PJSIP/1001\nPenalty: 2", "QueueAdd\nQueue: sales\nInterface: PJSIP/1000",
        ] {
            for packet in packets("Action: \(action)\nActionID: a-\(minute)") {
                for case .send(let sent, _) in office.simulator.received(packet, from: 1) { bytes += sent }
            }
        }
        office.bytes = bytes
    }

    private static func known() throws -> [String: Set<String>] {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
            "HeaderOrders.txt")
        var result: [String: Set<String>] = [:]
        for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
            let parts = line.split(separator: "|", omittingEmptySubsequences: false)
            guard parts.count == 3 else { continue }
            result["\(parts[0])|\(parts[1])", default: []].insert(String(parts[2]))
        }
        return result
    }
}
