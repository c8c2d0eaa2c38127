import AMI
import AMITransport
import CallCenter
import Crossing

/// Answers to what the board's owner asked, of the PBX and of the journal, on their way from other threads to the owner.
final class AnswerBox: Sendable {
    enum Answer: Sendable {
        case snapshot(server: Int, SnapshotPlan.Request, Result<Packet, LinkFailure>)
        /// What a PBX that boots offers by now.
        case commands(server: Int, Result<Packet, LinkFailure>)
        case trunks(server: Int, TrunkPlan.Request, Result<Packet, LinkFailure>)
        /// The answer to one action of the command of this ticket.
        case command(ticket: Int, Result<Packet, LinkFailure>)
        case list(ticket: Int, Result<Packet, LinkFailure>)
        /// What the journal holds of today.
        case history(HistoryLoader.Loaded)
    }

    private let answers = Guarded<[Answer]>([])
    private let wake: @Sendable () -> Void

    init(wake: @escaping @Sendable () -> Void) {
        self.wake = wake
    }

    func post(_ answer: Answer) {
        answers.withLock { $0.append(answer) }
        wake()
    }

    func take() -> [Answer] {
        answers.withLock { answers in
            defer { answers = [] }
            return answers
        }
    }
}
