/// The last so many records, numbered from 1 in the order in which they came, with room for texts of their own.
///
/// Records live in chunks that copies of a board share until one of them writes to a chunk: a checkpoint of a long day
/// costs the chunk that is being filled, not the day. A record costs no allocation of its own; a chunk that has left the
/// ledger is filled anew.
struct LedgerTable<Record: BitwiseCopyable> {
    private struct Chunk {
        var records: [Record] = []
        var texts: [UInt8] = []
    }

    static var chunkSize: Int { 256 }

    private var chunks: [Chunk] = []
    private let chunkLimit: Int
    /// The number that the next record gets.
    private(set) var end = 1
    /// The number of the oldest record that is kept; equal to `end` when there is none.
    private(set) var start = 1

    /// - Parameter capacity: records kept at least, before the oldest make room.
    init(capacity: Int) {
        chunkLimit = (capacity + Self.chunkSize - 1) / Self.chunkSize + 1
    }

    var count: Int { end - start }

    /// Bytes that the table holds on to.
    var byteCount: Int {
        chunks.reduce(chunks.capacity * MemoryLayout<Chunk>.stride) {
            $0 + $1.records.capacity * MemoryLayout<Record>.stride + $1.texts.capacity
        }
    }

    /// Bytes of this table that a later copy of it no longer shares: chunks that were written to since, or filled anew.
    func bytesNotShared(with later: LedgerTable) -> Int {
        var bytes = chunks.capacity * MemoryLayout<Chunk>.stride
        for (place, chunk) in chunks.enumerated() {
            let other = place < later.chunks.count ? later.chunks[place] : Chunk()
            if !Self.areOne(chunk.records, other.records) {
                bytes += chunk.records.capacity * MemoryLayout<Record>.stride
            }
            if !Self.areOne(chunk.texts, other.texts) { bytes += chunk.texts.capacity }
        }
        return bytes
    }

    private static func areOne<Element>(_ one: [Element], _ other: [Element]) -> Bool {
        one.withUnsafeBufferPointer { one in other.withUnsafeBufferPointer { $0.baseAddress == one.baseAddress } }
    }

    func contains(_ number: Int) -> Bool { number >= start && number < end }

    subscript(number: Int) -> Record {
        get {
            precondition(contains(number))
            return chunks[place(number)].records[(number - 1) % Self.chunkSize]
        }
        set {
            precondition(contains(number))
            chunks[place(number)].records[(number - 1) % Self.chunkSize] = newValue
        }
    }

    private func place(_ number: Int) -> Int { (number - 1) / Self.chunkSize % chunkLimit }

    /// The record that the next `append` pushes out; nil while there is room.
    var oldestToGo: Record? {
        count < (chunkLimit - 1) * Self.chunkSize ? nil : self[start]
    }

    /// Appends a record and gives its number; the oldest goes when the table is full.
    mutating func append(_ record: Record) -> Int {
        if count >= (chunkLimit - 1) * Self.chunkSize { start += 1 }
        let at = place(end)
        if (end - 1) % Self.chunkSize == 0 {
            if at == chunks.count {
                chunks.append(Chunk())
                chunks[at].records.reserveCapacity(Self.chunkSize)
            } else {
                // Every record of this chunk has gone already: it is one more than are kept.
                chunks[at].records.removeAll(keepingCapacity: true)
                chunks[at].texts.removeAll(keepingCapacity: true)
            }
        }
        chunks[at].records.append(record)
        end += 1
        return end - 1
    }

    // MARK: What is still being written

    /// Chunks, newest first, that a board which goes on is likely to write to: a copy would share them for minutes only.
    /// The one before the last ends conversations until the last is well filled.
    private var tail: [Int] {
        guard count > 0 else { return [] }
        let last = (end - 2) % Self.chunkSize + 1
        let before = end - 1 - last
        return last < Self.chunkSize / 2 && contains(before) ? [place(end - 1), place(before)] : [place(end - 1)]
    }

    /// Moves what is still being written out of this copy; `putTail` brings it back.
    mutating func cutTail(into packed: inout PackedWriter) {
        for place in tail {
            packed.add(chunks[place].records)
            packed.add(chunks[place].texts)
            chunks[place] = Chunk()
        }
    }

    mutating func putTail(from packed: inout PackedReader) {
        for place in tail {
            chunks[place].records = packed.values(Record.self)
            chunks[place].texts = packed.values(UInt8.self)
        }
    }

    // MARK: Texts of the record that comes next, and of those that are there

    /// Where the texts of the record that comes next will begin.
    mutating func beginTexts() -> UInt32 {
        (end - 1) % Self.chunkSize == 0 ? 0 : UInt32(chunks[place(end)].texts.count)
    }

    /// Adds bytes to the record that was appended last; what is beyond 255 bytes is cut.
    mutating func addText(_ bytes: UnsafeRawBufferPointer) -> UInt8 {
        let kept = UnsafeRawBufferPointer(rebasing: bytes.prefix(255))
        chunks[place(end - 1)].texts.append(contentsOf: kept)
        return UInt8(kept.count)
    }

    /// Hands out the bytes of a text for the length of a call.
    func withText<Result>(
        of number: Int, from start: Int, length: Int, _ body: (Slice<UnsafeBufferPointer<UInt8>>) -> Result
    ) -> Result {
        chunks[place(number)].texts.withUnsafeBufferPointer { body($0[start..<start + length]) }
    }

    func text(of number: Int, from start: Int, length: Int) -> String {
        let texts = chunks[place(number)].texts
        return String(decoding: texts[start..<start + length], as: UTF8.self)
    }
}
