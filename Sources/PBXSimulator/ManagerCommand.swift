/// The actions the simulated PBX obeys.
enum ManagerCommand: UInt8, Sendable, CaseIterable {
    case absoluteTimeout, blindTransfer, challenge, command, coreSettings, coreShowChannels, coreStatus, deviceStateList
    case events, extensionState, extensionStateList, getvar, gsAgents, hangup, listCommands, login, logoff, mixMonitor
    case mixMonitorMute, muteAudio, originate, park, parkedCalls, parkinglots, ping, pjsipShowEndpoints, playDTMF
    case pjsipShowRegistrationsOutbound
    case queueAdd, queueChangePriorityCaller, queueLog, queueMemberRingInUse, queuePause, queuePenalty, queueReload,
        queueClean, queueLogin, queueLogoff
    case queueRemove, queueReset, queueStatus, queueSummary, queueWithdrawCaller, queues, redirect, reload, sendText
    case setvar, status, stopMixMonitor, userEvent
    case acceptCall, attendedTransfer, bridgeKick, cancelAttendedTransfer, controlPlayback, mailboxCount, monitor
    case nWayRedirect, pauseCall, pauseMonitor, stopMonitor, unpauseMonitor, voicemailUsersList
    case confbridgeKick, confbridgeList, confbridgeListRooms, confbridgeLock, confbridgeMute, confbridgeRenameUser
    case confbridgeSetSingleVideoSrc, confbridgeTransferModerator, confbridgeUnlock, confbridgeUnmute
    case confbridgeUpdateAdminPin
    /// The UCM offers it; the simulated one has nothing to do it with.
    case unsupported
}

/// One row of ListCommands: name, synopsis as Asterisk prints it, and the classes of which one is enough.
struct ManagerCommandRow: Sendable {
    let command: ManagerCommand
    let name: StaticString
    let synopsis: StaticString
    let classes: EventClass

    init(_ command: ManagerCommand, _ name: StaticString, _ synopsis: StaticString, _ classes: EventClass) {
        self.command = command
        self.name = name
        self.synopsis = synopsis
        self.classes = classes
    }

    /// Asterisk's rows, in the order in which ListCommands prints them; a UCM's are `UCMCommands.rows`.
    static let asterisk: [ManagerCommandRow] = [
        .init(.absoluteTimeout, "AbsoluteTimeout", "Set absolute timeout. ", [.system, .call]),
        .init(.attendedTransfer, "Atxfer", "Attended transfer. ", [.call]),
        .init(.blindTransfer, "BlindTransfer", "Blind transfer channel(s) to the given destination ", [.call]),
        .init(.cancelAttendedTransfer, "CancelAtxfer", "Cancel an attended transfer. ", [.call]),
        .init(.challenge, "Challenge", "Generate Challenge for MD5 Auth. ", []),
        .init(.command, "Command", "Execute Asterisk CLI Command. ", [.command]),
        .init(
            .coreSettings, "CoreSettings", "Show PBX core settings (version etc). ", [.system, .reporting]),
        .init(.coreShowChannels, "CoreShowChannels", "List currently active channels. ", [.system, .reporting]),
        .init(.coreStatus, "CoreStatus", "Show PBX core status variables. ", [.system, .reporting]),
        .init(.deviceStateList, "DeviceStateList", "List the current known device states. ", [.call, .reporting]),
        .init(.events, "Events", "Control Event Flow. ", []),
        .init(.extensionState, "ExtensionState", "Check Extension Status. ", [.call, .reporting]),
        .init(
            .extensionStateList, "ExtensionStateList", "List the current known extension states. ",
            [.call, .reporting]),
        .init(.getvar, "Getvar", "Gets a channel variable or function value. ", [.call, .reporting]),
        .init(.hangup, "Hangup", "Hangup channel. ", [.system, .call]),
        .init(.listCommands, "ListCommands", "List available manager commands. ", []),
        .init(.login, "Login", "Login Manager. ", []),
        .init(.logoff, "Logoff", "Logoff Manager. ", []),
        .init(
            .mixMonitor, "MixMonitor",
            "Record a call and mix the audio during the recording.  Use of StopMixMonitor is required to guarantee the audio file is available for processing during dialplan execution. ",
            [.system]),
        .init(
            .mixMonitorMute, "MixMonitorMute", "Mute / unMute a Mixmonitor recording. ", [.system, .call]),
        .init(.muteAudio, "MuteAudio", "Mute an audio stream. ", [.system]),
        .init(.originate, "Originate", "Originate a call. ", [.originate]),
        .init(.park, "Park", "Park a channel. ", [.call]),
        .init(.parkedCalls, "ParkedCalls", "List parked calls. ", [.call]),
        .init(.parkinglots, "Parkinglots", "Get a list of parking lots ", [.call]),
        .init(.ping, "Ping", "Keepalive command. ", []),
        .init(.pjsipShowEndpoints, "PJSIPShowEndpoints", "Lists PJSIP endpoints. ", [.system]),
        .init(
            .pjsipShowRegistrationsOutbound, "PJSIPShowRegistrationsOutbound", "Lists PJSIP outbound registrations. ",
            [.system, .reporting]),
        .init(.playDTMF, "PlayDTMF", "Play DTMF signal on a specific channel. ", [.call]),
        .init(.queueAdd, "QueueAdd", "Add interface to queue. ", [.agent]),
        .init(
            .queueChangePriorityCaller, "QueueChangePriorityCaller", "Change priority of a caller on queue. ", []),
        .init(.queueLog, "QueueLog", "Adds custom entry in queue_log. ", [.agent]),
        .init(
            .queueMemberRingInUse, "QueueMemberRingInUse", "Set the ringinuse value for a queue member. ",
            [.agent]),
        .init(.queuePause, "QueuePause", "Makes a queue member temporarily unavailable. ", [.agent]),
        .init(.queuePenalty, "QueuePenalty", "Set the penalty for a queue member. ", [.agent]),
        .init(
            .queueReload, "QueueReload", "Reload a queue, queues, or any sub-section of a queue or queues. ", []),
        .init(.queueRemove, "QueueRemove", "Remove interface from queue. ", [.agent]),
        .init(.queueReset, "QueueReset", "Reset queue statistics. ", []),
        .init(.queueStatus, "QueueStatus", "Show queue status. ", []),
        .init(.queueSummary, "QueueSummary", "Show queue summary. ", []),
        .init(
            .queueWithdrawCaller, "QueueWithdrawCaller",
            "Request to withdraw a caller from the queue back to the dialplan. ", []),
        .init(.redirect, "Redirect", "Redirect (transfer) a call. ", [.call]),
        .init(.reload, "Reload", "Send a reload event. ", [.system, .config]),
        .init(
            .sendText, "SendText",
            "Sends a text message to channel. A content type\tcan be optionally specified. If not set it is set to an empty string allowing a custom handler to default it as it sees fit. ",
            [.call]),
        .init(.setvar, "Setvar", "Sets a channel variable or function value. ", [.call]),
        .init(.status, "Status", "List channel status. ", [.system, .call, .reporting]),
        .init(
            .stopMixMonitor, "StopMixMonitor",
            "Stop recording a call through MixMonitor, and free the recording's file handle. ", [.system, .call]),
        .init(.userEvent, "UserEvent", "Send an arbitrary event. ", [.user]),
    ]

    /// The rows of a dialect in the order of ListCommands.
    static func all(_ dialect: SimulatorDialect) -> [ManagerCommandRow] {
        dialect == .asterisk ? asterisk : UCMCommands.rows
    }

    /// The rows of a dialect by lower-case name.
    private static func byName(_ rows: [ManagerCommandRow]) -> [String: ManagerCommandRow] {
        var result: [String: ManagerCommandRow] = [:]
        for row in rows { result[row.name.description.lowercased()] = row }
        return result
    }
    private static let ofAsterisk = byName(asterisk)
    private static let ofUCM = byName(UCMCommands.rows)

    /// The row of an action, whatever the case of its name; nil when the PBX does not know it.
    static func named(_ name: String, dialect: SimulatorDialect) -> ManagerCommandRow? {
        (dialect == .asterisk ? ofAsterisk : ofUCM)[name.lowercased()]
    }
}
