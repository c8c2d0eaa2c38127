import CallCenter

/// Alarms as sentences, one for each that begins, grows worse or is over: what the screen tells by colour, sign and order.
package struct PlainAlarms: Sendable {
    private var state: ScreenState
    /// The level that was told of each alarm that lasts.
    private var told: [Int: AlarmLevel] = [:]

    package init(_ options: ScreenOptions) {
        state = ScreenState(options: options, theme: .plain, keymap: Keymap())
    }

    /// Looks at the board; to be called about once a second.
    ///
    /// - Parameter now: our clock, µs since 1970.
    /// - Returns: the sentences, the oldest alarm first.
    package mutating func lines(_ board: Board, at now: Int64) -> [String] {
        _ = update(&state, .ticked, board: board, now: now)
        var lines: [String] = []
        for entry in state.alarms.entries {
            let before = told[entry.number]
            if entry.isActive {
                let level = state.alarms.breaches.contains(entry.number) ? AlarmLevel.breach : .warning
                if let before, level <= before { continue }
                told[entry.number] = level
                lines.append((level == .breach ? "Alarm: " : "Warning: ") + said(entry, board) + ".")
            } else if before != nil {
                told[entry.number] = nil
                let length = SpokenTime.text(seconds: Durations.seconds(from: entry.began, to: entry.ended ?? now))
                lines.append("Over after \(length): \(place(entry, board)), \(entry.key.kind.words).")
            }
        }
        return lines
    }

    /// Our clock was set by so many seconds.
    package mutating func clockStepped(_ seconds: Double) { state.clockStepped(seconds) }

    private func said(_ entry: AlarmEntry, _ board: Board) -> String {
        let value =
            switch entry.key.kind {
            case .longestWait, .pause, .call: SpokenTime.text(seconds: Int64(entry.worst))
            case .serviceLevel, .lostCallers, .tooManyPaused, .trunkFull: "\(Int(entry.worst.rounded())) percent"
            case .waiting, .nobodyFree, .fewFree: "\(Int(entry.worst))"
            case .emergency, .trunkDown, .link: ""
            }
        return "\(place(entry, board)), \(entry.key.kind.words)" + (value.isEmpty ? "" : ", \(value)")
    }

    private func place(_ entry: AlarmEntry, _ board: Board) -> String {
        let server = entry.key.server
        let name = board.servers.count > 1 && board.servers.indices.contains(server) ? board.servers[server].name : ""
        let place = name.isEmpty || name == entry.place ? entry.place : name + ", " + entry.place
        return String(String.UnicodeScalarView(place.unicodeScalars.map { TypedInput.isControl($0) ? "\u{FFFD}" : $0 }))
    }
}

/// What colours and signs say of queues, in words, for text without either.
package struct QueueRemarks: Sendable {
    private var state: ScreenState

    /// - Parameter now: our clock, µs since 1970.
    package init(_ options: ScreenOptions, _ board: Board, at now: Int64) {
        state = ScreenState(options: options, theme: .plain, keymap: Keymap())
        state.lookAgain(board, now: now)
    }

    /// `longest wait above the alarm limit`, a remark each; none when all is well.
    package func remarks(_ queue: Queue, _ server: ServerBoard, index: Int, at now: Int64) -> [String] {
        let look = state.options.look(queue.name, of: server.name)
        let sums = state.rows.figures.sums(queue, .queue(server: index, name: queue.name))
        var remarks: [String] = []
        func remark(_ what: String, _ style: StyleName, _ side: String = "above") {
            if style == .queueBreach { remarks.append("\(what) \(side) the alarm limit") }
            if style == .queueWarning { remarks.append("\(what) \(side) the warning limit") }
        }
        remark("callers waiting", QueueAlarms.waiting(queue, look.thresholds))
        if queue.waiting > 0, let wait = server.longestWait(of: queue.name, at: now) {
            remark("longest wait", QueueAlarms.wait(seconds: wait / 1_000_000, look.thresholds))
        }
        if let level = QueueAlarms.shownLevel(queue, sums, look) {
            remark("service level", QueueAlarms.level(level, look.thresholds), "below")
        }
        remark("lost callers", QueueAlarms.lost(sums, look.thresholds))
        return remarks
    }
}
