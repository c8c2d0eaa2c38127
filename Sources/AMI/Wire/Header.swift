/// The headers that callboard reads, each with a slot of its own in a tokenised packet.
///
/// The raw value is the slot's index; slot 0 takes every other header. Names match whatever their case
/// (`Uniqueid` and the Cdr's `UniqueID`, `Holdtime` and `HoldTime`), as in Asterisk itself. A header that is not
/// here is still in the packet: `MessageView.values(_:)` and `forEachHeader(_:)` find it.
package enum Header: UInt8, CaseIterable, Sendable {
    // What a packet is.
    case event = 1, response, action, actionID, message, eventList, listItems, privilege, timestamp

    // A channel.
    case channel, channelState, channelStateDesc, callerIDNum, callerIDName, connectedLineNum, connectedLineName,
        accountCode, context, exten, priority, uniqueid, linkedid, application, applicationData, appData,
        `extension`, duration, seconds, cause, causeTxt, techCause, newname, oldname

    // A bridge.
    case bridgeUniqueid, bridgeId, bridgeType, bridgeTechnology, bridgeCreator, bridgeName, bridgeNumChannels,
        toBridgeUniqueid, fromBridgeUniqueid

    // A dial leg, and the far side of whatever has two sides.
    case destChannel, destChannelState, destChannelStateDesc, destCallerIDNum, destCallerIDName,
        destConnectedLineNum, destConnectedLineName, destContext, destExten, destPriority, destUniqueid,
        destLinkedid, dialStatus, dialString, forward

    // A queue and its callers.
    case queue, position, originalPosition, count, wait, max, strategy, calls, holdtime, talkTime, completed,
        abandoned, serviceLevel, servicelevelPerf, servicelevelPerf2, weight, loggedIn, available, callers,
        longestHoldTime

    // A queue's member.
    case interface, memberName, stateInterface, membership, penalty, callsTaken, lastCall, lastPause, loginTime,
        inCall, status, paused, pausedReason, ringinuse, wrapuptime, name, location, reason, ringTime

    // Devices, hints, registrations.
    case device, state, hint, statusText, peer, peerStatus, endpoint, endpointName, contactStatus,
        aor, objectName, serverUri, clientUri, domain, contacts, deviceState

    // Local channels and their optimisation.
    case localOneChannel, localOneUniqueid, localOneLinkedid, localTwoChannel, localTwoUniqueid, localTwoLinkedid,
        localOptimization, sourceChannel, sourceUniqueid, sourceLinkedid, success, id

    // Transfers.
    case transfererChannel, transfererUniqueid, transfererLinkedid, transfereeChannel, transfereeUniqueid,
        transfereeLinkedid, origTransfererChannel, origTransfererUniqueid, origTransfererLinkedid,
        secondTransfererChannel, secondTransfererUniqueid, secondTransfererLinkedid, transferTargetChannel,
        transferTargetUniqueid, destTransfererChannel, origBridgeUniqueid,
        secondBridgeUniqueid, destBridgeUniqueid, result, isExternal

    // Parking and pick-up.
    case parkeeChannel, parkeeUniqueid, parkeeLinkedid, parkerChannel, parkerUniqueid, parkerDialString,
        retrieverChannel, retrieverUniqueid, parkinglot, parkingSpace, parkingTimeout, parkingDuration,
        targetChannel, targetUniqueid

    // Listening in, conferences, music, variables.
    case spyerChannel, spyerUniqueid, spyeeChannel, spyeeUniqueid, conference, admin, muted, `class`, musicClass,
        variable, value, userEvent, data, output

    // The server itself.
    case ping, uptime, lastReload, asteriskVersion, amiVersion, systemName, coreStartupDate, coreStartupTime,
        coreCurrentCalls, coreProcessedCalls, shutdown, restart, module, username,
        secret, authType, challenge, key, events, accountID, remoteAddress, async, timeout, callerID, account

    // A Grandstream UCM's own lists.
    case agent, queueName, callCount, callsTotal, callsComplete, callsAbandoned, callsAbandon, avgWaitTime,
        avgTalkTime, agentCount, availableCount, abandonedRate, seviceLevel, chairman, enableAgentLogin, pausedTime,
        callerChannel

    // Spellings from before Asterisk 12.
    case channel1, channel2, uniqueid1, uniqueid2, callerID1, callerID2, subEvent, source, destination, srcUniqueID,
        bridgeState, member, agentName, agentCalled, channelCalling, destinationChannel, bridgedChannel

    // Facts of callboard's own, in a journal.
    case fact, banner, commands, scope, retryIn, roundTrip, pbxTime, lost, offset

    /// The name on the wire, in the spelling of Asterisk's source.
    package var name: StaticString {
        switch self {
        case .event: "Event"
        case .response: "Response"
        case .action: "Action"
        case .actionID: "ActionID"
        case .message: "Message"
        case .eventList: "EventList"
        case .listItems: "ListItems"
        case .privilege: "Privilege"
        case .timestamp: "Timestamp"
        case .channel: "Channel"
        case .channelState: "ChannelState"
        case .channelStateDesc: "ChannelStateDesc"
        case .callerIDNum: "CallerIDNum"
        case .callerIDName: "CallerIDName"
        case .connectedLineNum: "ConnectedLineNum"
        case .connectedLineName: "ConnectedLineName"
        case .accountCode: "AccountCode"
        case .context: "Context"
        case .exten: "Exten"
        case .priority: "Priority"
        case .uniqueid: "Uniqueid"
        case .linkedid: "Linkedid"
        case .application: "Application"
        case .applicationData: "ApplicationData"
        case .appData: "AppData"
        case .extension: "Extension"
        case .duration: "Duration"
        case .seconds: "Seconds"
        case .cause: "Cause"
        case .causeTxt: "Cause-txt"
        case .techCause: "TechCause"
        case .newname: "Newname"
        case .oldname: "Oldname"
        case .bridgeUniqueid: "BridgeUniqueid"
        case .bridgeId: "BridgeId"
        case .bridgeType: "BridgeType"
        case .bridgeTechnology: "BridgeTechnology"
        case .bridgeCreator: "BridgeCreator"
        case .bridgeName: "BridgeName"
        case .bridgeNumChannels: "BridgeNumChannels"
        case .toBridgeUniqueid: "ToBridgeUniqueid"
        case .fromBridgeUniqueid: "FromBridgeUniqueid"
        case .destChannel: "DestChannel"
        case .destChannelState: "DestChannelState"
        case .destChannelStateDesc: "DestChannelStateDesc"
        case .destCallerIDNum: "DestCallerIDNum"
        case .destCallerIDName: "DestCallerIDName"
        case .destConnectedLineNum: "DestConnectedLineNum"
        case .destConnectedLineName: "DestConnectedLineName"
        case .destContext: "DestContext"
        case .destExten: "DestExten"
        case .destPriority: "DestPriority"
        case .destUniqueid: "DestUniqueid"
        case .destLinkedid: "DestLinkedid"
        case .dialStatus: "DialStatus"
        case .dialString: "DialString"
        case .forward: "Forward"
        case .queue: "Queue"
        case .position: "Position"
        case .originalPosition: "OriginalPosition"
        case .count: "Count"
        case .wait: "Wait"
        case .max: "Max"
        case .strategy: "Strategy"
        case .calls: "Calls"
        case .holdtime: "Holdtime"
        case .talkTime: "TalkTime"
        case .completed: "Completed"
        case .abandoned: "Abandoned"
        case .serviceLevel: "ServiceLevel"
        case .servicelevelPerf: "ServicelevelPerf"
        case .servicelevelPerf2: "ServicelevelPerf2"
        case .weight: "Weight"
        case .loggedIn: "LoggedIn"
        case .available: "Available"
        case .callers: "Callers"
        case .longestHoldTime: "LongestHoldTime"
        case .interface: "Interface"
        case .memberName: "MemberName"
        case .stateInterface: "StateInterface"
        case .membership: "Membership"
        case .penalty: "Penalty"
        case .callsTaken: "CallsTaken"
        case .lastCall: "LastCall"
        case .lastPause: "LastPause"
        case .loginTime: "LoginTime"
        case .inCall: "InCall"
        case .status: "Status"
        case .paused: "Paused"
        case .pausedReason: "PausedReason"
        case .ringinuse: "Ringinuse"
        case .wrapuptime: "Wrapuptime"
        case .name: "Name"
        case .location: "Location"
        case .reason: "Reason"
        case .ringTime: "RingTime"
        case .device: "Device"
        case .state: "State"
        case .hint: "Hint"
        case .statusText: "StatusText"
        case .peer: "Peer"
        case .peerStatus: "PeerStatus"
        case .endpoint: "Endpoint"
        case .endpointName: "EndpointName"
        case .contactStatus: "ContactStatus"
        case .aor: "AOR"
        case .objectName: "ObjectName"
        case .serverUri: "ServerUri"
        case .clientUri: "ClientUri"
        case .domain: "Domain"
        case .contacts: "Contacts"
        case .deviceState: "DeviceState"
        case .localOneChannel: "LocalOneChannel"
        case .localOneUniqueid: "LocalOneUniqueid"
        case .localOneLinkedid: "LocalOneLinkedid"
        case .localTwoChannel: "LocalTwoChannel"
        case .localTwoUniqueid: "LocalTwoUniqueid"
        case .localTwoLinkedid: "LocalTwoLinkedid"
        case .localOptimization: "LocalOptimization"
        case .sourceChannel: "SourceChannel"
        case .sourceUniqueid: "SourceUniqueid"
        case .sourceLinkedid: "SourceLinkedid"
        case .success: "Success"
        case .id: "Id"
        case .transfererChannel: "TransfererChannel"
        case .transfererUniqueid: "TransfererUniqueid"
        case .transfererLinkedid: "TransfererLinkedid"
        case .transfereeChannel: "TransfereeChannel"
        case .transfereeUniqueid: "TransfereeUniqueid"
        case .transfereeLinkedid: "TransfereeLinkedid"
        case .origTransfererChannel: "OrigTransfererChannel"
        case .origTransfererUniqueid: "OrigTransfererUniqueid"
        case .origTransfererLinkedid: "OrigTransfererLinkedid"
        case .secondTransfererChannel: "SecondTransfererChannel"
        case .secondTransfererUniqueid: "SecondTransfererUniqueid"
        case .secondTransfererLinkedid: "SecondTransfererLinkedid"
        case .transferTargetChannel: "TransferTargetChannel"
        case .transferTargetUniqueid: "TransferTargetUniqueid"
        case .destTransfererChannel: "DestTransfererChannel"
        case .origBridgeUniqueid: "OrigBridgeUniqueid"
        case .secondBridgeUniqueid: "SecondBridgeUniqueid"
        case .destBridgeUniqueid: "DestBridgeUniqueid"
        case .result: "Result"
        case .isExternal: "IsExternal"
        case .parkeeChannel: "ParkeeChannel"
        case .parkeeUniqueid: "ParkeeUniqueid"
        case .parkeeLinkedid: "ParkeeLinkedid"
        case .parkerChannel: "ParkerChannel"
        case .parkerUniqueid: "ParkerUniqueid"
        case .parkerDialString: "ParkerDialString"
        case .retrieverChannel: "RetrieverChannel"
        case .retrieverUniqueid: "RetrieverUniqueid"
        case .parkinglot: "Parkinglot"
        case .parkingSpace: "ParkingSpace"
        case .parkingTimeout: "ParkingTimeout"
        case .parkingDuration: "ParkingDuration"
        case .targetChannel: "TargetChannel"
        case .targetUniqueid: "TargetUniqueid"
        case .spyerChannel: "SpyerChannel"
        case .spyerUniqueid: "SpyerUniqueid"
        case .spyeeChannel: "SpyeeChannel"
        case .spyeeUniqueid: "SpyeeUniqueid"
        case .conference: "Conference"
        case .admin: "Admin"
        case .muted: "Muted"
        case .class: "Class"
        case .musicClass: "MusicClass"
        case .variable: "Variable"
        case .value: "Value"
        case .userEvent: "UserEvent"
        case .data: "Data"
        case .output: "Output"
        case .ping: "Ping"
        case .uptime: "Uptime"
        case .lastReload: "LastReload"
        case .asteriskVersion: "AsteriskVersion"
        case .amiVersion: "AMIversion"
        case .systemName: "SystemName"
        case .coreStartupDate: "CoreStartupDate"
        case .coreStartupTime: "CoreStartupTime"
        case .coreCurrentCalls: "CoreCurrentCalls"
        case .coreProcessedCalls: "CoreProcessedCalls"
        case .shutdown: "Shutdown"
        case .restart: "Restart"
        case .module: "Module"
        case .username: "Username"
        case .secret: "Secret"
        case .authType: "AuthType"
        case .challenge: "Challenge"
        case .key: "Key"
        case .events: "Events"
        case .accountID: "AccountID"
        case .remoteAddress: "RemoteAddress"
        case .async: "Async"
        case .timeout: "Timeout"
        case .callerID: "CallerID"
        case .account: "Account"
        case .agent: "Agent"
        case .queueName: "QueueName"
        case .callCount: "CallCount"
        case .callsTotal: "CallsTotal"
        case .callsComplete: "CallsComplete"
        case .callsAbandoned: "CallsAbandoned"
        case .callsAbandon: "CallsAbandon"
        case .avgWaitTime: "AvgWaitTime"
        case .avgTalkTime: "AvgTalkTime"
        case .agentCount: "AgentCount"
        case .availableCount: "AvailableCount"
        case .abandonedRate: "AbandonedRate"
        case .seviceLevel: "SeviceLevel"
        case .chairman: "Chairman"
        case .enableAgentLogin: "EnableAgentLogin"
        case .pausedTime: "PausedTime"
        case .callerChannel: "CallerChannel"
        case .channel1: "Channel1"
        case .channel2: "Channel2"
        case .uniqueid1: "Uniqueid1"
        case .uniqueid2: "Uniqueid2"
        case .callerID1: "CallerID1"
        case .callerID2: "CallerID2"
        case .subEvent: "SubEvent"
        case .source: "Source"
        case .destination: "Destination"
        case .srcUniqueID: "SrcUniqueID"
        case .bridgeState: "BridgeState"
        case .member: "Member"
        case .agentName: "AgentName"
        case .agentCalled: "AgentCalled"
        case .channelCalling: "ChannelCalling"
        case .destinationChannel: "DestinationChannel"
        case .bridgedChannel: "BridgedChannel"
        case .fact: "Fact"
        case .banner: "Banner"
        case .commands: "Commands"
        case .scope: "Scope"
        case .retryIn: "RetryIn"
        case .roundTrip: "RoundTrip"
        case .pbxTime: "PBXTime"
        case .lost: "Lost"
        case .offset: "Offset"
        }
    }
}
