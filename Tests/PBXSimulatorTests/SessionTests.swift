import AMI
import PBXSimulator
import TestSupport
import Testing

/// Banner, login, classes and refusals, word for word.
@Suite struct SessionTests {
    @Test("The banner and the login are Asterisk 22's, byte for byte")
    func loginBytes() {
        var office = Office { $0.warmUpSeconds = 0 }
        office.enter(events: "system")
        let outputs = office.simulator.connected(7)
        #expect(outputs == [.send(bytes: Array("Asterisk Call Manager/11.0.0\r\n".utf8), to: 7)])
        let login = Packet([
            HeaderField("action", "login"), HeaderField("ActionID", "a"), HeaderField("Username", "demo"),
            HeaderField("Secret", "demo"), HeaderField("Events", "off"),
        ])
        #expect(
            office.simulator.received(login, from: 7) == [
                .send(
                    bytes: Array("Response: Success\r\nActionID: a\r\nMessage: Authentication accepted\r\n\r\n".utf8),
                    to: 7)
            ])
    }

    @Test("FullyBooted comes to whoever may read system and asked for it, and never on a UCM")
    func fullyBooted() {
        for (events, dialect, expected) in [
            ("system,call", SimulatorDialect.asterisk, true), ("on", .asterisk, true), ("call", .asterisk, false),
            ("on", .ucm, false),
        ] {
            var office = Office { $0.dialect = dialect }
            _ = office.simulator.connected(1)
            let packets = office.send("Action: Login\nUsername: demo\nSecret: demo\nEvents: \(events)")
            #expect(packets.contains { $0["Event"] == "FullyBooted" } == expected, "\(events) \(dialect)")
        }
    }

    @Test("A wrong secret is refused a second later, and the session ends")
    func wrongSecret() {
        var office = Office()
        _ = office.simulator.connected(1)
        #expect(office.send("Action: Login\nUsername: demo\nSecret: no").isEmpty)
        office.pass(1.1)
        let answer = office.takePackets().first
        #expect(answer?["Response"] == "Error")
        #expect(answer?["Message"] == "Authentication failed")
        #expect(office.isClosed)
    }

    @Test("A session that does not log in is cut after half a minute")
    func loginTimeout() {
        var office = Office()
        _ = office.simulator.connected(1)
        office.pass(29)
        #expect(!office.isClosed)
        office.pass(2)
        #expect(office.isClosed)
    }

    @Test("Challenge and MD5: the digest of challenge and secret lets in, and only that")
    func digestLogin() throws {
        for (secret, accepted) in [("demo", true), ("else", false)] {
            var office = Office { $0.digest = { bytes in "D" + String(decoding: bytes, as: UTF8.self) } }
            _ = office.simulator.connected(1)
            let challenge = try #require(office.send("Action: Challenge\nAuthType: MD5").first?["Challenge"])
            office.send("Action: Login\nAuthType: md5\nUsername: demo\nKey: d\(challenge)\(secret)\nEvents: off")
            office.pass(1.5)
            #expect(office.isClosed == !accepted)
        }
        var office = Office()
        _ = office.simulator.connected(1)
        #expect(office.send("Action: Challenge\nAuthType: MD5").first?["Message"] == "Must specify AuthType")
    }

    @Test("Before the login only Login, Challenge and Logoff are heard")
    func permissionBeforeLogin() {
        var office = Office()
        _ = office.simulator.connected(1)
        for action in ["Ping", "QueueStatus", "Nonsense"] {
            let answer = office.send("Action: \(action)\nActionID: 5").first
            #expect(answer?["Message"] == "Permission denied")
            #expect(answer?["ActionID"] == "5")
        }
    }

    @Test("Unknown actions and missing ones are answered in Asterisk's words")
    func unknownActions() {
        var office = Office()
        office.enter(events: "off")
        _ = office.takePackets()
        #expect(
            office.send("Action: QueueDance").first?["Message"]
                == "Invalid/unknown command: QueueDance. Use Action: ListCommands to show available commands.")
        #expect(office.send("ActionID: 4").first?["Message"] == "Missing action in request")
        #expect(office.send("Action: Logoff").first?["Response"] == "Goodbye")
        #expect(office.isClosed)
    }

    @Test(
        "Event masks are read as Asterisk reads them",
        arguments: [
            ("call", ["call"]), ("agent, call", ["agent"]), ("CALL", []), ("agent call", []), ("off", []),
            ("agent,call", ["agent", "call"]), ("ON", ["agent", "call", "dialplan"]), ("dialplan", ["dialplan"]),
        ])
    func eventMasks(mask: String, classes: [String]) {
        var office = Office()
        office.enter(events: mask)
        _ = office.takePackets()
        office.pass(120)
        let seen = Set(
            office.takePackets().compactMap { $0["Privilege"]?.split(separator: ",").first.map(String.init) })
        #expect(seen.intersection(["agent", "call", "dialplan"]) == Set(classes))
    }

    @Test("A user without a class neither runs its actions nor gets its events")
    func restrictedUser() {
        var office = Office {
            $0.otherUsers = [SimulatorUser(name: "view", secret: "demo", read: "agent", write: "reporting")]
        }
        office.enter(user: "view", events: "on")
        let commands = office.send("Action: ListCommands").last
        #expect(commands?["QueueStatus"] == "Show queue status.  (Priv: <none>)")
        #expect(commands?["CoreShowChannels"] == "List currently active channels.  (Priv: system,reporting,all)")
        #expect(commands?["QueuePause"] == nil)
        #expect(
            office.send("Action: QueuePause\nInterface: PJSIP/1001\nPaused: true").first?["Message"]
                == "Permission denied")
        office.pass(120)
        let events = office.takePackets()
        #expect(!events.isEmpty)
        #expect(events.allSatisfy { $0["Privilege"] == "agent,all" })
    }

    @Test("Each session gets its own classes, and a gone one nothing")
    func manySessions() {
        var office = Office()
        office.enter(events: "call")
        _ = office.simulator.connected(2)
        _ = office.simulator.received(
            packets("Action: Login\nUsername: demo\nSecret: demo\nEvents: agent")[0], from: 2)
        let first = office.simulator.advance(to: office.simulator.now + 60_000_000)
        var receivers = Set<Int>()
        for case .send(_, let session) in first { receivers.insert(session) }
        #expect(receivers == [1, 2])
        office.simulator.disconnected(2)
        for case .send(_, let session) in office.simulator.advance(to: office.simulator.now + 60_000_000) {
            #expect(session == 1)
        }
    }

    @Test("A UCM offers its own lists, restricted classes and its own banner")
    func ucm() {
        var office = Office(change: { $0.dialect = .ucm })
        guard case .send(let banner, _) = office.simulator.connected(1).first else {
            Issue.record("no banner")
            return
        }
        #expect(String(decoding: banner, as: UTF8.self) == "Asterisk Call Manager/5.0.0\r\n")
        office.send("Action: Login\nUsername: demo\nSecret: demo\nEvents: off")
        let commands = office.send("Action: ListCommands").last
        #expect(commands?["GSAgents"] != nil)
        #expect(commands?["MuteAudio"] == nil)
        let queues = office.send("Action: Queues")
        #expect(queues.first?["Message"] == "Queues list will follow")
        #expect(queues.last?["Event"] == "QueuesComplete")
        let queue = queues.first { $0["Event"] == "QueueStatus" }
        #expect(queue?["Queue"] == "6500")
        #expect(queue?["SeviceLevel"]?.hasPrefix("SL:") == true)
        #expect(queue?["AbandonedRate"]?.hasSuffix("%") == true)
        #expect(queues.contains { $0["Event"] == "QueueMemberStatus" && $0["Location"] == "PJSIP/1001" })
        let agents = office.send("Action: gsagents")
        #expect(agents.last?["Event"] == "GsAgentComplete")
        #expect(agents.contains { $0["Event"] == "GsAgent" && $0["Agent"] == "PJSIP/1001" })
        #expect(office.send("Action: CoreShowChannels").first?["Response"] == "Success")
    }
}
