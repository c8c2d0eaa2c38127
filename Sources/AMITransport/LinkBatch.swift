/// What came from a link, or happened on it, since the batch before: in order, handed over in one piece.
package struct LinkBatch: Sendable, Equatable {
    /// When it was received: microseconds since 1970, by this machine's wall clock.
    package var receivedAt: Int64
    /// Which attempt at a connection it belongs to: 1 for the first, one more with each `connecting`.
    package var epoch: UInt32
    /// In the order of the stream.
    package var items: [LinkItem]

    /// A batch.
    package init(receivedAt: Int64, epoch: UInt32, items: [LinkItem]) {
        self.receivedAt = receivedAt
        self.epoch = epoch
        self.items = items
    }
}

/// One thing that came from a link or happened on it.
package enum LinkItem: Sendable, Equatable {
    /// Whole AMI packets back to back, raw as they came; `ends[i]` is the offset after packet i. The answer to the
    /// login is among them, our login never is.
    case packets(bytes: [UInt8], ends: [Int])
    /// An attempt at a connection begins.
    case connecting
    /// The server said what it is. Login follows.
    case connected(banner: String)
    /// Logged in; `commands` are the actions that this user may run (ListCommands), empty when the server would
    /// not say. Comes a second time on one connection when the PBX reports only later that it has fully booted:
    /// take the snapshot again.
    case loggedIn(commands: [String])
    /// An action is about to be written; `scope` is what its sender said it covers (a queue, a channel or "").
    case actionSent(id: String, name: String, scope: String)
    /// An action was not answered in time, or its list broke off.
    case actionTimedOut(id: String)
    /// The server answered a Ping: seconds there and back, and its own clock (seconds since 1970) where it says so.
    case pong(roundTrip: Double, pbxTime: Double?)
    /// The connection ended or could not be had. `retryIn` is in seconds; nil: not tried again by itself.
    case disconnected(reason: LinkFailure, retryIn: Double?)
}
