import AMI
import AMITransport
import NIOCore
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct LinkTests {
    private func loggedIn(
        _ script: ScriptedPBX.Script = .init(), reconnects: Bool = false, timing: SessionTiming = SessionTiming()
    ) async throws -> (ScriptedPBX, AMILink, Recorder) {
        let pbx = try ScriptedPBX(script, group: testGroup)
        let recorder = Recorder()
        let link = makeLink(port: pbx.port, reconnects: reconnects, timing: timing, deliver: recorder.deliver)
        link.start()
        await recorder.loggedIn()
        return (pbx, link, recorder)
    }

    @Test func `an action is announced before its answer, and live events may fall between a list's items`()
        async throws
    {
        var script = ScriptedPBX.Script()
        script.answer = { packet in
            guard packet["Action"] == "QueueStatus" else { return nil }
            return """
                Response: Success
                ActionID: $ID
                EventList: start

                Event: QueueParams
                ActionID: $ID
                Queue: support

                Event: Newchannel
                Uniqueid: 1

                Event: QueueStatusComplete
                ActionID: $ID
                EventList: Complete
                ListItems: 1
                """
        }
        let (pbx, link, recorder) = try await loggedIn(script)
        let response = await outcome(of: QueueStatus(queue: "support"), on: link)
        #expect(try response.get()["EventList"] == "start")
        let items = await recorder.items { $0.text.contains("QueueStatusComplete") }
        let outline = items.outline
        let start = try #require(outline.firstIndex(of: "sent cb-1 QueueStatus "))
        #expect(
            outline[start...].filter { $0.hasPrefix("sent") || $0.hasPrefix("Event") } == [
                "sent cb-1 QueueStatus ", "Event: QueueParams", "Event: Newchannel", "Event: QueueStatusComplete",
            ])
        await stop(link)
        pbx.stop()
    }

    @Test func `an error is an answer too`() async throws {
        var script = ScriptedPBX.Script()
        script.answer = {
            $0["Action"] == "Hangup" ? "Response: Error\nActionID: $ID\nMessage: No such channel\n" : nil
        }
        let (pbx, link, _) = try await loggedIn(script)
        let response = try await outcome(of: Hangup(channel: "PJSIP/1-1"), on: link).get()
        #expect(PlainResponse(response) == PlainResponse(packets("Response: Error\nMessage: No such channel\n")[0]))
        await stop(link)
        pbx.stop()
    }

    @Test func `an action that nobody answers is told as unknown`() async throws {
        var timing = SessionTiming()
        timing.action = 0.05
        let (pbx, link, recorder) = try await loggedIn(timing: timing)
        let result = await outcome(of: Hangup(channel: "PJSIP/1-1"), on: link)
        guard case .failure(let failure) = result else {
            Issue.record("it was answered")
            return
        }
        #expect(failure.code == .actionTimedOut)
        #expect(failure.sentence.contains("Hangup within 0.05 s"))
        #expect(recorder.items.contains(.actionTimedOut(id: "cb-1")))
        await stop(link)
        pbx.stop()
    }

    @Test func `an action before the login or with a line break is not sent`() async throws {
        let pbx = try ScriptedPBX(group: testGroup)
        let recorder = Recorder()
        let link = makeLink(port: pbx.port, deliver: recorder.deliver)
        guard case .failure(let early) = await outcome(of: Hangup(channel: "x"), on: link) else {
            Issue.record("it was sent")
            return
        }
        #expect(early.code == .notLoggedIn)
        #expect(early.sentence.contains("Hangup was not sent"))
        link.start()
        await recorder.loggedIn()
        guard case .failure(let injected) = await outcome(of: Hangup(channel: "x\r\nAction: Logoff"), on: link) else {
            Issue.record("it was sent")
            return
        }
        #expect(injected.code == .invalidAction)
        #expect(!injected.sentence.contains("\r"))
        await stop(link)
        #expect(!pbx.packets.contains { $0["Action"] == "Hangup" })
        #expect(!recorder.items.outline.contains { $0.hasPrefix("sent") })
        pbx.stop()
    }

    @Test func `what waits for an answer when the link breaks is told why`() async throws {
        let (pbx, link, recorder) = try await loggedIn()
        async let result = outcome(of: Hangup(channel: "x"), on: link)
        await recorder.items { $0.outline.contains { $0.hasPrefix("sent") } }
        pbx.hangUp()
        guard case .failure(let failure) = await result else {
            Issue.record("it was answered")
            return
        }
        #expect(failure.code == .lost)
        #expect(recorder.items.retries == [nil])
        await stop(link)
    }

    @Test func `a link that was closed comes back by itself, as a new epoch`() async throws {
        let (pbx, link, recorder) = try await loggedIn(reconnects: true)
        pbx.hangUp()
        let items = await recorder.loggedIn(2)
        #expect(items.retries.count == 1)
        #expect(items.retries.allSatisfy { $0.map { $0 > 0 && $0 <= 0.25 } == true })
        #expect(items.failures[0].code == .lost)
        let epochs = recorder.batches.map(\.epoch)
        #expect(epochs == epochs.sorted())
        #expect(epochs.last == 2)
        let times = recorder.batches.map(\.receivedAt)
        #expect(times.allSatisfy { $0 > 1_600_000_000_000_000 })
        await stop(link)
        pbx.stop()
    }

    @Test func `a PBX that says that it shuts down is believed`() async throws {
        let (pbx, link, recorder) = try await loggedIn()
        pbx.say("Event: Shutdown\nPrivilege: system,all\nShutdown: Cleanly\n")
        await recorder.items { $0.text.contains("Shutdown: Cleanly") }
        pbx.hangUp()
        #expect(await recorder.failure().code == .shutdown)
        await stop(link)
    }

    @Test func `silence after a Ping is a loss`() async throws {
        var script = ScriptedPBX.Script()
        script.answer = { $0["Action"] == "Ping" ? "" : nil }
        let pbx = try ScriptedPBX(script, group: testGroup)
        let recorder = Recorder()
        var timing = quickTiming
        timing.banner = 5
        timing.login = 5
        let link = makeLink(port: pbx.port, timing: timing, deliver: recorder.deliver)
        link.start()
        let failure = await recorder.failure()
        #expect(failure.code == .lost)
        #expect(failure.sentence.contains("answers no Ping"), "\(failure)")
        await stop(link)
        pbx.stop()
    }

    @Test func `every byte of a flood arrives, once and in order`() async throws {
        let (pbx, link, recorder) = try await loggedIn()
        // Nothing may come after the last packet.
        await recorder.items { $0.contains(where: \.isPong) }
        let count = 30_000
        var bytes: [UInt8] = []
        for number in 0..<count { bytes += Array("Event: UserEvent\r\nNumber: \(number)\r\n\r\n".utf8) }
        // Cut anywhere, as a network does.
        var start = 0
        while start < bytes.count {
            let end = min(bytes.count, start + 10_007)
            pbx.say(raw: Array(bytes[start..<end]))
            start = end
        }
        pbx.say("Event: End\n")
        let end = amiBytes("Event: End\n")
        let items = await recorder.items { items in
            items.contains { item in
                guard case .packets(let bytes, _) = item else { return false }
                return bytes.suffix(end.count).elementsEqual(end)
            }
        }
        var next = 0
        for item in items {
            guard case .packets(let bytes, let ends) = item else { continue }
            #expect(ends.last == bytes.count)
            #expect(bytes.count <= 262_144 + 262_144)
            var start = 0
            for end in ends {
                let expected = Array("Event: UserEvent\r\nNumber: \(next)\r\n\r\n".utf8)
                if bytes[start..<end].elementsEqual(expected) { next += 1 }
                start = end
            }
        }
        #expect(next == count)
        await stop(link)
        pbx.stop()
    }

    @Test func `a link may be stopped at any time, and once`() async throws {
        let pbx = try ScriptedPBX(group: testGroup)
        for _ in 0..<20 {
            let recorder = Recorder()
            let link = makeLink(port: pbx.port, reconnects: true, deliver: recorder.deliver)
            link.start()
            link.start()
            link.retryNow()
            await stop(link)
            await stop(link)
            link.retryNow()
            await stop(link)
            #expect(recorder.items.retries == [nil])
            #expect(recorder.items.failures.map(\.code) == [.stopped])
        }
        pbx.stop()
    }
}
