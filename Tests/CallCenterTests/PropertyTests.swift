import AMI
import CallCenter
import TestSupport
import Testing

@Suite("Whatever a PBX sends")
struct PropertyTests {
    private static let events = [
        "Newchannel", "Newstate", "NewConnectedLine", "Hangup", "HangupRequest", "BridgeEnter", "BridgeLeave",
        "BridgeDestroy", "BridgeMerge", "DialBegin", "DialEnd", "Rename", "Hold", "Unhold", "QueueCallerJoin",
        "QueueCallerLeave", "QueueCallerAbandon", "AgentConnect", "AgentComplete", "AgentRingNoAnswer",
        "QueueMemberStatus", "QueueMemberAdded", "QueueMemberRemoved", "QueueMemberPause", "QueueParams", "QueueMember",
        "QueueEntry", "QueueStatusComplete", "CoreShowChannel", "CoreShowChannelsComplete", "Dial", "Bridge", "Unlink",
        "Join", "Leave", "FullyBooted", "Nonsense",
    ]
    private static let headers = [
        "Uniqueid", "Linkedid", "DestUniqueid", "Channel", "Newname", "ChannelState", "CallerIDNum", "CallerIDName",
        "ConnectedLineNum", "Context", "Exten", "Priority", "BridgeUniqueid", "BridgeId", "FromBridgeUniqueid",
        "ToBridgeUniqueid", "Queue", "Position", "Count", "Interface", "MemberName", "StateInterface", "Status",
        "Paused",
        "CallsTaken", "LastCall", "InCall", "HoldTime", "TalkTime", "Completed", "Abandoned", "Holdtime",
        "ServiceLevel",
        "ServicelevelPerf", "ServicelevelPerf2", "Wait", "Duration", "ActionID", "Location", "Name", "LoginTime",
        "LastPause", "Wrapuptime", "Penalty", "Max", "Uniqueid1", "Uniqueid2", "Bridgestate",
    ]

    /// A record of a few packets made of few names, so that they meet; now and then a value is wild.
    private func record(_ random: inout SplitMix64) -> [UInt8] {
        var text = ""
        for _ in 0...(random.next() % 4) {
            let event = Self.events[Int(random.next() % UInt64(Self.events.count))]
            text += "Event: \(event)\n"
            for header in Self.headers where random.next() % 10 != 0 {
                text += "\(header): \(value(of: header, &random))\n"
            }
            text += "\n"
        }
        return amiBytes(text)
    }

    private func value(of header: String, _ random: inout SplitMix64) -> String {
        if random.next() % 60 == 0 {
            return ["", "-1", "99999999999999999999", "-9223372036854775808", "\u{1B}[2J", "nan", "1e400", "\\"][
                Int(random.next() % 8)]
        }
        let few = random.next() % 12
        switch header {
        case "Uniqueid", "Linkedid", "DestUniqueid", "Uniqueid1", "Uniqueid2": return "17672256\(few).\(few)"
        case "Channel", "Newname": return few < 3 ? "Local/\(few)@q-0000000\(few);1" : "PJSIP/\(few)-0000000\(few)"
        case "BridgeUniqueid", "BridgeId", "FromBridgeUniqueid", "ToBridgeUniqueid": return "bridge-\(few % 4)"
        case "Queue": return "queue-\(few % 3)"
        case "Interface", "Location": return few < 3 ? "Local/\(few)@q/n" : "PJSIP/\(few)"
        case "StateInterface": return "PJSIP/\(few)"
        case "ActionID": return "list-\(few % 2)"
        case "Bridgestate": return few % 2 == 0 ? "Link" : "Unlink"
        case "Duration": return "00:0\(few % 10):00"
        default: return "\(few)"
        }
    }

    private func check(_ board: ServerBoard) {
        #expect(board.violatedInvariant() == nil)
        var waiting: [String: Int] = [:]
        for caller in board.callers { waiting[caller.queue, default: 0] += 1 }
        for queue in board.queues {
            #expect(queue.waiting >= 0 && queue.completed >= 0 && queue.abandoned >= 0)
            #expect(queue.completedInLevel >= 0 && queue.abandonedInLevel >= 0)
            #expect(board.callers(of: queue.name).map(\.position) == Array(1..<(waiting[queue.name] ?? 0) + 1))
            let day = queue.today
            #expect(day.abandoned >= 0 && day.timedOut >= 0 && day.answered >= 0 && day.offered >= 0)
        }
        #expect(waiting.keys.allSatisfy { board.queue($0) != nil })
        #expect(Set(board.callers.map(\.uniqueID)).count == board.callers.count)
        let agents = board.agents(at: board.now)
        #expect(agents.reduce(0) { $0 + $1.queues.count } == board.members.count)
        #expect(Set(agents.map(\.id)) == Set(board.members.map(\.agentID)))
        #expect(agents.allSatisfy { $0.since <= board.now })
        #expect(board.channels.count == board.channelCount)
        for channel in board.channels where !channel.bridgeID.isEmpty {
            #expect(board.channels(inBridge: channel.bridgeID).contains(channel))
        }
    }

    @Test("Nothing traps, the figures stay sane, and memory stays bounded", arguments: 1...5 as ClosedRange<UInt64>)
    func invariants(_ seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var board = ServerBoard(name: "x")
        var time = Scene.start
        for round in 0..<700 {
            time += Int64(random.next() % 400_000)
            switch random.next() % 40 {
            case 0: board.advance(to: time)
            case 1:
                board.apply(
                    OwnFact.actionSent(id: "list-0", name: "QueueStatus", scope: "queue-1"),
                    at: RecordStamp(time: time, epoch: 1))
            case 2:
                board.apply(
                    OwnFact.actionSent(id: "list-1", name: "CoreShowChannels", scope: ""),
                    at: RecordStamp(time: time, epoch: 1))
            case 3 where round % 200 == 3:
                board.apply(OwnFact.disconnected(reason: "x", retryIn: 1), at: RecordStamp(time: time, epoch: 1))
            default: board.apply(record(&random), at: time)
            }
            _ = board.nextAudit(at: time)
            if round % 100 == 0 { check(board) }
        }
        check(board)
        #expect(board.tableBytes < 2_000_000)
    }

    @Test(
        "The same records give the same board, whole or packet by packet, with time advanced in between or not",
        arguments: [11, 12, 13] as [UInt64])
    func determinism(_ seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var other = SplitMix64(seed: seed &+ 1)
        var whole = ServerBoard(name: "x")
        var sliced = ServerBoard(name: "x")
        var time = Scene.start
        for _ in 0..<250 {
            time += Int64(random.next() % 600_000)
            let bytes = record(&random)
            whole.apply(bytes, at: time)
            for step in 0..<3 { sliced.advance(to: time - Int64(600_000 / (step + 1))) }
            bytes.withUnsafeBytes { buffer in
                var scanner = PacketScanner()
                var packets: [[UInt8]] = []
                _ = scanner.scan(buffer, wanted: .all) { packets.append($0.raw.array) }
                for packet in packets {
                    if other.next() % 2 == 0 { sliced.advance(to: time) }
                    sliced.apply(packet, at: time)
                }
            }
        }
        whole.advance(to: time + 2_000_000)
        sliced.advance(to: time + 1)
        sliced.advance(to: time + 2_000_000)
        #expect(whole == sliced)
    }

    @Test("A real stream with drops, repeats and swaps leaves no ghost channel", arguments: Capture.names)
    func damagedStream(_ name: String) throws {
        let capture = try Capture(name)
        var random = SplitMix64(seed: 99)
        var board = ServerBoard(name: name)
        var records = capture.records
        for index in 1..<records.count where random.next() % 30 == 0 {
            let bytes = records[index].bytes
            records[index].bytes = records[index - 1].bytes
            records[index - 1].bytes = bytes
        }
        var gone: Set<String> = []
        for record in records {
            if random.next() % 50 == 0 { continue }
            for _ in 0...(random.next() % 40 == 0 ? 1 : 0) { board.apply(record.bytes, at: record.time) }
            forEachPacket(record.bytes) { view in
                if view.event == .hangup, let id = view[.uniqueid] { gone.insert(id.string) }
            }
        }
        check(board)
        #expect(gone.count > 200)
        #expect(board.channels.allSatisfy { !gone.contains($0.uniqueID) })
    }

    @Test func `A copy of a board does not change with the original`() {
        var scene = Scene(members: ["PJSIP/1"])
        let copy = scene.board
        scene.tell(scene.join("1.1", position: 1, count: 1))
        #expect(copy.callers.isEmpty)
        #expect(scene.board.callers.count == 1)
        #expect(copy != scene.board)
    }
}
