import Glibc
import Testing

@testable import Journal

@Suite struct RecoveryTests {
    let scratch = ScratchDirectory()
    var path: String { scratch.path + "/hq" }
    var firstSegment: String { path + "/" + SegmentDirectory.name(firstSequence: 1) }

    /// A journal of a few records, its bytes, and where each record ends.
    private func writtenJournal() throws -> (bytes: [UInt8], ends: [Int]) {
        let log = try openLog(path)
        for number in 1...4 {
            log.append([entry("record \(number)", time: Int64(number))])
            log.flush()
        }
        log.close()
        let bytes = readFile(firstSegment)
        let header = SegmentHeader(firstSequence: 1, created: 1, server: "hq").encoded().count
        let size = RecordLayout.overhead + "record 1".utf8.count
        return (bytes, (0...4).map { header + $0 * size })
    }

    @Test func `a tail torn at any byte is cut at the last whole record, and writing goes on`() throws {
        let (bytes, ends) = try writtenJournal()
        #expect(bytes.count == ends[4])
        for length in 0...bytes.count {
            writeFile(Array(bytes[..<length]), to: firstSegment)
            let whole = max(0, (ends.lastIndex { $0 <= length } ?? 0))
            // A reader sees what is whole without touching the file.
            #expect(try openLog(path, mode: .read).texts() == (0..<whole).map { "record \($0 + 1)" }, "\(length)")
            #expect(SegmentDirectory.size(of: firstSegment) == length)

            let log = try openLog(path)
            #expect(log.endSequence == UInt64(whole + 1), "\(length)")
            #expect(log.cutBytes == (length < ends[0] ? 0 : length - ends[whole]), "\(length)")
            log.append([entry("next")])
            log.close()
            #expect(try openLog(path, mode: .read).texts() == (0..<whole).map { "record \($0 + 1)" } + ["next"])
        }
    }

    @Test func `a tail of rubbish or zeros is cut`() throws {
        let (bytes, _) = try writtenJournal()
        for tail in [[UInt8](repeating: 0, count: 5_000), [UInt8](repeating: 0xFF, count: 100), Array(bytes[60...80])] {
            writeFile(bytes + tail, to: firstSegment)
            let log = try openLog(path)
            #expect(log.cutBytes == tail.count)
            #expect(try log.texts() == (1...4).map { "record \($0)" })
            log.close()
            #expect(readFile(firstSegment) == bytes)
        }
    }

    @Test func `any flipped bit costs one record, which becomes a counted gap`() throws {
        let (bytes, ends) = try writtenJournal()
        for index in ends[0]..<bytes.count {
            for bit in 0..<8 {
                var damaged = bytes
                damaged[index] ^= 1 << bit
                writeFile(damaged, to: firstSegment)
                let lost = (1...4).last { ends[$0 - 1] <= index }!
                let texts = try openLog(path, mode: .read).texts()
                var expected = (1...4).map { $0 == lost ? "gap 1" : "record \($0)" }
                // Damage in the last record cannot be told from a torn tail.
                if lost == 4 { expected.removeLast() }
                #expect(texts == expected, "byte \(index) bit \(bit)")
            }
        }
        // The writer keeps what stands behind the damage.
        var damaged = bytes
        damaged[ends[1] + 3] ^= 0x40
        writeFile(damaged, to: firstSegment)
        let log = try openLog(path)
        #expect(log.endSequence == 5 && log.cutBytes == 0)
        log.append([entry("next")])
        #expect(try log.texts() == ["record 1", "gap 1", "record 3", "record 4", "next"])
        #expect(try log.texts(from: 2) == ["gap 1", "record 3", "record 4", "next"])
        #expect(try log.texts(from: 3) == ["record 3", "record 4", "next"])
    }

    @Test func `a damaged segment in the middle costs its records and no more`() throws {
        let log = try openLog(path, segmentSize: 150)
        for number in 1...12 {
            log.append([entry("record \(number)")])
            log.flush()
        }
        log.close()
        let files = try SegmentDirectory(path: path).segments()
        let victim = files[2]
        let lost = Int(files[3].firstSequence - victim.firstSequence)
        writeFile(Array(readFile(victim.path)[..<70]), to: victim.path)
        let texts = try openLog(path).texts()
        let start = Int(victim.firstSequence)
        #expect(
            texts == (1..<start).map { "record \($0)" } + ["gap \(lost)"] + ((start + lost)...12).map { "record \($0)" }
        )
    }

    @Test func `a header that was never finished is no segment`() throws {
        let log = try openLog(path)
        log.append([entry("a")])
        log.close()
        let second = path + "/" + SegmentDirectory.name(firstSequence: 2)
        for bytes in [[], [0x89], [UInt8](repeating: 0, count: 4_096)] as [[UInt8]] {
            writeFile(bytes, to: second)
            #expect(try openLog(path, mode: .read).texts() == ["a"])
            let log = try openLog(path)
            #expect(log.endSequence == 2)
            #expect(try SegmentDirectory(path: path).segments().count == 1)
        }
    }

    @Test func `a file of a terabyte of zeros behind the last record is not read into memory`() throws {
        let (bytes, _) = try writtenJournal()
        let descriptor = open(firstSegment, O_WRONLY)
        let isLong = ftruncate(descriptor, 1 << 40) == 0
        close(descriptor)
        // Some file systems have no such files.
        guard isLong else { return }
        #expect(try openLog(path, mode: .read).texts() == (1...4).map { "record \($0)" })
        let log = try openLog(path)
        #expect(log.endSequence == 5 && log.cutBytes == 1 << 40 - bytes.count)
        log.close()
        #expect(readFile(firstSegment) == bytes)
    }

    @Test func `moments that no calendar has are held at its ends`() throws {
        let log = try openLog(path)
        log.append([entry("first", time: .min), entry("last", time: .max)])
        log.flush()
        #expect(try log.records().map(\.time) == [0, LogRecord.times.upperBound])
        log.close()
        // Bytes that another program made.
        var bytes = SegmentHeader(firstSequence: 3, created: 0, server: "hq").encoded()
        RecordLayout.append(entry("later", time: 5), sequence: 3, to: &bytes)
        bytes.withUnsafeMutableBytes { bytes in
            let record = UnsafeMutableRawBufferPointer(rebasing: bytes[(bytes.count - RecordLayout.overhead - 5)...])
            record.storeBytes(of: Int64.min, toByteOffset: 16, as: Int64.self)
            let length = CRC32C.checksum(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(record)[..<4]))
            let checksum = CRC32C.checksum(
                UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(record)[8...]), after: length)
            record.storeBytes(of: checksum.littleEndian, toByteOffset: 4, as: UInt32.self)
        }
        writeFile(bytes, to: path + "/" + SegmentDirectory.name(firstSequence: 3))
        #expect(try openLog(path, mode: .read).records().map(\.time) == [0, LogRecord.times.upperBound, 0])
    }

    @Test func `a sequence at the end of all numbers does not trap`() throws {
        let header = SegmentHeader(firstSequence: .max, created: 0, server: "hq").encoded()
        mkdir(path, 0o700)
        var bytes = header
        RecordLayout.append(entry("z", time: .max), sequence: .max, to: &bytes)
        writeFile(bytes, to: path + "/" + SegmentDirectory.name(firstSequence: .max))
        let log = try openLog(path)
        log.append([entry("a"), entry("b")])
        log.flush()
        _ = try log.records()
        _ = try log.statistics()
        _ = try log.firstSequence(atOrAfter: .max)
    }
}
