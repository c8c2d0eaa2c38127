/// Why a session ended, as far as the protocol can tell. Sentences for people are made where host and user are known.
package enum SessionFailure: Error, Sendable, Equatable {
    /// Closed before a banner: the server's limit of unauthenticated connections.
    case closedWithoutBanner
    /// Nothing that could be a banner came in time.
    case noBanner(seconds: Double)
    /// What came is not AMI.
    case notAMI(AMIWireError)
    /// The login was answered with an error.
    case loginRefused(message: String)
    /// The user may be logged in once, and is.
    case loginInUse
    /// The login was not answered in time.
    case loginUnanswered(seconds: Double)
    /// Closed between the banner and the answer to the login.
    case closedDuringLogin
    /// The PBX said that it shuts down, before or instead of closing.
    case shuttingDown
    /// Closed after login, without a word.
    case closed
    /// Silence after a Ping: the other end is gone and nobody told us.
    case unanswered(seconds: Double)
    /// The stream broke a limit of the protocol.
    case protocolViolation(AMIWireError)
}
