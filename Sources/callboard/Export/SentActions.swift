import AMI
import CallCenter
import Journal
import Reports

/// The actions that a board sent, each with what the PBX answered: the answer comes later, under the same ActionID.
struct SentActions {
    /// One action.
    struct Action {
        var time: Int64
        var name: String
        var id: String
        /// What it was about; empty for everything.
        var about: String
        /// `done`, `failed` or `no answer`; nil when the journal does not tell.
        var outcome: String?
        /// What the PBX said to it.
        var answer = ""
    }

    private(set) var actions: [Action] = []
    /// The place of an action that no answer was final for, by its ActionID.
    private var open: [String: Int] = [:]
    private static let beginnings = ["Response: ", "Event: OriginateResponse\r\n"].map { Array($0.utf8) }

    /// A fact of the board's own.
    mutating func seen(_ fact: OwnFact, at time: Int64) {
        switch fact {
        case .actionSent(let id, let name, let scope) where TravelIndex.Content(fact: fact) == .command:
            open[id] = actions.count
            actions.append(Action(time: time, name: name, id: id, about: scope))
        case .actionTimedOut(let id):
            guard let place = open.removeValue(forKey: id) else { return }
            actions[place].outcome = "no answer"
        default: break
        }
    }

    /// What came from the PBX.
    mutating func heard(_ record: LogRecord) {
        guard !open.isEmpty, Self.beginnings.contains(where: { record.payload.starts(with: $0) }) else { return }
        var packet: Packet?
        var scanner = PacketScanner()
        record.payload.withUnsafeBytes { bytes in
            _ = scanner.scan(bytes, wanted: .all) { view in packet = packet ?? Packet(view) }
        }
        guard let packet, let id = packet["ActionID"], let place = open[id] else { return }
        if packet["Event"] != nil {
            let ended = CommandOutcome.ofOriginateResponse(packet)
            actions[place].outcome = ended.succeeded ? "done" : "failed"
            actions[place].answer = ended.text
            open[id] = nil
            return
        }
        let succeeded = packet["Response"]?.lowercased() != "error"
        actions[place].outcome = succeeded ? "done" : "failed"
        actions[place].answer = packet["Message"] ?? ""
        // What became of a call is told by an event.
        let goesOn = succeeded && actions[place].name.lowercased() == "originate"
        if !goesOn { open[id] = nil }
    }
}
