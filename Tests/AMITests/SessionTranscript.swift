import AMI
import TestSupport

/// A session machine with a clock that stands still unless told: what is put in, and what it wants done, as lines.
struct SessionTranscript {
    var machine: SessionMachine
    var now: Int64 = 1_000_000

    init(usesChallenge: Bool = false, timing: SessionTiming = SessionTiming()) {
        machine = SessionMachine(.init(usesChallenge: usesChallenge, idPrefix: "s", timing: timing))
    }

    /// A machine that is logged in to a plain Asterisk, its first Ping answered.
    static func online(commands: [String] = ["Ping", "QueueStatus"]) -> SessionTranscript {
        var session = SessionTranscript()
        _ = session.connect()
        _ = session.receive("Response: Success\nActionID: s1\nMessage: Authentication accepted\n\nEvent: FullyBooted\n")
        _ = session.receive("Response: Success\nActionID: s2\n" + commands.map { "\($0): x (Priv: <none>)\n" }.joined())
        _ = session.receive("Response: Success\nActionID: s3\nPing: Pong\nTimestamp: 1795416743.5\n")
        return session
    }

    mutating func connect() -> [String] {
        lines(machine.connected(at: now)) + lines(machine.bannerReceived(at: now))
    }

    mutating func receive(_ text: String) -> [String] {
        machine.heard(at: now)
        var actions: [SessionAction] = []
        var machine = machine
        let now = now
        forEachPacket(text) { actions += machine.packetReceived($0, at: now) }
        self.machine = machine
        return lines(actions)
    }

    mutating func submit(_ action: some AMIAction, id: String) -> [String] {
        let submission = Submission(
            id: id, name: action.name, scope: "", list: type(of: action).declaration.list, bytes: [])
        return lines(machine.actionSubmitted(submission, at: now))
    }

    /// Lets time pass; what falls due on the way is done when it is due.
    mutating func wait(_ seconds: Double) -> [String] {
        let end = now + Int64((seconds * 1e6).rounded())
        var actions: [String] = []
        while let next = machine.nextDeadline, next <= end {
            now = max(now, next)
            actions += lines(machine.deadlinePassed(at: now))
        }
        now = end
        return actions
    }

    mutating func close() -> [String] { lines(machine.closed()) }

    mutating func refuse(_ error: AMIWireError) -> [String] { lines(machine.streamRefused(error)) }

    private func lines(_ actions: [SessionAction]) -> [String] {
        actions.map { action in
            switch action {
            case .send(let packet): "send \(packet["Action"] ?? "?") \(packet["ActionID"] ?? "?")"
            case .logIn(let id, let challenge): "log in \(id)" + (challenge.map { " answering \($0)" } ?? "")
            case .transmit(let submission): "transmit \(submission.name) \(submission.id)"
            case .finish(let id, let packet): "finish \(id) \(packet["Response"] ?? "?")"
            case .timeOut(let id): "time out \(id)"
            case .loggedIn(let commands): "logged in: \(commands.joined(separator: " "))"
            case .pong(let roundTrip, let pbxTime): "pong \(roundTrip) \(pbxTime.map { "\($0)" } ?? "-")"
            case .close(let failure): "close \(failure)"
            }
        }
    }
}
