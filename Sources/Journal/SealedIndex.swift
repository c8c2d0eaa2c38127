/// The end of a sealed segment: where its blocks are, so that any record is one block away.
///
///     for each block   u64 offset, u64 first sequence, i64 first time
///     i64 time         of the last record
///     u64 sequence     behind the last record
///     u32 count        of blocks
///     u32 checksum     CRC32C of all of the above
///     8 bytes          magic
struct SealedIndex: Equatable, Sendable {
    static let magic: [UInt8] = Array("CBJINDEX".utf8)
    static let trailerSize = 32
    private static let entrySize = 24
    /// Far more blocks than a segment has: no index beyond it is read into memory.
    private static let mostBlocks = 1 << 20

    struct Entry: Equatable, Sendable {
        var offset: Int
        var firstSequence: UInt64
        var firstTime: Int64
    }

    var blocks: [Entry] = []
    var lastTime: Int64 = .min
    var endSequence: UInt64 = 0

    func encoded() -> [UInt8] {
        var bytes: [UInt8] = []
        func append<Number: FixedWidthInteger>(_ number: Number) {
            withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
        }
        for block in blocks {
            append(UInt64(block.offset))
            append(block.firstSequence)
            append(block.firstTime)
        }
        append(lastTime)
        append(endSequence)
        append(UInt32(blocks.count))
        append(bytes.withUnsafeBytes { CRC32C.checksum($0) })
        return bytes + Self.magic
    }

    /// How many bytes at the end of a file the index takes, by its last 32; nil when those are no trailer.
    static func size(trailer: [UInt8], file: Int) -> Int? {
        guard trailer.count == trailerSize, Array(trailer[24...]) == magic else { return nil }
        let count = trailer.withUnsafeBytes {
            UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: 16, as: UInt32.self))
        }
        guard count <= mostBlocks else { return nil }
        let size = Int(count) * entrySize + trailerSize
        return size <= file ? size : nil
    }

    /// - Parameter bytes: the whole index.
    init?(_ bytes: [UInt8]) {
        guard bytes.count >= Self.trailerSize else { return nil }
        let checked = bytes.count - 12
        let isGood = bytes.withUnsafeBytes { bytes in
            CRC32C.checksum(UnsafeRawBufferPointer(rebasing: bytes[..<checked]))
                == UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: checked, as: UInt32.self))
        }
        guard isGood else { return nil }
        let count = (bytes.count - Self.trailerSize) / Self.entrySize
        bytes.withUnsafeBytes { bytes in
            func number(_ offset: Int) -> UInt64 {
                UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            }
            for place in 0..<count {
                let at = place * Self.entrySize
                blocks.append(
                    Entry(
                        offset: Int(clamping: number(at)), firstSequence: number(at + 8),
                        firstTime: Int64(bitPattern: number(at + 16))))
            }
            lastTime = Int64(bitPattern: number(count * Self.entrySize))
            endSequence = number(count * Self.entrySize + 8)
        }
    }

    init() {}
}
