extension Diagnosis {
    /// Options of queues that make figures wrong or empty, and members whose phones are not there.
    static func queues(_ found: Findings) -> [Diagnosis] {
        guard let queues = found.queues else { return [] }
        guard !queues.isEmpty else {
            return [
                Diagnosis(
                    "queues", .warning, "the PBX has no queues",
                    cure: found.isUCM
                        ? ["UCM: Call Features > Call Queue"] : ["queues.conf:", "  [support]", "  servicelevel = 20"])
            ]
        }
        var lines = serviceLevels(queues, found)
        for option in options { lines += check(option, queues, found) }
        let shared = sharedLastCall(found)
        if let shared, shared.level == .warning { lines.append(shared) }
        if queues.allSatisfy({ $0.options == nil }), !found.isUCM {
            lines.append(
                Diagnosis(
                    "queue-options", .note,
                    "queues.conf cannot be read with this user (class config): see that memberdelay, "
                        + "reportholdtime, ringinuse, autopause and shared_lastcall are as you think"))
        } else if lines.isEmpty {
            lines.append(Diagnosis("queues", .ok, "\(queues.count) queues, no option that falsifies a figure"))
        }
        if let shared, shared.level == .note { lines.append(shared) }
        return lines + members(found)
    }

    /// With `shared_lastcall` a call raises CallsTaken and LastCall in every queue of the agent, and no event says so in the
    /// others: callboard has to know it.
    private static func sharedLastCall(_ found: Findings) -> Diagnosis? {
        guard let isShared = found.sharedLastCall else { return nil }
        let value = isShared ? "true" : "false"
        let cure = ["configuration:", "  [[server]]", "  shared_lastcall = \(value)"]
        if let configured = found.configuredSharedLastCall {
            guard configured != isShared else { return nil }
            return Diagnosis(
                "shared-lastcall", .warning,
                "queues.conf has shared_lastcall = \(isShared ? "yes" : "no"), the configuration says \(configured): "
                    + "calls taken and last calls of agents in several queues are wrong until an audit",
                cure: cure)
        }
        guard isShared else { return nil }
        return Diagnosis(
            "shared-lastcall", .note,
            "shared_lastcall = yes: a call counts in every queue of the agent, and no event says so; callboard learns it "
                + "from the first such call, or is told",
            cure: cure)
    }

    private static func serviceLevels(_ queues: [QueueFinding], _ found: Findings) -> [Diagnosis] {
        let without = queues.filter { $0.serviceLevel <= 0 }.map(\.name)
        guard !without.isEmpty else { return [] }
        let cure =
            found.isUCM
            ? ["UCM: Call Features > Call Queue > edit \(list(without)): set a service level"]
            : without.prefix(6).flatMap { ["queues.conf:", "  [\($0)]", "  servicelevel = 20"] }
                + ["then: asterisk -rx 'queue reload parameters'"]
        return [
            Diagnosis(
                "servicelevel", .fault, "\(list(without)): no servicelevel, so there is no SL% to show", cure: cure)
        ]
    }

    private struct Option {
        var name: String
        var isHarmful: @Sendable (String) -> Bool
        var says: String
        var line: String
    }

    /// Whether Asterisk takes an option's value for a yes (`ast_true`).
    package static func isYes(_ value: String) -> Bool {
        ["yes", "true", "on", "1", "y", "t"].contains(value.lowercased())
    }

    private static let options = [
        Option(
            name: "memberdelay", isHarmful: { (Int($0) ?? 0) > 0 },
            says: "the caller waits on after the agent answered: Asterisk tells of the answer late",
            line: "memberdelay = 0"),
        Option(
            name: "announce", isHarmful: { !$0.isEmpty },
            says: "an announcement to the agent comes before the caller: Asterisk tells of the answer late",
            line: "; announce ="),
        Option(
            name: "reportholdtime", isHarmful: isYes,
            says: "the hold time is read to the agent first: Asterisk tells of the answer late",
            line: "reportholdtime = no"),
        Option(
            name: "ringinuse", isHarmful: isYes,
            says: "an agent in a call may get another: Asterisk then counts the first call no more",
            line: "ringinuse = no"),
        Option(
            name: "autopause", isHarmful: { isYes($0) || $0.lowercased() == "all" },
            says: "Asterisk pauses agents who miss a call; the board marks them, nobody else knows",
            line: "autopause = no"),
    ]

    private static func check(_ option: Option, _ queues: [QueueFinding], _ found: Findings) -> [Diagnosis] {
        let having = queues.filter { option.isHarmful($0.options?[option.name] ?? "") }.map(\.name)
        guard !having.isEmpty else { return [] }
        return [
            Diagnosis(
                "queue-options", .warning, "\(option.name) in \(list(having)): \(option.says)",
                cure: having.prefix(3).flatMap { ["queues.conf:", "  [\($0)]", "  \(option.line)"] })
        ]
    }

    private static func members(_ found: Findings) -> [Diagnosis] {
        var lines: [Diagnosis] = []
        if !found.invalidMembers.isEmpty {
            lines.append(
                Diagnosis(
                    "members", .warning, "no such device: \(list(found.invalidMembers))",
                    cure: ["queues.conf: correct member => or the state interface; asterisk -rx 'queue show'"]))
        }
        if !found.unreachableMembers.isEmpty {
            lines.append(
                Diagnosis(
                    "phones", .note,
                    "\(found.unreachableMembers.count) of \(found.members) agents' phones cannot be reached: "
                        + list(found.unreachableMembers),
                    cure: ["asterisk -rx 'pjsip show contacts'"]))
        } else if found.members > 0, found.invalidMembers.isEmpty {
            lines.append(Diagnosis("phones", .ok, "the phones of all \(found.members) agents can be reached"))
        }
        return lines
    }
}
