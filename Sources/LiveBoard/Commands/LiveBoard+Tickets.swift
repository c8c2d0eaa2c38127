import CallCenter

extension LiveBoard {
    /// A command's outcome, under the ticket that its sender chose.
    package struct TicketOutcome: Sendable, Equatable {
        package let ticket: Int
        package let outcome: CommandOutcome

        static func failed(_ ticket: Int, _ text: String) -> TicketOutcome {
            TicketOutcome(ticket: ticket, outcome: CommandOutcome(succeeded: false, text: text))
        }
    }

    /// A list that was asked for, under the ticket that its asker chose; `problem` is empty when it came.
    package struct TicketList: Sendable, Equatable {
        package let ticket: Int
        package let items: [PBXListItem]
        package let problem: String
    }
}
