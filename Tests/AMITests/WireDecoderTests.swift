import AMI
import TestSupport
import Testing

@Suite("The packet decoder")
struct WireDecoderTests {
    static let banner = Array("Asterisk Call Manager/11.0.0\r\n".utf8)

    @Test("makes the same packets of a session however its bytes are cut")
    func sameHoweverCut() throws {
        let bytes = WireDecoderTests.banner + amiBytes(WireSamples.session)
        let stream = try DecodedStream.decodeInEveryWay(bytes, expectsBanner: true)
        #expect(stream.banners == ["Asterisk Call Manager/11.0.0"])
        #expect(stream.error == nil)
        #expect(stream.raw.count == WireScannerTests.expected(amiBytes(WireSamples.session)).count)
        #expect(stream.raw.flatMap { $0 } == amiBytes(WireSamples.session))
    }

    @Test("takes LF for CR LF, and ignores empty packets")
    func lineFeedsAlone() throws {
        let crlf = amiBytes(WireSamples.session)
        let lf = crlf.filter { $0 != 0x0D }
        let one = try DecodedStream.decodeInEveryWay(crlf)
        let other = try DecodedStream.decodeInEveryWay(lf)
        #expect(one.packets == other.packets)
        let gaps = Array("\r\n\r\n\n".utf8)
        let gappy = try DecodedStream.decodeInEveryWay(gaps + crlf + gaps + gaps + crlf + gaps)
        #expect(gappy.packets == one.packets + one.packets)
    }

    @Test("makes the same of noise however it is cut", arguments: 100..<120)
    func noise(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let bytes = WireSamples.noise(using: &random, count: 4_000)
        let stream = try DecodedStream.decodeInEveryWay(bytes, seed: seed)
        #expect(stream.raw == WireScannerTests.expected(bytes).map(\.raw))
    }

    @Test("keeps a packet whose end has not come, and says how much it holds")
    func pending() throws {
        var decoder = PacketDecoder(expectsBanner: true)
        var count = 0
        func feed(_ text: String) throws {
            try Array(text.utf8).withUnsafeBytes { bytes in
                try decoder.feed(bytes, banner: { _ in count += 100 }, packet: { _ in count += 1 })
            }
        }
        try feed("Asterisk Call Manager/5.0.4\r\n")
        #expect(count == 100)
        #expect(decoder.pendingByteCount == 0)
        try feed("Event: Hangup\r\nChan")
        #expect(decoder.pendingByteCount == 19)
        try feed("nel: a\r\n\r\nEvent: A\r\n\r\nX")
        #expect(count == 102)
        #expect(decoder.pendingByteCount == 1)
    }

    @Test("reports the banner of each session when recordings follow one another")
    func gluedRecordings() throws {
        let session = WireDecoderTests.banner + amiBytes("Response: Success\nActionID: 1")
        let stream = try DecodedStream.decodeInEveryWay(session + session)
        #expect(stream.banners.count == 2)
        #expect(stream.packets.map { $0.headers.count } == [2, 2])
    }

    @Test("lets a proxy without a banner pass, even where one is expected")
    func proxyWithoutBanner() throws {
        let stream = try DecodedStream.decodeInEveryWay(amiBytes("Event: Hangup\nChannel: a"), expectsBanner: true)
        #expect(stream.banners.isEmpty)
        #expect(stream.packets.count == 1)
    }

    static let foreign: [(bytes: [UInt8], word: String)] = [
        (Array("SSH-2.0-OpenSSH_9.2p1\r\n".utf8), "SSH"),
        (Array("HTTP/1.1 400 Bad Request\r\nServer: nginx\r\n\r\n".utf8), "web server"),
        ([0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x46], "TLS"),
        ([0x16, 0x03, 0x03, 0x00, 0x7A], "TLS"),
        (Array("220 mail.example.com ESMTP\r\n".utf8), "mail or FTP"),
        (Array("SIP/2.0 400 Bad Request\r\n".utf8), "SIP"),
        ([0xFF, 0xFD, 0x18, 0xFF, 0xFD, 0x20], "telnet"),
        ([0x4A, 0x00, 0x00, 0x00, 0x0A, 0x38], "banner is none"),
        (Array("-ERR unknown command 'Action:'\r\n".utf8), "banner is none"),
        ([UInt8](repeating: 0x61, count: 600), "banner is none"),
    ]

    @Test("says what a server looks like that is none", arguments: foreign.indices)
    func foreignServers(index: Int) throws {
        let (bytes, word) = WireDecoderTests.foreign[index]
        for pieces in [[bytes[...]], bytes.indices.map { bytes[$0...$0] }] {
            let stream = DecodedStream(pieces, expectsBanner: true)
            guard case .notAMI(let first) = stream.error else {
                Issue.record("no error but \(String(describing: stream.error))")
                continue
            }
            #expect(!first.isEmpty && first.count <= 64 && bytes.starts(with: first))
            let sentence = try #require(stream.error).description
            #expect(sentence.contains(word), "\(sentence)")
            #expect(sentence.contains("5038"))
            #expect(!sentence.unicodeScalars.contains { $0.value < 0x20 })
        }
    }

    @Test("an end in the middle of a foreign first line says the same")
    func endsEarly() throws {
        var decoder = PacketDecoder(expectsBanner: true)
        try Array("SSH-2".utf8).withUnsafeBytes { try decoder.feed($0, banner: { _ in }, packet: { _ in }) }
        #expect(throws: AMIWireError.notAMI(firstBytes: Array("SSH-2".utf8))) { try decoder.finish() }
        var silent = PacketDecoder(expectsBanner: true)
        try silent.finish()
    }

    @Test("a line beyond the limit is an error, and what is kept stays bounded")
    func longLines() {
        let limits = PacketDecoder.Limits(maxLine: 1_000, maxPacket: 10_000)
        let good = amiBytes("Event: Good\nA: " + String(repeating: "x", count: 990))
        let long = Array("Event: Bad\r\nA: ".utf8) + [UInt8](repeating: 0x78, count: 1 << 20)
        for whole in [good + long, good + long + Array("\r\n\r\n".utf8)] {
            for size in [1, 7, 4_096, whole.count] {
                var pieces: [ArraySlice<UInt8>] = []
                // A long line fed byte by byte need not be fed to its end: the error comes at the limit.
                for start in stride(from: 0, to: min(whole.count, size < 100 ? 4_000 : .max), by: size) {
                    pieces.append(whole[start..<min(start + size, whole.count)])
                }
                let stream = DecodedStream(pieces, expectsBanner: false, limits: limits)
                #expect(stream.raw == [good])
                #expect(stream.error == .lineTooLong(limit: 1_000))
            }
        }
    }

    @Test("a packet beyond the limit is an error, and what is kept stays bounded")
    func longPackets() {
        let limits = PacketDecoder.Limits(maxLine: 1_000, maxPacket: 10_000)
        let long = Array(String(repeating: "Output: something\r\n", count: 3_000).utf8)
        for size in [1, 501, 100_000] {
            var decoder = PacketDecoder(limits: limits, expectsBanner: false)
            var largest = 0
            var error: AMIWireError?
            for start in stride(from: 0, to: long.count, by: size) where error == nil {
                let piece = Array(long[start..<min(start + size, long.count)])
                piece.withUnsafeBytes { bytes in
                    do throws(AMIWireError) {
                        try decoder.feed(bytes, banner: { _ in }, packet: { _ in Issue.record("no packet is whole") })
                    } catch let caught { error = caught }
                }
                largest = max(largest, decoder.pendingByteCount)
            }
            #expect(error == .packetTooLong(limit: 10_000))
            #expect(largest <= 10_000)
            #expect(decoder.pendingByteCount == 0)
        }
    }

    @Test("after an error every input is refused by the same error")
    func refusesAfterAnError() {
        var decoder = PacketDecoder(expectsBanner: true)
        for _ in 0..<2 {
            #expect(throws: AMIWireError.notAMI(firstBytes: Array("nonsense".utf8))) {
                try Array("nonsense\n".utf8).withUnsafeBytes {
                    try decoder.feed($0, banner: { _ in }, packet: { _ in })
                }
            }
        }
    }

    @Test("binary values stay as they came, and are repaired in a String only")
    func binary() throws {
        let value: [UInt8] = [0x00, 0x1B, 0xC3, 0x28, 0xFF, 0x3A, 0x20]
        let bytes = Array("Event: Newchannel\r\nCallerIDName: ".utf8) + value + Array("\r\n\r\n".utf8)
        let stream = try DecodedStream.decodeInEveryWay(bytes)
        #expect(stream.raw == [bytes])
        forEachPacket(bytes) { view in
            #expect(view[.callerIDName]?.array == value)
            #expect(view[.callerIDName]?.string == "\0\u{1B}\u{FFFD}(\u{FFFD}: ")
        }
    }
}
