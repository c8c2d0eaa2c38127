/// What a person may do, from least to most.
package enum Role: String, Sendable, CaseIterable, Comparable {
    /// Looks.
    case viewer
    /// Pauses, answers and calls.
    case agent
    /// Everything.
    case supervisor

    private var rank: Int { Role.allCases.firstIndex(of: self) ?? 0 }
    package static func < (one: Role, other: Role) -> Bool { one.rank < other.rank }
}

/// Which commands may be asked of one server.
package struct Permissions: Sendable, Equatable {
    package var role: Role
    /// Beyond the role.
    package var allow: Set<CommandKind>
    /// Never, whatever the role says.
    package var deny: Set<CommandKind>

    package init(role: Role = .supervisor, allow: Set<CommandKind> = [], deny: Set<CommandKind> = []) {
        self.role = role
        self.allow = allow
        self.deny = deny
    }

    /// Why a command is not theirs; nil when it is.
    package func reasonDenied(_ kind: CommandKind) -> String? {
        if deny.contains(kind) { return "the configuration denies \(kind.rawValue)" }
        if role >= kind.role || allow.contains(kind) { return nil }
        return "the role \(role.rawValue) has no \(kind.rawValue); [permissions] of the configuration grants it"
    }
}

/// The one place that lets commands out: read-only, the past, roles. What has not passed it cannot be sent, because only it
/// makes an `AuthorisedCommand`.
package struct CommandGate: Sendable, Equatable {
    /// No command at all, unless a PIN has opened it for a while.
    package var isReadOnly = false
    /// A journal is shown: there is no PBX to ask.
    package var isPast = false
    /// By server; those that are not named have `standard`.
    package var permissions: [String: Permissions] = [:]
    package var standard = Permissions()
    /// Until when a PIN has opened it: our clock, µs since 1970.
    package private(set) var openUntil: Int64?
    /// A PIN is configured, so that read-only can be left for some minutes.
    package var hasPIN = false
    /// What a person presses to be asked for it, as their keymap has it.
    package var pinKey = ""

    package init() {}

    /// Whether read-only holds.
    package var isClosed: Bool { isReadOnly && openUntil == nil }

    /// The PIN was right.
    package mutating func opened(until moment: Int64) { openUntil = moment }

    /// A person closed it again.
    package mutating func closed() { openUntil = nil }

    /// Closes it when its time is over.
    package mutating func timePassed(to now: Int64) {
        if let openUntil, now >= openUntil { self.openUntil = nil }
    }

    /// Why no command at all can be sent; nil when some can.
    package var reasonClosed: String? {
        if isPast { return "this is a recording: nothing can be changed in it" }
        if isClosed {
            if !hasPIN { return "read-only; start without --read-only" }
            return pinKey.isEmpty ? "read-only; a PIN opens it" : "read-only; \(pinKey) asks for the PIN"
        }
        return nil
    }

    /// Why a command cannot be sent; nil when it can.
    package func reason(_ kind: CommandKind, server: String) -> String? {
        reasonClosed ?? (permissions[server] ?? standard).reasonDenied(kind)
    }

    /// Lets a command out.
    ///
    /// - Parameter now: our clock, µs since 1970.
    package mutating func authorise(
        _ command: CallCommand, at now: Int64
    ) throws(CommandRefusal) -> AuthorisedCommand {
        timePassed(to: now)
        if let reason = reason(command.kind, server: command.server) { throw CommandRefusal(reason: reason) }
        return AuthorisedCommand(command)
    }
}

/// Why the gate did not let a command out.
package struct CommandRefusal: Error, Sendable, Equatable {
    package let reason: String
}

/// A command that has passed the gate.
package struct AuthorisedCommand: Sendable, Equatable {
    package let command: CallCommand

    fileprivate init(_ command: CallCommand) { self.command = command }
}
