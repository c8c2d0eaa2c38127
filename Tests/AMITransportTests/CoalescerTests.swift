import Testing

@testable import AMITransport

@Suite struct CoalescerTests {
    /// Runs events of `size` bytes at a steady rate through a socket that is read when the coalescer says, for a
    /// second; the wake-ups, the longest that an event lay, and the most bytes that lay.
    private func run(perSecond: Int, size: Int) -> (reads: Int, longest: Int64, mostBytes: Int) {
        var coalescer = Coalescer()
        let gap = 1_000_000 / Int64(perSecond)
        var now: Int64 = 5_000_000
        let end = now + 1_000_000
        var nextEvent = now + gap
        var reads = 0
        var longest: Int64 = 0
        var mostBytes = 0
        var wakeAt = nextEvent
        while now < end {
            now = max(wakeAt, nextEvent)
            let first = nextEvent
            var packets = 0
            while nextEvent <= now {
                packets += 1
                nextEvent += gap
            }
            reads += 1
            longest = max(longest, now - first)
            mostBytes = max(mostBytes, packets * size)
            wakeAt = now + coalescer.socketEmptied(packets: packets, bytes: packets * size, at: now)
        }
        return (reads, longest, mostBytes)
    }

    @Test func `a quiet link is read at once`() {
        let quiet = run(perSecond: 100, size: 400)
        #expect(quiet.longest == 0)
    }

    @Test(arguments: [500, 5_000])
    func `a busy link is read some twenty to seventy times a second`(_ rate: Int) {
        let busy = run(perSecond: rate, size: 400)
        #expect(busy.reads <= 90)
        #expect(busy.longest <= 50_000)
        #expect(busy.mostBytes <= 40_000)
    }

    @Test(arguments: [30_000, 250_000])
    func `a flood is never left to fill the kernel's buffer`(_ rate: Int) {
        let flood = run(perSecond: rate, size: 400)
        #expect(flood.mostBytes <= 65_536)
        #expect(flood.reads <= 4_000)
    }

    @Test func `after a flood a lone event is read at once again`() {
        var coalescer = Coalescer()
        for step in 0..<100 {
            _ = coalescer.socketEmptied(packets: 100, bytes: 40_000, at: 1_000_000 + Int64(step) * 10_000)
        }
        #expect(coalescer.socketEmptied(packets: 1, bytes: 400, at: 2_500_000) == 0)
        // Nor does a clock that stands still matter.
        #expect(coalescer.socketEmptied(packets: 0, bytes: 0, at: 2_500_000) == 0)
    }
}
