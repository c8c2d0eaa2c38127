/// The last so many records, numbered from 1 in the order in which they came, with room for texts of their own.
///
/// Records live in chunks that copies of a board share until one of them writes to a chunk: a checkpoint of a long day
/// costs the chunks that were written to since the one before it, not the day. A record costs no allocation of its own; a
/// chunk that has left the ledger is filled anew.
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

    /// Which chunks a later copy of this table still shares with it.
    func isShared(with later: LedgerTable) -> [Bool] {
        chunks.enumerated().map { place, chunk in
            guard place < later.chunks.count else { return false }
            let other = later.chunks[place]
            return Self.areOne(chunk.records, other.records) && Self.areOne(chunk.texts, other.texts)
        }
    }

    private static func areOne<Element>(_ one: [Element], _ other: [Element]) -> Bool {
        one.withUnsafeBufferPointer { one in other.withUnsafeBufferPointer { $0.baseAddress == one.baseAddress } }
    }

    // MARK: While nobody looks

    /// The table in little room.
    ///
    /// - Parameter known: chunks that were packed already, by their places.
    func packed(_ known: [PackedBytes?], _ pack: ([UInt8]) -> PackedBytes) -> PackedLedgerTable {
        let packed = chunks.enumerated().map { place, chunk in
            if place < known.count, let known = known[place] { return known }
            var writer = TableWriter(
                room: chunk.records.count * MemoryLayout<Record>.stride + chunk.texts.count + 16)
            writer.put(chunk.records)
            writer.put(chunk.texts)
            return pack(writer.bytes)
        }
        return PackedLedgerTable(chunks: packed, start: start, end: end)
    }

    /// Takes what a table was packed into; false when a chunk cannot be read.
    mutating func unpack(_ table: PackedLedgerTable, _ unpack: (PackedBytes) -> [UInt8]?) -> Bool {
        chunks = []
        chunks.reserveCapacity(table.chunks.count)
        for chunk in table.chunks {
            guard let bytes = unpack(chunk) else { return false }
            var reader = TableReader(bytes)
            var new = Chunk()
            // What is not full yet goes on to be filled.
            new.records.reserveCapacity(Self.chunkSize)
            new.records += reader.values(Record.self)
            new.texts = reader.values()
            chunks.append(new)
        }
        start = table.start
        end = table.end
        return true
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
                // The chunk before it is full: the room that its texts did not need, up to half of it, is free again.
                if let last = chunks.indices.last {
                    chunks[last].texts = chunks[last].texts.withUnsafeBytes { Array($0) }
                }
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

    // MARK: Texts of records

    /// Where a text that is added to a record now will begin.
    func textEnd(of number: Int) -> UInt32 { UInt32(chunks[place(number)].texts.count) }

    /// Adds bytes to a record; what is beyond 255 bytes is cut. Its length.
    mutating func addText(_ bytes: UnsafeRawBufferPointer, to number: Int) -> UInt8 {
        let kept = UnsafeRawBufferPointer(rebasing: bytes.prefix(255))
        chunks[place(number)].texts.append(contentsOf: kept)
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
