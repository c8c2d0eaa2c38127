/// Events under the names and with the headers that they had before Asterisk 12 (channels/chan_*.c, apps/app_queue.c
/// and main/features.c of Asterisk 11), as old UCM firmware sends them.
enum OldEvents {
    private typealias Line = (name: ArraySlice<UInt8>, value: ArraySlice<UInt8>)

    /// The event as it was; nil when there was none such. `Bridge` and `Unlink` name two channels and are written where
    /// both are known.
    static func rewritten(_ packet: Octets) -> Octets? {
        guard let first = lines(packet).first else { return packet }
        switch String(decoding: first.value, as: UTF8.self) {
        case "QueueCallerJoin":
            return pick(
                packet, "Event: Join\r\nPrivilege: call,all\r\n",
                [
                    "Timestamp", "Channel", "CallerIDNum", "CallerIDName", "ConnectedLineNum", "ConnectedLineName",
                    "Queue", "Position", "Count", "Uniqueid",
                ])
        case "QueueCallerLeave":
            return pick(
                packet, "Event: Leave\r\nPrivilege: call,all\r\n",
                ["Timestamp", "Channel", "Queue", "Count", "Position", "Uniqueid"])
        case "QueueMemberPause":
            return pick(
                packet, "Event: QueueMemberPaused\r\nPrivilege: agent,all\r\n",
                ["Timestamp", "Queue", "Interface", "MemberName", "Paused", "PausedReason"],
                renamed: ["Interface": "Location", "PausedReason": "Reason"])
        case "DialBegin":
            return pick(
                packet, "Event: Dial\r\nPrivilege: call,all\r\n",
                [
                    "Timestamp", "Channel", "DestChannel", "CallerIDNum", "CallerIDName", "ConnectedLineNum",
                    "ConnectedLineName", "Uniqueid", "DestUniqueid", "DialString",
                ],
                renamed: dialNames, more: "SubEvent: Begin\r\n")
        case "DialEnd":
            return pick(
                packet, "Event: Dial\r\nPrivilege: call,all\r\n",
                ["Timestamp", "Channel", "Uniqueid", "DestUniqueid", "DialStatus"], renamed: dialNames,
                more: "SubEvent: End\r\n")
        case "BridgeCreate", "BridgeDestroy", "DialState", "DeviceStateChange":
            return nil
        default: return packet
        }
    }

    private static let dialNames = [
        "DestChannel": "Destination", "Uniqueid": "UniqueID", "DestUniqueid": "DestUniqueID",
        "DialString": "Dialstring",
    ]

    private static func pick(
        _ packet: Octets, _ head: StaticString, _ names: [String], renamed: [String: String] = [:],
        more: StaticString = ""
    ) -> Octets {
        var old = Octets(head)
        let all = lines(packet)
        for name in names {
            guard let line = all.first(where: { $0.name.elementsEqual(name.utf8) }) else { continue }
            old.append(contentsOf: (renamed[name] ?? name).utf8)
            old.put(": ")
            old.append(contentsOf: line.value)
            old.put("\r\n")
        }
        old.put(more)
        old.put("\r\n")
        return old
    }

    private static func lines(_ packet: Octets) -> [Line] {
        packet.split(separator: 10).compactMap { line in
            let line = line.last == 13 ? line.dropLast() : line
            guard let colon = line.firstIndex(of: 58) else { return nil }
            return (line[..<colon], line[line.index(after: colon)...].drop { $0 == 32 })
        }
    }
}

extension Exchange {
    /// `Bridge`: two channels talk.
    mutating func tellOldBridge(_ channels: [Int], joined: Int) {
        guard let other = channels.first(where: { $0 != joined }),
            begin(.call, "Event: Bridge\r\nPrivilege: call,all\r\n")
        else { return }
        line.put("Bridgestate: Link\r\nBridgetype: core\r\n")
        pair(other, joined)
        end(.call)
    }

    /// `Unlink`: they talk no more.
    mutating func tellOldUnlink(_ left: [Int], left channel: Int) {
        guard let other = left.first, begin(.call, "Event: Unlink\r\nPrivilege: call,all\r\n") else { return }
        pair(other, channel)
        end(.call)
    }

    private mutating func pair(_ first: Int, _ second: Int) {
        line.header("Channel1: ", channels[first].name)
        line.header("Channel2: ", channels[second].name)
        line.header("Uniqueid1: ", channels[first].uniqueID)
        line.header("Uniqueid2: ", channels[second].uniqueID)
        line.header("CallerID1: ", channels[first].caller.number)
        line.header("CallerID2: ", channels[second].caller.number)
    }
}
