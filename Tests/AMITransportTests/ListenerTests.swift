import AMI
import AMITransport
import NIOCore
import NIOPosix
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct ListenerTests {
    @Test func `a port that is taken is told with the port`() throws {
        let pbx = try ScriptedPBX(group: testGroup)
        #expect {
            _ = try ScriptedPBX(group: testGroup, port: pbx.port)
        } throws: { error in
            guard let failure = error as? LinkFailure else { return false }
            return failure.code == .cannotListen && failure.sentence.contains("127.0.0.1:\(pbx.port)")
        }
        pbx.stop()
    }

    @Test func `a client that does not read is cut off, one that reads slowly is not`() async throws {
        let pbx = try ScriptedPBX(group: testGroup)
        // A client that reads nothing at all.
        let client = try await ClientBootstrap(group: testGroup).channelOption(.autoRead, value: false)
            .connect(host: "127.0.0.1", port: pbx.port).get()
        await pbx.opened(1)
        // More than any kernel keeps for a connection on loopback.
        let piece = [UInt8](repeating: 0x61, count: 1 << 20)
        for _ in 0..<32 { pbx.say(raw: piece) }
        await pbx.closed(1)
        try? await client.close()
        pbx.stop()
    }

    @Test func `a client that sends what is no packet is cut off`() async throws {
        let pbx = try ScriptedPBX(group: testGroup)
        let client = try await ClientBootstrap(group: testGroup).connect(host: "127.0.0.1", port: pbx.port).get()
        try await client.writeAndFlush(ByteBuffer(repeating: 0x61, count: 100_000))
        await pbx.closed(1)
        try? await client.close()
        pbx.stop()
    }
}
