import CallCenter
import Cells
import Settings
import Testing

@testable import BoardScreen

/// Each kind of alarm, by what a PBX says.
@Suite struct AlarmKindsTests {
    private let registration = """
        Event: OutboundRegistrationDetail\r
        ObjectName: telco\r
        ServerUri: sip:sip.example.com\r
        ClientUri: sip:me@sip.example.com\r
        Endpoint:\r
        Status: %\r
        \r

        """

    private func watched(
        _ pbx: inout SimulatedPBX, seconds: Int = 60, _ change: (inout ScreenOptions) -> Void
    ) throws -> (session: Session, effects: [ScreenEffect]) {
        var session = try Session(pbx.board, now: pbx.now) {
            $0.mode = .live
            change(&$0)
        }
        var effects: [ScreenEffect] = []
        for _ in 0..<seconds {
            pbx.run(seconds: 1)
            (session.board, session.now) = (pbx.board, pbx.now)
            effects += update(&session.state, .ticked, board: pbx.board, now: pbx.now)
        }
        return (session, effects)
    }

    private func active(_ session: Session, _ kind: AlarmKey.Kind) -> [AlarmEntry] {
        session.state.alarms.active.filter { $0.key.kind == kind }
    }

    @Test func `a trunk that loses its registration is an alarm by the name it has in the configuration`() throws {
        var pbx = SimulatedPBX(queues: 1, agents: 2, callsPerMinute: 0)
        pbx.apply(registration.replacing("%", with: "Registered"))
        let name: (inout ScreenOptions) -> Void = {
            $0.trunkLines = [TrunkLine(endpoint: "PJSIP/telco", display: "Telco", limit: 30)]
        }
        let (calm, _) = try watched(&pbx, seconds: 30, name)
        #expect(active(calm, .trunkDown).isEmpty)
        pbx.apply(registration.replacing("%", with: "Rejected"))
        let (short, _) = try watched(&pbx, seconds: 10, name)
        #expect(active(short, .trunkDown).isEmpty, "a registration that is tried again is back within seconds")
        let (session, effects) = try watched(&pbx, seconds: 40, name)
        #expect(active(session, .trunkDown).map(\.sentence) == ["Telco: trunk down"])
        #expect(effects.contains(.bell))
    }

    @Test func `a trunk whose lines are all taken is full, from four of five it is a warning`() throws {
        for (limit, level) in [(2, AlarmLevel.breach), (100, .calm)] {
            var pbx = SimulatedPBX(queues: 1, agents: 2, callsPerMinute: 0)
            for index in 1...2 {
                pbx.apply(
                    "Event: Newchannel\r\nChannel: PJSIP/carrier-\(index)\r\nChannelState: 6\r\n"
                        + "Context: from-trunk\r\nExten: 100\r\nUniqueid: 179541670\(index).1\r\n"
                        + "Linkedid: 179541670\(index).1\r\n\r\n")
            }
            let (session, _) = try watched(&pbx, seconds: 30) {
                $0.trunkLines = [TrunkLine(endpoint: "PJSIP/carrier", limit: limit)]
            }
            #expect(active(session, .trunkFull).map(\.level).max() ?? .calm == level)
        }
    }

    @Test func `few free agents are an alarm where a limit says so, and only while somebody is there`() throws {
        var pbx = SimulatedPBX(queues: 2, agents: 6, callsPerMinute: 0)
        pbx.run(seconds: 60)
        let (without, _) = try watched(&pbx) { _ in }
        #expect(active(without, .fewFree).isEmpty)
        let (session, _) = try watched(&pbx) {
            $0.thresholds.freeWarning = 100
            $0.thresholds.freeBreach = 50
        }
        #expect(active(session, .fewFree).map(\.level) == [.breach, .breach])
    }

    @Test func `a pause is judged by the limit of its reason`() throws {
        var options = ScreenOptions()
        options.pauses = ["lunch": PauseLimit(warning: 3600, alarm: 4500)]
        #expect(options.pauseLimit("Lunch") == PauseLimit(warning: 3600, alarm: 4500))
        #expect(options.pauseLimit("Break") == PauseLimit(warning: 900, alarm: 1800))
        var pbx = GoldenScreens.centre
        let paused = pbx.board.servers[0].agents(at: pbx.now).filter { $0.state == .paused }
        let one = try #require(paused.first)
        let reason = one.pausedReason.lowercased()
        try #require(!reason.isEmpty)
        let length = Int(pbx.now - one.since) / 1_000_000
        try #require(length > 20)
        let (session, _) = try watched(&pbx, seconds: 3) {
            $0.pauses = [reason: PauseLimit(warning: 10, alarm: 15)]
        }
        let found = active(session, .pause)
        #expect(found.contains { $0.key.id == one.id && $0.level == .breach })
        #expect(found.allSatisfy { $0.place.lowercased().hasSuffix("(\(reason))") }, "\(found.map(\.place))")
        var drawn = session
        drawn.size = Size(columns: 120, rows: 60)
        let time = Durations.text(from: one.since, to: session.now)
        #expect(drawn.text().contains("‼\(time)"), "\(time)\n\(drawn.text())")
    }

    @Test func `too many on pause at once, by the share that the configuration says`() throws {
        var pbx = GoldenScreens.centre
        let (session, _) = try watched(&pbx, seconds: 90) {
            $0.thresholds.pausedWarning = 1
            $0.thresholds.pausedBreach = 2
        }
        #expect(active(session, .tooManyPaused).contains { $0.level == .breach })
    }

    @Test func `the header counts what has lasted, not what is so this moment`() throws {
        var pbx = SimulatedPBX(queues: 2, agents: 1, callsPerMinute: 40)
        pbx.run(seconds: 200)
        var session = try Session(pbx.board, now: pbx.now, size: Size(columns: 120, rows: 30)) { $0.mode = .live }
        _ = update(&session.state, .ticked, board: pbx.board, now: pbx.now)
        session.state.message = nil
        let instant = session.state.rows.alarms.count
        try #require(instant > 0)
        let first = session.text().prefix { $0 != "\n" }
        let early = session.state.alarms.breaches.count
        #expect(first.contains("alarm") == (early > 0), "\(first)")
        for _ in 0..<60 {
            pbx.run(seconds: 1)
            (session.board, session.now) = (pbx.board, pbx.now)
            _ = update(&session.state, .ticked, board: pbx.board, now: pbx.now)
        }
        session.state.message = nil
        let count = session.state.alarms.breaches.count
        #expect(count > early)
        #expect(session.text().contains("‼ \(count) alarms"))
        let log = session.state.alarms.active.filter { $0.level == .breach }.map(\.number)
        #expect(Set(session.state.alarms.breaches).isSubset(of: log))
    }

    @Test func `the command is told what begins and what is over, once each, and nothing in quiet hours`() throws {
        let hangUp = "Event: Hangup\r\nChannel: PJSIP/1001-1\r\nUniqueid: 1795416700.1\r\n\r\n"
        let dial =
            "Event: Newchannel\r\nChannel: PJSIP/1001-1\r\nChannelState: 4\r\nCallerIDNum: 1001\r\n"
            + "Context: out\r\nExten: 112\r\nUniqueid: 1795416700.1\r\nLinkedid: 1795416700.1\r\n\r\n"
        for isQuiet in [false, true] {
            var pbx = SimulatedPBX(queues: 1, agents: 2, callsPerMinute: 0)
            var session = try Session(pbx.board, now: pbx.now) {
                $0.mode = .live
                $0.hasAlarmCommand = true
                $0.hasFlash = true
                if isQuiet {
                    $0.quietHours.spans = [QuietSpan("00:00-12:00"), QuietSpan("12:00-00:00")].compactMap { $0 }
                }
            }
            var effects: [ScreenEffect] = []
            func tick() {
                pbx.run(seconds: 1)
                (session.board, session.now) = (pbx.board, pbx.now)
                effects += update(&session.state, .ticked, board: pbx.board, now: pbx.now)
            }
            tick()
            pbx.apply(dial)
            tick()
            tick()
            pbx.apply(hangUp)
            tick()
            tick()
            let news = effects.compactMap { if case .alarm(let news) = $0 { news } else { nil } }
            #expect(session.state.alarms.entries.map(\.key.kind) == [.emergency])
            #expect(news.map(\.event) == (isQuiet ? [] : [.begins, .over]))
            #expect(effects.contains(.flash) == !isQuiet && effects.contains(.bell) == !isQuiet)
            guard let first = news.first else { continue }
            #expect(first.environment["CALLBOARD_ALARM_KIND"] == "emergency")
            #expect(first.environment["CALLBOARD_ALARM_TEXT"] == "1001 dials 112: emergency number dialled")
            #expect(first.server == "hq" && first.place == "1001 dials 112")
        }
    }

    @Test func `snoozing again is for longer, and says who`() throws {
        var pbx = SimulatedPBX(queues: 2, agents: 1, callsPerMinute: 40)
        var (session, _) = try watched(&pbx, seconds: 200) { $0.person = "maria" }
        session.press(.character("n"), .character("n"))
        let entry = try #require(session.state.alarms.active.first)
        #expect(entry.snoozedBy == "maria")
        let minutes = try #require(entry.snoozedUntil.map { ($0 - session.now) / 60_000_000 })
        #expect((29...30).contains(minutes), "\(minutes)")
        session.press(.character("!"))
        session.press(.enter)
        #expect(session.text().contains("by maria"))
    }
}
