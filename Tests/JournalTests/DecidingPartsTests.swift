import Testing

@testable import Journal

@Suite struct DecidingPartsTests {
    @Test func `the checksum is Castagnoli's`() {
        func checksum(_ bytes: [UInt8]) -> UInt32 { bytes.withUnsafeBytes { CRC32C.checksum($0) } }
        // The check value and the vectors of RFC 3720, appendix B.4.
        #expect(checksum(Array("123456789".utf8)) == 0xE306_9283)
        #expect(checksum([UInt8](repeating: 0, count: 32)) == 0x8A91_36AA)
        #expect(checksum([UInt8](repeating: 0xFF, count: 32)) == 0x62A8_AB43)
        #expect(checksum((0..<32).map { UInt8($0) }) == 0x46DD_794E)
        #expect(checksum([]) == 0)
    }

    @Test func `the processor's instruction and the tables give one checksum`() {
        let bytes = (0..<300).map { UInt8(truncatingIfNeeded: $0 &* 37 ^ $0 >> 3) }
        bytes.withUnsafeBytes { whole in
            for start in 0..<9 {
                for end in start...whole.count {
                    let part = UnsafeRawBufferPointer(rebasing: whole[start..<end])
                    #expect(CRC32C.checksum(part, after: 7) == CRC32C.sliced(part, after: 7))
                }
            }
        }
    }

    @Test func `a checksum goes on where another ended`() {
        let bytes = (0..<100).map { UInt8($0) }
        bytes.withUnsafeBytes { whole in
            for split in 0...100 {
                let first = CRC32C.checksum(UnsafeRawBufferPointer(rebasing: whole[..<split]))
                #expect(
                    CRC32C.checksum(UnsafeRawBufferPointer(rebasing: whole[split...]), after: first)
                        == CRC32C.checksum(whole))
            }
        }
    }

    @Test func `a header tells its own beginnings from foreign files`() {
        let header = SegmentHeader(firstSequence: 77, created: -5, server: "Zürich \"hq\"")
        let bytes = header.encoded()
        func read(_ bytes: [UInt8]) -> SegmentHeader.Outcome { bytes.withUnsafeBytes { SegmentHeader.read($0) } }
        #expect(read(bytes + [1, 2, 3]) == .header(header, end: bytes.count))
        for length in 0..<bytes.count { #expect(read(Array(bytes[..<length])) == .incomplete) }
        for index in bytes.indices {
            var changed = bytes
            changed[index] ^= 1
            if case .header = read(changed) { Issue.record("byte \(index) is not checked") }
        }
        #expect(read([0x7F, 0x45, 0x4C, 0x46]) == .foreign)
        let long = SegmentHeader(firstSequence: 1, created: 0, server: String(repeating: "é", count: 4_000)).encoded()
        guard case .header(let read, _) = read(long) else {
            Issue.record("a long name")
            return
        }
        #expect(read.server.utf8.count == SegmentHeader.maximumName)
    }

    private func records(_ batch: HandOff.Batch) -> [LogRecord] {
        batch.entries.enumerated().map { LogRecord(sequence: batch.firstSequence + UInt64($0), $1) }
    }

    @Test func `a hand-off turns away what does not fit until half of it is free`() {
        let size = RecordLayout.overhead + 1
        var handOff = HandOff(limit: 10 * size, endSequence: 5, lastTime: 0)
        handOff.offered((0..<12).map { _ in entry("x") })
        #expect(handOff.pendingBytes == 10 * size && handOff.lostRecords == 2)
        #expect(handOff.endSequence == 15)
        #expect(records(handOff.taken(upTo: 3 * size)).map(\.sequence) == [5, 6, 7])
        handOff.released(bytes: 3 * size)
        handOff.offered([entry("x")])
        #expect(handOff.lostRecords == 3, "seven of ten are still full")
        #expect(records(handOff.taken(upTo: 1)).map(\.sequence) == [8], "at least one")
        #expect(records(handOff.taken(upTo: .max)).map(\.sequence) == [9, 10, 11, 12, 13, 14])
        handOff.released(bytes: 7 * size)
        handOff.offered([entry("y")])
        let rest = records(handOff.taken(upTo: .max))
        #expect(rest.map(\.gapCount) == [3, nil] && rest.map(\.sequence) == [15, 16])
        handOff.released(bytes: handOff.pendingBytes)
        #expect(handOff.isEmpty && handOff.taken(upTo: .max).isEmpty)
    }

    @Test func `a gap with nothing behind it is still handed out`() {
        var handOff = HandOff(limit: 10, endSequence: 1, lastTime: 0)
        handOff.offered([entry("too large", time: 9)])
        #expect(!handOff.isEmpty)
        #expect(records(handOff.taken(upTo: .max)) == [LogRecord(sequence: 1, .gap(count: 1, time: 9, epoch: 1))])
        #expect(handOff.isEmpty)
    }

    @Test func `the writer writes after 250 ms or at 256 KiB and makes durable each second`() {
        var schedule = WriteSchedule()
        func observed(_ now: Int64, _ bytes: Int = 0, unsynced: Bool = false, failing: Bool = false)
            -> WriteSchedule.Decision
        {
            schedule.observed(pendingBytes: bytes, isUnsynced: unsynced, isFailing: failing, now: now)
        }
        #expect(observed(0) == .init())
        #expect(observed(10, 100) == .init(sleep: 250))
        #expect(observed(200, 200) == .init(sleep: 60))
        #expect(observed(200, 256 << 10) == .init(writes: true, sleep: 0))
        #expect(observed(260, 200) == .init(writes: true, sleep: 0))
        // For a while it looks again by itself, and what came meanwhile is written then.
        #expect(observed(270, unsynced: true) == .init(sleep: 240, comesBack: true))
        #expect(observed(510, 5, unsynced: true) == .init(writes: true, sleep: 0))
        #expect(observed(511, unsynced: true) == .init(sleep: 249, comesBack: true))
        #expect(observed(1_100, 5, unsynced: true) == .init(sleep: 170))
        #expect(observed(1_270, unsynced: true) == .init(syncs: true, sleep: 0))
        #expect(observed(1_271) == .init())
        #expect(observed(2_000, 5, failing: true) == .init(sleep: 1_000))
        #expect(observed(2_900, 500_000, failing: true) == .init(sleep: 100))
        #expect(observed(3_000, 5, failing: true) == .init(writes: true, sleep: 0))
        #expect(observed(3_000, 5, failing: true) == .init(sleep: 1_000))
    }

    @Test func `what is too old is looked for once an hour, while anything is written`() {
        var schedule = WriteSchedule()
        func observed(_ now: Int64, _ bytes: Int) -> WriteSchedule.Decision {
            schedule.observed(pendingBytes: bytes, isUnsynced: false, isFailing: false, now: now)
        }
        let full = WriteSchedule.writeSize
        #expect(observed(5, full) == .init(writes: true, sleep: 0))
        #expect(observed(3_600_004, full) == .init(writes: true, sleep: 0))
        #expect(observed(3_600_006, 0) == .init(sleep: 248, comesBack: true))
        #expect(observed(3_600_007, full) == .init(writes: true, sweeps: true, sleep: 0))
        #expect(observed(3_600_008, full) == .init(writes: true, sleep: 0))
    }

    @Test func `retention stops at the first segment that may stay`() {
        let segments = [(10, 1), (10, 5), (10, 3), (10, 9)].map {
            Retention.Segment(size: $0.0, lastTime: Int64($0.1))
        }
        #expect(Retention.removable(segments, olderThan: nil, maxBytes: nil) == 0)
        #expect(Retention.removable(segments, olderThan: 4, maxBytes: nil) == 1)
        #expect(Retention.removable(segments, olderThan: nil, maxBytes: 20) == 2)
        #expect(Retention.removable(segments, olderThan: .max, maxBytes: 0) == 3)
        #expect(Retention.removable([], olderThan: .max, maxBytes: 0) == 0)
    }

    @Test func `rubbish in place of a record never traps`() {
        var state: UInt64 = 42
        for round in 0..<2_000 {
            var bytes = [UInt8](repeating: 0, count: 20 + round % 60)
            for index in bytes.indices {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                bytes[index] = UInt8(truncatingIfNeeded: state >> 40)
            }
            if round % 2 == 0 { bytes.replaceSubrange(0..<4, with: [30, 0, 0, 0]) }
            bytes.withUnsafeBytes {
                #expect(RecordLayout.nextRecord(in: $0, from: 0, sequences: 0...UInt64.max) == nil)
                _ = RecordLayout.read($0, at: 0)
                _ = SegmentHeader.read($0)
            }
        }
    }
}
