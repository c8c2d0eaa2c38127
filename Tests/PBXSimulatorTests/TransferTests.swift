import AMI
import PBXSimulator
import TestSupport
import Testing

/// A transfer over AMI may be in the name of any channel of a conversation, as on an Asterisk: whoever is beside it in its
/// bridge goes.
@Suite struct TransferTests {
    /// A queue's conversation: the caller's channel, what stands beside it, and the agent's phone.
    private struct Talk {
        var caller: String
        var beside: String
        var phone: String
    }

    private func office() -> Office {
        var office = Office(seed: 3, callsPerMinute: 30) {
            $0.agentHabits = false
            $0.meanTalkSeconds = 36_000
        }
        office.enter(events: "call,agent")
        office.pass(60)
        _ = office.takePackets()
        return office
    }

    private func channels(_ office: inout Office) -> [Packet] {
        office.send("Action: CoreShowChannels").filter { $0["Event"] == "CoreShowChannel" }
    }

    private func channel(_ name: String, _ office: inout Office) -> Packet? {
        channels(&office).first { $0["Channel"] == name }
    }

    /// The first queue's conversation whose agent is reached through a Local channel, or is not.
    private func talk(_ office: inout Office, throughLocal: Bool) throws -> Talk {
        let all = channels(&office)
        for caller in all where caller["Application"] == "Queue" && caller["BridgeId"]?.isEmpty == false {
            guard
                let beside = all.first(where: {
                    $0["BridgeId"] == caller["BridgeId"] && $0["Channel"] != caller["Channel"]
                })?["Channel"]
            else { continue }
            guard beside.hasPrefix("Local/") == throughLocal else { continue }
            let phone = all.first {
                $0["Linkedid"] == caller["Linkedid"] && $0["Channel"] != caller["Channel"]
                    && $0["Channel"]?.hasPrefix("PJSIP/") == true && $0["BridgeId"]?.isEmpty == false
            }
            guard let phone = phone?["Channel"], let name = caller["Channel"] else { continue }
            return Talk(caller: name, beside: beside, phone: phone)
        }
        throw NoTalk()
    }

    private struct NoTalk: Error {}

    @Test(arguments: [false, true])
    func `in the agent's name, or in that of the Local half beside it, the caller goes`(throughLocal: Bool) throws {
        for isBeside in [false, true] {
            var office = office()
            let talk = try talk(&office, throughLocal: throughLocal)
            let events = office.send(
                "Action: BlindTransfer\nChannel: \(isBeside ? talk.beside : talk.phone)\nContext: from-internal\nExten: 7000"
            )
            #expect(events.first?["Message"] == "Transfer succeeded")
            #expect(events.contains { $0["Event"] == "AgentComplete" && $0["Reason"] == "transfer" })
            let moved = events.first { $0["Event"] == "BlindTransfer" }
            #expect(moved?["TransfereeChannel"] == talk.caller)
            #expect(channel(talk.caller, &office)?["Exten"] == "7000")
            #expect(channel(talk.phone, &office) == nil && channel(talk.beside, &office) == nil)
        }
    }

    @Test(arguments: [false, true])
    func `in the caller's name the agent goes`(throughLocal: Bool) throws {
        var office = office()
        let talk = try talk(&office, throughLocal: throughLocal)
        let events = office.send("Action: BlindTransfer\nChannel: \(talk.caller)\nContext: from-internal\nExten: 7000")
        #expect(events.first?["Message"] == "Transfer succeeded")
        #expect(channel(talk.phone, &office)?["Exten"] == "7000")
        #expect(channel(talk.caller, &office) == nil)
    }

    @Test(arguments: [false, true])
    func `before an attended transfer the caller waits, and has the agent back when it is cancelled`(throughLocal: Bool)
        throws
    {
        var office = office()
        let talk = try talk(&office, throughLocal: throughLocal)
        let bridge = channel(talk.phone, &office)?["BridgeId"]
        let begun = office.send("Action: Atxfer\nChannel: \(talk.phone)\nContext: from-internal\nExten: 7000")
        #expect(begun.first?["Message"] == "Atxfer successfully queued")
        #expect(channel(talk.phone, &office)?["Exten"] == "7000")
        let back = office.send("Action: CancelAtxfer\nChannel: \(talk.phone)")
        #expect(back.first?["Message"] == "Atxfer successfully canceled")
        #expect(channel(talk.phone, &office)?["BridgeId"] == bridge)
        // The caller may give up meanwhile: nothing of the call is left behind.
        _ = office.send("Action: Atxfer\nChannel: \(talk.phone)\nContext: from-internal\nExten: 7000")
        _ = office.send("Action: Hangup\nChannel: \(talk.caller)")
        #expect(
            channel(talk.caller, &office) == nil && channel(talk.beside, &office)?["Channel"] != talk.beside
                || !throughLocal)
        #expect(channel(talk.phone, &office)?["Exten"] == "7000")
    }
}
