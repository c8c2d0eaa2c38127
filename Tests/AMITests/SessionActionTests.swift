import AMI
import TestSupport
import Testing

@Suite struct SessionActionTests {
    @Test func `a response finds its action by ActionID, not by order`() {
        var session = SessionTranscript.online()
        #expect(session.submit(QueuePause(interface: "PJSIP/1", paused: true), id: "a") == ["transmit QueuePause a"])
        #expect(session.submit(Hangup(channel: "x"), id: "b") == ["transmit Hangup b"])
        #expect(session.receive("Response: Error\nActionID: b\nMessage: No such channel\n") == ["finish b Error"])
        #expect(session.receive("Response: Success\nActionID: nobody\n").isEmpty)
        #expect(session.receive("Response: Success\nActionID: a\n") == ["finish a Success"])
        #expect(session.receive("Response: Success\nActionID: a\n").isEmpty)
    }

    @Test func `a response without ActionID answers the oldest action`() {
        var session = SessionTranscript.online()
        _ = session.submit(Hangup(channel: "x"), id: "a")
        _ = session.submit(Hangup(channel: "y"), id: "b")
        #expect(session.receive("Response: Success\n") == ["finish a Success"])
        #expect(session.receive("Response: Success\n") == ["finish b Success"])
    }

    @Test func `nothing is sent before the login`() {
        var session = SessionTranscript()
        _ = session.connect()
        #expect(!session.machine.takesActions)
        #expect(session.submit(Hangup(channel: "x"), id: "a") == ["time out a"])
    }

    @Test func `an action that nobody answers times out, others go on`() {
        var session = SessionTranscript.online()
        _ = session.submit(Hangup(channel: "x"), id: "a")
        _ = session.wait(4)
        _ = session.submit(Hangup(channel: "y"), id: "b")
        #expect(session.wait(6) == ["send Ping s4", "time out a"])
        #expect(session.receive("Response: Success\nActionID: b\n") == ["finish b Success"])
        #expect(session.receive("Response: Success\nActionID: a\n").isEmpty)
    }

    @Test func `a list lives as long as its items come, and live events between them are no matter`() {
        var session = SessionTranscript.online()
        _ = session.submit(QueueStatus(), id: "q")
        #expect(
            session.receive("Response: Success\nActionID: q\nEventList: start\n\nEvent: QueueParams\nActionID: q\n")
                == [
                    "finish q Success"
                ])
        #expect(session.wait(9.5) == [])
        #expect(session.receive("Event: QueueMember\nActionID: q\n\nEvent: Newchannel\nUniqueid: 1\n").isEmpty)
        #expect(session.wait(9.5) == ["send Ping s4"])
        #expect(session.receive("Event: QueueEntry\nActionID: q\n").isEmpty)
        #expect(
            session.receive("Event: QueueStatusComplete\nActionID: q\nEventList: Complete\nListItems: 77\n").isEmpty)
        #expect(session.receive("Response: Success\nActionID: s4\nPing: Pong\n").count == 1)
        #expect(!session.wait(9.9).contains("time out q"))
    }

    @Test func `a list that breaks off times out`() {
        var session = SessionTranscript.online()
        _ = session.submit(QueueStatus(queue: "support"), id: "q")
        _ = session.receive("Response: Success\nActionID: q\nEventList: start\n")
        #expect(session.wait(10).contains("time out q"))
    }

    @Test func `an error ends a list at once`() {
        var session = SessionTranscript.online()
        _ = session.submit(CoreShowChannels(), id: "c")
        #expect(
            session.receive("Response: Error\nActionID: c\nMessage: Permission denied\n") == ["finish c Error"])
        #expect(!session.wait(30).contains("time out c"))
    }

    @Test func `a UCM's own lists run one at a time, told by name and order`() {
        var session = SessionTranscript.online(commands: ["GSAgents"])
        #expect(session.submit(UCMQueues(), id: "q") == ["transmit Queues q"])
        #expect(session.submit(GSAgents(), id: "g").isEmpty)
        #expect(session.submit(Hangup(channel: "x"), id: "h") == ["transmit Hangup h"])
        #expect(session.receive("Response: Success\nEventList: start\n") == ["finish q Success"])
        #expect(session.receive("Event: QueueStatus\nQueue: 6500\n\nEvent: QueueMemberStatus\nQueue: 6500\n").isEmpty)
        #expect(session.receive("Response: Success\nActionID: h\n") == ["finish h Success"])
        #expect(
            session.receive("Event: QueuesComplete\nEventList: Complete\nListItems: 1\n") == ["transmit GSAgents g"])
        #expect(session.receive("Response: Success\nEventList: start\n") == ["finish g Success"])
        #expect(session.receive("Event: GsAgent\n\nEvent: GsAgentComplete\n").isEmpty)
        #expect(session.submit(UCMQueues(), id: "r") == ["transmit Queues r"])
    }

    @Test func `a UCM's list that breaks off lets the next one go`() {
        var session = SessionTranscript.online(commands: ["GSAgents"])
        _ = session.submit(UCMQueues(), id: "q")
        _ = session.submit(GSAgents(), id: "g")
        _ = session.receive("Response: Success\nEventList: start\n")
        let actions = session.wait(10)
        #expect(actions.contains("time out q"))
        #expect(actions.last == "transmit GSAgents g")
    }
}
