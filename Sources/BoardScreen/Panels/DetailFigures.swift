import CallCenter
import Cells

/// Writes how a figure comes about: formula, inputs, Asterisk's own counter, and what is behind it.
struct FigureText {
    let scene: PanelScene
    /// Columns of a line.
    let width: Int

    /// Visits or intervals listed at most.
    static let longest = 200

    init(_ scene: PanelScene, width: Int = 76) {
        self.scene = scene
        self.width = width
    }

    private var options: ScreenOptions { scene.state.options }
    private var window: MetricWindow { scene.state.scope.window }
    private var privacy: Privacy { scene.privacy }
    private var dash: String { scene.glyph(.dash) }

    // MARK: The period

    /// `today, since 06:52`
    var period: String {
        let shown = scene.board.servers.indices.filter { scene.state.scope.includes($0) }
        return window.words + (shown.first.map { begin(of: $0) } ?? "")
    }

    private func begin(of server: Int) -> String {
        guard let start = start(server) else { return "" }
        let text = clock(start, server)
        return ", since " + (window == .today ? String(text.prefix(5)) : text)
    }

    private func start(_ server: Int) -> Int64? {
        scene.board.servers[server].start(of: window, at: scene.moment(server), shifts: options.shifts)
    }

    /// A moment of ours as the PBX's clock showed it.
    func clock(_ moment: Int64, _ server: Int) -> String {
        let offset = scene.board.servers[server].clockOffset
        let shift = offset.isFinite ? Int64(min(max(offset, -1e9), 1e9) * 1_000_000) : 0
        return WallClock.time(moment &+ shift, offset: options.utcOffset)
    }

    // MARK: Values

    private func mean(_ seconds: Double?) -> String { Durations.mean(seconds) ?? dash }
    private func percent(_ value: Double?) -> String { value.map(Figures.exactPercent) ?? dash }
    private func time(_ microseconds: Int64) -> String { Durations.text(seconds: microseconds / 1_000_000) }

    /// `8 more than ours`
    private func difference(_ theirs: Int, _ ours: Int) -> String {
        theirs == ours
            ? "the same as ours" : "\(abs(theirs - ours)) \(theirs > ours ? "more" : "fewer") than ours"
    }

    private func difference(_ theirs: Double, _ ours: Double?, _ unit: String) -> String {
        guard let ours else { return "ours is of no call" }
        let tenths = Int(((theirs - ours) * 10).rounded())
        if tenths == 0 { return "the same as ours" }
        return "\(abs(tenths) / 10).\(abs(tenths) % 10) \(unit) \(tenths > 0 ? "more" : "less") than ours"
    }

    /// A pair in as many lines as it takes.
    private func pairs(_ label: String, _ text: String, _ style: StyleName = .text) -> [DetailLine] {
        Painter.lines(text, width: max(20, width - 18)).enumerated().map {
            .pair($0.offset == 0 ? label : " ", $0.element, style)
        }
    }

    func row(_ cells: [(String, Int)]) -> String {
        var line = ""
        var used = 0
        for (text, columns) in cells {
            if used > 0, used + 1 + columns > width { break }
            if used > 0 { line += " " }
            line += padded(text, to: columns, ellipsis: scene.glyph(.ellipsis))
            used += columns + (used > 0 ? 1 : 0)
        }
        return line
    }

    // MARK: Queues

    func title(_ figure: QueueFigure, of subject: FigureSubject) -> String {
        let variant = figure == .level ? ": \(subject.variant.words)" : ""
        return "\(figure.title) of \(subject.title)\(variant)"
    }

    func lines(_ figure: QueueFigure, of subject: FigureSubject) -> [DetailLine] {
        var lines = [.pair("Value", value(figure, of: subject), .strong)] + pairs("Formula", formula(figure, subject))
        if let worked = worked(figure, subject) { lines += pairs("Here", worked) }
        if figure.outcomes != nil, figure != .hold { lines.append(.pair("Period", period)) }
        lines += notes(figure, subject)
        let own = asterisk(figure, subject)
        if !own.isEmpty { lines += [.blank, .heading("Asterisk's own, since its last reset")] + own }
        if figure == .waiting || figure == .longestNow { lines += callers(subject) }
        if figure.agentState != nil { lines += agents(figure, subject) }
        if subject.parts.count > 1 { lines += parts(figure, subject) }
        lines += visits(figure, subject)
        return lines
    }

    func value(_ figure: QueueFigure, of subject: FigureSubject) -> String {
        let sums = subject.sums
        switch figure {
        case .waiting: return "\(subject.waiting)"
        case .longestNow: return subject.longest.map { Durations.text(seconds: $0) } ?? dash
        case .level: return percent(subject.level)
        case .offered: return "\(sums.offered)"
        case .answered: return "\(sums.answered)"
        case .abandoned: return "\(sums.abandoned)"
        case .timedOut: return "\(sums.timedOut)"
        case .abandonRate: return percent(sums.abandonRate)
        case .lostRate: return percent(sums.lostRate)
        case .leftByKey: return "\(sums.leftByKey)"
        case .turnedAway:
            return subject.parts.contains(where: \.server.readsDialplan) ? "\(sums.turnedAway)" : dash
        case .transferred: return "\(sums.transferred)"
        case .speed: return mean(sums.averageSpeedOfAnswer)
        case .abandonTime: return mean(sums.averageAbandonTime)
        case .talk: return mean(sums.averageHandleTime)
        case .hold: return subject.only.map { Durations.text(seconds: Int64($0.queue.holdTime)) } ?? dash
        case .longestPast: return Durations.text(seconds: Int64(sums.longestWait))
        case .free: return "\(subject.counts.free)"
        case .onCall: return "\(subject.counts.onCall)"
        case .busy: return "\(subject.counts.busy)"
        case .ringing: return "\(subject.counts.ringing)"
        case .wrapUp: return "\(subject.counts.wrapUp)"
        case .paused: return "\(subject.counts.paused)"
        case .out: return "\(subject.counts.out)"
        }
    }

    private func formula(_ figure: QueueFigure, _ subject: FigureSubject) -> String {
        figure == .level ? subject.variant.formula : figure.formula
    }

    /// The formula with its numbers.
    private func worked(_ figure: QueueFigure, _ subject: FigureSubject) -> String? {
        let sums = subject.sums
        let (a, x) = (sums.answeredInLevel, sums.abandonedInLevel)
        let (b, y) = (sums.answered - a, sums.abandonedCounted - x)
        let short = sums.abandonedShort > 0 ? " - \(sums.abandonedShort)" : ""
        switch figure {
        case .level:
            guard subject.level != nil else { return nil }
            let text =
                switch subject.variant {
                case .handled: "\(a) / (\(a) + \(b))"
                case .ignored: "\(a) / (\(a) + \(b) + \(y))"
                case .negative: "\(a) / (\(a) + \(b) + \(x) + \(y))"
                case .positive: "(\(a) + \(x)) / (\(a) + \(b) + \(x) + \(y))"
                }
            return "\(text) = \(percent(subject.level))"
        case .speed: return "\(sums.answeredWait) s / \(sums.answered)"
        case .abandonTime: return "\(sums.abandonedWait) s / \(sums.abandoned)"
        case .talk: return "\(sums.talk) s / \(sums.handled)"
        case .abandonRate:
            let above = sums.abandonedShort > 0 ? "(\(sums.abandoned)\(short))" : "\(sums.abandoned)"
            return "\(above) / \(sums.abandonedShort > 0 ? "(\(sums.offered)\(short))" : "\(sums.offered)")"
        case .lostRate:
            return "(\(sums.abandoned)\(short) + \(sums.timedOut)) / "
                + (sums.abandonedShort > 0 ? "(\(sums.offered)\(short))" : "\(sums.offered)")
        default: return nil
        }
    }

    private func notes(_ figure: QueueFigure, _ subject: FigureSubject) -> [DetailLine] {
        let sums = subject.sums
        var lines: [DetailLine] = []
        if figure == .level {
            let level = subject.only.map { $0.look.rule.level ?? $0.queue.serviceLevel }
            if level == 0 {
                lines += pairs(
                    "Threshold", "none: set servicelevel= in queues.conf, or service_level in the configuration.",
                    .queueWarning)
            } else if let part = subject.only, let level {
                let source = part.look.rule.level == nil ? "the PBX's servicelevel" : "of the configuration"
                lines.append(.pair("Threshold", "\(level) s, \(source)"))
            } else {
                lines.append(.pair("Threshold", "each queue's own"))
            }
            lines += pairs(
                "Of",
                "A \(sums.answeredInLevel) answered in time, B \(sums.answered - sums.answeredInLevel) later, "
                    + "X \(sums.abandonedInLevel) abandoned in time, "
                    + "Y \(sums.abandonedCounted - sums.abandonedInLevel) later")
            for variant in ServiceLevelVariant.allCases where variant != subject.variant {
                lines.append(
                    .pair(variant.rawValue, row([(percent(sums.level(variant)), 9), (variant.formula, 20)]), .faint))
            }
        }
        let isJudged = [.level, .abandonRate, .lostRate].contains(figure)
        if isJudged, sums.abandonedShort > 0 {
            let cut = subject.only.map { " within \($0.look.rule.shortAbandon) s" } ?? ""
            lines.append(.pair("Left out", "\(sums.abandonedShort) who gave up\(cut)"))
        }
        if figure == .turnedAway, !subject.parts.contains(where: \.server.readsDialplan) {
            lines += pairs(
                "Known from", "the dialplan class only: add \"dialplan\" to the server's events to count them.", .faint)
        }
        if let first = subject.parts.first, let begins = first.server.ledgerBegins, let start = start(first.index),
            figure.outcomes != nil, begins > start
        {
            lines += pairs(
                "Calls kept", "since \(clock(begins, first.index)); the count is of the whole period.", .faint)
        }
        return lines
    }

    private func asterisk(_ figure: QueueFigure, _ subject: FigureSubject) -> [DetailLine] {
        let sums = subject.sums
        func total(_ value: (Queue) -> Int) -> Int { subject.parts.reduce(0) { $0 + value($1.queue) } }
        let completed = total(\.completed)
        let abandoned = total(\.abandoned)
        var lines: [DetailLine] = []
        switch figure {
        case .waiting:
            lines.append(.pair("Count", "the same: it is the PBX's own"))
        case .offered:
            lines += pairs(
                "Compl. + aband.",
                "\(completed + abandoned), \(difference(completed + abandoned, sums.offered)); without calls in progress "
                    + "and those who left by key")
        case .answered:
            lines += pairs(
                "Completed",
                "\(completed), \(difference(completed, sums.answered)); Asterisk counts a call when it ends")
        case .abandoned, .abandonRate, .lostRate, .timedOut:
            lines += pairs(
                "Abandoned",
                "\(abandoned), \(difference(abandoned, sums.abandoned + sums.timedOut)); Asterisk counts time-outs too, "
                    + "ours are \(sums.abandoned) abandoned + \(sums.timedOut) timed out")
        case .level:
            guard let queue = subject.only?.queue else { return [] }
            lines += pairs(
                "ServicelevelPerf",
                Figures.exactPercent(queue.serviceLevelPerf) + " (handled), "
                    + difference(queue.serviceLevelPerf, sums.levelHandled, "points"))
            lines += pairs(
                "Perf2",
                Figures.exactPercent(queue.serviceLevelPerf2) + " (positive, time-outs as abandoned), "
                    + difference(queue.serviceLevelPerf2, sums.levelPositive, "points"))
        case .speed, .hold:
            guard let queue = subject.only?.queue else { return [] }
            lines += pairs(
                "Holdtime",
                "\(queue.holdTime) s, \(difference(Double(queue.holdTime), sums.averageSpeedOfAnswer, "s")) (ASA); a "
                    + "moving average, of which each call is a quarter")
        case .talk:
            guard let queue = subject.only?.queue else { return [] }
            lines += pairs(
                "TalkTime",
                "\(queue.talkTime) s, \(difference(Double(queue.talkTime), sums.averageHandleTime, "s")); a moving "
                    + "average, of which each call is a quarter")
        case .leftByKey: lines.append(.pair("None", "such callers are in no counter of Asterisk's", .faint))
        default: break
        }
        return lines
    }

    private func callers(_ subject: FigureSubject) -> [DetailLine] {
        var lines: [DetailLine] = [.blank, .heading("Callers \(subject.waiting)")]
        for part in subject.parts {
            for caller in part.server.callers(of: part.queue.name) {
                lines.append(
                    .row(
                        row([
                            (Durations.text(from: caller.joinedAt, to: scene.moment(part.index)), 7),
                            ("#\(caller.position)", 4), (privacy.caller(name: caller.name, number: caller.number), 28),
                            (part.look.display ?? part.queue.name, 16),
                        ]), .channelWaiting))
            }
        }
        return lines
    }

    private func agents(_ figure: QueueFigure, _ subject: FigureSubject) -> [DetailLine] {
        guard let state = figure.agentState else { return [] }
        var lines: [DetailLine] = []
        for index in Set(subject.parts.map(\.index)).sorted() {
            let names = Set(subject.parts.filter { $0.index == index }.map(\.queue.name))
            let now = scene.moment(index)
            for agent in scene.board.servers[index].agents(at: now) where agent.queues.contains(where: names.contains) {
                guard agent.state == state || state == .onCall && agent.state == .onHold else { continue }
                lines.append(
                    .row(
                        row([
                            (agent.name.isEmpty ? agent.id : agent.name, 24),
                            (scene.glyph(agent.state.glyph) + " " + agent.state.word, 11),
                            (Durations.text(from: agent.since, to: now), 7), (agent.pausedReason, 16),
                        ]), agent.state.style))
            }
        }
        return [.blank, .heading("Agents \(lines.count)")] + lines
    }

    /// What each queue of a total brings in.
    private func parts(_ figure: QueueFigure, _ subject: FigureSubject) -> [DetailLine] {
        var lines: [DetailLine] = [.blank, .heading("Queues \(subject.parts.count)")]
        for part in subject.parts {
            let place = scene.board.servers.count > 1 ? "\(part.server.name)/" : ""
            guard let one = FigureSubject(.queue(server: part.index, name: part.queue.name), scene) else { continue }
            lines.append(.pair(place + (part.look.display ?? part.queue.name), value(figure, of: one)))
        }
        return lines
    }

    // MARK: The calls behind it

    private func visits(_ figure: QueueFigure, _ subject: FigureSubject) -> [DetailLine] {
        guard let outcomes = figure.outcomes, figure != .hold || subject.only != nil else { return [] }
        var found: [(visit: FinishedVisit, part: FigureSubject.Part)] = []
        // A conversation that ended in the period may have been answered long before it.
        let isOfEnds = figure == .talk || figure == .transferred
        for part in subject.parts {
            guard let start = start(part.index) else { continue }
            let visits = part.server.finishedVisits(
                from: isOfEnds ? .min : start, queue: part.queue.name, limit: isOfEnds ? .max : Self.longest,
                where: outcomes.contains)
            for visit in visits {
                if isOfEnds, visit.endedAt ?? .min < start { continue }
                if figure == .transferred, visit.ending != .transfer { continue }
                if figure == .offered, visit.joinedAt < start { continue }
                found.append((visit, part))
            }
        }
        if figure == .longestPast {
            found.sort { $0.visit.wait > $1.visit.wait }
        } else {
            found.sort { $0.visit.leftAt > $1.visit.leftAt }
        }
        let shown = found.prefix(Self.longest)
        var lines: [DetailLine] = [
            .blank,
            .heading(
                found.count > shown.count || found.count == Self.longest
                    ? "The last \(shown.count) calls behind it" : "Calls behind it \(found.count)"),
        ]
        for (visit, part) in shown {
            lines.append(line(visit, part, withQueue: subject.parts.count > 1, talkFirst: isOfEnds))
        }
        return lines
    }

    private func line(_ visit: FinishedVisit, _ part: FigureSubject.Part, withQueue: Bool, talkFirst: Bool)
        -> DetailLine
    {
        let level = part.look.rule.level
        let isInLevel = level.map { visit.wait <= $0 } ?? visit.inLevel
        let isJudged = part.queue.serviceLevel > 0 || level != nil
        let word =
            isJudged && [.answered, .abandoned].contains(visit.outcome) ? (isInLevel ? " in time" : " late") : ""
        let talk = visit.talk.map { "talk " + Durations.text(seconds: Int64($0)) } ?? ""
        let ending = visit.ending == .unknown || visit.talk == nil ? "" : ", " + visit.ending.words
        let caller = (privacy.caller(name: visit.callerName, number: visit.callerNumber), 20)
        let agent = (visit.agentName.isEmpty ? visit.agent : visit.agentName, 16)
        let queue = withQueue ? [(part.look.display ?? part.queue.name, 12)] : []
        // Nobody followed the PBX then.
        let source = visit.isFilled ? [("queue_log", 9)] : []
        if talkFirst {
            let end = clock(visit.endedAt ?? visit.leftAt, part.index)
            return .row(row([(end, 8), (talk + ending, 26), agent, caller] + queue + source))
        }
        let begin = [
            (clock(visit.leftAt, part.index), 8), ("wait " + Durations.text(seconds: Int64(visit.wait)), 10),
            (visit.outcome.words + word, 17), caller,
        ]
        return .row(
            row(begin + queue + [agent, (talk + ending, 26)] + source),
            isJudged && !isInLevel && word != "" ? .queueWarning : .text)
    }
}

extension VisitOutcome {
    /// As lists name it.
    package var words: String {
        switch self {
        case .answered: "answered"
        case .abandoned: "abandoned"
        case .timedOut: "timed out"
        case .pulledOut: "taken out"
        case .leftByKey: "left by key"
        case .turnedAway: "turned away"
        case .dumped: "agent hung up"
        case .lost: "end not told"
        case .answeredBefore: "answered before"
        }
    }
}

extension CallEnding {
    /// Who ended it.
    package var words: String {
        switch self {
        case .unknown: "not told"
        case .caller: "caller hung up"
        case .agent: "agent hung up"
        case .transfer: "passed on"
        }
    }
}
