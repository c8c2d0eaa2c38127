/// Tables as bytes, for the time in which nobody looks at them. Within one run of the program only: they are its memory.
struct TableWriter {
    private(set) var bytes: [UInt8] = []

    init(room: Int = 0) { bytes.reserveCapacity(room) }

    mutating func put<Value: BitwiseCopyable>(_ value: Value) {
        withUnsafeBytes(of: value) { bytes.append(contentsOf: $0) }
    }

    mutating func put<Value: BitwiseCopyable>(_ values: [Value]) {
        put(values.count)
        values.withUnsafeBytes { put(columnsOf: $0, stride: MemoryLayout<Value>.stride) }
    }

    /// Records column by column, a column a byte of each: what is alike lies together, and takes half the room when packed.
    mutating func put(columnsOf records: UnsafeRawBufferPointer, stride: Int) {
        // An array without room is the one that all threads share, and its count would be written.
        if records.isEmpty { return }
        bytes += [UInt8](unsafeUninitializedCapacity: records.count) { columns, filled in
            for column in 0..<stride {
                var place = column
                while place < records.count {
                    columns[filled] = records[place]
                    filled += 1
                    place += stride
                }
            }
        }
    }

    mutating func put(raw: UnsafeRawBufferPointer) { bytes.append(contentsOf: raw) }
}

/// Reads in the same order what a `TableWriter` wrote.
struct TableReader {
    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func value<Value: BitwiseCopyable>(_ type: Value.Type = Value.self) -> Value {
        let size = MemoryLayout<Value>.size
        precondition(place + size <= bytes.count)
        defer { place += size }
        return bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: place, as: type) }
    }

    mutating func values<Value: BitwiseCopyable>(_ type: Value.Type = Value.self) -> [Value] {
        let count: Int = value()
        if count == 0 { return [] }
        return [Value](unsafeUninitializedCapacity: count) { buffer, filled in
            fill(
                records: UnsafeMutableRawBufferPointer(
                    start: buffer.baseAddress, count: count * MemoryLayout<Value>.stride),
                stride: MemoryLayout<Value>.stride)
            filled = count
        }
    }

    /// Fills room with records that were written column by column.
    mutating func fill(records room: UnsafeMutableRawBufferPointer, stride: Int) {
        precondition(place + room.count <= bytes.count)
        bytes.withUnsafeBytes { columns in
            var next = place
            for column in 0..<stride {
                var at = column
                while at < room.count {
                    room[at] = columns[next]
                    next += 1
                    at += stride
                }
            }
        }
        place += room.count
    }

    mutating func fill(_ room: UnsafeMutableRawBufferPointer) {
        precondition(place + room.count <= bytes.count)
        if room.isEmpty { return }
        bytes.withUnsafeBytes {
            room.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[place..<place + room.count]))
        }
        place += room.count
    }
}
