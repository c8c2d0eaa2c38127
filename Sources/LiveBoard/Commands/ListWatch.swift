import AMI
import CallCenter

/// Collects the items of lists that a person asked for (parked calls, conference rooms): events with the ActionID of the
/// asking, until the one that ends them.
struct ListWatch: ~Copyable {
    private struct Entry {
        let ticket: Int
        let complete: String
        var items: [Packet] = []
    }

    /// More than a person reads; a PBX that never ends its list does not fill the memory.
    private static let limit = 1000

    private var open: [String: Entry] = [:]
    private var scanner = PacketScanner()
    private static let wanted = EventSet([
        .parkedCall, .parkedCallsComplete, .confbridgeList, .confbridgeListComplete, .confbridgeListRooms,
        .confbridgeListRoomsComplete, .voicemailUserEntry, .voicemailUserEntryComplete,
    ])

    /// A list was asked for under this ActionID.
    mutating func sent(_ identifier: String, _ list: ListGrouping, ticket: Int) {
        open[identifier] = Entry(ticket: ticket, complete: list.complete)
    }

    /// It was refused or lost: no item will come.
    mutating func failed(ticket: Int) {
        open = open.filter { $0.value.ticket != ticket }
    }

    /// Packets came; the lists that they ended.
    mutating func received(packets: [UInt8]) -> [(ticket: Int, items: [Packet])] {
        guard !open.isEmpty else { return [] }
        var ended: [(ticket: Int, items: [Packet])] = []
        var lists = open
        packets.withUnsafeBytes { bytes in
            _ = scanner.scan(bytes, wanted: Self.wanted) { view in
                guard let identifier = view[.actionID]?.string, var entry = lists[identifier],
                    case .event(let name) = view.kind
                else { return }
                if name.spellings.contains(where: { "\($0)" == entry.complete }) {
                    ended.append((entry.ticket, entry.items))
                    lists[identifier] = nil
                } else if entry.items.count < Self.limit {
                    entry.items.append(Packet(view))
                    lists[identifier] = entry
                }
            }
        }
        open = lists
        return ended
    }
}
