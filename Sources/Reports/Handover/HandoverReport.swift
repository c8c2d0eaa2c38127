import CallCenter

/// What a shift leaves to the next: figures, peaks, breaches, who is to be called back, who paused for long.
///
/// Gathered once, rendered as text and as HTML; times of the clock are local to `offset`.
package struct HandoverReport: Sendable {
    /// A table of the report.
    package struct Section: Sendable, Equatable {
        package var title: String
        package var columns: [String]
        package var rows: [[String]]
        /// Said when there is no row.
        package var empty: String
    }

    package var title: String
    package var sections: [Section] = []
    /// Waiting callers by minutes since 1970.
    package var waiting: [TravelIndex.Minute] = []
    /// Calls of each quarter of an hour.
    package var quarters: [Quarter] = []
    let offset: Int
    private let privacy: Privacy

    /// A quarter of an hour, all queues together.
    package struct Quarter: Sendable, Equatable {
        /// µs since 1970.
        package var from: Int64
        package var answered: Int
        package var lost: Int

        package init(from: Int64, answered: Int, lost: Int) {
            self.from = from
            self.answered = answered
            self.lost = lost
        }
    }

    /// - Parameters:
    ///   - boards: each server's board at the end, and what is known of the way.
    ///   - quarters: calls by quarters of an hour.
    ///   - commands: what boards asked of the PBX, oldest first.
    ///   - offset: seconds that local time is ahead of UTC.
    ///   - privacy: whether callers' numbers and names are hidden.
    package init(
        boards: [(board: ServerBoard, index: TravelIndex)], from: Int64, to: Int64, quarters: [Quarter],
        commands: [(time: Int64, text: String)], offset: Int, privacy: Privacy = Privacy(isMasked: false)
    ) {
        self.privacy = privacy
        self.offset = offset
        self.quarters = quarters
        title = "Shift \(Self.date(from, offset)) \(Self.clock(from, offset)) to \(Self.clock(to, offset))"
        if Self.date(from, offset) != Self.date(to, offset) {
            title =
                "Shift \(Self.date(from, offset)) \(Self.clock(from, offset)) to \(Self.date(to, offset)) "
                + Self.clock(to, offset)
        }
        for (board, index) in boards {
            waiting += index.minutes.filter {
                $0.number * 60_000_000 >= from - 60_000_000 && $0.number * 60_000_000 < to
            }
            let name = boards.count > 1 ? "\(board.name): " : ""
            sections.append(queues(board, from, to, name))
            sections.append(peaks(index, from, to, name))
            sections.append(lost(board, from, to, name))
            sections.append(pauses(board, from, to, name))
            sections.append(agents(board, from, to, name))
        }
        sections.append(
            Section(
                title: "Actions of the boards", columns: ["Time", "What"],
                rows: commands.map { [Self.clock($0.time, offset), $0.text] },
                empty: "Nobody asked the PBX for anything."))
    }

    private func queues(_ board: ServerBoard, _ from: Int64, _ to: Int64, _ name: String) -> Section {
        let sums = board.sums(from: from, to: to)
        var total = CallSums()
        var rows: [[String]] = []
        for queue in board.queues {
            let day = sums[queue.name] ?? CallSums()
            total = total + day
            rows.append([queue.name] + Self.figures(day))
        }
        if rows.count > 1 { rows.append(["all"] + Self.figures(total)) }
        return Section(
            title: name + "Queues",
            columns: [
                "Queue", "Offered", "Answered", "Abandoned", "Timed out", "SL% negative", "ASA", "AHT", "Longest wait",
            ],
            rows: rows, empty: "No queue was known.")
    }

    private static func figures(_ sums: CallSums) -> [String] {
        [
            "\(sums.offered)", "\(sums.answered)", "\(sums.abandoned)", "\(sums.timedOut)",
            sums.levelNegative.flatMap(Percent.whole).map { "\($0) %" } ?? "–", duration(sums.averageSpeedOfAnswer),
            duration(sums.averageHandleTime), duration(Double(sums.longestWait)),
        ]
    }

    private func peaks(_ index: TravelIndex, _ from: Int64, _ to: Int64, _ name: String) -> Section {
        let inSpan = index.minutes.filter { $0.number * 60_000_000 >= from - 60_000_000 && $0.number * 60_000_000 < to }
        let peak = inSpan.max { $0.waiting < $1.waiting }
        let alarms = index.alarms.filter { $0 >= from && $0 < to }
        var rows: [[String]] = []
        if let peak, peak.waiting > 0 {
            rows.append([
                Self.clock(peak.number * 60_000_000, offset), "\(peak.waiting) callers waited at once, the most",
            ])
        }
        rows += alarms.prefix(20).map { [Self.clock($0, offset), "a queue's waiting callers became a breach"] }
        if alarms.count > 20 { rows.append(["", "and \(alarms.count - 20) times more"]) }
        return Section(
            title: name + "Peaks and breaches", columns: ["Time", "What"], rows: rows, empty: "Nobody had to wait.")
    }

    private func lost(_ board: ServerBoard, _ from: Int64, _ to: Int64, _ name: String) -> Section {
        let open = board.lostCalls(from: from, to: to).filter(\.isOpen)
        let rows = open.prefix(50).compactMap { call -> [String]? in
            guard let visit = board.finishedVisit(call.number)?.shown(privacy) else { return nil }
            return [
                Self.clock(visit.leftAt, offset), visit.callerNumber.isEmpty ? "withheld" : visit.callerNumber,
                visit.callerName, visit.queue, Self.duration(Double(visit.wait)), "\(call.attempts)",
            ]
        }
        return Section(
            title: name + "To be called back (\(open.count))",
            columns: ["Gave up", "Number", "Name", "Queue", "Waited", "Times"], rows: rows,
            empty: "Everybody was served, rang again or was called back.")
    }

    private func pauses(_ board: ServerBoard, _ from: Int64, _ to: Int64, _ name: String) -> Section {
        let pauses = board.intervals(from: from, until: to).filter { $0.activity == .paused }
            .sorted { $0.duration > $1.duration }
        return Section(
            title: name + "Longest pauses", columns: ["Agent", "From", "Lasted", "Reason"],
            rows: pauses.prefix(10).map {
                [
                    $0.name.isEmpty ? $0.agent : $0.name, Self.clock($0.from, offset), Self.duration($0.duration),
                    $0.reason,
                ]
            }, empty: "Nobody paused.")
    }

    private func agents(_ board: ServerBoard, _ from: Int64, _ to: Int64, _ name: String) -> Section {
        let sums = board.agentSums(from: from, until: to)
        let agents = board.agents(at: board.now).filter { sums[$0.id] != nil }
        return Section(
            title: name + "Agents",
            columns: ["Agent", "Answered", "Talk avg", "Logged in", "Paused", "Occupancy"],
            rows: agents.map { agent in
                let day = sums[agent.id] ?? AgentSums()
                return [
                    agent.name.isEmpty ? agent.id : agent.name, "\(day.answered)", Self.duration(day.averageTalk),
                    Self.duration(Double(day.loggedIn) / 1e6), Self.duration(Double(day.paused) / 1e6),
                    day.occupancy.flatMap(Percent.whole).map { "\($0) %" } ?? "–",
                ]
            }, empty: "No agent was known.")
    }

    // MARK: Words

    static func clock(_ moment: Int64, _ offset: Int) -> String {
        String(UTCTime.text(moment + Int64(offset) * 1_000_000).dropFirst(11).prefix(5))
    }

    static func date(_ moment: Int64, _ offset: Int) -> String {
        String(UTCTime.text(moment + Int64(offset) * 1_000_000).prefix(10))
    }

    static func duration(_ seconds: Double?) -> String {
        guard let seconds, seconds.isFinite else { return "–" }
        let all = Int(max(0, min(seconds, 1e9)).rounded())
        let rest = all % 60 < 10 ? "0\(all % 60)" : "\(all % 60)"
        if all < 3_600 { return "\(all / 60):\(rest)" }
        let minutes = all / 60 % 60
        return "\(all / 3_600)h" + (minutes < 10 ? "0\(minutes)m" : "\(minutes)m")
    }
}
