import AMI
import AMITransport
import NIOCore
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct LoginTests {
    @Test func `a link logs in by challenge and tells what happens in order`() async throws {
        let pbx = try ScriptedPBX(group: testGroup)
        let recorder = Recorder()
        let link = makeLink(port: pbx.port, deliver: recorder.deliver)
        link.start()
        let items = await recorder.items { $0.contains(where: \.isPong) }
        #expect(
            items.outline.filter { !$0.hasPrefix("Response") } == [
                "connecting", "connected Asterisk Call Manager/11.0.0", "Event: FullyBooted",
                "logged in: Ping QueueStatus", "pong",
            ])
        #expect(items.text.contains("Message: Authentication accepted\n"))
        #expect(!items.text.contains(ScriptedPBX.secret))
        #expect(!pbx.packets.contains { $0["Secret"] != nil })
        #expect(pbx.packets.first { $0["Action"] == "Login" }?["Events"] == "system,call,agent,user")
        await stop(link)
        #expect(recorder.items.last == .disconnected(reason: recorder.items.failures[0], retryIn: nil))
        #expect(recorder.items.failures[0].code == .stopped)
        await pbx.closed(1)
        #expect(pbx.packets.last?["Action"] == "Logoff")
    }

    @Test(arguments: [false, true])
    func `a plain login follows where there is no challenge`(_ asksForChallenge: Bool) async throws {
        var script = ScriptedPBX.Script()
        script.acceptsChallenge = false
        let pbx = try ScriptedPBX(script, group: testGroup)
        let recorder = Recorder()
        let link = makeLink(port: pbx.port, md5: asksForChallenge, deliver: recorder.deliver)
        link.start()
        await recorder.loggedIn()
        #expect(pbx.packets.contains { $0["Secret"] == ScriptedPBX.secret })
        #expect(pbx.packets.contains { $0["Action"] == "Challenge" } == asksForChallenge)
        await stop(link)
        #expect(!recorder.items.text.contains(ScriptedPBX.secret))
    }

    @Test(arguments: [false, true])
    func `a wrong secret is told with all that it can mean, and not tried again by itself`(_ md5: Bool) async throws {
        let pbx = try ScriptedPBX(group: testGroup)
        let recorder = Recorder()
        let link = makeLink(port: pbx.port, secret: "wrong", md5: md5, reconnects: true, deliver: recorder.deliver)
        link.start()
        let failure = await recorder.failure()
        #expect(failure.code == .loginRefused)
        #expect(
            failure.sentence == """
                127.0.0.1:\(pbx.port) refused the login of wall (Authentication failed): the user is unknown, the \
                secret is wrong, or this machine's address is not permitted; Asterisk does not say which. Look at \
                [wall] in manager.conf (secret, permit, deny, acl; then `manager reload`), or on a UCM at Value-added \
                Features > AMI.
                """)
        #expect(recorder.items.retries == [nil])
        link.retryNow()
        _ = await recorder.failure(2)
        #expect(recorder.batches.last?.epoch == 2)
        await stop(link)
    }

    @Test func `a user who is logged in elsewhere is tried again`() async throws {
        var script = ScriptedPBX.Script()
        script.loginMessage = "Login Already In Use"
        let pbx = try ScriptedPBX(script, group: testGroup)
        let recorder = Recorder()
        let link = makeLink(port: pbx.port, secret: "wrong", reconnects: true, deliver: recorder.deliver)
        link.start()
        let failure = await recorder.failure(2)
        #expect(failure.code == .loginInUse)
        #expect(recorder.items.retries.allSatisfy { $0.map { $0 > 0 && $0 <= 3 } == true })
        await stop(link)
    }

    @Test(arguments: [("a\r\nAction: Command", "line break"), ("", "empty"), ("nul\0", "line break or NUL")])
    func `a secret that cannot be sent never leaves, and is not shown`(_ secret: String, _ word: String) async throws {
        let pbx = try ScriptedPBX(group: testGroup)
        let recorder = Recorder()
        let link = makeLink(port: pbx.port, secret: secret, reconnects: true, deliver: recorder.deliver)
        link.start()
        let failure = await recorder.failure()
        #expect(failure.code == .secretUnavailable)
        #expect(failure.sentence.contains(word))
        #expect(!failure.sentence.contains("Action: Command"))
        #expect(recorder.items.retries == [nil])
        #expect(pbx.connections.isEmpty)
        await stop(link)
    }

    @Test func `an answer that does not come ends the login`() async throws {
        var script = ScriptedPBX.Script()
        script.answer = { $0["Action"] == "Login" ? "Event: Nothing\n" : nil }
        let pbx = try ScriptedPBX(script, group: testGroup)
        let recorder = Recorder()
        var timing = SessionTiming()
        timing.login = 0.05
        let link = makeLink(port: pbx.port, timing: timing, deliver: recorder.deliver)
        link.start()
        let failure = await recorder.failure()
        #expect(failure.code == .timedOut)
        #expect(failure.sentence.contains("did not answer the login within 0.05 s"))
        await stop(link)
    }
}
