/// A record that lives in a `SlotTable`: plain bytes without references, so that a table is copied by copying memory.
protocol SlotRecord: BitwiseCopyable {
    static var vacant: Self { get }
    var isVacant: Bool { get }
}

/// Records in one run of memory, named by slot numbers that stay while a record lives. Slot 0 is no record.
///
/// Why not an array: a fold touches a few records for every event, and an array inside a value that is reached
/// through a class costs a uniqueness check and reference counting at each touch. The buffer is owned by this
/// non-copyable value alone; nothing hands out a pointer into it.
struct SlotTable<Record: SlotRecord>: ~Copyable {
    private var base: UnsafeMutablePointer<Record>
    private var capacity: Int
    /// One past the highest slot that was ever used.
    private(set) var end: Int
    /// Live records.
    private(set) var count: Int
    private var free: [UInt32]

    /// - Parameter capacity: records that there is room for at first, 2 or more.
    init(capacity: Int = 32) {
        self.capacity = capacity
        base = .allocate(capacity: capacity)
        base.initialize(repeating: .vacant, count: capacity)
        end = 1
        count = 0
        free = []
    }

    private init(copyOf other: borrowing SlotTable) {
        capacity = other.capacity
        base = .allocate(capacity: capacity)
        base.initialize(from: other.base, count: capacity)
        end = other.end
        count = other.count
        free = other.free
    }

    /// A table as it was written.
    init(from reader: inout TableReader) {
        capacity = reader.value()
        end = reader.value()
        count = reader.value()
        free = reader.values()
        base = .allocate(capacity: capacity)
        reader.fill(records: UnsafeMutableBufferPointer(start: base, count: end))
        (base + end).initialize(repeating: .vacant, count: capacity - end)
    }

    func write(to writer: inout TableWriter) {
        writer.put(capacity)
        writer.put(end)
        writer.put(count)
        writer.put(free)
        writer.put(records: UnsafeBufferPointer(start: base, count: end))
    }

    deinit { base.deallocate() }

    borrowing func copy() -> SlotTable { SlotTable(copyOf: self) }

    /// Bytes that the table holds on to.
    var byteCount: Int { capacity * MemoryLayout<Record>.stride + free.capacity * MemoryLayout<UInt32>.stride }

    subscript(slot: UInt32) -> Record {
        @inline(__always) _read {
            precondition(Int(slot) < end)
            yield base[Int(slot)]
        }
        @inline(__always) _modify {
            precondition(Int(slot) < end)
            yield &base[Int(slot)]
        }
    }

    mutating func insert(_ record: Record) -> UInt32 {
        count += 1
        if let slot = free.popLast() {
            base[Int(slot)] = record
            return slot
        }
        if end == capacity { grow() }
        base[end] = record
        end += 1
        return UInt32(end - 1)
    }

    mutating func remove(_ slot: UInt32) {
        precondition(Int(slot) < end && !base[Int(slot)].isVacant)
        base[Int(slot)] = .vacant
        free.append(slot)
        count -= 1
    }

    /// The first live slot at or after `slot`; 0 when there is none.
    func live(from slot: UInt32) -> UInt32 {
        var next = max(1, Int(slot))
        while next < end {
            if !base[next].isVacant { return UInt32(next) }
            next += 1
        }
        return 0
    }

    private mutating func grow() {
        // By an eighth beyond a thousand: a table of a hundred thousand records may not waste as many again.
        let wider = capacity < 1_024 ? capacity * 2 : capacity + capacity / 8
        let new = UnsafeMutablePointer<Record>.allocate(capacity: wider)
        new.initialize(from: base, count: capacity)
        (new + capacity).initialize(repeating: .vacant, count: wider - capacity)
        base.deallocate()
        base = new
        capacity = wider
    }
}
