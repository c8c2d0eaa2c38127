/// Lists the channels.
package struct CoreShowChannels: AMIAction {
    package static let declaration = ActionDeclaration(
        "CoreShowChannels", anyOf: [.system, .reporting],
        list: ListGrouping(items: ["CoreShowChannel"], complete: "CoreShowChannelsComplete"))

    package init() {}

    package var fields: [HeaderField] { [] }
}

/// Lists the channels with more about each, for users who may not run CoreShowChannels.
package struct Status: AMIAction {
    package static let declaration = ActionDeclaration(
        "Status", anyOf: [.system, .call, .reporting],
        list: ListGrouping(items: ["Status"], complete: "StatusComplete"))

    /// One channel only; nil for all.
    package var channel: String?

    package init(channel: String? = nil) { self.channel = channel }

    package var fields: [HeaderField] { .present(("Channel", channel)) }
}

/// Hangs a channel up.
package struct Hangup: AMIAction {
    package static let declaration = ActionDeclaration("Hangup", anyOf: [.system, .call])

    /// The channel's name.
    package var channel: String
    /// Q.850 cause, 1-127; nil for the PBX's own choice.
    package var cause: Int?

    package init(channel: String, cause: Int? = nil) {
        self.channel = channel
        self.cause = cause
    }

    package var fields: [HeaderField] { .present(("Channel", channel), ("Cause", cause.map(String.init))) }
}

/// Calls somebody and connects them. Always asynchronous: otherwise nothing else is answered on the connection until
/// the call is, and no OriginateResponse comes.
package struct Originate: AMIAction {
    /// What the called channel is connected to.
    package enum Destination: Sendable, Equatable {
        /// A place in the dialplan.
        case dialplan(context: String, extension: String, priority: String)
        /// One application.
        case application(String, data: String)
    }

    package static let declaration = ActionDeclaration("Originate", anyOf: [.originate])

    /// Who is called first, like PJSIP/1000.
    package var channel: String
    package var destination: Destination
    /// Milliseconds to ring; nil for the PBX's 30,000.
    package var timeout: Int?
    /// `Name <number>` for the called party to see.
    package var callerID: String?
    /// Channel variables, in order.
    package var variables: [(name: String, value: String)]
    /// Account code for the call's record.
    package var account: String?

    package init(
        channel: String, destination: Destination, timeout: Int? = nil, callerID: String? = nil,
        variables: [(name: String, value: String)] = [], account: String? = nil
    ) {
        self.channel = channel
        self.destination = destination
        self.timeout = timeout
        self.callerID = callerID
        self.variables = variables
        self.account = account
    }

    package var fields: [HeaderField] {
        var fields: [HeaderField] = .present(("Channel", channel))
        switch destination {
        case .dialplan(let context, let exten, let priority):
            fields += .present(("Context", context), ("Exten", exten), ("Priority", priority))
        case .application(let application, let data):
            fields += .present(("Application", application), ("Data", data))
        }
        fields += .present(("Timeout", timeout.map(String.init)), ("CallerID", callerID), ("Account", account))
        fields += variables.map { HeaderField("Variable", "\($0.name)=\($0.value)") }
        fields.append(HeaderField("Async", "true"))
        return fields
    }
}

/// Sends a channel, and perhaps the one it talks to, elsewhere in the dialplan.
package struct Redirect: AMIAction {
    package static let declaration = ActionDeclaration("Redirect", anyOf: [.call])

    package var channel: String
    package var context: String
    package var `extension`: String
    package var priority: String
    /// The other half of the call, sent to the same place; nil leaves it to its own dialplan.
    package var extraChannel: String?

    package init(
        channel: String, context: String, extension: String, priority: String = "1", extraChannel: String? = nil
    ) {
        self.channel = channel
        self.context = context
        self.extension = `extension`
        self.priority = priority
        self.extraChannel = extraChannel
    }

    package var fields: [HeaderField] {
        .present(
            ("Channel", channel), ("ExtraChannel", extraChannel), ("Context", context), ("Exten", `extension`),
            ("Priority", priority))
    }
}
