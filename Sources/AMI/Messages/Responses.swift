/// `Response: Success` or `Error` with its message: the answer of most actions.
package struct PlainResponse: AMIResponse, Equatable {
    /// Whether the PBX did it (or queued it).
    package let succeeded: Bool
    /// The PBX's own words; empty when it said nothing.
    package let message: String

    package init(_ packet: Packet) {
        succeeded = packet.isSuccess
        message = packet["Message"] ?? ""
    }
}

/// The answer to Challenge.
package struct ChallengeResponse: AMIResponse, Equatable {
    /// What is to be digested together with the secret; nil when the server refused.
    package let challenge: String?

    package init(_ packet: Packet) {
        challenge = packet.isSuccess ? packet["Challenge"].flatMap { $0.isEmpty ? nil : $0 } : nil
    }
}

/// The answer to Ping.
package struct PingResponse: AMIResponse, Equatable {
    /// The PBX's clock in seconds since 1970; nil where it does not say (before Asterisk 12).
    package let timestamp: Double?

    package init(_ packet: Packet) {
        timestamp = packet["Timestamp"].flatMap { Double($0) }.flatMap { $0.isFinite && $0 > 0 ? $0 : nil }
    }
}

/// The answer to CoreSettings.
package struct CoreSettingsResponse: AMIResponse, Equatable {
    /// AMI's version, like 11.0.0.
    package let amiVersion: String
    /// Asterisk's version, like 22.10.1.
    package let asteriskVersion: String
    /// `systemname` of asterisk.conf, which then stands before each Uniqueid; usually empty.
    package let systemName: String

    package init(_ packet: Packet) {
        amiVersion = packet["AMIversion"] ?? ""
        asteriskVersion = packet["AsteriskVersion"] ?? ""
        systemName = packet["SystemName"] ?? ""
    }
}

/// The answer to CoreStatus. Its times are local to the PBX and name no zone: good for telling one start from
/// another, not for durations.
package struct CoreStatusResponse: AMIResponse, Equatable {
    /// Date and time at which Asterisk started, as it writes them.
    package let startup: String
    /// Date and time of the last reload, as it writes them.
    package let reload: String
    /// Calls at this moment; nil where it does not say.
    package let currentCalls: Int?

    package init(_ packet: Packet) {
        startup = Self.joined(packet["CoreStartupDate"], packet["CoreStartupTime"])
        reload = Self.joined(packet["CoreReloadDate"], packet["CoreReloadTime"])
        currentCalls = packet["CoreCurrentCalls"].flatMap { Int($0) }
    }

    private static func joined(_ date: String?, _ time: String?) -> String {
        [date, time].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " ")
    }
}

/// The answer to ListCommands: what this user may run.
package struct ListCommandsResponse: AMIResponse, Equatable {
    /// Names in the server's order and spelling; empty when it refused.
    package let commands: [String]

    package init(_ packet: Packet) {
        guard packet.isSuccess else {
            commands = []
            return
        }
        let envelope: Set<String> = ["response", "actionid", "message", "eventlist", "timestamp"]
        commands = packet.headers.map(\.name).filter { !envelope.contains($0.lowercased()) }
    }
}

/// The answer to Command.
package struct CommandResponse: AMIResponse, Equatable {
    /// Whether the command was run.
    package let succeeded: Bool
    /// What the command printed, line by line.
    package let output: [String]
    /// The PBX's own words when it refused.
    package let message: String

    package init(_ packet: Packet) {
        succeeded = packet.isSuccess
        output = packet.all("Output")
        message = packet["Message"] ?? ""
    }
}

extension Packet {
    /// Whether a response says that the PBX did what was asked.
    package var isSuccess: Bool {
        switch self["Response"]?.lowercased() {
        case "success", "follows", "goodbye", "pong": true
        default: false
        }
    }
}
