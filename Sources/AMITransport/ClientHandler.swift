import AMI
import NIOCore

/// One client's connection on a listener: frames its packets, writes to it, and closes it when it stops reading.
final class ClientHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let core: ListenerCore
    private var decoder = PacketDecoder(expectsBanner: false)
    private var context: ChannelHandlerContext?
    private var id: ConnectionID?
    private var isClosing = false
    private var stallTimer: Scheduled<Void>?

    init(_ core: ListenerCore) { self.core = core }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        if context.channel.isActive { opened() }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
        stallTimer?.cancel()
    }

    func channelActive(context: ChannelHandlerContext) { opened() }

    func channelInactive(context: ChannelHandlerContext) {
        isClosing = true
        stallTimer?.cancel()
        if let id { core.closed(id) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isClosing else { return }
        // What is done about a packet may close this connection: first all bytes, then the packets.
        var packets: [Packet] = []
        var isRefused = false
        do throws(AMIWireError) {
            try unwrapInboundIn(data).withUnsafeReadableBytes { bytes throws(AMIWireError) in
                try decoder.feed(bytes, banner: { _ in }, packet: { packets.append(Packet($0)) })
            }
        } catch {
            isRefused = true
        }
        for packet in packets {
            guard let id, !isClosing else { return }
            core.behaviour.packetReceived(id, packet)
        }
        if isRefused { close() }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        stallTimer?.cancel()
        stallTimer = nil
        if !context.channel.isWritable, !isClosing { watchForStall(context, left: pendingBytes(context)) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    func write(_ bytes: [UInt8]) {
        guard let context, !isClosing else { return }
        context.writeAndFlush(wrapOutboundOut(context.channel.allocator.buffer(bytes: bytes)), promise: nil)
    }

    /// Closes after what was written; who does not take it in time is cut off all the same.
    func close() {
        guard let context, !isClosing else { return }
        isClosing = true
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        context.writeAndFlush(wrapOutboundOut(context.channel.allocator.buffer(capacity: 0))).whenComplete { _ in
            bound.value.close(promise: nil)
        }
        if !context.channel.isWritable { watchForStall(context, left: pendingBytes(context)) }
    }

    private func opened() {
        guard id == nil else { return }
        id = core.opened(self)
    }

    /// Asterisk gives up on a client that takes nothing for its write time-out; one that takes a little is slow, not
    /// gone.
    private func watchForStall(_ context: ChannelHandlerContext, left: Int) {
        let isolated = context.eventLoop.assumeIsolated()
        stallTimer = isolated.scheduleTask(in: .seconds(core.writeTimeout)) { [weak self] in
            guard let self, let context = self.context else { return }
            let now = self.pendingBytes(context)
            if now > 0, now >= left {
                self.isClosing = true
                context.close(promise: nil)
            } else if !context.channel.isWritable || self.isClosing, now > 0 {
                self.watchForStall(context, left: now)
            }
        }
    }

    private func pendingBytes(_ context: ChannelHandlerContext) -> Int {
        (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
    }
}
