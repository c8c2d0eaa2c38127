/// Plain values one behind another as bytes, for `PackedReader` of the same process: in memory's own order.
struct PackedWriter {
    private(set) var bytes: [UInt8] = []

    mutating func add<Value: BitwiseCopyable>(_ value: Value) {
        withUnsafeBytes(of: value) { bytes.append(contentsOf: $0) }
    }

    mutating func add<Value: BitwiseCopyable>(_ start: UnsafePointer<Value>, count: Int) {
        bytes.append(contentsOf: UnsafeRawBufferPointer(UnsafeBufferPointer(start: start, count: count)))
    }

    /// How many there are, then the values.
    mutating func add<Value: BitwiseCopyable>(_ values: [Value]) {
        add(values.count)
        values.withUnsafeBytes { bytes.append(contentsOf: $0) }
    }
}
