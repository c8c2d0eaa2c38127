import CallCenter
import Cells
import TestSupport
import Testing

@testable import BoardScreen

@Suite struct TimeMachineTests {
    private let first: Int64 = 1_795_400_000_000_000
    private let last: Int64 = 1_795_410_000_000_000
    private var middle: Int64 { (first + last) / 2 }

    private func machine(hasPresent: Bool = false, speed: Int? = nil) -> TimeMachine {
        TimeMachine(at: middle, first: first, hasPresent: hasPresent, speed: speed)
    }

    private func ask(_ machine: inout TimeMachine, _ wish: TimeTravel, jump: Int64? = nil) -> [TimeMachine.Action] {
        machine.asked(wish, last: last, indexes: [], jump: { _ in jump })
    }

    @Test func `a step is a minute until it is chosen otherwise`() {
        var machine = machine()
        #expect(ask(&machine, .back) == [.show(middle - 60_000_000)])
        #expect(ask(&machine, .forward) == [.show(middle)])
        for _ in TimeMachine.Step.allCases where machine.step != .event { _ = ask(&machine, .longer) }
        #expect(ask(&machine, .back) == [.stepEvents(-1)])
        #expect(ask(&machine, .forward) == [.stepEvents(1)])
    }

    @Test func `nobody gets before the beginning or beyond the end`() {
        var machine = machine()
        let before = ask(&machine, .jump("x"), jump: first - 5)
        #expect(before.first == .show(first) && before.count == 2)
        let beyond = ask(&machine, .jump("x"), jump: last + 5)
        #expect(beyond.first == .show(last) && beyond.count == 2)
        #expect(ask(&machine, .jump("nonsense")).count == 1)
        #expect(machine.moment == last)
    }

    @Test func `beyond the past of a live board lies the live board`() {
        var machine = machine(hasPresent: true)
        #expect(ask(&machine, .end) == [.leave])
        #expect(ask(&machine, .jump("x"), jump: last + 1) == [.leave])
        _ = ask(&machine, .faster)
        #expect(machine.isPlaying && machine.speed == 2)
        #expect(machine.passed(1_000_000, last: last) == [.show(middle + 2_000_000)])
        #expect(machine.passed(10_000_000_000, last: last) == [.leave])
    }

    @Test func `a recording that runs stops at its end, and begins anew from there`() {
        var machine = machine(speed: 1_000)
        #expect(machine.passed(1_000, last: last) == [.show(middle + 1_000_000)])
        #expect(machine.passed(.max, last: last) == [.show(last)])
        #expect(!machine.isPlaying)
        #expect(ask(&machine, .hold) == [.show(first)])
        #expect(machine.isPlaying)
    }

    @Test func `a live board's past runs, with its timeline, and no command leaves the screen`() throws {
        var session = try Session(GoldenScreens.centre.board, now: GoldenScreens.centre.now) { $0.canTravel = true }
        session.press(.character("T"))
        #expect(session.effects.contains(.travel(.back)))
        let now = GoldenScreens.centre.now
        let minutes = (0..<240).map { number in
            TravelIndex.Minute(
                number: now / 60_000_000 - 240 + Int64(number), waiting: number % 9, isAlarming: number % 40 > 35)
        }
        let machine = TimeMachine(at: now - 3_600_000_000, first: now - 240 * 60_000_000, hasPresent: true)
        let view = TravelView(machine, first: now - 240 * 60_000_000, last: now, minutes: minutes)
        _ = update(&session.state, .travelled(view), board: session.board, now: session.now)
        session.now = now - 3_600_000_000
        try Golden.check(session.text(), named: "past")
        for key in "puxo" { session.press(.character(key)) }
        #expect(!session.effects.contains { if case .perform = $0 { true } else { false } })
        #expect(session.text().contains("nothing can be changed"))
        session.press(.character("Z"))
        #expect(session.effects.contains(.travel(.end)))
    }

    @Test func `what queue_log alone tells is shown before anybody has logged in`() throws {
        let time: Int64 = 1_767_225_600
        var server = ServerBoard(name: "hq")
        for (number, line) in [
            "1.1|sales|NONE|ENTERQUEUE||+49301234567|1", "1.1|sales|NONE|ABANDON|1|1|33",
            "1.2|sales|NONE|ENTERQUEUE||+49307654321|1",
        ].enumerated() {
            let second = time + Int64(number) * 33
            guard case .entry(let entry) = QueueLogEntry.read(Array("\(second)|\(line)".utf8)) else { continue }
            server.apply(.queueLog(entry), at: RecordStamp(time: second * 1_000_000, epoch: 0))
        }
        server.isReplay = true
        let now = (time + 70) * 1_000_000
        var empty = try Session(Board(servers: [ServerBoard(name: "hq")]), now: now)
        #expect(!empty.text().contains("Queues") && !empty.text().contains("queue_log"))
        var session = try Session(Board(servers: [server]), now: now)
        let text = session.text()
        #expect(text.contains("sales") && text.contains("from queue_log"))
        #expect(text.contains("queue_log alone tells of this time"))
        session.press(.character("W"))
        #expect(session.text() != text)
    }
}
