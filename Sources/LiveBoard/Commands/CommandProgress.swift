import AMI
import AMITransport
import CallCenter

/// The answers of a command's actions until the last is in: then there is one outcome, however many there were.
struct CommandProgress {
    let command: CallCommand
    private var missing: Int
    private var refusals: [String] = []
    private var failure: String?

    /// Index of the server.
    let server: Int
    /// When an originated call's outcome is no longer waited for: our clock, µs since 1970.
    let deadline: Int64

    init(_ command: CallCommand, server: Int, now: Int64) {
        self.command = command
        self.server = server
        missing = command.requests.count
        let ringing = command.requests.flatMap(\.fields).first { $0.name == "Timeout" }.flatMap { Int64($0.value) }
        deadline = now + ((ringing ?? 30_000) + 15_000) * 1000
    }

    /// The outcome when that was the last answer.
    mutating func answered(_ result: Result<Packet, LinkFailure>) -> CommandOutcome? {
        missing -= 1
        switch result {
        case .success(let packet):
            let outcome = command.outcome(of: packet)
            if !outcome.succeeded {
                refusals.append(packet["Message"] ?? "")
                failure = outcome.text
            }
        case .failure(let problem):
            refusals.append(problem.description)
            failure = problem.description
        }
        guard missing <= 0 else { return nil }
        guard let failure else { return CommandOutcome(succeeded: true, text: "Done: \(command.summary)") }
        let total = command.requests.count
        if total == 1 || Set(refusals).count == 1 && refusals.count == total {
            return CommandOutcome(succeeded: false, text: failure)
        }
        var reasons: [String] = []
        for reason in refusals where !reasons.contains(reason) && !reason.isEmpty { reasons.append(reason) }
        return CommandOutcome(
            succeeded: false,
            text: "\(refusals.count) of \(total) steps to \(command.summary) failed: \(reasons.joined(separator: "; "))"
        )
    }
}
