import AMI
import CallCenter
import TestSupport
import Testing

@Suite("Real captures")
struct CaptureTests {
    @Test(
        "From one snapshot on, the fold of events equals Asterisk's own lists in every figure", arguments: Capture.names
    )
    func foldEqualsAsterisk(_ name: String) throws {
        let capture = try Capture(name)
        var board = capture.board()
        board.advance(to: capture.truth.time)
        let truth = Truth(capture.truthPackets, board)
        #expect(truth.checked > 1_200)
        #expect(truth.differences == [])
        #expect(board.link == .live)
    }

    /// Events alone carry the board: the records hold no list but the first snapshot. Of the lists that were asked for
    /// one after the other at the end, eleven are of one moment and three had events between their items; of these a
    /// figure is Asterisk's if the board had it at any moment within.
    ///
    /// `unsent` names each counter that may differ, with the event that Asterisk did not send; there is none, because
    /// what it is silent about follows from the member's state and the channels.
    @Test("Each of the fourteen lists at the end equals the board of its moment", arguments: Capture.names)
    func everyListEqualsTheBoard(_ name: String) throws {
        let unsent: [String: String] = [:]
        let capture = try Capture(name)
        #expect(capture.ownLists.count == (name == "asterisk22-tricky" ? 4 : 5))
        #expect(capture.ownLists.filter(\.areOfOneMoment).count == (name == "asterisk16-busy" ? 3 : 4))
        var board = ServerBoard(name: name)
        var open = capture.ownLists[...]
        var differing: [Set<String>] = []
        var packetCount = 0
        var snapshots = 0
        func compare(at time: Int64) {
            while let lists = open.first, lists.before <= packetCount {
                var moment = board
                moment.advance(to: max(time, lists.time))
                let truth = Truth(lists.packets, moment)
                #expect(truth.checked > 1_200)
                differing.append(Set(truth.differences.map { String($0.prefix { $0 != ":" }) }))
                guard lists.within <= packetCount else { return }
                let always = differing.dropFirst().reduce(differing[0]) { $0.intersection($1) }.sorted()
                #expect(always.filter { unsent[$0] == nil } == [], "lists asked for at \(lists.time)")
                differing = []
                open.removeFirst()
            }
        }
        for record in capture.records {
            for packet in packets(of: record.bytes) {
                compare(at: record.time)
                board.apply(packet, at: record.time)
                packetCount += 1
                if packet.starts(with: "Event: QueueStatusComplete".utf8) { snapshots += 1 }
            }
        }
        compare(at: capture.records.last?.time ?? 0)
        #expect(open.isEmpty)
        #expect(snapshots == 1)
        #expect(board.audit.checked == 0)
    }

    @Test("An audit with the same lists finds nothing to heal", arguments: Capture.names)
    func auditAgrees(_ name: String) throws {
        let capture = try Capture(name)
        var board = capture.board()
        let audited = board.audit.checked
        board.apply(capture.truth.bytes, at: capture.truth.time)
        board.advance(to: capture.truth.time + 1_000_000)
        #expect(board.audit.checked == audited + 2)
        #expect(board.audit.corrected == 0)
    }

    @Test(
        "After lost events one audit makes every figure equal again, and counts what it healed",
        arguments: Capture.names)
    func auditHealsLostEvents(_ name: String) throws {
        let capture = try Capture(name)
        var random = SplitMix64(seed: 42)
        var board = ServerBoard(name: name)
        for record in capture.records {
            let isList = record.bytes.count > 20_000
            if isList || random.next() % 20 != 0 { board.apply(record.bytes, at: record.time) }
        }
        #expect(!Truth(capture.truthPackets, board).differences.isEmpty)
        board.apply(capture.truth.bytes, at: capture.truth.time)
        board.advance(to: capture.truth.time + 1_000_000)
        let healed = Truth(capture.truthPackets, board)
        #expect(healed.differences == [])
        #expect(board.audit.corrected > 10)
        #expect(board.audit.kinds.values.reduce(0, +) == board.audit.corrected)
    }

    @Test("However the records are cut and time is advanced, the board is the same", arguments: Capture.names)
    func slicingChangesNothing(_ name: String) throws {
        let capture = try Capture(name)
        var whole = capture.board()
        whole.apply(capture.truth.bytes, at: capture.truth.time)
        whole.advance(to: capture.truth.time + 5_000_000)
        var random = SplitMix64(seed: 7)
        var cut = ServerBoard(name: name)
        for record in capture.records + [capture.truth] {
            var copy = cut
            copy.apply(record.bytes, at: record.time)
            for packet in packets(of: record.bytes) {
                if random.next() % 8 == 0 { cut.advance(to: record.time - Int64(random.next() % 100_000)) }
                cut.apply(packet, at: record.time)
            }
        }
        for step in 1...10 { cut.advance(to: capture.truth.time + Int64(step) * 500_000) }
        #expect(cut == whole)
    }

    private func packets(of bytes: [UInt8]) -> [[UInt8]] {
        var packets: [[UInt8]] = []
        var scanner = PacketScanner()
        bytes.withUnsafeBytes { buffer in
            _ = scanner.scan(buffer, wanted: .all) { packets.append($0.raw.array) }
        }
        return packets
    }
}
