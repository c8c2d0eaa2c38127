/// Why a link is not up, or why an action has no answer: a code for programs and a sentence for people that names
/// the cure.
package struct LinkFailure: Error, Sendable, Equatable, CustomStringConvertible {
    /// What kind of failure it is. The raw values are stable: journals and the JSON document hold them.
    package enum Code: String, Sendable, CaseIterable {
        /// The host's name has no address.
        case nameNotFound
        /// The host is there and nothing listens on the port.
        case refusedConnection
        /// No route to the host.
        case unreachable
        /// Connecting, the TLS handshake or the login took too long.
        case timedOut
        /// The connection was taken and then nothing was said in time.
        case noBanner
        /// Something else than AMI answers on the port.
        case notAMI
        /// The server closed before it said a word: its limit of unauthenticated connections.
        case closedWithoutBanner
        /// User, secret or address were not accepted. Not tried again by itself.
        case loginRefused
        /// The user is logged in elsewhere and may be only once (`allowmultiplelogin = no`).
        case loginInUse
        /// The endpoint gave no usable secret. Not tried again by itself.
        case secretUnavailable
        /// TLS failed: protocol, files, or a port that is not TLS.
        case tls
        /// TLS would work, but the server's certificate is not one to trust.
        case certificate
        /// The connection ended, or stopped answering, after login.
        case lost
        /// The PBX said that it is shutting down.
        case shutdown
        /// The stream broke the protocol's limits (a line or a packet too long).
        case protocolViolation
        /// An action was sent while nobody was logged in.
        case notLoggedIn
        /// An action holds what must not be sent (a line break in a value).
        case invalidAction
        /// An action was not answered in time.
        case actionTimedOut
        /// This program ended the link itself.
        case stopped
        /// A listening port could not be had.
        case cannotListen
    }

    /// The kind.
    package let code: Code
    /// One or two sentences: what happened, with the offending input, and what to do.
    package let sentence: String

    /// A failure with its sentence.
    package init(code: Code, sentence: String) {
        self.code = code
        self.sentence = sentence
    }

    package var description: String { sentence }

    /// Whether trying again can help without anybody changing anything.
    package var isWorthRetrying: Bool {
        switch code {
        case .loginRefused, .secretUnavailable, .stopped, .invalidAction: false
        default: true
        }
    }
}
