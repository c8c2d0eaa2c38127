/// Asks for a challenge, so that the secret itself need not cross the wire.
package struct Challenge: AMIAction {
    package typealias Response = ChallengeResponse
    package static let declaration = ActionDeclaration("Challenge")

    package init() {}

    package var fields: [HeaderField] { [HeaderField("AuthType", "MD5")] }
}

/// Logs in, with the secret itself or with the digest of a challenge.
package struct Login: AMIAction {
    /// What proves that the user is who they say.
    package enum Proof: Sendable, Equatable {
        /// The secret as it is.
        case secret(String)
        /// Lower-case hexadecimal MD5 of the challenge followed by the secret.
        case challengeKey(String)
    }

    package static let declaration = ActionDeclaration("Login")

    /// The user's name, a section of manager.conf.
    package var user: String
    /// Secret or digest.
    package var proof: Proof
    /// Classes of events wanted: `on`, `off` or names with commas. Asterisk takes this value literally: a space or
    /// a capital letter silently loses events, so neither is ever written.
    package var events: String

    package init(user: String, proof: Proof, events: String) {
        self.user = user
        self.proof = proof
        self.events = events
    }

    package var fields: [HeaderField] {
        var fields = [HeaderField("Username", user)]
        switch proof {
        case .secret(let secret):
            fields.append(HeaderField("Secret", secret))
        case .challengeKey(let key):
            fields.append(HeaderField("AuthType", "MD5"))
            fields.append(HeaderField("Key", key))
        }
        fields.append(HeaderField("Events", events.lowercased().filter { $0 != " " && $0 != "\t" }))
        return fields
    }
}

/// Says good-bye; the server answers and closes.
package struct Logoff: AMIAction {
    package static let declaration = ActionDeclaration("Logoff")

    package init() {}

    package var fields: [HeaderField] { [] }
}

/// Asks whether somebody is there, and for the PBX's clock.
package struct Ping: AMIAction {
    package typealias Response = PingResponse
    package static let declaration = ActionDeclaration("Ping")

    package init() {}

    package var fields: [HeaderField] { [] }
}

/// Asks for versions and limits.
package struct CoreSettings: AMIAction {
    package typealias Response = CoreSettingsResponse
    package static let declaration = ActionDeclaration("CoreSettings", anyOf: [.system, .reporting])

    package init() {}

    package var fields: [HeaderField] { [] }
}

/// Asks when Asterisk started, which tells a restart.
package struct CoreStatus: AMIAction {
    package typealias Response = CoreStatusResponse
    package static let declaration = ActionDeclaration("CoreStatus", anyOf: [.system, .reporting])

    package init() {}

    package var fields: [HeaderField] { [] }
}

/// Asks which actions this user may run.
package struct ListCommands: AMIAction {
    package typealias Response = ListCommandsResponse
    package static let declaration = ActionDeclaration("ListCommands")

    package init() {}

    package var fields: [HeaderField] { [] }
}

/// Runs a console command.
package struct Command: AMIAction {
    package typealias Response = CommandResponse
    package static let declaration = ActionDeclaration("Command", anyOf: [.command])

    /// As it would be typed at Asterisk's console.
    package var command: String

    package init(_ command: String) { self.command = command }

    package var fields: [HeaderField] { [HeaderField("Command", command)] }
}
