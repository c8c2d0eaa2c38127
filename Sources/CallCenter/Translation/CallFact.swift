import AMI

/// What a message means, whatever the dialect and the spelling it came in. Its texts are bytes of the packet, valid
/// only while it is folded.
enum CallFact {
    // Channels
    case channelCreated(ChannelFacts)
    case channelChanged(ChannelFacts)
    case dialplanStepped(ChannelFacts)
    case channelRenamed(uniqueID: Bytes, to: Bytes)
    case hangupAsked(ChannelFacts)
    case channelHungUp(ChannelFacts)
    case held(ChannelFacts, Bool)
    case recorded(ChannelFacts, RecordingNews)
    case bridgeEntered(ChannelFacts)
    case bridgeLeft(ChannelFacts)
    case bridgeDestroyed(id: Bytes)
    case bridgesMerged(from: Bytes, to: Bytes)
    /// Two channels talk: how Asterisk said it before it had bridge events.
    case linked(first: Bytes, second: Bytes)
    case unlinked(first: Bytes, second: Bytes)
    case dialBegan(from: Bytes?, to: Bytes, facts: ChannelFacts)
    case dialEnded(from: Bytes?, to: Bytes, answered: Bool, facts: ChannelFacts)

    /// ChanSpy began or ended, by the unique ids of the two channels.
    case spyingBegan(by: Bytes, on: Bytes)
    case spyingEnded(by: Bytes)

    // Callers
    case callerJoined(VisitFacts)
    case callerLeft(VisitFacts)
    case callerAbandoned(VisitFacts)
    /// Never let into the queue that its channel last asked for.
    case callerTurnedAway(ChannelFacts)

    // Members and their calls
    case memberTold(MemberFacts)
    case memberAdded(MemberFacts)
    case memberRemoved(MemberFacts)
    case memberMissed(MemberFacts)
    case callConnected(MemberFacts)
    case callCompleted(MemberFacts)
    case callDumped(MemberFacts)

    // Lists
    case listItem(ListKind)
    case listCompleted(ListKind)

    // Trunks
    case registrationListed
    case registrationTold
    case reachTold
    case endpointListed
    case deviceTold

    // The server
    case booted
    case reloaded
    case shutDown
}
