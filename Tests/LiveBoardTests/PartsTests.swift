import CallCenter
import Journal
import LiveBoard
import Testing

@Suite("Snapshot plan and clock")
struct PartsTests {
    @Test("A PBX that still boots is asked again a second later, one that forbids is not")
    func plan() {
        var plan = SnapshotPlan()
        #expect(plan.snapshotNeeded(at: 0) == [.coreSettings, .queueStatus, .coreShowChannels])
        plan.refused(.queueStatus, message: "Invalid/unknown command: QueueStatus.", at: 100)
        plan.refused(.coreShowChannels, message: "Permission denied", at: 100)
        #expect(plan.due(at: 1_000_099).isEmpty)
        #expect(plan.due(at: 1_000_100) == [.queueStatus])
        #expect(plan.due(at: 9_000_000).isEmpty)
        plan.timedOut(.queueStatus, at: 9_000_000)
        plan.disconnected()
        #expect(plan.due(at: 20_000_000).isEmpty)
    }

    @Test("A clock that is set back holds at the highest moment")
    func clockNeverFalls() {
        let moments = Counter(5)
        let clock = BoardClock { Int64(moments.value) }
        #expect(clock.now == 5)
        moments.set(3)
        #expect(clock.now == 5)
        moments.set(6)
        #expect(clock.now == 6)
        #expect(clock.followWall() == nil)
    }

    @Test("A wall clock that is set moves nothing until it is followed, and forward only")
    func clockThatIsSet() {
        let (wall, boot) = (Counter(1_000_000_000), Counter(5_000_000))
        let clock = BoardClock.steady(wall: { Int64(wall.value) }, sinceBoot: { Int64(boot.value) })
        func pass(_ microseconds: Int) {
            wall.set(wall.value + microseconds)
            boot.set(boot.value + microseconds)
        }
        #expect(clock.now == 1_000_000_000)
        pass(250_000)
        #expect(clock.now == 1_000_250_000)
        #expect(clock.followWall() == nil)
        // NTP sets it an hour forward.
        wall.set(wall.value + 3_600_000_000)
        #expect(clock.now == 1_000_250_000)
        #expect(clock.followWall() == 3_600)
        #expect(clock.now == 4_600_250_000)
        #expect(clock.followWall() == nil)
        // Back by ten minutes: time goes on, evenly.
        wall.set(wall.value - 600_000_000)
        #expect(clock.followWall() == nil)
        pass(1_000_000)
        #expect(clock.now == 4_601_250_000)
        // And to where it was: less than a second is no step.
        wall.set(wall.value + 600_999_999)
        #expect(clock.followWall() == nil)
        pass(1_000_000)
        #expect(clock.now == 4_602_250_000)
    }
}

@Suite("Importing a capture")
struct CaptureImportTests {
    private static let capture = Array(
        """
        Asterisk Call Manager/11.0.0\r
        Response: Success\r
        ActionID: login-1\r
        Message: Authentication accepted\r
        \r
        Event: Newchannel\r
        Channel: PJSIP/a-1\r
        ChannelState: 4\r
        Uniqueid: 1795416743.0\r
        Linkedid: 1795416743.0\r
        \r
        Event: Hangup\r
        Channel: PJSIP/a-1\r
        Uniqueid: 1795416743.0\r
        \r

        """.utf8)

    @Test("Times come from the stream: the unique id's second, carried by the index")
    func times() throws {
        let index = CaptureIndex(reads: [
            .init(t: 0, off: 0, len: 40), .init(t: 2.5, off: 40, len: 150), .init(t: 4, off: 190, len: 400),
        ])
        let entries = try CaptureImport.entries(of: Self.capture, index: index, file: "x.ami")
        // Connected, the login's answer, logged in, two events.
        #expect(entries.count == 5)
        #expect(entries[0].time == 1_795_416_740_500_000 || entries[0].time == 1_795_416_739_000_000)
        #expect(entries.map(\.time) == entries.map(\.time).sorted())
        #expect(entries[3].time == 1_795_416_743_000_000)
    }

    @Test("The same capture gives the same entries, with and without an index")
    func deterministic() throws {
        let one = try CaptureImport.entries(of: Self.capture, index: nil, file: "x.ami")
        let other = try CaptureImport.entries(of: Self.capture, index: nil, file: "x.ami")
        #expect(one == other)
        #expect(one.last?.time == 1_795_416_743_000_000)
    }

    @Test("What is no capture is refused with its name")
    func foreign() {
        #expect(throws: ImportError.self) {
            try CaptureImport.entries(of: Array("hello".utf8), index: nil, file: "x.ami")
        }
        #expect(throws: ImportError.badIndex(file: "i", line: 2)) {
            try CaptureIndex(jsonLines: Array("{\"t\": 0, \"off\": 0, \"len\": 3}\n{\"t\": \"x\"}\n".utf8), file: "i")
        }
        #expect(throws: ImportError.badIndex(file: "i", line: 2)) {
            try CaptureIndex(
                jsonLines: Array("{\"t\": 0, \"off\": 9, \"len\": 3}\n{\"t\": 1, \"off\": 2, \"len\": 3}\n".utf8),
                file: "i")
        }
    }
}
