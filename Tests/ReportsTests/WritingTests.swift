import Testing

@testable import Reports

@Suite("Numbers and times as they are written")
struct WritingTests {
    @Test(
        "A number has exactly its decimals, ties to the even digit",
        arguments: [
            (0.0, 1, "0.0"), (0.04, 1, "0.0"), (81.25, 1, "81.2"), (81.75, 1, "81.8"), (-0.26, 1, "-0.3"),
            (12.0, 0, "12"), (99.96, 1, "100.0"),
            (3.14159, 3, "3.142"), (-12.5, 2, "-12.50"),
        ])
    func numbers(value: Double, decimals: Int, text: String) {
        var json = JSONWriter()
        json.number(value, decimals: decimals)
        #expect(String(decoding: json.bytes, as: UTF8.self) == text)
    }

    @Test("What is no number is null", arguments: [Double.nan, .infinity, -.infinity, 1e300])
    func noNumber(value: Double) {
        var json = JSONWriter()
        json.number(value, decimals: 1)
        #expect(String(decoding: json.bytes, as: UTF8.self) == "null")
    }

    @Test(
        "Moments are civil time in UTC",
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
            (951_782_400_000_000, "2000-02-29T00:00:00.000Z"), (1_795_413_321_353_000, "2026-11-23T05:55:21.353Z"),
            (4_107_542_399_999_999, "2100-02-28T23:59:59.999Z"),
        ])
    func moments(time: Int64, text: String) {
        #expect(UTCTime.text(time) == text)
    }

    @Test("Days and dates are each other's inverse over four centuries")
    func days() {
        for day in stride(from: Int64(-80_000), to: 80_000, by: 37) {
            let text = UTCTime.text(day * 86_400_000_000)
            let parts = text.prefix(10).split(separator: "-").compactMap { Int($0) }
            #expect(UTCTime.days(year: parts[0], month: parts[1], day: parts[2]) == day)
        }
    }
}
