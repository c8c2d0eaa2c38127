// Any packets from a PBX: the fold does not trap, every board keeps its invariants, whole or packet by packet, and what it
// keeps stays bounded. An input is a list of small numbers that choose events and headers from few names, so that they meet.

import AMI

private let events = [
    "Newchannel", "Newstate", "NewConnectedLine", "Hangup", "HangupRequest", "SoftHangupRequest", "BridgeCreate",
    "BridgeEnter",
    "BridgeLeave", "BridgeDestroy", "BridgeMerge", "DialBegin", "DialEnd", "Rename", "Hold", "Unhold",
    "QueueCallerJoin",
    "QueueCallerLeave", "QueueCallerAbandon", "AgentCalled", "AgentConnect", "AgentComplete", "AgentDump",
    "AgentRingNoAnswer", "QueueMemberStatus", "QueueMemberAdded", "QueueMemberRemoved", "QueueMemberPause",
    "QueueMemberPenalty", "QueueParams", "QueueMember", "QueueEntry", "QueueStatusComplete", "CoreShowChannel",
    "CoreShowChannelsComplete", "Dial", "Bridge", "Unlink", "Join", "Leave", "FullyBooted", "Reload",
    "AttendedTransfer",
    "BlindTransfer", "Pickup", "LocalOptimizationBegin", "LocalOptimizationEnd", "LocalBridge", "QueueMemberPaused",
]

private let headers = [
    "Uniqueid", "Linkedid", "DestUniqueid", "Channel", "DestChannel", "Newname", "ChannelState", "CallerIDNum",
    "ConnectedLineNum", "Context", "Exten", "BridgeUniqueid", "BridgeId", "FromBridgeUniqueid", "ToBridgeUniqueid",
    "Queue",
    "Position", "Count", "Interface", "MemberName", "StateInterface", "Status", "Paused", "CallsTaken", "LastCall",
    "InCall",
    "HoldTime", "TalkTime", "Completed", "Abandoned", "Holdtime", "ServiceLevel", "ServicelevelPerf", "Wait",
    "Duration",
    "ActionID", "Location", "Name", "LoginTime", "LastPause", "Uniqueid1", "Uniqueid2", "LocalOneUniqueid",
    "LocalTwoUniqueid", "SourceUniqueid", "DestTransfererUniqueid", "OrigTransfererUniqueid", "TargetUniqueid",
]

private func value(_ header: String, _ number: UInt8) -> String {
    if number > 250 { return ["", "-1", "99999999999999999999", "nan", "\u{1B}[2J"][Int(number) - 251] }
    let few = number % 8
    switch header {
    case _ where header.hasSuffix("niqueid") && header.contains("Bridge"): return "bridge-\(few % 3)"
    case "BridgeId": return "bridge-\(few % 3)"
    case _ where header.contains("niqueid") || header == "Linkedid": return "17672256\(few).\(few)"
    case "Channel", "DestChannel", "Newname":
        return few < 3 ? "Local/\(few)@q-0000000\(few);1" : "PJSIP/\(few)-0000000\(few)"
    case "Queue": return "queue-\(few % 3)"
    case "Interface", "Location": return few < 3 ? "Local/\(few)@q/n" : "PJSIP/\(few)"
    case "StateInterface": return "PJSIP/\(few)"
    case "ActionID": return "list-\(few % 2)"
    default: return "\(number)"
    }
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var rest = UnsafeBufferPointer(start: start, count: count)[...]
    var whole = ServerBoard(name: "x")
    var sliced = ServerBoard(name: "x")
    var time: Int64 = 1_767_225_600_000_000
    while let choice = rest.popFirst() {
        time += Int64(choice) * 4_000
        if choice > 240 {
            let fact: OwnFact =
                switch choice % 4 {
                case 0: .actionSent(id: "list-0", name: "QueueStatus", scope: choice % 8 == 0 ? "" : "queue-1")
                case 1: .actionSent(id: "list-1", name: "CoreShowChannels", scope: "")
                case 2: .disconnected(reason: "lost", retryIn: 1)
                default: .loggedIn(commands: ["QueueStatus", "CoreShowChannels"])
                }
            whole.apply(fact, at: RecordStamp(time: time, epoch: 1))
            sliced.apply(fact, at: RecordStamp(time: time, epoch: 1))
            continue
        }
        var packet = "Event: \(events[Int(choice) % events.count])\r\n"
        var left = 4 + Int(choice) % 12
        while left > 0, let number = rest.popFirst() {
            let header = headers[Int(number) % headers.count]
            packet += "\(header): \(value(header, rest.popFirst() ?? 0))\r\n"
            left -= 1
        }
        let bytes = Array((packet + "\r\n").utf8)
        bytes.withUnsafeBytes { whole.apply(packets: $0, at: RecordStamp(time: time, epoch: 1)) }
        if choice % 3 == 0 { sliced.advance(to: time) }
        bytes.withUnsafeBytes { sliced.apply(packets: $0, at: RecordStamp(time: time, epoch: 1)) }
        _ = whole.nextAudit(at: time)
    }
    whole.advance(to: time + 3_000_000)
    sliced.advance(to: time + 1)
    sliced.advance(to: time + 3_000_000)
    if let violated = whole.violatedInvariant() { preconditionFailure(violated) }
    precondition(whole == sliced, "how time was let pass changed the board")
    precondition(whole.tableBytes < 4_000_000, "the board grew to \(whole.tableBytes) bytes")
    return 0
}
