import Testing

@testable import Journal

@Suite struct SealedSegmentTests {
    private let directory = ScratchDirectory()

    private func open() throws -> SegmentLog {
        try SegmentLog(
            directory: directory.path, mode: .write, server: "hq", onGap: nil, storage: KernelStorage(),
            policy: RollPolicy(maximumSize: 200_000), limit: 8 << 20)
    }

    /// Records like AMI events: a few shapes, changing figures.
    private func filled(_ count: Int = 4_000) throws -> SegmentLog {
        let log = try open()
        for number in 0..<count {
            let text =
                "Event: Newstate\r\nChannel: PJSIP/\(100 + number * 7 % 400)-0000\(number % 9999)\r\nChannelState: "
                + "\(number % 8)\r\nCallerIDNum: \(number * 7919 % 99_999_999)\r\nContext: from-internal\r\nUniqueid: "
                + "\(1_795_400_000 + number / 9).\(number)\r\n\r\n"
            log.append([entry(text, time: 1_000 + Int64(number / 4) * 250, epoch: UInt32(1 + number / 3_000))])
            if number % 500 == 499 { log.flush() }
        }
        log.flush()
        log.finishSealing()
        return log
    }

    private func files(_ suffix: String) throws -> [String] {
        try SegmentDirectory(path: directory.path).names().filter { $0.hasSuffix(suffix) }.sorted()
    }

    @Test func `full segments are compressed and read as before`() throws {
        let log = try filled()
        let records = try log.records()
        #expect(records.count == 4_000 && records.map(\.sequence) == Array(1...4_000))
        #expect(records[1_234].text.contains("Uniqueid: \(1_795_400_000 + 1_234 / 9).1234\r\n"))
        #expect(records[3_999].epoch == 2 && records[1_000].time == 1_000 + 250 * 250)
        #expect(try files(".sealed").count >= 3)
        #expect(try files(".segment").count == 1)
        let sealed = try files(".sealed").reduce(0) { $0 + SegmentDirectory.size(of: directory.path + "/" + $1) }
        #expect(sealed < 600_000 / 4)
    }

    @Test func `any record and any time is found in them`() throws {
        let log = try filled()
        for sequence in [1, 2, 777, 778, 1_500, 2_999, 4_000] as [UInt64] {
            #expect(try log.record(at: sequence) == sequence)
        }
        #expect(try log.firstSequence(atOrAfter: 1_000 + 250 * 300) == 1_201)
        #expect(try log.firstSequence(atOrAfter: 1_001 + 250 * 300) == 1_205)
        let span = try #require(try log.span())
        #expect(span.first == 1_000 && span.last == 1_000 + 999 * 250)
    }

    @Test func `a writer goes on behind them after a restart`() throws {
        try filled().close()
        // As after a crash between sealing and the next record.
        for name in try files(".segment") { ScratchDirectory.remove(directory.path + "/" + name) }
        let before = try SegmentLog.open(directory: directory.path, mode: .read, server: "hq").endSequence
        let log = try open()
        #expect(log.endSequence == before && before > 1_000)
        log.append([entry("next", time: 5_000_000)])
        log.flush()
        #expect(try log.records(from: before).map(\.text) == ["next"])
    }

    @Test func `what a crash left beside them is removed, and never read`() throws {
        let log = try filled()
        log.close()
        let first = try #require(try files(".sealed").first)
        let plain = first.replacing(".sealed", with: ".segment")
        writeFile(Array("torn".utf8), to: directory.path + "/" + first + ".unfinished")
        writeFile(
            SegmentHeader(firstSequence: 1, created: 0, server: "hq").encoded(), to: directory.path + "/" + plain)
        #expect(try SegmentLog.open(directory: directory.path, mode: .read, server: "hq").records().count == 4_000)
        let again = try open()
        again.finishSealing()
        #expect(try files(".unfinished").isEmpty)
        #expect(try !files(".segment").contains(plain))
        #expect(try again.records().count == 4_000)
    }

    @Test func `a flipped bit costs its block and is counted as a gap`() throws {
        let log = try filled()
        log.close()
        let path = directory.path + "/" + (try #require(try files(".sealed").first))
        var bytes = readFile(path)
        bytes[bytes.count / 2] ^= 4
        writeFile(bytes, to: path)
        let records = try SegmentLog.open(directory: directory.path, mode: .read, server: "hq").records()
        let gaps = records.compactMap(\.gapCount)
        #expect(gaps.count == 1)
        #expect(UInt64(records.count - 1) + (gaps.first ?? 0) == 4_000)
        #expect(records.last?.sequence == 4_000)
    }

    @Test func `a damaged index is made again from the blocks`() throws {
        let log = try filled()
        log.close()
        for name in try files(".sealed") {
            let path = directory.path + "/" + name
            var bytes = readFile(path)
            bytes[bytes.count - 20] ^= 1
            writeFile(bytes, to: path)
        }
        #expect(try SegmentLog.open(directory: directory.path, mode: .read, server: "hq").records().count == 4_000)
    }

    @Test func `an index that claims more blocks than any segment has is not believed`() {
        var trailer = [UInt8](repeating: 0, count: SealedIndex.trailerSize - 8) + SealedIndex.magic
        trailer[16] = 3
        #expect(SealedIndex.size(trailer: trailer, file: .max) == 3 * 24 + SealedIndex.trailerSize)
        trailer[19] = 0xFF
        #expect(SealedIndex.size(trailer: trailer, file: .max) == nil)
    }

    @Test(arguments: [0, 10, 40, 200, 5_000]) func `a file cut anywhere never stops the rest`(length: Int) throws {
        let log = try filled()
        log.close()
        let path = directory.path + "/" + (try #require(try files(".sealed").first))
        writeFile(Array(readFile(path).prefix(length)), to: path)
        let reader = try SegmentLog.open(directory: directory.path, mode: .read, server: "hq")
        let records = try reader.records()
        #expect(records.last?.sequence == 4_000)
    }
}

extension SegmentLog {
    fileprivate func record(at sequence: UInt64) throws -> UInt64? {
        var found: UInt64?
        _ = try read(from: sequence) { record in
            found = record.sequence
            return false
        }
        return found
    }
}
