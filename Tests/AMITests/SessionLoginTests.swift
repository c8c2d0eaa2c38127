import AMI
import TestSupport
import Testing

@Suite struct SessionLoginTests {
    @Test func `a plain login goes online once Asterisk has booted and said what it offers`() {
        var session = SessionTranscript()
        #expect(session.connect() == ["log in s1"])
        #expect(
            session.receive("Response: Success\nActionID: s1\nMessage: Authentication accepted\n") == [
                "send ListCommands s2"
            ])
        #expect(session.receive("Event: FullyBooted\nPrivilege: system,all\nUptime: 9\n").isEmpty)
        #expect(
            session.receive("Response: Success\nActionID: s2\nHangup: x (Priv: call,all)\nPing: x (Priv: <none>)\n")
                == [
                    "logged in: Hangup Ping", "send Ping s3",
                ])
        #expect(session.machine.phase == .online)
    }

    @Test func `a challenge is answered, so that the secret stays here`() {
        var session = SessionTranscript(usesChallenge: true)
        #expect(session.connect() == ["send Challenge s1"])
        #expect(
            session.receive("Response: Success\nActionID: s1\nChallenge: 840415273\n") == [
                "log in s2 answering 840415273"
            ])
        #expect(session.receive("Response: Success\nActionID: s2\n") == ["send ListCommands s3"])
    }

    @Test(arguments: [
        "Response: Error\nActionID: s1\nMessage: Must specify AuthType\n",
        "Response: Error\nActionID: s1\nMessage: Invalid/unknown command\n",
        "Response: Success\nActionID: s1\n",
        "Response: Success\nActionID: s1\nChallenge: \n",
    ])
    func `without a challenge the plain login follows`(_ answer: String) {
        var session = SessionTranscript(usesChallenge: true)
        _ = session.connect()
        #expect(session.receive(answer) == ["log in s2"])
    }

    @Test(arguments: [
        ("Authentication failed", "close loginRefused(message: \"Authentication failed\")"),
        ("Login Already In Use", "close loginInUse"),
        ("Asterisk is shutting down", "close shuttingDown"),
    ])
    func `a refused login ends the session with its reason`(_ message: String, _ expected: String) {
        var session = SessionTranscript()
        _ = session.connect()
        #expect(session.receive("Response: Error\nActionID: s1\nMessage: \(message)\n") == [expected])
        #expect(session.close().isEmpty)
        #expect(session.machine.nextDeadline == nil)
    }

    @Test func `who may not read the class system waits one second for the boot and no more`() {
        var session = SessionTranscript()
        _ = session.connect()
        _ = session.receive("Response: Success\nActionID: s1\n")
        #expect(session.receive("Response: Success\nActionID: s2\nQueueStatus: x (Priv: <none>)\n").isEmpty)
        #expect(session.wait(0.999).isEmpty)
        #expect(session.wait(0.001) == ["logged in: QueueStatus", "send Ping s3"])
    }

    @Test func `a UCM never tells that it has booted, and is not waited for`() {
        var session = SessionTranscript()
        _ = session.connect()
        _ = session.receive(
            """
            Response: Success
            Message: Authentication accepted

            Event: SuccessfulAuth
            Privilege: security,all
            """)
        #expect(
            session.receive("Response: Success\nActionID: s2\nGSAgents: x (Priv: agent,all)\n") == [
                "logged in: GSAgents", "send Ping s3",
            ])
    }

    @Test func `a list taken while modules were loading is taken again after the boot`() {
        var session = SessionTranscript()
        _ = session.connect()
        _ = session.receive("Response: Success\nActionID: s1\n")
        _ = session.receive("Response: Success\nActionID: s2\nPing: x (Priv: <none>)\n")
        #expect(session.receive("Event: FullyBooted\n") == ["send ListCommands s3"])
        #expect(
            session.receive("Response: Success\nActionID: s3\nPing: x\nQueueStatus: x\n") == [
                "logged in: Ping QueueStatus", "send Ping s4",
            ])
    }

    @Test func `a boot that ends after the wait for it is told as a second login`() {
        var session = SessionTranscript()
        _ = session.connect()
        _ = session.receive("Response: Success\nActionID: s1\n")
        _ = session.receive("Response: Success\nActionID: s2\nPing: x (Priv: <none>)\n")
        #expect(session.wait(1) == ["logged in: Ping", "send Ping s3"])
        #expect(session.receive("Event: FullyBooted\n") == ["send ListCommands s4"])
        #expect(session.receive("Response: Success\nActionID: s4\nQueueStatus: x\n") == ["logged in: QueueStatus"])
    }

    @Test func `a refused list of commands is an empty one`() {
        var session = SessionTranscript()
        _ = session.connect()
        _ = session.receive("Response: Success\nActionID: s1\n\nEvent: FullyBooted\n")
        #expect(
            session.receive("Response: Error\nActionID: s2\nMessage: Permission denied\n") == [
                "logged in: ", "send Ping s3",
            ])
    }

    @Test func `a list of commands that never comes is an empty one`() {
        var session = SessionTranscript()
        _ = session.connect()
        _ = session.receive("Response: Success\nActionID: s1\n\nEvent: FullyBooted\n")
        #expect(session.wait(10) == ["logged in: ", "send Ping s3"])
    }

    @Test func `silence ends a session at each step of the login`() {
        var silent = SessionTranscript()
        _ = silent.machine.connected(at: silent.now)
        #expect(silent.wait(6) == ["close noBanner(seconds: 6.0)"])

        var unanswered = SessionTranscript(usesChallenge: true)
        _ = unanswered.connect()
        #expect(unanswered.wait(9.9).isEmpty)
        #expect(unanswered.wait(0.1) == ["close loginUnanswered(seconds: 10.0)"])
    }

    @Test func `a close says how far the session had come`() {
        var before = SessionTranscript()
        _ = before.machine.connected(at: before.now)
        #expect(before.close() == ["close closedWithoutBanner"])

        var during = SessionTranscript()
        _ = during.connect()
        #expect(during.close() == ["close closedDuringLogin"])

        var after = SessionTranscript.online()
        #expect(after.close() == ["close closed"])

        var announced = SessionTranscript.online()
        #expect(announced.receive("Event: Shutdown\nPrivilege: system,all\nShutdown: Cleanly\n").isEmpty)
        #expect(announced.close() == ["close shuttingDown"])
    }

    @Test func `what is not AMI is told from what breaks it later`() {
        var stranger = SessionTranscript()
        _ = stranger.machine.connected(at: stranger.now)
        #expect(stranger.refuse(.notAMI(firstBytes: [0x53]))[0].hasPrefix("close notAMI"))

        var later = SessionTranscript.online()
        #expect(
            later.refuse(.lineTooLong(limit: 9)) == ["close protocolViolation(\(AMIWireError.lineTooLong(limit: 9)))"])
    }
}
