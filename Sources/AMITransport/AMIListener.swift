import AMI
import NIOCore
import NIOPosix
import NIOSSL

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

    private let loop: any EventLoop
    /// Touched on the event loop only, which the box checks.
    private let core: NIOLoopBoundBox<ListenerCore>

    /// The port that it listens on (the one that was found free when 0 was asked for).
    package let port: Int

    /// Listens. Waits for the port to be bound, so not to be called on an event loop.
    ///
    /// - Parameters:
    ///   - host: address to listen on; only this machine by default.
    ///   - port: 0 for any free one.
    ///   - group: its next event loop runs the listener and all its connections.
    ///   - writeTimeout: seconds after which a client is closed that takes nothing of what is written to it.
    ///   - tls: what to show in TLS; nil for plain TCP.
    ///   - behaviour: what is done.
    /// - Throws: `cannotListen` when the port cannot be had, `tls` when the identity cannot be used.
    package init(
        host: String = "127.0.0.1", port: Int, group: any EventLoopGroup, writeTimeout: Double = 0.1,
        tls: TLSIdentity? = nil, behaviour: Behaviour
    ) throws(LinkFailure) {
        let loop = group.next()
        let core = NIOLoopBoundBox.makeBoxSendingValue(
            ListenerCore(behaviour: behaviour, writeTimeout: writeTimeout), eventLoop: loop)
        let context: NIOSSLContext?
        do {
            context = try tls.map { try $0.context() }
        } catch {
            throw LinkFailure(code: .tls, sentence: "The certificate or key to listen with cannot be used: \(error).")
        }
        do {
            let channel = try ServerBootstrap(group: loop)
                .serverChannelOption(.backlog, value: 64)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .childChannelOption(.writeBufferWaterMark, value: .init(low: 1, high: 65_536))
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        if let context {
                            try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context))
                        }
                        try channel.pipeline.syncOperations.addHandler(ClientHandler(core.value))
                    }
                }
                .bind(host: host, port: port).wait()
            loop.execute { core.value.bound(channel) }
            self.port = channel.localAddress?.port ?? port
        } catch {
            throw .listening(host: host, port: port, error)
        }
        self.loop = loop
        self.core = core
    }

    /// Writes to a connection; nothing happens when it is closed already.
    package func write(_ bytes: [UInt8], to connection: ConnectionID) {
        loop.execute { [core] in core.value.write(bytes, to: connection) }
    }

    /// Closes a connection after what was written to it.
    package func close(_ connection: ConnectionID) {
        loop.execute { [core] in core.value.close(connection) }
    }

    /// Stops listening and closes all connections; `completed` is called on the event loop.
    package func stop(completed: (@Sendable () -> Void)? = nil) {
        loop.execute { [core] in
            core.value.stop()
            completed?()
        }
    }
}
