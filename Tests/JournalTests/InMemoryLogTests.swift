import Testing

@testable import Journal

@Suite struct InMemoryLogTests {
    @Test func `it reads like the journal on disk`() throws {
        let log = InMemoryLog()
        #expect(log.endSequence == 1)
        log.append([entry("a", time: 5), entry("b", time: 3), entry("c", time: 9)])
        #expect(try log.records().map(\.time) == [5, 5, 9])
        #expect(try log.texts(from: 2) == ["b", "c"])
        #expect(try log.read(from: 1) { _ in false } == 2)
        #expect(try log.read(from: 9) { _ in true } == 9)
        #expect(try log.firstSequence(atOrAfter: 6) == 3)
        #expect(try log.firstSequence(atOrAfter: 10) == 4)
    }

    @Test func `it forgets the oldest records beyond its capacity`() throws {
        let log = InMemoryLog(capacity: 100)
        for number in 0..<5_000 { log.append([entry("0123456789", time: Int64(number))]) }
        #expect(log.endSequence == 5_001)
        #expect(try log.records().map(\.sequence) == Array(4_991...5_000))
        #expect(try log.records(from: 4_999).count == 2)
    }
}
