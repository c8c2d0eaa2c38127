import NIOCore
import NIOPosix

/// A server that says one thing to whoever connects, and then closes or is silent.
struct RawServer {
    let port: Int
    private let channel: any Channel

    init(says bytes: [UInt8], thenCloses: Bool, reads: Bool = true, group: any EventLoopGroup) async throws {
        channel = try await ServerBootstrap(group: group)
            .childChannelOption(.autoRead, value: reads)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Speaker(bytes: bytes, thenCloses: thenCloses))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        port = channel.localAddress?.port ?? 0
    }

    func stop() async throws { try await channel.close() }

    private final class Speaker: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer
        private let bytes: [UInt8]
        private let thenCloses: Bool

        init(bytes: [UInt8], thenCloses: Bool) {
            self.bytes = bytes
            self.thenCloses = thenCloses
        }

        func channelActive(context: ChannelHandlerContext) {
            let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
            let closes = thenCloses
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes))).whenComplete { _ in
                if closes { bound.value.close(promise: nil) }
            }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
    }
}
