/// What the surroundings of a session must do next, in order.
package enum SessionAction: Sendable, Equatable {
    /// Write a packet of the session's own (it holds no secret).
    case send(Packet)
    /// Write a login with this ActionID: with the secret itself, or with the MD5 digest of the challenge and the
    /// secret. The session knows neither.
    case logIn(id: String, answering: String?)
    /// Write the submitted action; from now on its time counts.
    case transmit(Submission)
    /// The response to a submitted action came.
    case finish(id: String, Packet)
    /// A submitted action has no answer in time. Its response may be in already, if its list broke off.
    case timeOut(id: String)
    /// Logged in (again, if the PBX has only now fully booted); these actions may be run.
    case loggedIn(commands: [String])
    /// A Ping was answered: seconds there and back, and the PBX's clock.
    case pong(roundTrip: Double, pbxTime: Double?)
    /// Close the connection, for this reason. Nothing follows.
    case close(SessionFailure)
}

/// An action that somebody wants sent in a session.
package struct Submission: Sendable, Equatable {
    /// Its ActionID.
    package let id: String
    /// Its name.
    package let name: String
    /// What its sender said it covers.
    package let scope: String
    /// How its list, if it has one, is recognised.
    package let list: ListGrouping?
    /// The encoded packet.
    package let bytes: [UInt8]

    /// A submission.
    package init(id: String, name: String, scope: String, list: ListGrouping?, bytes: [UInt8]) {
        self.id = id
        self.name = name
        self.scope = scope
        self.list = list
        self.bytes = bytes
    }
}
