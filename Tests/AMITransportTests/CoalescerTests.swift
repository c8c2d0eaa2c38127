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

@Suite struct BoardLookTests {
    private static let now: Int64 = 5_000_000

    /// The wait of a link of 500 packets a second that was just read empty.
    private func wait(lookIn microseconds: Int64?, every gap: Int64 = 50_000, size: Int = 400, buffer: Int = 1 << 20)
        -> Int64
    {
        var coalescer = Coalescer()
        coalescer.bufferIs(bytes: buffer)
        for step in 1...40 {
            let moment = Self.now - 2_000_000 + Int64(step) * 50_000
            let look = microseconds.map { BoardLook(at: Self.now + $0, gap: gap) }
            let wait = coalescer.socketEmptied(packets: 25, bytes: 25 * size, at: moment, before: look)
            if moment == Self.now { return wait }
        }
        return -1
    }

    @Test func `a busy link is read just before the board is looked at`() {
        #expect(wait(lookIn: nil) == Coalescer.longestWait)
        #expect(wait(lookIn: 40_000) == 40_000 - Coalescer.lead)
        #expect(wait(lookIn: 80_000, every: 90_000) == 80_000 - Coalescer.lead)
    }

    @Test func `what was read for a look that is near or due is followed by the look after it`() {
        #expect(wait(lookIn: 3_000) == 50_000)
        #expect(wait(lookIn: 0) == 50_000 - Coalescer.lead)
        #expect(wait(lookIn: -9_000_000, every: 90_000) == 90_000 - Coalescer.lead)
    }

    @Test func `no look is waited for longer than a fifth of a second, or than the buffer has room`() {
        #expect(wait(lookIn: 900_000, every: 900_000) == Coalescer.utmostWait - Coalescer.lead)
        #expect(wait(lookIn: .max - Self.now, every: .max) == Coalescer.utmostWait - Coalescer.lead)
        // Half a megabyte a second into a buffer that has not grown, and two into one that has.
        #expect((40_000...66_000).contains(wait(lookIn: 900_000, size: 1_000, buffer: 131_072)))
        #expect((80_000...140_000).contains(wait(lookIn: 900_000, size: 4_000, buffer: 1 << 20)))
        #expect(wait(lookIn: 900_000, size: 4_000, buffer: 131_072) == 0, "more came than was to gather")
    }
}
