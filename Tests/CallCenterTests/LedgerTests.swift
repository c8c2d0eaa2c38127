import TestSupport
import Testing

@testable import CallCenter

@Suite("The ledger of finished visits")
struct LedgerTests {
    @Test func `An answered caller is written down when the wait ends, and the talk when the call does`() {
        var scene = Scene(members: ["PJSIP/1"])
        scene.tell(scene.channel("Newchannel", "1.1") + scene.join("1.1", position: 1, count: 1))
        scene.pass(7)
        scene.tell(scene.leave("1.1", count: 0) + scene.connect("1.1", to: "PJSIP/1", dest: "1.2", hold: 7))
        let connected = scene.time
        #expect(scene.board.finishedVisits().map(\.outcome) == [.answered])
        #expect(scene.board.finishedVisits().first?.talk == nil)
        scene.pass(30)
        scene.tell(
            scene.complete("1.1", by: "PJSIP/1", dest: "1.2", hold: 7, talk: 30, reason: "transfer"))
        let visit = scene.board.finishedVisits().first
        #expect(
            visit
                == FinishedVisit(
                    number: 1, queue: "support", uniqueID: "1.1", linkedID: "1.1", callerNumber: "555",
                    callerName: "O'Brien", outcome: .answered, joinedAt: Scene.start, leftAt: connected, wait: 7,
                    inLevel: true, agent: "PJSIP/1", agentName: "PJSIP/1", endedAt: scene.time, talk: 30,
                    ending: .transfer))
        #expect(scene.queue.today.transferred == 1)
        #expect(scene.queue.today.leftByKey == 0)
        #expect(scene.queue.today.longestWait == 7)
    }

    @Test func `Giving up, time-out, exit key, park and announcement are told apart`() {
        var scene = Scene(members: ["PJSIP/1"])
        for id in ["1.1", "1.2", "1.3", "1.4", "1.5"] {
            scene.tell(scene.channel("Newchannel", id) + scene.join(id, position: 1, count: 1))
        }
        scene.pass(25)
        scene.tell(scene.channel("HangupRequest", "1.1"))
        scene.tell(scene.abandon("1.1", hold: 25) + scene.leave("1.1", count: 4))
        scene.tell(scene.abandon("1.2", hold: 25) + scene.leave("1.2", count: 3))
        scene.tell(scene.leave("1.3", count: 2))
        scene.tell(scene.channel("BridgeEnter", "1.4", more: "BridgeUniqueid: b\n"))
        scene.tell(scene.leave("1.5", count: 0))
        #expect(scene.queue.today.leftByKey == 2)
        scene.tell(
            scene.channel("AgentDump", "1.5", more: "Queue: support\nInterface: PJSIP/1\nDestUniqueid: 1.6\n"))
        let visits = scene.board.finishedVisits(after: 0)
        #expect(visits.map(\.uniqueID) == ["1.1", "1.2", "1.3", "1.4", "1.5"])
        #expect(visits.map(\.outcome) == [.abandoned, .timedOut, .leftByKey, .pulledOut, .dumped])
        #expect(visits.allSatisfy { $0.wait == 25 && !$0.inLevel && $0.endedAt == nil })
        #expect(scene.queue.today.leftByKey == 1)
        #expect(scene.queue.today.timedOut == 2)
    }

    @Test func `A hang-up right after a time-out turns the visit into an abandoned one`() {
        var scene = Scene(members: [])
        scene.tell(scene.channel("Newchannel", "1.1") + scene.join("1.1", position: 1, count: 1))
        scene.pass(30)
        scene.tell(scene.abandon("1.1", hold: 30) + scene.leave("1.1", count: 0))
        #expect(scene.board.finishedVisits().map(\.outcome) == [.timedOut])
        scene.tell(scene.channel("HangupRequest", "1.1") + scene.channel("Hangup", "1.1"))
        #expect(scene.board.finishedVisits().map(\.outcome) == [.abandoned])
    }

    @Test func `A caller whom the queue never let in is known where the dialplan's class is read`() {
        func story(_ scene: inout Scene, value: String) {
            scene.tell(scene.channel("Newchannel", "1.1", state: 6))
            scene.tell(
                scene.channel("Newexten", "1.1", more: "Extension: 600\nApplication: Queue\nAppData: support,tT,,,60\n")
            )
            scene.tell(scene.channel("VarSet", "1.1", more: "Variable: QUEUESTATUS\nValue: \(value)\n"))
        }
        var scene = Scene(members: [])
        scene.tell(.settings(BoardSettings(dialplan: true)))
        for value in ["FULL", "JOINEMPTY", "JOINUNAVAIL", "TIMEOUT", ""] { story(&scene, value: value) }
        scene.tell(scene.channel("VarSet", "1.1", more: "Variable: QUEUESTATUS\nValue: FULL\n"))
        let visits = scene.board.finishedVisits(after: 0)
        #expect(visits.map(\.outcome) == [.turnedAway, .turnedAway, .turnedAway, .turnedAway])
        #expect(visits.allSatisfy { $0.queue == "support" && $0.callerNumber == "555" && $0.wait == 0 })
        #expect(scene.queue.today.turnedAway == 4 && scene.queue.today.offered == 0)
        #expect(scene.board.readsDialplan)
        #expect(scene.board.sums(from: .min)["support"] == scene.queue.today)
        var other = Scene(members: [])
        story(&other, value: "FULL")
        #expect(other.queue.today.turnedAway == 0 && !other.board.readsDialplan)
    }

    @Test func `A conversation that began before the board listened is known by its end alone`() {
        var scene = Scene(members: [])
        scene.tell(scene.complete("1.1", by: "PJSIP/9", dest: "1.2", hold: 4, talk: 60, reason: "agent"))
        let visit = scene.board.finishedVisits().first
        #expect(visit?.outcome == .answeredBefore)
        #expect(visit?.talk == 60)
        #expect(visit?.ending == .agent)
    }

    @Test func `Spans, queues and outcomes choose visits, newest first`() {
        var scene = Scene(members: [])
        for (index, queue) in ["a", "b", "a", "b"].enumerated() {
            scene.tell(scene.join("1.\(index)", queue: queue, position: 1, count: 1))
            scene.pass(10)
            scene.tell(scene.leave("1.\(index)", queue: queue, count: 0))
        }
        let start = Scene.start
        #expect(scene.board.finishedVisits().map(\.uniqueID) == ["1.3", "1.2", "1.1", "1.0"])
        #expect(scene.board.finishedVisits(queue: "a").map(\.uniqueID) == ["1.2", "1.0"])
        #expect(scene.board.finishedVisits(queue: "c").isEmpty)
        #expect(
            scene.board.finishedVisits(from: start + 20_000_000, to: start + 40_000_000).map(\.uniqueID)
                == ["1.2", "1.1"])
        #expect(scene.board.finishedVisits(limit: 1).map(\.uniqueID) == ["1.3"])
        #expect(scene.board.finishedVisits(where: { $0 == .answered }).isEmpty)
        #expect(scene.board.finishedVisits(after: 2).map(\.uniqueID) == ["1.2", "1.3"])
        #expect(scene.board.finishedVisit(5) == nil)
        #expect(scene.board.ledgerBegins == nil)
    }

    @Test("The visits add up to the day's own sums, queue by queue", arguments: Capture.names)
    func addsUp(_ name: String) throws {
        let board = try Capture(name).board()
        var checked = 0
        for queue in board.queues {
            let visits = board.finishedVisits(queue: queue.name)
            let waiting = board.callers(of: queue.name).count
            var sums = CallSums()
            sums.offered = waiting + visits.count { $0.outcome != .answeredBefore && $0.outcome != .turnedAway }
            for visit in visits {
                switch visit.outcome {
                case .answered:
                    sums.answered += 1
                    sums.answeredWait += visit.wait
                    if visit.inLevel { sums.answeredInLevel += 1 }
                case .abandoned:
                    sums.abandoned += 1
                    sums.abandonedWait += visit.wait
                    if visit.inLevel { sums.abandonedInLevel += 1 }
                case .timedOut, .pulledOut: sums.timedOut += 1
                case .leftByKey: sums.leftByKey += 1
                case .turnedAway: sums.turnedAway += 1
                case .dumped, .lost, .answeredBefore: break
                }
                if visit.outcome != .lost, visit.outcome != .answeredBefore {
                    sums.longestWait = max(sums.longestWait, visit.wait)
                }
                if visit.endedAt != nil { sums.handled += 1 }
                sums.talk += visit.talk ?? 0
                if visit.ending == .transfer { sums.transferred += 1 }
            }
            #expect(sums == queue.today, "\(queue.name)")
            checked += visits.count
        }
        #expect(checked == board.visitsRecorded)
        #expect(checked > 100)
    }
}

@Suite("The ledger of agents' intervals")
struct IntervalTests {
    private func told(_ scene: Scene, agent: String = "PJSIP/1") -> [String] {
        scene.board.intervals(until: scene.time, agent: agent).map {
            "\($0.activity) \(Int($0.duration))\($0.queue.isEmpty ? "" : " \($0.queue)")"
                + ($0.reason.isEmpty ? "" : " \($0.reason)")
        }
    }

    @Test func `A day of an agent is a row of intervals without a hole`() {
        var scene = Scene(members: ["PJSIP/1"])
        scene.tell(.settings(BoardSettings(wrapUp: ["support": 15])))
        scene.pass(10)
        scene.tell(scene.memberStatus("PJSIP/1", status: 6))
        scene.pass(3)
        scene.tell(scene.memberStatus("PJSIP/1", status: 2))
        scene.tell(scene.connect("1.1", to: "PJSIP/1", dest: "1.2", hold: 3))
        scene.pass(40)
        scene.tell(scene.complete("1.1", by: "PJSIP/1", dest: "1.2", hold: 3, talk: 40))
        scene.tell(scene.memberStatus("PJSIP/1", taken: 1, lastCall: scene.seconds, status: 1))
        scene.pass(35)
        scene.tell(
            scene.memberStatus(
                "PJSIP/1", event: "QueueMemberPause", taken: 1, lastCall: scene.seconds - 35, status: 1, paused: 1,
                reason: "Lunch"))
        scene.pass(60)
        scene.tell(scene.memberStatus("PJSIP/1", taken: 1, lastCall: scene.seconds - 95, status: 2, paused: 1))
        scene.pass(20)
        #expect(
            told(scene) == [
                "available 10", "ringing 3", "onCall 40 support", "wrapUp 15", "available 20", "paused 60 Lunch",
                "onCall 20",
            ])
        let all = scene.board.intervals(until: scene.time)
        for (one, next) in zip(all, all.dropFirst()) { #expect(one.to == next.from) }
        #expect(all.last?.number == 0)
        #expect(scene.board.intervals(after: 0).map(\.activity) == all.dropLast().map(\.activity))
        let part = scene.board.intervals(from: Scene.start + 60_000_000, until: Scene.start + 70_000_000)
        #expect(part.map(\.activity) == [.wrapUp, .available])
        #expect(part.map(\.duration) == [8, 2])
    }

    @Test func `Logging out ends the row, logging in begins it again, and a lost connection leaves a hole`() {
        var scene = Scene(members: ["PJSIP/1"])
        scene.pass(10)
        scene.tell("Event: QueueMemberRemoved\nQueue: support\nInterface: PJSIP/1\nMemberName: PJSIP/1\n\n")
        scene.pass(100)
        scene.tell(scene.memberStatus("PJSIP/1", event: "QueueMemberAdded", status: 5))
        scene.pass(5)
        scene.tell(.disconnected(reason: "gone", retryIn: 1))
        scene.pass(50)
        scene.tell(.connected(banner: "x"))
        scene.tell(scene.queueStatus(members: ["PJSIP/1"]) + Scene.channelsDone)
        scene.pass(7)
        #expect(told(scene) == ["available 10", "unavailable 5", "available 7"])
        #expect(scene.board.intervals(until: scene.time).map(\.name) == ["PJSIP/1", "PJSIP/1", "PJSIP/1"])
    }

    @Test func `The intervals of a real capture leave no hole and overlap nowhere`() throws {
        let board = try Capture("asterisk22-busy").board()
        let all = board.intervals(until: board.now)
        var agents: Set<String> = []
        for (one, next) in zip(all, all.dropFirst()) where one.agent == next.agent {
            #expect(one.to == next.from)
            agents.insert(one.agent)
        }
        #expect(agents.count > 20)
        #expect(Set(all.map(\.activity)).count >= 4)
    }
}

@Suite("Ledger tables")
struct LedgerTableTests {
    @Test func `The oldest records make room, and texts stay with theirs`() {
        var table = LedgerTable<Int32>(capacity: 512)
        var dropped: [Int32] = []
        var places: [(number: Int, start: Int, length: Int, text: String)] = []
        for value in 1...2_000 as ClosedRange<Int32> {
            if let old = table.oldestToGo { dropped.append(old) }
            let number = table.append(value)
            let start = table.textEnd(of: number)
            let text = "caller \(value)"
            let length = Array(text.utf8).withUnsafeBytes { table.addText($0, to: number) }
            places.append((number, Int(start), Int(length), text))
        }
        #expect(table.count == 512)
        #expect(dropped == Array(1...1_488))
        #expect(!table.contains(1_488) && table.contains(1_489))
        for place in places.suffix(512) {
            #expect(table[place.number] == Int32(place.number))
            #expect(table.text(of: place.number, from: place.start, length: place.length) == place.text)
        }
        let bytes = table.byteCount
        for value in 0..<4_000 as Range<Int32> { _ = table.append(value) }
        #expect(table.byteCount <= bytes)
    }

    @Test func `A copy keeps what it saw`() {
        var table = LedgerTable<Int32>(capacity: 300)
        for value in 1...400 as ClosedRange<Int32> { _ = table.append(value) }
        let copy = table
        table[200] = -1
        for value in 0..<1_000 as Range<Int32> { _ = table.append(value) }
        #expect(copy[200] == 200)
        #expect(copy.end == 401)
    }
}

@Suite("Time that passes before a record comes")
struct LateRecordTests {
    @Test func `A record on its way when time was let pass is folded at its own moment, as a replay does`() {
        func story(_ scene: inout Scene, ahead: Bool) {
            scene.tell(scene.channel("Newchannel", "1.1") + scene.join("1.1", position: 1, count: 1))
            scene.pass(5)
            // The clock is read after the record was stamped, and before it is folded.
            if ahead { scene.board.advance(to: scene.time + 300_000) }
            scene.tell(scene.memberStatus("PJSIP/1", status: 2))
            scene.tell(scene.channel("BridgeEnter", "1.1", more: "BridgeUniqueid: b\n"))
            scene.pass(5)
            if ahead { scene.board.advance(to: scene.time + 300_000) }
            scene.tell("Event: QueueMemberRemoved\nQueue: support\nInterface: PJSIP/1\nMemberName: PJSIP/1\n\n")
            scene.pass(10)
        }
        var live = Scene(members: ["PJSIP/1"])
        var replayed = Scene(members: ["PJSIP/1"])
        story(&live, ahead: true)
        story(&replayed, ahead: false)
        #expect(live.board == replayed.board)
        #expect(live.board.intervals(until: live.time).map(\.duration) == [5, 5])
    }

    @Test("Copies of a table share the chunks that were not written to since, also when the oldest have made room")
    func shared() {
        var table = LedgerTable<Int64>(capacity: 1_024)
        for number in 0..<600 { _ = table.append(Int64(number)) }
        #expect(table.isShared(with: table) == [true, true, true])
        let early = table
        _ = table.append(600)
        #expect(early.isShared(with: table) == [true, true, false])
        let middle = table
        table[2] = 7
        #expect(middle.isShared(with: table) == [false, true, true])
        #expect(early.isShared(with: table) == [false, true, false])
        // Beyond its capacity every chunk is filled anew: the copy alone holds the old ones.
        for number in 0..<3_000 { _ = table.append(Int64(number)) }
        #expect(early.isShared(with: table) == [false, false, false])
        #expect(table.isShared(with: early) == [false, false, false, false, false])
    }

    @Test("A table that was packed is the table again, and what it shares is packed once")
    func packed() throws {
        final class Plain: BytePacker {
            func packed(_ bytes: [UInt8]) -> [UInt8]? { nil }
            func unpacked(_ bytes: [UInt8], size: Int) -> [UInt8]? { nil }
        }
        var table = LedgerTable<Int64>(capacity: 1_024)
        for number in 0..<2_000 {
            let last = table.append(Int64(number))
            _ = "text \(number)".utf8.withContiguousStorageIfAvailable {
                table.addText(UnsafeRawBufferPointer($0), to: last)
            }
        }
        let first = table.packed([]) { PackedBytes($0, Plain()) }
        let early = table
        for number in 2_000..<2_040 { _ = table.append(Int64(number)) }
        let known = zip(first.chunks, early.isShared(with: table)).map { $1 ? $0 : nil }
        var packs = 0
        let second = table.packed(known) {
            packs += 1
            return PackedBytes($0, Plain())
        }
        #expect(packs == 1)
        var back = LedgerTable<Int64>(capacity: 1_024)
        #expect(back.unpack(second) { $0.plain(Plain()) })
        #expect(back.start == table.start && back.end == table.end)
        for number in table.start..<table.end { #expect(back[number] == table[number]) }
        #expect(back.append(9) == table.append(9) && back[back.end - 1] == 9)
    }
}
