import CallCenter
import Crossing
import Dispatch
import Journal
import LiveBoard
import PBXSimulator
import Reports
import Testing

@Suite("Winding the board back", .serialized)
struct TimeTravelTests {
    private let woken = DispatchSemaphore(value: 0)

    /// The frame that the traveller brings, within a while.
    private func frame(_ traveller: TimeTraveller) throws -> TimeTraveller.Frame {
        let end = BoardClock.monotonicTime() + 10_000_000
        while BoardClock.monotonicTime() < end {
            if !traveller.isBusy, let frame = traveller.take() { return frame }
            _ = woken.wait(timeout: .now() + .milliseconds(100))
        }
        throw TravelTestError.nothingCame
    }

    private enum TravelTestError: Error { case nothingCame }

    private func document(_ board: Board, at time: Int64) -> [UInt8] { BoardDocument(board, at: time).encoded() }

    @Test("Any moment of a live board's past is the board that the whole journal gives")
    func anyMoment() throws {
        let log = InMemoryLog()
        let rig = try Rig(speed: 600, journal: log)
        rig.live.past[0].index.withLock { $0 = LiveBoard.travelIndex(interval: 300_000_000) }
        #expect(rig.run { rig.live.past[0].index.withLock { $0.checkpoints.count >= 3 && $0.calls.count > 10 } })
        let index = rig.live.past[0].index.withLock { $0 }
        let first = try #require(index.first)
        let traveller = TimeTraveller(rig.live.past, wake: { [woken] in woken.signal() })
        for part in [90, 15, 55, 54, 99, 0] {
            let time = first + (index.last - first) / 100 * Int64(part)
            traveller.go(to: time)
            let frame = try frame(traveller)
            let whole = Board(servers: [try JournalPlayer(log).board(named: "hq", at: time)])
            #expect(frame.moment == time && frame.trouble == nil)
            #expect(document(frame.board, at: time) == document(whole, at: time), "at \(part) %")
        }
    }

    @Test("On a long way boards of earlier moments come first, and a newer wish does not wait for its end")
    func onTheWay() throws {
        let log = InMemoryLog()
        let rig = try Rig(speed: 600, journal: log)
        #expect(rig.run { rig.live.past[0].index.withLock { $0.calls.count > 10 } })
        let span = try #require(try log.span())
        // Nothing is known of this journal yet.
        let frames = Guarded<[TimeTraveller.Frame]>([])
        let box = Guarded<TimeTraveller?>(nil)
        let traveller = TimeTraveller(
            [TravelSource(name: "hq", log: log)], batch: 50, patience: 0,
            wake: { [woken] in
                if let frame = box.withLock({ $0 })?.take() { frames.withLock { $0.append(frame) } }
                woken.signal()
            })
        box.withLock { $0 = traveller }
        traveller.go(to: span.last)
        while !frames.withLock({ $0.contains { !$0.isOnTheWay } }) { woken.wait() }
        let came = frames.withLock { $0 }
        #expect(came.count > 2 && came.dropLast().allSatisfy(\.isOnTheWay))
        #expect(came.map(\.moment) == came.map(\.moment).sorted())
        #expect(zip(came, came.dropFirst()).allSatisfy { $0.board.servers[0].events <= $1.board.servers[0].events })
        let last = try #require(came.last)
        let whole = Board(servers: [try JournalPlayer(log).board(named: "hq", at: span.last)])
        #expect(last.moment == span.last && document(last.board, at: span.last) == document(whole, at: span.last))
        traveller.go(to: span.first)
        traveller.go(to: span.last)
        traveller.go(to: span.first + (span.last - span.first) / 2)
        while traveller.isBusy { _ = woken.wait(timeout: .now() + .milliseconds(10)) }
        #expect(frames.withLock { $0.last?.moment } == span.first + (span.last - span.first) / 2)
        box.withLock { $0 = nil }
    }

    @Test("A record back and a record further is the same board again")
    func steps() throws {
        let log = InMemoryLog()
        let rig = try Rig(speed: 300, journal: log)
        #expect(rig.run { rig.live.past[0].index.withLock { $0.calls.count > 5 } })
        let last = rig.live.past[0].index.withLock { $0.last }
        let traveller = TimeTraveller(rig.live.past, wake: { [woken] in woken.signal() })
        traveller.go(to: last)
        let before = try frame(traveller)
        traveller.step(records: -40)
        let back = try frame(traveller)
        #expect(back.moment <= before.moment)
        #expect(back.board.servers[0].events < before.board.servers[0].events)
        traveller.step(records: 40)
        let again = try frame(traveller)
        #expect(again.board.servers[0].events == before.board.servers[0].events)
        #expect(document(again.board, at: last) == document(before.board, at: last))
    }

    @Test("A recording's index finds the calls that the live board's index found, and commands")
    func indexes() throws {
        let log = InMemoryLog()
        let rig = try Rig(speed: 120, journal: log)
        #expect(rig.run { rig.board.link == .live })
        let agent = try #require(rig.board.agents(at: rig.clock.now).first { !$0.paused })
        try rig.perform(
            .pause(server: "hq", interfaces: agent.interfaces, queue: nil, paused: true, reason: ""), ticket: 1)
        #expect(rig.run { rig.live.past[0].index.withLock { $0.calls.count > 5 && $0.commands.count == 1 } })
        rig.live.stop()
        #expect(rig.run { if case .live = rig.board.link { false } else { true } })
        let source = TravelSource(name: "hq", log: log)
        let indexer = JournalIndexer([source], wake: { [woken] in woken.signal() })
        indexer.start()
        while !indexer.isDone { woken.wait() }
        let live = rig.live.past[0].index.withLock { $0 }
        let read = source.index.withLock { $0 }
        #expect(Set(read.calls) == Set(live.calls))
        #expect(read.commands == live.commands)
        #expect(read.next == live.next && read.last == live.last)
    }
}

@Suite("A board that its journal brings up to date", .serialized)
struct HistoryTests {
    private func figures(_ board: ServerBoard) -> [String] {
        board.queues.map { "\($0.name) \($0.today.offered) \($0.today.answered) \($0.today.abandoned)" }
    }

    @Test("A restart of the program keeps the day's figures and the list of calls")
    func restart() throws {
        let log = InMemoryLog()
        let first = try Rig(speed: 300, journal: log)
        #expect(first.run { first.board.visitsRecorded > 20 })
        let second = Rig(restarting: first, journal: log)
        let before = first.board
        #expect(second.run { second.board.link == .live })
        let kept = before.finishedVisits()
        let visits = second.board.finishedVisits()
        #expect(visits.suffix(kept.count).map(\.uniqueID) == kept.map(\.uniqueID))
        #expect(visits.suffix(kept.count).map(\.leftAt) == kept.map(\.leftAt))
        #expect(zip(before.queues, second.board.queues).allSatisfy { $0.today.offered <= $1.today.offered })
        #expect(second.board.countedSince == before.countedSince)
        let agreed = second.run { second.board.audit.checked > before.audit.checked + 6 }
        #expect(agreed)
    }

    @Test("Where callers are hidden in the journal none is written, and a restart keeps the day and mends nothing")
    func masked() throws {
        let log = InMemoryLog()
        let pseudonyms = Pseudonyms { bytes in
            bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 } >> 16
        }
        let first = try Rig(speed: 120, journal: MaskingLog(log, pseudonyms), pseudonyms: pseudonyms)
        #expect(first.run { first.board.visitsRecorded > 20 })
        let numbers = Set(first.board.finishedVisits().map { String($0.callerNumber.suffix(9)) }).filter {
            $0.count > 5
        }
        #expect(numbers.count > 10)
        let second = Rig(restarting: first, journal: MaskingLog(log, pseudonyms), pseudonyms: pseudonyms)
        let before = first.board
        #expect(second.run { second.board.link == .live })
        var written = ""
        _ = try log.read(from: 0) { record in
            written += String(decoding: record.payload, as: UTF8.self)
            return true
        }
        #expect(numbers.filter { written.contains($0) } == [])
        let kept = before.finishedVisits()
        let visits = second.board.finishedVisits().suffix(kept.count)
        var hiding = pseudonyms
        #expect(visits.map(\.uniqueID) == kept.map(\.uniqueID))
        #expect(visits.map(\.callerNumber) == kept.map { hiding.hidden($0.callerNumber) })
        #expect(
            second.run(60) { second.board.audit.checked > before.audit.checked + 6 },
            "\(second.board.link) \(second.board.audit.checked) of \(before.audit.checked) \(second.board.events)")
        #expect(second.board.audit.corrected == before.audit.corrected, "\(second.board.audit.kinds)")
    }

    @Test("What the mailbox has no room for comes from the journal, and nothing is asked anew")
    func overflow() throws {
        let log = InMemoryLog()
        // Every packet is dropped on the way: the journal alone tells.
        let rig = try Rig(speed: 120, journal: log, mailboxLimit: 1)
        #expect(rig.run(60) { rig.board.audit.checked >= 12 })
        #expect(rig.board.audit.corrected == 0, "\(rig.board.audit.kinds)")
        rig.live.stop()
        #expect(rig.run { if case .live = rig.board.link { false } else { true } })
        var asked = 0
        _ = try log.read(from: 0) { record in
            let text = String(decoding: record.payload, as: UTF8.self)
            if record.kind == LogEntry.fact, text.hasPrefix("Fact: actionSent"), text.contains("CoreSettings") {
                asked += 1
            }
            return true
        }
        #expect(asked == 1)
    }

    @Test("Midnight begins the day's figures anew, and a restart after it knows the new day from its own records")
    func midnight() throws {
        let log = InMemoryLog()
        let midnight: Int64 = 1_795_392_000_000_000
        let rig = try Rig(
            speed: 120, journal: log, dayStart: { $0 / 86_400_000_000 * 86_400_000_000 }
        ) { $0.startTime = midnight - 700_000_000 }
        #expect(rig.run { rig.board.link == .live })
        #expect(rig.clock.now < midnight, "the machine is too slow for this test")
        #expect(rig.run { rig.clock.now > midnight + 100_000_000 && rig.board.audit.checked > 6 })
        var facts: [String] = []
        _ = try log.read(from: log.firstSequence(atOrAfter: midnight)) { record in
            if record.kind == LogEntry.fact { facts.append(String(decoding: record.payload, as: UTF8.self)) }
            return true
        }
        #expect(facts.filter { $0.hasPrefix("Fact: dayBegan") }.count == 1)
        #expect(facts.contains { $0.contains("CoreShowChannels") })
        let since = try #require(rig.board.countedSince)
        #expect(since >= midnight && since < midnight + 30_000_000)
        // A replay that begins at the mark knows whom it was connected to.
        var replayed = ServerBoard(name: "hq")
        var folder = RecordFolder()
        var isMarked = false
        _ = try log.read(from: log.firstSequence(atOrAfter: midnight)) { record in
            isMarked = isMarked || record.payload.starts(with: "Fact: dayBegan".utf8)
            if isMarked { folder.apply(record, to: &replayed) }
            return replayed.banner.isEmpty
        }
        #expect(!rig.board.banner.isEmpty && replayed.banner == rig.board.banner)
        #expect(!rig.board.version.isEmpty && replayed.version == rig.board.version)
        let second = Rig(restarting: rig, journal: log, dayStart: { $0 / 86_400_000_000 * 86_400_000_000 })
        let before = rig.board
        #expect(second.run { second.board.link == .live })
        #expect(second.board.queues.map(\.name) == before.queues.map(\.name))
        #expect(zip(before.queues, second.board.queues).allSatisfy { $0.today.offered <= $1.today.offered })
        #expect(second.board.members.count == before.members.count)
        try weekLater(log, before, midnight: midnight)
    }

    /// A week after midnight, last week's graphs are those that the day itself had: begun at its mark, and where the journal
    /// has no mark and no list of that day, before it.
    private func weekLater(_ log: InMemoryLog, _ then: ServerBoard, midnight: Int64) throws {
        let bare = InMemoryLog()
        _ = try log.read(from: 0) { record in
            let text = String(decoding: record.payload, as: UTF8.self)
            let isOfMidnight = text.hasPrefix("Fact: dayBegan") || text.contains("EventList: Complete")
            if record.time < midnight || !isOfMidnight {
                bare.append([
                    LogEntry(kind: record.kind, time: record.time, epoch: record.epoch, payload: record.payload)
                ])
            }
            return true
        }
        let span = HistorySpan(start: midnight, step: 10_000_000, count: 12)
        let own = History(of: [History.Part(board: then)], span: span, now: then.now)
        let marks = DayMarks { $0 / 86_400_000_000 * 86_400_000_000 }
        for log in [log, bare] {
            let woken = DispatchSemaphore(value: 0)
            let reader = WeekReader(
                [TravelSource(name: "hq", log: log, marks: marks)], day: LocalDay { _ in 0 },
                wake: { woken.signal() })
            reader.read(weekBefore: midnight + 7 * 86_400_000_000 + 43_200_000_000)
            #expect(woken.wait(timeout: .now() + .seconds(10)) == .success)
            let week = try #require(reader.take())
            #expect(week.day == midnight && week.shift == 7 * 86_400_000_000)
            let history = History(of: week.boards.map { History.Part(board: $0) }, span: span, now: then.now)
            // The mark comes some time after midnight, and the lists that tell of who waits already some time after it;
            // pieces that the day's board has not ended yet may differ too, and what was on its way to it: at this speed a
            // moment of ours is many seconds.
            let counted = try #require(then.countedSince)
            let began = try #require(span.piece(at: max(counted, midnight))) + 2
            let ended = try #require(span.piece(at: min(then.now - 30_000_000, span.end - 1)))
            #expect(ended > began)
            for piece in began..<max(began, ended) {
                #expect(history.isKnown[piece] && own.isKnown[piece])
                #expect(history.waiting[piece] == own.waiting[piece], "piece \(piece) of \(began) to \(ended)")
                #expect(history.calls[piece].offered == own.calls[piece].offered)
                #expect(history.calls[piece].answered == own.calls[piece].answered)
                for activity in AgentActivity.allCases {
                    #expect(history.agents(activity, in: piece) == own.agents(activity, in: piece))
                }
            }
        }
    }
}
