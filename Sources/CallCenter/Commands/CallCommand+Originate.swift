import AMI

/// Commands that begin calls.
extension CallCommand {
    /// Rings `Origination.channel` and connects it with `Origination.extension`.
    package static func originate(
        server: String, _ call: Origination, kind: CommandKind = .originate
    ) -> CallCommand {
        CallCommand(
            kind, server: server,
            [
                ControlRequest(
                    Originate(
                        channel: call.channel,
                        destination: .dialplan(context: call.context, extension: call.extension, priority: "1"),
                        timeout: call.timeout.multipliedReportingOverflow(by: 1000).partialValue,
                        callerID: call.callerID.isEmpty ? nil : call.callerID, variables: call.variables.map(\.pair)))
            ], scope: call.channel, summary: "call \(call.channel), then \(call.extension)@\(call.context)")
    }

    /// Rings a device and gives it a parked call.
    package static func fetchParked(
        server: String, device: String, lot: String, space: String, timeout: Int
    ) -> CallCommand {
        CallCommand(
            .fetchParked, server: server,
            [
                ControlRequest(
                    Originate(
                        channel: device, destination: .application("ParkedCall", data: "\(lot),\(space)"),
                        timeout: timeout * 1000))
            ], scope: device, summary: "fetch the call parked at \(space) to \(device)")
    }
}

/// Commands about conference rooms (apps/app_confbridge.c).
extension CallCommand {
    /// Kicks, mutes or unmutes one participant, makes them the moderator or the one who is seen. A UCM's
    /// ConfbridgeTransferModerator is taken to have the headers of ConfbridgeMute.
    package static func room(
        _ kind: CommandKind, server: String, room: String, channel: String
    ) -> CallCommand {
        let verb =
            switch kind {
            case .roomKick: "kick"
            case .roomMute: "mute"
            case .roomModerator: "make moderator"
            case .roomVideo: "show the video of"
            default: "unmute"
            }
        return CallCommand(
            kind, server: server, [ControlRequest(kind.actions[0], ("Conference", room), ("Channel", channel))],
            scope: room, summary: "\(verb) \(channel) in the room \(room)")
    }

    /// Locks a room against newcomers, or opens it.
    package static func roomLock(server: String, room: String, locked: Bool) -> CallCommand {
        let kind: CommandKind = locked ? .roomLock : .roomUnlock
        return CallCommand(
            kind, server: server, [ControlRequest(kind.actions[0], ("Conference", room))], scope: room,
            summary: (locked ? "lock" : "unlock") + " the room \(room)")
    }
}
