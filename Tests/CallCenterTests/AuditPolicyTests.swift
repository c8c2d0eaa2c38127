import CallCenter
import Testing

@Suite("Which list to ask for next")
struct AuditPolicyTests {
    /// A live board of three queues.
    private func live() -> Scene {
        var scene = Scene()
        scene.tell(.connected(banner: "Asterisk Call Manager/11.0.0"))
        scene.tell(.loggedIn(commands: ["QueueStatus"]))
        scene.tell(.actionSent(id: "q", name: "QueueStatus", scope: ""))
        let lists = ["a", "b", "c"].map { scene.queueStatus($0, id: "q", members: []) }.joined()
        let one = "Event: QueueStatusComplete\nEventList: Complete\nListItems: 1\nActionID: q\n\n"
        scene.tell(lists.replacing(one, with: "") + one)
        scene.tell(.actionSent(id: "c", name: "CoreShowChannels", scope: ""))
        scene.tell("Event: CoreShowChannelsComplete\nActionID: c\n\n")
        return scene
    }

    private func answer(_ scene: inout Scene, _ request: AuditRequest, id: String) {
        switch request {
        case .channels:
            scene.tell(.actionSent(id: id, name: "CoreShowChannels", scope: ""))
            scene.tell("Event: CoreShowChannelsComplete\nActionID: \(id)\n\n")
        case .queue(let name):
            scene.tell(.actionSent(id: id, name: "QueueStatus", scope: name))
            scene.tell(scene.queueStatus(name, id: id, members: []))
        }
    }

    @Test func `After the first lists each queue is compared, one a second, then everything once a minute`() {
        var scene = live()
        var asked: [(second: Int, AuditRequest)] = []
        for tick in 1...1_300 {
            scene.pass(0.1)
            if let request = scene.board.nextAudit(at: scene.time) {
                asked.append((tick / 10, request))
                answer(&scene, request, id: "x\(tick)")
            }
        }
        #expect(asked.prefix(3).map(\.1) == [.queue("a"), .queue("b"), .queue("c")])
        #expect(asked.prefix(3).map(\.second) == [2, 3, 4])
        for name in ["a", "b", "c"] {
            let seconds = asked.filter { $0.1 == .queue(name) }.map(\.second)
            #expect((2...3).contains(seconds.count), "\(name) \(seconds)")
            #expect(zip(seconds, seconds.dropFirst()).allSatisfy { $1 - $0 >= 60 }, "\(name) \(seconds)")
        }
        #expect(asked.count { $0.1 == .channels } == 2)
        #expect(scene.board.audit.corrected == 0)
    }

    @Test func `Nothing is asked for while an answer is awaited, until it is lost`() {
        var scene = live()
        scene.pass(2)
        #expect(scene.board.nextAudit(at: scene.time) == .queue("a"))
        scene.tell(.actionSent(id: "x", name: "QueueStatus", scope: "a"))
        scene.pass(9)
        #expect(scene.board.nextAudit(at: scene.time) == nil)
        scene.pass(1)
        #expect(scene.board.nextAudit(at: scene.time) == .queue("a"))
        scene.tell(.actionSent(id: "y", name: "QueueStatus", scope: "a"))
        scene.pass(1.3)
        scene.tell(.actionTimedOut(id: "y"))
        #expect(scene.board.nextAudit(at: scene.time) == .queue("a"))
    }

    @Test func `A queue where something was missed comes first, when its minute is up`() {
        var scene = live()
        for tick in 1...80 {
            scene.pass(0.1)
            if let request = scene.board.nextAudit(at: scene.time) { answer(&scene, request, id: "x\(tick)") }
        }
        #expect(scene.board.nextAudit(at: scene.time) == nil)
        // Two wait, and one of them was never told of.
        scene.tell(scene.join("1.1", queue: "c", position: 2, count: 2))
        scene.pass(2)
        #expect(scene.board.nextAudit(at: scene.time) == nil)
        var asked: [AuditRequest] = []
        for tick in 1...900 {
            scene.pass(0.1)
            guard let request = scene.board.nextAudit(at: scene.time) else { continue }
            asked.append(request)
            answer(&scene, request, id: "y\(tick)")
        }
        // By turns it would be a, b, c.
        #expect(asked.filter { $0 != .channels } == [.queue("a"), .queue("c"), .queue("b")])
    }

    @Test func `The interval is the configuration's, and settling goes before it`() {
        var scene = live()
        scene.tell(.settings(BoardSettings(auditInterval: 300)))
        var asked: [(second: Int, AuditRequest)] = []
        for tick in 1...9_000 {
            scene.pass(0.1)
            if let request = scene.board.nextAudit(at: scene.time) {
                asked.append((tick / 10, request))
                answer(&scene, request, id: "x\(tick)")
            }
        }
        for name in ["a", "b", "c"] {
            let seconds = asked.filter { $0.1 == .queue(name) }.map(\.second)
            #expect(seconds.count == 3, "\(name) \(seconds)")
            #expect(zip(seconds, seconds.dropFirst()).allSatisfy { $1 - $0 >= 300 }, "\(name) \(seconds)")
        }
        let channels = asked.filter { $0.1 == .channels }.map(\.second)
        #expect(channels.count >= 2 && zip(channels, channels.dropFirst()).allSatisfy { $1 - $0 >= 299 })
        #expect(zip(asked, asked.dropFirst()).allSatisfy { $1.second - $0.second >= 1 })
    }

    @Test func `Turned off, nothing is asked for after the first lists`() {
        var scene = live()
        scene.tell(.settings(BoardSettings(auditInterval: 0)))
        for _ in 1...200 {
            scene.pass(1)
            #expect(scene.board.nextAudit(at: scene.time) == nil)
        }
    }

    @Test func `Nothing is asked for while the link is not live`() {
        var scene = live()
        scene.pass(3)
        scene.tell(.disconnected(reason: "Connection lost.", retryIn: 1))
        #expect(scene.board.nextAudit(at: scene.time) == nil)
    }
}
