import AMI

extension CallCommand {
    /// The AMI actions that carry it out, in order. Usually one; a pause is one for each interface.
    package var actions: [any AMIAction] {
        switch self {
        case .pause(_, let interfaces, let queue, let paused, let reason):
            interfaces.map {
                QueuePause(interface: $0, queue: queue, paused: paused, reason: reason.isEmpty ? nil : reason)
            }
        case .hangUp(_, _, let channel, let cause):
            [Hangup(channel: channel, cause: cause)]
        case .originate(_, let call):
            [
                Originate(
                    channel: call.channel,
                    destination: .dialplan(context: call.context, extension: call.extension, priority: "1"),
                    timeout: call.timeout.multipliedReportingOverflow(by: 1000).partialValue,
                    callerID: call.callerID.isEmpty ? nil : call.callerID)
            ]
        }
    }

    /// What the actions are about, for the journal: the queue or the channel; empty for all queues.
    package var scope: String {
        switch self {
        case .pause(_, _, let queue, _, _): queue ?? ""
        case .hangUp(_, _, let channel, _): channel
        case .originate(_, let call): call.channel
        }
    }

    /// The PBX's answer to the last of the actions as a sentence.
    package func outcome(of response: Packet) -> CommandOutcome {
        let message = response["Message"] ?? ""
        if response["Response"]?.lowercased() == "error" {
            return CommandOutcome(
                succeeded: false,
                text: "The PBX refused to \(summary): \(message.isEmpty ? "no reason given" : message)")
        }
        return CommandOutcome(succeeded: true, text: "Done: \(summary)")
    }
}
