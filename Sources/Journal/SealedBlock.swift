/// A block of a sealed segment: records without the words that a plain segment needs to find torn ones, compressed.
///
///     u32 size       of the compressed bytes
///     u32 whole      their size when decompressed
///     u32 checksum   CRC32C of everything else
///     u64 sequence   of the first record
///     i64 time       of the first record
///     ... zstd
///
/// Decompressed, a record is five numbers of seven bits a byte (payload size, rise of the sequence, of the time, epoch,
/// kind) and its payload. All other numbers have their least significant byte first.
struct SealedBlock: Equatable {
    /// Bytes of records that a block is closed at: 64 KiB.
    static let size = 64 << 10
    static let headerSize = 28
    /// A block of one record that is as long as a record may be.
    static let maximumSize = RecordLayout.maximumPayload + size + 64

    var offset: Int
    var compressedSize: Int
    var size: Int
    var checksum: UInt32
    var firstSequence: UInt64
    var firstTime: Int64

    var end: Int { offset + Self.headerSize + compressedSize }

    // MARK: Writing

    /// A block on disk; nil when the library has no memory for it.
    static func encoded(_ records: [LogRecord], _ zstd: Zstd) -> [UInt8]? {
        guard let first = records.first else { return [] }
        var plain: [UInt8] = []
        plain.reserveCapacity(size + 4_096)
        var sequence = first.sequence
        var time = first.time
        for record in records {
            appendNumber(UInt64(record.payload.count), to: &plain)
            appendNumber(record.sequence &- sequence, to: &plain)
            appendNumber(UInt64(bitPattern: record.time &- time), to: &plain)
            appendNumber(UInt64(record.epoch), to: &plain)
            appendNumber(UInt64(record.kind), to: &plain)
            plain += record.payload
            sequence = record.sequence
            time = record.time
        }
        guard let compressed = zstd.compressed(plain) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(headerSize + compressed.count)
        append(UInt32(truncatingIfNeeded: compressed.count), to: &bytes)
        append(UInt32(truncatingIfNeeded: plain.count), to: &bytes)
        append(UInt32(0), to: &bytes)
        append(first.sequence, to: &bytes)
        append(first.time, to: &bytes)
        bytes += compressed
        let checksum = checksum(bytes)
        bytes.withUnsafeMutableBytes { $0.storeBytes(of: checksum.littleEndian, toByteOffset: 8, as: UInt32.self) }
        return bytes
    }

    // MARK: Reading

    /// The block that begins at an offset, by its first bytes; nil when there is none.
    init?(_ bytes: [UInt8], at offset: Int) {
        guard bytes.count >= Self.headerSize else { return nil }
        let (compressedSize, size, checksum, sequence, time) = bytes.withUnsafeBytes { bytes in
            (
                Int(UInt32(littleEndian: bytes.loadUnaligned(as: UInt32.self))),
                Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 4, as: UInt32.self))),
                UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self)),
                UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 12, as: UInt64.self)),
                Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: 20, as: Int64.self))
            )
        }
        guard compressedSize > 0, compressedSize <= Self.maximumSize, size > 0, size <= Self.maximumSize else {
            return nil
        }
        self.offset = offset
        self.compressedSize = compressedSize
        self.size = size
        self.checksum = checksum
        firstSequence = sequence
        firstTime = time
    }

    /// The records; nil when the bytes of the block are not those that were written.
    ///
    /// - Parameter bytes: the whole block.
    func records(_ bytes: [UInt8], _ zstd: Zstd) -> [UInt8]? {
        guard bytes.count == Self.headerSize + compressedSize, Self.checksum(bytes) == checksum else { return nil }
        return bytes.withUnsafeBytes {
            zstd.decompressed(UnsafeRawBufferPointer(rebasing: $0[Self.headerSize...]), size: size)
        }
    }

    /// Reads a record of a decompressed block and moves `offset` behind it; nil at the end, or when it makes no sense.
    static func record(
        _ bytes: [UInt8], at offset: inout Int, after sequence: UInt64, _ time: Int64, atLeast minimum: UInt64
    ) -> (record: LogRecord, isWanted: Bool)? {
        var next = offset
        guard let size = number(bytes, &next), let rise = number(bytes, &next), let later = number(bytes, &next),
            let epoch = number(bytes, &next), let kind = number(bytes, &next), size <= UInt64(bytes.count - next),
            kind <= 255, kind > 0
        else { return nil }
        let end = next + Int(size)
        offset = end
        let number = sequence &+ rise
        // What nobody wants is passed over without a copy of its bytes.
        let payload = number >= minimum ? [UInt8](bytes[next..<end]) : []
        let record = LogRecord(
            sequence: number, kind: UInt8(kind), time: time &+ Int64(bitPattern: later),
            epoch: UInt32(truncatingIfNeeded: epoch), payload: payload)
        return (record, number >= minimum)
    }

    // MARK: Numbers

    private static func checksum(_ block: [UInt8]) -> UInt32 {
        block.withUnsafeBytes { bytes in
            let before = CRC32C.checksum(UnsafeRawBufferPointer(rebasing: bytes[..<8]))
            return CRC32C.checksum(UnsafeRawBufferPointer(rebasing: bytes[12...]), after: before)
        }
    }

    private static func append<Number: FixedWidthInteger>(_ number: Number, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    private static func appendNumber(_ number: UInt64, to bytes: inout [UInt8]) {
        var rest = number
        while rest > 127 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 128)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    @inline(__always)
    private static func number(_ bytes: [UInt8], _ offset: inout Int) -> UInt64? {
        var result: UInt64 = 0
        var shift: UInt64 = 0
        while offset < bytes.count, shift < 64 {
            let byte = bytes[offset]
            offset += 1
            result |= UInt64(byte & 127) << shift
            if byte < 128 { return result }
            shift += 7
        }
        return nil
    }
}
