import AMI
import CallCenter
import Cells
import Testing

@testable import BoardScreen

/// What hands meet that know other programs: words, digits, rows that stand still, and what is said first.
@Suite struct HandsTests {
    private static let centre = SimulatedPBX.fourMinutes
    private static let server = centre.board.servers[0]

    private func session(_ change: (inout ScreenOptions) -> Void = { _ in }) throws -> Session {
        try Session(Self.centre.board, now: Self.centre.now, change)
    }

    // MARK: Digits

    @Test func `a field of digits says so when it gets a letter, and is called by its label when it is wrong`() throws {
        var session = try session()
        session.select(.channels, where: Self.server.talks)
        session.press(.character("s"), .tab)
        session.type("P")
        #expect(session.text().contains("Ring for takes digits alone: 1 to 300"))
        #expect(session.text().contains("30       seconds"))
        session.press(.control("u"))
        session.type("0")
        session.press(.backTab)
        session.type("1003")
        session.press(.enter)
        #expect(session.text().contains("Ring for takes a whole number of seconds from 1 to 300"))
        session.press(.control("u"))
        session.type("20")
        #expect(session.press(.enter).commands.map(\.kind) == [.spy])
    }

    @Test func `the own phone of the configuration may be a bare number`() throws {
        var session = try session { $0.me.device = "1003" }
        session.select(.channels, where: Self.server.talks)
        session.press(.character("s"))
        #expect(session.text().contains("My phone   1003"))
        let command = try #require(session.press(.enter).commands.first)
        #expect(command.requests[0].fields.contains { $0.name == "Channel" && $0.value == "PJSIP/1003" })
    }

    // MARK: Words

    @Test func `the beginning of a name becomes a number before it is sent, and one letter stays an extension`() throws
    {
        var session = try self.session { $0.phoneBook = PhoneBook([.init(name: "Night desk", number: "1900")]) }
        session.select(.channels, where: Self.server.talks)
        session.press(.character("r"))
        session.type("nig")
        #expect(session.text().contains("Enter takes Night desk 1900"))
        #expect(session.press(.enter).isEmpty)
        #expect(session.text().contains("1900 is Night desk"))
        #expect(try #require(session.press(.enter).commands.first).requests[0].fields.contains { $0.value == "1900" })
        var next = try self.session { $0.phoneBook = PhoneBook([.init(name: "Night desk", number: "1900")]) }
        next.select(.channels, where: Self.server.talks)
        next.press(.character("r"))
        next.type("n")
        #expect(try #require(next.press(.enter).commands.first).requests[0].fields.contains { $0.value == "n" })
    }

    @Test func `a name that was begun goes nowhere as a word, whichever field Enter is pressed in`() throws {
        for leave in [Key.tab, .down] {
            var session = try self.session { $0.phoneBook = PhoneBook([.init(name: "Night desk", number: "1900")]) }
            session.select(.channels, where: Self.server.talks)
            session.press(.character("r"))
            session.type("nig")
            session.press(leave)
            if leave == .tab { #expect(session.text().contains("1900 is Night desk")) }
            #expect(leave == .tab || session.press(.enter).isEmpty)
            session.press(.tab)
            let sent = try #require(session.press(.enter).commands.first)
            #expect(sent.requests[0].fields.contains { $0.value == "1900" })
        }
    }

    @Test func `a word that is nobody's name is asked about before it is dialled`() throws {
        var session = try self.session()
        session.select(.channels, where: Self.server.talks)
        session.press(.character("r"))
        session.type("lobby")
        #expect(session.press(.enter).isEmpty)
        #expect(session.text().contains("\u{201C}lobby\u{201D} is no number and nobody's name."))
        session.type("2")
        #expect(session.press(.enter).isEmpty)
        let sent = try #require(session.press(.enter).commands.first)
        #expect(sent.requests[0].fields.contains { $0.value == "lobby2" })
    }

    @Test(arguments: [
        ("big", ScreenCommand.wall), ("rewind", .timeBack), ("history", .timeBack), ("listen", .spy),
        ("forward", .transfer), ("dial", .originate), ("break", .pause), ("kill", .hangUp), ("exit", .quit),
        ("search", .filter), ("unhold", .hold), ("reconnect", .retry),
    ])
    func `a command is found by the word that people have for it`(word: String, command: ScreenCommand) throws {
        var palette = PaletteState()
        palette.field.replace(word)
        #expect(palette.matches.contains(command))
        var session = try session()
        session.size = Size(columns: 120, rows: 60)
        session.press(.character("?"), .character("/"))
        session.type(word)
        #expect(session.text().contains(command.entry.summary.prefix(40)))
    }

    @Test func `no plain word is one that the command's name, title or summary has already`() {
        for command in ScreenCommand.allCases {
            let known = "\(command.rawValue) \(command.entry.title) \(command.entry.summary)".lowercased()
            for word in command.plainWords.split(separator: " ") where word.count > 4 {
                #expect(!known.contains(word), "\(command.rawValue): \(word)")
            }
        }
    }

    // MARK: Keys below

    @Test func `the way into the past stands below where there is one, and nothing is driven out`() throws {
        var session = try session { $0.canTravel = true }
        for panel in Panel.main {
            session.select(panel)
            let footer = session.text().split(separator: "\n").last.map(String.init) ?? ""
            #expect(footer.contains("T past  ? help  q quit"), "\(panel)")
        }
        session.select(.agents) { entity in
            guard case .agent(_, let id) = entity else { return false }
            return Self.server.agent(id, at: Self.centre.now)?.state == .onCall
        }
        let footer = session.text().split(separator: "\n").last.map(String.init)
        #expect(footer == " . menu  p pause  x hang up  r transfer  s spy  / filter  T past  ? help  q quit")
    }

    // MARK: The menu

    @Test func `the menu follows a call that is answered while it is open, and stays on what was chosen`() throws {
        var pbx = Self.centre
        func ringing() -> Channel? {
            pbx.board.servers[0].channels.first { $0.state == .ringing && $0.name.hasPrefix("PJSIP/1") }
        }
        var found: Channel?
        for _ in 0..<300 where found == nil {
            found = ringing()
            if found == nil { pbx.run(seconds: 1) }
        }
        let phone = try #require(found)
        var session = try Session(pbx.board, now: pbx.now, size: Size(columns: 120, rows: 60))
        session.select(.channels) { $0 == .channel(server: 0, uniqueID: phone.uniqueID) }
        session.press(.character("."), .pageDown)
        func chosen() -> ScreenCommand? {
            guard case .menu(let menu) = session.state.overlay else { return nil }
            return menu.commands[menu.choice]
        }
        func works(_ title: String) -> Bool {
            let lines = session.text().split(separator: "\n").map(String.init)
            guard let split = lines.firstIndex(where: { $0.contains(" Not now ─") }),
                let row = lines.firstIndex(where: { $0.contains("   \(title)  ") })
            else { return false }
            return row < split
        }
        let before = chosen()
        #expect(before != nil && !works("spy"))
        pbx.apply(
            "Event: Newstate\r\nChannel: \(phone.name)\r\nChannelState: 6\r\nChannelStateDesc: Up\r\n"
                + "Uniqueid: \(phone.uniqueID)\r\nLinkedid: \(phone.linkedID)\r\n\r\n")
        session.board = pbx.board
        #expect(works("spy") && chosen() == before)
        session.press(.home, .pageDown, .pageDown, .end)
        guard case .menu(let menu) = session.state.overlay else {
            Issue.record("no menu")
            return
        }
        #expect(menu.choice == menu.commands.count - 1)
    }

    // MARK: What is said

    @Test func `an outcome that comes late waits until the answer to a newer key was read`() throws {
        var session = try session()
        session.select(.channels, where: Self.server.talks)
        session.press(.character("r"))
        session.type("8001")
        guard case .perform(_, let ticket)? = session.press(.enter).last else {
            Issue.record("no transfer")
            return
        }
        session.press(.character("p"))
        #expect(session.text().contains("Cannot pause"))
        let late = CommandOutcome(succeeded: true, text: "Done")
        _ = update(&session.state, .outcome(ticket: ticket, late), board: session.board, now: session.now)
        #expect(session.text().contains("Cannot pause") && !session.text().contains("Transferred to 8001"))
        session.now += 9_000_000
        _ = update(&session.state, .ticked, board: session.board, now: session.now)
        #expect(session.text().contains("Transferred to 8001"))
        session.now += 7_000_000
        _ = update(&session.state, .ticked, board: session.board, now: session.now)
        #expect(session.text().contains("Transferred to 8001"), "it has its own time")
        session.press(.down)
        #expect(!session.text().contains("Transferred to 8001"))
    }

    // MARK: Rows

    @Test func `rows stand still for a moment after the cursor moved, timers do not, and a sort is obeyed at once`()
        throws
    {
        var pbx = Self.centre
        var session = try Session(pbx.board, now: pbx.now, size: Size(columns: 80, rows: 60))
        session.select(.agents)
        session.press(.down)
        let order = session.state.rows.orders[Panel.agents.rawValue]
        let first = try #require(order.first)
        guard case .agent(_, let id) = first else { return }
        // Whoever stands first goes on pause: sorted by state that is further down.
        let member = try #require(pbx.board.servers[0].members.first { $0.agentID == id })
        func change(_ status: Int) {
            for member in pbx.board.servers[0].members where member.agentID == id {
                pbx.apply(
                    "Event: QueueMemberStatus\r\nQueue: \(member.queue)\r\nMemberName: \(member.name)\r\n"
                        + "Interface: \(member.interface)\r\nStateInterface: \(member.stateInterface)\r\n"
                        + "Membership: static\r\nPenalty: 0\r\nCallsTaken: 0\r\nLastCall: 0\r\nLastPause: 0\r\n"
                        + "InCall: 0\r\nStatus: \(status)\r\nPaused: 1\r\nPausedReason: Lunch\r\nWrapuptime: 0\r\n\r\n")
            }
            session.board = pbx.board
        }
        #expect(member.paused == false || order.count > 1)
        change(5)
        session.now += 500_000
        _ = session.frame()
        #expect(session.state.rows.orders[Panel.agents.rawValue] == order)
        // Another order is another wish.
        var other = session
        other.press(.character("I"))
        other.frame()
        #expect(other.state.rows.orders[Panel.agents.rawValue] != order)
        session.now += Stillness.length + 1_000_000
        _ = session.frame()
        let settled = session.state.rows.orders[Panel.agents.rawValue]
        #expect(settled != order && Set(settled) == Set(order))
    }

    @Test func `who comes while rows stand is below them, and who goes leaves no gap`() {
        func entity(_ id: String) -> Entity { .agent(server: 0, id: id) }
        let old = ["a", "b", "c"].map(entity)
        #expect(Stillness.order(["d", "c", "a"].map(entity), as: old) == ["a", "c", "d"].map(entity))
        #expect(Stillness.order(["c", "b", "a"].map(entity), as: old) == old)
    }
}
