/// A board put away: what is going on, and what of the ledger is still being written, as packed bytes; the rest of the
/// ledger, which no record changes any more, shared with the board it was taken from.
///
/// A copy of a board costs a quarter of a megabyte for two dozen agents and is mostly spare room and zeros.
struct PackedBoard: Sendable {
    /// The board without its tables.
    let skeleton: ServerBoard
    private let bytes: [UInt8]
    private let size: Int
    private let packing: Packing

    /// Nil when it cannot be packed now.
    init?(_ board: ServerBoard, _ packing: Packing) {
        var writer = PackedWriter()
        skeleton = board.skeleton(tables: &writer)
        guard let bytes = packing.pack(writer.bytes) else { return nil }
        // As many as there are: what packed them had room for more.
        self.bytes = bytes.withUnsafeBufferPointer { Array($0) }
        size = writer.bytes.count
        self.packing = packing
    }

    /// The board as it was; nil when there is no memory for it.
    var board: ServerBoard? {
        guard let bytes = packing.unpack(bytes, size) else { return nil }
        var reader = PackedReader(bytes)
        return skeleton.whole(tables: &reader)
    }

    /// Bytes that it has for itself, without the ledger.
    var byteCount: Int { bytes.count + skeleton.livingBytes }
}

extension ServerBoard {
    fileprivate func skeleton(tables: inout PackedWriter) -> ServerBoard {
        var skeleton = self
        skeleton.box = BoardBox(box.state.skeleton(tables: &tables))
        return skeleton
    }

    fileprivate func whole(tables: inout PackedReader) -> ServerBoard {
        var whole = self
        whole.box = BoardBox(box.state.whole(tables: &tables))
        return whole
    }
}

extension BoardState {
    /// A copy without tables, which are written.
    fileprivate borrowing func skeleton(tables packed: inout PackedWriter) -> BoardState {
        var new = BoardState()
        new.texts = TextTable(capacity: 2)
        new.channels = SlotTable(capacity: 2)
        new.bridges = SlotTable(capacity: 2)
        new.devices = SlotTable(capacity: 2)
        new.queues = SlotTable(capacity: 2)
        new.members = SlotTable(capacity: 2)
        new.visits = SlotTable(capacity: 2)
        new.endpoints = SlotTable(capacity: 2)
        new.departed = Ring(capacity: 0, filler: 0)
        new.left = Ring(capacity: 0, filler: LeftVisit())
        new.removedMembers = Ring(capacity: 0, filler: RemovedMember())
        new.ledger = ledger
        copyRest(to: &new)
        texts.write(to: &packed)
        channels.write(to: &packed)
        bridges.write(to: &packed)
        devices.write(to: &packed)
        queues.write(to: &packed)
        members.write(to: &packed)
        visits.write(to: &packed)
        endpoints.write(to: &packed)
        departed.write(to: &packed)
        left.write(to: &packed)
        removedMembers.write(to: &packed)
        new.ledger.cutTails(into: &packed)
        return new
    }

    /// A copy with the tables that are read.
    fileprivate borrowing func whole(tables packed: inout PackedReader) -> BoardState {
        var new = BoardState()
        copyRest(to: &new)
        new.texts = TextTable(from: &packed)
        new.channels = SlotTable(from: &packed)
        new.bridges = SlotTable(from: &packed)
        new.devices = SlotTable(from: &packed)
        new.queues = SlotTable(from: &packed)
        new.members = SlotTable(from: &packed)
        new.visits = SlotTable(from: &packed)
        new.endpoints = SlotTable(from: &packed)
        new.departed = Ring(from: &packed)
        new.left = Ring(from: &packed)
        new.removedMembers = Ring(from: &packed)
        new.ledger = ledger
        new.ledger.putTails(from: &packed)
        return new
    }
}
