import CallCenter
import Cells

/// A piece of a line. When room is short, the pieces with the highest rank go first.
struct Segment {
    var text: String
    var style: StyleName
    var rank = 0
}

extension Painter {
    /// Writes groups of pieces, two columns apart, as many as fit; answers the column after the last.
    mutating func segments(_ groups: [[Segment]], x: Int, y: Int, end: Int) -> Int {
        var groups = groups.filter { !$0.isEmpty }
        func width() -> Int {
            groups.reduce(0) { $0 + $1.reduce(0) { $0 + TextWidth.of($1.text) } } + 2 * max(0, groups.count - 1)
        }
        while width() > end - x, groups.count > 1, let last = groups.map({ $0[0].rank }).max(), last > 0,
            let place = groups.lastIndex(where: { $0[0].rank == last })
        {
            groups.remove(at: place)
        }
        var column = x
        for (place, group) in groups.enumerated() {
            if place > 0 { column += 2 }
            for piece in group where column < end {
                column = put(piece.text, x: column, y: y, piece.style, width: end - column)
            }
        }
        return column
    }

    /// - Parameter troubles: lines about links that are not live, as `troubles` made them.
    mutating func header(
        _ state: ScreenState, board: Board, now: Int64, troubles: [Segment], in rect: Rect
    ) {
        guard rect.height > 0 else { return }
        let isNarrow = rect.width < 60
        let right = rightSegments(state, board: board, now: now, isNarrow: isNarrow)
        let width = right.reduce(0) { $0 + TextWidth.of($1.text) + 1 }
        let start = max(rect.x, rect.endX - width)
        var column = start
        for piece in right where column < rect.endX {
            column = put(piece.text, x: column, y: rect.y, piece.style, width: rect.endX - column) + 1
        }
        let servers = board.servers.map { server in
            let pieces = serverSegments(server, state, now: now, isAlone: board.servers.count == 1)
            // Where room is short, a live link says so by its sign alone.
            return isNarrow && server.link == .live ? [pieces[0], Segment(text: server.name, style: .strong)] : pieces
        }
        let chosen = state.scope.server.flatMap { board.servers.indices.contains($0) ? $0 : nil }
        var left = chosen.map { [servers[$0], only(state, board.servers[$0])] } ?? servers
        left =
            chosen != nil
            ? left : servers.count <= 3 ? servers : [summary(board)] + servers.filter { $0[0].style != .linkLive }
        left += waiting(state, board: board, now: now, isNarrow: isNarrow)
        let agents = agentTotals(state, board: board)
        let extra = min(troubles.count, rect.height - 1)
        let hasSecond = rect.height - extra > 1
        let room = start - 1 - (rect.x + 1)
        // All totals in one line where they fit; else the agents' come first in the second.
        let alarmRoom = alarmTotal(state, board: board, room: 40).map { TextWidth.of($0.text) + 2 } ?? 0
        let fits = Self.width(left + agents) + alarmRoom <= room
        if fits || !hasSecond { left += agents }
        var end = segments(left, x: rect.x + 1, y: rect.y, end: start - 1)
        if let alarm = alarmTotal(state, board: board, room: start - 1 - end - 2) {
            end = put(alarm.text, x: end + 2, y: rect.y, alarm.style, width: start - 1 - end - 2)
        }
        if hasSecond {
            let second = (fits ? [] : agents) + secondLine(state, board: board, now: now)
            _ = segments(second, x: rect.x + 1, y: rect.y + 1, end: rect.endX - 1)
        }
        // No figure of another moment is taken for one of now.
        if state.isPast { paint(Rect(x: rect.x, y: rect.y, width: rect.width, height: 1), .modeReplay) }
        for (row, trouble) in troubles.prefix(extra).enumerated() {
            put(
                trouble.text, x: rect.x + 1, y: rect.y + (hasSecond ? 2 : 1) + row, trouble.style,
                width: rect.width - 2)
        }
    }

    /// Columns that groups take in a line.
    private static func width(_ groups: [[Segment]]) -> Int {
        let shown = groups.filter { !$0.isEmpty }
        return shown.reduce(0) { $0 + $1.reduce(0) { $0 + TextWidth.of($1.text) } } + 2 * max(0, shown.count - 1)
    }

    private func rightSegments(_ state: ScreenState, board: Board, now: Int64, isNarrow: Bool) -> [Segment] {
        var pieces: [Segment] = []
        let detail = state.options.modeDetail.isEmpty ? "" : " " + state.options.modeDetail
        let offset = state.options.utcOffset
        if let travel = state.travel, travel.hasPresent {
            let date = isNarrow ? "" : WallClock.date(now, offset: offset) + " "
            let back = Durations.text(from: now, to: travel.last)
            let text = " PAST \(date)\(WallClock.time(now, offset: offset))  \(back) ago "
            pieces.append(Segment(text: text, style: .modeReplay))
            return pieces
        }
        switch state.options.mode {
        case .live: break
        case .demo: pieces.append(Segment(text: " DEMO\(detail) ", style: .modeDemo))
        case .replay:
            let date = isNarrow ? "" : WallClock.date(now, offset: offset) + " "
            pieces.append(
                Segment(text: " REPLAY at \(date)\(WallClock.time(now, offset: offset))\(detail) ", style: .modeReplay))
            return pieces
        }
        if state.showsBytes {
            let figure = state.bytesPerSecond.map { "\($0)" } ?? glyph(.ellipsis)
            pieces.append(Segment(text: "\(figure) B/s", style: .chip))
        }
        if state.isSlowLink { pieces.append(Segment(text: isNarrow ? "slow" : "slow link", style: .chip)) }
        if state.options.readOnly {
            pieces.append(
                Segment(text: glyph(.lock) + (isNarrow ? "" : " read-only"), style: .modeReadOnly))
        }
        // The clock of the PBX, as its own logs tell the time.
        var moment = now
        if let server = board.servers.first, server.clockOffset.isFinite {
            moment = now &+ Int64(min(max(server.clockOffset, -1e9), 1e9) * 1_000_000)
        }
        pieces.append(Segment(text: WallClock.time(moment, offset: offset), style: .headerClock))
        return pieces
    }

    /// One server alone is shown: which key shows all.
    private func only(_ state: ScreenState, _ server: ServerBoard) -> [Segment] {
        let key = state.keymap.label(.servers).map { ", \($0) next" } ?? ""
        return [Segment(text: " only \(server.name)\(key) ", style: .chip)]
    }

    private func summary(_ board: Board) -> [Segment] {
        let live = board.servers.count { if case .live = $0.link { true } else { false } }
        return [Segment(text: "\(live) of \(board.servers.count) servers live", style: .strong)]
    }

    /// `● hq live 0s`, `◍ hq stale as of 14:44:32 (12s ago)`
    private func serverSegments(
        _ server: ServerBoard, _ state: ScreenState, now: Int64, isAlone: Bool
    ) -> [Segment] {
        let last = server.isOld ? server.liveAt : server.lastEventAt
        let age = last.map { Durations.age(seconds: Durations.seconds(from: $0, to: now)) }
        var old = age.map { " " + $0 } ?? ""
        if isAlone, let age, let last {
            old = " as of \(clock(last, server, state)) (\(age) ago)"
        }
        let (sign, word, style): (Glyph, String, StyleName) =
            switch server.link {
            case .live: (.live, "live" + (age.map { " " + $0 } ?? ""), .linkLive)
            case .connecting: (.connecting, "connecting" + (server.hasSnapshot ? old : ""), .linkConnecting)
            case .stale: (.stale, "stale" + old, .linkStale)
            case .offline: (.offline, "offline" + (server.hasSnapshot ? old : ""), .linkOffline)
            case .replay: (.replay, "replay", .linkLive)
            }
        return [
            Segment(text: glyph(sign) + " ", style: style), Segment(text: server.name + " ", style: .strong),
            Segment(text: word, style: style),
        ]
    }

    /// A moment of ours as the PBX's clock showed it.
    func clock(_ moment: Int64, _ server: ServerBoard, _ state: ScreenState) -> String {
        let offset = server.clockOffset.isFinite ? Int64(min(max(server.clockOffset, -1e9), 1e9) * 1_000_000) : 0
        return WallClock.time(moment &+ offset, offset: state.options.utcOffset)
    }

    private func waiting(_ state: ScreenState, board: Board, now: Int64, isNarrow: Bool) -> [[Segment]] {
        let rows = state.rows
        guard rows.totals[0] + rows.totals[1] > 0 else { return [] }
        let wait = rows.longestWait(board, now: now)
        var style = wait.map { QueueAlarms.wait(seconds: $0, state.options.thresholds) } ?? .faint
        let sign =
            switch style {
            case .queueBreach: glyph(.breach)
            case .queueWarning: glyph(.warning)
            default: ""
            }
        if state.looksOld(board) { style = .faint }
        var groups = [[Segment(text: "\(rows.waiting) waiting", style: style)]]
        if let wait {
            groups.append([
                Segment(text: (isNarrow ? "" : "longest ") + sign + Durations.text(seconds: wait), style: style)
            ])
        }
        return groups
    }

    /// How many agents are in each state. Together they are all agents, so what nobody is in may be left out.
    private func agentTotals(_ state: ScreenState, board: Board) -> [[Segment]] {
        let rows = state.rows
        guard rows.totals[0] + rows.totals[1] > 0 else { return [] }
        let counts = rows.counts
        let isOld = state.looksOld(board)
        func group(_ count: Int, _ word: String, _ style: StyleName, _ rank: Int) -> [Segment] {
            // Where room is short, what nobody is in goes first; whether somebody is free is always said.
            [
                Segment(
                    text: "\(count) \(word)", style: isOld || count == 0 ? .faint : style,
                    rank: count == 0 && rank > 3 ? 10 : rank)
            ]
        }
        var groups = [group(counts.onCall, "on call", .agentOnCall, 1)]
        if counts.busy > 0 { groups.append(group(counts.busy, "busy", .agentBusy, 2)) }
        groups.append(group(counts.free, "free", .agentAvailable, 3))
        // Who is on a call is counted there, though no queue will offer them another.
        let pausing = counts.pausing > 0 ? "paused +\(counts.pausing) soon" : "paused"
        groups.append(group(counts.paused, pausing, .agentPaused, counts.pausing > 0 ? 3 : 4))
        groups.append(group(counts.ringing, "ringing", .agentRinging, 5))
        groups.append(group(counts.wrapUp, "wrap-up", .agentWrapUp, 6))
        groups.append(group(counts.out, "out", .agentUnavailable, 7))
        return groups
    }

    /// `‼ 2 alarms: sales, support`, with as many names as there is room for.
    private func alarmTotal(_ state: ScreenState, board: Board, room: Int) -> Segment? {
        // What the alarms' own machine says: what has lasted. It looks at the present alone, so in the past the figures
        // that are shown speak for themselves.
        var (count, places) = (state.rows.alarms.count, state.rows.alarms)
        if !state.isPast, state.alarmsSeen != nil {
            count = state.alarms.breaches.count
            places = []
            for place in state.alarms.breaches.lazy.compactMap({ state.alarms.entry($0)?.place }).prefix(12)
            where !places.contains(place) {
                places.append(place)
            }
        }
        if count == 0 { return nil }
        let now = board.servers.map(\.now).max() ?? 0
        let style: StyleName =
            state.looksOld(board) ? .faint : state.alarms.hasNews(at: now) ? .alarmFlash : .queueBreach
        var text = "\(glyph(.breach)) \(count) \(count == 1 ? "alarm" : "alarms")"
        if TextWidth.of(text) > room { return nil }
        for (place, name) in places.enumerated() {
            let longer = text + (place == 0 ? ": " : ", ") + name
            if TextWidth.of(longer) + (place < places.count - 1 ? 2 : 0) > room {
                return Segment(text: place == 0 ? text : text + " " + glyph(.ellipsis), style: style)
            }
            text = longer
        }
        return Segment(text: text, style: style)
    }

    private func secondLine(_ state: ScreenState, board: Board, now: Int64) -> [[Segment]] {
        var groups: [[Segment]] = []
        if !state.options.journalNote.isEmpty {
            groups.append([Segment(text: state.options.journalNote, style: .linkStale, rank: 8)])
        }
        if state.isMasked { groups.append([Segment(text: "callers masked", style: .modeReadOnly, rank: 9)]) }
        if !state.pending.isEmpty {
            groups.append([Segment(text: "\(state.pending.count) asked, no answer yet", style: .messageInfo, rank: 8)])
        }
        // Which share is called the service level, as vendors differ.
        if board.servers.contains(where: \.isTold) {
            groups.append([Segment(text: "SL% \(state.options.serviceLevel.share)", style: .faint, rank: 12)])
        }
        if let missing = missingClasses(state, board) {
            groups.append([Segment(text: "no \(missing): see callboard doctor", style: .linkConnecting, rank: 9)])
        }
        let checked = board.servers.reduce(0) { $0 + $1.audit.checked }
        let corrected = board.servers.reduce(0) { $0 + $1.audit.corrected }
        if checked > 0 || board.servers.contains(where: \.hasSnapshot) {
            groups.append([
                Segment(
                    text: "\(corrected) corrected" + correctedKinds(board),
                    style: corrected == 0 ? .faint : .linkConnecting, rank: corrected == 0 ? 11 : 9)
            ])
        }
        let gaps = board.servers.flatMap(\.gaps)
        if !gaps.isEmpty {
            // What happened then is in no figure of the day, unless Asterisk's queue_log told of it.
            let open = gaps.filter { $0.linesFilled == 0 }
            let filled = gaps.filter { $0.linesFilled > 0 }
            for (gaps, words) in [(open, ""), (filled, " from queue_log")] where !gaps.isEmpty {
                let lasted = gaps.reduce(0) { $0 + $1.length(at: now) } / 1_000_000
                let count = "\(gaps.count) \(gaps.count == 1 ? "gap" : "gaps")"
                groups.append([
                    Segment(
                        text: "\(count) \(Durations.text(seconds: lasted))\(words)",
                        style: words.isEmpty ? .linkStale : .faint, rank: 8)
                ])
            }
        }
        if let server = board.servers.first, board.servers.count == 1 {
            if let since = server.countedSince {
                let text = "counted since \(clock(since, server, state).prefix(5))"
                // Figures of today may be of minutes.
                groups.append([Segment(text: text, style: .faint, rank: 7)])
            }
            if !server.version.isEmpty {
                let kind = server.dialect == .ucm ? "UCM" : "Asterisk"
                // What a distribution adds behind the release says nothing to a supervisor.
                let release = server.version.prefix { $0 != "+" && $0 != "~" && $0 != " " }
                groups.append([Segment(text: "\(kind) \(release)", style: .faint, rank: 13)])
            }
            if let trip = server.roundTrip, trip.isFinite, server.link.isConnected {
                let milliseconds = Int(min(max(trip, 0), 1000) * 1000)
                groups.append([Segment(text: "ping \(milliseconds) ms", style: .faint, rank: 14)])
            }
        }
        return groups
    }

    /// `call, reporting`: what the AMI users lack for all that this board could do; nil when it is nothing.
    private func missingClasses(_ state: ScreenState, _ board: Board) -> String? {
        guard !state.isPast else { return nil }
        var missing: Set<String> = []
        for server in board.servers where server.link.isConnected {
            for name in server.missingPrivileges {
                // Notes to other boards are no part of the screen, and who only looks needs no call control.
                if name == "user" || state.options.readOnly && name != "reporting" { continue }
                missing.insert(name)
            }
        }
        return missing.isEmpty ? nil : missing.sorted().joined(separator: ", ")
    }

    /// `: reset, position`: the kinds that were corrected most often, by name where as often.
    private func correctedKinds(_ board: Board) -> String {
        var kinds: [String: Int] = [:]
        for server in board.servers { kinds.merge(server.audit.kinds, uniquingKeysWith: +) }
        let most = kinds.sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }.prefix(2)
        return most.isEmpty ? "" : ": " + most.map(\.key).joined(separator: ", ")
    }

    /// What is wrong with each link, in lines of `width`. Before the first board the middle of the screen says it.
    func troubles(_ state: ScreenState, board: Board, now: Int64, width: Int) -> [Segment] {
        guard board.servers.contains(where: \.isTold) else { return [] }
        return board.servers.flatMap { server in
            guard let (text, style) = trouble(server, state, servers: board.servers.count, now: now) else {
                return [Segment]()
            }
            return Self.lines("\(server.name): \(text)", width: width).prefix(2).map {
                Segment(text: $0, style: style)
            }
        }
    }

    /// What is wrong with a link, and what happens next.
    func trouble(_ server: ServerBoard, _ state: ScreenState, servers: Int = 1, now: Int64) -> (String, StyleName)? {
        func with(_ reason: String, _ text: String) -> String { reason.isEmpty ? text : "\(text): \(reason)" }
        switch server.link {
        case .live, .replay: return nil
        case .stale(let reason):
            var old = "old data"
            if servers > 1, let last = server.liveAt {
                old += " as of \(clock(last, server, state))"
            }
            return (with(reason, old), .linkStale)
        case .offline(let reason):
            let key = state.keymap.label(.retry).map { " (\($0) tries again)" } ?? ""
            return (with(reason, "offline") + key, .linkOffline)
        case .connecting(let retryAt, let reason):
            guard let retryAt, retryAt > now else { return (with(reason, "connecting"), .linkConnecting) }
            let seconds = Durations.seconds(from: now, to: retryAt) + 1
            return (with(reason, "next try in \(seconds) s"), .linkConnecting)
        }
    }
}
