import AMI
import CallCenter
import Cells
import Testing

@testable import BoardScreen

/// What a person expects of a board that was wound back.
@Suite struct PastTests {
    private static let centre = SimulatedPBX.fourMinutes

    /// A live board, shown as it was so many seconds ago.
    private func session(ago seconds: Int64 = 600) throws -> Session {
        let now = Self.centre.now
        var session = try Session(Self.centre.board, now: now, size: Size(columns: 160, rows: 40)) {
            $0.canTravel = true
        }
        let machine = TimeMachine(at: now - seconds * 1_000_000, first: now - 3_600_000_000, hasPresent: true)
        let view = TravelView(machine, first: now - 3_600_000_000, last: now, minutes: [])
        _ = update(&session.state, .travelled(view), board: session.board, now: now)
        session.now = now - seconds * 1_000_000
        return session
    }

    @Test func `Esc closes what is open first, then leads into the present`() throws {
        var session = try session()
        session.press(.enter)
        #expect(session.press(.escape).isEmpty && session.state.detail == nil)
        #expect(session.press(.escape) == [.travel(.end)])
        _ = update(&session.state, .travelled(nil), board: session.board, now: session.now)
        #expect(session.press(.escape).isEmpty, "the present is left by nothing")
    }

    @Test func `the row under the cursor is under it again after moments that do not have it`() throws {
        var session = try Session(Self.centre.board, now: Self.centre.now) { $0.canTravel = true }
        session.press(.character("2"), .home, .down, .down, .down)
        let chosen = try #require(session.state[.agents].selection)
        let machine = TimeMachine(at: session.now, first: session.now - 3_600_000_000, hasPresent: true)
        let view = TravelView(machine, first: session.now - 3_600_000_000, last: session.now, minutes: [])
        for empty in [Board(servers: []), Board(servers: [ServerBoard(name: "pbx")])] {
            _ = update(&session.state, .travelled(view), board: session.board, now: session.now)
            session.board = empty
            _ = session.frame()
            #expect(session.state[.agents].selection == nil)
            session.board = Self.centre.board
            _ = session.frame()
            #expect(session.state[.agents].selection == chosen, "a moment that has it again")
            session.board = empty
            _ = session.frame()
            session.board = Self.centre.board
            _ = update(&session.state, .travelled(nil), board: session.board, now: session.now)
            _ = session.frame()
            #expect(session.state[.agents].selection == chosen)
        }
        // Whoever goes elsewhere in the past is there in the present, too.
        _ = update(&session.state, .travelled(view), board: session.board, now: session.now)
        session.press(.down)
        let other = session.state[.agents].selection
        _ = update(&session.state, .travelled(nil), board: session.board, now: session.now)
        _ = session.frame()
        #expect(other != chosen && session.state[.agents].selection == other)
    }

    @Test func `a step that would pass the present stops there, and the next one leads into it`() {
        let now = Self.centre.now
        var machine = TimeMachine(at: now - 300_000_000, first: now - 3_600_000_000, hasPresent: true, speed: 10)
        func ask(_ wish: TimeTravel, last: Int64) -> [TimeMachine.Action] {
            machine.asked(wish, last: last, indexes: [], jump: { _ in nil })
        }
        _ = ask(.longer, last: now)
        #expect(machine.step == .minutes)
        #expect(ask(.forward, last: now) == [.show(now), .tell(Sentences.pastEnds)])
        #expect(!machine.isPlaying, "it would run into the present by itself")
        #expect(ask(.back, last: now + 1_000_000) == [.show(now - 600_000_000)])
        _ = ask(.forward, last: now + 2_000_000)
        #expect(machine.moment == now)
        _ = ask(.forward, last: now + 2_000_000)
        #expect(ask(.forward, last: now + 3_000_000) == [.leave])
    }

    @Test func `what is said stays for its time although the moment shown leaps`() throws {
        var session = try session()
        _ = update(&session.state, .notice("It begins here"), board: session.board, now: session.now)
        session.now += 3_600_000_000
        for _ in 0..<8 {
            #expect(session.text().contains("It begins here"))
            _ = update(&session.state, .ticked, board: session.board, now: session.now)
        }
        _ = update(&session.state, .ticked, board: session.board, now: session.now)
        #expect(!session.text().contains("It begins here"))
    }

    @Test func `a step becomes longer with one key and shorter with another`() throws {
        var machine = TimeMachine(at: 0, first: -1, hasPresent: false)
        for wish in [TimeTravel.longer, .shorter, .shorter] {
            _ = machine.asked(wish, last: 1, indexes: []) { _ in nil }
        }
        #expect(machine.step == .seconds)
        var session = try session()
        #expect(session.press(.character("i"), .character(",")) == [.travel(.longer), .travel(.shorter)])
    }

    @Test func `the alarm log is as it was: what came later is not in it, and what ended later lasts`() throws {
        var session = try session(ago: 600)
        let limits = AlarmLimits(breach: 1, rise: 0, fall: 0)
        func look(_ name: String, _ value: Double, at moment: Int64) {
            let key = AlarmKey(kind: .waiting, server: 0, id: name)
            let seen = AlarmObservation(key: key, place: name, measure: .value(value), limits: limits)
            _ = session.state.alarms.advance(to: moment, observing: [seen])
        }
        let shown = session.now
        look("early", 5, at: shown - 60_000_000)
        look("early", 5, at: shown + 59_000_000)
        look("early", 0, at: shown + 60_000_000)
        look("late", 5, at: shown + 120_000_000)
        session.press(.character("!"))
        let text = session.text()
        #expect(text.contains("early") && !text.contains("late "))
        #expect(text.contains("‼ alarm") && !text.contains("· over"))
        session.now = shown + 200_000_000
        #expect(session.text().contains("late ") && session.text().contains("· over"))
    }

    @Test func `the audit names people, and what was done later is not in it`() throws {
        var session = try session()
        let server = Self.centre.board.servers[0]
        let agent = try #require(
            server.agents(at: Self.centre.now).first { agent in
                !agent.name.isEmpty && server.members.contains { $0.interface == agent.interfaces.first }
            })
        let interface = try #require(agent.interfaces.first)
        func own(_ number: Int, _ phase: AuditEntry.Phase, about: Int, target: String, at moment: Int64) -> AuditNote {
            AuditNote(
                server: "hq",
                content: .own(
                    AuditEntry(
                        number: number, at: moment, phase: phase, about: about, who: "ana", origin: "",
                        command: "call.hang-up", summary: "hang up PJSIP/telco-00000012, cause 17", target: target)))
        }
        let notes = [
            own(1, .asked, about: 1, target: "PJSIP/telco-00000012 (5551234 with Ana Lima): Up", at: session.now),
            own(2, .done, about: 1, target: "1795419937.410: gone", at: session.now),
            AuditNote(
                server: "hq",
                content: .other(
                    ForeignAction(
                        at: session.now, what: "paused", target: "\(interface) in vip", reason: "", source: "PBX"))),
            own(3, .asked, about: 3, target: "", at: session.now + 1_000_000),
        ]
        _ = update(&session.state, .audited(notes), board: session.board, now: session.now)
        session.press(.character("Y"))
        let text = session.text()
        let named = "hang up 5551234 with Ana Lima, cause 17"
        #expect(text.split(separator: "\n").count { $0.contains(named) } == 2)
        #expect(text.contains("paused \(agent.name) in vip"))
        #expect(text.contains("Audit 3"))
        session.press(.down, .enter)
        #expect(session.text().contains("hang up PJSIP/telco-00000012, cause 17"))
    }

    @Test func `the phrase of a call names its number and its agent`() throws {
        let server = Self.centre.board.servers[0]
        let agents = server.agents(at: Self.centre.now)
        let agent = try #require(
            agents.first { agent in
                agent.call.flatMap { server.channel(uniqueID: $0.channelUniqueID) }?.bridgeID.isEmpty == false
            })
        let call = try #require(agent.call)
        let own = server.phrase(.channel(call.channelUniqueID), at: Self.centre.now)
        let number = call.otherParty.contains(where: \.isLetter) ? "" : " with \(call.otherParty)"
        #expect(own.hasPrefix("\(call.channel) (\(agent.name)\(number)): Up"))
        let channel = try #require(server.channel(uniqueID: call.channelUniqueID))
        let other = try #require(
            server.channels(inBridge: channel.bridgeID).first { $0.uniqueID != channel.uniqueID })
        let caller = server.phrase(.channel(other.uniqueID), at: Self.centre.now)
        #expect(caller.contains(" with \(agent.name)): Up"))
        #expect(server.phrase(.agent(agent.id), at: Self.centre.now).hasPrefix("\(agent.id) (\(agent.name)): "))
    }

    @Test func `only the name that is meant is explained`() {
        var entry = AuditEntry(
            at: 0, phase: .asked, who: "", origin: "", command: "", summary: "pause PJSIP/10, PJSIP/1 in vip",
            target: "")
        #expect(entry.summary(naming: "PJSIP/1 (Ana): available") == "pause PJSIP/10, PJSIP/1 in vip")
        entry.summary = "pause PJSIP/1, PJSIP/2 in vip: (x): y"
        #expect(
            entry.summary(naming: "PJSIP/1 (Ana): available; PJSIP/2 (Bo): onCall, paused (Lunch) in vip")
                == "pause Ana, Bo in vip: (x): y")
        #expect(entry.summary(naming: "PJSIP/1: paused (Lunch): x") == entry.summary)
    }
}
