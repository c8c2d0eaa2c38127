import AMI
import CallCenter
import Cells
import TestSupport
import Testing

@testable import BoardScreen

@Suite struct UpdateTests {
    private static let centre = SimulatedPBX.fourMinutes

    private func session(_ change: (inout ScreenOptions) -> Void = { _ in }) throws -> Session {
        try Session(Self.centre.board, now: Self.centre.now, change)
    }

    @Test func `the selection stays on its agent while rows change places`() throws {
        var pbx = Self.centre
        var session = try session()
        session.select(.agents)
        session.press(.down, .down, .down)
        let selected = session.state[.agents].selection
        #expect(selected != nil)
        var places: Set<Int> = []
        for _ in 0..<240 {
            pbx.run(seconds: 1)
            session.board = pbx.board
            session.now = pbx.now
            session.frame()
            #expect(session.state[.agents].selection == selected)
            places.insert(session.state[.agents].selectedRow)
        }
        #expect(places.count > 1, "the rows never changed places, so nothing was tested")
    }

    @Test func `a selected call that ends hands the selection to its neighbour`() throws {
        var pbx = Self.centre
        var session = try session()
        session.select(.channels)
        session.press(.down)
        let first = try #require(session.state[.channels].selection)
        guard case .channel(_, let id) = first else { return }
        while pbx.board.servers[0].channel(uniqueID: id) != nil { pbx.run(seconds: 1) }
        session.board = pbx.board
        session.now = pbx.now
        session.frame()
        #expect(session.state[.channels].selection != first)
    }

    @Test func `keys typed before the question was on the screen are no answer`() throws {
        var session = try session()
        session.select(.agents) { Self.isOnCall($0) }
        // Both keys come in one read: no frame between them.
        var effects = update(&session.state, .key(.character("x")), board: session.board, now: session.now)
        effects += update(&session.state, .key(.character("y")), board: session.board, now: session.now)
        #expect(effects.isEmpty)
        guard case .form(let dialog)? = session.state.overlay else {
            Issue.record("the dialog is not open")
            return
        }
        #expect(dialog.wasEarly)
        // A frame alone is not enough: nobody reads in a millisecond.
        session.frame()
        #expect(update(&session.state, .key(.character("y")), board: session.board, now: session.now + 1000).isEmpty)
        #expect(nextWake(session.state, now: session.now) == session.now + Opening.readingTime)
        session.now += 1_000_000
        #expect(session.press(.character("y")).count == 1)
    }

    @Test func `neither x nor Enter hangs up, y does`() throws {
        var session = try session()
        session.select(.agents) { Self.isOnCall($0) }
        session.press(.character("x"))
        session.now += 1_000_000
        #expect(session.press(.character("x"), .enter).isEmpty)
        #expect(session.text().contains("Not done yet: press y to hang up, Esc to leave it."))
        #expect(session.press(.character(" "), .down).isEmpty)
        #expect(!session.text().contains("Not done yet"), "it answers the key that was pressed")
        let effects = session.press(.character("y"))
        guard case .perform(let authorised, let ticket)? = effects.first,
            case .channel(let uniqueID)? = authorised.command.targets.first,
            let channel = Self.centre.board.servers[0].channel(uniqueID: uniqueID)?.name
        else {
            Issue.record("no hang-up but \(effects)")
            return
        }
        #expect(
            authorised.command
                == .hangUp(
                    server: "hq", uniqueID: uniqueID, channel: channel, cause: HangupCause.userBusy.rawValue))
        #expect(session.state.pending[ticket] != nil)
        _ = update(
            &session.state, .outcome(ticket: ticket, CommandOutcome(succeeded: true, text: "Done")),
            board: session.board, now: session.now)
        #expect(session.state.pending.isEmpty)
        let name = try #require(Self.centre.board.servers[0].channel(uniqueID: uniqueID)?.name)
        #expect(session.text().contains("(\(name))"))
        session.press(.down)
        #expect(!session.text().contains("Hung up"), "a message goes at the next key")
    }

    @Test func `the outcome of a pause names the person, a refusal too`() throws {
        for isAccepted in [true, false] {
            var session = try session()
            session.select(.agents) { Self.agent($0)?.name == "Chen Müller" }
            session.press(.character("p"), .character("2"))
            guard case .perform(let authorised, let ticket)? = session.press(.enter).first else {
                Issue.record("no pause")
                return
            }
            let command = authorised.command
            let text = isAccepted ? "Done: \(command.summary)" : "The PBX refused to \(command.summary): not allowed"
            _ = update(
                &session.state, .outcome(ticket: ticket, CommandOutcome(succeeded: isAccepted, text: text)),
                board: session.board, now: session.now)
            let said =
                isAccepted
                ? "Paused Chen Müller in billing: lunch"
                : "The PBX refused to pause Chen Müller in billing: lunch: not allowed"
            #expect(session.text().contains(said))
        }
    }

    @Test func `a marked row still shows where the cursor is`() throws {
        var session = try session()
        session.select(.agents)
        session.press(.character(" "), .up)
        #expect(session.text().contains("\n▌◆"))
    }

    @Test func `a call that ends by itself under the question is not hung up`() throws {
        var pbx = Self.centre
        var session = try session()
        session.select(.channels)
        guard case .channel(_, let id)? = session.state[.channels].selection else { return }
        session.press(.character("x"))
        while pbx.board.servers[0].channel(uniqueID: id) != nil { pbx.run(seconds: 1) }
        session.board = pbx.board
        session.now = pbx.now
        let text = session.text()
        #expect(text.contains("has ended by itself") && text.contains("There is nothing left to hang up."))
        #expect(text.contains("Esc close") && !text.contains("y hang up") && !text.contains("Cause"))
        #expect(session.press(.character("y")).isEmpty)
        #expect(session.state.overlay == nil)
    }

    @Test(arguments: [UInt64(1), 2, 3]) func `no key sequence gets a command past read-only`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for isReplay in [false, true] {
            var session = try session {
                $0.readOnly = !isReplay
                $0.mode = isReplay ? .replay : .live
            }
            for _ in 0..<600 {
                session.now += 400_000
                for effect in update(&session.state, .key(Self.key(&random)), board: session.board, now: session.now) {
                    if case .perform = effect { Issue.record("a command left: \(effect)") }
                }
                if Int.random(in: 0..<4, using: &random) == 0 { session.frame() }
            }
        }
    }

    @Test func `the same keys do send commands when nothing forbids it`() throws {
        // Guards the test above: if these keys never reached a command, it would prove nothing.
        var random = SplitMix64(seed: 1)
        var session = try session()
        var commands = 0
        for _ in 0..<600 {
            session.now += 400_000
            for effect in update(&session.state, .key(Self.key(&random)), board: session.board, now: session.now) {
                if case .perform = effect { commands += 1 }
            }
            if Int.random(in: 0..<4, using: &random) == 0 { session.frame() }
        }
        #expect(commands > 0)
    }

    @Test func `no size and no key traps`() throws {
        var random = SplitMix64(seed: 9)
        var pbx = Self.centre
        var session = try session()
        for round in 0..<700 {
            session.size = Size(
                columns: Int.random(in: 1...(round % 3 == 0 ? 300 : 100), using: &random),
                rows: Int.random(in: 1...(round % 3 == 0 ? 100 : 40), using: &random))
            if round % 50 == 0 {
                pbx.run(seconds: 3)
                session.board = pbx.board
                session.now = max(session.now, pbx.now)
            }
            _ = update(&session.state, .resized(session.size), board: session.board, now: session.now)
            _ = update(&session.state, .key(Self.key(&random)), board: session.board, now: session.now)
            let frame = session.frame()
            #expect(frame.size == session.size)
        }
        for size in [Size(columns: 0, rows: 0), Size(columns: 1, rows: 1), Size(columns: 40, rows: 10)] {
            session.size = size
            #expect(session.frame().size == size)
        }
    }

    @Test func `moments at the ends of time do not trap`() throws {
        var session = try session()
        for now in [Int64.min, -1, 0, Int64.max] {
            session.now = now
            session.frame()
            _ = update(&session.state, .ticked, board: session.board, now: now)
            _ = nextWake(session.state, now: now)
        }
    }

    @Test func `pause sends the chosen reason for the chosen queue`() throws {
        var session = try session()
        session.select(.agents) { Self.agent($0)?.name == "Ana Lima" }
        session.press(.character("p"), .character("2"), .tab, .right)
        let effects = session.press(.enter)
        #expect(
            effects.commands == [
                .pause(
                    server: "hq", interfaces: ["PJSIP/1001"], queue: "sales", paused: true, reason: "lunch",
                    targets: [.agent("PJSIP/1001")])
            ])
    }

    @Test func `marked agents are paused together`() throws {
        var session = try session()
        session.select(.agents)
        session.press(.character(" "), .character(" "), .character("p"))
        #expect(session.text().contains("Pause 2 agents"))
        let command = try #require(session.press(.enter).commands.first)
        #expect(command.kind == .pause && command.requests.count >= 2)
        #expect(command.requests.allSatisfy { !$0.fields.contains { $0.name == "Queue" } })
        #expect(session.state[.agents].marked.isEmpty)
    }

    @Test func `a form refuses line breaks in what would be headers`() throws {
        var session = try session()
        session.select(.queues)
        session.press(.character("o"))
        for key in [Key.character("\r\n"), .character("\n"), .character("\u{1B}")] { session.press(key) }
        guard case .form(let form)? = session.state.overlay else {
            Issue.record("no form")
            return
        }
        #expect(form.text(.from).isEmpty)
        #expect(throws: CommandProblem.self) { try TypedInput.channel("PJSIP/1000\r\nAction: Hangup") }
        #expect(throws: CommandProblem.self) { try TypedInput.number("100\u{2028}") }
        #expect(throws: CommandProblem.self) { try TypedInput.reason("a\u{85}b") }
    }

    @Test func `a missing privilege names the class that grants it`() throws {
        var pbx = SimulatedPBX(queues: 1, agents: 2, callsPerMinute: 0)
        pbx.fact(.loggedIn(commands: ["Ping", "QueueStatus"]))
        let offered = pbx.board.servers[0].commands
        #expect(offered.contains("ping"))
        let reason = CommandPrivilege.pause.reasonWhenMissing(offered: offered, dialect: .asterisk)
        #expect(reason == "the PBX does not offer QueuePause: add agent to write= in manager.conf")
        let onUCM = CommandPrivilege.hangUp.reasonWhenMissing(offered: offered, dialect: .ucm)
        #expect(onUCM?.contains("tick call") == true)
    }

    @Test func `the header says which classes the user lacks, and where the cure is`() throws {
        func header(_ commands: [String], readOnly: Bool = false) throws -> String {
            var pbx = SimulatedPBX(queues: 1, agents: 2, callsPerMinute: 0)
            pbx.fact(.loggedIn(commands: commands))
            var session = try Session(pbx.board, now: pbx.now, size: Size(columns: 160, rows: 30)) {
                $0.readOnly = readOnly
            }
            return session.text().split(separator: "\n").prefix(3).joined(separator: "\n")
        }
        let lookers = ["Ping", "QueueStatus", "CoreShowChannels"]
        #expect(try header(SimulatedPBX.offered).contains("doctor") == false)
        #expect(try header([]).contains("doctor") == false)
        #expect(try header(lookers).contains("no agent, call, originate: see callboard doctor"))
        #expect(try header(lookers, readOnly: true).contains("doctor") == false)
        #expect(try header(["QueueStatus"], readOnly: true).contains("no reporting: see callboard doctor"))
    }

    @Test func `Esc closes, clears and never quits; q quits`() throws {
        var session = try session()
        session.press(.character("z"), .character("/"), .character("a"), .enter, .character(" "), .enter)
        #expect(session.state.detail != nil)
        for _ in 0..<12 { #expect(!session.press(.escape).contains(.quit)) }
        #expect(session.state.detail == nil)
        #expect(session.state[.agents].filter.isEmpty)
        #expect(session.state[.agents].marked.isEmpty)
        #expect(!session.state.isZoomed)
        #expect(session.press(.character("q")) == [.quit])
    }

    @Test func `a filter shows what it names, and with ! what it does not`() throws {
        var session = try session()
        session.press(.character("2"))
        let all = session.state.rows.orders[1].count
        session.press(.character("/"))
        session.type("paused")
        let some = session.state.rows.orders[1].count
        session.press(.escape, .character("/"))
        session.type("!paused")
        session.press(.enter)
        #expect(some > 0 && some < all)
        #expect(session.state.rows.orders[1].count == all - some)
    }

    @Test func `a filter cannot find out what the mask hides`() throws {
        var session = try session { $0.mask = true }
        let channel = try #require(session.board.servers[0].channels.first { $0.callerNumber.hasPrefix("+") })
        session.press(.character("3"), .character("/"))
        session.type(String(channel.callerNumber.dropFirst().prefix(6)))
        #expect(session.state.rows.orders[2].isEmpty)
        #expect(!session.text().contains(channel.callerNumber))
    }

    @Test func `sorting goes by the chosen column and turns round`() throws {
        var session = try session()
        session.select(.queues)
        for _ in 0..<20 where session.state[.queues].sort.column != QueueColumn.answered.rawValue {
            session.press(.character(">"))
        }
        session.frame()
        func answered() -> [Int] {
            session.state.rows.orders[0].compactMap {
                guard case .queue(_, let name) = $0 else { return nil }
                return session.board.servers[0].queue(name)?.today.answered
            }
        }
        #expect(answered() == answered().sorted(by: >))
        session.press(.character("I"))
        session.frame()
        #expect(answered() == answered().sorted())
    }

    @Test func `a click selects, and a double click opens`() throws {
        var session = try session()
        session.frame()
        let y = try #require(session.state.places.listStart[.agents]) + 2
        var event = MouseEvent(action: .press, button: .left, x: 5, y: y)
        session.press(.mouse(event), .mouse(event))
        #expect(session.state[.agents].selectedRow == 2)
        #expect(session.state.detail == nil, "two clicks with time between are two clicks")
        event.isDouble = true
        session.press(.mouse(event))
        #expect(session.state.detail?.entity.panel == .agents)
    }

    private static func agent(_ entity: Entity) -> Agent? {
        guard case .agent(_, let id) = entity else { return nil }
        return centre.board.servers[0].agent(id, at: centre.now)
    }

    private static func isOnCall(_ entity: Entity) -> Bool {
        agent(entity)?.state == .onCall && agent(entity)?.call?.channelUniqueID != ""
    }

    private static func key(_ random: inout SplitMix64) -> Key {
        let keys: [Key] = [
            .enter, .enter, .escape, .tab, .backTab, .up, .down, .left, .right, .pageDown, .home, .end, .backspace,
            .function(9), .control("u"), .control("l"),
            .mouse(MouseEvent(action: .press, button: .left, x: 9, y: 9)), .unknown,
        ]
        if Int.random(in: 0..<3, using: &random) == 0, let key = keys.randomElement(using: &random) { return key }
        let letters = "123pppuuuxxxxyyyyooo/:?zgGjkI<> mMtTbPR5PJSIP/10é...sssrrrccaaHFCOUALlv"
        return .character(letters.randomElement(using: &random) ?? "x")
    }
}
