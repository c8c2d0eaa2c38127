/// The last so many values; a new one takes the place of the oldest.
struct Ring<Value: BitwiseCopyable> {
    private(set) var values: [Value]
    private(set) var next = 0

    init(capacity: Int, filler: Value) {
        values = Array(repeating: filler, count: capacity)
    }

    /// The ring that `write` wrote.
    init(from packed: inout PackedReader) {
        next = packed.value(Int.self)
        values = packed.values(Value.self)
    }

    func write(to packed: inout PackedWriter) {
        packed.add(next)
        packed.add(values)
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
