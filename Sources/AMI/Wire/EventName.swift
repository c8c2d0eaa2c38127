/// The events that callboard knows by name; every other one is `unknown` and stays readable as raw bytes.
///
/// Live and list forms, today's names and those from before Asterisk 12 (`Join`, `Leave`, `Dial`, `Bridge`, `Unlink`)
/// and a Grandstream UCM's own are all here. Names match whatever their case.
package enum EventName: UInt8, CaseIterable, Sendable {
    case newchannel, newstate, newCallerid, newConnectedLine, newAccountCode, newexten, hangup, hangupRequest,
        softHangupRequest, rename
    case bridgeCreate, bridgeEnter, bridgeLeave, bridgeDestroy, bridgeMerge, bridgeInfoChannel
    case dialBegin, dialState, dialEnd
    case queueCallerJoin, queueCallerLeave, queueCallerAbandon, agentCalled, agentConnect, agentComplete,
        agentRingNoAnswer, agentDump
    case queueMemberAdded, queueMemberRemoved, queueMemberPause, queueMemberStatus, queueMemberPenalty,
        queueMemberRinginuse
    case queueParams, queueMember, queueEntry, queueStatusComplete, queueSummary, queueSummaryComplete
    case coreShowChannel, coreShowChannelsComplete, status, statusComplete
    case deviceStateChange, deviceStateListComplete, extensionStatus, extensionStateListComplete,
        presenceStateChange, presenceStatus, contactStatus, peerStatus, registry,
        outboundRegistrationDetail, endpointList
    case hold, unhold, musicOnHoldStart, musicOnHoldStop, musicOnHold
    case localBridge, localOptimizationBegin, localOptimizationEnd
    case attendedTransfer, blindTransfer, transfer, pickup
    case parkedCall, parkedCallSwap, unparkedCall, parkedCallTimeOut, parkedCallGiveUp, parkedCallsComplete,
        parkinglot, parkinglotsComplete
    case chanSpyStart, chanSpyStop
    case confbridgeStart, confbridgeJoin, confbridgeLeave, confbridgeEnd, confbridgeMute, confbridgeUnmute,
        confbridgeTalking, confbridgeList, confbridgeListComplete, confbridgeListRooms, confbridgeListRoomsComplete
    case mixMonitorStart, mixMonitorStop, mixMonitorMute, monitorStart, monitorStop
    case originateResponse, userEvent, varSet, cdr, cel
    case fullyBooted, shutdown, reload, moduleLoadReport, successfulAuth
    case agentLogin, agentLogoff, agents, agentsComplete
    case queueStatus, queuesComplete, gsAgent, gsAgentComplete
    case join, leave, dial, bridge, unlink, link
    case voicemailUserEntry, voicemailUserEntryComplete
    case rtcpSent, rtcpReceived, dtmfBegin, dtmfEnd, testEvent
    case unknown

    /// The names on the wire that mean this event, the usual one first; none for `unknown`.
    package var spellings: [StaticString] {
        switch self {
        case .newchannel: ["Newchannel"]
        case .newstate: ["Newstate"]
        case .newCallerid: ["NewCallerid"]
        case .newConnectedLine: ["NewConnectedLine"]
        case .newAccountCode: ["NewAccountCode"]
        case .newexten: ["Newexten"]
        case .hangup: ["Hangup"]
        case .hangupRequest: ["HangupRequest"]
        case .softHangupRequest: ["SoftHangupRequest"]
        case .rename: ["Rename"]
        case .bridgeCreate: ["BridgeCreate"]
        case .bridgeEnter: ["BridgeEnter"]
        case .bridgeLeave: ["BridgeLeave"]
        case .bridgeDestroy: ["BridgeDestroy"]
        case .bridgeMerge: ["BridgeMerge"]
        case .bridgeInfoChannel: ["BridgeInfoChannel"]
        case .dialBegin: ["DialBegin"]
        case .dialState: ["DialState"]
        case .dialEnd: ["DialEnd"]
        case .queueCallerJoin: ["QueueCallerJoin"]
        case .queueCallerLeave: ["QueueCallerLeave"]
        case .queueCallerAbandon: ["QueueCallerAbandon"]
        case .agentCalled: ["AgentCalled"]
        case .agentConnect: ["AgentConnect"]
        case .agentComplete: ["AgentComplete"]
        case .agentRingNoAnswer: ["AgentRingNoAnswer"]
        case .agentDump: ["AgentDump"]
        case .queueMemberAdded: ["QueueMemberAdded"]
        case .queueMemberRemoved: ["QueueMemberRemoved"]
        case .queueMemberPause: ["QueueMemberPause", "QueueMemberPaused"]
        case .queueMemberStatus: ["QueueMemberStatus"]
        case .queueMemberPenalty: ["QueueMemberPenalty"]
        case .queueMemberRinginuse: ["QueueMemberRinginuse"]
        case .queueParams: ["QueueParams"]
        case .queueMember: ["QueueMember"]
        case .queueEntry: ["QueueEntry"]
        case .queueStatusComplete: ["QueueStatusComplete"]
        case .queueSummary: ["QueueSummary"]
        case .queueSummaryComplete: ["QueueSummaryComplete"]
        case .coreShowChannel: ["CoreShowChannel"]
        case .coreShowChannelsComplete: ["CoreShowChannelsComplete"]
        case .status: ["Status"]
        case .statusComplete: ["StatusComplete"]
        case .deviceStateChange: ["DeviceStateChange"]
        case .deviceStateListComplete: ["DeviceStateListComplete"]
        case .extensionStatus: ["ExtensionStatus"]
        case .extensionStateListComplete: ["ExtensionStateListComplete"]
        case .presenceStateChange: ["PresenceStateChange"]
        case .presenceStatus: ["PresenceStatus"]
        case .contactStatus: ["ContactStatus"]
        case .peerStatus: ["PeerStatus"]
        case .registry: ["Registry"]
        case .outboundRegistrationDetail: ["OutboundRegistrationDetail"]
        case .endpointList: ["EndpointList"]
        case .hold: ["Hold"]
        case .unhold: ["Unhold"]
        case .musicOnHoldStart: ["MusicOnHoldStart"]
        case .musicOnHoldStop: ["MusicOnHoldStop"]
        case .musicOnHold: ["MusicOnHold"]
        case .localBridge: ["LocalBridge"]
        case .localOptimizationBegin: ["LocalOptimizationBegin"]
        case .localOptimizationEnd: ["LocalOptimizationEnd"]
        case .attendedTransfer: ["AttendedTransfer"]
        case .blindTransfer: ["BlindTransfer"]
        case .transfer: ["Transfer"]
        case .pickup: ["Pickup"]
        case .parkedCall: ["ParkedCall"]
        case .parkedCallSwap: ["ParkedCallSwap"]
        case .unparkedCall: ["UnParkedCall"]
        case .parkedCallTimeOut: ["ParkedCallTimeOut"]
        case .parkedCallGiveUp: ["ParkedCallGiveUp"]
        case .parkedCallsComplete: ["ParkedCallsComplete"]
        case .parkinglot: ["Parkinglot"]
        case .parkinglotsComplete: ["ParkinglotsComplete"]
        case .chanSpyStart: ["ChanSpyStart"]
        case .chanSpyStop: ["ChanSpyStop"]
        case .confbridgeStart: ["ConfbridgeStart"]
        case .confbridgeJoin: ["ConfbridgeJoin"]
        case .confbridgeLeave: ["ConfbridgeLeave"]
        case .confbridgeEnd: ["ConfbridgeEnd"]
        case .confbridgeMute: ["ConfbridgeMute"]
        case .confbridgeUnmute: ["ConfbridgeUnmute"]
        case .confbridgeTalking: ["ConfbridgeTalking"]
        case .confbridgeList: ["ConfbridgeList"]
        case .confbridgeListComplete: ["ConfbridgeListComplete"]
        case .confbridgeListRooms: ["ConfbridgeListRooms"]
        case .confbridgeListRoomsComplete: ["ConfbridgeListRoomsComplete"]
        case .mixMonitorStart: ["MixMonitorStart"]
        case .mixMonitorStop: ["MixMonitorStop"]
        case .mixMonitorMute: ["MixMonitorMute"]
        case .monitorStart: ["MonitorStart"]
        case .monitorStop: ["MonitorStop"]
        case .originateResponse: ["OriginateResponse"]
        case .userEvent: ["UserEvent"]
        case .varSet: ["VarSet"]
        case .cdr: ["Cdr"]
        case .cel: ["CEL"]
        case .fullyBooted: ["FullyBooted"]
        case .shutdown: ["Shutdown"]
        case .reload: ["Reload"]
        case .moduleLoadReport: ["ModuleLoadReport"]
        case .successfulAuth: ["SuccessfulAuth"]
        case .agentLogin: ["AgentLogin"]
        case .agentLogoff: ["AgentLogoff"]
        case .agents: ["Agents"]
        case .agentsComplete: ["AgentsComplete"]
        case .queueStatus: ["QueueStatus"]
        case .queuesComplete: ["QueuesComplete"]
        case .gsAgent: ["GsAgent"]
        case .gsAgentComplete: ["GsAgentComplete"]
        case .join: ["Join"]
        case .leave: ["Leave"]
        case .dial: ["Dial"]
        case .bridge: ["Bridge"]
        case .unlink: ["Unlink"]
        case .link: ["Link"]
        case .voicemailUserEntry: ["VoicemailUserEntry"]
        case .voicemailUserEntryComplete: ["VoicemailUserEntryComplete"]
        case .rtcpSent: ["RTCPSent"]
        case .rtcpReceived: ["RTCPReceived"]
        case .dtmfBegin: ["DTMFBegin"]
        case .dtmfEnd: ["DTMFEnd"]
        case .testEvent: ["TestEvent"]
        case .unknown: []
        }
    }
}
