import AMI
import Testing

@testable import CallCenter

@Suite("The audit trail") struct AuditTrailTests {
    /// A digest that tests can read; the real one is SHA-256.
    private static let digest: AuditChain.Digest = { bytes in
        var sum: UInt64 = 14_695_981_039_346_656_037
        for byte in bytes { sum = (sum ^ UInt64(byte)) &* 1_099_511_628_211 }
        return String(sum, radix: 16)
    }

    private func lines(_ count: Int) -> [AuditEntry] {
        var chain = AuditChain(digest: Self.digest)
        return (1...count).map { number in
            chain.append(
                AuditEntry(
                    at: Int64(number), phase: .asked, who: "ana", origin: "192.0.2.7", command: "agent.pause",
                    summary: "pause \(number)", target: "a\r\nb"))
        }
    }

    @Test("A chain as it was written has no fault") func whole() {
        let lines = lines(5)
        let head = lines.last?.digest
        #expect(AuditChain.faults(lines, head: head, digest: Self.digest).isEmpty)
        #expect(lines.map(\.number) == [1, 2, 3, 4, 5])
        // Older lines are pruned with the journal's old segments.
        #expect(AuditChain.faults(Array(lines.dropFirst(2)), digest: Self.digest).isEmpty)
        #expect(AuditChain.faults([], digest: Self.digest).isEmpty)
    }

    @Test("A line that is changed, taken out, put elsewhere or cut off shows") func tampered() {
        let lines = lines(5)
        let head = lines.last?.digest
        var changed = lines
        changed[2].who = "bob"
        #expect(AuditChain.faults(changed, head: head, digest: Self.digest) == ["line 3 was changed"])
        var removed = lines
        removed.remove(at: 2)
        #expect(AuditChain.faults(removed, head: head, digest: Self.digest) == ["after line 2 comes line 4"])
        var swapped = lines
        swapped.swapAt(1, 2)
        #expect(!AuditChain.faults(swapped, head: head, digest: Self.digest).isEmpty)
        #expect(AuditChain.faults(Array(lines.dropLast()), head: head, digest: Self.digest).count == 1)
        // Whoever computes the digest anew of a line that they changed breaks the next one.
        var forged = lines
        forged[2].who = "bob"
        forged[2].digest = Self.digest(forged[2].covering)
        #expect(AuditChain.faults(forged, head: head, digest: Self.digest) == ["line 4 does not follow line 3"])
    }

    @Test("A line comes back from the journal as it went in, and its digest holds") func journalled() throws {
        var entry = try #require(lines(1).first)
        entry.target = "a  b"
        var read: OwnFact?
        var scanner = PacketScanner()
        OwnFact.command(entry).encoded().withUnsafeBytes { scanner.parse($0) { read = OwnFact($0) } }
        #expect(read == .command(entry))
        // Line ends became spaces on the way in; the digest is of the spaces.
        #expect(AuditChain.faults([entry], digest: Self.digest).isEmpty)
    }

    @Test("Of many packets those are read that may be a member's, wherever their event stands") func othersAmongMany() {
        let pause = "Queue: vip\r\nInterface: PJSIP/1002\r\nPaused: 1\r\nPausedReason: Break\r\n\r\n"
        let packets = [
            "Event: Newchannel\r\nChannel: PJSIP/1-1\r\n\r\n", "Event: QueueMemberPause\r\n\(pause)",
            "Privilege: agent,all\r\nEvent: QueueMemberPause\r\n\(pause)",
            "Event: QueueCallerJoin\r\nQueue: vip\r\n\r\n",
        ]
        var ends: [Int] = []
        for packet in packets { ends.append((ends.last ?? 0) + packet.utf8.count) }
        let bytes = Array(packets.joined().utf8)
        var watch = ForeignActions()
        let found = bytes.withUnsafeBytes { watch.received(packets: $0, ends: ends, at: 1_000_000) }
        #expect(found.map(\.target) == ["PJSIP/1002 in vip", "PJSIP/1002 in vip"])
        #expect(bytes.withUnsafeBytes { TravelIndex.Content(packets: $0, ends: ends) } == .call)
        #expect(bytes.withUnsafeBytes { TravelIndex.Content(packets: $0) } == .call)
        let others = bytes[..<ends[2]]
        #expect(others.withUnsafeBytes { TravelIndex.Content(packets: $0, ends: Array(ends[..<3])) } == .other)
        #expect(others.withUnsafeBytes { TravelIndex.Content(packets: $0) } == .other)
    }

    @Test("What others did is told from what this board did") func others() {
        var watch = ForeignActions()
        let own = CallCommand.pause(
            server: "hq", interfaces: ["PJSIP/1001"], queue: nil, paused: true, reason: "Lunch")
        watch.asked(summary: own.summary, at: 1_000_000)
        func event(_ interface: String, _ reason: String, at time: Int64) -> [ForeignAction] {
            let text =
                "Event: QueueMemberPause\r\nQueue: vip\r\nInterface: \(interface)\r\nPaused: 1\r\nPausedReason: \(reason)\r\n\r\n"
            return Array(text.utf8).withUnsafeBytes { watch.received(packets: $0, at: time) }
        }
        #expect(event("PJSIP/1001", "Lunch", at: 2_000_000).isEmpty)
        let other = event("PJSIP/1002", "Break", at: 2_000_000)
        #expect(other.map(\.source) == ["not this board"] && other.first?.target == "PJSIP/1002 in vip")
        #expect(event("PJSIP/1003", "Auto-Pause", at: 2_000_000).map(\.source) == ["PBX (missed calls)"])
        #expect(event("PJSIP/1001", "Lunch", at: 60_000_000).count == 1, "our command is long over by then")
    }
}
