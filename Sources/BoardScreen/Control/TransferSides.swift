import CallCenter

/// Who goes elsewhere by a transfer, and in whose name: the same whichever row of the conversation was selected.
struct TransferSides: Sendable, Equatable {
    /// Sent to the target: the outside party, or of a call in the house whoever the selected one talks to.
    var moved: CallTarget
    /// The phone that is freed, or that talks to the target first.
    var by: CallTarget
    /// What stands beside `moved` in its bridge: that phone, or half of a `Local` channel between the two. A blind
    /// transfer is done in its name, so that `moved` itself goes and the queue learns of it.
    var beside: CallTarget
}

extension Scene {
    /// The sides of a transfer of a call; nil when it does not talk to exactly one other.
    func transferSides(_ call: CallTarget) -> TransferSides? {
        guard let server = server(call.server), let channel = channel(call), let peer = server.peer(of: channel) else {
            return nil
        }
        let near = server.phone(behind: channel)
        let far = server.phone(behind: peer)
        // All agents are looked through once, when the dialog opens.
        let agents = server.agents(at: server.now)
        let trunks = Set(server.trunks.map(\.id) + options.trunkLines.map(\.endpoint))
        let (one, other) = (
            Party(near, agents: agents, trunks: trunks), Party(far, agents: agents, trunks: trunks)
        )
        let isNearMoved = one.outsideness > other.outsideness
        let (moved, by) = isNearMoved ? (near, far) : (far, near)
        guard let beside = server.peer(of: moved) else { return nil }
        func target(_ channel: Channel, _ party: Party) -> CallTarget {
            CallTarget(
                server: call.server, serverName: call.serverName, uniqueID: channel.uniqueID, channel: channel.name,
                who: party.agent ?? brief(channel))
        }
        return TransferSides(
            moved: target(moved, isNearMoved ? one : other), by: target(by, isNearMoved ? other : one),
            beside: target(beside, isNearMoved ? other : one))
    }

    /// The sides as they are by now, where a half of a `Local` channel was taken for who is behind it: when the form opened
    /// the board had not been told yet with whom its other half talks. Nil where nothing has become clearer.
    func wholeSides(of moved: CallTarget, by phone: CallTarget) -> TransferSides? {
        guard moved.channel.hasSuffix(";1") || moved.channel.hasSuffix(";2"), let now = transferSides(phone),
            now.by.uniqueID == phone.uniqueID, now.moved.uniqueID != moved.uniqueID, now.moved.who == moved.who
        else { return nil }
        return now
    }

    /// `+49…`, else a name, else what the list says of it: who a channel is, in as few words as do.
    private func brief(_ channel: Channel) -> String {
        let number = privacy.number(channel.callerNumber)
        if !number.isEmpty { return number }
        let name = privacy.name(channel.callerName)
        return name.isEmpty ? "a withheld number" : name
    }
}

/// Whom a channel belongs to.
private struct Party {
    /// The agent's name; nil of everybody else.
    var agent: String?
    /// The one of two with more of it is the one whom a transfer is about: a trunk's party before one of whom nothing is
    /// known, that before a phone of the house, and every caller of a queue before the agent who serves them.
    var outsideness: Int

    init(_ channel: Channel, agents: [Agent], trunks: Set<String>) {
        let device = Self.device(of: channel.name)
        let number = device.hasPrefix("Local/") ? nil : device.firstIndex(of: "/").map { device[$0...].dropFirst() }
        let agent =
            agents.first { $0.call?.channelUniqueID == channel.uniqueID }
            ?? agents.first { $0.id == device || $0.interfaces.contains(device) }
            ?? number.flatMap { number in agents.first { Scene.number(of: $0).map { $0 == number } ?? false } }
        self.agent = agent.map { $0.name.isEmpty ? $0.id : $0.name }
        if let agent {
            let isServing = agent.call?.channelUniqueID == channel.uniqueID && agent.call?.queue != nil
            outsideness = isServing ? -1 : 0
        } else if trunks.contains(device) {
            outsideness = 2
        } else {
            // Phones of the house are called by their numbers, others by names.
            let isPhone = number.map { !$0.isEmpty && $0.allSatisfy { $0.isASCII && $0.isNumber } } ?? false
            outsideness = isPhone ? 0 : 1
        }
    }

    /// `PJSIP/1001` of `PJSIP/1001-0000002a`.
    private static func device(of channel: String) -> String {
        channel.lastIndex(of: "-").map { String(channel[..<$0]) } ?? channel
    }
}

extension ServerBoard {
    /// The one that a channel shares its bridge with; nil when that is nobody, or several.
    fileprivate func peer(of channel: Channel) -> Channel? {
        if channel.bridgeID.isEmpty { return nil }
        let others = channels(inBridge: channel.bridgeID).filter { $0.uniqueID != channel.uniqueID }
        return others.count == 1 ? others[0] : nil
    }

    /// Who is at the end when only `Local` channels lie between: the phone itself, where one is there.
    fileprivate func phone(behind channel: Channel) -> Channel {
        var end = channel
        // A chain longer than this is a loop in somebody's dialplan.
        for _ in 0..<4 {
            guard let half = otherHalf(of: end.name), let next = peer(of: half) else { break }
            end = next
        }
        return end
    }

    /// `Local/…;1` of `Local/…;2`; nil of everything else.
    private func otherHalf(of name: String) -> Channel? {
        if name.hasSuffix(";1") { return channel(named: name.dropLast() + "2") }
        if name.hasSuffix(";2") { return channel(named: name.dropLast() + "1") }
        return nil
    }
}
