/// A table of the ledger in little room: its chunks are shared with the checkpoints before and behind.
struct PackedLedgerTable: Sendable {
    var chunks: [PackedBytes]
    /// The number of the oldest record, and the one behind the last.
    var start: Int
    var end: Int
}

/// A ledger in little room.
struct PackedLedger: Sendable {
    var tables: [PackedLedgerTable]

    /// Its chunks, by table and place.
    var chunks: [[PackedBytes?]] { tables.map(\.chunks) }

    /// Bytes of it that are in no chunk of a later one; a chunk that has left the ledger never comes back.
    func bytesNotShared(with later: [[PackedBytes?]]) -> Int {
        var bytes = 0
        for (number, table) in tables.enumerated() {
            let others = number < later.count ? later[number] : []
            bytes += table.chunks.capacity * MemoryLayout<PackedBytes>.stride
            for (place, chunk) in table.chunks.enumerated() {
                let isShared = place < others.count && others[place] === chunk
                if !isShared { bytes += chunk.byteCount }
            }
        }
        return bytes
    }
}
