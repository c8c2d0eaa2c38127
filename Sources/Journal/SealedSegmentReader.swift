import Glibc

/// Reads a sealed segment block by block. Its index leads to any record; a segment whose index is damaged is walked.
final class SealedSegmentReader: SegmentReader {
    private(set) var header: SegmentHeader?
    private(set) var position: SegmentPosition

    private let path: String
    private let descriptor: Int32
    private var index = SealedIndex()
    private let zstd = Zstd()
    /// The block that is being read: its number, what it holds, and where in it the next record begins.
    private var block: (number: Int, bytes: [UInt8], offset: Int, sequence: UInt64, time: Int64)?

    init(path: String, at position: SegmentPosition? = nil) throws(JournalError) {
        self.path = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        header = nil
        self.position = SegmentPosition(offset: 0, expected: 0)
        guard descriptor >= 0 else { throw .system(operation: "read", path: path, code: errno) }
        let beginning = try read(at: 0, count: 64 + SegmentHeader.maximumName)
        switch beginning.withUnsafeBytes({ SegmentHeader.read($0) }) {
        case .header(let header, let end):
            self.header = header
            index = try readIndex(blocksFrom: end, header)
            self.position = position ?? SegmentPosition(offset: end, expected: header.firstSequence)
        case .incomplete: break
        case .newer(let version): throw .newerFormat(path: path, found: version, known: SegmentHeader.version)
        case .damaged: throw .damaged(path)
        case .foreign: throw .foreign(path)
        }
    }

    deinit {
        if descriptor >= 0 { _ = close(descriptor) }
    }

    func next(atLeast minimum: UInt64) throws(JournalError) -> LogRecord? {
        guard header != nil else { return nil }
        while true {
            let wanted = max(position.expected, minimum)
            if wanted >= index.endSequence {
                position.expected = max(position.expected, index.endSequence)
                return nil
            }
            let next = (block?.number ?? -1) + 1
            let isPast = next < index.blocks.count && index.blocks[next].firstSequence <= wanted
            if block == nil || isPast, !(try enter(wanted)) { return nil }
            if let record = nextInBlock(atLeast: wanted) { return record }
            // The block is at its end, or makes no sense from here on.
            let following = (block?.number ?? -1) + 1
            guard following < index.blocks.count else {
                position.expected = max(position.expected, index.endSequence)
                return nil
            }
            position.expected = max(position.expected, index.blocks[following].firstSequence)
        }
    }

    func lastTime() throws(JournalError) -> Int64? { index.blocks.isEmpty ? nil : index.lastTime }

    func skip(toBefore time: Int64) {
        let count = index.blocks.firstIndex { $0.firstTime >= time } ?? index.blocks.count
        if count > 1 { position.expected = max(position.expected, index.blocks[count - 1].firstSequence) }
    }

    private func nextInBlock(atLeast minimum: UInt64) -> LogRecord? {
        guard var open = block else { return nil }
        // The array moves out while it is read: a second owner would make every step copy it.
        block = nil
        defer { block = open }
        while let (record, isWanted) = SealedBlock.record(
            open.bytes, at: &open.offset, after: open.sequence, open.time, atLeast: minimum)
        {
            open.sequence = record.sequence
            open.time = record.time
            position.expected = record.sequence &+ 1
            if isWanted { return record }
        }
        return nil
    }

    /// Loads the block that holds a sequence, or the next one that is whole; false when there is none.
    private func enter(_ sequence: UInt64) throws(JournalError) -> Bool {
        var number = max(0, (index.blocks.firstIndex { $0.firstSequence > sequence } ?? index.blocks.count) - 1)
        if let block, block.number >= number { number = block.number + 1 }
        while number < index.blocks.count {
            let entry = index.blocks[number]
            if let found = SealedBlock(try read(at: entry.offset, count: SealedBlock.headerSize), at: entry.offset) {
                let bytes = try read(at: entry.offset, count: SealedBlock.headerSize + found.compressedSize)
                if let records = found.records(bytes, zstd) {
                    block = (number, records, 0, found.firstSequence, found.firstTime)
                    position.offset = entry.offset
                    return true
                }
            }
            number += 1
        }
        position.expected = max(position.expected, index.endSequence)
        return false
    }

    private func readIndex(blocksFrom start: Int, _ header: SegmentHeader) throws(JournalError) -> SealedIndex {
        let size = Int(lseek(descriptor, 0, SEEK_END))
        let trailer = try read(at: max(0, size - SealedIndex.trailerSize), count: SealedIndex.trailerSize)
        if let length = SealedIndex.size(trailer: trailer, file: size),
            let index = SealedIndex(try read(at: size - length, count: length))
        {
            return index
        }
        return try walked(from: start)
    }

    /// The index as the blocks themselves tell it, up to the first that cannot be one.
    private func walked(from start: Int) throws(JournalError) -> SealedIndex {
        var found = SealedIndex()
        var offset = start
        while let block = SealedBlock(try read(at: offset, count: SealedBlock.headerSize), at: offset) {
            let bytes = try read(at: offset, count: SealedBlock.headerSize + block.compressedSize)
            guard bytes.count == SealedBlock.headerSize + block.compressedSize else { break }
            found.blocks.append(
                SealedIndex.Entry(offset: offset, firstSequence: block.firstSequence, firstTime: block.firstTime))
            if let records = block.records(bytes, zstd) {
                var place = 0
                var last = (sequence: block.firstSequence, time: block.firstTime)
                while let (record, _) = SealedBlock.record(
                    records, at: &place, after: last.sequence, last.time, atLeast: .max)
                {
                    last = (record.sequence, record.time)
                }
                found.endSequence = last.sequence &+ 1
                found.lastTime = last.time
            }
            offset = block.end
        }
        return found
    }

    private func read(at offset: Int, count: Int) throws(JournalError) -> [UInt8] {
        try PlainSegmentReader.read(descriptor, path: path, at: offset, count: count)
    }
}
