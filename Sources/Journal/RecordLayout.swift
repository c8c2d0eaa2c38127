/// How a record stands in a plain segment.
///
///     u32 length     of everything after the checksum
///     u32 checksum   CRC32C of the length's four bytes and of everything after the checksum
///     u64 sequence   from 1
///     i64 time       microseconds since 1970
///     u32 epoch
///     u8  kind       never 0
///     ... payload
///
/// All numbers have their least significant byte first. A run of zeros is never a record: its length is too small.
package enum RecordLayout {
    /// Length and checksum.
    static let prefixSize = 8
    /// Sequence, time, epoch and kind.
    static let fieldsSize = 21
    /// What a record occupies besides its payload.
    package static let overhead = prefixSize + fieldsSize
    /// The longest payload that is written, and that a reader believes: 16 MiB.
    package static let maximumPayload = 16 << 20

    /// What stands at an offset of a segment.
    enum Outcome: Equatable {
        case record(LogRecord, end: Int)
        /// A beginning that may be a record once there are more bytes.
        case incomplete
        /// No record, whatever follows.
        case damaged
    }

    /// Adds a record to the end of a buffer.
    static func append(_ entry: LogEntry, sequence: UInt64, to buffer: inout [UInt8]) {
        let start = buffer.count
        append(UInt32(truncatingIfNeeded: fieldsSize + entry.payload.count), to: &buffer)
        append(UInt32(0), to: &buffer)
        append(sequence, to: &buffer)
        append(entry.time, to: &buffer)
        append(entry.epoch, to: &buffer)
        buffer.append(entry.kind)
        buffer.append(contentsOf: entry.payload)
        buffer.withUnsafeMutableBytes { bytes in
            let written = UnsafeMutableRawBufferPointer(rebasing: bytes[start...])
            let checksum = checksum(UnsafeRawBufferPointer(written))
            written.storeBytes(of: checksum.littleEndian, toByteOffset: 4, as: UInt32.self)
        }
    }

    /// Reads what stands at `offset`, which must not be beyond the buffer.
    static func read(_ buffer: UnsafeRawBufferPointer, at offset: Int) -> Outcome {
        let available = buffer.count - offset
        guard available >= 4 else { return .incomplete }
        let length = Int(buffer.loadUnaligned(fromByteOffset: offset, as: UInt32.self).littleEndian)
        guard length >= fieldsSize, length <= fieldsSize + maximumPayload else { return .damaged }
        guard available >= prefixSize + length else { return .incomplete }
        let record = UnsafeRawBufferPointer(rebasing: buffer[offset..<(offset + prefixSize + length)])
        let kind = record[28]
        let stored = UInt32(littleEndian: record.loadUnaligned(fromByteOffset: 4, as: UInt32.self))
        guard kind != 0, checksum(record) == stored else { return .damaged }
        return .record(
            LogRecord(
                sequence: UInt64(littleEndian: record.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
                kind: kind,
                time: Int64(littleEndian: record.loadUnaligned(fromByteOffset: 16, as: Int64.self)),
                epoch: UInt32(littleEndian: record.loadUnaligned(fromByteOffset: 24, as: UInt32.self)),
                payload: [UInt8](record[overhead...])),
            end: offset + prefixSize + length)
    }

    /// The end of the record at `offset` when it is whole and has this sequence, without a look at its bytes: for
    /// passing over what nobody wants to read.
    static func end(of sequence: UInt64, in buffer: UnsafeRawBufferPointer, at offset: Int) -> Int? {
        guard buffer.count - offset >= overhead else { return nil }
        let length = Int(buffer.loadUnaligned(fromByteOffset: offset, as: UInt32.self).littleEndian)
        guard length >= fieldsSize, length <= fieldsSize + maximumPayload,
            buffer.count - offset >= prefixSize + length,
            UInt64(littleEndian: buffer.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self)) == sequence
        else { return nil }
        return offset + prefixSize + length
    }

    /// The first whole record at or after `offset` whose sequence lies in `sequences`: what follows a damaged place.
    static func nextRecord(
        in buffer: UnsafeRawBufferPointer, from offset: Int, sequences: ClosedRange<UInt64>
    ) -> (record: LogRecord, start: Int, end: Int)? {
        var start = offset
        while start + overhead <= buffer.count {
            // The sequence rules out nearly every offset before a checksum is computed.
            let sequence = UInt64(littleEndian: buffer.loadUnaligned(fromByteOffset: start + 8, as: UInt64.self))
            // Zeros, as file systems leave them behind what was written, are passed over eight at a time.
            if sequence == 0, !sequences.contains(0),
                buffer.loadUnaligned(fromByteOffset: start + 16, as: UInt64.self) == 0
            {
                start += 8
                continue
            }
            if sequences.contains(sequence), case .record(let record, let end) = read(buffer, at: start) {
                return (record, start, end)
            }
            start += 1
        }
        return nil
    }

    private static func checksum(_ record: UnsafeRawBufferPointer) -> UInt32 {
        let length = CRC32C.checksum(UnsafeRawBufferPointer(rebasing: record[..<4]))
        return CRC32C.checksum(UnsafeRawBufferPointer(rebasing: record[prefixSize...]), after: length)
    }

    private static func append<Number: FixedWidthInteger>(_ number: Number, to buffer: inout [UInt8]) {
        withUnsafeBytes(of: number.littleEndian) { buffer.append(contentsOf: $0) }
    }
}
