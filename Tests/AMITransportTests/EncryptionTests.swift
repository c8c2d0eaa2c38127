import AMI
import AMITransport
import NIOCore
import Testing

@Suite(.timeLimit(.minutes(1))) struct EncryptionTests {
    /// Connects, and tells why it failed; nil when it logged in.
    private func failure(
        _ tls: TLSMode, host: String = "localhost", identity: TLSIdentity = TestCertificates.local
    ) async throws -> LinkFailure? {
        let pbx = try ScriptedPBX(group: testGroup, tls: identity)
        defer { pbx.stop() }
        return await failure(tls, host: host, port: pbx.port)
    }

    private func failure(_ tls: TLSMode, host: String, port: Int) async -> LinkFailure? {
        let recorder = Recorder()
        let link = makeLink(port: port, host: host, tls: tls, deliver: recorder.deliver)
        link.start()
        let items = await recorder.items { !$0.failures.isEmpty || $0.contains(where: \.isLoggedIn) }
        await stop(link)
        return items.failures.first
    }

    @Test(arguments: ["localhost", "127.0.0.1"])
    func `a certificate of a given authority is good, for names and addresses`(_ host: String) async throws {
        try await withAuthority(TestCertificates.local) { path in
            let failure = try await failure(.certificateAuthority(path: path), host: host)
            #expect(failure == nil)
        }
    }

    @Test func `a certificate that nobody vouches for is refused with the way out`() async throws {
        let failure = try #require(await failure(.systemRoots))
        #expect(failure.code == .certificate)
        #expect(failure.sentence.contains("is not trusted here"), "\(failure)")
        #expect(failure.sentence.contains("--ca FILE"))
        let digits = TestCertificates.localFingerprint.lowercased().filter { $0 != ":" }
        #expect(failure.sentence.contains("--fingerprint \(digits)"))
    }

    @Test func `a fingerprint is enough, in whatever way it is written`() async throws {
        let printed = TestCertificates.localFingerprint
        #expect(try await failure(.fingerprint(sha256: printed)) == nil)
        #expect(
            try await failure(.fingerprint(sha256: printed.lowercased().filter { $0 != ":" }), host: "127.0.0.1") == nil
        )
    }

    @Test func `another fingerprint is refused, and shown`() async throws {
        let failure = try #require(await failure(.fingerprint(sha256: String(repeating: "0", count: 64))))
        #expect(failure.code == .certificate)
        #expect(failure.sentence.contains("another fingerprint"), "\(failure)")
        #expect(failure.sentence.contains(TestCertificates.localFingerprint.lowercased().filter { $0 != ":" }))
    }

    @Test(arguments: ["", "abc", String(repeating: "g", count: 64), String(repeating: "٣", count: 64)])
    func `what is no fingerprint is told before connecting`(_ text: String) async throws {
        let failure = try #require(await failure(.fingerprint(sha256: text)))
        #expect(failure.sentence.contains("is no SHA-256 fingerprint"))
    }

    @Test func `without verification anything goes`() async throws {
        #expect(try await failure(.insecure, identity: TestCertificates.expired) == nil)
    }

    @Test func `an expired certificate and one of the future are told apart`() async throws {
        try await withAuthority(TestCertificates.expired) { path in
            let failure = try #require(
                await failure(.certificateAuthority(path: path), identity: TestCertificates.expired))
            #expect(failure.sentence.contains("has expired"), "\(failure)")
        }
        try await withAuthority(TestCertificates.early) { path in
            let failure = try #require(
                await failure(.certificateAuthority(path: path), identity: TestCertificates.early))
            #expect(failure.sentence.contains("is not valid yet"), "\(failure)")
        }
    }

    @Test(arguments: ["localhost", "127.0.0.1"])
    func `a certificate for another name is refused`(_ host: String) async throws {
        try await withAuthority(TestCertificates.otherName) { path in
            let failure = try #require(
                await failure(.certificateAuthority(path: path), host: host, identity: TestCertificates.otherName))
            #expect(failure.code == .certificate)
            #expect(failure.sentence.contains("for another name than \(host)"), "\(failure)")
        }
    }

    @Test func `an authority's file that cannot be read is named`() async throws {
        let failure = try #require(await failure(.certificateAuthority(path: "/nonexistent/ca.pem")))
        #expect(failure.sentence.contains("/nonexistent/ca.pem"))
        #expect(failure.sentence.contains("--ca"))
    }

    @Test func `TLS to a plain port says so`() async throws {
        let plain = try ScriptedPBX(group: testGroup)
        let failure = try #require(await failure(.insecure, host: "127.0.0.1", port: plain.port))
        #expect(failure.code == .tls)
        #expect(failure.sentence.contains("does not speak TLS"), "\(failure)")
        plain.stop()
    }
}
