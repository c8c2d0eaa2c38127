import CallCenter
import Cells
import Settings
import TestSupport
import Testing

@testable import BoardScreen

@Suite struct AlarmBookTests {
    private static let key = AlarmKey(kind: .waiting, server: 0, id: "sales")
    private static let limits = AlarmLimits(warning: 10, breach: 20)

    @Test func `a clock that is set makes no alarm older, and none that is on its way comes early`() throws {
        for step in [3_600.0, -1, 0.5] {
            var book = AlarmBook()
            let key = AlarmKey(kind: .waiting, server: 0, id: "support")
            let other = AlarmKey(kind: .waiting, server: 0, id: "sales")
            func seen(_ key: AlarmKey) -> AlarmObservation {
                AlarmObservation(key: key, place: key.id, measure: .value(30), limits: Self.limits)
            }
            let start: Int64 = 1_000_000_000_000
            for second in 0...20 { _ = book.advance(to: start + Int64(second) * 1_000_000, observing: [seen(key)]) }
            let age = start + 20_000_000 - (try #require(book.active.first).began)
            _ = book.snoozed(1, until: start + 80_000_000)
            _ = book.advance(to: start + 21_000_000, observing: [seen(key), seen(other)])
            let moved = Int64(step * 1e6)
            book.clockStepped(step)
            let now = start + 21_000_000 + moved
            #expect(now - book.active[0].began == age + 1_000_000)
            #expect(book.active[0].snoozedUntil == start + 80_000_000 + moved)
            for second in 1...3 {
                _ = book.advance(to: now + Int64(second) * 1_000_000, observing: [seen(key), seen(other)])
            }
            #expect(book.active.count == 1, "five seconds had not passed, the clock was set by \(step)")
            for second in 4...7 {
                _ = book.advance(to: now + Int64(second) * 1_000_000, observing: [seen(key), seen(other)])
            }
            #expect(book.active.count == 2)
        }
    }
    private let start: Int64 = 1_795_416_742_000_000

    private func seen(_ value: Double, limits: AlarmLimits = limits) -> [AlarmObservation] {
        [AlarmObservation(key: Self.key, place: "sales", measure: .value(value), limits: limits)]
    }

    private func at(_ second: Int64) -> Int64 { start + second * 1_000_000 }

    @Test func `what lasts becomes an alarm, what passes does not`() {
        var book = AlarmBook()
        let step1 = book.advance(to: at(0), observing: seen(25))
        #expect(step1 == [])
        let step2 = book.advance(to: at(4), observing: seen(25))
        #expect(step2 == [])
        let step3 = book.advance(to: at(4) + 900_000, observing: seen(3))
        #expect(step3 == [])
        let step4 = book.advance(to: at(5), observing: seen(3))
        #expect(step4 == [])
        #expect(book.active.isEmpty && book.entries.isEmpty)
        _ = book.advance(to: at(10), observing: seen(25))
        let news = book.advance(to: at(15), observing: seen(26))
        #expect(
            news.map(\.sentence) == ["sales: callers waiting 25"]
                || news.map(\.sentence) == ["sales: callers waiting 26"])
        #expect(book.active.map(\.level) == [.breach])
    }

    @Test func `a value about its limit is one alarm, not many`() {
        var book = AlarmBook()
        for second in 0..<120 {
            _ = book.advance(to: at(Int64(second)), observing: seen(second.isMultiple(of: 2) ? 20 : 19))
        }
        #expect(book.entries.count == 1)
        // Nineteen is within the band of twenty, so it stays; eight is not within that of ten.
        for second in 120..<140 { _ = book.advance(to: at(Int64(second)), observing: seen(8)) }
        #expect(book.active.isEmpty && book.entries.count == 1)
        #expect(book.entries[0].ended.map { $0 - at(120) } == 10_000_000)
    }

    @Test func `low values are bad where they should be high`() {
        let level = AlarmLimits(warning: 80, breach: 60, isBelow: true, band: 0.02)
        #expect(level.level(79.9, held: .calm) == .warning)
        #expect(level.level(80.5, held: .warning) == .warning)
        #expect(level.level(82, held: .warning) == .calm)
        #expect(level.level(59, held: .calm) == .breach)
        #expect(level.level(61, held: .breach) == .breach)
    }

    @Test func `the same observations give the same alarms by whatever steps of time`() {
        var random = SplitMix64(seed: 11)
        for _ in 0..<40 {
            var fine = AlarmBook()
            var coarse = AlarmBook()
            var fineNews: [AlarmEntry] = []
            var coarseNews: [AlarmEntry] = []
            var now = start
            // Both begin to look at the same moment.
            _ = fine.advance(to: now, observing: [])
            _ = coarse.advance(to: now, observing: [])
            for _ in 0..<12 {
                let observations = [
                    AlarmObservation(
                        key: Self.key, place: "sales", measure: .value(Double(random.next() % 30)), limits: Self.limits),
                    AlarmObservation(
                        key: AlarmKey(kind: .pause, server: 0, id: "ana"), place: "Ana",
                        measure: .since(now - Int64(random.next() % 40_000_000)), limits: Self.limits),
                ]
                let span = Int64(random.next() % 30_000_000)
                for step in 1...7 {
                    fineNews += fine.advance(to: now + span * Int64(step) / 7, observing: observations)
                }
                coarseNews += coarse.advance(to: now + span, observing: observations)
                now += span
            }
            #expect(fine == coarse)
            #expect(fineNews == coarseNews)
        }
    }

    @Test func `who has seen an alarm is kept, and a snooze ends`() throws {
        var book = AlarmBook()
        for second in 0...5 { _ = book.advance(to: at(Int64(second)), observing: seen(25)) }
        let number = try #require(book.active.first).number
        let wasSeen = book.acknowledged(number, by: "maria")
        #expect(wasSeen)
        #expect(book.active.first?.acknowledgedBy == "maria")
        let wasSnoozed = book.snoozed(number, until: at(60))
        #expect(wasSnoozed)
        let step5 = book.advance(to: at(59), observing: seen(25))
        #expect(step5 == [])
        let step6 = book.advance(to: at(61), observing: seen(25))
        #expect(step6.map(\.number) == [number])
        for second in 62...90 { _ = book.advance(to: at(Int64(second)), observing: seen(0)) }
        let (seen, snoozed) = (book.acknowledged(number, by: "maria"), book.snoozed(99, until: at(0)))
        #expect(!seen && !snoozed)
    }

    @Test func `a warning that somebody has seen is told again when it becomes an alarm`() throws {
        var book = AlarmBook()
        for second in 0...5 { _ = book.advance(to: at(Int64(second)), observing: seen(12)) }
        let number = try #require(book.active.first).number
        _ = book.acknowledged(number, by: "maria")
        var news: [AlarmEntry] = []
        for second in 6...12 { news += book.advance(to: at(Int64(second)), observing: seen(30)) }
        #expect(news.map(\.number) == [number] && book.entries.count == 1)
        #expect(book.active.first?.acknowledgedBy == "")
    }

    @Test func `the log is bounded, and what lasts is never dropped from it`() {
        var book = AlarmBook()
        var now: Int64 = 0
        let lasting = AlarmObservation(
            key: AlarmKey(kind: .link, server: 1, id: ""), place: "branch", measure: .value(1),
            limits: AlarmLimits(breach: 1, rise: 0, fall: 0))
        let quick = AlarmLimits(breach: 20, rise: 0, fall: 0)
        for _ in 0..<700 {
            _ = book.advance(to: at(now), observing: seen(25, limits: quick) + [lasting])
            _ = book.advance(to: at(now + 1), observing: seen(0, limits: quick) + [lasting])
            now += 2
        }
        #expect(book.entries.count == AlarmBook.limit)
        #expect(book.active.map(\.place) == ["branch"])
    }

    @Test func `hours of the night are quiet over midnight too`() throws {
        var hours = QuietHours()
        hours.spans = [try #require(QuietSpan("22:00-07:00"))]
        let midnight: Int64 = 1_795_392_000_000_000
        #expect(hours.contains(midnight + 23 * 3_600_000_000, offset: 0))
        #expect(hours.contains(midnight + 6 * 3_600_000_000, offset: 0))
        #expect(!hours.contains(midnight + 7 * 3_600_000_000, offset: 0))
        #expect(!hours.contains(midnight + 21 * 3_600_000_000, offset: 0))
        #expect(hours.contains(midnight + 21 * 3_600_000_000, offset: 3600))
        for bad in ["", "22-7", "24:00-01:00", "08:00-08:00", "8:00-9:00", "08:00", "08:00-09:00-10:00"] {
            #expect(QuietSpan(bad) == nil, "\(bad)")
        }
    }

    // MARK: On the screen

    /// A centre that drowns, looked at every second.
    private func drowning(seconds: Int = 260) throws -> Session {
        var pbx = SimulatedPBX(queues: 2, agents: 1, callsPerMinute: 40)
        var session = try Session(pbx.board, now: pbx.now, size: Size(columns: 120, rows: 30)) {
            $0.mode = .live
            $0.person = "maria"
        }
        for _ in 0..<seconds {
            pbx.run(seconds: 1)
            session.board = pbx.board
            session.now = pbx.now
            _ = update(&session.state, .ticked, board: pbx.board, now: pbx.now)
        }
        return session
    }

    @Test func `a queue that drowns rings once, is logged, seen and snoozed`() throws {
        var session = try drowning()
        #expect(session.state.alarms.active.contains { $0.key.kind == .waiting && $0.level == .breach })
        session.press(.character("!"))
        session.press(.character("K"))
        let text = session.text()
        #expect(text.contains("Alarms") && text.contains("‼ alarm") && text.contains("maria"))
        try Golden.check(text, named: "alarms")
        session.press(.enter)
        #expect(session.text().contains("Seen by"))
    }

    @Test func `rows in alarm rise to the top and keep their order among themselves`() throws {
        var session = try drowning(seconds: 60)
        session.state.alarms = AlarmBook()
        let key = AlarmKey(kind: .waiting, server: 0, id: "support")
        let limits = AlarmLimits(breach: 1, rise: 0)
        _ = session.state.alarms.advance(
            to: session.now,
            observing: [AlarmObservation(key: key, place: "support", measure: .value(3), limits: limits)])
        _ = session.frame()
        let before = session.state.rows.orders[0]
        #expect(before.first != .queue(server: 0, name: "support"))
        session.press(.character("^"))
        _ = session.frame()
        #expect(session.state.rows.orders[0].first == .queue(server: 0, name: "support"))
        session.press(.character("^"))
        session.now += 1_000_000
        _ = session.frame()
        #expect(session.state.rows.orders[0] == before)
    }

    @Test func `a replay rings for nothing, and a silent link leaves alarms as they stood`() throws {
        var pbx = SimulatedPBX(queues: 2, agents: 1, callsPerMinute: 40)
        pbx.run(seconds: 200)
        var session = try Session(pbx.board, now: pbx.now) { $0.mode = .replay }
        for second in 0..<20 {
            let effects = update(
                &session.state, .ticked, board: pbx.board, now: pbx.now + Int64(second) * 1_000_000)
            #expect(effects == [])
        }
        var live = try drowning()
        let before = live.state.alarms.active.filter { $0.key.kind != .link }.count
        var cut = pbx
        cut.fact(.disconnected(reason: "gone", retryIn: 2))
        cut.fallSilent(seconds: 5)
        live.board = cut.board
        for second in 0..<60 {
            _ = update(&live.state, .ticked, board: cut.board, now: live.now + Int64(second) * 1_000_000)
        }
        #expect(live.state.alarms.active.contains { $0.key.kind == .link && $0.level == .breach })
        #expect(live.state.alarms.active.filter { $0.key.kind != .link }.count == before)
    }

    @Test func `an emergency number is an alarm at once, and the mask hides who dials it`() throws {
        var pbx = SimulatedPBX(queues: 1, agents: 2, callsPerMinute: 0)
        pbx.apply(
            "Event: Newchannel\r\nChannel: PJSIP/1001-1\r\nChannelState: 4\r\nChannelStateDesc: Ring\r\n"
                + "CallerIDNum: 1001\r\nCallerIDName: Ana\r\nConnectedLineNum: <unknown>\r\n"
                + "ConnectedLineName: <unknown>\r\nContext: out\r\nExten: 112\r\nPriority: 1\r\n"
                + "Uniqueid: 1795416700.1\r\nLinkedid: 1795416700.1\r\n\r\n")
        var session = try Session(pbx.board, now: pbx.now) { $0.mode = .live }
        let effects = update(&session.state, .ticked, board: pbx.board, now: pbx.now)
        #expect(effects == [.bell])
        #expect(session.state.alarms.active.first?.sentence == "1001 dials 112: emergency number dialled")
        var masked = try Session(pbx.board, now: pbx.now) {
            $0.mode = .live
            $0.mask = true
        }
        _ = update(&masked.state, .ticked, board: pbx.board, now: pbx.now)
        #expect(masked.state.alarms.active.first?.place == "a caller dials 112")
    }
}
