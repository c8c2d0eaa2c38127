import CallCenter
import Testing

@Suite("Trunks, and who paused whom")
struct TrunkTests {
    private func channel(_ name: String, _ id: String, linked: String, context: String, state: Int = 6) -> String {
        """
        Event: Newchannel
        Privilege: call,all
        Channel: \(name)
        ChannelState: \(state)
        Context: \(context)
        Uniqueid: \(id)
        Linkedid: \(linked)


        """
    }

    @Test func `an endpoint that calls in by a carrier's context is a trunk, and stays one when its calls have ended`()
    {
        var scene = Scene()
        scene.tell(channel("PJSIP/carrier-01", "1.1", linked: "1.1", context: "from-trunk"))
        scene.tell(channel("PJSIP/carrier-02", "1.2", linked: "1.9", context: "macro-dial", state: 0))
        scene.tell(channel("PJSIP/1001-03", "1.3", linked: "1.3", context: "from-internal"))
        scene.tell(channel("Local/5@from-trunk-04;1", "1.4", linked: "1.4", context: "from-trunk"))
        var trunk = scene.board.trunks.first
        #expect(scene.board.trunks.map(\.id) == ["PJSIP/carrier"])
        #expect(trunk?.channels == 2 && trunk?.inbound == 1 && trunk?.answered == 1)
        scene.tell("Event: Hangup\nChannel: PJSIP/carrier-01\nUniqueid: 1.1\n\n")
        scene.tell("Event: Hangup\nChannel: PJSIP/carrier-02\nUniqueid: 1.2\n\n")
        trunk = scene.board.trunks.first
        #expect(trunk?.id == "PJSIP/carrier" && trunk?.channels == 0)
    }

    @Test func `a call that moves into a carrier's context later makes no trunk`() {
        var scene = Scene()
        scene.tell(channel("PJSIP/1001-03", "1.3", linked: "1.3", context: "from-internal"))
        scene.tell("Event: Newstate\nChannel: PJSIP/1001-03\nContext: from-trunk\nUniqueid: 1.3\n\n")
        #expect(scene.board.trunks.isEmpty)
    }

    @Test func `a member's phone is no trunk, whatever context it calls from`() {
        var scene = Scene()
        scene.tell(
            "Event: QueueMemberAdded\nPrivilege: agent,all\nQueue: s\nInterface: PJSIP/1001\nMemberName: Bo\nStatus: 1\n\n"
        )
        scene.tell(channel("PJSIP/1001-03", "1.3", linked: "1.3", context: "from-trunk"))
        #expect(scene.board.trunks.isEmpty)
    }

    @Test func `registrations are told by list and event, reachability by event`() {
        var scene = Scene()
        scene.tell(
            """
            Event: OutboundRegistrationDetail
            ObjectType: registration
            ObjectName: telco
            ServerUri: sip:sip.example.com
            ClientUri: sip:me@sip.example.com
            Endpoint:
            Status: Registered

            Event: OutboundRegistrationDetail
            ObjectName: backup-reg
            ServerUri: sip:backup.example.com
            ClientUri: sip:me@backup.example.com
            Endpoint: backup
            Status: Rejected


            """)
        #expect(scene.board.trunks.map(\.id) == ["PJSIP/backup", "PJSIP/telco"])
        #expect(scene.board.trunks.map(\.registration) == [.rejected, .registered])
        let change = "Event: Registry\nPrivilege: system,all\nChannelType: PJSIP\nUsername: sip:me@sip.example.com\n"
        scene.tell(change + "Domain: sip:sip.example.com\nStatus: Unregistered\n\n")
        #expect(scene.board.trunk("PJSIP/telco").registration == .trying)
        #expect(scene.board.trunk("PJSIP/telco").isDown)
        scene.tell(change + "Domain: sip:other.example.com\nStatus: Registered\n\n")
        #expect(scene.board.trunk("PJSIP/telco").registration == .trying)
        scene.tell(
            "Event: ContactStatus\nPrivilege: system,all\nAOR: telco\nEndpointName: telco\nContactStatus: Unreachable\n\n"
        )
        #expect(scene.board.trunk("PJSIP/telco").reach == .unreachable)
        scene.tell(
            "Event: PeerStatus\nPrivilege: system,all\nChannelType: PJSIP\nPeer: PJSIP/telco\nPeerStatus: Reachable\n\n"
        )
        #expect(scene.board.trunk("PJSIP/telco").reach == .reachable)
        #expect(scene.board.trunks.first { $0.id == "PJSIP/telco" }?.reachSince ?? 0 > 0)
    }

    private func listed(_ name: String, aor: String = "", contacts: String = "", state: String) -> String {
        let line = contacts.isEmpty ? "" : "Contacts: \(contacts)\n"
        return "Event: EndpointList\nActionID: 1\nObjectType: endpoint\nObjectName: \(name)\nTransport: \nAor: \(aor)\n"
            + "Auths: \nOutboundAuths: \n\(line)DeviceState: \(state)\nActiveChannels: 0\n\n"
    }

    private func device(_ name: String, _ state: String, isLive: Bool = true) -> String {
        "Event: DeviceStateChange\n\(isLive ? "Privilege: call,all" : "ActionID: 2")\nDevice: \(name)\nState: \(state)\n\n"
    }

    @Test func `the first lists tell of the trunks that the configuration names, and of no phone`() {
        var scene = Scene()
        scene.tell(.settings(BoardSettings(trunks: ["PJSIP/backup", "PJSIP/telco", "PJSIP/inbound"])))
        #expect(scene.board.trunks.map(\.id) == ["PJSIP/backup", "PJSIP/inbound", "PJSIP/telco"])
        #expect(scene.board.trunks.allSatisfy { $0.reach == .unknown })
        scene.tell(
            listed("backup", contacts: "backup/sip:192.0.2.1,", state: "Unavailable")
                + listed("telco", contacts: "telco/sip:192.0.2.2,", state: "Not in use")
                + listed("inbound", state: "Unavailable")
                + listed("1001", contacts: "1001/sip:192.0.2.3,", state: "Unavailable"))
        #expect(scene.board.trunks.map(\.reach) == [.unreachable, .incomingOnly, .available])
        #expect(scene.board.trunks.map(\.isDown) == [true, false, false])
        // Who registers here has an address while registered: one that calls are to go by is down without.
        scene.tell(listed("telco", aor: "telco", state: "Unavailable"))
        #expect(scene.board.trunk("PJSIP/telco").reach == .noContact && scene.board.trunk("PJSIP/telco").isDown)
        scene.tell(listed("telco", aor: "telco", contacts: "telco/sip:192.0.2.2,", state: "Not in use"))
        // The device's state says nothing new of any of them.
        for id in ["PJSIP/backup", "PJSIP/inbound", "PJSIP/1001"] {
            scene.tell(device(id, "UNAVAILABLE", isLive: false))
        }
        scene.tell(device("PJSIP/telco", "NOT_INUSE", isLive: false))
        #expect(scene.board.trunks.map(\.reach) == [.unreachable, .incomingOnly, .available])
        // Another configuration: a trunk that it does not name and that no call made one is none any more.
        scene.tell(.settings(BoardSettings(trunks: ["PJSIP/telco"])))
        #expect(scene.board.trunks.map(\.id) == ["PJSIP/telco"])
    }

    @Test func `who may not read system hears of a trunk by its device's state`() {
        var scene = Scene()
        scene.tell(.settings(BoardSettings(trunks: ["PJSIP/telco", "PJSIP/inbound"])))
        func reach(_ id: String) -> Trunk.Reach { scene.board.trunk(id).reach }
        scene.tell(
            device("PJSIP/telco", "NOT_INUSE", isLive: false) + device("PJSIP/inbound", "UNAVAILABLE", isLive: false))
        #expect(reach("PJSIP/telco") == .available && reach("PJSIP/inbound") == .unavailable)
        scene.tell(device("PJSIP/telco", "INUSE") + device("PJSIP/inbound", "INUSE"))
        #expect(reach("PJSIP/telco") == .available && reach("PJSIP/inbound") == .unavailable)
        scene.tell(device("PJSIP/telco", "UNAVAILABLE") + device("PJSIP/inbound", "UNAVAILABLE"))
        #expect(reach("PJSIP/telco") == .unreachable && reach("PJSIP/inbound") == .unavailable)
        let since = scene.board.trunk("PJSIP/telco").reachSince
        scene.pass(5)
        // A call that is left over is no answer of the far end.
        scene.tell(device("PJSIP/telco", "INUSE") + device("PJSIP/telco", "UNAVAILABLE"))
        #expect(reach("PJSIP/telco") == .unreachable && scene.board.trunk("PJSIP/telco").reachSince == since)
        scene.tell(device("PJSIP/telco", "NOT_INUSE"))
        #expect(reach("PJSIP/telco") == .reachable)
    }

    @Test func `why no call can be sent to a trunk is asked of functions, and only what has an address is unreachable`()
    {
        var scene = Scene()
        scene.tell(.settings(BoardSettings(trunks: ["PJSIP/a", "PJSIP/b", "PJSIP/c", "PJSIP/d", "SIP/e", "PJSIP/f"])))
        #expect(scene.board.trunkQuestions.isEmpty)
        for id in ["PJSIP/a", "PJSIP/b", "PJSIP/c", "PJSIP/d", "SIP/e"] {
            scene.tell(device(id, "UNAVAILABLE", isLive: false))
        }
        #expect(
            scene.board.trunkQuestions == ["a", "b", "c", "d"].map { "PJSIP_ENDPOINT(\($0),aors)" },
            "of what is not PJSIP no function tells")
        func answer(_ function: String, _ value: String) {
            scene.tell("Response: Success\nActionID: 3\nVariable: \(function)\nValue: \(value)\n\n")
        }
        answer("PJSIP_ENDPOINT(a,aors)", "")
        answer("PJSIP_ENDPOINT(b,aors)", "bb,spare")
        answer("PJSIP_ENDPOINT(c,aors)", "c")
        answer("PJSIP_ENDPOINT(f,aors)", "")
        answer("CHANNEL(state)", "Up")
        #expect(scene.board.trunkQuestions.contains("PJSIP_AOR(spare,contact)"))
        answer("PJSIP_AOR(bb,contact)", "")
        answer("PJSIP_AOR(c,contact)", "")
        func reach(_ id: String) -> Trunk.Reach { scene.board.trunk(id).reach }
        #expect(
            ["PJSIP/a", "PJSIP/b", "PJSIP/c", "PJSIP/d"].map(reach) == [
                .incomingOnly, .noContact, .noContact, .unavailable,
            ])
        #expect(reach("SIP/e") == .unavailable && reach("PJSIP/f") == .unknown)
        answer("PJSIP_AOR(spare,contact)", "spare@@0c1")
        answer("PJSIP_AOR(bb,contact)", "")
        #expect(reach("PJSIP/b") == .unreachable)
        #expect(
            ["PJSIP/a", "PJSIP/b", "PJSIP/c", "PJSIP/d"].map { scene.board.trunk($0).isDown } == [
                false, true, true, false,
            ])
        // The device's state alone says no more of what is known better; a call that can be sent does.
        scene.tell(device("PJSIP/a", "UNAVAILABLE") + device("PJSIP/c", "UNAVAILABLE"))
        #expect(reach("PJSIP/a") == .incomingOnly && reach("PJSIP/c") == .noContact)
        scene.tell(device("PJSIP/c", "NOT_INUSE"))
        #expect(reach("PJSIP/c") == .available)
        answer("PJSIP_AOR(c,contact)", "")
        #expect(reach("PJSIP/c") == .available, "an answer that came late")
    }

    @Test func `a pause by the PBX after missed calls is told from one by a person`() {
        var scene = Scene()
        func pause(_ interface: String, _ reason: String) {
            scene.tell(
                "Event: QueueMemberPause\nPrivilege: agent,all\nQueue: s\nInterface: \(interface)\nStatus: 1\n"
                    + "Paused: 1\nLastPause: 5\nPausedReason: \(reason)\n\n")
        }
        pause("PJSIP/1", "Auto-Pause")
        pause("PJSIP/2", "Lunch")
        #expect(scene.board.agents(at: scene.board.now).map(\.isPausedByPBX) == [true, false])
    }

    @Test func `a UCM's queue has its name, and the own lists are enough where no other is offered`() {
        let list = """
            Response: Success
            EventList: start

            Event: QueueStatus
            Queue: 6500
            CallCount: 0
            CallsComplete: 4
            QueueName: Reception

            Event: QueueMemberStatus
            Queue: 6500
            Location: PJSIP/1000
            Status: 1
            Paused: 0

            Event: QueuesComplete
            EventList: Complete
            ListItems: 1


            """
        var scene = Scene()
        scene.tell(.loggedIn(commands: ["Queues", "GSAgents", "CoreShowChannels"]))
        scene.tell(.actionSent(id: "9", name: "Queues", scope: ""))
        scene.tell(list)
        #expect(scene.board.queue("6500")?.title == "Reception")
        #expect(scene.board.members.count == 1)
        scene.tell("Event: CoreShowChannelsComplete\nEventList: Complete\nListItems: 0\n\n")
        #expect(scene.board.hasSnapshot)
        // A QueueStatus that was whole is better: of the own list only the name is taken.
        var full = Scene()
        full.tell(.loggedIn(commands: ["Queues", "GSAgents", "QueueStatus"]))
        full.tell("Event: QueueParams\nQueue: 6500\nCompleted: 7\n\nEvent: QueueStatusComplete\nListItems: 1\n\n")
        full.tell(list)
        #expect(full.board.queue("6500")?.completed == 7 && full.board.queue("6500")?.title == "Reception")
    }
}
