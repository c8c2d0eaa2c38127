// Any bytes from a server: nothing traps or reads beyond its buffer, every cut of the stream decodes alike, and what
// is kept stays within the limits. The first two bytes choose the limits and the cuts, so that an input says all.

private struct Decoded: Equatable {
    var banners: [String] = []
    var packets: [[UInt8]] = []
    var headers: [[HeaderField]] = []
    var error: AMIWireError?
}

private func decode(_ bytes: ArraySlice<UInt8>, pieces: Int, limits: PacketDecoder.Limits, isServer: Bool) -> Decoded {
    var decoded = Decoded()
    var decoder = PacketDecoder(limits: limits, expectsBanner: isServer)
    var rest = bytes
    while !rest.isEmpty {
        let piece = Array(rest.prefix(pieces))
        rest = rest.dropFirst(pieces)
        piece.withUnsafeBytes { bytes in
            do throws(AMIWireError) {
                try decoder.feed(bytes) {
                    decoded.banners.append($0)
                } packet: { view in
                    read(view)
                    decoded.packets.append(view.raw.array)
                    decoded.headers.append(Packet(view).headers)
                }
            } catch {
                decoded.error = error
            }
        }
        precondition(decoder.pendingByteCount <= limits.maxPacket, "more is kept than the limit allows")
        if decoded.error != nil { break }
    }
    return decoded
}

/// Whatever a translation may ask of a packet.
private func read(_ view: MessageView) {
    _ = view.kind
    for header in Header.allCases {
        guard let value = view[header] else { continue }
        _ = (value.int, value.intOr(0), value.double, value.hashValue64, CallerText.unescaped(value))
    }
    view.forEachLine { line, _, _ in precondition(!line.isEmpty, "an empty line within a packet") }
    _ = view.values("Variable")
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    guard bytes.count > 2 else { return 0 }
    let limits = PacketDecoder.Limits(maxLine: 16 + Int(bytes[0]) * 4, maxPacket: 2_048)
    let stream = bytes.dropFirst(2)

    for isServer in [false, true] {
        let whole = decode(stream, pieces: max(1, stream.count), limits: limits, isServer: isServer)
        let cut = decode(stream, pieces: 1 + Int(bytes[1]) % 96, limits: limits, isServer: isServer)
        precondition(whole.packets == cut.packets && whole.headers == cut.headers, "a cut changed the packets")
        precondition(whole.banners == cut.banners, "a cut changed the banners")
        switch (whole.error, cut.error) {
        case (.notAMI, .notAMI): break
        case (let one, let other): precondition(one == other, "a cut changed the error")
        }
        _ = whole.error?.description
    }

    // All kernels find the same packets, in a copy that ends where its memory ends.
    var found: [[[UInt8]]] = []
    for kernel in ScanKernel.allCases {
        var scanner = PacketScanner(kernel: kernel)
        var packets: [[UInt8]] = []
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: stream.count, alignment: 1)
        copy.copyBytes(from: stream)
        let used = scanner.scan(UnsafeRawBufferPointer(copy), wanted: .all) { view in
            packets.append(view.raw.array)
            for header in Header.allCases { packets.append(view[header]?.array ?? []) }
        }
        precondition((0...copy.count).contains(used), "more was used than there is")
        copy.deallocate()
        found.append(packets)
    }
    precondition(found.allSatisfy { $0 == found[0] }, "the kernels differ")

    // A packet that can be sent comes back as it was.
    let words = stream.split(separator: 0x7C, maxSplits: 3).map { String(decoding: $0, as: UTF8.self) }
    if words.count == 4 {
        let packet = Packet([HeaderField(words[0], words[1]), HeaderField(words[2], words[3])])
        if let encoded = try? packet.encoded() {
            var scanner = PacketScanner()
            var back: [Packet] = []
            encoded.withUnsafeBytes { _ = scanner.scan($0, wanted: .all) { back.append(Packet($0)) } }
            precondition(back == [packet], "a packet changed on its way")
        }
    }
    return 0
}
