import LiveBoard
import Testing

@Suite("A program that stood still")
struct StopWatchTests {
    @Test("A look every quarter of a second, or a slow one, is no standstill; ten seconds without one are")
    func notices() {
        var watch = StopWatch()
        #expect(watch.looked(at: 0) == nil)
        #expect(watch.looked(at: 250_000) == nil)
        #expect(watch.looked(at: 10_249_999) == nil)
        #expect(watch.looked(at: 20_249_999) == 10)
        #expect(watch.looked(at: 20_250_000) == nil)
        #expect(watch.looked(at: 3_620_250_000) == 3_600)
    }
}
