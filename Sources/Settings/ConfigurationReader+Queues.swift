// Queues, thresholds, people: what the board makes of figures.
extension ConfigurationReader {
    // MARK: - How calls are judged

    func judgement(_ table: SettingsTable, _ board: inout BoardSettings) {
        if table.contains("service_level") {
            let variant = table.choice("service_level", of: BoardSettings.variants, default: "")
            board.serviceLevel = variant.isEmpty ? nil : variant
        }
        board.shortAbandon = table.integer("short_abandon", in: 0...3_600, default: 0)
        if table.contains("window") {
            let window = table.choice("window", of: BoardSettings.windows, default: "")
            board.window = window.isEmpty ? nil : window
        }
        board.dayBegins = table.string("day_begins").flatMap { time($0, "day_begins", table) } ?? 0
        for text in table.strings("shifts", default: []) {
            guard let start = time(text, "shifts", table) else { continue }
            if board.shifts.contains(start) {
                table.fault("shifts", "\(quoted(text)) is there twice; keep one")
            } else {
                board.shifts.append(start)
            }
        }
        if board.window == "shift", board.shifts.isEmpty {
            table.fault("window", "expected shifts = [\"06:00\", ...] beside window = \"shift\"")
        }
    }

    /// An hour of the day as seconds after midnight.
    private func time(_ text: String, _ key: String, _ table: SettingsTable) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        let digits = parts.allSatisfy { $0.count == 2 && $0.utf8.allSatisfy { (48...57).contains($0) } }
        if parts.count == 2, digits, let hour = Int(parts[0]), let minute = Int(parts[1]), hour < 24, minute < 60 {
            return hour * 3600 + minute * 60
        }
        table.fault(key, "expected an hour of the day such as \"06:00\", got \(quoted(text))")
        return nil
    }

    /// Where figures are worth a look, and where they are alarms.
    ///
    /// - Parameters:
    ///   - general: what holds where this table says nothing; a pair is judged with it.
    func thresholds(
        _ table: SettingsTable, general: ThresholdSettings = ThresholdSettings(), pause: Bool
    ) -> ThresholdSettings {
        var found = ThresholdSettings()
        found.waitingWarning = table.integer("waiting_warning", in: 1...100_000)
        found.waitingAlarm = table.integer("waiting_alarm", in: 1...100_000)
        found.waitWarning = table.integer("wait_warning", in: 1...86_400)
        found.waitAlarm = table.integer("wait_alarm", in: 1...86_400)
        found.target = table.number("target", in: 0...100)
        found.levelAlarm = table.number("level_alarm", in: 0...100)
        found.lostWarning = table.number("lost_warning", in: 0...100)
        found.lostAlarm = table.number("lost_alarm", in: 0...100)
        if pause {
            found.pauseWarning = table.integer("pause_warning", in: 1...86_400)
            found.pauseAlarm = table.integer("pause_alarm", in: 1...86_400)
        }
        found.freeWarning = table.integer("free_warning", in: 1...100_000)
        found.freeAlarm = table.integer("free_alarm", in: 1...100_000)
        found.pausedWarning = table.number("paused_warning", in: 1...100)
        found.pausedAlarm = table.number("paused_alarm", in: 1...100)
        func check(_ key: String, _ other: String, _ value: Double?, _ limit: Double?, below: Bool = false) {
            guard let value, let limit, below ? value > limit : value < limit else { return }
            let bound = below ? "at most" : "at least"
            table.fault(key, "expected \(bound) \(other), which is \(short(limit)), got \(short(value))")
        }
        func number(_ value: Int?) -> Double? { value.map(Double.init) }
        check("waiting_alarm", "waiting_warning", number(found.waitingAlarm), number(found.waitingWarning))
        check("wait_alarm", "wait_warning", number(found.waitAlarm), number(found.waitWarning))
        check("lost_alarm", "lost_warning", found.lostAlarm, found.lostWarning)
        check("pause_alarm", "pause_warning", number(found.pauseAlarm), number(found.pauseWarning))
        check("free_alarm", "free_warning", number(found.freeAlarm), number(found.freeWarning), below: true)
        check("paused_alarm", "paused_warning", found.pausedAlarm, found.pausedWarning)
        check("level_alarm", "target", found.levelAlarm, found.target ?? general.target, below: true)
        return found
    }

    private func short(_ number: Double) -> String { Int(exactly: number).map { "\($0)" } ?? "\(number)" }

    // MARK: - Queues

    func queues(
        _ table: SettingsTable, servers: [String], general: ThresholdSettings
    ) -> [String: QueueSettings] {
        var queues: [String: QueueSettings] = [:]
        for name in table.keys {
            if let slash = name.firstIndex(of: "/"), !servers.isEmpty, !servers.contains(String(name[..<slash])) {
                table.fault(
                    name,
                    "there is no server \(quoted(String(name[..<slash]))); servers are \(servers.joined(separator: ", "))"
                )
            }
            queues[name] = queue(table.table(name), general: general)
        }
        return queues
    }

    private func queue(_ table: SettingsTable, general: ThresholdSettings) -> QueueSettings {
        var queue = QueueSettings()
        queue.display = line(table, "display")
        queue.group = line(table, "group")
        queue.serviceLevel = table.integer("service_level", in: 1...86_400)
        if table.contains("variant") {
            let variant = table.choice("variant", of: BoardSettings.variants, default: "")
            queue.variant = variant.isEmpty ? nil : variant
        }
        queue.shortAbandon = table.integer("short_abandon", in: 0...3_600)
        queue.wrapUp = table.integer("wrapup", in: 0...86_400)
        queue.thresholds = thresholds(table, general: general, pause: false)
        return queue
    }

    // MARK: - People

    func people(_ root: SettingsTable, servers: [String]) -> PeopleSettings {
        var people = PeopleSettings()
        let words = PeopleSettings.Join.allCases.map(\.rawValue)
        let join = root.table("people").choice("join", of: words, default: "never")
        people.join = PeopleSettings.Join(rawValue: join) ?? .never
        var owners: [String: String] = [:]
        for table in root.tables("person") {
            let name = requiredLine(table, "name", "a name for the board")
            let agents = table.strings("agents", default: [])
            if !table.contains("agents") { table.missing("agents", expected: "agents such as [\"hq:PJSIP/1001\"]") }
            for agent in agents {
                guard let colon = agent.firstIndex(of: ":"), colon > agent.startIndex,
                    agent.index(after: colon) < agent.endIndex
                else {
                    table.fault("agents", "expected server:agent such as \"hq:PJSIP/1001\", got \(quoted(agent))")
                    continue
                }
                let server = String(agent[..<colon])
                if !servers.isEmpty, !servers.contains(server) {
                    table.fault(
                        "agents",
                        "there is no server \(quoted(server)); servers are \(servers.joined(separator: ", "))")
                }
                if let owner = owners[agent] {
                    table.fault("agents", "\(quoted(agent)) is \(quoted(owner)) already; nobody is two people")
                }
                owners[agent] = name
            }
            people.persons.append(PeopleSettings.Person(name: name, agents: agents))
        }
        return people
    }
}
