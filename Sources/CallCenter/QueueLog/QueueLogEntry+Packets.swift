import AMI

// An entry as it stands in a journal, and as the AMI event that would have told the same.
extension QueueLogEntry {
    /// Its headers on the journal. Their names are those that a masked journal hides callers in, or not, in AMI packets.
    var headers: [(name: String, value: String)] {
        var headers = [
            ("Word", word.rawValue), ("Timestamp", "\(time)"), ("Queue", queue), ("Uniqueid", call), ("Member", agent),
        ]
        func add(_ name: String, _ value: String) { if !value.isEmpty { headers.append((name, value)) } }
        add("Interface", interface)
        add("CallerIDNum", number)
        add("DestUniqueid", channel)
        add("HoldTime", hold.map { "\($0)" } ?? "")
        add("TalkTime", talk.map { "\($0)" } ?? "")
        add("RingTime", ring.map { "\($0)" } ?? "")
        add("Reason", reason)
        add("ServiceLevel", serviceLevel.map { "\($0)" } ?? "")
        return headers
    }

    /// Reads a fact back; nil when it is none of this release.
    init?(_ view: MessageView) {
        func text(_ name: StaticString) -> String { view.values(name).first ?? "" }
        guard let word = Word(rawValue: text("Word")), let time = Int64(text("Timestamp")) else { return nil }
        self.init(time: time, word: word, call: text("Uniqueid"), queue: text("Queue"), agent: text("Member"))
        interface = text("Interface")
        number = text("CallerIDNum")
        channel = text("DestUniqueid")
        hold = Int(text("HoldTime"))
        talk = Int(text("TalkTime"))
        ring = Int(text("RingTime"))
        reason = text("Reason")
        serviceLevel = Int(text("ServiceLevel"))
    }

    /// The AMI events that tell what it tells, in Asterisk's order.
    ///
    /// - Parameters:
    ///   - interface: whose the member is.
    ///   - hold: seconds of the wait.
    func packets(interface: String, hold: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        func event(_ name: String, _ headers: [(String, String)]) {
            for (header, value) in [("Event", name), ("Queue", queue)] + headers {
                bytes += "\(header): ".utf8
                bytes += value.utf8.map { $0 < 32 ? 32 : $0 }
                bytes += "\r\n".utf8
            }
            bytes += "\r\n".utf8
        }
        let caller = [("Uniqueid", call)]
        var member = [("Interface", interface)]
        if interface == agent { member.append(("MemberName", agent)) }
        let answered = caller + member + (channel.isEmpty ? [] : [("DestUniqueid", channel)])
        switch word {
        case .enterQueue: event("QueueCallerJoin", caller + [("CallerIDNum", number)])
        case .connect: event("AgentConnect", answered + [("HoldTime", "\(hold)")])
        case .completeAgent, .completeCaller, .transfer, .blindTransfer, .attendedTransfer:
            let reason = word == .completeAgent ? "agent" : word == .completeCaller ? "caller" : "transfer"
            event(
                "AgentComplete",
                answered + [("HoldTime", "\(hold)"), ("TalkTime", "\(talk ?? 0)"), ("Reason", reason)])
        case .abandon, .exitWithTimeout, .exitEmpty, .withdraw:
            event("QueueCallerAbandon", caller + [("HoldTime", "\(hold)")])
            event("QueueCallerLeave", caller)
        case .exitWithKey: event("QueueCallerLeave", caller)
        case .agentDump:
            event("QueueCallerLeave", caller)
            event("AgentDump", answered)
        case .ringNoAnswer:
            event("AgentRingNoAnswer", caller + member + (ring.map { [("RingTime", "\($0)")] } ?? []))
        case .pause, .unpause:
            event(
                "QueueMemberPause",
                member + [("Paused", word == .pause ? "1" : "0"), ("PausedReason", reason), ("LastPause", "\(time)")])
        case .addMember: event("QueueMemberAdded", member)
        case .removeMember: event("QueueMemberRemoved", member)
        case .queueStart: break
        }
        return bytes
    }
}
