import AMI
import NIOCore
import NIOSSL
import NIOTLS

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Runs one session on one connection: decodes, asks the session machine, does what it says, and gathers batches.
///
/// Lives on its event loop. Reading begins with `begin`, so that a connection that lost the race between a name's
/// addresses never begins a session.
final class SessionHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// What a session needs from the link that owns it.
    struct Surroundings {
        let endpoint: ServerEndpoint
        let timing: SessionTiming
        /// What the ActionIDs of the session's own actions begin with.
        let idPrefix: String
        let secret: String
        /// When the board is looked at next.
        let look: BoardLookCell
        /// Takes what was gathered.
        let deliver: ([LinkItem]) -> Void
        /// The session is over, after so many seconds of being logged in. Called once.
        let ended: (LinkFailure, Double) -> Void
    }

    typealias Completion = @Sendable (Result<Packet, LinkFailure>) -> Void

    private struct Waiting {
        let name: String
        let completion: Completion
    }

    private let surroundings: Surroundings
    private var machine: SessionMachine
    private var decoder = PacketDecoder(expectsBanner: true)
    private var batch = BatchBuilder()
    private var coalescer = Coalescer()
    private var waiting: [String: Waiting] = [:]
    private var context: ChannelHandlerContext?
    private var timer: Scheduled<Void>?
    private var timerFor: Int64 = .max
    private var pause: Scheduled<Void>?
    private var hasHandshaken = false
    private var isEnded = false
    private var packetsRead = 0
    private var bytesRead = 0
    private var bufferSeenAt: Int64 = .min

    init(_ surroundings: Surroundings) {
        self.surroundings = surroundings
        machine = SessionMachine(
            SessionMachine.Configuration(
                usesChallenge: surroundings.endpoint.md5, idPrefix: surroundings.idPrefix, timing: surroundings.timing))
    }

    // MARK: From the link

    /// The connection is the one to use.
    func begin() {
        guard let context, !isEnded else { return }
        perform(machine.connected(at: Clocks.steady))
        setReading(true, context)
        armTimer()
    }

    /// Sends an action, or says why not.
    func submit(_ submission: Submission, completion: Completion?) {
        guard machine.takesActions, !isEnded else {
            completion?(.failure(.notLoggedIn(surroundings.endpoint, action: submission.name)))
            return
        }
        if let completion { waiting[submission.id] = Waiting(name: submission.name, completion: completion) }
        perform(machine.actionSubmitted(submission, at: Clocks.steady))
        wakeFromPause()
        armTimer()
    }

    /// Says good-bye as far as that is possible, and closes.
    func stop() {
        if machine.takesActions, !isEnded { write(Logoff().packet(id: surroundings.idPrefix + "logoff")) }
        end(.stopped(surroundings.endpoint))
    }

    // MARK: From the channel

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
        pause?.cancel()
        timer?.cancel()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .handshakeCompleted? = event as? TLSUserEvent { hasHandshaken = true }
        context.fireUserInboundEventTriggered(event)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isEnded else { return }
        let buffer = unwrapInboundIn(data)
        bytesRead += buffer.readableBytes
        feed(buffer)
        if batch.isFull { deliverBatch() }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        guard !isEnded else { return }
        deliverBatch()
        let now = Clocks.steady
        lookAtBuffer(context, now: now)
        let wait = coalescer.socketEmptied(
            packets: packetsRead, bytes: bytesRead, at: now, before: surroundings.look.value)
        packetsRead = 0
        bytesRead = 0
        // Whoever waits for an answer gets it at once, and a round trip is measured without our own waiting.
        if wait > 0, !machine.expectsAnswer(at: now) { pauseReading(microseconds: wait, context) }
        armTimer()
    }

    func channelInactive(context: ChannelHandlerContext) {
        guard !isEnded else { return }
        if surroundings.endpoint.tls.isEncrypted, !hasHandshaken {
            end(.closedInHandshake(surroundings.endpoint))
            return
        }
        do throws(AMIWireError) {
            try decoder.finish()
            perform(machine.closed())
        } catch {
            perform(machine.streamRefused(error))
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard !isEnded else { return }
        // Many servers close TLS without saying so; the close itself follows.
        if hasHandshaken, let tls = error as? NIOSSLError, case .uncleanShutdown = tls { return }
        if surroundings.endpoint.tls.isEncrypted, !hasHandshaken {
            let certificate = try? context.pipeline.syncOperations.nioSSL_peerCertificate()
            end(.inTLS(surroundings.endpoint, error, certificate: certificate))
        } else if let system = error as? IOError, system.errnoCode == ECONNRESET {
            // A close with bytes still on their way; what the session makes of a close is more than the word reset.
            perform(machine.closed())
        } else {
            end(.established(surroundings.endpoint, error))
        }
    }

    // MARK: Reading

    private func feed(_ buffer: ByteBuffer) {
        let now = Clocks.steady
        machine.heard(at: now)
        // What the machine wants done is done after the bytes are through: doing it may close the channel and come
        // back here. What it wants told keeps its place in the stream.
        var actions: [SessionAction] = []
        do throws(AMIWireError) {
            try buffer.withUnsafeReadableBytes { bytes throws(AMIWireError) in
                try decoder.feed(
                    bytes,
                    banner: { line in
                        batch.append(.connected(banner: line))
                        actions += machine.bannerReceived(at: now)
                    },
                    packet: { view in
                        packetsRead += 1
                        batch.append(packet: view.raw)
                        for action in machine.packetReceived(view, at: now) where !tell(action) {
                            actions.append(action)
                        }
                    })
            }
        } catch {
            actions += machine.streamRefused(error)
        }
        perform(actions)
    }

    /// Puts into the stream what only has to be told; false for what has to be done.
    private func tell(_ action: SessionAction) -> Bool {
        switch action {
        case .loggedIn(let commands): batch.append(.loggedIn(commands: commands))
        case .pong(let roundTrip, let pbxTime): batch.append(.pong(roundTrip: roundTrip, pbxTime: pbxTime))
        default: return false
        }
        return true
    }

    /// The kernel makes a socket's buffer larger with what comes, so it is asked once a second.
    private func lookAtBuffer(_ context: ChannelHandlerContext, now: Int64) {
        guard bufferSeenAt == .min || now - bufferSeenAt >= 1_000_000 else { return }
        bufferSeenAt = now
        // A socket that does not say it is taken for one that has not grown.
        let bytes = try? context.channel.syncOptions?.getOption(.socketOption(.so_rcvbuf))
        coalescer.bufferIs(bytes: Int(bytes ?? 0))
    }

    private func setReading(_ isReading: Bool, _ context: ChannelHandlerContext) {
        // Cannot fail on a socket; a closed one reports its end by itself.
        try? context.channel.syncOptions?.setOption(.autoRead, value: isReading)
    }

    private func pauseReading(microseconds: Int64, _ context: ChannelHandlerContext) {
        guard pause == nil else { return }
        setReading(false, context)
        pause = context.eventLoop.assumeIsolated().scheduleTask(in: .microseconds(microseconds)) { [weak self] in
            self?.wakeFromPause()
        }
    }

    private func wakeFromPause() {
        guard let pause, let context else { return }
        self.pause = nil
        pause.cancel()
        setReading(true, context)
    }

    // MARK: Doing what the machine says

    private func perform(_ actions: [SessionAction]) {
        for action in actions where !isEnded {
            switch action {
            case .send(let packet):
                write(packet)
            case .logIn(let id, let challenge):
                logIn(id: id, answering: challenge)
            case .transmit(let submission):
                batch.append(
                    .actionSent(id: submission.id, name: submission.name, scope: submission.scope))
                deliverBatch()
                write(bytes: submission.bytes)
            case .finish(let id, let packet):
                guard let waiter = waiting.removeValue(forKey: id) else { continue }
                deliverBatch()
                waiter.completion(.success(packet))
            case .timeOut(let id):
                batch.append(.actionTimedOut(id: id))
                deliverBatch()
                guard let waiter = waiting.removeValue(forKey: id) else { continue }
                waiter.completion(
                    .failure(
                        .unanswered(
                            surroundings.endpoint, action: waiter.name, within: surroundings.timing.action)))
            case .loggedIn, .pong:
                _ = tell(action)
                deliverBatch()
            case .close(let failure):
                end(sentence(for: failure))
            }
        }
    }

    private func sentence(for failure: SessionFailure) -> LinkFailure {
        if case .noBanner = failure, surroundings.endpoint.tls.isEncrypted, hasHandshaken {
            // TLS stands, so it is the service behind it that is silent.
            return .silentBehindTLS(surroundings.endpoint, surroundings.timing.banner)
        }
        return .ended(failure, surroundings.endpoint)
    }

    private func logIn(id: String, answering challenge: String?) {
        let proof: Login.Proof
        if let challenge {
            proof = .challengeKey(MessageDigests.md5(Array((challenge + surroundings.secret).utf8)))
        } else {
            proof = .secret(surroundings.secret)
        }
        let endpoint = surroundings.endpoint
        write(Login(user: endpoint.user, proof: proof, events: endpoint.eventClasses).packet(id: id))
    }

    private func write(_ packet: Packet) {
        do throws(AMIWireError) {
            write(bytes: try packet.encoded())
        } catch {
            // The secret was looked at before; what is left is a user's name or a prefix that cannot be sent.
            end(.invalidAction(error, action: packet["Action"] ?? "A packet"))
        }
    }

    private func write(bytes: [UInt8]) {
        guard let context else { return }
        context.writeAndFlush(wrapOutboundOut(context.channel.allocator.buffer(bytes: bytes)), promise: nil)
    }

    private func deliverBatch() {
        guard !batch.isEmpty else { return }
        surroundings.deliver(batch.take())
    }

    // MARK: Time

    private func armTimer() {
        guard !isEnded, let context, let deadline = machine.nextDeadline, deadline < timerFor else { return }
        timer?.cancel()
        timerFor = deadline
        timer = context.eventLoop.assumeIsolated().scheduleTask(deadline: NIODeadline(steady: deadline)) {
            [weak self] in
            self?.timerFired()
        }
    }

    private func timerFired() {
        timerFor = .max
        timer = nil
        guard !isEnded else { return }
        let now = Clocks.steady
        perform(machine.deadlinePassed(at: now))
        if machine.expectsAnswer(at: now) { wakeFromPause() }
        armTimer()
    }

    // MARK: The end

    private func end(_ failure: LinkFailure) {
        guard !isEnded else { return }
        isEnded = true
        timer?.cancel()
        pause?.cancel()
        deliverBatch()
        let abandoned = waiting.sorted { $0.key < $1.key }
        waiting = [:]
        let lasted = machine.loggedInAt.map { Double(Clocks.steady - $0) / 1e6 } ?? 0
        surroundings.ended(failure, lasted)
        for (_, waiter) in abandoned { waiter.completion(.failure(failure)) }
        context?.close(promise: nil)
    }
}
