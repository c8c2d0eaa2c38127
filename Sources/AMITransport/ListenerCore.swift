import AMI
import NIOCore
import NIOSSL

/// The connections of a listener. Lives on one event loop.
final class ListenerCore {
    let behaviour: AMIListener.Behaviour
    let writeTimeout: Double
    private var connections: [ConnectionID: ClientHandler] = [:]
    private var lastID: UInt64 = 0
    private var server: (any Channel)?
    private var isStopped = false

    init(behaviour: AMIListener.Behaviour, writeTimeout: Double) {
        self.behaviour = behaviour
        self.writeTimeout = writeTimeout
    }

    func bound(_ channel: any Channel) {
        server = channel
        if isStopped { channel.close(promise: nil) }
    }

    func opened(_ handler: ClientHandler) -> ConnectionID {
        lastID += 1
        let id = ConnectionID(rawValue: lastID)
        connections[id] = handler
        behaviour.connectionOpened(id)
        return id
    }

    func closed(_ id: ConnectionID) {
        guard connections.removeValue(forKey: id) != nil else { return }
        behaviour.connectionClosed(id)
    }

    func write(_ bytes: [UInt8], to id: ConnectionID) { connections[id]?.write(bytes) }

    func close(_ id: ConnectionID) { connections[id]?.close() }

    func stop() {
        isStopped = true
        server?.close(promise: nil)
        server = nil
        for id in connections.keys.sorted(by: { $0.rawValue < $1.rawValue }) { connections[id]?.close() }
    }
}
