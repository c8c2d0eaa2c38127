import AMI

/// Turns messages into facts, dialect by dialect. Whatever it does not know means nothing to the board.
enum Translation {
    /// The events that mean something; all others are passed over unread.
    static let wanted = EventSet(usual)
    /// With the steps of the dialplan, for whoever asks for that class: half of all traffic.
    static let wantedWithDialplan = EventSet(usual + [.newexten, .varSet])

    private static let usual: [EventName] = [
        .newchannel, .newstate, .newCallerid, .newConnectedLine, .hangup, .hangupRequest,
        .softHangupRequest, .rename, .hold, .unhold, .bridgeEnter, .bridgeLeave, .bridgeDestroy, .bridgeMerge,
        .dialBegin, .dialEnd, .queueCallerJoin, .queueCallerLeave, .queueCallerAbandon, .agentConnect, .agentComplete,
        .agentRingNoAnswer, .agentDump, .queueMemberAdded, .queueMemberRemoved, .queueMemberPause,
        .queueMemberStatus, .queueMemberPenalty, .queueMemberRinginuse, .queueParams, .queueMember, .queueEntry,
        .queueStatusComplete, .coreShowChannel, .coreShowChannelsComplete, .fullyBooted, .reload, .shutdown,
        .queueStatus, .queuesComplete, .gsAgent, .gsAgentComplete, .join, .leave, .dial, .bridge, .link, .unlink,
        .outboundRegistrationDetail, .registry, .contactStatus, .peerStatus, .endpointList, .deviceStateChange,
        .chanSpyStart, .chanSpyStop, .mixMonitorStart, .mixMonitorStop, .mixMonitorMute, .monitorStart, .monitorStop,
    ]

    /// The fact that an event states; nil when it states none that matters, or lacks the header that names its subject.
    @inline(__always)
    static func fact(_ name: EventName, _ view: MessageView, dialect: Dialect) -> CallFact? {
        switch name {
        case .newchannel: return .channelCreated(ChannelFacts(view))
        case .newstate, .newCallerid, .newConnectedLine: return .channelChanged(ChannelFacts(view))
        case .hangup: return .channelHungUp(ChannelFacts(view))
        case .hangupRequest, .softHangupRequest: return .hangupAsked(ChannelFacts(view))
        case .bridgeEnter: return .bridgeEntered(ChannelFacts(view))
        case .bridgeLeave: return .bridgeLeft(ChannelFacts(view))
        case .queueMemberStatus:
            // The UCM's own list names its items like the live event: only a live one has a class to be allowed.
            return dialect == .ucm && view[.privilege] == nil ? .listItem(.ucmQueues) : .memberTold(MemberFacts(view))
        case .queueMemberPause, .queueMemberPenalty, .queueMemberRinginuse: return .memberTold(MemberFacts(view))
        case .queueMemberAdded: return .memberAdded(MemberFacts(view))
        case .queueMemberRemoved: return .memberRemoved(MemberFacts(view))
        case .queueCallerJoin, .join: return .callerJoined(VisitFacts(view))
        case .queueCallerLeave, .leave: return .callerLeft(VisitFacts(view))
        case .queueCallerAbandon: return .callerAbandoned(VisitFacts(view))
        case .agentConnect: return .callConnected(MemberFacts(view))
        case .agentComplete: return .callCompleted(MemberFacts(view))
        case .agentRingNoAnswer: return .memberMissed(MemberFacts(view))
        case .agentDump: return .callDumped(MemberFacts(view))
        case .hold: return .held(ChannelFacts(view), true)
        case .unhold: return .held(ChannelFacts(view), false)
        case .dialBegin:
            guard let far = view[.destUniqueid] else { return nil }
            return .dialBegan(from: view[.uniqueid], to: far, facts: ChannelFacts(view))
        case .dialEnd:
            guard let far = view[.destUniqueid] else { return nil }
            let answered = view[.dialStatus]?.equals("ANSWER") ?? false
            return .dialEnded(from: view[.uniqueid], to: far, answered: answered, facts: ChannelFacts(view))
        default: return rareFact(name, view, dialect: dialect)
        }
    }

    private static func rareFact(_ name: EventName, _ view: MessageView, dialect: Dialect) -> CallFact? {
        switch name {
        case .rename:
            guard let uniqueID = view[.uniqueid], let new = view[.newname] else { return nil }
            return .channelRenamed(uniqueID: uniqueID, to: new)
        case .chanSpyStart:
            guard let spyer = view[.spyerUniqueid], let spyee = view[.spyeeUniqueid] else { return nil }
            return .spyingBegan(by: spyer, on: spyee)
        case .chanSpyStop: return view[.spyerUniqueid].map { .spyingEnded(by: $0) }
        case .mixMonitorStart, .monitorStart: return .recorded(ChannelFacts(view), .begun)
        case .mixMonitorStop, .monitorStop: return .recorded(ChannelFacts(view), .ended)
        case .mixMonitorMute:
            guard let state = view[.state] else { return nil }
            let direction = view.values("Direction").first?.lowercased()
            let directions: UInt8 = direction == "read" ? 1 : direction == "write" ? 2 : 3
            return .recorded(ChannelFacts(view), .silenced(directions, state.equals("1")))
        case .newexten: return .dialplanStepped(ChannelFacts(view))
        case .varSet:
            // Of the callers whom app_queue does not let in only this tells (`set_queue_result`, apps/app_queue.c).
            guard let name = view[.variable], name.equals("QUEUESTATUS"), let value = view[.value],
                value.equals("FULL") || value.equals("JOINEMPTY") || value.equals("JOINUNAVAIL")
            else { return nil }
            return .callerTurnedAway(ChannelFacts(view))
        case .bridgeDestroy: return view[.bridgeUniqueid].map { .bridgeDestroyed(id: $0) }
        case .bridgeMerge:
            guard let from = view[.fromBridgeUniqueid], let to = view[.toBridgeUniqueid] else { return nil }
            return .bridgesMerged(from: from, to: to)
        case .queueParams, .queueMember, .queueEntry: return .listItem(.queues)
        case .queueStatusComplete: return .listCompleted(.queues)
        case .coreShowChannel: return .listItem(.channels)
        case .coreShowChannelsComplete: return .listCompleted(.channels)
        case .queueStatus: return dialect == .ucm ? .listItem(.ucmQueues) : nil
        case .queuesComplete: return dialect == .ucm ? .listCompleted(.ucmQueues) : nil
        case .gsAgent: return .listItem(.ucmAgents)
        case .gsAgentComplete: return .listCompleted(.ucmAgents)
        case .outboundRegistrationDetail: return .registrationListed
        case .registry: return .registrationTold
        case .contactStatus, .peerStatus: return .reachTold
        case .endpointList: return .endpointListed
        case .deviceStateChange: return .deviceTold
        case .fullyBooted: return .booted
        case .reload: return .reloaded
        case .shutdown: return .shutDown
        case .dial: return oldDial(view)
        case .link: return pair(view).map { .linked(first: $0, second: $1) }
        case .unlink: return pair(view).map { .unlinked(first: $0, second: $1) }
        case .bridge:
            guard let (first, second) = pair(view) else { return nil }
            let ends = view[.bridgeState]?.equalsIgnoringCase("Unlink") ?? false
            return ends ? .unlinked(first: first, second: second) : .linked(first: first, second: second)
        default: return nil
        }
    }

    private static func pair(_ view: MessageView) -> (Bytes, Bytes)? {
        guard let first = view[.uniqueid1], let second = view[.uniqueid2] else { return nil }
        return (first, second)
    }

    /// `Dial` before Asterisk 12 began and ended under one name, and named the caller's channel in two ways.
    private static func oldDial(_ view: MessageView) -> CallFact? {
        let from = view[.uniqueid] ?? view[.srcUniqueID]
        guard let to = view[.destUniqueid] else {
            return nil
        }
        if let part = view[.subEvent], part.equalsIgnoringCase("End") {
            let answered = view[.dialStatus]?.equals("ANSWER") ?? false
            return .dialEnded(from: from, to: to, answered: answered, facts: ChannelFacts(view))
        }
        return .dialBegan(from: from, to: to, facts: ChannelFacts(view))
    }
}
