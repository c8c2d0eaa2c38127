/// How long a session waits for what, in seconds.
package struct SessionTiming: Sendable, Equatable {
    /// From the connection to the banner, a TLS handshake included.
    package var banner: Double = 6
    /// From the banner to the answer of the login. Asterisk answers a refused login after one second and cuts a
    /// connection that does not log in after 30.
    package var login: Double = 10
    /// For `FullyBooted` after the login: only a user who may read `system` gets it.
    package var boot: Double = 1
    /// For an action's response, and between the items of a list.
    package var action: Double = 10
    /// From one Ping to the next.
    package var pingInterval: Double = 10
    /// Of silence after a Ping, until the connection counts as lost.
    package var pong: Double = 10

    /// The usual times.
    package init() {}
}
