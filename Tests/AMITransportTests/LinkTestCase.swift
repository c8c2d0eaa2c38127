import AMI
import AMITransport
import NIOCore
import NIOPosix

/// One event loop for all of these tests: what they wait for is events, so they share it well.
let testGroup: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton

/// Time-outs that tests can wait for, where the usual ones take seconds.
var quickTiming: SessionTiming {
    var timing = SessionTiming()
    timing.banner = 0.05
    timing.login = 0.05
    timing.boot = 0.02
    timing.action = 0.05
    timing.pingInterval = 0.02
    timing.pong = 0.05
    return timing
}

/// A link to this machine.
func makeLink(
    port: Int, host: String = "127.0.0.1", secret: String = ScriptedPBX.secret, tls: TLSMode = .none, md5: Bool = true,
    reconnects: Bool = false, timing: SessionTiming = SessionTiming(), connectTimeout: Double = 5,
    deliver: @escaping @Sendable (LinkBatch) -> Void
) -> AMILink {
    AMILink(
        endpoint: ServerEndpoint(
            host: host, port: port, user: ScriptedPBX.user, secret: { secret }, tls: tls, md5: md5,
            connectTimeout: connectTimeout),
        group: testGroup, reconnects: reconnects, actionIDPrefix: "cb", timing: timing, deliver: deliver)
}

/// Ends a link and waits until it is over.
func stop(_ link: AMILink) async {
    await withCheckedContinuation { continuation in link.stop { continuation.resume() } }
}

/// Sends an action and waits for what became of it.
func outcome(of action: some AMIAction, on link: AMILink) async -> Result<Packet, LinkFailure> {
    await withCheckedContinuation { continuation in
        link.send(action) { continuation.resume(returning: $0) }
    }
}
