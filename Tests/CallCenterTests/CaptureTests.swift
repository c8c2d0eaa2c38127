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
