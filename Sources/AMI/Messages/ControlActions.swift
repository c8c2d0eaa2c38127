/// The actions of call control: name and classes as Asterisk registers them (`ast_manager_register` in main/manager.c,
/// main/bridge.c, res/res_parking.c, apps/app_mixmonitor.c, apps/app_queue.c, apps/app_confbridge.c, res/res_mutestream.c)
/// and as a UCM's ListCommands prints its own.
extension ActionDeclaration {
    package static let blindTransfer = ActionDeclaration("BlindTransfer", anyOf: [.call])
    package static let attendedTransfer = ActionDeclaration("Atxfer", anyOf: [.call])
    package static let cancelAttendedTransfer = ActionDeclaration("CancelAtxfer", anyOf: [.call])
    package static let park = ActionDeclaration("Park", anyOf: [.call])
    package static let bridgeKick = ActionDeclaration("BridgeKick")
    package static let changePriority = ActionDeclaration("QueueChangePriorityCaller")
    package static let withdrawCaller = ActionDeclaration("QueueWithdrawCaller")

    package static let mixMonitor = ActionDeclaration("MixMonitor", anyOf: [.system])
    package static let stopMixMonitor = ActionDeclaration("StopMixMonitor", anyOf: [.system, .call])
    package static let mixMonitorMute = ActionDeclaration("MixMonitorMute", anyOf: [.system, .call])
    package static let monitor = ActionDeclaration("Monitor", anyOf: [.call])
    package static let stopMonitor = ActionDeclaration("StopMonitor", anyOf: [.call])
    package static let pauseMonitor = ActionDeclaration("PauseMonitor", anyOf: [.call])
    package static let unpauseMonitor = ActionDeclaration("UnpauseMonitor", anyOf: [.call])
    package static let muteAudio = ActionDeclaration("MuteAudio", anyOf: [.system])
    package static let playDTMF = ActionDeclaration("PlayDTMF", anyOf: [.call])
    package static let sendText = ActionDeclaration("SendText", anyOf: [.call])

    package static let parkedCalls = ActionDeclaration(
        "ParkedCalls", anyOf: [.call], list: ListGrouping(items: ["ParkedCall"], complete: "ParkedCallsComplete"))
    package static let confbridgeListRooms = ActionDeclaration(
        "ConfbridgeListRooms", anyOf: [.reporting],
        list: ListGrouping(items: ["ConfbridgeListRooms"], complete: "ConfbridgeListRoomsComplete"))
    package static let confbridgeList = ActionDeclaration(
        "ConfbridgeList", anyOf: [.reporting],
        list: ListGrouping(items: ["ConfbridgeList"], complete: "ConfbridgeListComplete"))
    package static let confbridgeKick = ActionDeclaration("ConfbridgeKick", anyOf: [.call])
    package static let confbridgeMute = ActionDeclaration("ConfbridgeMute", anyOf: [.call])
    package static let confbridgeUnmute = ActionDeclaration("ConfbridgeUnmute", anyOf: [.call])
    package static let confbridgeLock = ActionDeclaration("ConfbridgeLock", anyOf: [.call])
    package static let confbridgeUnlock = ActionDeclaration("ConfbridgeUnlock", anyOf: [.call])

    package static let queueLogin = ActionDeclaration("QueueLogin", anyOf: [.agent])
    package static let queueLogoff = ActionDeclaration("QueueLogoff", anyOf: [.agent])

    package static let controlPlayback = ActionDeclaration("ControlPlayback", anyOf: [.call])
    package static let confbridgeSetSingleVideoSrc = ActionDeclaration("ConfbridgeSetSingleVideoSrc", anyOf: [.call])
    package static let voicemailUsersList = ActionDeclaration(
        "VoicemailUsersList", anyOf: [.call, .reporting],
        list: ListGrouping(items: ["VoicemailUserEntry"], complete: "VoicemailUserEntryComplete"))

    // Those that a UCM alone has. Its guide gives their names and classes, no headers.
    package static let queueClean = ActionDeclaration("QueueClean")
    package static let nWayRedirect = ActionDeclaration("NWayRedirect", anyOf: [.call])
    package static let acceptCall = ActionDeclaration("AcceptCall", anyOf: [.call])
    package static let pauseCall = ActionDeclaration("PauseCall")
    package static let confbridgeRenameUser = ActionDeclaration("ConfbridgeRenameUser", anyOf: [.call])
    package static let confbridgeTransferModerator = ActionDeclaration("ConfbridgeTransferModerator", anyOf: [.call])
    package static let confbridgeUpdateAdminPin = ActionDeclaration("ConfbridgeUpdateAdminPin", anyOf: [.call])

    /// The actions that only a UCM has.
    package static let ofUCM: [ActionDeclaration] = [
        .queueLogin, .queueLogoff, .queueClean, .nWayRedirect, .acceptCall, .pauseCall, .confbridgeRenameUser,
        .confbridgeTransferModerator, .confbridgeUpdateAdminPin,
    ]

    /// Those that every command of callboard may use: what a user was offered of them tells which classes they hold.
    package static let control: [ActionDeclaration] = [
        QueuePause.declaration, QueueAdd.declaration, QueueRemove.declaration, QueuePenalty.declaration,
        QueueMemberRingInUse.declaration, Hangup.declaration, Originate.declaration, Redirect.declaration,
        .blindTransfer, .attendedTransfer, .cancelAttendedTransfer, .park, .bridgeKick, .changePriority,
        .withdrawCaller, .mixMonitor, .stopMixMonitor, .mixMonitorMute, .monitor, .stopMonitor, .pauseMonitor,
        .unpauseMonitor, .muteAudio, .playDTMF, .sendText, .parkedCalls, .confbridgeListRooms, .confbridgeList,
        .confbridgeKick, .confbridgeMute, .confbridgeUnmute, .confbridgeLock, .confbridgeUnlock,
        .controlPlayback, .confbridgeSetSingleVideoSrc, .voicemailUsersList,
    ]
}
