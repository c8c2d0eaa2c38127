import AMI

extension Diagnosis {
    /// Clock, round trip, events and what may be filtered out of them.
    static func traffic(_ found: Findings) -> [Diagnosis] {
        var lines: [Diagnosis] = []
        if let clock = clock(found) { lines.append(clock) }
        if let trip = roundTrip(found) { lines.append(trip) }
        lines.append(rate(found))
        lines += classes(found)
        if let dialplan = dialplan(found) { lines.append(dialplan) }
        lines += filters(found)
        return lines
    }

    private static func clock(_ found: Findings) -> Diagnosis? {
        guard let offset = found.clockOffset, offset.isFinite else {
            return found.roundTrips.isEmpty
                ? nil : Diagnosis("clock", .note, "the PBX does not tell its clock: times are by this machine's")
        }
        let size = offset.magnitude
        if size < 2 { return Diagnosis("clock", .ok, "the PBX's clock and ours differ by \(milliseconds(size))") }
        let words = "the PBX's clock is \(decimal(size)) s \(offset > 0 ? "ahead" : "behind")"
        let cure =
            found.isUCM
            ? ["UCM: System Settings > Time Settings > Auto Time Updating: an NTP server", "here: timedatectl"]
            : ["on the PBX and here: timedatectl set-ntp true; timedatectl status"]
        return Diagnosis(
            "clock", size < 5 ? .warning : .fault,
            words + ": durations are corrected by it, but times in the journal and in Asterisk's logs do not match",
            cure: cure)
    }

    private static func roundTrip(_ found: Findings) -> Diagnosis? {
        let sorted = found.roundTrips.sorted()
        guard !sorted.isEmpty else { return nil }
        let middle = sorted[sorted.count / 2]
        let text = "a Ping is answered in \(milliseconds(middle))"
        if middle < 0.25 { return Diagnosis("round-trip", .ok, text) }
        return Diagnosis(
            "round-trip", middle < 1 ? .warning : .fault, text + ": the network is slow or the PBX overloaded",
            cure: ["ping \(found.host)", "asterisk -rx 'core show taskprocessors'"])
    }

    private static func rate(_ found: Findings) -> Diagnosis {
        let seconds = max(found.usual.seconds, 0.001)
        let events = Double(found.usual.events) / seconds
        let text =
            "\(decimal(events)) events and \(decimal(Double(found.usual.bytes) / seconds / 1000)) kB a second "
            + "(classes \(found.classes))"
        guard events > 20_000 else { return Diagnosis("events", .ok, text) }
        return Diagnosis(
            "events", .warning, text + ": ask for fewer",
            cure: ["configuration:", "  [[server]]", "  events = [\"system\", \"call\", \"agent\", \"user\"]"])
    }

    /// Events of agents that cannot be without one of a call: a member's state is told because a device's state was.
    private static let telling = 3

    private static func classes(_ found: Findings) -> [Diagnosis] {
        let seen = found.all.classes.merging(found.usual.classes) { $0.events > $1.events ? $0 : $1 }
        let names = seen.keys.filter { !$0.isEmpty }.sorted()
        if names.isEmpty {
            let line = Diagnosis(
                "classes", .note,
                "no event came in \(decimal(found.usual.seconds + found.all.seconds)) s: a quiet PBX, or a user without "
                    + "a read line; run it again while there are calls",
                cure: found.isUCM
                    ? [] : section("manager.conf", found.user, ["read = system,call,agent,user,reporting"]))
            return [line]
        }
        var lines = [Diagnosis("classes", .ok, "events of \(list(names, most: 12)) came")]
        if let agent = seen["agent"]?.events, agent >= telling, seen["call"] == nil {
            lines.append(
                Diagnosis(
                    "classes", .fault,
                    "no event of class call came beside \(agent) of class agent, so this user cannot read it: channels "
                        + "and whom agents talk to are not shown as they change",
                    cure: grant(.call, found)))
        }
        return lines
    }

    /// What asking for the class dialplan would add.
    private static func dialplan(_ found: Findings) -> Diagnosis? {
        let gain =
            "it would tell application, context and extension of a call that moves inside the dialplan, as it moves"
        if found.classes.split(separator: ",").contains(where: { $0 == "dialplan" || $0 == "all" || $0 == "on" }) {
            return nil
        }
        guard let share = found.all.classes["dialplan"], found.all.seconds > 0 else {
            return Diagnosis("dialplan", .note, "not asked for, and none was seen; \(gain)")
        }
        let rest = max(1, found.all.events - share.events)
        let percent = Int((Double(share.events) * 100 / Double(rest)).rounded())
        return Diagnosis(
            "dialplan", .note,
            "asking for it would add \(decimal(Double(share.events) / found.all.seconds)) events and "
                + "\(decimal(Double(share.bytes) / found.all.seconds / 1000)) kB a second (+\(percent) %); \(gain)",
            cure: [
                "configuration:", "  [[server]]",
                "  events = [\(found.classes.split(separator: ",").map { "\"\($0)\"" }.joined(separator: ", ")), \"dialplan\"]",
            ])
    }

    private static func filters(_ found: Findings) -> [Diagnosis] {
        var lines: [Diagnosis] = []
        if let disabled = found.disabledEvents, !disabled.isEmpty {
            let harmful = disabled.split(separator: ",").map { $0.filter { $0 != " " } }
                .filter { name in needed.contains { $0.lowercased() == name.lowercased() } }
            lines.append(
                harmful.isEmpty
                    ? Diagnosis("filters", .ok, "manager.conf disables \(disabled), none of which callboard reads")
                    : Diagnosis(
                        "filters", .fault, "manager.conf disables events that the board is made of: \(list(harmful))",
                        cure: section("manager.conf", "general", ["; disabledevents = \(disabled)"])
                            + ["then: asterisk -rx 'manager reload'"]))
        }
        if !found.unexplained.isEmpty {
            let kinds = found.unexplained.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
            lines.append(
                Diagnosis(
                    "filters", .fault,
                    "the PBX's lists changed and no event said so (\(list(kinds))): the user cannot read a class, or "
                        + "eventfilter or disabledevents takes events out",
                    cure: section(
                        "manager.conf", found.user,
                        ["read = system,call,agent,user,reporting", "; eventfilter = (remove these lines)"])
                        + (found.isUCM ? ["\(ucmPage) > Edit \(found.user): tick Call and Agent"] : [])))
        } else if lines.isEmpty {
            lines.append(Diagnosis("filters", .ok, "events told everything that two lists showed"))
        }
        return lines
    }

    /// Events without which figures are wrong.
    private static let needed = [
        "Newchannel", "Newstate", "NewCallerid", "NewConnectedLine", "Hangup", "HangupRequest", "Rename", "BridgeEnter",
        "BridgeLeave", "DialBegin", "DialEnd", "QueueCallerJoin", "QueueCallerLeave", "QueueCallerAbandon",
        "AgentConnect", "AgentComplete", "AgentRingNoAnswer", "AgentDump", "QueueMemberAdded", "QueueMemberRemoved",
        "QueueMemberPause", "QueueMemberStatus", "QueueMemberPenalty", "QueueMemberRinginuse", "Hold", "Unhold",
    ]
}
