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
        plan.refused(.queueStatus, message: "Permission denied", at: 9_000_000)
        #expect(plan.due(at: 10_000_000) == [.queueStatus])
        plan.timedOut(.queueStatus, at: 9_000_000)
        plan.disconnected()
        #expect(plan.due(at: 20_000_000).isEmpty)
    }

    @Test("Queues are not asked of a PBX that boots before it has booted, whoever asks")
    func bootWatch() {
        var watch = BootWatch()
        watch.loggedIn(commands: ["Ping", "QueueStatus"], at: 0)
        #expect(!watch.isBooting)
        watch.loggedIn(commands: ["Ping", "GSAgents"], at: 0)
        watch.loggedIn(commands: [], at: 0)
        #expect(!watch.isBooting)
        watch.loggedIn(commands: ["Ping", "CoreShowChannels"], at: 0)
        #expect(watch.isBooting)
        var due = [999_999, 1_000_000, 1_500_000].map { watch.isDue(at: $0) }
        #expect(due == [false, true, false])
        // It is registered first, and its module does not run yet.
        let full = ["Ping", "CoreShowChannels", "QueueStatus", "QueuePause"]
        let hasBooted = [2, 3, 4, 4].map { watch.listed(Array(full.prefix($0))) }
        #expect(hasBooted == [false, false, false, true])
        #expect(!watch.isBooting)
        // FullyBooted came first, or the connection ended, or there are no queues at all.
        watch.loggedIn(commands: ["Ping"], at: 10_000_000)
        watch.loggedIn(commands: ["Ping", "QueueStatus"], at: 11_000_000)
        #expect(!watch.isBooting)
        watch.loggedIn(commands: ["Ping"], at: 20_000_000)
        watch.disconnected()
        due = [watch.isDue(at: 30_000_000)]
        watch.loggedIn(commands: ["Ping"], at: 40_000_000)
        due += [watch.isDue(at: 99_999_999), watch.isDue(at: 100_999_999)]
        #expect(due == [false, true, false] && !watch.isBooting)
    }

    @Test("Trunks are asked for at each login as far as the PBX offers it, refused lists never again")
    func trunkPlan() {
        var plan = TrunkPlan()
        #expect(plan.due(at: 0).isEmpty)
        plan.loggedIn(
            commands: ["Ping", "DeviceStateList", "pjsipshowendpoints", "PJSIPShowRegistrationsOutbound"], at: 0)
        #expect(plan.due(at: 0) == [.registrations, .endpoints, .deviceStates])
        #expect(plan.due(at: 59_999_999).isEmpty)
        #expect(plan.due(at: 60_000_000) == [.registrations])
        // An empty list is an error too.
        plan.failed(.endpoints, message: "No endpoints found")
        plan.failed(.deviceStates, message: "Permission denied")
        plan.snapshotNeeded(at: 61_000_000)
        #expect(plan.due(at: 61_000_000) == [.registrations, .endpoints])
        plan.failed(.registrations, message: "Invalid/unknown command: PJSIPShowRegistrationsOutbound.")
        #expect(plan.due(at: 200_000_000).isEmpty)
        plan.disconnected()
        plan.snapshotNeeded(at: 201_000_000)
        #expect(plan.due(at: 201_000_000).isEmpty)
        plan.loggedIn(
            commands: ["DeviceStateList", "PJSIPShowEndpoints", "PJSIPShowRegistrationsOutbound"], at: 210_000_000)
        #expect(plan.due(at: 300_000_000) == [.endpoints])
    }

    @Test("Why a trunk is unavailable is asked once a login, by whoever may and is told by no list")
    func trunkQuestions() {
        var plan = TrunkPlan()
        #expect(plan.questions(["a"]).isEmpty)
        plan.loggedIn(commands: ["DeviceStateList", "Getvar"], at: 0)
        #expect(plan.questions(["a"]).isEmpty, "the states come first")
        #expect(plan.due(at: 0) == [.deviceStates])
        #expect(plan.questions(["a", "b"]) == ["a", "b"])
        #expect(plan.questions(["a", "c"]) == ["c"])
        plan.snapshotNeeded(at: 1)
        _ = plan.due(at: 1)
        #expect(plan.questions(["a"]) == ["a"])
        plan.disconnected()
        #expect(plan.questions(["b"]).isEmpty)
        for commands in [["Getvar", "PJSIPShowEndpoints"], ["DeviceStateList"]] {
            plan.loggedIn(commands: commands, at: 2)
            _ = plan.due(at: 2)
            #expect(plan.questions(["a"]).isEmpty)
        }
        plan.loggedIn(commands: ["Getvar", "PJSIPShowEndpoints"], at: 3)
        plan.failed(.endpoints, message: "Permission denied")
        #expect(plan.questions(["a"]) == ["a"])
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

    @Test("A wall clock that is set moves nothing until it is followed")
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
        // A part of a second is no step, back or forth.
        for part in [-999_999, 1_999_998, -999_999] {
            wall.set(wall.value + part)
            #expect(clock.followWall() == nil)
        }
        pass(1_000_000)
        #expect(clock.now == 4_601_250_000)
    }

    @Test("A wall clock that is set back is waited for at half the pace, told in whole seconds")
    func clockThatIsSetBack() {
        let (wall, boot) = (Counter(1_000_000_000), Counter(5_000_000))
        let clock = BoardClock.steady(wall: { Int64(wall.value) }, sinceBoot: { Int64(boot.value) })
        func pass(_ microseconds: Int) {
            wall.set(wall.value + microseconds)
            boot.set(boot.value + microseconds)
        }
        var (last, told) = (clock.now, 0.0)
        wall.set(wall.value - 10_000_000)
        for quarter in 1...160 {
            let before = told
            told += clock.followWall() ?? 0
            #expect(before - told == 0 || before - told == 1)
            pass(250_000)
            #expect(clock.now >= last)
            last = clock.now
            // A moment that was remembered at the start is as long ago as time has passed, but for a second.
            let age = last - (1_000_000_000 + Int64(told * 1e6))
            #expect(abs(age - Int64(quarter) * 250_000) <= 1_000_000)
        }
        #expect(told == -10)
        #expect(clock.now == Int64(wall.value))
        // Set forward while it still waits: at once, and what was not told yet is part of it.
        wall.set(wall.value - 100_000_000)
        #expect(clock.followWall() == nil)
        pass(1_000_000)
        #expect(clock.now == Int64(wall.value) + 99_500_000)
        wall.set(wall.value + 200_000_000)
        #expect(clock.followWall() == 100)
        #expect(clock.now == Int64(wall.value))
    }

    @Test("A clock goes on from what a journal has already, and comes back to the wall clock")
    func clockThatLeads() {
        let (wall, boot) = (Counter(1_000_000_000), Counter(5_000_000))
        let clock = BoardClock.steady(wall: { Int64(wall.value) }, sinceBoot: { Int64(boot.value) })
        clock.lead(to: 999_000_000)
        #expect(clock.now == 1_000_000_000)
        clock.lead(to: 1_005_000_000)
        #expect(clock.now == 1_005_000_000)
        var told = 0.0
        for _ in 0..<12 {
            told += clock.followWall() ?? 0
            wall.set(wall.value + 1_000_000)
            boot.set(boot.value + 1_000_000)
        }
        #expect(told == -5 && clock.now == Int64(wall.value))
    }

    @Test(
        "A clock goes on from a journal of any time, waits for a wall clock of days ago, and not for one of years ago",
        arguments: [2, 31, 400])
    func clockThatLeadsByDays(_ days: Int) {
        let lead = days * 86_400_000_000
        let (wall, boot) = (Counter(1_000_000_000), Counter(5_000_000))
        let clock = BoardClock.steady(wall: { Int64(wall.value) }, sinceBoot: { Int64(boot.value) })
        clock.lead(to: Int64(1_000_000_000 + lead))
        #expect(clock.now == Int64(1_000_000_000 + lead))
        var told = 0.0
        func pass(_ seconds: Int) {
            for _ in 0..<seconds {
                told += clock.followWall() ?? 0
                wall.set(wall.value + 1_000_000)
                boot.set(boot.value + 1_000_000)
            }
            told += clock.followWall() ?? 0
        }
        pass(100)
        let isWaiting = days <= 32
        #expect(told == (isWaiting ? -50 : 0))
        #expect(clock.now == Int64(wall.value + lead) + Int64(told * 1e6))
        // The time becomes known, a day and more later than the journal's last.
        wall.set(wall.value + lead + 100_000_000_000)
        pass(1)
        #expect(clock.now == Int64(wall.value))
        #expect(abs(told - 100_000) < 1)
        // And is set back by more than a day.
        told = 0
        wall.set(wall.value - lead)
        pass(10)
        #expect(told == (isWaiting ? -5 : 0))
        #expect(clock.now == Int64(wall.value + lead) + Int64(told * 1e6))
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
