import AMI

/// What a decoder made of a stream of bytes, and the check that it makes the same of it however the bytes are cut.
package struct DecodedStream: Equatable, Sendable {
    package var banners: [String] = []
    /// Each packet with its final empty line.
    package var raw: [[UInt8]] = []
    package var packets: [Packet] = []
    package var error: AMIWireError?

    package init() {}

    /// Feeds the pieces one after the other.
    package init(
        _ pieces: [ArraySlice<UInt8>], expectsBanner: Bool, limits: PacketDecoder.Limits = PacketDecoder.Limits()
    ) {
        var decoder = PacketDecoder(limits: limits, expectsBanner: expectsBanner)
        for piece in pieces {
            // A copy of its own, freed at once: whoever reads beyond it, or keeps a pointer, is found out.
            let bytes = Array(piece)
            do throws(AMIWireError) {
                var decoded = self
                defer { self = decoded }
                let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
                defer { buffer.deallocate() }
                buffer.copyBytes(from: bytes)
                try decoder.feed(UnsafeRawBufferPointer(buffer)) {
                    decoded.banners.append($0)
                } packet: { view in
                    decoded.raw.append(view.raw.array)
                    decoded.packets.append(Packet(view))
                }
            } catch {
                self.error = error
                return
            }
        }
    }

    /// How a stream decodes when it comes whole, byte by byte, and cut at random; all must be the same.
    ///
    /// - Throws: `Difference` that names the cut.
    @discardableResult
    package static func decodeInEveryWay(
        _ bytes: [UInt8], expectsBanner: Bool = false, limits: PacketDecoder.Limits = PacketDecoder.Limits(),
        seed: UInt64 = 1, rounds: Int = 8
    ) throws -> DecodedStream {
        let whole = DecodedStream([bytes[...]], expectsBanner: expectsBanner, limits: limits)
        func compare(_ pieces: [ArraySlice<UInt8>], _ cut: String) throws {
            let other = DecodedStream(pieces, expectsBanner: expectsBanner, limits: limits)
            guard other == whole else { throw Difference(cut: cut, whole: whole, other: other) }
        }
        try compare(bytes.indices.map { bytes[$0...$0] }, "byte by byte")
        var random = SplitMix64(seed: seed)
        for round in 0..<rounds {
            let largest = [1, 3, 17, 200, 5_000, 100_000][round % 6] * 2
            var pieces: [ArraySlice<UInt8>] = []
            var index = 0
            while index < bytes.count {
                let end = min(bytes.count, index + Int.random(in: 0...largest, using: &random))
                pieces.append(bytes[index..<end])
                index = end
            }
            try compare(pieces, "at random, seed \(seed), round \(round)")
        }
        return whole
    }

    package struct Difference: Error, CustomStringConvertible {
        let cut: String
        let whole: DecodedStream
        let other: DecodedStream

        package var description: String {
            let index = zip(whole.raw, other.raw).enumerated().first { $1.0 != $1.1 }?.offset
            return "cut \(cut) the stream decodes to \(other.raw.count) packets, \(other.banners.count) banners, error "
                + "\(String(describing: other.error)); whole to \(whole.raw.count), \(whole.banners.count), "
                + "\(String(describing: whole.error)); first difference at packet "
                + "\(index.map(String.init) ?? "none of both")"
        }
    }
}
