import CallCenter
import Journal

/// Packs checkpoints as the journal packs its segments.
final class ZstdPacker: BytePacker {
    private let zstd = Zstd()

    func packed(_ bytes: [UInt8]) -> [UInt8]? { zstd.compressed(bytes) }

    func unpacked(_ bytes: [UInt8], size: Int) -> [UInt8]? {
        bytes.withUnsafeBytes { zstd.decompressed($0, size: size) }
    }
}

extension Packing {
    /// A board's tables take a fifth of their room, at a few milliseconds a checkpoint.
    package static let zstd = Packing { ZstdPacker() }
}
