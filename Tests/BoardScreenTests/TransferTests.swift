import AMI
import CallCenter
import Cells
import Testing

@testable import BoardScreen

/// Who goes by a transfer: what a person expects of the word, whichever row they were on.
@Suite struct TransferTests {
    /// A centre in which some talk to a phone that was called directly, and some to one behind a Local channel.
    private static let centre: SimulatedPBX = {
        var pbx = SimulatedPBX.fourMinutes
        for _ in 0..<300 {
            let found = talks(pbx.board.servers[0])
            if found.contains(where: \.isThroughLocal), !found.allSatisfy(\.isThroughLocal) { break }
            pbx.run(seconds: 1)
        }
        return pbx
    }()
    private static let server = centre.board.servers[0]

    /// A caller from outside who talks to an agent, what stands beside the caller in the bridge, and the agent's phone.
    private struct Talk {
        var caller: Channel
        var beside: Channel
        var phone: Channel

        var isThroughLocal: Bool { beside.name.hasPrefix("Local/") }
    }

    private static func talks(_ server: ServerBoard) -> [Talk] {
        server.agents(at: server.now).compactMap { agent in
            guard let call = agent.call, let phone = server.channel(uniqueID: call.channelUniqueID),
                !phone.bridgeID.isEmpty
            else { return nil }
            let all = server.channels.filter { $0.linkedID == phone.linkedID && !$0.bridgeID.isEmpty }
            guard let caller = all.first(where: { $0.name.hasPrefix("PJSIP/carrier-") }),
                let beside = all.first(where: { $0.bridgeID == caller.bridgeID && $0.name != caller.name })
            else { return nil }
            return Talk(caller: caller, beside: beside, phone: phone)
        }
    }

    private static func field(_ name: String, _ command: CallCommand) -> String? {
        command.requests.first?.fields.first { $0.name == name }?.value
    }

    @Test func `the caller goes and the agent is free, whichever row of the call was selected`() throws {
        let talks = Self.talks(Self.server)
        #expect(talks.contains(where: \.isThroughLocal) && !talks.allSatisfy(\.isThroughLocal))
        for talk in [talks.first { $0.isThroughLocal }, talks.first { !$0.isThroughLocal }].compactMap(\.self) {
            for row in [talk.caller, talk.beside, talk.phone] {
                var session = try Session(Self.centre.board, now: Self.centre.now)
                session.select(.channels) { $0 == .channel(server: 0, uniqueID: row.uniqueID) }
                session.press(.character("r"))
                let number = talk.caller.callerNumber
                let title = session.text()
                #expect(title.contains("Transfer \(number); ") && title.contains(" is freed "), "\(row.name)")
                #expect(title.contains("│ Goes       \(number)") && title.contains("│ Is freed   "))
                session.type("8001")
                let command = try #require(session.press(.enter).commands.first)
                #expect(Self.field("Channel", command) == talk.beside.name, "\(row.name)")
                #expect(Self.field("Exten", command) == "8001")
                for moved in [talk.caller, talk.phone] {
                    #expect(session.state.isPending(.channel(server: 0, uniqueID: moved.uniqueID)))
                }
            }
        }
    }

    @Test func `from the agent's row it is the agent who is named as freed, or as the one who calls first`() throws {
        let talk = try #require(Self.talks(Self.server).first { !$0.isThroughLocal })
        let agent = try #require(
            Self.server.agents(at: Self.centre.now).first { $0.call?.channelUniqueID == talk.phone.uniqueID })
        var session = try Session(Self.centre.board, now: Self.centre.now)
        session.select(.agents) { $0 == .agent(server: 0, id: agent.id) }
        session.press(.character("r"))
        #expect(session.text().contains("Transfer \(talk.caller.callerNumber); \(agent.name) is freed"))
        session.press(.escape)
        for panel in [Panel.agents, .channels] {
            session.select(panel) {
                $0
                    == (panel == .agents
                        ? .agent(server: 0, id: agent.id) : .channel(server: 0, uniqueID: talk.caller.uniqueID))
            }
            session.state.pending = [:]
            _ = session.state.run(.attended, board: session.board, now: session.now)
            #expect(session.text().contains("Attended transfer of \(talk.caller.callerNumber) by \(agent.name)"))
            session.type("8000")
            let command = try #require(session.press(.enter).commands.first)
            #expect(Self.field("Channel", command) == talk.phone.name)
        }
    }

    @Test func `of a call in the house the other side of the selected row goes`() throws {
        var desk = try UCMDesk()
        let (caller, called) = try desk.conversation()
        desk.select(channel: caller)
        try desk.press(.character("r"))
        try desk.type("7001")
        try desk.press(.enter)
        #expect(desk.channels()[called]?["Exten"] == "7001" && desk.channels()[caller] == nil)
        #expect(desk.refusals.isEmpty, "\(desk.refusals)")
    }

    @Test func `the one who calls may talk to somebody first, too, and be taken back from either row`() throws {
        var desk = try UCMDesk()
        let (caller, called) = try desk.conversation()
        desk.select(channel: caller)
        try desk.run("call.cancel-attended")
        #expect(desk.text().contains("Cannot cancel transfer: no attended transfer has begun on it."))
        try desk.run("call.attended")
        try desk.type("7000")
        try desk.press(.enter)
        #expect(desk.channels()[caller]?["Exten"] == "7000")
        #expect(desk.events("MusicOnHoldStart").last?["Channel"] == called)
        desk.select(channel: called)
        try desk.run("call.cancel-attended")
        #expect(desk.sent.last == "CancelAtxfer")
        #expect(desk.channels()[caller]?["BridgeId"] == desk.channels()[called]?["BridgeId"])
        #expect(desk.refusals.isEmpty, "\(desk.refusals)")
        desk.pass(6)
        try desk.run("call.cancel-attended")
        #expect(desk.text().contains("no attended transfer has begun on it"))
    }

    @Test func `nothing is done when the two have parted while it was typed where to`() throws {
        let talk = try #require(Self.talks(Self.server).first { !$0.isThroughLocal })
        var pbx = Self.centre
        var session = try Session(pbx.board, now: pbx.now)
        session.select(.channels) { $0 == .channel(server: 0, uniqueID: talk.caller.uniqueID) }
        session.press(.character("r"))
        session.type("8001")
        pbx.apply(
            "Event: BridgeLeave\r\nBridgeUniqueid: \(talk.phone.bridgeID)\r\nChannel: \(talk.phone.name)\r\n"
                + "Uniqueid: \(talk.phone.uniqueID)\r\nLinkedid: \(talk.phone.linkedID)\r\n\r\n")
        session.board = pbx.board
        #expect(session.press(.enter).commands.isEmpty)
        #expect(session.text().contains("Nothing was done (transfer)"))
    }

    @Test func `a form that opened before the board knew who is behind a Local channel sends the caller nevertheless`()
        throws
    {
        let talk = try #require(Self.talks(Self.server).first { $0.isThroughLocal })
        var pbx = Self.centre
        func bridge(_ event: String) -> String {
            "Event: \(event)\r\nBridgeUniqueid: \(talk.caller.bridgeID)\r\nChannel: \(talk.caller.name)\r\n"
                + "Uniqueid: \(talk.caller.uniqueID)\r\nLinkedid: \(talk.caller.linkedID)\r\n\r\n"
        }
        pbx.apply(bridge("BridgeLeave"))
        var session = try Session(pbx.board, now: pbx.now)
        session.select(.channels) { $0 == .channel(server: 0, uniqueID: talk.phone.uniqueID) }
        session.press(.character("r"))
        #expect(session.text().contains("Transfer \(talk.caller.callerNumber); "))
        session.type("8001")
        pbx.apply(bridge("BridgeEnter"))
        session.board = pbx.board
        let command = try #require(session.press(.enter).commands.first)
        #expect(Self.field("Channel", command) == talk.beside.name)
        #expect(session.state.isPending(.channel(server: 0, uniqueID: talk.caller.uniqueID)))
    }

    @Test func `a queue's caller stays whose agent's phone rings no more, and nobody else is said to`() throws {
        var pbx = SimulatedPBX.fourMinutes
        func ringing() -> Channel? {
            let server = pbx.board.servers[0]
            return server.channels.first { phone in
                phone.state == .ringing && server.callers.contains { $0.uniqueID == phone.dialPeer }
            }
        }
        for _ in 0..<300 where ringing() == nil { pbx.run(seconds: 1) }
        let phone = try #require(ringing())
        for (id, said) in [(phone.uniqueID, "; the caller stays"), (phone.dialPeer, "Hung up ")] {
            var session = try Session(pbx.board, now: pbx.now)
            session.select(.channels) { $0 == .channel(server: 0, uniqueID: id) }
            session.press(.character("x"))
            session.now += 1_000_000
            session.press(.character("y"))
            #expect(try #require(session.state.pending.values.first?.done).contains(said))
        }
    }

    // MARK: What has begun

    @Test func `only what was begun is paused, gone on with or ended, and what is not known stands below`() throws {
        var desk = try UCMDesk()
        let (_, agent) = try desk.conversation()
        desk.select(channel: agent)
        try desk.press(.character("."))
        var lines = desk.text().split(separator: "\n").map(String.init)
        let split = try #require(lines.firstIndex { $0.contains(" Not now ─") })
        for title in ["pause recording", "resume recording", "stop recording"] {
            let row = try #require(lines.firstIndex { $0.contains("  \(title) ") })
            let plain = try #require(lines.firstIndex { $0.contains("  digits ") })
            #expect(plain < row && row < split)
            #expect(lines[row].contains("if one runs: none was begun from here"))
        }
        try desk.press(.escape)
        try desk.run("call.record")
        try desk.press(.enter)
        try desk.press(.character("."))
        lines = desk.text().split(separator: "\n").map(String.init)
        #expect(lines.contains { $0.contains("  resume recording ") && $0.contains("the recording is not paused") })
        #expect(!lines.contains { $0.contains("none was begun from here") })
        try desk.press(.escape)
        try desk.run("call.record-pause")
        try desk.run("call.record-pause")
        #expect(desk.text().contains("Cannot pause recording: the recording is silent already."))
        try desk.run("call.record-resume")
        try desk.run("call.record-stop")
        #expect(desk.refusals.isEmpty, "\(desk.refusals)")
    }
}
