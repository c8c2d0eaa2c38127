import AMI

/// Names a text in a `TextTable`. 0 is the empty text.
typealias TextID = UInt32

/// What a text names. Texts of different kinds are different even when their bytes are equal, so that each can point
/// at its one owner (a channel by its unique id, a queue by its name).
enum TextKind: UInt8 {
    case plain, uniqueID, visit, channelName, queue, device, bridge, endpoint
}

/// Every text of a board, each stored once, counted by its uses and found by its bytes.
///
/// A caller's number stands in a channel, in its peer and in a queue's entry: here it is one text and three numbers
/// of four bytes. Comparing with bytes from the wire needs no `String`, and finding the record that a name belongs to
/// is one look-up. The buffers are owned by this non-copyable value alone; bytes are handed out only for a call.
struct TextTable: ~Copyable {
    /// Longer texts are cut: Asterisk's own limits are a few hundred bytes (`AST_CHANNEL_NAME`, caller ids).
    static let longest = 2_048
    /// The owner of a unique id whose channel has gone; a late event must not bring it back.
    static let departed = UInt32.max

    private struct Entry: BitwiseCopyable {
        /// Where the bytes begin, in granules of eight.
        var offset: UInt32 = 0
        var uses: UInt32 = 0
        /// The slot of the record that this text names; for a free entry the next free one.
        var owner: UInt32 = 0
        var length: UInt16 = 0
        var kind: UInt8 = 0
        /// Eight bits of the hash: what tells most strangers in the index apart before their bytes are read.
        var tag: UInt8 = 0
    }

    private var entries: UnsafeMutablePointer<Entry>
    private var entryCapacity: Int
    private var entryEnd: Int
    private var firstFree: UInt32
    private var arena: UnsafeMutableRawPointer
    /// In granules.
    private var arenaCapacity: Int
    private var arenaEnd: Int
    /// The first free run of each size class, in granules; 0 is none. A free run holds the next one's offset.
    private var freeRuns: InlineArray<21, UInt32>
    /// Open addressing with linear probing; 0 is empty.
    private var index: UnsafeMutablePointer<UInt32>
    private var indexMask: Int
    private(set) var count: Int
    /// Above every `TextID` there is.
    var end: Int { entryEnd }

    /// - Parameter room: texts that there is room for at first, a power of two.
    init(room: Int = 512) {
        entryCapacity = room
        entries = .allocate(capacity: room)
        entries.initialize(repeating: Entry(), count: room)
        entryEnd = 1
        firstFree = 0
        arenaCapacity = room * 4
        arena = .allocate(byteCount: room * 4 * 8, alignment: 8)
        arenaEnd = 1
        freeRuns = InlineArray(repeating: 0)
        index = .allocate(capacity: room * 8)
        index.initialize(repeating: 0, count: room * 8)
        indexMask = room * 8 - 1
        count = 0
    }

    /// A table as it was written. Every text has its number again; only the index is made anew.
    init(from reader: inout TableReader) {
        entryCapacity = reader.value()
        entryEnd = reader.value()
        firstFree = reader.value()
        arenaCapacity = reader.value()
        arenaEnd = reader.value()
        freeRuns = reader.value()
        indexMask = reader.value()
        count = reader.value()
        entries = .allocate(capacity: entryCapacity)
        reader.fill(records: UnsafeMutableBufferPointer(start: entries, count: entryEnd))
        (entries + entryEnd).initialize(repeating: Entry(), count: entryCapacity - entryEnd)
        arena = .allocate(byteCount: arenaCapacity * 8, alignment: 8)
        reader.fill(UnsafeMutableRawBufferPointer(start: arena, count: arenaEnd * 8))
        index = .allocate(capacity: indexMask + 1)
        index.initialize(repeating: 0, count: indexMask + 1)
        for id in 1..<max(1, entryEnd) where entries[id].length > 0 {
            var at = home(of: entries[id])
            while index[at] != 0 { at = (at + 1) & indexMask }
            index[at] = UInt32(id)
        }
    }

    func write(to writer: inout TableWriter) {
        writer.put(entryCapacity)
        writer.put(entryEnd)
        writer.put(firstFree)
        writer.put(arenaCapacity)
        writer.put(arenaEnd)
        writer.put(freeRuns)
        writer.put(indexMask)
        writer.put(count)
        writer.put(records: UnsafeBufferPointer(start: entries, count: entryEnd))
        writer.put(raw: UnsafeRawBufferPointer(start: arena, count: arenaEnd * 8))
    }

    private init(copyOf other: borrowing TextTable) {
        entryCapacity = other.entryCapacity
        entries = .allocate(capacity: entryCapacity)
        entries.initialize(from: other.entries, count: entryCapacity)
        entryEnd = other.entryEnd
        firstFree = other.firstFree
        arenaCapacity = other.arenaCapacity
        arena = .allocate(byteCount: arenaCapacity * 8, alignment: 8)
        arena.copyMemory(from: other.arena, byteCount: other.arenaEnd * 8)
        arenaEnd = other.arenaEnd
        freeRuns = other.freeRuns
        index = .allocate(capacity: other.indexMask + 1)
        index.initialize(from: other.index, count: other.indexMask + 1)
        indexMask = other.indexMask
        count = other.count
    }

    deinit {
        entries.deallocate()
        arena.deallocate()
        index.deallocate()
    }

    borrowing func copy() -> TextTable { TextTable(copyOf: self) }

    /// Bytes that the table holds on to.
    var byteCount: Int {
        entryCapacity * MemoryLayout<Entry>.stride + arenaCapacity * 8 + (indexMask + 1) * MemoryLayout<UInt32>.stride
    }

    // MARK: Reading

    func string(_ id: TextID) -> String {
        let entry = entries[Int(id)]
        let bytes = UnsafeRawBufferPointer(start: arena + Int(entry.offset) * 8, count: Int(entry.length))
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The stored bytes; valid until the table changes.
    @inline(__always)
    func bytes(_ id: TextID) -> UnsafeRawBufferPointer {
        let entry = entries[Int(id)]
        return UnsafeRawBufferPointer(start: arena + Int(entry.offset) * 8, count: Int(entry.length))
    }

    /// Byte order; the empty text comes first.
    func precedes(_ a: TextID, _ b: TextID) -> Bool {
        bytes(a).lexicographicallyPrecedes(bytes(b))
    }

    @inline(__always)
    func owner(_ id: TextID) -> UInt32 { id == 0 ? 0 : entries[Int(id)].owner }

    @inline(__always)
    mutating func setOwner(_ id: TextID, _ slot: UInt32) {
        if id != 0 { entries[Int(id)].owner = slot }
    }

    @inline(__always)
    func equal(_ id: TextID, _ start: UnsafeRawPointer, _ length: Int) -> Bool {
        let entry = entries[Int(id)]
        return Int(entry.length) == length && Self.same(arena + Int(entry.offset) * 8, start, length)
    }

    // MARK: Finding and keeping

    /// The text of these bytes, or 0 when the table has none (or they are empty).
    @inline(__always)
    func find(_ kind: TextKind, _ start: UnsafeRawPointer, _ count: Int) -> TextID {
        let length = min(count, Self.longest)
        if length == 0 { return 0 }
        let hash = Self.hash(start, length, kind)
        var at = Int(hash) & indexMask
        while true {
            let id = index[at]
            if id == 0 { return 0 }
            let entry = entries[Int(id)]
            if entry.tag == Self.tag(hash), entry.kind == kind.rawValue, Int(entry.length) == length,
                Self.same(arena + Int(entry.offset) * 8, start, length)
            {
                return id
            }
            at = (at + 1) & indexMask
        }
    }

    /// The text of these bytes with one use more, stored if it is new; 0 for no bytes.
    mutating func keep(_ kind: TextKind, _ start: UnsafeRawPointer, _ count: Int) -> TextID {
        let length = min(count, Self.longest)
        if length == 0 { return 0 }
        let known = find(kind, start, length)
        if known != 0 {
            entries[Int(known)].uses &+= 1
            return known
        }
        return add(kind, start, length)
    }

    mutating func keep(_ kind: TextKind, _ text: String) -> TextID {
        var copy = text
        return copy.withUTF8 { bytes in
            guard let start = bytes.baseAddress else { return 0 }
            return keep(kind, UnsafeRawPointer(start), bytes.count)
        }
    }

    @inline(__always)
    mutating func keepAgain(_ id: TextID) -> TextID {
        if id != 0 { entries[Int(id)].uses &+= 1 }
        return id
    }

    /// Gives one use back; the last one frees the text.
    @inline(__always)
    mutating func drop(_ id: TextID) {
        if id == 0 { return }
        entries[Int(id)].uses &-= 1
        if entries[Int(id)].uses == 0 { remove(id) }
    }

    /// Makes `id` the text of these bytes; true when it was another one.
    @inline(__always)
    mutating func replace(_ id: inout TextID, _ kind: TextKind, _ start: UnsafeRawPointer, _ count: Int) -> Bool {
        if equal(id, start, min(count, Self.longest)) { return false }
        let old = id
        id = keep(kind, start, count)
        drop(old)
        return true
    }

    // MARK: Memory

    private mutating func add(_ kind: TextKind, _ start: UnsafeRawPointer, _ length: Int) -> TextID {
        if (count + 1) * 4 > (indexMask + 1) * 3 { widenIndex() }
        let id: UInt32
        if firstFree != 0 {
            id = firstFree
            firstFree = entries[Int(id)].owner
        } else {
            if entryEnd == entryCapacity { growEntries() }
            id = UInt32(entryEnd)
            entryEnd += 1
        }
        let offset = takeRun(length)
        (arena + Int(offset) * 8).copyMemory(from: start, byteCount: length)
        let hash = Self.hash(start, length, kind)
        entries[Int(id)] = Entry(
            offset: offset, uses: 1, owner: 0, length: UInt16(length), kind: kind.rawValue, tag: Self.tag(hash))
        var at = Int(hash) & indexMask
        while index[at] != 0 { at = (at + 1) & indexMask }
        index[at] = id
        count += 1
        return id
    }

    private mutating func remove(_ id: TextID) {
        let entry = entries[Int(id)]
        var hole = home(of: entry)
        while index[hole] != id { hole = (hole + 1) & indexMask }
        // Close the gap: every later entry of the run that may stand here moves up.
        var next = hole
        while true {
            next = (next + 1) & indexMask
            let other = index[next]
            if other == 0 { break }
            let home = home(of: entries[Int(other)])
            let stays = hole <= next ? (hole < home && home <= next) : (hole < home || home <= next)
            if !stays {
                index[hole] = other
                hole = next
            }
        }
        index[hole] = 0
        count -= 1
        let size = Self.sizeClass(Int(entry.length))
        (arena + Int(entry.offset) * 8).storeBytes(of: freeRuns[size], as: UInt32.self)
        freeRuns[size] = entry.offset
        entries[Int(id)] = Entry()
        entries[Int(id)].owner = firstFree
        firstFree = id
    }

    /// Where an entry's search begins; its hash is not kept, it is made again from its bytes.
    private func home(of entry: Entry, mask: Int? = nil) -> Int {
        let kind = TextKind(rawValue: entry.kind) ?? .plain
        return Int(Self.hash(arena + Int(entry.offset) * 8, Int(entry.length), kind)) & (mask ?? indexMask)
    }

    /// 0 ..< 16: one to sixteen granules; 16 ... 20: 256 to 4,096 bytes.
    private static func sizeClass(_ length: Int) -> Int {
        if length <= 128 { return (length + 7) / 8 - 1 }
        var size = 16
        while 256 << (size - 16) < length { size += 1 }
        return size
    }

    private static func granules(_ size: Int) -> Int { size < 16 ? size + 1 : 32 << (size - 16) }

    private mutating func takeRun(_ length: Int) -> UInt32 {
        let size = Self.sizeClass(length)
        let free = freeRuns[size]
        if free != 0 {
            freeRuns[size] = (arena + Int(free) * 8).load(as: UInt32.self)
            return free
        }
        let needed = Self.granules(size)
        if arenaEnd + needed > arenaCapacity {
            let wider = arenaCapacity + max(needed, arenaCapacity < 16_384 ? arenaCapacity : arenaCapacity / 8)
            let new = UnsafeMutableRawPointer.allocate(byteCount: wider * 8, alignment: 8)
            new.copyMemory(from: arena, byteCount: arenaEnd * 8)
            arena.deallocate()
            arena = new
            arenaCapacity = wider
        }
        defer { arenaEnd += needed }
        return UInt32(arenaEnd)
    }

    private mutating func growEntries() {
        let wider = entryCapacity < 4_096 ? entryCapacity * 2 : entryCapacity + entryCapacity / 8
        let new = UnsafeMutablePointer<Entry>.allocate(capacity: wider)
        new.initialize(from: entries, count: entryCapacity)
        (new + entryCapacity).initialize(repeating: Entry(), count: wider - entryCapacity)
        entries.deallocate()
        entries = new
        entryCapacity = wider
    }

    private mutating func widenIndex() {
        let size = (indexMask + 1) * 2
        let new = UnsafeMutablePointer<UInt32>.allocate(capacity: size)
        new.initialize(repeating: 0, count: size)
        for at in 0...indexMask {
            let id = index[at]
            if id == 0 { continue }
            var place = home(of: entries[Int(id)], mask: size - 1)
            while new[place] != 0 { place = (place + 1) & (size - 1) }
            new[place] = id
        }
        index.deallocate()
        index = new
        indexMask = size - 1
    }

    // MARK: Bytes

    /// Eight bytes at a time, the last eight overlapping; lengths below eight byte by byte.
    @inline(__always)
    private static func same(_ a: UnsafeRawPointer, _ b: UnsafeRawPointer, _ length: Int) -> Bool {
        if length >= 8 {
            var at = 0
            while at &+ 8 < length {
                if a.loadUnaligned(fromByteOffset: at, as: UInt64.self)
                    != b.loadUnaligned(fromByteOffset: at, as: UInt64.self)
                {
                    return false
                }
                at &+= 8
            }
            let last = length &- 8
            return a.loadUnaligned(fromByteOffset: last, as: UInt64.self)
                == b.loadUnaligned(fromByteOffset: last, as: UInt64.self)
        }
        return short(a, length) == short(b, length)
    }

    /// Up to seven bytes as one number.
    @inline(__always)
    private static func short(_ a: UnsafeRawPointer, _ length: Int) -> UInt64 {
        if length >= 4 {
            let head = UInt64(a.loadUnaligned(as: UInt32.self))
            let tail = UInt64(a.loadUnaligned(fromByteOffset: length - 4, as: UInt32.self))
            return head | tail << 32
        }
        if length == 0 { return 0 }
        let first = UInt64(a.load(as: UInt8.self))
        let middle = UInt64(a.load(fromByteOffset: length / 2, as: UInt8.self))
        let last = UInt64(a.load(fromByteOffset: length - 1, as: UInt8.self))
        return first | middle << 8 | last << 16
    }

    @inline(__always)
    private static func tag(_ hash: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: hash >> 24) }

    @inline(__always)
    private static func hash(_ start: UnsafeRawPointer, _ length: Int, _ kind: TextKind) -> UInt32 {
        var hash = (UInt64(length) << 8 | UInt64(kind.rawValue)) &* 0x9E37_79B9_7F4A_7C15
        if length >= 8 {
            var at = 0
            while at &+ 8 < length {
                hash = mixed(hash ^ start.loadUnaligned(fromByteOffset: at, as: UInt64.self))
                at &+= 8
            }
            hash ^= start.loadUnaligned(fromByteOffset: length &- 8, as: UInt64.self)
        } else {
            hash ^= short(start, length)
        }
        return UInt32(truncatingIfNeeded: mixed(hash))
    }

    /// Both halves of the product: unique ids differ in their last bytes only, which a plain product would leave in
    /// bits that the index does not look at.
    @inline(__always)
    private static func mixed(_ value: UInt64) -> UInt64 {
        let product = value.multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
        return product.high ^ product.low
    }
}
