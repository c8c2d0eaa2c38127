/// Tables as bytes, for the time in which nobody looks at them. Within one run of the program only: they are its memory.
struct TableWriter {
    private(set) var bytes: [UInt8] = []

    init(room: Int = 0) { bytes.reserveCapacity(room) }

    mutating func put<Value: BitwiseCopyable>(_ value: Value) {
        withUnsafeBytes(of: value) { bytes.append(contentsOf: $0) }
    }

    mutating func put<Value: BitwiseCopyable>(_ values: [Value]) {
        put(values.count)
        values.withUnsafeBufferPointer { put(records: $0) }
    }

    /// Records column by column, a column a byte of each: what is alike lies together, and takes half the room when packed.
    mutating func put<Record: BitwiseCopyable>(records: UnsafeBufferPointer<Record>) {
        // An array without room is the one that all threads share, and its count would be written.
        if records.isEmpty { return }
        let rows = UnsafeRawBufferPointer(records)
        bytes += [UInt8](unsafeUninitializedCapacity: rows.count) { columns, filled in
            TableColumns.walk(rows.count, stride: MemoryLayout<Record>.stride) { columns[$1] = rows[$0] }
            filled = rows.count
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
            fill(records: UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
            filled = count
        }
    }

    /// Fills room with records that were written column by column.
    mutating func fill<Record: BitwiseCopyable>(records room: UnsafeMutableBufferPointer<Record>) {
        let rows = UnsafeMutableRawBufferPointer(room)
        precondition(place + rows.count <= bytes.count)
        bytes.withUnsafeBytes { columns in
            TableColumns.walk(rows.count, stride: MemoryLayout<Record>.stride) { rows[$0] = columns[place + $1] }
        }
        place += rows.count
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

private enum TableColumns {
    /// Names each of so many bytes by where it stands row by row, and where column by column.
    @inline(__always)
    static func walk(_ count: Int, stride: Int, _ body: (_ row: Int, _ column: Int) -> Void) {
        var next = 0
        for column in 0..<stride {
            var row = column
            while row < count {
                body(row, next)
                next += 1
                row += stride
            }
        }
    }
}
