import AMI

/// Something that was done to an agent by somebody else, as the PBX told it. Hang-ups are not among them: the PBX tells
/// (`SoftHangupRequest`) those of its own dialplan in the same words as those of other programs.
package struct ForeignAction: Sendable, Equatable {
    /// Our clock, µs since 1970.
    package var at: Int64
    /// `paused`, `unpaused`, `added`, `removed`, `penalty`.
    package var what: String
    /// The member's interface and queue.
    package var target: String
    package var reason: String
    /// Who did it as far as the PBX tells: `PBX (missed calls)`, else `not this board`.
    package var source: String

    package init(at: Int64, what: String, target: String, reason: String, source: String) {
        self.at = at
        self.what = what
        self.target = target
        self.reason = reason
        self.source = source
    }
}

/// Tells the actions of others from those of this board: an event that one of our own actions explains is ours.
package struct ForeignActions: ~Copyable {
    /// What our own side asked, and until when its events may come.
    private struct Own {
        var names: Set<String>
        var until: Int64
    }

    private var own: [Own] = []
    private var scanner = PacketScanner()
    private static let patience: Int64 = 10_000_000
    private static let wanted = EventSet([
        .queueMemberPause, .queueMemberAdded, .queueMemberRemoved, .queueMemberPenalty,
    ])

    package init() {}

    /// A command of this board goes out; its summary names the interfaces.
    package mutating func asked(summary: String, at time: Int64) {
        let words = summary.split { $0 == " " || $0 == "," }.map(String.init)
        own.removeAll { $0.until < time }
        own.append(Own(names: Set(words), until: time + Self.patience))
    }

    /// Packets came, each with its end; what others did. Only those are read whose first line does not say that they are
    /// something else.
    package mutating func received(packets: UnsafeRawBufferPointer, ends: [Int], at time: Int64) -> [ForeignAction] {
        var found: [ForeignAction] = []
        var start = 0
        for end in ends {
            defer { start = end }
            let packet = UnsafeRawBufferPointer(rebasing: packets[start..<end])
            guard !packet.starts(with: Self.event) || packet.starts(with: Self.memberEvent) else { continue }
            found += received(packets: packet, at: time)
        }
        return found
    }

    private static let event = Array("Event: ".utf8)
    private static let memberEvent = Array("Event: QueueMember".utf8)

    /// Packets came; what others did.
    package mutating func received(packets: UnsafeRawBufferPointer, at time: Int64) -> [ForeignAction] {
        var found: [ForeignAction] = []
        let own = own.filter { $0.until >= time }
        _ = scanner.scan(packets, wanted: Self.wanted) { view in
            if let action = Self.action(view, at: time, own: own) { found.append(action) }
        }
        return found
    }

    private static func action(_ view: MessageView, at time: Int64, own: [Own]) -> ForeignAction? {
        guard case .event(let name) = view.kind else { return nil }
        func text(_ name: StaticString) -> String { view.values(name).first ?? "" }
        let interface = text("Interface").isEmpty ? text("Location") : text("Interface")
        // app_queue's own reason for a pause after missed calls: no person's.
        let reason = text("PausedReason").isEmpty ? text("Reason") : text("PausedReason")
        let isAutomatic = name == .queueMemberPause && text("Paused") == "1" && reason == "Auto-Pause"
        if !isAutomatic, own.contains(where: { $0.names.contains(interface) }) { return nil }
        let member = "\(interface) in \(text("Queue"))"
        switch name {
        case .queueMemberPause:
            let isPaused = text("Paused") == "1"
            return ForeignAction(
                at: time, what: isPaused ? "paused" : "unpaused", target: member, reason: reason,
                source: isAutomatic ? "PBX (missed calls)" : "not this board")
        case .queueMemberAdded:
            return ForeignAction(at: time, what: "added", target: member, reason: "", source: "not this board")
        case .queueMemberRemoved:
            return ForeignAction(at: time, what: "removed", target: member, reason: "", source: "not this board")
        case .queueMemberPenalty:
            return ForeignAction(
                at: time, what: "penalty", target: member, reason: text("Penalty"), source: "not this board")
        default: return nil
        }
    }
}
