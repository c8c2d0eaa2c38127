import AMI

extension Diagnosis {
    /// What a class of privileges is needed for.
    private struct Need {
        var name: PrivilegeClass
        var whenMissing: Level
        var loss: String
    }

    private static let needs = [
        Need(
            name: .agent, whenMissing: .fault,
            loss: "agents cannot be paused, logged in or out (nothing to mend for a user who shall only look)"),
        Need(
            name: .reporting, whenMissing: .fault,
            loss: "calls that began before the board are not shown, and no list heals what an event missed"),
        Need(
            name: .call, whenMissing: .warning,
            loss: "calls cannot be hung up, transferred or parked"),
        Need(name: .originate, whenMissing: .warning, loss: "calls cannot be made"),
        Need(name: .user, whenMissing: .note, loss: "boards cannot leave each other notes"),
    ]

    /// What the user may do. ListCommands tells the write side only.
    static func rights(_ found: Findings) -> [Diagnosis] {
        guard let commands = found.commands else { return [] }
        guard !commands.isEmpty else {
            return [
                Diagnosis(
                    "privileges", .warning, "the PBX did not answer ListCommands: what the user may do is not known")
            ]
        }
        let lacking = NeededPrivileges.missing(offered: commands)
        let missing = needs.filter { lacking.contains($0.name) }
        var lines: [Diagnosis] = []
        if missing.isEmpty {
            lines.append(
                Diagnosis("privileges", .ok, "\(commands.count) actions, with all that callboard needs"))
        }
        for need in missing {
            lines.append(
                Diagnosis(
                    "privileges", need.whenMissing, "no class \(need.name.rawValue): \(need.loss)",
                    cure: grant(need.name, found)))
        }
        if let trunks = trunks(found, commands) { lines.append(trunks) }
        if !found.channelsListed, commands.contains("coreshowchannels") {
            lines.append(
                Diagnosis("lists", .warning, "the list of channels (CoreShowChannels) did not come in time"))
        }
        if found.queues == nil {
            lines.append(
                Diagnosis(
                    "lists", .fault, "the list of queues (QueueStatus) did not come: is app_queue loaded?",
                    cure: ["asterisk -rx 'module load app_queue.so'", "asterisk -rx 'queue show'"]))
        }
        return lines
    }

    /// What is told of the lines to the outside, by what the PBX offers for asking; nil where it is all.
    private static func trunks(_ found: Findings, _ commands: Set<String>) -> Diagnosis? {
        if commands.contains("pjsipshowendpoints") { return nil }
        guard commands.contains("devicestatelist") else {
            return Diagnosis(
                "trunks", .warning, "no class call or reporting: whether trunks answer or are registered is not known",
                cure: grant(.reporting, found))
        }
        guard commands.contains("pjsipshowregistrationsoutbound") else {
            return Diagnosis(
                "trunks", .note, "no class reporting: whether trunks are registered is not known",
                cure: grant(.reporting, found))
        }
        let why = commands.contains("getvar") ? "" : ", why is not told"
        return Diagnosis(
            "trunks", .note,
            "no class system: that a trunk does not answer is known by its device's state\(why), that it lost its "
                + "registration within a minute",
            cure: found.isUCM
                ? []
                : section(
                    "manager.conf", found.user,
                    ["read = system,call,agent,user,reporting", "write = system,call,agent,originate,reporting,user"])
                    + ["then: asterisk -rx 'manager reload'"])
    }

    static func grant(_ name: PrivilegeClass, _ found: Findings) -> [String] {
        let page = "\(ucmPage) > Edit \(found.user): tick \(ucmPrivilege(name))"
        if found.isUCM { return [page, "then Save and Apply Changes"] }
        return section(
            "manager.conf", found.user,
            ["read = system,call,agent,user,reporting", "write = agent,call,originate,reporting,user"])
            + ["then: asterisk -rx 'manager reload'"]
    }

    /// As the UCM's page calls a class.
    private static func ucmPrivilege(_ name: PrivilegeClass) -> String {
        switch name {
        case .user: "User Events"
        case .security: "Security Events"
        case .specialcommand: "Special Command"
        default: name.rawValue.prefix(1).uppercased() + name.rawValue.dropFirst()
        }
    }
}
