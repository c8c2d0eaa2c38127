import CallCenter
import Journal
import LiveBoard
import TestSupport
import Testing

/// What Asterisk's queue_log adds to a journal, and how the two are read as one.
@Suite("Filling a journal's gaps")
struct QueueLogImportTests {
    private static let second: Int64 = 1_000_000
    /// A midnight, epoch seconds.
    private static let begins: Int64 = 1_795_392_000
    private static let noon = begins + 43_200
    private let log = InMemoryLog()

    private func fact(_ fact: OwnFact, at seconds: Double) {
        log.tell(fact, at: moment(seconds))
    }

    private func packets(_ text: String, at seconds: Double) {
        log.tell(text, at: moment(seconds))
    }

    /// Seconds after noon as our clock.
    private func moment(_ seconds: Double) -> Int64 { Self.noon * Self.second + Int64(seconds * 1_000_000) }

    private func login(at seconds: Double) {
        fact(.connected(banner: "Asterisk Call Manager/9.0.0"), at: seconds)
        fact(.loggedIn(commands: ["QueueStatus", "CoreShowChannels"]), at: seconds)
        packets(
            """
            Event: QueueParams
            Queue: sales
            Max: 0
            Strategy: ringall
            Calls: 0
            Holdtime: 0
            TalkTime: 0
            Completed: 0
            Abandoned: 0
            ServiceLevel: 20
            Weight: 0

            Event: QueueMember
            Queue: sales
            Name: Ana
            Location: PJSIP/1
            StateInterface: PJSIP/1
            Status: 1

            Event: QueueStatusComplete
            EventList: Complete

            Event: CoreShowChannelsComplete
            EventList: Complete
            ListItems: 0

            """, at: seconds)
    }

    private func abandon(_ call: String, joined: Double, at seconds: Double) {
        packets(
            "Event: QueueCallerJoin\nUniqueid: \(call)\nCallerIDNum: 111\nQueue: sales\nPosition: 1\nCount: 1\n",
            at: joined)
        let wait = Int(seconds) - Int(joined)
        packets("Event: QueueCallerAbandon\nUniqueid: \(call)\nQueue: sales\nHoldTime: \(wait)\n", at: seconds)
        packets("Event: QueueCallerLeave\nUniqueid: \(call)\nQueue: sales\nCount: 0\n", at: seconds)
    }

    private func ping(at seconds: Double) { packets("Response: Success\nPing: Pong\n", at: seconds) }

    /// Followed for a minute, then for two not, then for one again.
    private func writeTwoTimes() {
        login(at: 0)
        abandon("1.1", joined: 10, at: 20)
        ping(at: 60.4)
        fact(.disconnected(reason: "Lost.", retryIn: 1), at: 70)
        fact(.connecting, at: 100)
        login(at: 180.2)
        abandon("1.9", joined: 190, at: 200)
        ping(at: 240)
    }

    private func line(_ seconds: Int64, _ rest: String) -> String { "\(Self.noon + seconds)|\(rest)\n" }

    /// All that Asterisk wrote meanwhile: three lost callers, of whom the journal knows two.
    private var file: String {
        line(10, "1.1|sales|NONE|ENTERQUEUE||111|1") + line(20, "1.1|sales|NONE|ABANDON|1|1|10")
            + line(90, "1.5|sales|NONE|ENTERQUEUE||555|1") + line(95, "1.5|sales|Ana|CONNECT|5|1.6|2")
            + line(99, "NONE|sales|Ana|PAUSE|Lunch") + "half a line\n"
            + line(110, "1.5|sales|Ana|COMPLETECALLER|5|15|1") + line(120, "1.7|sales|NONE|ENTERQUEUE||777|1")
            + line(150, "1.7|sales|NONE|ABANDON|1|1|30") + line(160, "NONE|NONE|NONE|CONFIGRELOAD|")
            + line(190, "1.9|sales|NONE|ENTERQUEUE||111|1") + line(200, "1.9|sales|NONE|ABANDON|1|1|10")
    }

    private static let days: DayMarks.Start = { $0 / 86_400_000_000 * 86_400_000_000 }

    private func filled(
        _ file: String, over lines: (any EventLog)? = nil, isWritten: Bool = true
    ) throws -> (lines: InMemoryLog, reading: QueueLogImport) {
        var reading = QueueLogImport()
        reading.met(Array(file.utf8), file: "queue_log")
        try reading.met(journal: log, lines: lines, isWritten: isWritten)
        let new = InMemoryLog()
        new.append(reading.entries(since: 0, dayStart: Self.days))
        return (new, reading)
    }

    private func board(_ lines: InMemoryLog?, at seconds: Double) throws -> ServerBoard {
        try JournalPlayer(FilledLog(log, lines: lines)).board(
            named: "hq", at: moment(seconds), marks: DayMarks(Self.days))
    }

    @Test("Only what the journal does not know is taken, and it is counted once however often it is read in")
    func once() throws {
        writeTwoTimes()
        let (lines, reading) = try filled(file)
        #expect(reading.tally == .init(taken: 6, known: 4, before: 0, other: 1))
        #expect(reading.broken == [.init(file: "queue_log", line: 6, why: "expected epoch|call|queue|agent|event|...")])
        let (before, after) = (try board(nil, at: 240), try board(lines, at: 240))
        let (old, new) = (try #require(before.queues.first?.today), try #require(after.queues.first?.today))
        #expect(old.offered == 2 && old.abandoned == 2 && old.answered == 0)
        #expect(new.offered == 4 && new.abandoned == 3 && new.answered == 1 && new.handled == 1)
        #expect(new.answeredInLevel == 1 && new.abandonedInLevel == 2)
        #expect(after.finishedVisits().first { $0.uniqueID == "1.5" }?.agent == "PJSIP/1")
        #expect(after.intervals(until: moment(240)).contains { $0.activity == .paused && $0.reason == "Lunch" })
        #expect(after.gaps.map(\.linesFilled) == [6] && before.gaps.map(\.linesFilled) == [0])
        let (again, second) = try filled(file, over: lines)
        #expect(second.tally.taken == 0 && second.tally.before == 6)
        #expect(again.endSequence == lines.endSequence)
    }

    @Test("At the ends of a gap, which are within a second, what was heard is known by its call")
    func edges() throws {
        login(at: 0)
        // Heard half a second before the connection was lost, and 0.3 s after it was there again.
        packets(
            "Event: QueueCallerJoin\nUniqueid: 1.1\nCallerIDNum: 1\nQueue: sales\nPosition: 1\nCount: 1\n", at: 60.2)
        fact(.disconnected(reason: "Lost.", retryIn: 1), at: 61)
        login(at: 90.4)
        packets(
            "Event: QueueCallerJoin\nUniqueid: 1.3\nCallerIDNum: 3\nQueue: sales\nPosition: 1\nCount: 1\n", at: 90.7)
        ping(at: 120)
        let (lines, reading) = try filled(
            line(60, "1.1|sales|NONE|ENTERQUEUE||1|1") + line(60, "1.2|sales|NONE|ENTERQUEUE||2|1")
                + line(90, "1.3|sales|NONE|ENTERQUEUE||3|1") + line(90, "1.4|sales|NONE|ENTERQUEUE||4|1"))
        #expect(reading.tally.taken == 2 && reading.tally.known == 2)
        #expect(try board(lines, at: 120).queues.first?.today.offered == 4)
    }

    @Test("A conversation whose event names no caller any more is known by its figures")
    func endWithoutCaller() throws {
        login(at: 60)
        packets(
            "Event: AgentComplete\nQueue: sales\nInterface: PJSIP/1\nMemberName: Ana\nHoldTime: 6\nTalkTime: 38\n",
            at: 61.5)
        ping(at: 90)
        let (lines, reading) = try filled(
            line(10, "1.1|sales|NONE|ENTERQUEUE||1|1") + line(16, "1.1|sales|Ana|CONNECT|6|1.2|2")
                + line(30, "1.3|sales|NONE|ENTERQUEUE||1|1") + line(31, "1.3|sales|Zoë|CONNECT|1|1.4|2")
                + line(61, "1.1|sales|Ana|COMPLETECALLER|6|38|1") + line(61, "1.3|sales|Zoë|COMPLETECALLER|1|30|1"))
        #expect(reading.tally.taken == 5 && reading.tally.known == 1)
        let today = try #require(try board(lines, at: 90).queues.first?.today)
        #expect(today.answered == 2 && today.handled == 2 && today.talk == 68)
    }

    @Test("What a first import told of a name is told of the agent once the journal knows whose it is")
    func namesOfBefore() throws {
        let file =
            line(10, "1.1|sales|NONE|ENTERQUEUE||1|1") + line(16, "1.1|sales|Ana|CONNECT|6|1.2|2")
            + line(30, "1.1|sales|Ana|COMPLETECALLER|6|14|1")
        fact(.dayBegan, at: 5)
        let (first, _) = try filled(file, isWritten: false)
        #expect(try board(first, at: 50).finishedVisits().map(\.agent) == ["Ana"])
        login(at: 60)
        ping(at: 90)
        let (second, reading) = try filled(file, over: first)
        #expect(reading.tally.taken == 0)
        #expect(try board(second, at: 50).finishedVisits().map(\.agent) == ["PJSIP/1"])
    }

    @Test("A board that was killed leaves a gap to its next login, and one that nobody follows lasts")
    func killed() throws {
        login(at: 0)
        ping(at: 30)
        login(at: 100)
        ping(at: 130)
        let file = [20, 60, 110, 200].map { line($0, "\($0).1|sales|NONE|ENTERQUEUE||1|1") }.joined()
        #expect(try filled(file, isWritten: true).reading.tally.taken == 1)
        #expect(try filled(file, isWritten: false).reading.tally.taken == 2)
        // A line of whole seconds does not go before what was heard last.
        #expect(
            try filled(line(129, "1.9|sales|NONE|ENTERQUEUE||1|1"), isWritten: false).lines.span()?.last == moment(130))
    }

    @Test("A PBX whose clock is ahead is asked by its own")
    func clocks() throws {
        login(at: 0)
        fact(.pong(roundTrip: 0.001, pbxTime: Double(Self.noon) + 3_600 + 5), at: 5)
        ping(at: 60)
        fact(.disconnected(reason: "Lost.", retryIn: 1), at: 61)
        login(at: 180)
        ping(at: 240)
        let (lines, reading) = try filled(
            line(3_630, "1.1|sales|NONE|ENTERQUEUE||1|1") + line(3_700, "1.2|sales|NONE|ENTERQUEUE||2|1"))
        #expect(reading.tally.taken == 1)
        #expect(abs(try #require(try lines.span()).first - moment(100)) < 10_000)
    }

    @Test("A day that began in a gap begins there, and not again when somebody is back")
    func midnight() throws {
        login(at: 0)
        abandon("1.1", joined: 10, at: 20)
        ping(at: 60)
        let back: Double = 43_200 + 3_600
        fact(.dayBegan, at: back)
        login(at: back)
        ping(at: back + 60)
        let (lines, reading) = try filled(
            line(40_000, "1.2|sales|NONE|ENTERQUEUE||2|1") + line(40_010, "1.2|sales|NONE|ABANDON|1|1|10")
                + line(43_300, "1.3|sales|NONE|ENTERQUEUE||3|1") + line(43_310, "1.3|sales|NONE|ABANDON|1|1|10"))
        #expect(reading.tally.taken == 4)
        #expect(try board(lines, at: 42_000).queues.first?.today.abandoned == 2)
        let after = try board(lines, at: back + 60)
        #expect(after.queues.first?.today.abandoned == 1)
        #expect(after.countedSince == moment(43_200))
        #expect(after.lostCalls().count == 3)
    }

    @Test(
        "Both are read as one: in the order of their moments, from every number on, and what is written goes on behind")
    func asOne() throws {
        writeTwoTimes()
        let lines = try filled(file).lines
        let whole = try FilledLog(log, lines: lines)
        var records: [LogRecord] = []
        let end = try whole.read(from: 0) { record in
            records.append(record)
            return true
        }
        #expect(records.map(\.sequence) == (1..<end).map { $0 } && end == whole.endSequence)
        #expect(records.map(\.time) == records.map(\.time).sorted())
        #expect(UInt64(records.count) == log.endSequence + lines.endSequence - 2)
        for record in records {
            var met: [LogRecord] = []
            let next = try whole.read(from: record.sequence) { found in
                met.append(found)
                return met.count < 3
            }
            #expect(met == Array(records[(Int(record.sequence) - 1)...].prefix(3)), "from \(record.sequence)")
            #expect(next == (met.last?.sequence ?? 0) + 1)
            let first = try whole.firstSequence(atOrAfter: record.time)
            #expect(first == records.first { $0.time >= record.time }?.sequence)
        }
        #expect(try whole.firstSequence(atOrAfter: .max) == end)
        let behind = whole.append([
            LogEntry(kind: LogEntry.packets, time: moment(300), epoch: 1, payload: amiBytes("Event: Reload\n\n"))
        ])
        #expect(behind == end + 1 && whole.endSequence == end + 1)
        #expect(try whole.record(from: end)?.time == moment(300))
        #expect(try whole.span()?.last == moment(300))
    }

    @Test("Without lines a journal is itself")
    func without() throws {
        writeTwoTimes()
        let whole = try FilledLog(log, lines: nil)
        var count: UInt64 = 0
        let next = try whole.read(from: 2) { _ in
            count += 1
            return true
        }
        #expect(next == log.endSequence && count == log.endSequence - 2)
        #expect(try whole.firstSequence(atOrAfter: moment(100)) == log.firstSequence(atOrAfter: moment(100)))
    }
}
