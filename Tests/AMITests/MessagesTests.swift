import AMI
import TestSupport
import Testing

@Suite struct MessagesTests {
    private func text(_ action: some AMIAction) throws -> String {
        String(decoding: try action.packet(id: "1").encoded(), as: UTF8.self).replacing("\r\n", with: "\n")
    }

    @Test func `an action is written with its name and ActionID first`() throws {
        #expect(
            try text(QueuePause(interface: "PJSIP/1000", queue: "support", paused: true, reason: "lunch")) == """
                Action: QueuePause
                ActionID: 1
                Interface: PJSIP/1000
                Paused: true
                Queue: support
                Reason: lunch


                """)
    }

    @Test func `what is absent or empty is not written`() throws {
        #expect(
            try text(QueuePause(interface: "PJSIP/1000", paused: false, reason: ""))
                == "Action: QueuePause\nActionID: 1\nInterface: PJSIP/1000\nPaused: false\n\n")
        #expect(try text(QueueStatus()) == "Action: QueueStatus\nActionID: 1\n\n")
        #expect(try text(Hangup(channel: "a")) == "Action: Hangup\nActionID: 1\nChannel: a\n\n")
    }

    @Test func `an originated call is always asynchronous`() throws {
        let call = Originate(
            channel: "PJSIP/1000",
            destination: .dialplan(context: "from-internal", extension: "1001", priority: "1"), timeout: 60_000,
            callerID: "Board <100>", variables: [("A", "1"), ("B", "x=y")], account: "42")
        #expect(
            try text(call) == """
                Action: Originate
                ActionID: 1
                Channel: PJSIP/1000
                Context: from-internal
                Exten: 1001
                Priority: 1
                Timeout: 60000
                CallerID: Board <100>
                Account: 42
                Variable: A=1
                Variable: B=x=y
                Async: true


                """)
        let spy = Originate(channel: "PJSIP/1000", destination: .application("ChanSpy", data: "PJSIP/1001,q"))
        #expect(try text(spy).contains("Application: ChanSpy\nData: PJSIP/1001,q\nAsync: true\n"))
    }

    @Test func `the classes of events are written as Asterisk reads them`() throws {
        let login = Login(user: "wall", proof: .challengeKey("00ff"), events: "System, CALL,agent ,user")
        #expect(
            try text(login) == """
                Action: Login
                ActionID: 1
                Username: wall
                AuthType: MD5
                Key: 00ff
                Events: system,call,agent,user


                """)
        #expect(try text(Login(user: "wall", proof: .secret("s p"), events: "on")).contains("Secret: s p\n"))
    }

    @Test(arguments: ["\r\nAction: Command", "a\nb", "a\rb", "a\0b"])
    func `a value that would be a header of its own is refused`(_ value: String) {
        #expect(throws: AMIWireError.self) { try QueueRemove(queue: value, interface: "x").packet(id: "1").encoded() }
        #expect(throws: AMIWireError.self) {
            try Login(user: "u", proof: .secret(value), events: "").packet(id: "1").encoded()
        }
    }

    @Test func `an action says which class it needs and where to grant it`() {
        #expect(Ping.declaration.whatToGrant == nil)
        #expect(
            Originate.declaration.whatToGrant == """
                Originate needs the class originate in the user's `write =` line (manager.conf, then `manager reload`; \
                on a UCM: Value-added Features > AMI, privilege originate)
                """)
        #expect(
            Hangup.declaration.whatToGrant == """
                Hangup needs the class system or call in the user's `write =` line (manager.conf, then `manager reload`; \
                on a UCM: Value-added Features > AMI, privilege call)
                """)
        #expect(PJSIPShowEndpoints.declaration.whatToGrant?.contains("a UCM cannot grant it") == true)
    }

    @Test func `answers are read as far as they say something`() {
        let settings = CoreSettingsResponse(
            packets("Response: Success\nAMIversion: 11.0.0\nAsteriskVersion: 22.10.1\nSystemName: \n")[0])
        #expect(settings.asteriskVersion == "22.10.1")
        #expect(settings.systemName.isEmpty)
        let status = CoreStatusResponse(
            packets("Response: Success\nCoreStartupDate: 2026-11-23\nCoreStartupTime: 06:52:22\nCoreCurrentCalls: x\n")[
                0])
        #expect(status.startup == "2026-11-23 06:52:22")
        #expect(status.reload.isEmpty)
        #expect(status.currentCalls == nil)
        let command = CommandResponse(
            packets("Response: Success\nMessage: Command output follows\nOutput: a\nOutput: \nOutput: b: c\n")[0])
        #expect(command.output == ["a", "", "b: c"])
        #expect(PlainResponse(packets("Response: Goodbye\nMessage: Thanks\n")[0]).succeeded)
        #expect(!PlainResponse(packets("Response: Error\nMessage: No\n")[0]).succeeded)
    }
}
