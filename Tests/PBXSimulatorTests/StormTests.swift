import AMI
import PBXSimulator
import TestSupport
import Testing

/// A client may ask for anything at any moment: the PBX neither traps nor loses a channel.
@Suite struct StormTests {
    @Test("Any action on any channel or member, at any moment, leaves the exchange whole", arguments: 1...2)
    func storm(seed: Int) {
        var office = Office(seed: UInt64(seed), queues: 5, agents: 16, callsPerMinute: 30) { $0.warmUpSeconds = 60 }
        office.enter(events: "call,agent")
        var chance = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15
        func draw(_ bound: Int) -> Int {
            chance = chance &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(chance >> 33) % max(1, bound)
        }
        var channels: [String: String] = [:]
        func judge(_ packets: [Packet]) {
            for packet in packets {
                guard let id = packet["Uniqueid"], let event = packet["Event"] else { continue }
                if event == "Newchannel" { channels[id] = packet["Channel"] }
                if event == "Hangup" { channels[id] = nil }
            }
        }
        for packet in office.send("Action: CoreShowChannels") where packet["Event"] == "CoreShowChannel" {
            channels[packet["Uniqueid"] ?? ""] = packet["Channel"]
        }
        let targets = ["400", "404", "1003", "1004", "1000", "+4930123456", "h", ""]
        for _ in 0..<250 {
            office.pass(Double(draw(4000)) / 1000)
            judge(office.takePackets())
            let names = channels.values.sorted()
            let channel = names.isEmpty ? "PJSIP/none" : names[draw(names.count)]
            let exten = targets[draw(targets.count)]
            let member = draw(4) == 0 ? "Local/100\(draw(9))@from-queue/n" : "PJSIP/10\(10 + draw(8))"
            let queue = ["sales", "support", "vip", "none", ""][draw(5)]
            let place = "Context: from-internal\nExten: \(exten)\nPriority: 1"
            let action = [
                "Hangup\nChannel: \(channel)\nCause: \(draw(200) - 20)", "Redirect\nChannel: \(channel)\n\(place)",
                "Redirect\nChannel: \(channel)\n\(place)", "BlindTransfer\nChannel: \(channel)\n\(place)",
                "Park\nChannel: \(channel)\nTimeout: \(draw(30_000))",
                "Originate\nChannel: PJSIP/10\(10 + draw(8))\n\(place)\nAsync: \(draw(2))\nTimeout: \(draw(20_000))",
                "Originate\nChannel: PJSIP/+493012@carrier\nApplication: Echo\nAsync: true",
                "QueuePause\nInterface: \(member)\nPaused: \(draw(2))\nQueue: \(queue)",
                "QueueAdd\nQueue: \(queue)\nInterface: \(member)\nPenalty: \(draw(9) - 2)",
                "QueueRemove\nQueue: \(queue)\nInterface: \(member)", "QueueReset",
                "QueueWithdrawCaller\nQueue: \(queue)\nCaller: \(channel)",
                "QueueChangePriorityCaller\nQueue: \(queue)\nCaller: \(channel)\nPriority: \(draw(20) - 5)",
                "QueuePenalty\nInterface: \(member)\nPenalty: 9223372036854775807",
                "Atxfer\nChannel: \(channel)\n\(place)", "CancelAtxfer\nChannel: \(channel)",
            ][draw(16)]
            let answer = office.send("Action: \(action)")
            #expect(answer.contains { $0["Response"] != nil } || action.contains("Async: 0"), "\(action)")
            judge(answer)
        }
        let listed = office.send("Action: CoreShowChannels").filter { $0["Event"] == "CoreShowChannel" }
        #expect(Set(listed.compactMap { $0["Uniqueid"] }) == Set(channels.keys))
        // Left alone, with nobody new coming, a call ends some day: nothing hangs for ever.
        let before = Set(channels.keys)
        office.pass(1000, step: 50)
        judge(office.takePackets())
        #expect(before.intersection(channels.keys).isEmpty)
    }
}
