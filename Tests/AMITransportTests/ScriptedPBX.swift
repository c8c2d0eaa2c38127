import AMI
import AMITransport
import Crossing
import NIOCore
import TestSupport

/// A little PBX: lets one user in, says what it offers, answers as the test says.
final class ScriptedPBX: Sendable {
    static let user = "wall"
    static let secret = "open sesame"

    struct Script: Sendable {
        var banner = "Asterisk Call Manager/11.0.0"
        var acceptsChallenge = true
        var loginMessage = "Authentication failed"
        var commands = ["Ping", "QueueStatus"]
        /// The answer to any other packet, as text; `$ID` stands for its ActionID. Nil: none.
        var answer: @Sendable (Packet) -> String? = { _ in nil }
    }

    private struct State {
        var listener: AMIListener?
        var challenges: [ConnectionID: String] = [:]
        var packets: [Packet] = []
        var connections: [ConnectionID] = []
        var closed: [ConnectionID] = []
        var closedWaiters: [(Int, CheckedContinuation<Void, Never>)] = []
        var openedWaiters: [(Int, CheckedContinuation<Void, Never>)] = []
    }

    private let state = Guarded(State())
    private let script: Script
    let port: Int

    init(_ script: Script = Script(), group: any EventLoopGroup, tls: TLSIdentity? = nil, port: Int = 0) throws {
        self.script = script
        // The listener's closures reach the PBX through this, which exists only after the listener does.
        let relay = Guarded<ScriptedPBX?>(nil)
        let listener = try AMIListener(
            port: port, group: group, tls: tls,
            behaviour: .init(
                connectionOpened: { id in relay.withLock { $0 }?.opened(id) },
                packetReceived: { id, packet in relay.withLock { $0 }?.received(id, packet) },
                connectionClosed: { id in relay.withLock { $0 }?.closed(id) }))
        self.port = listener.port
        state.withLock { $0.listener = listener }
        relay.withLock { $0 = self }
    }

    /// All packets that clients sent.
    var packets: [Packet] { state.withLock { $0.packets } }
    var connections: [ConnectionID] { state.withLock { $0.connections } }

    func say(_ text: String, to connection: ConnectionID? = nil) {
        let (listener, last) = state.withLock { ($0.listener, $0.connections.last) }
        guard let listener, let target = connection ?? last else { return }
        listener.write(amiBytes(text), to: target)
    }

    func say(raw bytes: [UInt8]) {
        let (listener, last) = state.withLock { ($0.listener, $0.connections.last) }
        if let listener, let last { listener.write(bytes, to: last) }
    }

    func hangUp() {
        let (listener, last) = state.withLock { ($0.listener, $0.connections.last) }
        if let listener, let last { listener.close(last) }
    }

    func stop() { state.withLock { $0.listener }?.stop() }

    /// Waits until so many connections have ended.
    func closed(_ count: Int) async {
        await withCheckedContinuation { continuation in
            let isDone = state.withLock { state in
                if state.closed.count >= count { return true }
                state.closedWaiters.append((count, continuation))
                return false
            }
            if isDone { continuation.resume() }
        }
    }

    /// Waits until so many connections have begun.
    func opened(_ count: Int) async {
        await withCheckedContinuation { continuation in
            let isDone = state.withLock { state in
                if state.connections.count >= count { return true }
                state.openedWaiters.append((count, continuation))
                return false
            }
            if isDone { continuation.resume() }
        }
    }

    private func opened(_ id: ConnectionID) {
        let (listener, due) = state.withLock { state in
            state.connections.append(id)
            let due = state.openedWaiters.filter { $0.0 <= state.connections.count }.map(\.1)
            state.openedWaiters.removeAll { $0.0 <= state.connections.count }
            return (state.listener, due)
        }
        due.forEach { $0.resume() }
        listener?.write(Array((script.banner + "\r\n").utf8), to: id)
    }

    private func closed(_ id: ConnectionID) {
        let due = state.withLock { state in
            state.closed.append(id)
            let due = state.closedWaiters.filter { $0.0 <= state.closed.count }.map(\.1)
            state.closedWaiters.removeAll { $0.0 <= state.closed.count }
            return due
        }
        due.forEach { $0.resume() }
    }

    private func received(_ id: ConnectionID, _ packet: Packet) {
        state.withLock { $0.packets.append(packet) }
        guard let answer = answer(to: packet, from: id) else { return }
        say(answer.replacing("$ID", with: packet["ActionID"] ?? ""), to: id)
    }

    private func answer(to packet: Packet, from id: ConnectionID) -> String? {
        if let answer = script.answer(packet) { return answer }
        switch packet["Action"]?.lowercased() {
        case "challenge":
            guard script.acceptsChallenge else {
                return "Response: Error\nActionID: $ID\nMessage: Must specify AuthType\n"
            }
            state.withLock { $0.challenges[id] = "840415273" }
            return "Response: Success\nActionID: $ID\nChallenge: 840415273\n"
        case "login":
            // MD5 of "840415273open sesame", reckoned by another program.
            let challenged = state.withLock { $0.challenges[id] != nil }
            let isRight =
                packet["Username"] == Self.user
                && (challenged
                    ? packet["Key"] == "46c91c0aa9490aa995b4cd738e4d25de" && packet["Secret"] == nil
                    : packet["Secret"] == Self.secret)
            guard isRight else {
                return "Response: Error\nActionID: $ID\nMessage: \(script.loginMessage)\n"
            }
            return """
                Response: Success
                ActionID: $ID
                Message: Authentication accepted

                Event: FullyBooted
                Privilege: system,all
                Uptime: 9
                """
        case "listcommands":
            return "Response: Success\nActionID: $ID\n"
                + script.commands.map { "\($0): x (Priv: <none>)\n" }.joined()
        case "ping":
            return "Response: Success\nActionID: $ID\nPing: Pong\nTimestamp: 1795416743.250000\n"
        default:
            return nil
        }
    }
}
