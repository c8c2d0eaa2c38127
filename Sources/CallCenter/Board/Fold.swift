import AMI

// The fold: one fact changes the board. Nothing here knows of dialects or spellings.
extension BoardState {
    /// Folds one packet.
    @inline(__always)
    mutating func fold(_ view: MessageView, at time: Int64) {
        sequence &+= 1
        guard let event = view.event else {
            foldOther(view, at: time)
            return
        }
        if let fact = Translation.fact(event, view, dialect: dialect) {
            fold(fact, view, at: time)
        } else if event == .unknown {
            unknownEvents &+= 1
        }
    }

    private mutating func foldOther(_ view: MessageView, at time: Int64) {
        if case .response(let success) = view.kind { responseCame(view, success: success, at: time) }
    }

    mutating func fold(_ fact: CallFact, _ view: MessageView, at time: Int64) {
        switch fact {
        case .channelCreated(let facts), .channelChanged(let facts):
            let slot = channelToldOf(facts, at: time)
            if slot != 0 { update(channel: slot, facts, at: time) }
        case .dialplanStepped(let facts):
            let slot = channelToldOf(facts, at: time)
            if slot != 0 {
                update(channel: slot, facts, at: time)
                if let text = facts.application {
                    _ = texts.replace(&channels[slot].application, .plain, text.start, text.count)
                    noteQueueAsked(channel: slot, application: text, facts.applicationData)
                }
            }
        case .channelRenamed(let uniqueID, let name):
            let slot = channel(uniqueID)
            if slot != 0 {
                rename(channel: slot, to: name)
                channels[slot].touched = sequence
            }
        case .hangupAsked(let facts):
            hangupsAreAsked = true
            guard let uniqueID = facts.uniqueID else { return }
            callerGone(uniqueID, asked: true, at: time)
            let slot = channel(uniqueID)
            if slot != 0 { channels[slot].hangupAsked = true }
        case .channelHungUp(let facts): hangUp(facts, at: time)
        case .held(let facts, let held):
            let slot = channelToldOf(facts, at: time)
            if slot != 0 {
                update(channel: slot, facts, at: time)
                channels[slot].onHold = held
            }
        case .recorded(let facts, let news):
            let slot = channelToldOf(facts, at: time)
            if slot != 0 {
                update(channel: slot, facts, at: time)
                recording(channel: slot, news)
            }
        case .spyingBegan(let spyer, let spyee): spyingBegan(by: spyer, on: spyee)
        case .spyingEnded(let spyer): spyingEnded(by: spyer)
        case .bridgeEntered(let facts):
            guard let id = facts.bridgeID, let uniqueID = facts.uniqueID else { return }
            callerBridged(uniqueID)
            let slot = channelToldOf(facts, at: time)
            if slot != 0 {
                update(channel: slot, facts, at: time)
                enterBridge(channel: slot, id, since: time)
                if facts.isBridgeBasic { shareLinkedID(of: slot) }
            }
        case .bridgeLeft(let facts):
            let slot = channelToldOf(facts, at: time)
            if slot != 0 {
                update(channel: slot, facts, at: time)
                if let id = facts.bridgeID, isIn(channel: slot, bridge: id) {
                    leaveBridge(channel: slot)
                    channels[slot].onHold = false
                }
            }
        case .bridgeDestroyed(let id): destroyBridge(id)
        case .bridgesMerged(let from, let to): mergeBridges(from: from, to: to)
        case .linked(let first, let second): link(first, second)
        case .unlinked(let first, let second): unlink(first, second)
        case .dialBegan(let from, let to, _): beginDial(from: from, to: to)
        case .dialEnded(let from, let to, let answered, _):
            if answered, let from { callerAnswered(from, at: time) }
            endDial(to: to, answered: answered)
        case .callerJoined(let facts): callerJoined(facts, at: time)
        case .callerLeft(let facts): callerLeft(facts, at: time)
        case .callerAbandoned(let facts): callerAbandoned(facts, at: time)
        case .callerTurnedAway(let facts): callerTurnedAway(facts, at: time)
        case .memberTold(let facts):
            let slot = memberToldOf(facts, at: time)
            if slot != 0 {
                updateCalls(member: slot, facts, at: time)
                update(member: slot, facts, at: time)
                noteAgent(members[slot].agent, at: time)
            }
        case .memberAdded(let facts):
            let slot = memberToldOf(facts, at: time)
            if slot != 0 {
                members[slot].known = false
                updateCalls(member: slot, facts, at: time)
                update(member: slot, facts, at: time)
                members[slot].known = true
                noteAgent(members[slot].agent, at: time)
            }
        case .memberRemoved(let facts): memberRemoved(facts, at: time)
        case .memberMissed(let facts): memberMissed(facts, at: time)
        case .callConnected(let facts): callConnected(facts, at: time)
        case .callCompleted(let facts): callCompleted(facts, at: time)
        case .callDumped(let facts): callDumped(facts)
        case .listItem(let kind): listItem(kind, view, at: time)
        case .listCompleted(let kind): listCompleted(kind, view, at: time)
        case .registrationListed: registrationListed(view, at: time)
        case .registrationTold: registrationTold(view, at: time)
        case .reachTold: reachTold(view, at: time)
        case .endpointListed: endpointListed(view, at: time)
        case .deviceTold: deviceTold(view, at: time)
        case .booted, .reloaded: suspectEverything()
        case .shutDown: break
        }
    }

    /// Something happened that no event describes: every queue is to be compared soon.
    mutating func suspectEverything() {
        var slot = queues.live(from: 1)
        while slot != 0 {
            queues[slot].suspect = true
            slot = queues.live(from: slot + 1)
        }
    }
}
