import AMI
import CallCenter

/// Compares a board with Asterisk's own lists, figure by figure.
struct Truth {
    private(set) var checked = 0
    private(set) var differences: [String] = []

    init(_ packets: [Packet], _ board: ServerBoard) {
        var seats: [String: Int] = [:]
        var queues = 0
        var members = 0
        var channels = 0
        for packet in packets {
            switch packet["Event"] {
            case "QueueParams":
                queues += 1
                compareQueue(packet, board)
            case "QueueMember":
                members += 1
                compareMember(packet, board)
            case "QueueEntry":
                let queue = packet["Queue"] ?? ""
                seats[queue, default: 0] += 1
                compareCaller(packet, board, seat: seats[queue, default: 0])
            case "CoreShowChannel":
                channels += 1
                compareChannel(packet, board)
            default: break
            }
        }
        check("queues", board.queues.count, queues)
        check("members", board.members.count, members)
        check("callers", board.callers.count, seats.values.reduce(0, +))
        check("channels", board.channelCount, channels)
        let listed = Set(packets.filter { $0["Event"] == "CoreShowChannel" }.compactMap { $0["Uniqueid"] })
        for channel in board.channels where !listed.contains(channel.uniqueID) {
            differences.append("ghost channel \(channel.uniqueID) \(channel.name)")
        }
        let waiting = Set(packets.filter { $0["Event"] == "QueueEntry" }.compactMap { $0["Uniqueid"] })
        for caller in board.callers where !waiting.contains(caller.uniqueID) {
            differences.append("ghost caller \(caller.uniqueID) in \(caller.queue)")
        }
    }

    private mutating func check<T: Equatable>(_ what: String, _ ours: T?, _ theirs: T?) {
        checked += 1
        if ours != theirs {
            differences.append("\(what): \(ours.map { "\($0)" } ?? "nil"), Asterisk \(theirs.map { "\($0)" } ?? "nil")")
        }
    }

    private mutating func compareQueue(_ packet: Packet, _ board: ServerBoard) {
        let name = packet["Queue"] ?? ""
        guard let queue = board.queue(name) else {
            differences.append("no queue \(name)")
            return
        }
        func number(_ header: String) -> Int? { packet[header].flatMap { Int($0) } }
        check("\(name) max", queue.max, number("Max"))
        check("\(name) strategy", queue.strategy, packet["Strategy"])
        check("\(name) waiting", queue.waiting, number("Calls"))
        check("\(name) holdTime", queue.holdTime, number("Holdtime"))
        check("\(name) talkTime", queue.talkTime, number("TalkTime"))
        check("\(name) completed", queue.completed, number("Completed"))
        check("\(name) abandoned", queue.abandoned, number("Abandoned"))
        check("\(name) serviceLevel", queue.serviceLevel, number("ServiceLevel"))
        check("\(name) weight", queue.weight, number("Weight"))
        check("\(name) perf", tenths(queue.serviceLevelPerf), packet["ServicelevelPerf"])
        check("\(name) perf2", tenths(queue.serviceLevelPerf2), packet["ServicelevelPerf2"])
    }

    private func tenths(_ percent: Double) -> String {
        let tenths = Int((percent * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    private mutating func compareMember(_ packet: Packet, _ board: ServerBoard) {
        let (queue, interface) = (packet["Queue"] ?? "", packet["Location"] ?? "")
        guard let member = board.members(of: queue).first(where: { $0.interface == interface }) else {
            differences.append("no member \(interface) of \(queue)")
            return
        }
        func number(_ header: String) -> Int? { packet[header].flatMap { Int($0) } }
        let what = "\(queue) \(interface)"
        check("\(what) name", member.name, packet["Name"])
        check("\(what) stateInterface", member.stateInterface, packet["StateInterface"])
        check("\(what) membership", member.membership, packet["Membership"])
        check("\(what) penalty", member.penalty, number("Penalty"))
        check("\(what) callsTaken", member.callsTaken, number("CallsTaken"))
        check("\(what) lastCall", member.lastCall, number("LastCall"))
        check("\(what) lastPause", member.lastPause, number("LastPause"))
        check("\(what) loginTime", member.loginTime, number("LoginTime"))
        check("\(what) inCall", member.inCall, number("InCall") == 1)
        check("\(what) status", Int(member.status.rawValue), number("Status"))
        check("\(what) paused", member.paused, number("Paused") == 1)
        check("\(what) pausedReason", member.pausedReason, packet["PausedReason"])
        check("\(what) wrapupTime", member.wrapupTime, number("Wrapuptime"))
    }

    private mutating func compareCaller(_ packet: Packet, _ board: ServerBoard, seat: Int) {
        let (queue, uniqueID) = (packet["Queue"] ?? "", packet["Uniqueid"] ?? "")
        guard let caller = board.callers(of: queue).first(where: { $0.uniqueID == uniqueID }) else {
            differences.append("no caller \(uniqueID) in \(queue)")
            return
        }
        let what = "\(queue) caller \(uniqueID)"
        check("\(what) position", caller.position, seat)
        check("\(what) channel", caller.channel, packet["Channel"])
        check("\(what) number", caller.number, known(packet["CallerIDNum"]))
        check("\(what) name", caller.name, known(packet["CallerIDName"]))
        let wait = Int((board.now - caller.joinedAt) / 1_000_000)
        checked += 1
        if abs(wait - (packet["Wait"].flatMap { Int($0) } ?? 0)) > 1 {
            differences.append("\(what) wait \(wait), Asterisk \(packet["Wait"] ?? "nil")")
        }
    }

    private mutating func compareChannel(_ packet: Packet, _ board: ServerBoard) {
        let uniqueID = packet["Uniqueid"] ?? ""
        guard let channel = board.channel(uniqueID: uniqueID) else {
            differences.append("no channel \(uniqueID) \(packet["Channel"] ?? "")")
            return
        }
        let what = "channel \(uniqueID) \(channel.name)"
        check("\(what) name", channel.name, packet["Channel"])
        check("\(what) state", channel.state.word, packet["ChannelStateDesc"])
        check("\(what) caller number", channel.callerNumber, known(packet["CallerIDNum"]))
        check("\(what) caller name", channel.callerName, known(packet["CallerIDName"]))
        check("\(what) connected number", channel.connectedNumber, known(packet["ConnectedLineNum"]))
        check("\(what) connected name", channel.connectedName, known(packet["ConnectedLineName"]))
        check("\(what) linked", channel.linkedID, packet["Linkedid"])
        check("\(what) bridge", channel.bridgeID, packet["BridgeId"])
    }

    private func known(_ text: String?) -> String {
        guard let text, text != "<unknown>", text != "unknown" else { return "" }
        return text.replacing("\\'", with: "'").replacing("\\\"", with: "\"").replacing("\\\\", with: "\\")
    }
}
