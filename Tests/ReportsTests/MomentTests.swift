import Reports
import Testing

@Suite("Times as a person types them")
struct MomentTests {
    /// 2026-11-23T14:30:00Z, seen from an hour east of Greenwich.
    private static let last: Int64 = 1_795_444_200_000_000

    private static func moment(_ text: String) -> Moment? {
        Moment(text, relativeTo: last, offset: { _ in 3_600 })
    }

    @Test(
        "Every form means its moment",
        arguments: [
            ("-10m", -600), ("-90s", -90), ("-2h", -7_200), ("-1d", -86_400), ("-0s", 0),
            // 15:30 local is the last moment.
            ("15:30", 0), ("14:05", -5_100), ("14:05:30", -5_070), ("yesterday 15:30", -86_400),
            ("2026-11-23T15:30", 0), ("2026-11-23 15:29:59", -1), ("2026-11-23T14:30Z", 0),
            ("2026-11-22T15:30", -86_400),
        ])
    func forms(text: String, seconds: Int64) {
        #expect(Self.moment(text) == .time(Self.last + seconds * 1_000_000))
    }

    @Test("The journal's ends have names")
    func ends() {
        #expect(Self.moment("start") == .start)
        #expect(Self.moment("end") == .end)
    }

    @Test(
        "A time that does not exist is refused",
        arguments: [
            "", "25:00", "14:60", "14", "-10", "-m", "-10y", "2026-02-29T10:00", "2026-13-01T10:00", "2026-11-23",
            "2026-11-23T24:00", "tomorrow 10:00", "yesterday", "14:05:60", "1:2:3:4", "-99999999999999999999m", "--5m",
        ])
    func refused(text: String) {
        #expect(Self.moment(text) == nil)
    }

    @Test("A leap day exists in leap years")
    func leapDay() {
        #expect(Self.moment("2028-02-29T10:00") != nil)
    }
}
