/// The beginning of every segment: who wrote it, in which format, for which server.
///
///     8 bytes  magic
///     u16      format version
///     u16      length of the whole header
///     u64      first sequence
///     i64      creation time, microseconds since 1970
///     u16      length of the server's name, then the name in UTF-8
///     u32      CRC32C of everything before
struct SegmentHeader: Equatable, Sendable {
    /// Bytes that no text file begins with, and that a transfer in text mode would spoil.
    static let magic: [UInt8] = [0x89] + Array("CBJ\r\n".utf8) + [0x1A, 0x0A]
    /// The version that this program writes, and the newest that it reads.
    static let version = 1
    /// The longest server name that fits, in bytes.
    static let maximumName = 1_024

    var firstSequence: UInt64
    /// Microseconds since 1970.
    var created: Int64
    var server: String

    /// What the beginning of a file turned out to be.
    enum Outcome: Equatable {
        case header(SegmentHeader, end: Int)
        /// A header that was never written to its end, as after a power failure: there is nothing behind it.
        case incomplete
        case newer(Int)
        /// It begins as one of this program's, and is not what was written.
        case damaged
        case foreign
    }

    private static let fixedSize = 30

    func encoded() -> [UInt8] {
        var name = Array(server.utf8)
        if name.count > Self.maximumName { name = Array(name[..<Self.maximumName]) }
        var bytes = Self.magic
        func append<Number: FixedWidthInteger>(_ number: Number) {
            withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
        }
        append(UInt16(Self.version))
        append(UInt16(Self.fixedSize + name.count + 4))
        append(firstSequence)
        append(created)
        append(UInt16(name.count))
        bytes.append(contentsOf: name)
        append(bytes.withUnsafeBytes { CRC32C.checksum($0) })
        return bytes
    }

    /// Reads the beginning of a file; `bytes` is all there is when it is shorter than a header can be.
    static func read(_ bytes: UnsafeRawBufferPointer) -> Outcome {
        let known = min(bytes.count, magic.count)
        // A file system may give a file its length before its bytes: zeros are a header that was never written.
        if bytes.prefix(1_024).allSatisfy({ $0 == 0 }) { return .incomplete }
        guard bytes.prefix(known).elementsEqual(magic.prefix(known)) else { return .foreign }
        guard bytes.count >= 12 else { return .incomplete }
        let version = Int(UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt16.self)))
        if version > Self.version { return .newer(version) }
        let size = Int(UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: 10, as: UInt16.self)))
        guard version == Self.version, size >= fixedSize + 4 else { return .damaged }
        guard bytes.count >= size else { return .incomplete }
        let stored = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: size - 4, as: UInt32.self))
        guard CRC32C.checksum(UnsafeRawBufferPointer(rebasing: bytes[..<(size - 4)])) == stored else { return .damaged }
        let nameSize = Int(UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: 28, as: UInt16.self)))
        guard fixedSize + nameSize + 4 == size else { return .damaged }
        let header = SegmentHeader(
            firstSequence: UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 12, as: UInt64.self)),
            created: Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: 20, as: Int64.self)),
            server: String(decoding: bytes[fixedSize..<(fixedSize + nameSize)], as: UTF8.self))
        return .header(header, end: size)
    }
}
