import CallCenter
import LiveBoard
import Reports

/// Takes one kind of rows out of a server's journal.
struct ExportRun {
    let kind: ExportKind
    /// µs since 1970; the end is not in it.
    let from: Int64
    let to: Int64
    /// Minutes of a queue's interval.
    let minutes: Int
    /// Whether callers are hidden.
    let privacy: Privacy

    func run(_ source: TravelSource, into target: any ExportTarget) throws {
        let server = source.name
        var walk = JournalWalk(source: source, from: from, to: to)
        switch kind {
        case .calls:
            var harvest = CallHarvest()
            let (board, _) = try walk.run { board, _ in
                try harvest.take(board, isOver: false) { try add($0, server, target) }
            }
            try harvest.take(board, isOver: true) { try add($0, server, target) }
        case .agents:
            var done = 0
            func take(_ board: ServerBoard) throws {
                for interval in board.intervals(after: done) where interval.to > from && interval.from < to {
                    try target.add(ExportRows.agent(cut(interval), server: server))
                }
                done = board.intervalsRecorded
            }
            let (board, index) = try walk.run { board, _ in try take(board) }
            try take(board)
            // Those that go on end with what is known.
            for interval in board.intervals(from: from, until: min(to, index.last)) where interval.number == 0 {
                try target.add(ExportRows.agent(interval, server: server))
            }
        case .intervals:
            walk.slot = Int64(minutes) * 60_000_000
            _ = try walk.run { board, slotEnd in
                guard let slotEnd else { return }
                let start = max(from, slotEnd - walk.slot)
                let sums = board.sums(from: start, to: slotEnd)
                for queue in board.queues {
                    try target.add(
                        ExportRows.interval(
                            sums[queue.name] ?? CallSums(), queue: queue.name, from: start, to: slotEnd, server: server)
                    )
                }
            }
        case .abandoned:
            let (board, _) = try walk.run { _, _ in }
            if let begins = board.ledgerBegins, begins > from {
                Output.complain(
                    "callboard: \(server): only callers since \(UTCTime.text(begins)) are kept; export shorter spans.")
            }
            for call in board.lostCalls(from: from, to: to).reversed() {
                guard let visit = board.finishedVisit(call.number)?.shown(privacy) else { continue }
                try target.add(ExportRows.abandoned(call, visit, server: server))
            }
        case .audit:
            var sent = SentActions()
            _ = try walk.run(
                seen: { sent.seen($0, at: $1) }, heard: { sent.heard($0) }, looked: { _, _ in })
            for action in sent.actions {
                try target.add(
                    ExportRows.audit(
                        action.name, id: action.id, about: privacy.text(action.about), outcome: action.outcome,
                        answer: privacy.text(action.answer), at: action.time, server: server))
            }
        }
    }

    private func add(_ visit: FinishedVisit, _ server: String, _ target: any ExportTarget) throws {
        guard visit.leftAt >= from, visit.leftAt < to else { return }
        try target.add(ExportRows.call(visit.shown(privacy), server: server))
    }

    private func cut(_ interval: AgentInterval) -> AgentInterval {
        var interval = interval
        interval.from = max(interval.from, from)
        interval.to = min(interval.to, to)
        return interval
    }
}

/// Gives out each finished visit once, when nothing more will be told of it.
private struct CallHarvest {
    private var done = 0
    /// Visits whose conversation goes on.
    private var open: [Int] = []

    mutating func take(_ board: ServerBoard, isOver: Bool, _ body: (FinishedVisit) throws -> Void) throws {
        var stillOpen: [Int] = []
        for number in open {
            // One that made room for newer ones was given up by the PBX as well.
            guard let visit = board.finishedVisit(number) else { continue }
            if isOver || visit.endedAt != nil { try body(visit) } else { stillOpen.append(number) }
        }
        for visit in board.finishedVisits(after: done) {
            // How it ended may be told a moment later.
            if !isOver, visit.leftAt > board.now - 5_000_000 { break }
            done = visit.number
            if isOver || visit.outcome != .answered || visit.endedAt != nil {
                try body(visit)
            } else {
                stillOpen.append(visit.number)
            }
        }
        open = stillOpen
    }
}
