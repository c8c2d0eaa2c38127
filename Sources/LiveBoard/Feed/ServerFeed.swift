import AMI
import AMITransport
import CallCenter
import Crossing
import Journal

/// One server's stream on its way from the link: stamped, journalled as it came, and posted to the board's owner.
///
/// Runs on the sockets' thread, so nothing here waits: the journal takes a bounded hand-off and the mailbox a lock that
/// is never held while drawing.
package final class ServerFeed: Sendable {
    private let server: Int
    private let clock: BoardClock
    private let journal: (any EventLog)?
    private let mailbox: Mailbox<FeedItem>
    /// Journal and mailbox take everything in the same order, whichever thread it comes from.
    private let order = Guarded(())

    package init(server: Int, clock: BoardClock, journal: (any EventLog)?, mailbox: Mailbox<FeedItem>) {
        self.server = server
        self.clock = clock
        self.journal = journal
        self.mailbox = mailbox
    }

    /// Takes a batch from the link.
    package func receive(_ batch: LinkBatch) {
        order.withLock { _ in
            let stamp = RecordStamp(time: clock.now, epoch: batch.epoch)
            var items: [FeedItem] = []
            items.reserveCapacity(batch.items.count)
            for item in batch.items {
                switch item {
                case .packets(let bytes, let ends):
                    let end = journal?.append(Self.entries(of: bytes, ends: ends, at: stamp)) ?? 0
                    items.append(FeedItem(server: server, stamp: stamp, content: .packets(bytes, ends: ends), end: end))
                default:
                    guard let fact = OwnFact(item) else { continue }
                    items.append(record(fact, at: stamp))
                }
            }
            mailbox.post(items, from: server, size: \.byteCount)
        }
    }

    /// Records a fact of our own that no link told.
    package func receive(_ fact: OwnFact, epoch: UInt32) {
        order.withLock { _ in
            let item = record(fact, at: RecordStamp(time: clock.now, epoch: epoch))
            mailbox.post([item], from: server, size: \.byteCount)
        }
    }

    private func record(_ fact: OwnFact, at stamp: RecordStamp) -> FeedItem {
        let entry = LogEntry(kind: LogEntry.fact, time: stamp.time, epoch: stamp.epoch, payload: fact.encoded())
        let end = journal?.append([entry]) ?? 0
        return FeedItem(server: server, stamp: stamp, content: .fact(fact), end: end)
    }

    /// One record a packet, so that a journal can be wound to any of them.
    private static func entries(of bytes: [UInt8], ends: [Int], at stamp: RecordStamp) -> [LogEntry] {
        var start = 0
        return ends.map { end in
            defer { start = end }
            return LogEntry(
                kind: LogEntry.packets, time: stamp.time, epoch: stamp.epoch, payload: bytes[start..<end])
        }
    }
}

extension OwnFact {
    /// The fact that something on the link is; nil for received packets, which are their own record.
    package init?(_ item: LinkItem) {
        switch item {
        case .packets: return nil
        case .connecting: self = .connecting
        case .connected(let banner): self = .connected(banner: banner)
        case .loggedIn(let commands): self = .loggedIn(commands: commands)
        case .actionSent(let id, let name, let scope): self = .actionSent(id: id, name: name, scope: scope)
        case .actionTimedOut(let id): self = .actionTimedOut(id: id)
        case .pong(let roundTrip, let pbxTime): self = .pong(roundTrip: roundTrip, pbxTime: pbxTime)
        case .disconnected(let reason, let retryIn):
            self = .disconnected(reason: reason.description, retryIn: retryIn)
        }
    }
}
