import CallCenter

/// The graphs in place of the panels: of one queue or of all, over the last hour or the day.
struct GraphState: Sendable {
    enum Period: Sendable, Equatable {
        case hour, day

        var words: String { self == .hour ? "last hour" : "the day" }
    }

    /// A queue; nil is all that are shown.
    var queue: Entity?
    var period = Period.hour
    /// What is drawn.
    private(set) var history = History(span: HistorySpan(start: 0, step: 1, count: 1))
    /// The same weekday of last week; nil when nothing of it is known.
    private(set) var ghost: History?
    private var readFor: Key?

    init(queue: Entity? = nil) { self.queue = queue }

    private struct Key: Sendable, Equatable {
        var queue: Entity?
        var period: Period
        var server: Int?
        var time: Int64
        var servers: Int
        var past: Int64?
    }

    /// The span that is drawn: the hour until now, or the day from midnight to midnight.
    static func span(_ period: Period, now: Int64, offset: Int) -> HistorySpan {
        switch period {
        case .hour: return HistorySpan(endingAt: now, step: 30_000_000, count: 120)
        case .day:
            let day: Int64 = 86_400_000_000
            let local = now + Int64(offset) * 1_000_000
            let midnight = local - (local % day + day) % day - Int64(offset) * 1_000_000
            return HistorySpan(start: midnight, step: 300_000_000, count: 288)
        }
    }

    /// Reads the ledger anew once a second, a long one less often.
    ///
    /// - Parameter people: who is one person on the board.
    mutating func refresh(
        _ board: Board, _ people: People, scope: BoardScope, options: ScreenOptions, ghost past: PastWeek?, now: Int64
    ) {
        let records = board.servers.reduce(0) {
            $0 + min($1.visitsRecorded, 65_536) + min($1.intervalsRecorded, 131_072)
        }
        let pace: Int64 = records > 20_000 ? 10_000_000 : records > 5_000 ? 5_000_000 : 1_000_000
        let key = Key(
            queue: queue, period: period, server: scope.server, time: now / pace, servers: board.servers.count,
            past: past?.day)
        guard key != readFor else { return }
        readFor = key
        let span = Self.span(period, now: now, offset: options.utcOffset)
        let rule: (String, String) -> ServiceRule = { options.look($1, of: $0).rule }
        history = History(of: parts(board.servers, people, scope), span: span, now: now, rule: rule)
        ghost = nil
        if let past, past.covers(span) {
            let end = past.boards.map(\.now).max() ?? 0
            var people = People()
            people.join(Board(servers: past.boards), options.people, scope: scope, now: end)
            let then = History(
                of: parts(past.boards, people, scope), span: span.earlier(by: past.shift), now: end, rule: rule)
            if then.isKnown.contains(true) { ghost = then }
        }
    }

    private func parts(_ servers: [ServerBoard], _ people: People, _ scope: BoardScope) -> [History.Part] {
        let persons = people.numbers(servers: servers.count)
        if case .queue(let index, let name) = queue {
            return servers.indices.contains(index)
                ? [History.Part(board: servers[index], queue: name, persons: persons[index])] : []
        }
        return servers.indices.filter { scope.includes($0) }.map {
            History.Part(board: servers[$0], persons: persons[$0])
        }
    }
}
