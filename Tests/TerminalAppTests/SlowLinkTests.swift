import Cells
import Testing

@testable import TerminalApp

@Suite struct SlowLinkTests {
    @Test func `a slow link gets a frame a second at most, and no more bytes in the long run than it should`() {
        for (bytes, most) in [(Int64(100), 62), (1_500, 14)] {
            var pacer = FramePacer()
            pacer.setSlow(true)
            var frames = 0
            var now: Int64 = 0
            while now < 60_000_000 {
                pacer.changed()
                if pacer.isDue(at: now) {
                    pacer.drew(at: now, bytes: bytes)
                    frames += 1
                }
                now += 1_000
            }
            #expect(frames <= most && frames >= most / 2, "\(frames) frames of \(bytes) bytes")
        }
    }

    @Test func `a key is answered at once on a slow link too, and the usual pace comes back`() {
        var pacer = FramePacer()
        pacer.setSlow(true)
        pacer.changed()
        pacer.drew(at: 0, bytes: 100_000)
        pacer.changed()
        #expect(!pacer.isDue(at: 900_000))
        pacer.acted()
        #expect(pacer.isDue(at: 1_000))
        pacer.setSlow(false)
        pacer.drew(at: 10_000_000, bytes: 300)
        pacer.changed()
        #expect(pacer.isDue(at: 10_050_000))
    }

    @Test func `the meter tells bytes a second of the last seconds`() {
        var meter = ByteMeter()
        #expect(meter.rate(1_000, at: 0) == nil)
        var last: Int?
        for second in 1...20 { last = meter.rate(1_000 + UInt64(second) * 300, at: Int64(second) * 1_000_000) }
        #expect(last == 300)
        for second in 21...30 { last = meter.rate(7_000, at: Int64(second) * 1_000_000) }
        #expect(last == 0)
    }

    @Test func `two quick clicks in one place are a double click, three are not two of them`() {
        var clicks = ClickCounter()
        func press(_ x: Int, _ at: Int64) -> Bool {
            let key = clicks.seen(.mouse(MouseEvent(action: .press, button: .left, x: x, y: 4)), at: at)
            guard case .mouse(let event) = key else { return false }
            return event.isDouble
        }
        #expect(!press(10, 0))
        #expect(press(11, 300_000))
        #expect(!press(11, 400_000))
        #expect(!press(40, 500_000))
        #expect(!press(40, 1_500_000))
        #expect(press(40, 1_600_000))
        #expect(clicks.seen(.enter, at: 0) == .enter)
    }
}
