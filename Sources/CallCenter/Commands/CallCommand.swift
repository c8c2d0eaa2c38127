import AMI

/// What a person asks a PBX to do. The screen confirms it before it becomes one of these.
package struct CallCommand: Sendable, Equatable {
    package let kind: CommandKind
    /// The server that is asked.
    package let server: String
    /// The AMI actions that carry it out, in order. Usually one; a pause is one for each interface.
    package let requests: [ControlRequest]
    /// What it is about, for the row that shows it pending and for the audit.
    package var targets: [CommandTarget]
    /// What the actions are about, for the journal: the queue or the channel; empty for all queues.
    package let scope: String
    /// The command in one phrase, for messages and the audit: `pause PJSIP/1001 in support (lunch)`.
    package let summary: String
    /// Why, as the person said it; may be empty.
    package var reason: String

    package init(
        _ kind: CommandKind, server: String, _ requests: [ControlRequest], targets: [CommandTarget] = [],
        scope: String = "", summary: String, reason: String = ""
    ) {
        self.kind = kind
        self.server = server
        self.requests = requests
        self.targets = targets
        self.scope = scope
        self.summary = summary
        self.reason = reason
    }

    /// What cannot be undone.
    package var isDestructive: Bool { kind.isDestructive }

    /// The answer is `OriginateResponse`: the response alone says only that the call was queued.
    package var isOrigination: Bool { requests.contains { $0.declaration == Originate.declaration } }

    /// The PBX's answer to one of the actions as a sentence.
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
