import AMI

/// Commands about calls that exist.
extension CallCommand {
    /// Hangs up one channel. The unique id is what was confirmed; the channel's name is what AMI acts on.
    package static func hangUp(server: String, uniqueID: String, channel: String, cause: Int) -> CallCommand {
        CallCommand(
            .hangUp, server: server, [ControlRequest(Hangup(channel: channel, cause: cause))],
            targets: [.channel(uniqueID)], scope: channel, summary: "hang up \(channel), cause \(cause)")
    }

    /// Where a call goes in the dialplan.
    package struct Place: Sendable, Equatable {
        package var `extension`: String
        package var context: String

        package init(`extension`: String, context: String) {
            self.extension = `extension`
            self.context = context
        }

        package var text: String { "\(`extension`)@\(context)" }
    }

    /// Sends whom a channel talks to elsewhere, as a blind transfer by that channel would (main/bridge.c,
    /// `ast_bridge_transfer_blind`).
    ///
    /// - Parameters:
    ///   - uniqueID: who is sent, where that is one; else the channel itself.
    ///   - channel: in whose name it is done; its own call is over.
    ///   - freed: the unique id of the phone that is free then.
    package static func transfer(
        server: String, uniqueID: String, channel: String, to place: Place, freed: String? = nil
    ) -> CallCommand {
        var command = onChannel(
            .transfer, .blindTransfer, server, uniqueID, channel, ("Context", place.context),
            ("Exten", place.extension),
            summary: "transfer the call of \(channel) to \(place.text)")
        if let freed { command.targets.append(.channel(freed)) }
        return command
    }

    /// Begins an attended transfer on behalf of the channel: its party hears music while it talks to the new one.
    ///
    /// - Parameter waiting: the unique id of that party.
    package static func attendedTransfer(
        server: String, uniqueID: String, channel: String, to place: Place, waiting: String? = nil
    ) -> CallCommand {
        var command = onChannel(
            .attendedTransfer, .attendedTransfer, server, uniqueID, channel, ("Exten", place.extension),
            ("Context", place.context), summary: "begin the attended transfer of \(channel) to \(place.text)")
        if let waiting { command.targets.append(.channel(waiting)) }
        return command
    }

    /// Ends an attended transfer that has begun; the channel is back with its first party.
    package static func cancelAttended(server: String, uniqueID: String, channel: String) -> CallCommand {
        onChannel(
            .cancelAttended, .cancelAttendedTransfer, server, uniqueID, channel,
            summary: "cancel the attended transfer of \(channel)")
    }

    /// Sends a channel elsewhere in the dialplan, and with it perhaps the one it talks to. A UCM's NWayRedirect is taken to
    /// have the headers of Redirect with both legs.
    package static func redirect(
        _ kind: CommandKind = .redirect, server: String, uniqueID: String, channel: String, with other: String?,
        to place: Place
    ) -> CallCommand {
        CallCommand(
            kind, server: server,
            [
                ControlRequest(
                    kind.actions[0], ("Channel", channel), ("ExtraChannel", other), ("Context", place.context),
                    ("ExtraContext", other.map { _ in place.context }), ("Exten", place.extension),
                    ("ExtraExten", other.map { _ in place.extension }), ("Priority", "1"),
                    ("ExtraPriority", other.map { _ in "1" }))
            ], targets: [.channel(uniqueID)], scope: channel,
            summary:
                "\(kind == .nWay ? "send" : "redirect") \(channel)\(other.map { " and \($0)" } ?? "") to \(place.text)")
    }

    /// Parks a channel. `seconds` 0 leaves the time-out to the lot; an empty lot is the PBX's own choice.
    package static func park(
        server: String, uniqueID: String, channel: String, announceTo: String, lot: String, seconds: Int
    ) -> CallCommand {
        onChannel(
            .park, .park, server, uniqueID, channel, ("TimeoutChannel", announceTo),
            ("Timeout", seconds > 0 ? String(seconds * 1000) : nil), ("Parkinglot", lot), summary: "park \(channel)")
    }

    /// Gives a waiting caller another priority in its queue.
    package static func priority(
        server: String, queue: String, uniqueID: String, channel: String, priority: Int
    ) -> CallCommand {
        CallCommand(
            .priority, server: server,
            [
                ControlRequest(
                    .changePriority, ("Queue", queue), ("Caller", channel), ("Priority", String(priority)),
                    ("Immediate", "true"))
            ], targets: [.channel(uniqueID)], scope: queue,
            summary: "give \(channel) the priority \(priority) in \(queue)")
    }

    /// Sends a waiting caller back to the dialplan, behind the queue.
    package static func withdraw(server: String, queue: String, uniqueID: String, channel: String) -> CallCommand {
        CallCommand(
            .withdraw, server: server,
            [ControlRequest(.withdrawCaller, ("Queue", queue), ("Caller", channel), ("WithdrawInfo", "callboard"))],
            targets: [.channel(uniqueID)], scope: queue, summary: "withdraw \(channel) from \(queue)")
    }

    /// How somebody joins a call.
    package enum SpyMode: String, Sendable, CaseIterable {
        case listen, whisper, barge

        /// ChanSpy's options (apps/app_chanspy.c): q no beep, E ends with the call, w whisper, B barge.
        package var options: String {
            switch self {
            case .listen: "qE"
            case .whisper: "qEw"
            case .barge: "qEB"
            }
        }
    }

    /// Rings a device and lets it hear a channel.
    package static func spy(
        server: String, uniqueID: String, channel: String, device: String, mode: SpyMode, callerID: String,
        timeout: Int
    ) -> CallCommand {
        CallCommand(
            .spy, server: server,
            [
                ControlRequest(
                    Originate(
                        channel: device, destination: .application("ChanSpy", data: "\(channel),\(mode.options)"),
                        timeout: timeout * 1000, callerID: callerID.isEmpty ? nil : callerID))
            ], targets: [.channel(uniqueID)], scope: channel,
            summary:
                "\(mode == .listen ? "listen to" : mode == .whisper ? "whisper to" : "barge into") \(channel) from \(device)"
        )
    }

    /// Begins to record a call, by what the PBX offers.
    package static func record(
        server: String, uniqueID: String, channel: String, file: String, offered: Set<String>
    ) -> CallCommand {
        let action = CommandKind.record.action(offered: offered)
        let request =
            action == .monitor
            ? ControlRequest(action, ("Channel", channel), ("File", file), ("Format", "wav"), ("Mix", "true"))
            : ControlRequest(action, ("Channel", channel), ("File", file + ".wav"), ("Options", "b"))
        return CallCommand(
            .record, server: server, [request], targets: [.channel(uniqueID)], scope: channel,
            summary: "record \(channel) to \(file).wav")
    }

    /// Leaves a recording silent for a while, or goes on.
    package static func recordPause(
        server: String, uniqueID: String, channel: String, paused: Bool, offered: Set<String>
    ) -> CallCommand {
        let kind: CommandKind = paused ? .recordPause : .recordResume
        let action = kind.action(offered: offered)
        let request =
            action == .mixMonitorMute
            ? ControlRequest(action, ("Channel", channel), ("Direction", "both"), ("State", paused ? "1" : "0"))
            : ControlRequest(action, ("Channel", channel))
        return CallCommand(
            kind, server: server, [request], targets: [.channel(uniqueID)], scope: channel,
            summary: (paused ? "pause" : "go on with") + " the recording of \(channel)")
    }

    /// Ends a recording.
    package static func recordStop(
        server: String, uniqueID: String, channel: String, offered: Set<String>
    ) -> CallCommand {
        onChannel(
            .recordStop, CommandKind.recordStop.action(offered: offered), server, uniqueID, channel,
            summary: "end the recording of \(channel)")
    }

    /// Which way a channel is muted: what comes from it, what goes to it, or both.
    package enum MuteDirection: String, Sendable, CaseIterable {
        case `in`, out, all

        package var words: String {
            switch self {
            case .in: "not heard"
            case .out: "hears nothing"
            case .all: "both"
            }
        }
    }

    /// Mutes a channel, or ends it.
    package static func mute(
        server: String, uniqueID: String, channel: String, direction: MuteDirection, on: Bool
    ) -> CallCommand {
        onChannel(
            .mute, .muteAudio, server, uniqueID, channel, ("Direction", direction.rawValue),
            ("State", on ? "on" : "off"),
            summary: (on ? "mute " : "unmute ") + channel)
    }

    /// Plays digits to a channel, one action each.
    package static func dtmf(server: String, uniqueID: String, channel: String, digits: String) -> CallCommand {
        CallCommand(
            .dtmf, server: server,
            digits.map { ControlRequest(.playDTMF, ("Channel", channel), ("Digit", String($0))) },
            targets: [.channel(uniqueID)], scope: channel, summary: "play \(digits) to \(channel)")
    }

    /// Sends a text to a channel's phone.
    package static func text(server: String, uniqueID: String, channel: String, message: String) -> CallCommand {
        onChannel(
            .text, .sendText, server, uniqueID, channel, ("Message", message), summary: "send a text to \(channel)")
    }

    /// Throws a channel out of its bridge.
    package static func bridgeKick(server: String, uniqueID: String, channel: String) -> CallCommand {
        onChannel(.bridgeKick, .bridgeKick, server, uniqueID, channel, summary: "kick \(channel) out of its bridge")
    }

    /// What a playback is told to do (main/channel.c's stream control frames, by ControlPlayback's own words).
    package enum PlaybackControl: String, Sendable, CaseIterable {
        case stop, pause, restart, forward, reverse

        package var words: String {
            switch self {
            case .stop: "stop"
            case .pause: "pause or go on"
            case .restart: "from the beginning"
            case .forward: "wind forward"
            case .reverse: "wind back"
            }
        }
    }

    /// Stops, pauses or winds what a channel plays; Asterisk's ControlPlayback (main/manager.c), a UCM's likewise.
    package static func playback(
        server: String, uniqueID: String, channel: String, control: PlaybackControl
    ) -> CallCommand {
        onChannel(
            .playback, .controlPlayback, server, uniqueID, channel, ("Control", control.rawValue),
            summary: "\(control.rawValue) the playback to \(channel)")
    }

    /// An action on one channel, with headers of its own; those that are empty are left out.
    static func onChannel(
        _ kind: CommandKind, _ action: ActionDeclaration, _ server: String, _ uniqueID: String, _ channel: String,
        _ fields: (String, String?)..., summary: String
    ) -> CallCommand {
        let present = fields.compactMap { name, value in value.map { (name, $0) } }.filter { !$0.1.isEmpty }
        return CallCommand(
            kind, server: server,
            [
                ControlRequest(
                    action, fields: [HeaderField("Channel", channel)] + present.map { HeaderField($0.0, $0.1) })
            ],
            targets: [.channel(uniqueID)], scope: channel, summary: summary)
    }
}
