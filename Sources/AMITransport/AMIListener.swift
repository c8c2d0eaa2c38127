import AMI
import NIOCore

/// The listening side of AMI: accepts connections, frames the clients' packets, writes bytes. What it all means is
/// the business of the closures given to it.
package final class AMIListener: Sendable {
    /// What happens on a listener. All are called on its one event loop, in order, and must be quick.
    package struct Behaviour: Sendable {
        /// A client connected; the banner is to be written by whoever behaves.
        package var connectionOpened: @Sendable (ConnectionID) -> Void
        /// A client sent a packet.
        package var packetReceived: @Sendable (ConnectionID, Packet) -> Void
        /// A connection ended, from whichever side.
        package var connectionClosed: @Sendable (ConnectionID) -> Void

        /// A behaviour.
        package init(
            connectionOpened: @escaping @Sendable (ConnectionID) -> Void,
            packetReceived: @escaping @Sendable (ConnectionID, Packet) -> Void,
            connectionClosed: @escaping @Sendable (ConnectionID) -> Void
        ) {
            self.connectionOpened = connectionOpened
            self.packetReceived = packetReceived
            self.connectionClosed = connectionClosed
        }
    }

    /// The port that it listens on (the one that was found free when 0 was asked for).
    package let port: Int

    /// Listens. Waits for the port to be bound, so not to be called on an event loop.
    ///
    /// - Parameters:
    ///   - host: address to listen on; only this machine by default.
    ///   - port: 0 for any free one.
    ///   - group: its next event loop runs the listener and all its connections.
    ///   - writeTimeout: seconds after which a client is closed that takes nothing of what is written to it.
    ///   - behaviour: what is done.
    package init(
        host: String = "127.0.0.1", port: Int, group: any EventLoopGroup, writeTimeout: Double = 0.1,
        behaviour: Behaviour
    ) throws(LinkFailure) {
        self.port = port
    }

    /// Writes to a connection; nothing happens when it is closed already.
    package func write(_ bytes: [UInt8], to connection: ConnectionID) {}

    /// Closes a connection after what was written to it.
    package func close(_ connection: ConnectionID) {}

    /// Stops listening and closes all connections; `completed` is called on the event loop.
    package func stop(completed: (@Sendable () -> Void)? = nil) {}
}
