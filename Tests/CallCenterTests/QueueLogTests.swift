import CallCenter
import TestSupport
import Testing

/// Lines of Asterisk's queue_log, and what a board makes of a time that they tell of.
@Suite("The queue_log")
struct QueueLogTests {
    private func entry(_ line: String) -> QueueLogEntry? {
        if case .entry(let entry) = QueueLogEntry.read(Array(line.utf8)) { entry } else { nil }
    }

    @Test("Every word of calls and agents is read, in the forms of old releases and new ones")
    func words() throws {
        let call = "1767225600|1767225590.7|sales|"
        let join = try #require(entry(call + "NONE|ENTERQUEUE||+49301234567|1"))
        #expect(join.word == .enterQueue && join.time == 1_767_225_600 && join.number == "+49301234567")
        #expect(join.call == "1767225590.7" && join.queue == "sales")
        let connect = try #require(entry(call + "Zoë Müller|CONNECT|12|1767225595.9|3"))
        #expect(connect.agent == "Zoë Müller" && connect.hold == 12 && connect.channel == "1767225595.9")
        #expect(entry(call + "Ana|CONNECT|12")?.hold == 12)
        for (line, hold, talk) in [
            ("COMPLETEAGENT|12|60|1", 12, 60), ("COMPLETECALLER|3|4|2", 3, 4), ("TRANSFER|200|default|5|61", 5, 61),
            ("TRANSFER|200|default|5|61|1", 5, 61), ("BLINDTRANSFER|200|default|5|61|1", 5, 61),
            ("ATTENDEDTRANSFER|BRIDGE|a1b2|5|61|1", 5, 61), ("ATTENDEDTRANSFER|LINK|PJSIP/a|PJSIP/b|5|61|1", 5, 61),
        ] {
            let read = try #require(entry(call + "Ana|" + line), "\(line)")
            #expect(read.hold == hold && read.talk == talk, "\(line)")
        }
        for (line, hold) in [
            ("ABANDON|1|2|33", 33), ("ABANDON|1|2", nil), ("EXITWITHTIMEOUT|1|1|44", 44), ("EXITWITHTIMEOUT|1", nil),
            ("EXITEMPTY|1|1|7", 7), ("WITHDRAW|1|1|8|why", 8), ("EXITWITHKEY|5|1|1|9", 9), ("EXITWITHKEY|5|1", nil),
        ] as [(String, Int?)] {
            #expect(entry(call + "NONE|" + line)?.hold == hold, "\(line)")
        }
        #expect(entry(call + "Ana|RINGNOANSWER|10000")?.ring == 10_000)
        #expect(entry("1767225600|NONE|sales|Ana|PAUSE|Lunch")?.reason == "Lunch")
        #expect(entry("1767225600|NONE|sales|Ana|UNPAUSE")?.reason == "")
        #expect(entry("1767225600|REALTIME|sales|PJSIP/101|ADDMEMBER|PAUSED")?.word == .addMember)
        #expect(entry("1767225600.123456|NONE|NONE|NONE|QUEUESTART|")?.word == .queueStart)
    }

    @Test("What changes no figure is passed over, and what is no line says why")
    func others() {
        for line in [
            "1767225600|NONE|NONE|NONE|CONFIGRELOAD|", "1767225600|NONE|NONE|PJSIP/1|PAUSEALL|Lunch",
            "1767225600|1.2|sales|NONE|DID|100", "1767225600|NONE|NONE|Ana|AGENTLOGIN|SIP/1",
            "1767225600|1.2|sales|Ana|RINGCANCELED|400", "1767225600|NONE|sales|Ana|PENALTY|3",
        ] {
            #expect(QueueLogEntry.read(Array(line.utf8)) == .other, "\(line)")
        }
        for line in [
            "", "no line", "1767225600|1.2|sales|Ana", "x|1.2|sales|Ana|CONNECT|1", "12|1.2|sales|Ana|CONNECT|1",
            "1767225600|1.2|sales|Ana|connect|1", "1767225600||sales|NONE|ABANDON|1|1|1",
            "1767225600|1.2|NONE|NONE|ABANDON|1|1|1", "2026-01-01 00:00:00|1.2|sales|Ana|CONNECT|1",
            String(repeating: "9", count: 9_000),
        ] {
            guard case .broken(let why) = QueueLogEntry.read(Array(line.utf8)) else {
                Issue.record("\(line) is taken for a line")
                continue
            }
            #expect(!why.isEmpty)
        }
        let latin = Array("1767225600|1.2|sales|Jos".utf8) + [0xE9] + Array("|CONNECT|1|2.3|4".utf8)
        if case .entry(let entry) = QueueLogEntry.read(latin) {
            #expect(entry.agent == "Jos\u{FFFD}" && entry.hold == 1)
        } else {
            Issue.record("a name that is not UTF-8 spoils its line")
        }
    }

    @Test("An entry survives its way through the journal, and callers are hidden in it as in packets")
    func journalled() throws {
        var entry = try #require(self.entry("1767225600|1767225590.7|sales|Ana|CONNECT|12|1767225595.9|3"))
        entry.interface = "PJSIP/101"
        entry.serviceLevel = 20
        func read(_ bytes: [UInt8]) -> OwnFact? {
            var fact: OwnFact?
            forEachPacket(bytes) { fact = OwnFact($0) }
            return fact
        }
        #expect(read(OwnFact.queueLog(entry).encoded()) == .queueLog(entry))
        #expect(read(OwnFact.dayFilled(insteadOf: 5).encoded()) == .dayFilled(insteadOf: 5))
        #expect(read(OwnFact.dayFilled(insteadOf: nil).encoded()) == .dayFilled(insteadOf: nil))
        var pseudonyms = Pseudonyms { bytes in bytes.reduce(7) { $0 &* 31 &+ UInt64($1) } }
        let join = try #require(self.entry("1767225600|1767225590.7|sales|NONE|ENTERQUEUE||+49301234567|1"))
        guard case .queueLog(let hidden)? = read(pseudonyms.hidden(packets: OwnFact.queueLog(join).encoded())) else {
            Issue.record("a hidden entry cannot be read")
            return
        }
        #expect(hidden.number.contains("~") && !hidden.number.contains("301234567"))
        #expect(hidden.call == join.call && hidden.time == join.time)
    }

    // MARK: The board

    private func fill(_ scene: inout Scene, _ lines: [(Double, String)]) {
        for (pause, line) in lines {
            scene.pass(pause)
            guard let entry = entry("\(scene.seconds)|" + line) else {
                Issue.record("no entry: \(line)")
                continue
            }
            scene.tell(.queueLog(entry))
        }
    }

    @Test("A gap's callers, calls and pauses are in the day's figures, under the agents whom the board knows")
    func gap() throws {
        var scene = Scene(members: ["PJSIP/1", "PJSIP/2"])
        scene.tell(scene.memberStatus("PJSIP/1", more: "").replacing("MemberName: PJSIP/1", with: "MemberName: Ana"))
        scene.pass(10)
        scene.tell(scene.channel("Newchannel", "1.1") + scene.join("1.1", position: 1, count: 1))
        scene.pass(5)
        scene.tell(.disconnected(reason: "Lost.", retryIn: 1))
        let lost = scene.time
        fill(
            &scene,
            [
                (5, "1.1|support|Ana|CONNECT|10|1.9|3"), (10, "1.2|support|NONE|ENTERQUEUE||5551234|1"),
                (30, "1.1|support|Ana|COMPLETECALLER|10|40|1"), (1, "NONE|support|Ana|PAUSE|Lunch"),
                (4, "1.2|support|NONE|ABANDON|1|1|35"), (5, "1.3|support|NONE|ENTERQUEUE||5559999|1"),
                (20, "1.3|support|PJSIP/2|RINGNOANSWER|15000"), (10, "1.3|support|NONE|EXITWITHTIMEOUT|1|1|30"),
                (0, "1.4|support|NONE|ENTERQUEUE||5550000|1"), (3, "1.4|support|NONE|EXITWITHKEY|9|1|1|3"),
                (57, "NONE|support|Ana|UNPAUSE|"),
            ])
        let today = scene.queue.today
        #expect(today.offered == 4 && today.answered == 1 && today.abandoned == 1 && today.timedOut == 1)
        #expect(today.leftByKey == 1 && today.handled == 1 && today.talk == 40)
        #expect(today.answeredWait == 10 && today.answeredInLevel == 1 && today.abandonedWait == 35)
        let visits = scene.board.finishedVisits()
        #expect(visits.map(\.outcome) == [.leftByKey, .timedOut, .abandoned, .answered])
        #expect(visits.allSatisfy { $0.isFilled })
        let answered = try #require(visits.last)
        #expect(answered.agent == "PJSIP/1" && answered.agentName == "Ana" && answered.talk == 40)
        #expect(
            scene.board.lostCalls().map { scene.board.finishedVisit($0.number)?.callerNumber } == [
                "5559999", "5551234",
            ])
        let work = scene.board.intervals(from: lost, until: scene.time, agent: "PJSIP/1").filter { $0.from >= lost }
        #expect(work.map(\.activity) == [.onCall, .paused])
        #expect(work.map(\.duration) == [40, 99] && work.last?.reason == "Lunch")
        let gap = try #require(scene.board.gaps.last)
        #expect(gap.linesFilled == 11 && gap.ended == nil)

        // Back again: the lists know nobody who waits, and nothing is counted twice.
        scene.pass(1)
        scene.tell(.connected(banner: "Asterisk Call Manager/9.0.0"))
        scene.tell(.loggedIn(commands: ["QueueStatus", "CoreShowChannels"]))
        scene.tell(scene.queueStatus(members: ["PJSIP/1", "PJSIP/2"]) + Scene.channelsDone)
        #expect(scene.board.gaps.last?.ended != nil && scene.queue.today == today)
        #expect(scene.board.audit.corrected == 0)
    }

    @Test("Who was paused when the gap began is so until a line says otherwise")
    func pausedBefore() {
        var scene = Scene(members: ["PJSIP/1"])
        scene.pass(10)
        scene.tell(scene.memberStatus("PJSIP/1", event: "QueueMemberPause", paused: 1, reason: "Break"))
        scene.pass(10)
        scene.tell(.disconnected(reason: "Lost.", retryIn: 1))
        let lost = scene.time
        fill(&scene, [(60, "NONE|support|PJSIP/1|UNPAUSE|")])
        let paused = scene.board.intervals(from: lost, until: scene.time)
        #expect(paused.map(\.activity) == [.paused] && paused.map(\.reason) == ["Break"])
        #expect(paused.map(\.duration).reduce(0, +) >= 60)
    }

    @Test("A board that was never there knows its queues and agents by queue_log alone, and judges by the first list")
    func firstStart() {
        var scene = Scene()
        fill(
            &scene,
            [
                (0, "1.1|support|NONE|ENTERQUEUE||5551234|1"), (8, "1.1|support|Ana|CONNECT|8|1.2|3"),
                (60, "1.1|support|Ana|COMPLETEAGENT|8|60|1"), (1, "1.2|support|NONE|ENTERQUEUE||5551235|1"),
                (90, "1.2|support|NONE|ABANDON|1|1|90"),
            ])
        #expect(scene.queue.today.answered == 1 && scene.queue.today.answeredInLevel == 0)
        #expect(scene.board.countedSince == Scene.start)
        #expect(scene.board.gaps.map(\.linesFilled) == [5])
        scene.tell(.connected(banner: "Asterisk Call Manager/9.0.0"))
        scene.tell(.loggedIn(commands: []))
        scene.tell(scene.queueStatus(members: ["PJSIP/1"]) + Scene.channelsDone)
        #expect(scene.queue.today.answeredInLevel == 1 && scene.queue.today.abandonedInLevel == 0)
        #expect(scene.board.members.map(\.interface) == ["PJSIP/1"])
        #expect(scene.board.gaps.last?.ended == scene.time)
    }

    @Test("A list tells whose a name of queue_log is: its calls, times and the call that goes on become the agent's")
    func names() throws {
        var scene = Scene()
        fill(
            &scene,
            [
                (0, "1.1|support|NONE|ENTERQUEUE||5551234|1"), (8, "1.1|support|Ana|CONNECT|8|1.2|3"),
                (60, "1.1|support|Ana|COMPLETEAGENT|8|60|1"), (1, "1.3|support|NONE|ENTERQUEUE||5551235|1"),
                (4, "1.3|support|Ana|RINGNOANSWER|4000"), (5, "1.3|support|Ana|CONNECT|9|1.4|2"),
            ])
        let talks = scene.seconds
        scene.pass(30)
        scene.tell(.connected(banner: "Asterisk Call Manager/9.0.0"))
        scene.tell(.loggedIn(commands: []))
        scene.tell(
            scene.queueStatus(members: ["PJSIP/1"]).replacing("Name: PJSIP/1", with: "Name: Ana")
                .replacing("InCall: 0", with: "InCall: 1").replacing("CallsTaken: 0", with: "CallsTaken: 7")
                .replacing("LastCall: 0", with: "LastCall: \(talks - 10)") + Scene.channelsDone)
        scene.pass(10)
        scene.tell(scene.complete("1.3", by: "PJSIP/1", dest: "1.4", hold: 9, talk: 40))
        let visits = scene.board.finishedVisits()
        #expect(visits.map(\.uniqueID) == ["1.3", "1.1"])
        #expect(visits.map(\.agent) == ["PJSIP/1", "PJSIP/1"] && visits.map(\.agentName) == ["Ana", "Ana"])
        #expect(visits.map(\.talk) == [40, 60])
        #expect(scene.queue.today.handled == 2 && scene.queue.today.answered == 2)
        #expect(scene.member("PJSIP/1").missed == 1)
        #expect(Set(scene.board.intervals(until: scene.time).map(\.agent)) == ["PJSIP/1"])
    }

    @Test("When Asterisk starts anew in a gap, whoever waited or talked is gone")
    func restart() {
        var scene = Scene(members: ["PJSIP/1"])
        scene.tell(.disconnected(reason: "Lost.", retryIn: 1))
        fill(
            &scene,
            [
                (5, "1.1|support|NONE|ENTERQUEUE||1|1"), (5, "1.1|support|PJSIP/1|CONNECT|5|1.2|3"),
                (5, "1.3|support|NONE|ENTERQUEUE||1|1"), (5, "NONE|NONE|NONE|QUEUESTART|"),
            ])
        #expect(scene.board.callers.isEmpty && scene.queue.waiting == 0)
        #expect(!scene.member("PJSIP/1").inCall)
        #expect(scene.board.finishedVisits().map(\.outcome) == [.lost, .answered])
        #expect(scene.board.intervals(until: scene.time).filter { $0.number == 0 }.isEmpty)
    }

    @Test("The mark of a day that began in the gap stands for the one that was written when somebody was there again")
    func days() {
        var scene = Scene(members: ["PJSIP/1"])
        fill(&scene, [(5, "1.1|support|NONE|ENTERQUEUE||1|1"), (5, "1.1|support|NONE|ABANDON|1|1|5")])
        let later = scene.time + 60_000_000
        scene.pass(10)
        scene.tell(.dayFilled(insteadOf: later))
        #expect(scene.queue.today == CallSums())
        fill(&scene, [(5, "1.2|support|NONE|ENTERQUEUE||1|1"), (5, "1.2|support|NONE|ABANDON|1|1|5")])
        scene.pass(Double(later - scene.time) / 1_000_000)
        scene.tell(.dayBegan)
        #expect(scene.queue.today.abandoned == 1)
        scene.pass(60)
        scene.tell(.dayBegan)
        #expect(scene.queue.today.abandoned == 0)
    }
}
