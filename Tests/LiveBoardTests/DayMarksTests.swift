import CallCenter
import Crossing
import Dispatch
import Journal
import LiveBoard
import Reports
import TestSupport
import Testing

@Suite("A journal of many days", .serialized)
struct DayMarksTests {
    private static let hour: Int64 = 3_600_000_000
    private static let marks = DayMarks { $0 / (24 * hour) * (24 * hour) }
    /// A midnight.
    private static let begins: Int64 = 1_795_392_000_000_000

    private let log = InMemoryLog()

    private func time(day: Int, hour: Double) -> Int64 {
        Self.begins + Int64(day) * 24 * Self.hour + Int64(hour * Double(Self.hour))
    }

    private func fact(_ fact: OwnFact, at time: Int64) {
        log.tell(fact, at: time)
    }

    private func packets(_ text: String, at time: Int64) {
        log.tell(text, at: time)
    }

    /// One that a board keeps: each day begins with its mark and the lists, and at ten a caller gives up.
    private func writeDays(_ days: ClosedRange<Int>) {
        for day in days {
            let mark = time(day: day, hour: 0.001)
            // What was on its way at midnight comes before the mark.
            packets("Event: Reload\nModule: All\nStatus: 0\n", at: time(day: day, hour: 0))
            fact(.dayBegan, at: mark)
            fact(.loggedIn(commands: ["QueueStatus", "CoreShowChannels"]), at: mark)
            fact(.actionSent(id: "q\(day)", name: "QueueStatus", scope: ""), at: mark)
            fact(.actionSent(id: "c\(day)", name: "CoreShowChannels", scope: ""), at: mark)
            packets(
                """
                Response: Success
                ActionID: q\(day)
                EventList: start

                Event: QueueParams
                Queue: sales
                Max: 0
                Strategy: ringall
                Calls: 0
                Holdtime: 0
                TalkTime: 0
                Completed: 0
                Abandoned: \(day)
                ServiceLevel: 20
                ServicelevelPerf: 0.0
                Weight: 0
                ActionID: q\(day)

                Event: QueueStatusComplete
                ActionID: q\(day)
                EventList: Complete

                Response: Success
                ActionID: c\(day)
                EventList: start

                Event: CoreShowChannelsComplete
                ActionID: c\(day)
                EventList: Complete
                ListItems: 0

                """, at: mark)
            lose("030100000\(day)", at: time(day: day, hour: 10))
        }
    }

    private func lose(_ number: String, at time: Int64) {
        let id = "\(time / 1_000_000).1"
        let channel = "Channel: PJSIP/trunk-\(number)\nCallerIDNum: \(number)\nUniqueid: \(id)\nLinkedid: \(id)"
        packets("Event: Newchannel\n\(channel)\nChannelState: 6\nContext: in\nExten: 100\nPriority: 1\n", at: time)
        packets("Event: QueueCallerJoin\n\(channel)\nQueue: sales\nPosition: 1\nCount: 1\n", at: time)
        let end = time + 30_000_000
        packets("Event: HangupRequest\n\(channel)\n", at: end)
        packets(
            "Event: QueueCallerAbandon\n\(channel)\nQueue: sales\nPosition: 1\nOriginalPosition: 1\nHoldTime: 30\n",
            at: end)
        packets("Event: QueueCallerLeave\n\(channel)\nQueue: sales\nCount: 0\nPosition: 1\n", at: end)
        packets("Event: Hangup\n\(channel)\nCause: 16\n", at: end)
    }

    private func lost(_ board: ServerBoard) -> [String] {
        board.lostCalls().compactMap { board.finishedVisit($0.number)?.callerNumber }
    }

    private func document(_ board: ServerBoard, at time: Int64) -> String {
        var board = board
        board.isReplay = true
        board.advance(to: time)
        return String(decoding: BoardDocument(Board(servers: [board]), at: time).encoded(), as: UTF8.self)
    }

    private func restarted(at moment: Int64) throws -> ServerBoard {
        let loaded = Guarded<HistoryLoader.Loaded?>(nil)
        let arrived = DispatchSemaphore(value: 0)
        HistoryLoader.load(server: 0, name: "hq", log: log, now: moment, marks: Self.marks) { result in
            loaded.withLock { $0 = result }
            arrived.signal()
        }
        arrived.wait()
        let result = try #require(loaded.withLock { $0 })
        #expect(result.trouble == nil)
        return result.board
    }

    @Test("A replay and a board that starts again show the same: its day, and the day before")
    func same() throws {
        writeDays(0...4)
        let moment = time(day: 4, hour: 12)
        let replayed = try JournalPlayer(log).board(named: "hq", at: moment, marks: Self.marks)
        #expect(lost(replayed) == ["0301000004", "0301000003"])
        #expect(replayed.queues.first?.today.abandoned == 1)
        #expect(document(try restarted(at: moment), at: moment) == document(replayed, at: moment))
    }

    @Test("Where a journal begins within the day before, or has no marks, all of it counts")
    func young() throws {
        writeDays(3...4)
        #expect(try Self.marks.beginning(of: log, forBoardAt: time(day: 4, hour: 12)) == 0)
        #expect(try DayMarks { _ in nil }.beginning(of: log, forBoardAt: time(day: 4, hour: 12)) == 0)
        let replayed = try JournalPlayer(log).board(named: "hq", at: time(day: 4, hour: 12), marks: Self.marks)
        #expect(lost(replayed) == ["0301000004", "0301000003"])
    }

    @Test("Days on which nobody was there are passed over to the last that has a mark")
    func absent() throws {
        writeDays(0...1)
        writeDays(7...8)
        let seventh = try Self.marks.beginning(of: log, forBoardAt: time(day: 8, hour: 12))
        #expect(try Self.marks.dayBeginning(of: log, at: time(day: 7, hour: 12)) == seventh)
        // At five nothing has come since the first day's end.
        let first = try Self.marks.dayBeginning(of: log, at: time(day: 1, hour: 12))
        #expect(try Self.marks.beginning(of: log, forBoardAt: time(day: 5, hour: 12)) == first)
        #expect(
            lost(try JournalPlayer(log).board(named: "hq", at: time(day: 5, hour: 12), marks: Self.marks)) == [
                "0301000001"
            ])
    }

    @Test("A journey to a day that no index knows shows what a replay shows, there and back")
    func journey() throws {
        writeDays(0...4)
        let woken = DispatchSemaphore(value: 0)
        let traveller = TimeTraveller(
            [TravelSource(name: "hq", log: log, marks: Self.marks)], wake: { woken.signal() })
        for (day, hour) in [(4, 12.0), (2, 11), (2, 10.001), (2, 23), (3, 1), (2, 10.5), (0, 9), (4, 12)] {
            let moment = time(day: day, hour: hour)
            traveller.go(to: moment)
            woken.wait()
            let frame = try #require(traveller.take())
            let replayed = try JournalPlayer(log).board(named: "hq", at: moment, marks: Self.marks)
            #expect(frame.trouble == nil && frame.moment == moment)
            #expect(
                frame.board.servers.map { $0.queues.map(\.today) } == [replayed.queues.map(\.today)], "\(day) \(hour)")
            #expect(Set(lost(replayed)).isSubset(of: lost(frame.board.servers[0])), "\(day) \(hour)")
        }
    }
}
