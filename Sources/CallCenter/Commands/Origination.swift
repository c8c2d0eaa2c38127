/// A call to be made: a channel that is rung, and where it goes once it answers.
package struct Origination: Sendable, Equatable {
    /// A channel variable, `name=value`.
    package struct Variable: Sendable, Equatable {
        package var name: String
        package var value: String

        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }

        var pair: (name: String, value: String) { (name, value) }
    }

    /// Who is rung first: `technology/resource`, for example `PJSIP/1000`.
    package var channel: String
    /// The extension that the answered channel runs, for example `0301234567`.
    package var `extension`: String
    /// The dialplan context of that extension.
    package var context: String
    /// Shown to whom is rung; empty leaves it to the PBX.
    package var callerID: String
    /// How long to ring, in seconds.
    package var timeout: Int
    /// Set on the new channel, in order.
    package var variables: [Variable]

    package init(
        channel: String, `extension`: String, context: String, callerID: String, timeout: Int,
        variables: [Variable] = []
    ) {
        self.channel = channel
        self.extension = `extension`
        self.context = context
        self.callerID = callerID
        self.timeout = timeout
        self.variables = variables
    }
}
