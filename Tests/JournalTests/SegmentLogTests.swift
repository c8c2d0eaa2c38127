import Glibc
import Testing

@testable import Journal

@Suite struct SegmentLogTests {
    let scratch = ScratchDirectory()
    var path: String { scratch.path + "/journal/hq" }

    @Test func `records come back as they were appended, with sequences from 1`() throws {
        let log = try openLog(path)
        #expect(log.endSequence == 1)
        #expect(try log.records() == [])
        log.append([entry("a", time: 5), entry("b", time: 7, epoch: 2, kind: LogEntry.fact)])
        log.append([entry("", time: 8)])
        #expect(log.endSequence == 4)
        #expect(
            try log.records() == [
                LogRecord(sequence: 1, entry("a", time: 5)),
                LogRecord(sequence: 2, entry("b", time: 7, epoch: 2, kind: LogEntry.fact)),
                LogRecord(sequence: 3, entry("", time: 8)),
            ])
        #expect(log.state == .writing)
    }

    @Test func `reading answers where to go on, also when the reader stops`() throws {
        let log = try openLog(path)
        log.append((1...10).map { entry("\($0)") })
        var seen: [String] = []
        let next = try log.read(from: 3) { record in
            seen.append(record.text)
            return seen.count < 4
        }
        #expect(seen == ["3", "4", "5", "6"])
        #expect(next == 7)
        #expect(try log.read(from: next) { _ in true } == 11)
        #expect(try log.read(from: 11) { _ in true } == 11)
        log.append([entry("11")])
        #expect(try log.texts(from: 11) == ["11"])
        #expect(try log.texts(from: 99) == [])
    }

    @Test func `a reader's own error passes through`() throws {
        struct Stop: Error {}
        let log = try openLog(path)
        log.append([entry("a")])
        #expect(throws: Stop.self) { try log.read(from: 0) { _ in throw Stop() } }
        #expect(try log.texts() == ["a"])
    }

    @Test func `sequences and time go on over a restart`() throws {
        do {
            let log = try openLog(path)
            log.append([entry("a", time: 100)])
            log.close()
            #expect(log.state == .closed)
            log.append([entry("lost: the log is closed")])
            #expect(try log.texts() == ["a"])
        }
        let log = try openLog(path)
        #expect(log.endSequence == 2)
        log.append([entry("b", time: 50), entry("c", time: 120), entry("d", time: 110)])
        #expect(try log.records().map(\.time) == [100, 100, 120, 120])
        #expect(try log.records().map(\.sequence) == [1, 2, 3, 4])
    }

    @Test func `a restart after a roll without records knows the time before it`() throws {
        let log = try openLog(path)
        log.append([entry("a", time: 100)])
        log.close()
        let header = SegmentHeader(firstSequence: 2, created: 100, server: "hq").encoded()
        writeFile(header, to: path + "/" + SegmentDirectory.name(firstSequence: 2))
        let reopened = try openLog(path)
        reopened.append([entry("b", time: 1)])
        #expect(try reopened.records().map(\.time) == [100, 100])
        #expect(try reopened.records().map(\.sequence) == [1, 2])
    }

    @Test func `only the user can read files and directories`() throws {
        let log = try openLog(path)
        log.append([entry("a")])
        log.flush()
        #expect(mode(of: path) == 0o700)
        #expect(mode(of: scratch.path + "/journal") == 0o700)
        #expect(mode(of: path + "/" + SegmentDirectory.name(firstSequence: 1)) == 0o600)
        #expect(mode(of: path + "/lock") == 0o600)
    }

    @Test func `full segments roll, and reading crosses them`() throws {
        let log = try openLog(path, segmentSize: 300)
        for number in 1...100 {
            log.append([entry("record \(number)")])
            log.flush()
        }
        let files = try SegmentDirectory(path: path).segments()
        #expect(files.count > 10)
        #expect(files.allSatisfy { SegmentDirectory.size(of: $0.path) <= 300 })
        #expect(try log.texts() == (1...100).map { "record \($0)" })
        #expect(try log.texts(from: 57) == (57...100).map { "record \($0)" })
        log.close()
        let reopened = try openLog(path, segmentSize: 300)
        #expect(reopened.endSequence == 101)
        #expect(try reopened.statistics().records == 100)
    }

    @Test func `a record larger than a segment has one of its own`() throws {
        let log = try openLog(path, segmentSize: 300)
        let large = String(repeating: "x", count: 5_000)
        log.append([entry("a"), entry(large), entry("b")])
        #expect(try log.texts() == ["a", large, "b"])
    }

    @Test func `the first record at or after a time is found across segments`() throws {
        let log = try openLog(path, segmentSize: 400)
        for number in 1...200 {
            log.append([entry("\(number)", time: Int64(number / 4) * 10)])
            if number % 3 == 0 { log.flush() }
        }
        let records = try log.records()
        for time in stride(from: Int64(-5), through: 520, by: 5) {
            let expected = records.first { $0.time >= time }?.sequence ?? log.endSequence
            #expect(try log.firstSequence(atOrAfter: time) == expected, "time \(time)")
        }
    }

    @Test func `old segments go by age and by size, the newest stays`() throws {
        let log = try openLog(path, segmentSize: 300)
        for number in 1...60 {
            log.append([entry("record \(number)", time: Int64(number))])
            log.flush()
        }
        let before = try log.statistics()
        #expect(try log.prune() == 0)
        #expect(try log.prune(olderThan: 30) > 0)
        let first = try #require(try log.records().first)
        #expect(first.time <= 30 && first.time > 20)
        #expect(try log.texts(from: 1).first == first.text)
        #expect(try log.prune(maxBytes: 700) > 0)
        let after = try log.statistics()
        #expect(after.bytes <= 700 && after.bytes < before.bytes)
        #expect(after.firstSequence > before.firstSequence && after.endSequence == 61)
        #expect(try log.prune(olderThan: .max, maxBytes: 0) > 0)
        #expect(try log.statistics().segments == 1)
        #expect(try log.texts().last == "record 60")
        log.append([entry("record 61")])
        #expect(try log.texts().last == "record 61")
    }

    @Test func `a log that goes on for weeks removes what is too old and too much by itself`() throws {
        let byAge = try openLog(path, segmentSize: 300, keeps: RetentionLimits(age: 20))
        let bySize = try openLog(scratch.path + "/by-size", segmentSize: 300, keeps: RetentionLimits(bytes: 700))
        for number in 1...60 {
            for log in [byAge, bySize] {
                log.append([entry("record \(number)", time: Int64(number))])
                log.flush()
            }
        }
        for log in [byAge, bySize] { log.finishSealing() }
        let first = try #require(try byAge.records().first)
        // The segment that holds the oldest record to keep stays whole, and another began since the last look.
        #expect(first.time > 20 && first.time <= 40)
        #expect(try bySize.statistics().bytes <= 700 + 300)
        #expect(try bySize.statistics().firstSequence > 1)
        for log in [byAge, bySize] { #expect(try log.texts().last == "record 60") }
    }

    @Test func `a log that is let go of writes what it was given`() throws {
        do {
            let log = try openLog(path)
            log.append([entry("a")])
        }
        #expect(try openLog(path).texts() == ["a"])
    }

    @Test func `what waits reaches the kernel without anybody asking`() throws {
        let log = try openLog(path)
        log.append([entry("a")])
        while log.pendingBytes > 0 { usleep(5_000) }
        #expect(try openLog(path, mode: .read).texts() == ["a"])
    }

    @Test func `readers in between see a prefix that only grows, from any thread`() async throws {
        let log = try openLog(path, segmentSize: 20_000)
        let count = 3_000
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                for number in 0..<(count / 10) {
                    log.append((0..<10).map { entry("\(number * 10 + $0 + 1)", time: Int64(number)) })
                }
            }
            for mode in [SegmentLog.Mode.read, .write] {
                group.addTask {
                    guard let reading = mode == .write ? log : try? openLog(self.path, mode: .read) else {
                        Issue.record("the journal does not open for reading")
                        return
                    }
                    var next: UInt64 = 1
                    while next <= UInt64(count) {
                        let before = next
                        do {
                            next = try reading.read(from: next) { record in
                                #expect(record.text == "\(record.sequence)")
                                return true
                            }
                        } catch {
                            Issue.record(error)
                            return
                        }
                        #expect(next >= before && reading.endSequence >= next)
                    }
                }
            }
        }
        #expect(try log.texts().count == count)
        #expect(log.lostRecords == 0)
    }

    @Test func `throughput`() throws {
        let payload = [UInt8](repeating: 65, count: 388)
        let log = try openLog(path, limit: 64 << 20)
        let clock = ContinuousClock()
        let count = 20_000
        let writing = clock.measure {
            for _ in 0..<(count / 20) {
                log.append((0..<20).map { LogEntry(kind: 1, time: Int64($0), epoch: 1, payload: payload) })
            }
            log.flush()
        }
        var read = 0
        let reading = try clock.measure {
            _ = try log.read(from: 1) { _ in
                read += 1
                return true
            }
        }
        #expect(read == count)
        print("journal: \(count) records of 388 bytes written in \(writing), read back in \(reading)")
    }
}
