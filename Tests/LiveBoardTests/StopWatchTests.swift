import LiveBoard
import Testing

@Suite("A program that stood still")
struct StopWatchTests {
    @Test("A look every quarter of a second, or a slow one, is no standstill; five seconds without one are")
    func notices() {
        var watch = StopWatch()
        #expect(watch.looked(at: 0) == nil)
        #expect(watch.looked(at: 250_000) == nil)
        #expect(watch.looked(at: 5_249_999) == nil)
        #expect(watch.looked(at: 10_249_999) == 5)
        #expect(watch.looked(at: 10_250_000) == nil)
        #expect(watch.looked(at: 3_610_250_000) == 3_600)
    }
}
