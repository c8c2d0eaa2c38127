import AMI
import TestSupport
import Testing

@Suite struct SessionKeepAliveTests {
    @Test func `a Ping every ten seconds tells the round trip and the PBX's clock`() {
        var session = SessionTranscript.online()
        #expect(session.wait(9.99).isEmpty)
        #expect(session.wait(0.01) == ["send Ping s4"])
        _ = session.wait(0.25)
        #expect(
            session.receive("Response: Success\nActionID: s4\nPing: Pong\nTimestamp: 1795416743.125000\n") == [
                "pong 0.25 1795416743.125"
            ])
        #expect(session.wait(9.75) == ["send Ping s5"])
    }

    @Test func `old servers answer Pong without a clock`() {
        var session = SessionTranscript.online()
        _ = session.wait(10)
        #expect(session.receive("Response: Pong\nActionID: s4\n") == ["pong 0.0 -"])
        _ = session.wait(10)
        #expect(session.receive("Response: Pong\n") == ["pong 0.0 -"])
    }

    @Test(arguments: ["nan", "inf", "-1", "0", "soon", ""])
    func `a clock that is none is left out`(_ timestamp: String) {
        var session = SessionTranscript.online()
        _ = session.wait(10)
        #expect(
            session.receive("Response: Success\nActionID: s4\nTimestamp: \(timestamp)\n") == ["pong 0.0 -"])
    }

    @Test func `silence after a Ping ends the session`() {
        var session = SessionTranscript.online()
        _ = session.submit(Hangup(channel: "x"), id: "a")
        #expect(session.wait(10) == ["send Ping s4", "time out a"])
        #expect(session.wait(9.9).isEmpty)
        #expect(session.wait(0.1) == ["close unanswered(seconds: 10.0)"])
        #expect(session.machine.nextDeadline == nil)
    }

    @Test func `a PBX that answers late but speaks is not lost`() {
        var session = SessionTranscript.online()
        _ = session.wait(10)
        for _ in 0..<5 {
            #expect(session.wait(6).isEmpty)
            #expect(session.receive("Event: Newchannel\nUniqueid: 1\n").isEmpty)
        }
        #expect(session.receive("Response: Success\nActionID: s4\n") == ["pong 30.0 -"])
        #expect(session.wait(0) == ["send Ping s5"])
    }

    @Test func `waits begin at a quarter of a second, double, and stay within three seconds`() {
        var backoff = Backoff()
        let waits = (0..<7).map { _ in backoff.failed(jitter: 0) }
        #expect(waits == [0.25, 0.5, 1, 2, 3, 3, 3])
        #expect(backoff.failed(jitter: 0.999) < 3)
        #expect(backoff.failed(jitter: 0.999) > 2.3)
        // Who let us in is there: whatever closed the session, it is tried again soon, and not four times a second.
        #expect(backoff.failed(afterSeconds: 9, jitter: 0) == 1)
        #expect(backoff.failed(afterSeconds: 0.5, jitter: 0) == 1)
        #expect(backoff.failed(jitter: 0) == 2)
        #expect(backoff.failed(afterSeconds: 10, jitter: 0) == 0.25)
        backoff.reset()
        #expect(backoff.failed(jitter: 7) == 0.2)
    }
}
