/// A board in little room: its tables packed, its ledger chunk by chunk, so that boards of later moments share what did
/// not change.
struct PackedBoard: Sendable {
    /// Everything but the tables.
    private let rest: ServerBoard
    private let tables: PackedBytes
    let ledger: PackedLedger
    private let packing: Packing

    /// - Parameter known: chunks of its ledger that an earlier board has packed.
    init(_ board: ServerBoard, known: [[PackedBytes?]], packing: Packing) {
        let packer = packing.packer()
        self.packing = packing
        rest = board.withoutTables()
        var writer = TableWriter(room: board.livingBytes)
        board.box.state.writeTables(to: &writer)
        tables = PackedBytes(writer.bytes, packer)
        ledger = board.box.state.ledger.packed(known) { PackedBytes($0, packer) }
    }

    /// The board; nil when there was no memory to unpack it.
    func board() -> ServerBoard? {
        let packer = packing.packer()
        guard let bytes = tables.plain(packer), let ledger = Ledger(ledger, { $0.plain(packer) }) else { return nil }
        var reader = TableReader(bytes)
        var board = rest
        var state = BoardState(tablesFrom: &reader)
        rest.box.state.copyFigures(to: &state)
        state.ledger = ledger
        board.box = BoardBox(state)
        return board
    }

    /// Bytes that it holds on to, but for its ledger.
    var livingBytes: Int { tables.byteCount + rest.livingBytes }

    /// The packed chunks that the ledger of a later board still has as `board`, which this is, had them.
    func chunks(of board: ServerBoard, sharedWith later: ServerBoard) -> [[PackedBytes?]] {
        zip(ledger.tables, board.box.state.ledger.isShared(with: later.box.state.ledger)).map { table, isShared in
            zip(table.chunks, isShared).map { $1 ? $0 : nil }
        }
    }
}

extension ServerBoard {
    fileprivate func withoutTables() -> ServerBoard {
        var board = self
        board.box = BoardBox(box.state.withoutTables())
        return board
    }
}

extension BoardState {
    /// A state that knows everything but what is in tables.
    fileprivate borrowing func withoutTables() -> BoardState {
        var new = BoardState()
        new.texts = TextTable(room: 2)
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
        copyFigures(to: &new)
        return new
    }

    fileprivate borrowing func writeTables(to writer: inout TableWriter) {
        texts.write(to: &writer)
        channels.write(to: &writer)
        bridges.write(to: &writer)
        devices.write(to: &writer)
        queues.write(to: &writer)
        members.write(to: &writer)
        visits.write(to: &writer)
        endpoints.write(to: &writer)
        departed.write(to: &writer)
        left.write(to: &writer)
        removedMembers.write(to: &writer)
    }

    /// The tables as they were written, in the same order.
    fileprivate init(tablesFrom reader: inout TableReader) {
        self.init()
        texts = TextTable(from: &reader)
        channels = SlotTable(from: &reader)
        bridges = SlotTable(from: &reader)
        devices = SlotTable(from: &reader)
        queues = SlotTable(from: &reader)
        members = SlotTable(from: &reader)
        visits = SlotTable(from: &reader)
        endpoints = SlotTable(from: &reader)
        departed = Ring(from: &reader)
        left = Ring(from: &reader)
        removedMembers = Ring(from: &reader)
    }
}
