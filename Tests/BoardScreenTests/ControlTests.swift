import AMI
import CallCenter
import Cells
import Testing

@testable import BoardScreen

@Suite struct ControlTests {
    private static let centre = SimulatedPBX.fourMinutes

    private func session(_ change: (inout ScreenOptions) -> Void = { _ in }) throws -> Session {
        try Session(Self.centre.board, now: Self.centre.now, change)
    }

    private static func waits(_ entity: Entity) -> Bool {
        guard case .channel(_, let id) = entity else { return false }
        return centre.board.servers[0].callers.contains { $0.uniqueID == id }
    }

    @Test func `the menu lists what can be done with a row, and why the rest cannot`() throws {
        var session = try session()
        session.size = Size(columns: 120, rows: 40)
        session.select(.channels, where: Self.waits)
        session.press(.character("."))
        let text = session.text()
        for word in ["hang up", "pick up", "priority", "withdraw"] { #expect(text.contains(word)) }
        #expect(text.contains("it talks to nobody; redirect sends the call itself elsewhere"))
        // Its key works in the menu, and only asks.
        #expect(session.press(.character("x")).isEmpty)
        guard case .form(let form)? = session.state.overlay else {
            Issue.record("no question")
            return
        }
        #expect(form.kind == .hangUp && form.isDangerous)
    }

    @Test func `every command of every menu says why it does nothing, or opens, and none traps`() throws {
        for panel in Panel.main {
            for entity in [true, false] {
                var session = try session()
                if entity { session.select(panel) } else { session.state.focus = panel }
                for command in ScreenCommand.allCases where command.control != nil {
                    let reason = session.state.reasonUnavailable(command, board: session.board)
                    let effects = session.state.run(command, board: session.board, now: session.now)
                    if let reason {
                        #expect(effects.isEmpty && session.state.message?.text.contains(reason) == true)
                    }
                    session.frame()
                    session.press(.escape)
                }
            }
        }
    }

    @Test func `a transfer names who moves, takes a name of the phone book, and refuses line breaks`() throws {
        var session = try session { $0.phoneBook = PhoneBook([.init(name: "Night desk", number: "1900")]) }
        session.select(.channels, where: Self.centre.board.servers[0].talks)
        session.press(.character("r"))
        session.type("nig")
        #expect(session.text().contains("Enter takes Night desk 1900"))
        session.press(.right, .character("\r\n"))
        let command = try #require(session.press(.enter).commands.first)
        #expect(command.kind == .transfer)
        #expect(command.requests.first?.fields.contains(HeaderField("Exten", "1900")) == true)
        #expect(session.state.isPending(try #require(session.state[.channels].selection)))
        // The same once more, before the first was answered, is not sent twice.
        session.press(.character("r"))
        session.type("1900")
        #expect(session.press(.enter).isEmpty)
        #expect(session.text().contains("Asked already"))
    }

    @Test func `a call that is answered while the question stands is not withdrawn`() throws {
        var pbx = Self.centre
        var session = try session()
        session.select(.channels, where: Self.waits)
        guard case .channel(_, let id)? = session.state[.channels].selection else { return }
        _ = session.state.run(.withdraw, board: session.board, now: session.now)
        while pbx.board.servers[0].callers.contains(where: { $0.uniqueID == id }) { pbx.run(seconds: 1) }
        session.board = pbx.board
        session.now = pbx.now
        #expect(session.press(.character("y")).isEmpty)
        #expect(session.state.overlay == nil)
    }

    @Test func `nothing is sent while the PBX is away, though the question was open`() throws {
        var pbx = Self.centre
        var session = try session()
        session.select(.channels, where: Self.centre.board.servers[0].talks)
        session.press(.character("x"))
        pbx.fact(.disconnected(reason: "it went", retryIn: 1))
        session.board = pbx.board
        session.now += 1_000_000
        #expect(session.press(.character("y")).isEmpty)
        #expect(session.state.message?.text.contains("not connected") == true)
    }

    @Test func `a pause is undone to what it was, once it was done`() throws {
        var session = try session()
        session.select(.agents) { entity in
            guard case .agent(_, let id) = entity else { return false }
            return Self.centre.board.servers[0].agent(id, at: Self.centre.now)?.paused == false
        }
        session.press(.character("p"), .character("1"))
        guard case .perform(let authorised, let ticket)? = session.press(.enter).first else {
            Issue.record("no pause")
            return
        }
        #expect(session.press(.character("U")).isEmpty, "it was not answered yet")
        _ = update(
            &session.state, .outcome(ticket: ticket, CommandOutcome(succeeded: true, text: "")),
            board: session.board, now: session.now)
        let undo = try #require(session.press(.character("U")).commands.first)
        #expect(undo.kind == .undoPause)
        let queues = Self.centre.board.servers[0].members.filter {
            authorised.command.requests[0].fields.contains(HeaderField("Interface", $0.interface))
        }
        #expect(undo.requests.count == queues.count)
        #expect(undo.requests.allSatisfy { $0.fields.contains(HeaderField("Paused", "false")) })
    }

    @Test func `a pause holds in every queue of a configured group and in no other, and is undone there`() throws {
        var session = try session()
        let server = Self.centre.board.servers[0]
        let agents = server.agents(at: Self.centre.now)
        let agent = try #require(agents.first { $0.queues.count > 2 && !$0.paused })
        for queue in agent.queues.prefix(2) {
            session.state.options.queues[queue] = session.state.options.look(queue, of: "hq")
            session.state.options.queues[queue]?.group = "Service"
        }
        session.select(.agents) { $0 == .agent(server: 0, id: agent.id) }
        session.press(.character("p"), .backTab, .right)
        #expect(session.text().contains("group Service (\(agent.queues.prefix(2).joined(separator: ", ")))"))
        guard case .perform(let authorised, let ticket)? = session.press(.enter).first else {
            Issue.record("no pause")
            return
        }
        let queues = authorised.command.requests.flatMap(\.fields).filter { $0.name == "Queue" }.map(\.value)
        #expect(Set(queues) == Set(agent.queues.prefix(2)))
        _ = update(
            &session.state, .outcome(ticket: ticket, CommandOutcome(succeeded: true, text: "")),
            board: session.board, now: session.now)
        #expect(session.text().contains("in the group Service"))
        let undo = try #require(session.press(.character("U")).commands.first)
        #expect(Set(undo.requests.flatMap(\.fields).filter { $0.name == "Queue" }.map(\.value)) == Set(queues))
    }

    @Test func `a role has its commands, and read-only is left with the PIN for its minutes`() throws {
        var viewer = try session { $0.standardPermissions = Permissions(role: .agent) }
        viewer.select(.channels, where: Self.centre.board.servers[0].talks)
        #expect(viewer.press(.character("x")).isEmpty && viewer.state.overlay == nil)
        #expect(viewer.text().contains("the role agent has no call.hang-up"))

        var closed = try session {
            $0.readOnly = true
            $0.hasPIN = true
            $0.pinMinutes = 1
        }
        closed.select(.channels, where: Self.centre.board.servers[0].talks)
        closed.press(.character("x"))
        #expect(closed.text().contains("L asks for the PIN"))
        closed.press(.character("L"))
        closed.type("4711")
        #expect(!closed.text().contains("4711"))
        #expect(closed.press(.enter) == [.checkPIN("4711")])
        _ = update(&closed.state, .pinChecked(true), board: closed.board, now: closed.now)
        closed.press(.character("x"))
        closed.now += 1_000_000
        #expect(closed.press(.character("y")).commands.map(\.kind) == [.hangUp])
        closed.now += 61_000_000
        closed.press(.down, .character("x"))
        #expect(closed.text().contains("read-only"))
    }

    @Test func `what others and this board did is a panel, masked where callers are`() throws {
        var session = try session { $0.mask = true }
        let entry = AuditEntry(
            number: 1, at: session.now, phase: .failed, about: 1, who: "ana", origin: "192.0.2.7",
            command: "call.originate", summary: "call PJSIP/1000, then +4930123456@from-internal", target: "",
            answer: "nobody answered in time")
        var watch = ForeignActions()
        let event =
            "Event: QueueMemberPause\r\nQueue: vip\r\nInterface: PJSIP/1001\r\nPaused: 1\r\nPausedReason: Auto-Pause\r\n\r\n"
        let others = Array(event.utf8).withUnsafeBytes { watch.received(packets: $0, at: session.now) }
        let other = try #require(others.first)
        let notes = [
            AuditNote(server: "hq", content: .own(entry)), AuditNote(server: "hq", content: .other(other)),
        ]
        _ = update(&session.state, .audited(notes), board: session.board, now: session.now)
        session.size = Size(columns: 160, rows: 40)
        session.press(.character("Y"))
        let text = session.text()
        #expect(text.contains("ana@192.0.2.7") && text.contains("nobody answered in time"))
        #expect(text.contains("PBX (missed calls)") && !text.contains("4930123456"))
        session.press(.enter)
        #expect(session.text().contains("Audit"))
    }
}
