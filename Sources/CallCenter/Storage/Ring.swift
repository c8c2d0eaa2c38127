/// The last so many values; a new one takes the place of the oldest.
struct Ring<Value: BitwiseCopyable> {
    private(set) var values: [Value]
    private(set) var next = 0

    init(capacity: Int, filler: Value) {
        values = Array(repeating: filler, count: capacity)
    }

    /// A ring as it was written.
    init(from reader: inout TableReader) {
        next = reader.value()
        values = reader.values()
    }

    func write(to writer: inout TableWriter) {
        writer.put(next)
        writer.put(values)
    }

    var byteCount: Int { values.capacity * MemoryLayout<Value>.stride }

    /// Puts a value in and gives the one that stood there.
    mutating func push(_ value: Value) -> Value {
        let old = values[next]
        values[next] = value
        next = next + 1 == values.count ? 0 : next + 1
        return old
    }

    subscript(index: Int) -> Value {
        get { values[index] }
        set { values[index] = newValue }
    }
}
