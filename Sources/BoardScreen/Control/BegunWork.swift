import CallCenter

/// What commands of this screen have begun on calls and have not ended since: whether a command that ends such a thing
/// has something to end. What others began is known from the board alone, as far as that shows it.
struct BegunWork: Sendable, Equatable {
    /// A channel of a server.
    struct Place: Sendable, Hashable {
        var server: String
        var uniqueID: String
    }

    /// An attended transfer: who waits meanwhile, and since when it is under way, in µs of our clock.
    struct Transfer: Sendable, Equatable {
        var waiting: String
        var at: Int64
    }

    /// By the phone that talks to the target.
    private(set) var transfers: [Place: Transfer] = [:]
    /// Whether it is silent, by the channel that is recorded.
    private(set) var recordings: [Place: Bool] = [:]

    /// A command was done by its server.
    mutating func done(_ command: CallCommand, at now: Int64) {
        let ids = command.targets.compactMap { target in
            if case .channel(let id) = target { id } else { nil }
        }
        guard let first = ids.first else { return }
        let place = Place(server: command.server, uniqueID: first)
        switch command.kind {
        case .attendedTransfer: transfers[place] = Transfer(waiting: ids.count > 1 ? ids[1] : "", at: now)
        case .cancelAttended: transfers[place] = nil
        case .record, .recordResume: recordings[place] = false
        case .recordPause: recordings[place] = true
        case .recordStop: recordings[place] = nil
        default: break
        }
    }

    /// The phone by which an attended transfer was begun in which a channel talks or waits.
    func transferer(of uniqueID: String, on server: String) -> (uniqueID: String, at: Int64)? {
        let found = transfers.first { place, transfer in
            place.server == server && (place.uniqueID == uniqueID || transfer.waiting == uniqueID)
        }
        return found.map { ($0.key.uniqueID, $0.value.at) }
    }

    /// Whether a recording that was begun here is silent; nil when none was, or it has ended.
    func isSilent(_ call: CallTarget) -> Bool? {
        recordings[Place(server: call.serverName, uniqueID: call.uniqueID)]
    }

    /// Our clock was set by so many µs.
    mutating func clockStepped(_ step: Int64) {
        for place in transfers.keys { transfers[place]?.at += step }
    }

    /// Forgets what was begun on channels that are no more.
    mutating func settle(_ board: Board) {
        if transfers.isEmpty, recordings.isEmpty { return }
        func lives(_ place: Place) -> Bool {
            board.servers.first { $0.name == place.server }?.channel(uniqueID: place.uniqueID) != nil
        }
        transfers = transfers.filter { lives($0.key) }
        recordings = recordings.filter { lives($0.key) }
    }
}

extension Scene {
    /// How long after its begin an attended transfer is believed without a sign of it on the board, in µs.
    private static let settling: Int64 = 5_000_000

    /// The phone that talks to the target of an attended transfer, whichever of its channels is selected.
    func consultation() -> Found {
        let found = conversation()
        guard case .subject(var subject) = found, let call = subject.calls.first, let server = server(call.server)
        else { return found }
        let begun = state.begun.transferer(of: call.uniqueID, on: call.serverName)
        let isFresh = begun.map { now >= $0.at && now - $0.at < Self.settling } ?? false
        // Whoever is to be handed over waits alone in a bridge meanwhile, whoever began it.
        guard isFresh || server.hasLonelyChannel(inCallOf: call.uniqueID) else {
            return .nothing("no attended transfer has begun on it")
        }
        if let begun, let channel = server.channel(uniqueID: begun.uniqueID), begun.uniqueID != call.uniqueID {
            subject.calls = [
                CallTarget(
                    server: call.server, serverName: call.serverName, uniqueID: channel.uniqueID,
                    channel: channel.name, who: "")
            ]
            subject.name = channel.name
        }
        return .subject(subject)
    }
}
