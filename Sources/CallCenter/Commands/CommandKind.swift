import AMI

/// The commands that reach a PBX, by the names that keymap, palette, permissions and the audit trail use. What each needs
/// of the PBX and of the person stands in this one table.
package enum CommandKind: String, Sendable, CaseIterable {
    case pause = "agent.pause"
    case unpause = "agent.unpause"
    case undoPause = "agent.undo-pause"
    case release = "agent.release"
    case addToQueue = "agent.add"
    case removeFromQueue = "agent.remove"
    case penalty = "agent.penalty"
    case ringInUse = "agent.ring-in-use"
    case logIn = "agent.log-in"
    case logOff = "agent.log-off"
    case cleanSeats = "agent.clean-seats"

    case hangUp = "call.hang-up"
    case transfer = "call.transfer"
    case attendedTransfer = "call.attended"
    case cancelAttended = "call.cancel-attended"
    case redirect = "call.redirect"
    case park = "call.park"
    case fetchParked = "call.fetch"
    case pickUp = "call.pick-up"
    case priority = "call.priority"
    case withdraw = "call.withdraw"
    case spy = "call.spy"
    case record = "call.record"
    case recordPause = "call.record-pause"
    case recordResume = "call.record-resume"
    case recordStop = "call.record-stop"
    case mute = "call.mute"
    case dtmf = "call.dtmf"
    case text = "call.text"
    case bridgeKick = "call.kick"
    case playback = "call.playback"
    case nWay = "call.n-way"
    case hold = "call.hold"
    case accept = "call.accept"
    case originate = "call.originate"
    case redial = "call.redial"

    case roomKick = "room.kick"
    case roomMute = "room.mute"
    case roomUnmute = "room.unmute"
    case roomLock = "room.lock"
    case roomUnlock = "room.unlock"
    case roomName = "room.name"
    case roomModerator = "room.moderator"
    case roomPIN = "room.pin"
    case roomVideo = "room.video"

    /// The actions of which the first that the PBX offers carries the command out, the usual one first.
    package var actions: [ActionDeclaration] {
        switch self {
        case .pause, .unpause, .undoPause, .release: [QueuePause.declaration]
        case .addToQueue: [QueueAdd.declaration]
        case .removeFromQueue: [QueueRemove.declaration]
        case .penalty: [QueuePenalty.declaration]
        case .ringInUse: [QueueMemberRingInUse.declaration]
        case .logIn: [.queueLogin]
        case .logOff: [.queueLogoff]
        case .cleanSeats: [.queueClean]
        case .hangUp: [Hangup.declaration]
        case .transfer: [.blindTransfer]
        case .attendedTransfer: [.attendedTransfer]
        case .cancelAttended: [.cancelAttendedTransfer]
        case .redirect, .pickUp: [Redirect.declaration]
        case .park: [.park]
        case .priority: [.changePriority]
        case .withdraw: [.withdrawCaller]
        case .spy, .originate, .redial, .fetchParked: [Originate.declaration]
        case .record: [.mixMonitor, .monitor]
        case .recordPause: [.mixMonitorMute, .pauseMonitor]
        case .recordResume: [.mixMonitorMute, .unpauseMonitor]
        case .recordStop: [.stopMixMonitor, .stopMonitor]
        case .mute: [.muteAudio]
        case .dtmf: [.playDTMF]
        case .text: [.sendText]
        case .bridgeKick: [.bridgeKick]
        case .playback: [.controlPlayback]
        case .nWay: [.nWayRedirect]
        case .hold: [.pauseCall]
        case .accept: [.acceptCall]
        case .roomKick: [.confbridgeKick]
        case .roomMute: [.confbridgeMute]
        case .roomUnmute: [.confbridgeUnmute]
        case .roomLock: [.confbridgeLock]
        case .roomUnlock: [.confbridgeUnlock]
        case .roomName: [.confbridgeRenameUser]
        case .roomModerator: [.confbridgeTransferModerator]
        case .roomPIN: [.confbridgeUpdateAdminPin]
        case .roomVideo: [.confbridgeSetSingleVideoSrc]
        }
    }

    /// The least role that has the command by default.
    package var role: Role {
        switch self {
        case .pause, .unpause, .undoPause, .originate, .redial, .fetchParked, .pickUp, .hold, .accept: .agent
        default: .supervisor
        }
    }

    /// It ends or takes away something that nobody can bring back.
    package var isDestructive: Bool {
        switch self {
        case .hangUp, .withdraw, .removeFromQueue, .bridgeKick, .roomKick, .cleanSeats: true
        default: false
        }
    }

    /// The action to use, or why there is none. `offered` is what ListCommands told in lower case; empty means that it told
    /// nothing, and then the PBX itself must answer.
    package func action(offered: Set<String>) -> ActionDeclaration {
        // What Monitor began MixMonitor's actions do not end: a UCM offers the one and not the other.
        let isOfMonitor =
            [.recordPause, .recordResume, .recordStop].contains(self) && !offered.isEmpty
            && !offered.contains(ActionDeclaration.mixMonitor.name.lowercased())
        let ways = isOfMonitor ? actions.reversed() : actions
        return ways.first { offered.contains($0.name.lowercased()) } ?? actions[0]
    }

    /// Why the command cannot be asked for, or nil when it can.
    package func reasonWhenMissing(offered: Set<String>, dialect: Dialect) -> String? {
        if offered.isEmpty || actions.contains(where: { offered.contains($0.name.lowercased()) }) { return nil }
        // Of several ways, the one that can be granted is named.
        let way = actions.first { $0.isGrantable(offered: offered, dialect: dialect) } ?? actions[0]
        return CommandPrivilege(way).reasonWhenMissing(offered: offered, dialect: dialect)
    }
}

extension ActionDeclaration {
    /// Whether giving the user a class would bring the action.
    fileprivate func isGrantable(offered: Set<String>, dialect: Dialect) -> Bool {
        let held = CommandPrivilege.heldClasses(offered: offered)
        if !anyOf.isEmpty, anyOf.allSatisfy(held.contains) { return false }
        return dialect == .asterisk || anyOf.contains(where: \.isGrantedByUCM)
    }
}
