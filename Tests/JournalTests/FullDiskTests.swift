import Crossing
import Glibc
import Testing

@testable import Journal

@Suite struct FullDiskTests {
    let scratch = ScratchDirectory()
    var path: String { scratch.path + "/hq" }

    @Test func `a full disk is said, outlived and left without a torn record`() throws {
        let disk = ScriptedStorage(room: 200)
        let limit = 4_096
        let log = try openLog(path, storage: disk, limit: limit)
        log.append((1...20).map { entry("record \($0)") })
        log.flush()
        guard case .full(let sentence) = log.state else {
            Issue.record("state \(log.state)")
            return
        }
        #expect(sentence == "the disk that holds \(path) is full; free some space, nothing is kept meanwhile")
        // Readers get what is on the disk, and nobody waits.
        #expect(try log.texts() == (1...4).map { "record \($0)" })

        log.append((21...500).map { entry("record \($0)") })
        #expect(log.pendingBytes <= limit)
        #expect(log.lostRecords > 0)
        let lost = log.lostRecords

        disk.setRoom(.max)
        log.flush()
        #expect(log.state == .writing)
        let texts = try log.texts()
        #expect(texts.last == "gap \(lost)")
        #expect(texts.dropLast() == (1...(500 - Int(lost))).map { "record \($0)" }[...])
        log.append([entry("after")])
        #expect(try log.texts().last == "after")
        #expect(log.lostRecords == lost)
    }

    @Test func `the count of what was lost is reported once it is written`() throws {
        let gaps = GapRecorder()
        let disk = ScriptedStorage(room: 0)
        let log = try openLog(path, storage: disk, limit: 1_000, onGap: { gaps.add($0) })
        log.append((1...100).map { entry("record \($0)") })
        log.flush()
        #expect(gaps.counts == [])
        let lost = log.lostRecords
        #expect(lost > 0)
        // The log's thread tries again by itself.
        disk.setRoom(.max)
        while gaps.counts.isEmpty { usleep(5_000) }
        #expect(gaps.counts == [lost])
        #expect(log.state == .writing)
    }

    @Test func `a disk that takes any number of bytes at a time ends with every record once`() throws {
        for step in [1, 7, 29, 64, 100] {
            let directory = path + "/\(step)"
            let disk = ScriptedStorage(room: 0)
            let log = try openLog(directory, storage: disk, segmentSize: 300)
            log.append((1...40).map { entry("record \($0)") })
            while log.pendingBytes > 0 {
                disk.setRoom(step)
                log.flush()
            }
            #expect(try log.texts() == (1...40).map { "record \($0)" })
            disk.setRoom(.max)
            log.close()
            #expect(try openLog(directory).cutBytes == 0)
        }
    }

    @Test func `another failure is said with the system's words`() throws {
        let disk = ScriptedStorage(room: 0, error: EIO)
        let log = try openLog(path, storage: disk)
        log.append([entry("a")])
        log.flush()
        #expect(log.state == .failed("cannot create \(path): input/output error; check the disk"))
        disk.setRoom(.max)
        log.flush()
        #expect(log.state == .writing)
        #expect(try log.texts() == ["a"])
    }

    @Test func `after a failed wait for the disk a new segment begins`() throws {
        let disk = ScriptedStorage()
        let log = try openLog(path, storage: disk)
        log.append([entry("a")])
        log.flush()
        disk.failNextSynchronise(with: EIO)
        while log.state == .writing { usleep(5_000) }
        log.append([entry("b")])
        #expect(try log.texts() == ["a", "b"])
        #expect(try log.statistics().segments == 2)
        #expect(log.state == .writing)
    }
}

private final class GapRecorder: Sendable {
    private let values = Guarded<[UInt64]>([])
    func add(_ count: UInt64) { values.withLock { $0.append(count) } }
    var counts: [UInt64] { values.withLock { $0 } }
}
