import AMI

/// What the board's own side did or saw, journalled between the PBX's packets so that a replay depends on nothing else.
///
/// On the journal a fact is an AMI-shaped packet (`Fact: actionSent`, then its headers) that the AMI scanner reads.
package enum OwnFact: Sendable, Equatable {
    case connecting
    case connected(banner: String)
    /// Login succeeded; the names that ListCommands offered, empty when it was refused.
    case loggedIn(commands: [String])
    /// An action went out. `scope` says what a list covers: a queue, or empty for everything.
    case actionSent(id: String, name: String, scope: String)
    case actionTimedOut(id: String)
    /// The answer to a Ping: round trip in seconds, and the PBX's clock in epoch seconds when it told it.
    case pong(roundTrip: Double, pbxTime: Double?)
    /// The connection ended. `retryIn` in seconds; nil when it is not tried again by itself.
    case disconnected(reason: String, retryIn: Double?)
    /// Records that could not be kept.
    case gap(lost: Int)
    /// The board did not follow for so many seconds (0 is not known) although the connection stands; every list is
    /// asked for again.
    case torn(Gap.Cause, seconds: Double)
    /// Our clock was set against the time that passed: seconds, negative while it waits for a wall clock that was set
    /// back (record time never falls).
    case clockStep(Double)
    case settings(BoardSettings)
    /// Whom the board is connected to, as its banner and CoreSettings told when the connection began: again where a day
    /// begins, for replays that begin there.
    case peer(banner: String, version: String)
    /// A new day or shift: callboard's own counters begin at nothing.
    case dayBegan
    /// The same in a time that Asterisk's queue_log told of. `insteadOf` is the moment of the mark that the journal has of
    /// that day, written when somebody was there again: it begins nothing anew.
    case dayFilled(insteadOf: Int64?)
    /// A line of Asterisk's queue_log, of a time when the board did not follow.
    case queueLog(QueueLogEntry)
    /// A command of this board, or how it ended.
    case command(AuditEntry)

    /// The fact as an AMI-shaped packet. Line ends and NUL inside a text become spaces: one fact stays one packet.
    package func encoded() -> [UInt8] {
        var writer = FactWriter()
        switch self {
        case .connecting: writer.begin("connecting")
        case .connected(let banner):
            writer.begin("connected")
            writer.add("Banner", banner)
        case .loggedIn(let commands):
            writer.begin("loggedIn")
            for command in commands { writer.add("Command", command) }
        case .actionSent(let id, let name, let scope):
            writer.begin("actionSent")
            writer.add("ActionID", id)
            writer.add("Name", name)
            writer.add("Scope", scope)
        case .actionTimedOut(let id):
            writer.begin("actionTimedOut")
            writer.add("ActionID", id)
        case .pong(let roundTrip, let pbxTime):
            writer.begin("pong")
            writer.add("RoundTrip", "\(roundTrip)")
            if let pbxTime { writer.add("PBXTime", "\(pbxTime)") }
        case .disconnected(let reason, let retryIn):
            writer.begin("disconnected")
            writer.add("Reason", reason)
            if let retryIn { writer.add("RetryIn", "\(retryIn)") }
        case .gap(let lost):
            writer.begin("gap")
            writer.add("Lost", "\(lost)")
        case .torn(let cause, let seconds):
            writer.begin("torn")
            writer.add("Cause", cause.rawValue)
            writer.add("Seconds", "\(seconds)")
        case .clockStep(let seconds):
            writer.begin("clockStep")
            writer.add("Seconds", "\(seconds)")
        case .settings(let settings):
            writer.begin("settings")
            for (queue, seconds) in settings.wrapUp.sorted(by: { $0.key < $1.key }) {
                writer.add("WrapUp", "\(seconds) \(queue)")
            }
            if let shared = settings.sharedLastCall { writer.add("SharedLastCall", shared ? "yes" : "no") }
            if settings.dialplan { writer.add("Dialplan", "yes") }
            if settings.auditInterval != 60 { writer.add("AuditInterval", "\(settings.auditInterval)") }
            for trunk in settings.trunks { writer.add("Trunk", trunk) }
        case .peer(let banner, let version):
            writer.begin("peer")
            writer.add("Banner", banner)
            writer.add("Version", version)
        case .dayBegan: writer.begin("dayBegan")
        case .dayFilled(let mark):
            writer.begin("dayBegan")
            writer.add("InsteadOf", mark.map { "\($0)" } ?? "none")
        case .queueLog(let entry):
            writer.begin("queueLog")
            for (name, value) in entry.headers { writer.add(name, value) }
        case .command(let entry):
            writer.begin("command")
            for (name, value) in entry.headers { writer.add(name, value) }
        }
        return writer.finish()
    }

    /// The fact that a packet holds; nil when it is none, or one of a later release that this one does not know.
    package init?(_ view: MessageView) {
        func text(_ name: StaticString) -> String { view.values(name).first ?? "" }
        func number(_ name: StaticString) -> Double? {
            guard let value = Double(text(name)), value.isFinite else { return nil }
            return value
        }
        switch text("Fact") {
        case "connecting": self = .connecting
        case "connected": self = .connected(banner: text("Banner"))
        case "loggedIn": self = .loggedIn(commands: view.values("Command"))
        case "actionSent": self = .actionSent(id: text("ActionID"), name: text("Name"), scope: text("Scope"))
        case "actionTimedOut": self = .actionTimedOut(id: text("ActionID"))
        case "pong": self = .pong(roundTrip: number("RoundTrip") ?? 0, pbxTime: number("PBXTime"))
        case "disconnected": self = .disconnected(reason: text("Reason"), retryIn: number("RetryIn"))
        case "gap": self = .gap(lost: Int(text("Lost")) ?? 0)
        case "torn":
            self = .torn(Gap.Cause(rawValue: text("Cause")) ?? .records, seconds: number("Seconds") ?? 0)
        case "clockStep": self = .clockStep(number("Seconds") ?? 0)
        case "settings":
            var settings = BoardSettings()
            for entry in view.values("WrapUp") {
                guard let space = entry.firstIndex(of: " "), let seconds = Int(entry[..<space]) else { continue }
                settings.wrapUp[String(entry[entry.index(after: space)...])] = seconds
            }
            switch text("SharedLastCall") {
            case "yes": settings.sharedLastCall = true
            case "no": settings.sharedLastCall = false
            default: break
            }
            settings.dialplan = text("Dialplan") == "yes"
            if let seconds = Int(text("AuditInterval")) { settings.auditInterval = max(0, min(seconds, 86_400)) }
            settings.trunks = view.values("Trunk")
            self = .settings(settings)
        case "peer": self = .peer(banner: text("Banner"), version: text("Version"))
        case "dayBegan":
            let instead = text("InsteadOf")
            self = instead.isEmpty ? .dayBegan : .dayFilled(insteadOf: Int64(instead))
        case "queueLog":
            guard let entry = QueueLogEntry(view) else { return nil }
            self = .queueLog(entry)
        case "command":
            func whole(_ text: String) -> Int { Int(text) ?? 0 }
            guard let phase = AuditEntry.Phase(rawValue: text("Phase")) else { return nil }
            self = .command(
                AuditEntry(
                    number: whole(text("Number")), at: Int64(text("At")) ?? 0, phase: phase,
                    about: whole(text("About")), who: text("Who"), origin: text("Origin"), command: text("Command"),
                    summary: text("Summary"), target: text("Target"), reason: text("Reason"),
                    answer: text("Answer"), previous: text("Previous"), digest: text("Digest")))
        default: return nil
        }
    }
}

/// Writes one AMI-shaped packet.
private struct FactWriter {
    private var bytes: [UInt8] = []

    mutating func begin(_ name: String) {
        bytes.reserveCapacity(96)
        add("Fact", name)
    }

    mutating func add(_ name: String, _ value: String) {
        bytes.append(contentsOf: name.utf8)
        bytes.append(contentsOf: ": ".utf8)
        for byte in value.utf8 {
            bytes.append(byte == 13 || byte == 10 || byte == 0 ? 32 : byte)
        }
        bytes.append(contentsOf: "\r\n".utf8)
    }

    mutating func finish() -> [UInt8] {
        bytes.append(contentsOf: "\r\n".utf8)
        return bytes
    }
}

extension PacketScanner {
    /// The fact that a record of our own holds; nil when it is none that this release knows.
    package mutating func fact(_ payload: [UInt8]) -> OwnFact? {
        var fact: OwnFact?
        payload.withUnsafeBytes { parse($0) { fact = OwnFact($0) } }
        return fact
    }
}
