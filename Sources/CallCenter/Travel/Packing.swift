/// How bytes are made fewer, brought by whoever has a compressor.
package struct Packing: Sendable {
    /// Fewer bytes; nil when that cannot be done now.
    package let pack: @Sendable (_ bytes: [UInt8]) -> [UInt8]?
    /// The bytes that were packed, so many of them; nil when they cannot be had now.
    package let unpack: @Sendable (_ packed: [UInt8], _ size: Int) -> [UInt8]?

    package init(
        pack: @escaping @Sendable (_ bytes: [UInt8]) -> [UInt8]?,
        unpack: @escaping @Sendable (_ packed: [UInt8], _ size: Int) -> [UInt8]?
    ) {
        self.pack = pack
        self.unpack = unpack
    }
}
