import AMI
import CallCenter
import Cells
import Testing

@testable import BoardScreen

/// What somebody finds out from the screen alone who has never seen it.
@Suite struct FirstHourTests {
    private static let centre = SimulatedPBX.fourMinutes
    private static let server = centre.board.servers[0]

    private func session(_ change: (inout ScreenOptions) -> Void = { _ in }) throws -> Session {
        try Session(Self.centre.board, now: Self.centre.now, change)
    }

    private static func agent(_ entity: Entity) -> Agent? {
        guard case .agent(_, let id) = entity else { return nil }
        return server.agent(id, at: centre.now)
    }

    private static func isOnCall(_ entity: Entity) -> Bool {
        agent(entity).map { $0.state == .onCall && $0.call?.channelUniqueID.isEmpty == false } ?? false
    }

    private static func lines(_ session: inout Session) -> [String] {
        session.text().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// The centre with some of an agent's memberships on pause.
    private static func paused(_ agent: Agent, in queues: [String], _ reason: String) -> SimulatedPBX {
        var pbx = centre
        for member in server.members where member.agentID == agent.id && queues.contains(member.queue) {
            pbx.apply(
                "Event: QueueMemberPause\r\nQueue: \(member.queue)\r\nMemberName: \(member.name)\r\n"
                    + "Interface: \(member.interface)\r\nStateInterface: \(member.stateInterface)\r\n"
                    + "Paused: 1\r\nPausedReason: \(reason)\r\n\r\n")
        }
        return pbx
    }

    // MARK: Spying

    @Test func `a call is listened to with a bare number, which is remembered and filled in the next time`() throws {
        var session = try session()
        session.select(.channels, where: Self.server.talks)
        session.press(.character("s"))
        session.type("1003")
        #expect(session.text().contains("rings PJSIP/1003"))
        let first = session.press(.enter)
        let command = try #require(first.commands.first)
        #expect(command.requests[0].fields.contains { $0.name == "Channel" && $0.value == "PJSIP/1003" })
        #expect(first.contains(.keepDevices(DeviceFile.text(["hq": "1003"]))))
        // Two keys listen again, three whisper.
        session.state.pending = [:]
        session.press(.character("s"))
        #expect(session.text().contains("My phone   1003"))
        let second = session.press(.character("2"), .enter)
        #expect(second.commands.first?.summary.hasPrefix("whisper to") == true)
        #expect(second.count == 1, "the same phone is not kept again")

        // And in the next session.
        var next = try self.session { $0.devices = ["hq": "1003"] }
        next.select(.channels, where: Self.server.talks)
        #expect(next.press(.character("s"), .enter).commands.map(\.kind) == [.spy])
    }

    @Test func `a number is a device where one is known, a name is its agent's, and else the dialplan finds it`() throws
    {
        var pbx = Self.centre
        pbx.apply(
            "Event: DeviceStateChange\r\nActionID: list\r\nDevice: SIP/2001\r\nState: NOT_INUSE\r\n\r\n"
                + "Event: EndpointList\r\nActionID: more\r\nObjectName: 2002\r\nDeviceState: Unavailable\r\n\r\n"
                + "Event: DeviceStateChange\r\nDevice: SIP/2003\r\nState: INUSE\r\n\r\n")
        let session = try Session(pbx.board, now: pbx.now) {
            $0.phoneBook = PhoneBook([.init(name: "Night desk", number: "1900")])
        }
        let scene = Scene(state: session.state, board: pbx.board, now: pbx.now)
        func device(_ text: String) throws -> String { try scene.device(text, on: 0, name: "My phone") }
        #expect(try device("2001") == "SIP/2001")
        #expect(try device("2002") == "PJSIP/2002")
        #expect(try device(" 1003 ") == "PJSIP/1003")
        #expect(try device("PJSIP/kim") == "PJSIP/kim")
        #expect(try device("2003") == "Local/2003@from-internal/n", "that a state changed makes no list")
        #expect(try device("night desk") == "Local/1900@from-internal/n")
        let agent = try #require(Self.server.agents(at: Self.centre.now).first)
        #expect(try device(agent.name.uppercased()) == agent.id)
        for wrong in ["", "12,3", "a b"] { #expect(throws: CommandProblem.self) { try device(wrong) } }
    }

    @Test func `on a UCM a number that nobody told of is its endpoint`() throws {
        let desk = try UCMDesk()
        let scene = Scene(state: desk.session.state, board: desk.session.board, now: desk.session.now)
        #expect(try scene.device("7777", on: 0, name: "My phone") == "PJSIP/7777")
    }

    // MARK: What is said

    @Test func `where a call was transferred to is seen at 80 columns, however long the names are`() throws {
        var session = try session()
        session.select(.channels, where: Self.server.talks)
        session.press(.character("r"))
        session.type("8001")
        guard case .perform(_, let ticket)? = session.press(.enter).last else {
            Issue.record("no transfer")
            return
        }
        #expect(session.text().contains("Asked hq to transfer to 8001: "))
        _ = update(
            &session.state, .outcome(ticket: ticket, CommandOutcome(succeeded: true, text: "Done")),
            board: session.board, now: session.now)
        #expect(session.text().contains("\n Transferred to 8001: "))
    }

    @Test func `a message stands above the keys, and no row moves for it`() throws {
        var session = try session()
        session.select(.agents)
        for size in [Size(columns: 80, rows: 24), Size(columns: 120, rows: 40)] {
            session.size = size
            let before = Self.lines(&session)
            let long = "The PBX refused to do this: " + String(repeating: "for a reason ", count: 8) + "and no other"
            for (text, taken) in [("A word", 1), (long, size.columns == 80 ? 2 : 2)] {
                _ = update(&session.state, .warning(text), board: session.board, now: session.now)
                let after = Self.lines(&session)
                #expect(after.last == before.last && after.last?.contains("? help  q quit") == true)
                #expect(after[after.count - 2 - (taken - 1)].contains(String(text.prefix(6))))
                #expect(after[after.count - 2].contains(String(text.suffix(5))))
                let still = after.count - 2 - taken - 1
                #expect(after.prefix(still) == before.prefix(still))
            }
            session.press(.left, .right)
            #expect(Self.lines(&session) == before)
        }
    }

    @Test func `the keys of the panels are dim while a window lies over them`() throws {
        var session = try session()
        session.select(.agents, where: Self.isOnCall)
        let off = session.state.theme[.unavailable]
        #expect(session.frame().style(x: 1, y: 23) != off)
        session.press(.character("x"))
        #expect(session.frame().style(x: 1, y: 23) == off)
    }

    @Test func `what is to be selected first is named with the keys that lead there, as they are bound`() throws {
        var session = try session()
        session.select(.channels)
        session.press(.character("p"))
        #expect(session.text().contains("Cannot pause: select an agent first: 2 leads there."))
        session.select(.queues)
        session.press(.character("x"))
        #expect(session.text().contains("select a call (key 3), or an agent on one (key 2)."))
        session.state.keymap = try Keymap.standard(
            overlaid: "[keys]\n\"2\" = \"\"\n\"Ctrl-A\" = \"panel.agents\"", file: "keymap.toml")
        session.select(.channels)
        session.press(.character("p"))
        #expect(session.text().contains("select an agent first: Ctrl-A leads there."))
        session.state.keymap = try Keymap.standard(overlaid: "[keys]\n\"2\" = \"\"", file: "keymap.toml")
        session.press(.character("p"))
        #expect(session.text().contains("select an agent first: Tab leads from panel to panel."))
    }

    @Test func `a list that a filter emptied says which key clears it`() throws {
        var session = try session()
        session.select(.agents)
        session.press(.character("/"))
        session.type("zzz")
        session.press(.enter, .character(" "))
        #expect(session.text().contains("no row here has \u{201C}zzz\u{201D} in it; Esc clears the filter"))
    }

    @Test func `Z on the live board says what it is for, and no noun is called impossible`() throws {
        var session = try session { $0.canTravel = true }
        session.press(.character("Z"))
        let said = Self.lines(&session).joined()
        #expect(said.contains("Z does nothing now: the board is live; it comes back here from the past, where"))
        #expect(said.contains(" T leads."))
        session.press(.character("+"))
        #expect(session.text().contains("+ does nothing now: the board is live; it works in the past"))
        session.press(.character("S"))
        #expect(session.text().contains("S does nothing now: there is only one server."))
    }

    @Test func `the key that asks for the PIN is the one that is bound`() throws {
        var session = try session {
            $0.readOnly = true
            $0.hasPIN = true
        }
        session.state.keymap = try Keymap.standard(
            overlaid: "[keys]\n\"L\" = \"\"\n\"Ctrl-P\" = \"screen.lock\"", file: "keymap.toml")
        session.select(.agents)
        session.press(.character("p"))
        #expect(session.text().contains("read-only; Ctrl-P asks for the PIN"))
        _ = update(&session.state, .pinChecked(true), board: session.board, now: session.now)
        #expect(session.text().contains("Ctrl-P closes it again"))
    }

    // MARK: What is shown

    @Test func `a pause that waits for the end of a call has its reason and is counted`() throws {
        let agent = try #require(
            Self.server.agents(at: Self.centre.now).first {
                $0.state == .onCall && $0.call?.otherParty.isEmpty == false && !$0.paused
            })
        let pbx = Self.paused(agent, in: agent.queues, "Lunch")
        var session = try Session(pbx.board, now: pbx.now, size: Size(columns: 120, rows: 40))
        session.select(.agents) { $0 == .agent(server: 0, id: agent.id) }
        let party = try #require(agent.call?.otherParty)
        #expect(session.text().contains("\(party) ‖ Lunch"))
        let before = Self.server.agents(at: Self.centre.now).count(where: \.pausesAfterCall)
        #expect(session.text().contains("paused +\(before + 1) soon"))
        session.press(.enter)
        #expect(session.text().contains("once this call is over, in every queue: Lunch"))
    }

    @Test func `who is free and on pause in one queue shows which, and that the PBX did it`() throws {
        let agent = try #require(
            Self.server.agents(at: Self.centre.now).first {
                $0.state == .available && $0.queues.count > 1 && !$0.paused
            })
        let queue = agent.queues[0]
        for (reason, text) in [
            ("Lunch", "paused in \(queue): Lunch"), ("Auto-Pause", "!paused in \(queue)"),
        ] {
            let pbx = Self.paused(agent, in: [queue], reason)
            var session = try Session(pbx.board, now: pbx.now, size: Size(columns: 160, rows: 40))
            session.press(.character("2"), .character("z"))
            session.select(.agents) { $0 == .agent(server: 0, id: agent.id) }
            #expect(session.text().contains(text))
            session.press(.enter)
            let detail =
                reason == "Lunch" ? "in \(queue): Lunch" : "in \(queue) by the PBX, after missed calls (A releases)"
            #expect(session.text().contains(detail))
        }
    }

    @Test func `the help begins with the panel where the cursor is, and is searched`() throws {
        var session = try session()
        session.select(.queues)
        session.press(.character("?"))
        #expect(Self.lines(&session)[3].contains("Queues, where you are"))
        session.press(.escape)
        session.select(.channels)
        session.press(.character("?"))
        let lines = Self.lines(&session)
        #expect(lines[3].contains("Channels, where you are") && lines[5...8].contains { $0.contains("x F9") })
        session.press(.character("/"))
        session.type("park")
        let found = session.text()
        #expect(found.contains("list the parked calls and fetch one") && found.contains("Search the help: park"))
        #expect(!found.contains("large figures for the whole room"))
        session.press(.enter)
        #expect(session.text().contains("Esc show all"))
        session.press(.escape)
        #expect(session.text().contains("/ search   Esc close"))
        session.press(.escape)
        #expect(session.state.overlay == nil)
        session.press(.character("?"), .character("/"))
        session.type("qqqq")
        #expect(session.text().contains("No key and no sign has \u{201C}qqqq\u{201D} in it."))
    }

    @Test func `the menu has what works first, a line, then the rest with its reason, each read whole`() throws {
        var session = try session()
        session.size = Size(columns: 80, rows: 60)
        session.select(.agents) { Self.agent($0)?.state == .available }
        session.press(.character("."))
        let lines = Self.lines(&session)
        let split = try #require(lines.firstIndex { $0.contains(" Not now ─") })
        let works = try #require(lines.firstIndex { $0.contains(" pause  ") })
        let not = try #require(lines.firstIndex { $0.contains(" hang up  ") })
        #expect(works < split && split < not)
        #expect(lines[not].contains(Sentences.agentHasNoCall))
        // What is cut in its row is read below.
        #expect(session.text().contains("│  pause the agent, the marked ones or a whole queue, with a reason"))
    }

    @Test func `a form about a call that has ended says so, and offers nothing but to close it`() throws {
        var pbx = Self.centre
        var session = try session()
        session.select(.channels, where: Self.server.talks)
        guard case .channel(_, let id)? = session.state[.channels].selection else { return }
        session.press(.character("s"))
        while pbx.board.servers[0].channel(uniqueID: id) != nil { pbx.run(seconds: 1) }
        session.board = pbx.board
        session.now = pbx.now
        let text = session.text()
        #expect(text.contains("has ended by itself.") && text.contains("─ Esc close ─"))
        #expect(!text.contains("Enter ring") && !text.contains("My phone"))
        session.type("10")
        #expect(session.press(.enter).isEmpty)
        #expect(session.state.overlay == nil && session.text().contains("Nothing was done (spy)"))
    }
}
