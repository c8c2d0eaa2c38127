import AMI
import NIOCore
import NIOPosix
import NIOSSL

/// A link's life across connections: attempts, back-off, the session in force. Lives on one event loop.
final class LinkCore {
    private enum State {
        /// Not started.
        case idle
        /// Getting the secret and connecting.
        case connecting
        /// Connected, logged in or about to be.
        case running(SessionHandler)
        /// Until the next attempt.
        case waiting(Scheduled<Void>)
        /// Not tried again by itself.
        case givenUp
        case stopped
    }

    private let endpoint: ServerEndpoint
    private let loop: any EventLoop
    private let reconnects: Bool
    private let idPrefix: String
    private let timing: SessionTiming
    private let look: BoardLookCell
    private let deliver: @Sendable (LinkBatch) -> Void
    private var state = State.idle
    private var epoch: UInt32 = 0
    private var backoff = Backoff()
    /// A context that needs nothing from files that may change is made once.
    private var lastingContext: NIOSSLContext?

    init(
        endpoint: ServerEndpoint, loop: any EventLoop, reconnects: Bool, idPrefix: String, timing: SessionTiming,
        look: BoardLookCell, deliver: @escaping @Sendable (LinkBatch) -> Void
    ) {
        self.endpoint = endpoint
        self.loop = loop
        self.reconnects = reconnects
        self.idPrefix = idPrefix
        self.timing = timing
        self.look = look
        self.deliver = deliver
    }

    // MARK: From the link

    func start() {
        guard case .idle = state else { return }
        attempt()
    }

    func retryNow() {
        switch state {
        case .waiting(let scheduled):
            scheduled.cancel()
            backoff.reset()
            attempt()
        case .givenUp:
            backoff.reset()
            attempt()
        case .idle, .connecting, .running, .stopped:
            break
        }
    }

    func stop() {
        switch state {
        case .running(let session):
            session.stop()
        case .waiting(let scheduled):
            scheduled.cancel()
            lost(.stopped(endpoint), after: 0)
        case .connecting:
            lost(.stopped(endpoint), after: 0)
        case .idle, .givenUp:
            // Its end was told, or there was nothing to end.
            state = .stopped
        case .stopped:
            break
        }
    }

    func submit(_ submission: Submission, completion: SessionHandler.Completion?) {
        guard case .running(let session) = state else {
            completion?(.failure(.notLoggedIn(endpoint, action: submission.name)))
            return
        }
        session.submit(submission, completion: completion)
    }

    // MARK: Attempts

    private func attempt() {
        state = .connecting
        epoch &+= 1
        tell([.connecting])
        let attempted = epoch
        let endpoint = endpoint
        let cached = lastingContext
        // Files and commands are not for an event loop.
        let prepared = NIOThreadPool.singleton.runIfActive(eventLoop: loop) {
            try LinkPreparation.prepared(for: endpoint, context: cached)
        }
        prepared.assumeIsolated().whenComplete { [weak self] result in
            guard let self, self.isConnecting(attempted) else { return }
            switch result {
            case .success(let preparation): self.connect(preparation)
            case .failure(let error): self.lost(.connecting(endpoint, error), after: 0)
            }
        }
    }

    private func isConnecting(_ attempted: UInt32) -> Bool {
        if case .connecting = state { return attempted == epoch }
        return false
    }

    private func connect(_ preparation: LinkPreparation) {
        switch endpoint.tls {
        case .systemRoots, .fingerprint, .insecure: lastingContext = preparation.tls
        case .none, .certificateAuthority: break
        }
        let attempted = epoch
        let endpoint = endpoint
        let surroundings = NIOLoopBound(
            SessionHandler.Surroundings(
                endpoint: endpoint, timing: timing, idPrefix: "\(idPrefix)-\(attempted)s", secret: preparation.secret,
                look: look, deliver: { [weak self] items in self?.tell(items) },
                ended: { [weak self] failure, lasted in self?.lost(failure, after: lasted) }),
            eventLoop: loop)
        let connected = ClientBootstrap(group: loop)
            .connectTimeout(.seconds(endpoint.connectTimeout))
            // Reading begins when the session does.
            .channelOption(.autoRead, value: false)
            // With a short read the socket is empty; so much in one go is more than it holds.
            .channelOption(.maxMessagesPerRead, value: 16)
            .channelOption(
                .recvAllocator,
                value: AdaptiveRecvByteBufferAllocator(minimum: 4096, initial: 16_384, maximum: 262_144)
            )
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let context = preparation.tls {
                        try channel.pipeline.syncOperations.addHandler(TLSSetup.handler(context, for: endpoint))
                    }
                    try channel.pipeline.syncOperations.addHandler(SessionHandler(surroundings.value))
                }
            }
            .connect(host: endpoint.host, port: endpoint.port)
        connected.assumeIsolated().whenComplete { [weak self] result in
            switch result {
            case .success(let channel): self?.connected(channel, attempted: attempted)
            case .failure(let error):
                guard let self, self.isConnecting(attempted) else { return }
                self.lost(.connecting(endpoint, error), after: 0)
            }
        }
    }

    private func connected(_ channel: any Channel, attempted: UInt32) {
        guard isConnecting(attempted) else {
            // Stopped in the meantime.
            channel.close(promise: nil)
            return
        }
        do {
            let session = try channel.pipeline.syncOperations.handler(type: SessionHandler.self)
            state = .running(session)
            session.begin()
        } catch {
            // Closed before it could begin.
            lost(.established(endpoint, error), after: 0)
        }
    }

    // MARK: Telling and ending

    private func tell(_ items: [LinkItem]) {
        deliver(LinkBatch(receivedAt: Clocks.wall, epoch: epoch, items: items))
    }

    private func lost(_ failure: LinkFailure, after lasted: Double) {
        guard reconnects, failure.isWorthRetrying else {
            state = failure.code == .stopped ? .stopped : .givenUp
            tell([.disconnected(reason: failure, retryIn: nil)])
            return
        }
        let wait = backoff.failed(afterSeconds: lasted, jitter: Double.random(in: 0..<1))
        tell([.disconnected(reason: failure, retryIn: wait)])
        let scheduled = loop.assumeIsolated().scheduleTask(in: .seconds(wait)) { [weak self] in
            guard let self, case .waiting = self.state else { return }
            self.attempt()
        }
        state = .waiting(scheduled)
    }
}
