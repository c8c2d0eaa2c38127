import AMI
import TestSupport
import Testing

@Suite("The packet scanner")
struct WireScannerTests {
    struct Seen: Equatable {
        var raw: [UInt8]
        var kind: MessageView.Kind
        var slots: [Header: [UInt8]]
        var fields: [HeaderField]
    }

    /// Scans a copy that ends where its memory ends, so that the address sanitizer sees every byte too many.
    static func scan(_ bytes: [UInt8], kernel: ScanKernel, wanted: EventSet = .all) -> (seen: [Seen], used: Int) {
        var scanner = PacketScanner(kernel: kernel)
        var seen: [Seen] = []
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
        defer { buffer.deallocate() }
        buffer.copyBytes(from: bytes)
        let used = scanner.scan(UnsafeRawBufferPointer(buffer), wanted: wanted) { view in
            var slots: [Header: [UInt8]] = [:]
            for header in Header.allCases {
                if let value = view[header] { slots[header] = value.array }
            }
            seen.append(Seen(raw: view.raw.array, kind: view.kind, slots: slots, fields: Packet(view).headers))
        }
        return (seen, used)
    }

    /// What the bounds-checked tokeniser says of the same bytes.
    static func expected(_ bytes: [UInt8]) -> [Seen] {
        SpanTokeniser.packets(bytes.span).map { packet in
            var slots: [Header: [UInt8]] = [:]
            var fields: [HeaderField] = []
            for field in packet.fields {
                let name = String(decoding: bytes[field.name], as: UTF8.self)
                let value = Array(bytes[field.value])
                fields.append(HeaderField(name, String(decoding: value, as: UTF8.self)))
                if let header = headers[name.lowercased()], slots[header] == nil { slots[header] = value }
            }
            let first = fields.first { ["event", "response", "action"].contains($0.name.lowercased()) }
            let kind: MessageView.Kind =
                switch first?.name.lowercased() {
                case "event": .event(name(first?.value ?? ""))
                case "response":
                    .response(
                        success: ["success", "follows", "goodbye", "pong"].contains(first?.value.lowercased() ?? ""))
                case "action": .action
                default: .other
                }
            return Seen(raw: Array(bytes[packet.range]).trimmed, kind: kind, slots: slots, fields: fields)
        }
    }

    private static let headers = Dictionary(
        uniqueKeysWithValues: Header.allCases.map { ($0.name.description.lowercased(), $0) })

    private static func name(_ text: String) -> EventName {
        EventName.allCases.first { event in
            event.spellings.contains { $0.description.lowercased() == text.lowercased() }
        } ?? .unknown
    }

    @Test("finds what a bounds-checked reading finds, with every kernel, however the packet lies in memory")
    func equalsTheOracle() {
        let bytes = amiBytes(WireSamples.session)
        let expected = WireScannerTests.expected(bytes)
        #expect(expected.count > 20)
        for kernel in ScanKernel.allCases {
            #expect(WireScannerTests.scan(bytes, kernel: kernel).seen == expected)
            // Bytes before, so that the blocks of 64 begin elsewhere.
            for shift in stride(from: 1, through: 65, by: 4) {
                let filler = Array("Event: X\r\nA: ".utf8) + [UInt8](repeating: 0x78, count: shift) + Array("\n\n".utf8)
                let seen = WireScannerTests.scan(filler + bytes.prefix(3_000), kernel: kernel).seen
                #expect(seen == WireScannerTests.expected(filler + bytes.prefix(3_000)), "shift \(shift)")
            }
        }
    }

    @Test("stops at a packet that is not whole, at every possible cut")
    func stopsAtEveryCut() {
        let bytes = Array(amiBytes(WireSamples.session).prefix(1_500))
        for kernel in ScanKernel.allCases {
            for count in stride(from: 0, to: bytes.count, by: kernel == .best ? 1 : 3) {
                let cut = Array(bytes.prefix(count))
                let (seen, used) = WireScannerTests.scan(cut, kernel: kernel)
                let expected = WireScannerTests.expected(cut)
                #expect(seen == expected, "cut at \(count)")
                #expect(used <= count)
                #expect(SpanTokeniser.packets(Array(cut[used...]).span).isEmpty)
            }
        }
    }

    @Test("reads noise as the oracle does", arguments: 0..<40)
    func readsNoise(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let bytes = WireSamples.noise(using: &random, count: 3_000)
        let expected = WireScannerTests.expected(bytes)
        for kernel in ScanKernel.allCases {
            #expect(WireScannerTests.scan(bytes, kernel: kernel).seen == expected)
        }
    }

    @Test("passes over events that are not wanted and counts them")
    func skips() {
        let bytes = amiBytes(WireSamples.session)
        let wanted: [EventName] = [.newchannel, .queueMemberStatus]
        for kernel in ScanKernel.allCases {
            let all = WireScannerTests.scan(bytes, kernel: kernel).seen
            let some = WireScannerTests.scan(bytes, kernel: kernel, wanted: EventSet(wanted)).seen
            let expected = all.filter { seen in
                if case .event(let name) = seen.kind { return wanted.contains(name) }
                return true
            }
            #expect(some == expected)
            var scanner = PacketScanner(kernel: kernel)
            bytes.withUnsafeBytes { _ = scanner.scan($0, wanted: EventSet(wanted)) { _ in } }
            #expect(scanner.skippedEvents == all.count - expected.count)
            #expect(scanner.skippedUnknownEvents == all.count { $0.kind == .event(.unknown) })
        }
    }

    @Test("takes an event that does not begin with its name, or has it in another case, for what it is")
    func oddEvents() {
        forEachPacket("ActionID: 7\nEVENT:hangup\nChannel: a", wanted: EventSet([.hangup])) { view in
            #expect(view.kind == .event(.hangup))
            #expect(view.event == .hangup)
        }
        var count = 0
        forEachPacket("Privilege: x\nEvent: VarSet", wanted: EventSet([.hangup])) { _ in count += 1 }
        #expect(count == 0)
        forEachPacket("Event: OriginateResponse\nResponse: Failure") { #expect($0.kind == .event(.originateResponse)) }
        forEachPacket("Response: Success\nEvent: no") { #expect($0.kind == .response(success: true)) }
        forEachPacket("Event: ") { #expect($0.kind == .event(.unknown)) }
        forEachPacket("Event: HangupX") { #expect($0.kind == .event(.unknown)) }
        forEachPacket("Event: QueueMemberPaused") { #expect($0.kind == .event(.queueMemberPause)) }
    }

    @Test("keeps a value's blanks but one, its colons, and an empty value")
    func values() throws {
        let packet = try #require(packets("A: x: y\nB:z\nC:  two\nD:\nE: \nno colon\nChannel: a b ").first)
        #expect(packet.headers.map(\.value) == ["x: y", "z", " two", "", "", "a b "])
        forEachPacket("Channel:PJSIP/1\nQueue:\nChannel: later") { view in
            #expect(view[.channel]?.string == "PJSIP/1")
            #expect(view[.queue]?.isEmpty == true)
            #expect(view[.uniqueid] == nil)
            #expect(view.values("channel") == ["PJSIP/1", "later"])
        }
    }

    @Test("does not fold digits, hyphens or control characters of a name")
    func exactNames() {
        let name: [UInt8] = Array("ServicelevelPerf".utf8)
        for wrong: UInt8 in [0x12, 0x92, 0x33] {
            forEachPacket(Array("Event: X\r\n".utf8) + name + [wrong] + Array(": 1\r\n\r\n".utf8)) {
                #expect($0[.servicelevelPerf2] == nil)
                #expect($0[.servicelevelPerf] == nil)
            }
        }
        forEachPacket("SERVICELEVELPERF2: 3\nCAUSE-TXT: x\nCause\u{0D}txt: y") {
            #expect($0[.servicelevelPerf2]?.int == 3)
            #expect($0[.causeTxt]?.string == "x")
        }
    }

    @Test("gives the raw text of old commands line by line")
    func rawText() {
        var lines: [String] = []
        var names: [String?] = []
        forEachPacket("Response: Follows\nPrivilege: Command\nsales has 0 calls\n   No Members\n--END COMMAND--") {
            view in
            #expect(view.kind == .response(success: true))
            view.forEachLine { line, name, _ in
                lines.append(line.string)
                names.append(name?.string)
            }
        }
        #expect(lines[2...] == ["sales has 0 calls", "   No Members", "--END COMMAND--"])
        #expect(names == ["Response", "Privilege", nil, nil, nil])
    }

    @Test("reads a packet of very many lines")
    func manyLines() {
        let text = "Event: X\n" + (0..<5_000).map { "Output: \($0)\n" }.joined() + "Queue: q"
        forEachPacket(text) { view in
            #expect(view[.output]?.string == "0")
            #expect(view[.queue]?.string == "q")
            #expect(view.values("Output").count == 5_000)
        }
    }

    @Test("an empty buffer holds nothing")
    func emptyBuffer() {
        var scanner = PacketScanner()
        #expect(scanner.scan(UnsafeRawBufferPointer(start: nil, count: 0), wanted: .all) { _ in } == 0)
        scanner.parse(UnsafeRawBufferPointer(start: nil, count: 0)) { _ in Issue.record("no packet is there") }
    }
}

extension [UInt8] {
    /// Without the empty lines before a packet, which belong to none.
    fileprivate var trimmed: [UInt8] {
        var rest = self[...]
        while true {
            if rest.first == 0x0A {
                rest = rest.dropFirst()
            } else if rest.first == 0x0D, rest.dropFirst().first == 0x0A {
                rest = rest.dropFirst(2)
            } else {
                return Array(rest)
            }
        }
    }
}
