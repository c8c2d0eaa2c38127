import CallCenter
import Testing

@Suite("Agents")
struct AgentTests {
    private let ana = "PJSIP/1001"

    private func agent(_ scene: Scene) -> Agent {
        scene.board.agent(ana, at: scene.time) ?? Agent(id: "none")
    }

    @Test func `The first state that applies is the agent's`() {
        var scene = Scene(members: [ana])
        scene.pass(5)
        #expect(agent(scene).state == .available)
        for (status, state) in [
            (6, AgentState.ringing), (2, .onCall), (7, .onCall), (8, .onHold), (3, .busy), (5, .unavailable),
            (4, .unavailable), (0, .available),
        ] {
            scene.tell(scene.memberStatus(ana, status: status))
            #expect(agent(scene).state == state, "device state \(status)")
            #expect(agent(scene).since == scene.time)
            scene.pass(1)
        }
        scene.tell(scene.memberStatus(ana, event: "QueueMemberPause", status: 1, paused: 1, reason: "Lunch"))
        #expect(agent(scene).state == .paused)
        #expect(agent(scene).pausedReason == "Lunch")
        #expect(agent(scene).since == scene.time)
        scene.tell(scene.memberStatus(ana, status: 6, paused: 1, reason: "Lunch"))
        #expect(agent(scene).state == .ringing)
        scene.tell(scene.memberStatus(ana, status: 5, paused: 1, reason: "Lunch"))
        #expect(agent(scene).state == .unavailable)
    }

    @Test func `Paused in one queue of two, the agent still takes calls`() {
        var scene = Scene(members: [ana])
        scene.tell(scene.memberStatus(ana, queue: "sales", event: "QueueMemberAdded", paused: 1, reason: "One queue"))
        #expect(agent(scene).state == .available)
        #expect(agent(scene).paused)
        #expect(!agent(scene).pausedEverywhere)
        #expect(agent(scene).queues == ["sales", "support"])
        // Who counts per queue must not count them free where they get no call.
        var there: [String: AgentState] = [:]
        for sketch in scene.board.agentSketches(at: scene.time) { sketch.forEachQueue { there[$0.name] = $1 } }
        #expect(there == ["sales": .paused, "support": .available])
    }

    @Test func `After a call comes wrap-up, by the member's own time or by the configured one`() {
        var scene = Scene(members: [ana])
        scene.tell(.settings(BoardSettings(wrapUp: ["support": 10])))
        scene.tell(scene.memberStatus(ana, taken: 1, lastCall: scene.seconds))
        scene.pass(9)
        #expect(agent(scene).state == .wrapUp)
        #expect(agent(scene).since == Scene.start)
        scene.pass(1)
        #expect(agent(scene).state == .available)
        #expect(agent(scene).since == scene.time)
        let own = scene.memberStatus(ana, taken: 1, lastCall: scene.seconds - 10)
        scene.tell(own.replacing("Wrapuptime: 0", with: "Wrapuptime: 15"))
        #expect(agent(scene).state == .wrapUp)
    }

    @Test func `A queue call names the caller, the phone and when it began`() {
        var scene = Scene(members: [ana])
        scene.tell(scene.channel("Newchannel", "1.1"))
        scene.tell(scene.channel("Newchannel", "2.1", name: "PJSIP/1001-0000002a", more: "Linkedid: 1.1\n"))
        scene.tell(scene.connect("1.1", to: ana, dest: "2.1", hold: 5))
        scene.pass(3)
        let call = agent(scene).call
        #expect(agent(scene).state == .onCall)
        #expect(call?.queue == "support")
        #expect(call?.direction == .inbound)
        #expect(call?.otherParty == "555")
        #expect(call?.channel == "PJSIP/1001-0000002a")
        #expect(call?.since == Scene.start)
        #expect(agent(scene).since == Scene.start)
    }

    @Test func `An agent who rings for a queue call knows the queue and the caller`() {
        var scene = Scene(members: [ana])
        scene.tell(scene.channel("Newchannel", "1.1"))
        scene.tell(scene.join("1.1", position: 1, count: 1))
        scene.pass(2)
        scene.tell(
            scene.channel("Newchannel", "2.1", name: "PJSIP/1001-0000002a", state: 5, more: "Linkedid: 1.1\n"))
        scene.tell(scene.memberStatus(ana, status: 6))
        scene.pass(1)
        #expect(agent(scene).state == .ringing)
        #expect(agent(scene).call?.queue == "support")
        #expect(agent(scene).call?.otherParty == "555")
        #expect(agent(scene).call?.isWithheld == false)
        #expect(agent(scene).call?.since == scene.time - 1_000_000)
    }

    @Test func `A device that one call makes busy rings while the call does, and is on the call that it dials`() {
        for (channelState, state) in [(5, AgentState.ringing), (4, .onCall), (6, .onCall)] {
            var scene = Scene(members: [ana])
            scene.tell(scene.channel("Newchannel", "2.1", name: "PJSIP/1001-0000002a", state: channelState))
            scene.tell(scene.memberStatus(ana, status: 3))
            #expect(agent(scene).state == state, "channel state \(channelState)")
        }
        var scene = Scene(members: [ana])
        scene.tell(scene.memberStatus(ana, status: 3))
        #expect(agent(scene).state == .busy)
    }

    @Test func `The time on an own call is the call's, whatever the device's state does meanwhile`() {
        var scene = Scene(members: [ana])
        scene.tell(scene.channel("Newchannel", "2.1", name: "PJSIP/1001-0000002a", state: 6))
        scene.tell(scene.memberStatus(ana, status: 2))
        scene.pass(60)
        scene.tell(scene.memberStatus(ana, status: 7))
        scene.pass(5)
        scene.tell(scene.memberStatus(ana, status: 3))
        #expect(agent(scene).state == .onCall && agent(scene).since == Scene.start)
        #expect(agent(scene).call?.since == Scene.start)
    }

    @Test func `The agent's own number is nobody whom they talk to`() {
        var scene = Scene(members: [ana])
        scene.tell(scene.memberStatus(ana, status: 2))
        // As a call is that was originated with a caller ID: that is its connected line too.
        func own(_ text: String) -> String {
            text.replacing("ConnectedLineNum: <unknown>", with: "ConnectedLineNum: 555")
        }
        scene.tell(own(scene.channel("Newchannel", "2.1", name: "PJSIP/1001-0000002a", more: "Linkedid: 1.1\n")))
        #expect(agent(scene).call?.otherParty == "")
        scene.tell(scene.channel("BridgeEnter", "2.1", name: "PJSIP/1001-0000002a", more: "BridgeUniqueid: b\n"))
        let other = scene.channel("Newchannel", "1.1").replacing("CallerIDNum: 555", with: "CallerIDNum: 777")
        scene.tell(other)
        scene.tell(scene.channel("BridgeEnter", "1.1", more: "BridgeUniqueid: b\n").replacing(": 555", with: ": 777"))
        #expect(agent(scene).call?.otherParty == "777")
    }

    @Test func `An agent is called what most queues call them`() {
        var scene = Scene(members: [ana])
        scene.tell(scene.memberStatus(ana, queue: "sales", event: "QueueMemberAdded"))
        let dynamic = scene.memberStatus(ana, queue: "vip", event: "QueueMemberAdded")
        scene.tell(dynamic.replacing("MemberName: \(ana)", with: "MemberName: A dynamic"))
        #expect(agent(scene).name == ana)
        #expect(scene.board.agentSketches(at: scene.time).map(\.name) == [ana])
    }

    @Test func `Agents whom one interface calls share a phone, whatever device tells its state`() {
        var scene = Scene(members: [ana, "PJSIP/1002"])
        #expect(scene.board.agentsOfOneInterface.isEmpty)
        func member(_ queue: String, _ state: String) -> String {
            scene.memberStatus("Local/1003@q/n", queue: queue, event: "QueueMemberAdded")
                .replacing("StateInterface: Local/1003@q/n", with: "StateInterface: \(state)")
        }
        scene.tell(member("support", "hint:1003@internal"))
        #expect(scene.board.agentsOfOneInterface.isEmpty)
        scene.tell(member("sales", "PJSIP/1003"))
        scene.tell(member("vip", "Custom:DND1003"))
        #expect(scene.board.agentsOfOneInterface == [["Custom:DND1003", "PJSIP/1003", "hint:1003@internal"]])
    }

    @Test func `Shares are rounded, and all and nothing are said of nothing else`() {
        let whole = [(0.0, 0), (0.01, 1), (1.4, 1), (47.826, 48), (99.4, 99), (99.99, 99), (100, 100), (250, 250)]
        for (value, shown) in whole { #expect(Percent.whole(value) == shown) }
        #expect(Percent.tenths(99.97) == 999 && Percent.tenths(0.01) == 1 && Percent.tenths(33.333) == 333)
        #expect(Percent.tenths(100) == 1000 && Percent.whole(.nan) == nil && Percent.whole(.infinity) == nil)
    }

    @Test func `A caller without a number is withheld, not unknown`() {
        var scene = Scene(members: [ana])
        func hidden(_ text: String) -> String {
            text.replacing("CallerIDNum: 555", with: "CallerIDNum: <unknown>")
                .replacing("CallerIDName: O\\'Brien", with: "CallerIDName: <unknown>")
        }
        scene.tell(hidden(scene.channel("Newchannel", "1.1")))
        scene.tell(scene.channel("Newchannel", "2.1", name: "PJSIP/1001-0000002a", more: "Linkedid: 1.1\n"))
        scene.tell(hidden(scene.connect("1.1", to: ana, dest: "2.1", hold: 5)))
        #expect(agent(scene).call?.otherParty == "")
        #expect(agent(scene).call?.isWithheld == true)
    }

    @Test func `Behind a Local member the other party is the far caller`() {
        var scene = Scene(members: [ana])
        scene.tell(scene.memberStatus(ana, status: 2))
        let names = ["PJSIP/trunk-1", "Local/1001@q-00000001;1", "Local/1001@q-00000001;2", "PJSIP/1001-00000001"]
        for (index, name) in names.enumerated() {
            let text = scene.channel("Newchannel", "1.\(index)", name: name, more: "Linkedid: 1.0\n")
            scene.tell(text.replacing("CallerIDNum: 555", with: "CallerIDNum: 55\(index)"))
        }
        for (index, name) in names.enumerated() {
            scene.tell(
                "Event: BridgeEnter\nBridgeUniqueid: b\(index / 2)\nChannel: \(name)\nUniqueid: 1.\(index)\n\n")
        }
        #expect(agent(scene).call?.otherParty == "550")
    }

    @Test func `All in the bridge of a conversation share the oldest linked id, those in a conference do not`() {
        var scene = Scene()
        for (kind, bridge, ids) in [("basic", "b", ["100.5", "101.7"]), ("base", "c", ["100.6", "101.8"])] {
            for id in ids {
                scene.tell(scene.channel("Newchannel", id))
                scene.tell(
                    scene.channel("BridgeEnter", id, more: "BridgeUniqueid: \(bridge)\nBridgeType: \(kind)\n"))
            }
            let linked = ids.map { scene.board.channel(uniqueID: $0)?.linkedID }
            #expect(linked == (kind == "basic" ? ["100.5", "100.5"] : ids))
        }
    }

    @Test func `A leave of a bridge that was merged is a leave of the one it was merged into`() {
        var scene = Scene()
        for (bridge, id) in [("b", "1.1"), ("c", "1.2"), ("c", "1.3")] {
            scene.tell(scene.channel("Newchannel", id))
            scene.tell(scene.channel("BridgeEnter", id, more: "BridgeUniqueid: \(bridge)\n"))
        }
        scene.tell("Event: BridgeMerge\nToBridgeUniqueid: b\nFromBridgeUniqueid: c\n\n")
        scene.tell(scene.channel("BridgeLeave", "1.2", more: "BridgeUniqueid: c\n"))
        scene.tell(scene.channel("BridgeLeave", "1.3", more: "BridgeUniqueid: c\n"))
        scene.tell(scene.channel("BridgeEnter", "1.3", more: "BridgeUniqueid: b\n"))
        #expect(scene.board.channels(inBridge: "b").map(\.uniqueID).sorted() == ["1.1", "1.3"])
        #expect(scene.board.channel(uniqueID: "1.2")?.bridgeID == "")
    }

    @Test func `A conversation is timed from its bridge`() {
        var scene = Scene(members: [ana])
        scene.tell(scene.channel("Newchannel", "1.1"))
        scene.pass(30)
        scene.tell("Event: BridgeEnter\nBridgeUniqueid: b\nChannel: PJSIP/trunk-1.1\nUniqueid: 1.1\n\n")
        #expect(scene.board.channel(uniqueID: "1.1")?.bridgedAt == scene.time)
        scene.pass(5)
        scene.tell("Event: BridgeLeave\nBridgeUniqueid: b\nChannel: PJSIP/trunk-1.1\nUniqueid: 1.1\n\n")
        #expect(scene.board.channel(uniqueID: "1.1")?.bridgedAt == 0)
    }

    @Test func `What a refused login says makes no board newer`() {
        var scene = Scene(members: [ana])
        scene.pass(5)
        scene.tell(scene.memberStatus(ana, status: 2))
        let told = scene.time
        #expect(scene.board.liveAt == told)
        scene.pass(5)
        scene.tell(.disconnected(reason: "gone", retryIn: 1))
        scene.tell(.connected(banner: "Asterisk Call Manager"))
        scene.pass(1)
        scene.tell("Response: Error\nMessage: Authentication failed\n\n")
        #expect(scene.board.lastEventAt == scene.time)
        #expect(scene.board.liveAt == told)
    }

    @Test func `The day is counted since everything was known, then since it began`() {
        #expect(Scene().board.countedSince == nil)
        var scene = Scene(members: [ana])
        #expect(scene.board.countedSince == Scene.start)
        scene.pass(60)
        scene.tell(.dayBegan)
        #expect(scene.board.countedSince == scene.time)
    }

    @Test func `The real phone of a Local member is found through its dial leg`() {
        let local = "Local/1001@from-queue/n"
        var scene = Scene()
        let list = scene.queueStatus(members: [local])
            .replacing("StateInterface: \(local)", with: "StateInterface: hint:1001@ext-local")
        scene.tell(list + Scene.channelsDone)
        scene.tell(scene.channel("Newchannel", "1.1"))
        scene.tell(
            scene.channel("Newchannel", "2.1", name: "Local/1001@from-queue-00000001;1", more: "Linkedid: 1.1\n"))
        scene.tell(
            scene.channel("Newchannel", "2.2", name: "Local/1001@from-queue-00000001;2", more: "Linkedid: 1.1\n"))
        scene.tell(scene.channel("Newchannel", "2.3", name: "PJSIP/phone-00000003", more: "Linkedid: 1.1\n"))
        scene.tell(
            scene.channel(
                "DialBegin", "2.2", name: "Local/1001@from-queue-00000001;2",
                more: "DestChannel: PJSIP/phone-00000003\nDestUniqueid: 2.3\nDialString: phone\n"))
        scene.tell(scene.connect("1.1", to: local, dest: "2.1", hold: 5))
        let agent = scene.board.agent("hint:1001@ext-local", at: scene.time)
        #expect(agent?.interfaces == [local])
        #expect(agent?.call?.channel == "PJSIP/phone-00000003")
        #expect(agent?.call?.channelUniqueID == "2.3")
        #expect(scene.board.channel(uniqueID: "2.3")?.dialPeer == "2.2")
        #expect(scene.board.channel(uniqueID: "2.2")?.dialPeer == "2.3")
    }

    @Test func `A call of the agent's own has a direction and another party`() {
        var scene = Scene(members: [ana])
        scene.tell(scene.memberStatus(ana, status: 2))
        scene.tell(
            scene.channel("Newchannel", "3.1", name: "PJSIP/1001-00000007")
                .replacing("ConnectedLineNum: <unknown>", with: "ConnectedLineNum: 0201"))
        #expect(agent(scene).call?.direction == .outbound)
        #expect(agent(scene).call?.otherParty == "0201")
        #expect(agent(scene).call?.queue == nil)
        scene.tell(scene.channel("Hangup", "3.1", name: "PJSIP/1001-00000007"))
        scene.tell(scene.channel("Newchannel", "3.2", name: "PJSIP/1001-00000008", more: "Linkedid: 1.7\n"))
        #expect(agent(scene).call?.direction == .inbound)
    }
}
