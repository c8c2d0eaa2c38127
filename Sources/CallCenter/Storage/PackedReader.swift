/// Reads what a `PackedWriter` wrote, in the same order and as the same types. What is not there is a fault of the
/// program, not of a file: these bytes never leave the process.
struct PackedReader {
    private let bytes: [UInt8]
    private var at = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func value<Value: BitwiseCopyable>(_ type: Value.Type) -> Value {
        defer { at += MemoryLayout<Value>.size }
        return bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: at, as: type) }
    }

    mutating func values<Value: BitwiseCopyable>(_ type: Value.Type) -> [Value] {
        let count = value(Int.self)
        return [Value](unsafeUninitializedCapacity: count) { buffer, filled in
            if let start = buffer.baseAddress { fill(start, count: count) }
            filled = count
        }
    }

    /// Overwrites so many values.
    mutating func fill<Value: BitwiseCopyable>(_ start: UnsafeMutablePointer<Value>, count: Int) {
        let size = count * MemoryLayout<Value>.stride
        precondition(at + size <= bytes.count)
        bytes.withUnsafeBytes { source in
            guard size > 0, let base = source.baseAddress else { return }
            UnsafeMutableRawPointer(start).copyMemory(from: base + at, byteCount: size)
        }
        at += size
    }
}
