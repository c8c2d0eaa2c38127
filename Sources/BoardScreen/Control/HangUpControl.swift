import CallCenter

/// Hangs up a call, or every marked one, with a cause.
struct HangUpControl: Control {
    let kind = CommandKind.hangUp
    let title = "hang up"
    let summary = "hang up the call or the marked ones, after a question"

    func find(_ scene: Scene) -> Found { scene.subject(of: scene.calls()) }

    func form(_ scene: Scene, _ subject: Subject) -> Form? {
        let title = subject.calls.count == 1 ? "Hang up?" : "Hang up \(subject.calls.count) calls?"
        return Form(
            kind, subject, title: title, verb: "hang up",
            fields: [.list(.cause, "Cause", HangupCause.allCases.map { "\($0.words) (\($0.rawValue))" })])
    }

    func orders(_ scene: Scene, _ subject: Subject, _ form: Form) throws(CommandProblem) -> [Order] {
        let cause = HangupCause.allCases[form.choice(.cause)]
        return subject.calls.compactMap { call in
            scene.channel(call).map { channel in
                // Of a phone that rings for a queue's caller the caller stays, and is offered to another one.
                let rings =
                    channel.state == .ringing
                    && scene.server(call.server)?.callers.contains { $0.uniqueID == channel.dialPeer } ?? false
                return Order(
                    .hangUp(
                        server: call.serverName, uniqueID: call.uniqueID, channel: channel.name,
                        cause: cause.rawValue),
                    done: rings
                        ? "Stopped the ringing of \(call.who.isEmpty ? channel.name : call.who); the caller stays"
                        : "Hung up \(scene.named(call))",
                    phrase: "hang up \(scene.named(call))")
            }
        }
    }
}
