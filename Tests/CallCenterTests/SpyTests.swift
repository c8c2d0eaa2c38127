import CallCenter
import Testing

@Suite("Who listens to whom") struct SpyTests {
    private func channel(_ id: String, _ name: String, application: String = "", data: String = "") -> String {
        """
        Event: CoreShowChannel
        Channel: \(name)
        ChannelState: 6
        Uniqueid: \(id)
        Linkedid: \(id)
        Application: \(application)
        ApplicationData: \(data)
        Duration: 00:00:01
        BridgeId:\u{20}


        """
    }

    private func spying(_ event: String, _ spyer: String, _ spyee: String) -> String {
        """
        Event: \(event)
        Privilege: call,all
        SpyerChannel: PJSIP/\(spyer)
        SpyerUniqueid: \(spyer)
        SpyeeChannel: PJSIP/\(spyee)
        SpyeeUniqueid: \(spyee)


        """
    }

    private func born(_ id: String) -> String {
        "Event: Newchannel\nPrivilege: call,all\nChannel: PJSIP/\(id)\nChannelState: 6\nUniqueid: \(id)\nLinkedid: \(id)\n\n"
    }

    private func listeners(_ scene: Scene, _ id: String) -> [String] {
        scene.board.listeners(to: id).map(\.uniqueID)
    }

    @Test func `what ChanSpy tells is known until it ends, or until either is gone`() {
        var scene = Scene(members: [])
        scene.tell(["1.1", "1.2", "1.3"].map(born).joined())
        scene.tell(spying("ChanSpyStart", "1.2", "1.1") + spying("ChanSpyStart", "1.3", "1.1"))
        #expect(listeners(scene, "1.1") == ["1.2", "1.3"])
        #expect(scene.board.channel(uniqueID: "1.2")?.spiesOn == "1.1")
        scene.tell(spying("ChanSpyStop", "1.2", "1.1"))
        #expect(listeners(scene, "1.1") == ["1.3"])
        scene.tell(
            "Event: Hangup\nPrivilege: call,all\nChannel: PJSIP/1.3\nUniqueid: 1.3\nLinkedid: 1.3\nCause: 16\n\n")
        #expect(listeners(scene, "1.1").isEmpty)
        // What ends twice, or was never seen to begin, is nothing.
        scene.tell(spying("ChanSpyStop", "1.3", "1.1") + spying("ChanSpyStart", "9.9", "1.1"))
        #expect(listeners(scene, "1.1").isEmpty)
    }

    @Test func `who listened before the board came is found in the list, whatever its order`() {
        var scene = Scene()
        scene.tell("Response: Success\nMessage: Authentication accepted\n\n")
        scene.tell(.actionSent(id: "c1", name: "CoreShowChannels", scope: ""))
        scene.tell(
            "Response: Success\nActionID: c1\nEventList: start\n\n"
                + channel("1.2", "PJSIP/1000-2", application: "ChanSpy", data: "PJSIP/1001-1,qE")
                .replacing("\nDuration", with: "\nActionID: c1\nDuration")
                + channel("1.1", "PJSIP/1001-1").replacing("\nDuration", with: "\nActionID: c1\nDuration")
                + "Event: CoreShowChannelsComplete\nActionID: c1\nEventList: Complete\nListItems: 2\n\n")
        #expect(listeners(scene, "1.1") == ["1.2"])
    }
}
