import AMI

/// Commands that a Grandstream UCM has beyond plain Asterisk. Its guide lists their actions and classes and no headers:
/// each takes those of the nearest action that is documented, named beside it.
extension CallCommand {
    /// Gives an agent a seat in a queue (`QueueLogin`), with the headers of Asterisk's QueueAdd: the UCM's HTTPS API asks
    /// its `loginLogoffQueueAgent` for the same two, `interface` and the queue's number.
    package static func logIn(
        server: String, queue: String, interface: String, name: String, targets: [CommandTarget] = []
    ) -> CallCommand {
        CallCommand(
            .logIn, server: server,
            [ControlRequest(.queueLogin, ("Queue", queue), ("Interface", interface), ("MemberName", name))],
            targets: targets + [.queue(queue)], scope: queue, summary: "log \(interface) in to \(queue)")
    }

    /// Takes agents' seats in a queue (`QueueLogoff`), with the headers of QueueRemove.
    package static func logOff(
        server: String, queue: String, interfaces: [String], targets: [CommandTarget] = []
    ) -> CallCommand {
        CallCommand(
            .logOff, server: server,
            interfaces.map { ControlRequest(.queueLogoff, ("Queue", queue), ("Interface", $0)) }, targets: targets,
            scope: queue, summary: "log \(interfaces.joined(separator: ", ")) off \(queue)")
    }

    /// Begins the figures of a queue's seats anew (`QueueClean`), with the header of QueueReset.
    package static func cleanSeats(server: String, queue: String) -> CallCommand {
        CallCommand(
            .cleanSeats, server: server, [ControlRequest(.queueClean, ("Queue", queue))], targets: [.queue(queue)],
            scope: queue, summary: "clean the seats of \(queue)")
    }

    /// Puts a call on hold or takes it back (`PauseCall`), with the headers of MuteAudio: `State` is `on` or `off`.
    package static func hold(server: String, uniqueID: String, channel: String, on: Bool) -> CallCommand {
        onChannel(
            .hold, .pauseCall, server, uniqueID, channel, ("State", on ? "on" : "off"),
            summary: (on ? "hold " : "take back ") + channel)
    }

    /// Accepts a call that has come in (`AcceptCall`), with the header of the UCM's HTTPS API's `acceptCall`: the channel.
    package static func accept(server: String, uniqueID: String, channel: String) -> CallCommand {
        onChannel(.accept, .acceptCall, server, uniqueID, channel, summary: "accept \(channel)")
    }

    /// Renames a participant of a room (`ConfbridgeRenameUser`): room and channel as in ConfbridgeMute, and `Name`.
    package static func roomName(server: String, room: String, channel: String, name: String) -> CallCommand {
        CallCommand(
            .roomName, server: server,
            [ControlRequest(.confbridgeRenameUser, ("Conference", room), ("Channel", channel), ("Name", name))],
            scope: room, summary: "rename \(channel) in the room \(room) to \(name)")
    }

    /// Changes the PIN of a room's administrators (`ConfbridgeUpdateAdminPin`): the room as in ConfbridgeLock, and
    /// `AdminPin`. The PIN stands in no sentence and in no audit line.
    package static func roomPIN(server: String, room: String, pin: String) -> CallCommand {
        CallCommand(
            .roomPIN, server: server,
            [ControlRequest(.confbridgeUpdateAdminPin, ("Conference", room), ("AdminPin", pin))], scope: room,
            summary: "change the PIN of the room \(room)")
    }
}
