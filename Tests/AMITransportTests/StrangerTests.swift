import AMI
import AMITransport
import Glibc
import NIOCore
import NIOPosix
import Testing

/// What a link says of servers that are not what they should be.
@Suite(.timeLimit(.minutes(1))) struct StrangerTests {
    private func failure(
        against server: RawServer, timing: SessionTiming = SessionTiming(), tls: TLSMode = .none
    ) async throws -> LinkFailure {
        let recorder = Recorder()
        let link = makeLink(port: server.port, tls: tls, timing: timing, deliver: recorder.deliver)
        link.start()
        let failure = await recorder.failure()
        await stop(link)
        try await server.stop()
        return failure
    }

    @Test(arguments: [
        ("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n", "SSH"), ("HTTP/1.1 400 Bad Request\r\n\r\n", "web server"),
        ("\u{0}\u{1}garbage\r\n", "none of Asterisk's"), ("220 mail ESMTP\r\n", "mail"),
    ])
    func `another service is told by its greeting`(_ greeting: String, _ guess: String) async throws {
        let server = try await RawServer(says: Array(greeting.utf8), thenCloses: false, group: testGroup)
        let failure = try await failure(against: server)
        #expect(failure.code == .notAMI)
        #expect(failure.sentence.contains(guess), "\(failure)")
        #expect(failure.sentence.hasPrefix("127.0.0.1:\(server.port): "))
    }

    @Test func `a close without a banner is the limit of unauthenticated connections`() async throws {
        let server = try await RawServer(says: [], thenCloses: true, group: testGroup)
        let failure = try await failure(against: server)
        #expect(failure.code == .closedWithoutBanner)
        #expect(failure.sentence.contains("authlimit"))
    }

    @Test func `a close in the middle of a packet is a loss`() async throws {
        let server = try await RawServer(
            says: Array("Asterisk Call Manager/11.0.0\r\nResponse: Succ".utf8), thenCloses: true, group: testGroup)
        let failure = try await failure(against: server)
        #expect(failure.code == .lost)
        #expect(failure.sentence.contains("during the login"))
    }

    @Test func `a line of a megabyte is refused`() async throws {
        let line = [UInt8](repeating: 0x61, count: 1 << 20)
        let server = try await RawServer(
            says: Array("Asterisk Call Manager/11.0.0\r\nEvent: ".utf8) + line, thenCloses: false, group: testGroup)
        let failure = try await failure(against: server)
        #expect(failure.code == .protocolViolation)
        #expect(failure.sentence.contains("65536 bytes"))
    }

    @Test func `silence instead of a banner is not waited for long`() async throws {
        let server = try await RawServer(says: [], thenCloses: false, group: testGroup)
        let failure = try await failure(against: server, timing: quickTiming)
        #expect(failure.code == .noBanner)
        #expect(failure.sentence.contains("add --tls"))
        let another = try await RawServer(says: [], thenCloses: false, group: testGroup)
        let encrypted = try await self.failure(against: another, timing: quickTiming, tls: .insecure)
        #expect(encrypted.code == .noBanner)
        #expect(encrypted.sentence.contains("leave out --tls"))
    }

    @Test func `a port on which nobody listens names manager_conf`() async throws {
        // Bound and not listened on: nobody answers, and no other test is given the port meanwhile.
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, length) == 0 && getsockname(socket, $0, &length) == 0
            }
        }
        try #require(isBound)
        let recorder = Recorder()
        let link = makeLink(port: Int(UInt16(bigEndian: address.sin_port)), deliver: recorder.deliver)
        link.start()
        let failure = await recorder.failure()
        #expect(failure.code == .refusedConnection)
        #expect(failure.sentence.contains("enabled = yes"))
        await stop(link)
    }

    @Test func `a name that does not exist is told as that`() async throws {
        let recorder = Recorder()
        let link = makeLink(port: 5038, host: "no-such-host.invalid", deliver: recorder.deliver)
        link.start()
        let failure = await recorder.failure()
        #expect(failure.code == .nameNotFound, "\(failure)")
        #expect(failure.sentence.contains("no-such-host.invalid"))
        await stop(link)
    }

    @Test func `an address that cannot be written as one is no crash`() async throws {
        for host in ["", " ", "127.0.0.1.5", "[::1]", "a\nb", String(repeating: "x", count: 5000)] {
            let recorder = Recorder()
            let link = makeLink(port: 1, host: host, connectTimeout: 2, deliver: recorder.deliver)
            link.start()
            let failure = await recorder.failure()
            #expect(!failure.sentence.isEmpty)
            await stop(link)
        }
    }
}
