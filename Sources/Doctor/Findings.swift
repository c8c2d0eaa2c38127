/// What an examination of one PBX found: facts only. What they mean is decided by `Diagnosis`.
package struct Findings: Sendable, Equatable {
    /// How far a connection came. Each stage needs the one before.
    package enum Stage: Int, Sendable, Equatable, Comparable, CaseIterable {
        case name, connection, encryption, certificate, banner, login, lists, done

        package static func < (a: Stage, b: Stage) -> Bool { a.rawValue < b.rawValue }
    }

    /// Where it ended, and the sentence that says why.
    package struct Failure: Sendable, Equatable {
        package var stage: Stage
        package var sentence: String

        package init(stage: Stage, sentence: String) {
            self.stage = stage
            self.sentence = sentence
        }
    }

    /// How the server's certificate is judged.
    package enum Trust: String, Sendable, Equatable {
        case plain, systemRoots, authority, fingerprint, insecure
    }

    package var server: String
    package var host: String
    package var port: Int
    package var user: String
    package var trust: Trust
    /// The classes that were asked for at login, as AMI takes them.
    package var classes: String

    /// Of the host's name; empty when it has none.
    package var addresses: [String] = []
    /// Of the usual AMI ports those of the host that took a connection, when the one asked for did not.
    package var openPorts: [Int] = []
    /// Seconds until the connection was taken; nil when it was not.
    package var connectTime: Double?
    package var failure: Failure?
    /// The PBX's first line.
    package var banner: String?
    /// What ListCommands offered, lower-cased; nil before the login, empty when the PBX would not say.
    package var commands: Set<String>?
    package var version = ""
    /// PBX clock minus ours in seconds; nil when it was not told.
    package var clockOffset: Double?
    /// Of each Ping, in seconds.
    package var roundTrips: [Double] = []
    /// With the classes that were asked for, and with all that the user may read.
    package var usual = Traffic()
    package var all = Traffic()
    /// Nil when the list did not come.
    package var queues: [QueueFinding]?
    /// Whether the list of channels came.
    package var channelsListed = false
    /// Members whose device is unknown to the PBX (`Invalid`), and those whose phone cannot be reached.
    package var invalidMembers: [String] = []
    package var unreachableMembers: [String] = []
    package var members = 0
    /// `shared_lastcall` of queues.conf; nil when it could not be read.
    package var sharedLastCall: Bool?
    /// What the configuration says of it; nil when it says nothing.
    package var configuredSharedLastCall: Bool?
    /// `disabledevents` of manager.conf; nil when it could not be read.
    package var disabledEvents: String?
    /// What a second list showed that no event had told, by kind.
    package var unexplained: [String: Int] = [:]

    package init(server: String, host: String, port: Int, user: String, trust: Trust, classes: String) {
        self.server = server
        self.host = host
        self.port = port
        self.user = user
        self.trust = trust
        self.classes = classes
    }

    /// A server is a UCM if and only if it offers the UCM's own list of agents.
    package var isUCM: Bool { commands?.contains("gsagents") ?? false }

    /// `host:port`, an IPv6 address in brackets.
    package var place: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

    /// Whether a stage was passed.
    package func passed(_ stage: Stage) -> Bool {
        guard let failure else { return true }
        return stage < failure.stage
    }
}

/// Events that came in a while, by class.
package struct Traffic: Sendable, Equatable {
    package struct Share: Sendable, Equatable {
        package var events = 0
        package var bytes = 0

        package init(events: Int = 0, bytes: Int = 0) {
            self.events = events
            self.bytes = bytes
        }
    }

    /// How long it was listened for.
    package var seconds = 0.0
    /// By the first class of the event's `Privilege`.
    package var classes: [String: Share] = [:]

    package init() {}

    package var events: Int { classes.values.reduce(0) { $0 + $1.events } }
    package var bytes: Int { classes.values.reduce(0) { $0 + $1.bytes } }

    /// Takes an event. - Parameter privilege: as it stands in the event: `call,all`.
    package mutating func count(privilege: String, bytes: Int) {
        let name = String(privilege.prefix { $0 != "," })
        classes[name, default: Share()].events += 1
        classes[name, default: Share()].bytes += bytes
    }
}

/// What a queue says of itself, and what queues.conf says where it could be read.
package struct QueueFinding: Sendable, Equatable {
    package var name: String
    /// Seconds; 0 is none.
    package var serviceLevel: Int
    /// Options of queues.conf, lower-cased names; nil when they could not be read.
    package var options: [String: String]?

    package init(name: String, serviceLevel: Int, options: [String: String]? = nil) {
        self.name = name
        self.serviceLevel = serviceLevel
        self.options = options
    }
}
