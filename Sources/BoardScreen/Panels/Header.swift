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

    mutating func header(_ state: ScreenState, board: Board, now: Int64, in rect: Rect) {
        guard rect.height > 0 else { return }
        let right = rightSegments(state, board: board, now: now, isNarrow: rect.width < 60)
        let width = right.reduce(0) { $0 + TextWidth.of($1.text) + 1 }
        let start = max(rect.x, rect.endX - width)
        var column = start
        for piece in right where column < rect.endX {
            column = put(piece.text, x: column, y: rect.y, piece.style, width: rect.endX - column) + 1
        }
        let servers = board.servers.map { serverSegments($0, now: now) }
        var left = servers.count <= 3 ? servers : [summary(board)] + servers.filter { $0[0].style != .linkLive }
        left += totals(state, now: now)
        _ = segments(left, x: rect.x + 1, y: rect.y, end: start - 1)
        if rect.height > 1 {
            let second = secondLine(state, board: board, now: now)
            _ = segments(second, x: rect.x + 1, y: rect.y + 1, end: rect.endX - 1)
        }
    }

    private func rightSegments(_ state: ScreenState, board: Board, now: Int64, isNarrow: Bool) -> [Segment] {
        var pieces: [Segment] = []
        let detail = state.options.modeDetail.isEmpty ? "" : " " + state.options.modeDetail
        let offset = state.options.utcOffset
        switch state.options.mode {
        case .live: break
        case .demo: pieces.append(Segment(text: " DEMO\(detail) ", style: .modeDemo))
        case .replay:
            let date = isNarrow ? "" : WallClock.date(now, offset: offset) + " "
            pieces.append(
                Segment(text: " REPLAY at \(date)\(WallClock.time(now, offset: offset))\(detail) ", style: .modeReplay))
            return pieces
        }
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

    private func summary(_ board: Board) -> [Segment] {
        let live = board.servers.count { if case .live = $0.link { true } else { false } }
        return [Segment(text: "\(live) of \(board.servers.count) servers live", style: .strong)]
    }

    /// `● hq live 0s`
    private func serverSegments(_ server: ServerBoard, now: Int64) -> [Segment] {
        let age = server.lastEventAt.map { " " + Durations.age(seconds: Durations.seconds(from: $0, to: now)) } ?? ""
        let (sign, word, style): (Glyph, String, StyleName) =
            switch server.link {
            case .live: (.live, "live\(age)", .linkLive)
            case .connecting: (.connecting, "connecting\(server.hasSnapshot ? age : "")", .linkConnecting)
            case .stale: (.stale, "stale\(age)", .linkStale)
            case .offline: (.offline, "offline", .linkOffline)
            case .replay: (.replay, "replay", .linkLive)
            }
        return [
            Segment(text: glyph(sign) + " ", style: style), Segment(text: server.name + " ", style: .strong),
            Segment(text: word, style: style),
        ]
    }

    private func totals(_ state: ScreenState, now: Int64) -> [[Segment]] {
        let rows = state.rows
        guard rows.totals[0] + rows.totals[1] > 0 else { return [] }
        let thresholds = state.options.thresholds
        let wait = rows.oldestJoin.map { Durations.seconds(from: $0, to: now) }
        let style: StyleName
        let sign: String
        switch wait {
        case .some(let wait) where wait >= Int64(thresholds.waitBreach): (style, sign) = (.queueBreach, glyph(.breach))
        case .some(let wait) where wait >= Int64(thresholds.waitWarning):
            (style, sign) = (.queueWarning, glyph(.warning))
        case .some: (style, sign) = (.queueWaiting, "")
        case nil: (style, sign) = (.faint, "")
        }
        var groups = [[Segment(text: "\(sign)\(rows.waiting) waiting", style: style, rank: 0)]]
        if let wait {
            groups.append([Segment(text: "longest \(Durations.text(seconds: wait))", style: style, rank: 1)])
        }
        let counts = rows.counts
        groups.append([Segment(text: "\(counts.onCall) on call", style: .agentOnCall, rank: 2)])
        groups.append([Segment(text: "\(counts.free) free", style: .agentAvailable, rank: 3)])
        groups.append([Segment(text: "\(counts.paused) paused", style: .agentPaused, rank: 4)])
        groups.append([Segment(text: "\(counts.ringing) ringing", style: .agentRinging, rank: 5)])
        groups.append([Segment(text: "\(counts.wrapUp) wrap-up", style: .agentWrapUp, rank: 6)])
        groups.append([Segment(text: "\(rows.totals[2]) channels", style: .header, rank: 7)])
        return groups
    }

    private func secondLine(_ state: ScreenState, board: Board, now: Int64) -> [[Segment]] {
        var groups: [[Segment]] = []
        // Before the first board the middle of the screen says it.
        for server in board.servers where board.servers.contains(where: \.hasSnapshot) {
            if let (text, style) = trouble(server, state, now: now) {
                groups.append([Segment(text: "\(server.name): \(text)", style: style)])
            }
        }
        if !state.options.journalNote.isEmpty {
            groups.append([Segment(text: state.options.journalNote, style: .linkStale, rank: 1)])
        }
        if state.isMasked { groups.append([Segment(text: "callers masked", style: .modeReadOnly, rank: 2)]) }
        if !state.pending.isEmpty {
            groups.append([Segment(text: "\(state.pending.count) asked, no answer yet", style: .messageInfo, rank: 2)])
        }
        let checked = board.servers.reduce(0) { $0 + $1.audit.checked }
        let corrected = board.servers.reduce(0) { $0 + $1.audit.corrected }
        if checked > 0 || board.servers.contains(where: \.hasSnapshot) {
            let style: StyleName = corrected == 0 ? .header : .linkConnecting
            groups.append([
                Segment(text: "audit \(corrected) corrected", style: style, rank: 3)
            ])
        }
        if let server = board.servers.first, board.servers.count == 1 {
            if !server.version.isEmpty {
                let kind = server.dialect == .ucm ? "UCM" : "Asterisk"
                // What a distribution adds behind the release says nothing to a supervisor.
                let release = server.version.prefix { $0 != "+" && $0 != "~" && $0 != " " }
                groups.append([Segment(text: "\(kind) \(release)", style: .header, rank: 5)])
            }
            if let trip = server.roundTrip, trip.isFinite, server.link.isConnected {
                let milliseconds = Int(min(max(trip, 0), 1000) * 1000)
                groups.append([Segment(text: "ping \(milliseconds) ms", style: .faint, rank: 6)])
            }
        }
        groups.append([Segment(text: "service level: \(state.options.serviceLevel.rawValue)", style: .faint, rank: 7)])
        return groups
    }

    /// What is wrong with a link, and what happens next.
    func trouble(_ server: ServerBoard, _ state: ScreenState, now: Int64) -> (String, StyleName)? {
        func with(_ reason: String, _ text: String) -> String { reason.isEmpty ? text : "\(text): \(reason)" }
        switch server.link {
        case .live, .replay: return nil
        case .stale(let reason): return (with(reason, "old data"), .linkStale)
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
