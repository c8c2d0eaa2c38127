import CallCenter

/// A day that a source's own index does not reach, with checkpoints of what was folded of it: the next moment there is as
/// near as one of today.
struct Excursion: Sendable {
    /// The journal's sequence number that it began at.
    private var start: UInt64 = 0
    private(set) var index = TravelIndex(memory: Excursion.memory, packing: .zstd)

    /// Bytes that its checkpoints may hold on to.
    private static let memory = 32 << 20

    /// Somebody folds from a record on; elsewhere than here, another excursion begins.
    mutating func folds(from next: UInt64) {
        let isHere = index.next > 0 && next >= start && next <= index.next
        if isHere { return }
        start = next
        index = TravelIndex(memory: Self.memory, packing: .zstd)
    }

    /// The board after a record, which was folded before or is the next one.
    mutating func folded(_ sequence: UInt64, at time: Int64, board: ServerBoard) {
        guard sequence >= index.next else { return }
        index.folded(.other, at: time, next: sequence + 1, board: board)
    }
}
