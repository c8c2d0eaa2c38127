import AMI
import CallCenter

/// Waits for the `OriginateResponse` of each originated call: an asynchronous Originate is answered at once, and only
/// this event says whether the call was answered, refused or lost.
struct OriginationWatch: ~Copyable {
    private var tickets: [String: Int] = [:]
    private var scanner = PacketScanner()
    private static let wanted = EventSet([.originateResponse])

    /// An Originate went out under this ActionID.
    mutating func sent(_ identifier: String, ticket: Int) {
        tickets[identifier] = ticket
    }

    /// The Originate was refused or lost: no event will come.
    mutating func failed(ticket: Int) {
        tickets = tickets.filter { $0.value != ticket }
    }

    /// Packets came; what they told of our calls.
    mutating func received(packets: [UInt8]) -> [LiveBoard.TicketOutcome] {
        guard !tickets.isEmpty else { return [] }
        var outcomes: [LiveBoard.TicketOutcome] = []
        var open = tickets
        packets.withUnsafeBytes { bytes in
            _ = scanner.scan(bytes, wanted: Self.wanted) { view in
                guard case .event(.originateResponse) = view.kind, let identifier = view[.actionID]?.string,
                    let ticket = open.removeValue(forKey: identifier)
                else { return }
                outcomes.append(
                    LiveBoard.TicketOutcome(ticket: ticket, outcome: .ofOriginateResponse(Packet(view))))
            }
        }
        tickets = open
        return outcomes
    }
}
