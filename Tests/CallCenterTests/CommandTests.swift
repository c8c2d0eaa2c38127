import AMI
import Testing

@testable import CallCenter

@Suite("Commands for the PBX") struct CommandTests {
    @Test("The gate lets nothing out in read-only, in the past or against a permission") func gate() throws {
        let hangUp = CallCommand.hangUp(server: "hq", uniqueID: "1", channel: "PJSIP/1", cause: 16)
        let pause = CallCommand.pause(server: "hq", interfaces: ["PJSIP/1"], queue: nil, paused: true, reason: "")
        var gate = CommandGate()
        #expect(try gate.authorise(hangUp, at: 0).command == hangUp)
        gate.permissions["hq"] = Permissions(role: .agent, deny: [.originate])
        #expect(throws: CommandRefusal.self) { try gate.authorise(hangUp, at: 0) }
        #expect(try gate.authorise(pause, at: 0).command == pause)
        gate.permissions["hq"] = Permissions(role: .viewer, allow: [.hangUp])
        #expect(try gate.authorise(hangUp, at: 0).command == hangUp)
        #expect(throws: CommandRefusal.self) { try gate.authorise(pause, at: 0) }
        gate.isPast = true
        #expect(throws: CommandRefusal.self) { try gate.authorise(hangUp, at: 0) }
    }

    @Test("A PIN opens read-only for its minutes and no longer") func pin() throws {
        let hangUp = CallCommand.hangUp(server: "hq", uniqueID: "1", channel: "PJSIP/1", cause: 16)
        var gate = CommandGate()
        gate.isReadOnly = true
        #expect(throws: CommandRefusal.self) { try gate.authorise(hangUp, at: 5) }
        gate.opened(until: 100)
        #expect(try gate.authorise(hangUp, at: 99).command == hangUp)
        #expect(throws: CommandRefusal.self) { try gate.authorise(hangUp, at: 100) }
        #expect(gate.isClosed)
    }

    @Test("Every role has what the role before it has") func roles() {
        for kind in CommandKind.allCases {
            #expect(Permissions(role: .supervisor).reasonDenied(kind) == nil)
            #expect(Permissions(role: .viewer).reasonDenied(kind) != nil)
        }
    }

    @Test("What is missing is told by what would bring it") func missing() {
        let agentOnly: Set<String> = ["queuepause", "queueadd"]
        #expect(
            CommandKind.transfer.reasonWhenMissing(offered: agentOnly, dialect: .asterisk)
                == "the PBX does not offer BlindTransfer: add call to write= in manager.conf")
        // The class is held, so the action itself is not there.
        let caller: Set<String> = ["redirect", "park"]
        #expect(
            CommandKind.attendedTransfer.reasonWhenMissing(offered: caller, dialect: .asterisk)?
                .contains("this PBX has no Atxfer") == true)
        // Recording: a UCM cannot grant MixMonitor, but it can grant Monitor.
        #expect(
            CommandKind.record.reasonWhenMissing(offered: agentOnly, dialect: .ucm)
                == "the PBX does not offer Monitor: tick call for the AMI user on the UCM")
        #expect(CommandKind.record.action(offered: ["monitor"]) == .monitor)
        #expect(CommandKind.recordStop.action(offered: ["monitor", "stopmonitor", "stopmixmonitor"]) == .stopMonitor)
        #expect(
            CommandKind.recordStop.action(offered: ["mixmonitor", "stopmonitor", "stopmixmonitor"]) == .stopMixMonitor)
        #expect(CommandKind.mute.reasonWhenMissing(offered: agentOnly, dialect: .ucm)?.contains("cannot grant") == true)
        for kind in CommandKind.allCases { #expect(kind.reasonWhenMissing(offered: [], dialect: .asterisk) == nil) }
    }

    @Test(
        "No typed text becomes a header of its own",
        arguments: ["100\r\nAction: Hangup", "1\n2", "a\u{0}b", "\u{2028}", String(repeating: "9", count: 900)])
    func injection(text: String) {
        #expect(throws: CommandProblem.self) { try TypedInput.number(text) }
        #expect(throws: CommandProblem.self) { try TypedInput.channel("PJSIP/" + text) }
        #expect(throws: CommandProblem.self) { try TypedInput.message(text) }
        #expect(throws: CommandProblem.self) { try TypedInput.digits(text) }
        #expect(throws: CommandProblem.self) { try TypedInput.file(text) }
        #expect(throws: CommandProblem.self) { try TypedInput.variables("A=\(text)") }
        #expect(throws: CommandProblem.self) { try TypedInput.lot(text) }
    }

    @Test("A phone that listens or fetches is said to do that, and its failure names it") func applications() {
        func outcome(_ fields: [(String, String)]) -> CommandOutcome {
            .ofOriginateResponse(Packet(fields.map { HeaderField($0.0, $0.1) }))
        }
        let spy = [("Channel", "PJSIP/1000-1"), ("Application", "ChanSpy"), ("Data", "PJSIP/1001-2,qE")]
        #expect(outcome([("Response", "Success")] + spy).text == "Answered: PJSIP/1000-1 listens to PJSIP/1001-2")
        #expect(
            outcome([("Response", "Failure"), ("Reason", "5")] + spy).text
                == "The call to PJSIP/1000-1 failed: it is busy")
        let call = [("Channel", "PJSIP/1000-1"), ("Context", "out"), ("Exten", "8001")]
        #expect(outcome([("Response", "Success")] + call).text.hasSuffix("is connected with 8001@out"))
        let problem = #expect(throws: CommandProblem.self) { try TypedInput.channel("", name: "My device") }
        #expect(problem?.description.hasPrefix("My device is empty") == true)
    }

    @Test("A recording's file never leaves the PBX's folder") func files() throws {
        for path in ["../etc/passwd", "/tmp/x", ".hidden", "a b", ""] {
            #expect(throws: CommandProblem.self) { try TypedInput.file(path) }
        }
        #expect(try TypedInput.file(" call-17.5 ") == "call-17.5")
    }

    @Test("Digits are one action each, and a text with commas and quotes stays one header") func fields() throws {
        let dtmf = CallCommand.dtmf(
            server: "hq", uniqueID: "1", channel: "PJSIP/1", digits: try TypedInput.digits("1a#"))
        #expect(dtmf.requests.compactMap { $0.fields.last?.value } == ["1", "A", "#"])
        let message = try TypedInput.message("call \"Pat\", it's urgent")
        let text = CallCommand.text(server: "hq", uniqueID: "1", channel: "PJSIP/1", message: message)
        let bytes = try #require(text.requests.first).packet(id: "1").encoded()
        #expect(String(decoding: bytes, as: UTF8.self).contains("Message: call \"Pat\", it's urgent\r\n"))
        #expect(try TypedInput.variables("A=1, B=two words").map(\.value) == ["1", "two words"])
    }

    @Test("A phone book reads names with commas and quotes, and names every wrong line") func phoneBook() throws {
        let book = try PhoneBook(
            csv: "name,number\r\n\"O'Brien, Pat\",1003\r\n\"Say \"\"hi\"\"\",+49 (30) 123\n# no\n\nAna Lima,1012\n")
        #expect(book.entries.map(\.name) == ["O'Brien, Pat", "Say \"hi\"", "Ana Lima"])
        #expect(book.entries.map(\.number) == ["1003", "+4930123", "1012"])
        #expect(try book.number("ana lima") == "1012")
        #expect(try book.number("555") == "555")
        #expect(book.matches("an").map(\.number) == ["1012"])
        let error = #expect(throws: PhoneBookError.self) {
            try PhoneBook(csv: "a,1\nnobody\nb,call me!\n\"open,1\n")
        }
        #expect(error?.faults.map(\.line) == [2, 3, 4])
        let twice = PhoneBook([.init(name: "Pat", number: "1"), .init(name: "Pat", number: "2")])
        #expect(throws: CommandProblem.self) { try twice.number("pat") }
    }
}
