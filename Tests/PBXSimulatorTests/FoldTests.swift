import AMI
import CallCenter
import PBXSimulator
import TestSupport
import Testing

/// The main promise: what a board folded from the events equals what the PBX itself lists.
@Suite struct FoldTests {
    struct Size: Sendable, CustomTestStringConvertible {
        var queues: Int
        var agents: Int
        var callsPerMinute: Double
        var minutes: Double
        var seed: UInt64
        var testDescription: String { "\(queues) queues, \(agents) agents, \(callsPerMinute) calls a minute" }
    }

    @Test(
        "After any life, the folded board equals the PBX's own lists",
        arguments: [
            Size(queues: 6, agents: 24, callsPerMinute: 12, minutes: 30, seed: 1),
            Size(queues: 6, agents: 24, callsPerMinute: 25, minutes: 20, seed: 2),
            Size(queues: 6, agents: 24, callsPerMinute: 40, minutes: 15, seed: 3),
            Size(queues: 1, agents: 1, callsPerMinute: 2, minutes: 60, seed: 4),
            Size(queues: 3, agents: 5, callsPerMinute: 20, minutes: 30, seed: 5),
            Size(queues: 40, agents: 60, callsPerMinute: 30, minutes: 12, seed: 6),
        ])
    func foldEqualsLists(size: Size) {
        var supervisor = Supervisor(
            Office(seed: size.seed, queues: size.queues, agents: size.agents, callsPerMinute: size.callsPerMinute))
        supervisor.pass(size.minutes * 60)
        compare(&supervisor)
    }

    @Test(
        "So it does on a UCM, whatever its firmware's names and habits",
        arguments: [
            (false, false, false, 21), (false, true, true, 22), (true, false, false, 23), (true, true, true, 24),
        ] as [(Bool, Bool, Bool, UInt64)])
    func foldEqualsListsOnAUCM(oldNames: Bool, timestamps: Bool, echoes: Bool, seed: UInt64) {
        var supervisor = Supervisor(
            Office(seed: seed, queues: 4, agents: 20, callsPerMinute: 20) {
                $0.dialect = .ucm
                $0.oldEventNames = oldNames
                $0.timestampEvents = timestamps
                $0.ownListsEchoActionID = echoes
            }, commands: ["QueueStatus", "CoreShowChannels", "CoreSettings", "Queues", "GSAgents"])
        for _ in 0..<3 {
            supervisor.pass(200)
            for name in ["Queues", "GSAgents"] { supervisor.list(name) }
        }
        #expect(supervisor.board.dialect == .ucm)
        compare(&supervisor, isModern: !oldNames)
    }

    @Test("Actions of a busy supervisor do not lead the fold astray")
    func foldSurvivesActions() {
        var supervisor = Supervisor(Office(seed: 9, callsPerMinute: 30))
        for round in 0..<40 {
            supervisor.pass(20)
            let member = supervisor.board.members[round * 7 % supervisor.board.members.count]
            let pause = round % 3 == 0 ? "Paused: false" : "Paused: true\nReason: Coaching"
            supervisor.list("QueuePause", more: "Interface: \(member.interface)\n\(pause)")
            supervisor.list(
                "QueuePenalty", more: "Interface: \(member.interface)\nQueue: \(member.queue)\nPenalty: \(round % 4)")
            let own = supervisor.board.channels.filter { !$0.name.hasPrefix("Local") }
            if let channel = own.dropFirst(round % 5).first {
                supervisor.list("Hangup", more: "Channel: \(channel.name)\nCause: 16")
            }
            let place = "Context: from-internal\nExten: 40\(round % 6)\nPriority: 1"
            supervisor.list(
                "Originate", more: "Channel: PJSIP/10\(10 + round % 12)\n\(place)\nAsync: true\nCallerID: Click <9001>")
        }
        compare(&supervisor)
    }

    /// Compares every figure of the board with a fresh snapshot's.
    ///
    /// - Parameter isModern: whether events name bridges and say since when a member is paused, as they did not before
    ///   Asterisk 12.
    private func compare(_ supervisor: inout Supervisor, isModern: Bool = true) {
        let (params, members, entries, channels) = lists(&supervisor)
        let board = supervisor.board
        #expect(board.queues.count == params.count)
        for packet in params {
            guard let queue = board.queue(packet["Queue"] ?? "") else {
                Issue.record("queue \(packet["Queue"] ?? "") is not on the board")
                continue
            }
            for (header, figure) in [
                ("Calls", queue.waiting), ("Completed", queue.completed), ("Abandoned", queue.abandoned),
                ("Holdtime", queue.holdTime), ("TalkTime", queue.talkTime), ("Max", queue.max),
                ("Weight", queue.weight),
                ("ServiceLevel", queue.serviceLevel),
            ] { #expect(packet[header] == "\(figure)", "\(queue.name) \(header)") }
            #expect(close(packet["ServicelevelPerf"], queue.serviceLevelPerf), "\(queue.name) perf")
            #expect(close(packet["ServicelevelPerf2"], queue.serviceLevelPerf2), "\(queue.name) perf2")
        }
        #expect(board.members.count == members.count)
        for packet in members {
            guard
                let member = board.members.first(where: {
                    $0.queue == packet["Queue"] && $0.interface == packet["Location"]
                })
            else {
                Issue.record("member \(packet["Location"] ?? "") is not on the board")
                continue
            }
            for (header, figure) in [
                ("Penalty", "\(member.penalty)"), ("CallsTaken", "\(member.callsTaken)"),
                ("LoginTime", "\(member.loginTime)"), ("InCall", member.inCall ? "1" : "0"),
                ("Status", "\(member.status.rawValue)"), ("Paused", member.paused ? "1" : "0"),
                ("PausedReason", member.pausedReason), ("Name", member.name), ("StateInterface", member.stateInterface),
                ("Membership", member.membership),
            ] { #expect(packet[header] == figure, "\(member.queue) \(member.interface) \(header)") }
            // Old firmware does not say since when a member is paused: the fold has its own clock only.
            let lastPause = packet["LastPause"].flatMap(Int.init) ?? -9
            #expect(abs(lastPause - member.lastPause) <= (isModern ? 0 : 5), "\(member.interface) LastPause")
            // Without a change of the device no event carries it, and the fold has its own clock only: one step coarse.
            #expect(abs((packet["LastCall"].flatMap(Int.init) ?? -9) - member.lastCall) <= 5, "\(member.interface)")
        }
        #expect(board.callers.count == entries.count)
        for packet in entries {
            let caller = board.callers.first { $0.queue == packet["Queue"] && $0.uniqueID == packet["Uniqueid"] }
            #expect(caller?.position == Int(packet["Position"] ?? ""), "\(packet["Uniqueid"] ?? "") position")
        }
        #expect(board.channelCount == channels.count)
        for packet in channels {
            guard let channel = board.channel(uniqueID: packet["Uniqueid"] ?? "") else {
                Issue.record("channel \(packet["Channel"] ?? "") is not on the board")
                continue
            }
            #expect(packet["Channel"] == channel.name)
            #expect(packet["ChannelState"] == "\(channel.state.rawValue)", "\(channel.name) state")
            if isModern {
                #expect(packet["BridgeId"] == channel.bridgeID, "\(channel.name) bridge")
            } else {
                #expect((packet["BridgeId"] == "") == channel.bridgeID.isEmpty, "\(channel.name) bridge")
            }
            #expect(known(packet["CallerIDNum"]) == channel.callerNumber, "\(channel.name) caller")
            // A leg that does not ring yet learnt its other party, but nothing said so yet.
            if channel.state != .down {
                #expect(known(packet["ConnectedLineNum"]) == channel.connectedNumber, "\(channel.name) connected")
            }
            #expect(packet["Linkedid"] == channel.linkedID, "\(channel.name) linked")
        }
    }

    private func known(_ text: String?) -> String { text == "<unknown>" ? "" : text ?? "" }

    private func close(_ text: String?, _ figure: Double) -> Bool {
        abs((text.flatMap(Double.init) ?? -1) - figure) <= 0.1001
    }

    private func lists(_ supervisor: inout Supervisor) -> ([Packet], [Packet], [Packet], [Packet]) {
        var office = supervisor.office
        let all = office.send("Action: QueueStatus\nActionID: q\n\nAction: CoreShowChannels\nActionID: c")
        func named(_ name: String) -> [Packet] { all.filter { $0["Event"] == name } }
        return (named("QueueParams"), named("QueueMember"), named("QueueEntry"), named("CoreShowChannel"))
    }
}
