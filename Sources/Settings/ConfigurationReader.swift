/// Turns a document into a configuration, recording every fault in the document.
struct ConfigurationReader {
    let document: TOMLDocument
    let folders: SettingsFolders

    func configuration() -> Configuration {
        let root = document.root
        var configuration = Configuration()
        configuration.file = document.file
        configuration.servers = servers(root.tables("server"))
        configuration.board = board(root.table("board"))
        configuration.originate = originate(root.table("originate"))
        configuration.me = me(root.table("me"))
        configuration.phoneBook = phoneBook(root.table("phone_book"))
        configuration.permissions = permissions(root.table("permissions"))
        configuration.journal = journal(root.table("journal"))
        configuration.alarm = alarm(root.table("alarm"))
        configuration.wall = wall(root.table("wall"))
        let thresholds = root.table("thresholds")
        configuration.thresholds = self.thresholds(thresholds, pause: true)
        configuration.queues = self.queues(
            root.table("queue"), servers: configuration.servers.map(\.name), general: configuration.thresholds)
        configuration.people = people(root, servers: configuration.servers.map(\.name))
        // The keymap's own reader judges what is in it.
        let keys = root.table("keys")
        keys.acceptAllKeys()
        configuration.hasKeys = keys.isWritten
        configuration.trunks = root.tables("trunk").map { trunk($0, servers: configuration.servers.map(\.name)) }
        return configuration
    }

    // MARK: - Servers

    private func servers(_ tables: [SettingsTable]) -> [ServerSettings] {
        var servers: [ServerSettings] = []
        var lines: [String: Int] = [:]
        for table in tables {
            let server = server(table)
            if !server.name.isEmpty {
                if let line = lines[server.name] {
                    table.fault(
                        "name", "\(quoted(server.name)) is the name of the server at line \(line) too; names are unique"
                    )
                }
                lines[server.name] = lines[server.name] ?? table.line(of: "name") ?? table.line
            }
            servers.append(server)
        }
        return servers
    }

    private func server(_ table: SettingsTable) -> ServerSettings {
        let host = requiredLine(table, "host", "a host name or address")
        if host.utf8.count(where: { $0 == UInt8(ascii: ":") }) == 1 {
            table.fault("host", "expected a host without a port, got \(quoted(host)); write the port as port = N")
        }
        var server = ServerSettings(name: requiredLine(table, "name", "a name for the board"), host: host)
        server.user = requiredLine(table, "user", "a manager user")
        let dialect = table.choice("dialect", of: ServerSettings.Dialect.allCases.map(\.rawValue), default: "auto")
        server.dialect = ServerSettings.Dialect(rawValue: dialect) ?? .auto
        server.tls = tls(table)
        let usualPort =
            server.dialect == .ucm && server.tls == .none
            ? ServerSettings.ucmPort : server.tls == .none ? ServerSettings.plainPort : ServerSettings.tlsPort
        server.port = table.integer("port", in: 1...65_535, default: usualPort)
        server.secret = secret(table)
        server.events = events(table)
        server.auditInterval = table.integer("audit_interval", in: 0...86_400, default: server.auditInterval)
        server.sharedLastCall = table.boolean("shared_lastcall")
        return server
    }

    private func tls(_ table: SettingsTable) -> TLSSettings {
        let isOn = table.boolean("tls")
        let authority = line(table, "ca")
        let fingerprint = line(table, "fingerprint")
        let isInsecure = table.boolean("insecure_no_verify", default: false)
        var given: [String] = []
        if authority != nil { given.append("ca") }
        if fingerprint != nil { given.append("fingerprint") }
        if isInsecure { given.append("insecure_no_verify") }
        if given.count > 1 {
            table.fault(given[1], "\(given.joined(separator: " and ")) contradict each other; keep one")
        }
        if let first = given.first, isOn != true {
            table.fault(first, "\(first) needs tls = true")
        }
        if let fingerprint {
            if let digits = TLSSettings.normalisedFingerprint(fingerprint) { return .fingerprint(digits) }
            table.fault(
                "fingerprint", "expected a SHA-256 fingerprint of 64 hexadecimal digits, got \(quoted(fingerprint))")
        }
        if let authority { return .certificateAuthority(folders.resolved(authority)) }
        if isInsecure { return .insecure }
        return isOn == true ? .systemRoots : .none
    }

    private func secret(_ table: SettingsTable) -> SecretSource? {
        if table.contains("secret") {
            table.fault(
                "secret", "a secret does not belong in this file; use secret_file, of mode 0600, or secret_command")
        }
        let file = line(table, "secret_file")
        let command = table.strings("secret_command")
        if let command {
            if command.first?.isEmpty ?? true {
                table.fault("secret_command", "expected a program and its arguments, got an empty array")
            } else if file != nil {
                table.fault("secret_command", "secret_file and secret_command contradict each other; keep one")
            }
            if command.contains(where: { $0.utf8.contains(0) }) {
                table.fault("secret_command", "expected arguments without NUL characters")
            }
        }
        if let file { return .file(folders.resolved(file)) }
        return command.map { .command($0) }
    }

    private func events(_ table: SettingsTable) -> [String] {
        let events = table.strings("events", default: [])
        for event in events where !ServerSettings.eventClasses.contains(event) {
            let near = Spelling.nearest(to: event, in: ServerSettings.eventClasses)
            let hint =
                near.map { "did you mean \"\($0)\"?" }
                ?? "known are \(ServerSettings.eventClasses.joined(separator: ", "))"
            table.fault("events", "expected event classes, got \(quoted(event)); \(hint)")
        }
        return events
    }

    // MARK: - Sections

    private func board(_ table: SettingsTable) -> BoardSettings {
        var board = BoardSettings()
        board.isReadOnly = table.boolean("read_only", default: board.isReadOnly)
        board.theme = line(table, "theme")
        board.keepsBackground = table.boolean("terminal_background", default: board.keepsBackground)
        board.isASCII = table.boolean("ascii", default: board.isASCII)
        board.isMasked = table.boolean("mask", default: board.isMasked)
        board.isSlowLink = table.boolean("slow_link", default: board.isSlowLink)
        board.pauseReasons = table.strings("pause_reasons", default: board.pauseReasons)
        for reason in board.pauseReasons {
            // Asterisk keeps 80 bytes of a reason, the final zero included.
            if reason.isEmpty || reason.utf8.count > 79 || hasControl(reason) {
                table.fault("pause_reasons", "expected reasons of 1-79 bytes on one line, got \(quoted(reason))")
            }
        }
        judgement(table, &board)
        return board
    }

    private func originate(_ table: SettingsTable) -> OriginateSettings {
        var originate = OriginateSettings()
        originate.context = line(table, "context")
        originate.callerID = line(table, "caller_id")
        originate.timeout = table.integer("timeout", in: 1...600, default: originate.timeout)
        originate.from = line(table, "from")
        originate.trunks = table.strings("trunks", default: [])
        if let from = originate.from, !Self.isPhone(from) {
            table.fault("from", Self.expectedPhone + quoted(from))
        }
        return originate
    }

    private func alarm(_ table: SettingsTable) -> AlarmSettings {
        var alarm = AlarmSettings()
        alarm.hasBell = table.boolean("bell", default: alarm.hasBell)
        alarm.hasNotification = table.boolean("notify", default: alarm.hasNotification)
        for text in table.oneOrMoreStrings("quiet") ?? [] {
            if let span = QuietSpan(text) {
                alarm.quiet.append(span)
            } else {
                table.fault("quiet", "expected times of the day such as \"22:00-07:00\", got \(quoted(text))")
            }
        }
        alarm.emergencyNumbers = table.strings("emergency_numbers")
        for number in alarm.emergencyNumbers ?? [] where number.isEmpty || !number.utf8.allSatisfy(Self.isDialled) {
            table.fault("emergency_numbers", "expected numbers of digits, got \(quoted(number))")
        }
        alarm.callWarning = table.integer("call_warning", in: 1...86_400)
        alarm.callAlarm = table.integer("call_alarm", in: 1...86_400)
        if let alarmAt = alarm.callAlarm, let warning = alarm.callWarning, alarmAt < warning {
            table.fault("call_alarm", "expected at least call_warning, which is \(warning), got \(alarmAt)")
        }
        alarm.hasFlash = table.boolean("flash", default: alarm.hasFlash)
        command(table, &alarm)
        pauses(table.table("pauses"), &alarm)
        return alarm
    }

    private func command(_ table: SettingsTable, _ alarm: inout AlarmSettings) {
        alarm.commandTimeout = table.integer("command_timeout", in: 1...600, default: alarm.commandTimeout)
        guard let command = table.strings("command") else { return }
        if command.first?.isEmpty ?? true {
            table.fault("command", "expected a program and its arguments, got an empty array")
        } else if command.contains(where: { $0.utf8.contains(0) }) {
            table.fault("command", "expected arguments without NUL characters")
        } else {
            alarm.command = [folders.resolvedProgram(command[0])] + command.dropFirst()
        }
    }

    /// `"Lunch" = 3600`, or `"Lunch" = { warning = 3600, alarm = 4500 }`.
    private func pauses(_ table: SettingsTable, _ alarm: inout AlarmSettings) {
        for reason in table.keys {
            if table.isTable(reason) {
                let limits = table.table(reason)
                let warning = limits.integer("warning", in: 1...86_400)
                if !limits.contains("warning") { limits.missing("warning", expected: "seconds") }
                let breach = limits.integer("alarm", in: 1...86_400)
                guard let warning else { continue }
                if let breach, breach < warning {
                    limits.fault("alarm", "expected at least warning, which is \(warning), got \(breach)")
                }
                alarm.pauses[reason.lowercased()] = PauseLimit(
                    warning: warning, alarm: max(warning, breach ?? warning * 2))
            } else if let warning = table.integer(reason, in: 1...86_400) {
                alarm.pauses[reason.lowercased()] = PauseLimit(warning: warning, alarm: warning * 2)
            }
        }
    }

    private func wall(_ table: SettingsTable) -> WallSettings {
        var wall = WallSettings()
        if table.contains("layout") { wall.layout = table.choice("layout", of: WallSettings.layouts, default: "tiles") }
        for figure in table.strings("figures") ?? [] {
            if WallSettings.allFigures.contains(figure), !wall.figures.contains(figure) {
                wall.figures.append(figure)
            } else {
                let all = WallSettings.allFigures.joined(separator: ", ")
                table.fault("figures", "expected each of \(all) once at most, got \(quoted(figure))")
            }
        }
        wall.page = table.integer("page", in: 3...3_600)
        return wall
    }

    private static func isDialled(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || [42, 43, 35].contains(byte)
    }

    private func journal(_ table: SettingsTable) -> JournalSettings {
        var journal = JournalSettings(directory: folders.journal)
        journal.isEnabled = table.boolean("enabled", default: journal.isEnabled)
        if let directory = line(table, "directory") { journal.directory = folders.resolved(directory) }
        journal.isMasked = table.boolean("mask", default: journal.isMasked)
        journal.maxDays = table.integer("max_days", in: 1...3_650, default: journal.maxDays)
        journal.maxBytes = table.integer("max_bytes", in: (1 << 20)...Int.max, default: journal.maxBytes)
        return journal
    }

    private func trunk(_ table: SettingsTable, servers: [String]) -> TrunkSettings {
        var trunk = TrunkSettings(
            endpoint: requiredLine(table, "endpoint", "what its channels' names begin with, such as PJSIP/carrier"))
        if !trunk.endpoint.isEmpty, !trunk.endpoint.contains("/") {
            table.fault("endpoint", "expected an endpoint such as PJSIP/carrier, got \(quoted(trunk.endpoint))")
        }
        trunk.display = line(table, "display")
        trunk.limit = table.integer("limit", in: 1...100_000)
        trunk.server = line(table, "server")
        if let server = trunk.server, !servers.contains(server) {
            table.fault("server", "expected the name of a [[server]], got \(quoted(server))")
        }
        return trunk
    }

    // MARK: - Text that goes to the PBX or the screen

    /// A string on one line, without control characters; nil when it is absent.
    func line(_ table: SettingsTable, _ key: String) -> String? {
        guard let text = table.string(key) else { return nil }
        if text.isEmpty {
            table.fault(key, "expected a string that is not empty; leave the key out instead")
            return nil
        }
        if hasControl(text) {
            table.fault(key, "expected text on one line without control characters, got \(quoted(text))")
        }
        return text
    }

    func requiredLine(_ table: SettingsTable, _ key: String, _ meaning: String) -> String {
        guard let text = table.requiredString(key, meaning) else { return "" }
        if hasControl(text) {
            table.fault(key, "expected \(meaning) without control characters, got \(quoted(text))")
        }
        return text
    }

    func hasControl(_ text: String) -> Bool {
        text.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }
    }
}
