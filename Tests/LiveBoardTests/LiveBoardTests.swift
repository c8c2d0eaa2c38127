import AMITransport
import CallCenter
import Journal
import LiveBoard
import NIOPosix
import PBXSimulator
import Reports
import Testing

@Suite("A live board on a simulated PBX, through real sockets", .serialized)
struct LiveBoardTests {
    @Test("After one snapshot, events alone keep it equal to every list the audit asks for")
    func staysTrue() throws {
        let rig = try Rig(speed: 120)
        #expect(rig.run { rig.board.audit.checked >= 40 })
        #expect(rig.board.audit.corrected == 0, "\(rig.board.audit.kinds)")
        #expect(rig.board.queues.count == 6)
        #expect(rig.board.queues.reduce(0) { $0 + $1.today.offered } > 3)
    }

    @Test("A pause with a reason is asked, answered and seen in the board")
    func pause() throws {
        let rig = try Rig(speed: 1)
        #expect(rig.run { rig.board.link == .live })
        let agent = try #require(rig.board.agents(at: rig.clock.now).first { !$0.paused })
        try rig.perform(
            .pause(server: "hq", interfaces: agent.interfaces, queue: nil, paused: true, reason: "Training"), ticket: 7)
        var outcomes: [LiveBoard.TicketOutcome] = []
        #expect(
            rig.run {
                outcomes += rig.live.takeOutcomes()
                return !outcomes.isEmpty && rig.board.agent(agent.id, at: rig.clock.now)?.pausedReason == "Training"
            })
        #expect(outcomes.map(\.ticket) == [7])
        #expect(outcomes.first?.outcome.succeeded == true)
    }

    @Test(
        "A carrier that does not answer at login is down on the first screen, on Asterisk and on a UCM",
        arguments: [SimulatorDialect.asterisk, .ucm])
    func carrierDown(dialect: SimulatorDialect) throws {
        let rig = try Rig(
            speed: 1, settings: BoardSettings(trunks: ["PJSIP/carrier"]),
            configure: {
                $0.dialect = dialect
                $0.carrierAnswers = false
                $0.callsPerMinute = 0
                $0.agentHabits = false
            })
        func carrier() -> Trunk { rig.board.trunk("PJSIP/carrier") }
        #expect(rig.run { rig.board.link == .live && carrier().reach != .unknown && carrier().registration != .none })
        #expect(carrier().registration == .trying && carrier().isDown)
        // Who may not read `system` learns of the device alone, which only takes calls, for all that it says.
        #expect(carrier().reach == (dialect == .ucm ? .unavailable : .unreachable))
        #expect(rig.board.trunks.map(\.id) == ["PJSIP/carrier"])
    }

    @Test("An originated call's outcome is what became of the call, not that it was queued")
    func originate() throws {
        let rig = try Rig(speed: 20)
        #expect(rig.run { rig.board.link == .live })
        try rig.perform(
            .originate(
                server: "hq",
                Origination(
                    channel: "PJSIP/nobody", extension: "1001", context: "from-internal", callerID: "", timeout: 5)),
            ticket: 3)
        var outcomes: [LiveBoard.TicketOutcome] = []
        #expect(
            rig.run {
                outcomes += rig.live.takeOutcomes()
                return !outcomes.isEmpty
            })
        #expect(outcomes.first?.ticket == 3)
        #expect(outcomes.first?.outcome.succeeded == false)
        #expect(outcomes.first?.outcome.text.contains("failed") == true)
    }

    @Test("Where a day begins callboard's own figures begin at nothing, once, and Asterisk's go on")
    func dayBegins() throws {
        let log = InMemoryLog()
        // A day of two minutes, so that some begin while the test looks.
        let day: Int64 = 120_000_000
        let rig = try Rig(speed: 240, journal: log, dayStart: { $0 - $0 % day }) { $0.callsPerMinute = 60 }
        #expect(rig.run { rig.board.countedSince != nil })
        let first = try #require(rig.board.countedSince)
        #expect(rig.run { (rig.board.countedSince ?? 0) >= first + 3 * day })
        let began = try #require(rig.board.countedSince)
        #expect(began % day < 60_000_000, "it began late")
        #expect(rig.board.queues.reduce(0) { $0 + $1.completed } > rig.board.queues.reduce(0) { $0 + $1.today.handled })
        var facts = 0
        _ = try log.read(from: 0) { record in
            if record.kind == LogEntry.fact, String(decoding: record.payload, as: UTF8.self).contains("dayBegan") {
                facts += 1
            }
            return true
        }
        let days = Int((rig.clock.now - first) / day)
        #expect((3...days + 1).contains(facts), "\(facts) facts in \(days) days")
    }

    @Test("A queue's wrap-up time comes from the configuration and is journalled with the rest")
    func wrapUp() throws {
        let log = InMemoryLog()
        let queues = ["billing", "retention", "sales", "spanish", "support", "vip"]
        let rig = try Rig(
            speed: 30, journal: log,
            settings: BoardSettings(wrapUp: Dictionary(uniqueKeysWithValues: queues.map { ($0, 86_400) })))
        #expect(rig.run { rig.board.agents(at: rig.clock.now).contains { $0.state == .wrapUp } })
        let replayed = try JournalPlayer(log).board(named: "hq", at: rig.clock.now)
        #expect(replayed.agents(at: rig.clock.now).contains { $0.state == .wrapUp })
    }

    @Test("A command for a server that is not there says so")
    func unknownServer() throws {
        let rig = try Rig()
        try rig.perform(.hangUp(server: "nowhere", uniqueID: "1", channel: "PJSIP/1", cause: 16), ticket: 1)
        #expect(rig.live.takeOutcomes().first?.outcome.text.contains("nowhere") == true)
    }

    @Test("The journal folds into the very board that was live")
    func journalEqualsLive() throws {
        let log = InMemoryLog()
        let rig = try Rig(speed: 120, journal: log)
        #expect(rig.run { rig.board.audit.checked >= 10 })
        rig.live.stop()
        #expect(rig.run { if case .live = rig.board.link { false } else { true } })
        let now = rig.clock.now
        var live = rig.live.board
        live.servers[0].advance(to: now)
        live.servers[0].isReplay = true
        let replayed = Board(servers: [try JournalPlayer(log).board(named: "hq", at: now)])
        #expect(replayed.servers[0].events > 100)
        #expect(BoardDocument(live, at: now).encoded() == BoardDocument(replayed, at: now).encoded())
    }

    @Test("A PBX that goes and comes back: stale, then live again, and the day's figures survive")
    func reconnects() throws {
        let rig = try Rig(speed: 120)
        #expect(rig.run { rig.board.queues.reduce(0) { $0 + $1.today.offered } >= 3 })
        let offered = rig.board.queues.reduce(0) { $0 + $1.today.offered }
        rig.server.stop()
        #expect(rig.run { if case .live = rig.board.link { false } else { true } })
        #expect(!rig.board.queues.isEmpty)
        // Another PBX answers on the same port, its counters at nothing.
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        var options = SimulatorOptions()
        options.warmUpSeconds = 0
        options.digest = { MessageDigests.md5($0) }
        options.startTime = rig.clock.now
        let second = SimulatorServer(Simulator(options), clock: rig.clock, speed: 120, loop: group.next())
        var bound = false
        #expect(
            rig.run {
                if !bound, (try? second.start(host: "127.0.0.1", port: rig.port)) != nil { bound = true }
                return bound
            })
        #expect(rig.run { rig.board.link == .live })
        #expect(rig.board.queues.reduce(0) { $0 + $1.today.offered } >= offered)
        second.stop()
    }

    @Test("A refused login is final and names the cure")
    func refused() throws {
        let rig = try Rig(secret: "wrong")
        #expect(rig.run { if case .offline = rig.board.link { true } else { false } })
        #expect(rig.board.link.reason.contains("manager.conf"))
    }
}
