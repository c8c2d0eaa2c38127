import AMI
import NIOCore
import Synchronization

/// A link to one PBX: connects, logs in, keeps alive, reconnects, and delivers everything in batches.
///
/// All its work is done on one event loop of the given group; its functions may be called from any thread and return
/// at once.
package final class AMILink: Sendable {
    private let loop: any EventLoop
    private let idPrefix: String
    private let endpoint: ServerEndpoint
    private let counter = Atomic<UInt64>(0)
    private let look = BoardLookCell()
    /// Touched on the event loop only, which the box checks.
    private let core: NIOLoopBoundBox<LinkCore>

    /// A link that does nothing until `start()`.
    ///
    /// - Parameters:
    ///   - endpoint: where and as whom.
    ///   - group: its next event loop runs the link.
    ///   - reconnects: whether a lost connection is tried again, for ever. Otherwise one attempt is made, and after
    ///     `disconnected` nothing follows.
    ///   - actionIDPrefix: what each ActionID of this link begins with.
    ///   - timing: time-outs.
    ///   - deliver: called on the event loop with each batch, in order. It must be quick: while it runs, nobody reads
    ///     the socket.
    package init(
        endpoint: ServerEndpoint, group: any EventLoopGroup, reconnects: Bool, actionIDPrefix: String = "callboard",
        timing: SessionTiming = SessionTiming(), deliver: @escaping @Sendable (LinkBatch) -> Void
    ) {
        let loop = group.next()
        self.loop = loop
        self.endpoint = endpoint
        idPrefix = actionIDPrefix
        core = .makeBoxSendingValue(
            LinkCore(
                endpoint: endpoint, loop: loop, reconnects: reconnects, idPrefix: actionIDPrefix, timing: timing,
                look: look, deliver: deliver),
            eventLoop: loop)
    }

    /// Begins to connect. A second call has no effect.
    package func start() {
        loop.execute { [core] in core.value.start() }
    }

    /// Logs off, closes and, unless the link had ended before, delivers a last `disconnected` (code `stopped`);
    /// `completed` is called after it on the event loop. Nothing can be started again.
    package func stop(completed: (@Sendable () -> Void)? = nil) {
        loop.execute { [core] in
            core.value.stop()
            completed?()
        }
    }

    /// Connects at once where the link waits for its next attempt or has given up (a refused login).
    package func retryNow() {
        loop.execute { [core] in core.value.retryNow() }
    }

    /// Whoever shows the board looks at it next in so many microseconds, and then every `gap` of them: a busy socket is
    /// left alone until then, at most a fifth of a second, and never longer than its buffer has room.
    package func willLook(in microseconds: Int64, every gap: Int64) {
        look.tell(BoardLook(at: Clocks.steady &+ microseconds, gap: gap))
    }

    /// Sends an action, once for all to see: `actionSent` is delivered, then its bytes are written, then its answer
    /// is delivered like every other packet.
    ///
    /// - Parameters:
    ///   - action: what to ask.
    ///   - scope: what it covers, for `actionSent`: a queue, a channel or "".
    ///   - completion: called on the event loop with the packet `Response: ...`, be it Success or Error, or with why
    ///     there is none.
    /// - Returns: the ActionID.
    @discardableResult
    package func send<Action: AMIAction>(
        _ action: Action, scope: String = "", completion: (@Sendable (Result<Packet, LinkFailure>) -> Void)? = nil
    ) -> String {
        send(ControlRequest(action), scope: scope, completion: completion)
    }

    /// Sends an action that has no type of its own; everything else as above.
    @discardableResult
    package func send(
        _ request: ControlRequest, scope: String = "",
        completion: (@Sendable (Result<Packet, LinkFailure>) -> Void)? = nil
    ) -> String {
        let id = "\(idPrefix)-\(counter.wrappingAdd(1, ordering: .relaxed).newValue)"
        let name = request.declaration.name
        let bytes: [UInt8]
        do throws(AMIWireError) {
            bytes = try request.packet(id: id).encoded()
        } catch {
            let failure = LinkFailure.invalidAction(error, action: name)
            loop.execute { completion?(.failure(failure)) }
            return id
        }
        let submission = Submission(id: id, name: name, scope: scope, list: request.declaration.list, bytes: bytes)
        loop.execute { [core] in core.value.submit(submission, completion: completion) }
        return id
    }
}
