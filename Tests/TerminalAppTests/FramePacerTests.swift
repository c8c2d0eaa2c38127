import Testing

@testable import TerminalApp

@Suite("The frame pacer")
struct FramePacerTests {
    /// Draws whenever a frame is due while something changes every millisecond; how many frames, and how many bytes.
    private func run(seconds: Int64, bytes: Int64, pacer: inout FramePacer, from start: Int64 = 0) -> (Int, Int64) {
        var frames = 0
        var written: Int64 = 0
        var now = start
        while now < start + seconds * 1_000_000 {
            pacer.changed()
            if pacer.isDue(at: now) {
                pacer.drew(at: now, bytes: bytes)
                frames += 1
                written += bytes
            }
            now += 1_000
        }
        return (frames, written)
    }

    @Test func `light frames come twenty times a second`() {
        var pacer = FramePacer()
        let (frames, _) = run(seconds: 10, bytes: 300, pacer: &pacer)
        #expect((195...205).contains(frames))
    }

    @Test func `heavy frames take no more bytes in the long run than a slow line carries`() {
        var pacer = FramePacer()
        let (_, written) = run(seconds: 60, bytes: 3_000, pacer: &pacer)
        #expect(written <= 60 * FramePacer.bytesPerSecond + FramePacer.burst + 3_000)
        #expect(written >= 55 * FramePacer.bytesPerSecond)
    }

    @Test func `a frame comes once a second however heavy it is`() {
        var pacer = FramePacer()
        let (frames, _) = run(seconds: 20, bytes: 60_000, pacer: &pacer)
        #expect((19...24).contains(frames))
    }

    @Test func `what was saved may be spent at once`() {
        var pacer = FramePacer()
        _ = run(seconds: 30, bytes: 3_000, pacer: &pacer)
        // Ten quiet seconds later a first paint is followed by the next frame as soon as ever.
        pacer.changed()
        pacer.drew(at: 40_000_000, bytes: 12_000)
        pacer.changed()
        #expect(pacer.wait(at: 40_000_000) == FramePacer.closeGap)
    }

    @Test func `frames that cost much come less often`() {
        var pacer = FramePacer()
        var frames = 0
        for now in stride(from: Int64(0), to: 10_000_000, by: 1_000) {
            pacer.changed()
            guard pacer.isDue(at: now) else { continue }
            pacer.drew(at: now, bytes: 100, cost: 2_000)
            frames += 1
        }
        #expect((106...118).contains(frames))
    }

    @Test func `a lone event just after a tick is drawn at once`() {
        var pacer = FramePacer()
        for second in Int64(0)..<5 {
            pacer.changed()
            pacer.drew(at: second * 1_000_000, bytes: 400)
            pacer.changed()
            #expect(pacer.isDue(at: second * 1_000_000 + FramePacer.closeGap))
        }
    }

    @Test func `a key is answered at once, whatever was drawn before`() {
        var pacer = FramePacer()
        _ = run(seconds: 5, bytes: 60_000, pacer: &pacer)
        pacer.acted()
        #expect(pacer.isDue(at: 4_999_999))
        #expect(pacer.wait(at: 4_999_999) == 0)
    }

    @Test func `nothing is drawn without a reason`() {
        var pacer = FramePacer()
        pacer.drew(at: 0, bytes: 0)
        #expect(!pacer.isDue(at: 60_000_000))
        #expect(pacer.wait(at: 60_000_000) == nil)
    }
}
